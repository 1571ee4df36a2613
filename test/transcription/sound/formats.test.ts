// Every format that recorders write, from the small files in test/fixtures/sounds (made by make.ts there). ffmpeg is
// the one from npm, so nothing else needs to be installed.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, openAudio } from '../../../transcription/sound/audio.ts';
import { playsExactly } from '../../../transcription/sound/exact.ts';
import { findFfmpeg } from '../../../transcription/sound/ffmpeg.ts';
import { SNIFF_BYTES, sniff } from '../../../transcription/sound/sniff.ts';
import { LONG_SECONDS, SHORT_SECONDS, TONES } from '../../fixtures/sounds/tones.ts';

const RATE = 16_000;
const packaged = findFfmpeg(null, '');
const path = (name: string): string => join(import.meta.dirname, '../../fixtures/sounds', name);

async function decode(name: string, ffmpeg: string | null): Promise<Float32Array[]> {
  const sound = await openAudio(path(name), { ffmpeg, limits: DEFAULT_LIMITS, signal: null });
  const parts: Float32Array[][] = Array.from({ length: sound.channels }, () => []);
  for await (const block of sound.blocks) for (const [c, samples] of block.entries()) parts[c]?.push(samples);
  return parts.map((list) => Float32Array.from(list.flatMap((samples) => [...samples])));
}

/** Level of a frequency in dB, of a stretch of samples (Goertzel's algorithm). */
function level(samples: Float32Array, hertz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / RATE);
  let [before, last] = [0, 0];
  for (const sample of samples) [before, last] = [last, sample + turn * last - before];
  const power = last * last + before * before - turn * last * before;
  return 10 * Math.log10((4 * power) / samples.length ** 2 + 1e-12);
}

const PITCHES = [...TONES.left, ...TONES.right];

/** The loudest of the pitches in the middle of one half, how loud it is, and by how much it stands out. */
function heard(samples: Float32Array, half: 0 | 1): { hertz: number; level: number; above: number } {
  const quarter = samples.length / 4;
  const middle = samples.subarray(Math.round((half * 2 + 0.4) * quarter), Math.round((half * 2 + 1.6) * quarter));
  const [first, second] = PITCHES.map((hertz) => ({ hertz, level: level(middle, hertz) })).toSorted(
    (a, b) => b.level - a.level,
  );
  if (!first || !second) throw new Error('there are no pitches');
  return { ...first, above: first.level - second.level };
}

type Expected = { channels: readonly ('left' | 'right')[]; seconds: number; slack: number };
const own = (channels: Expected['channels'], seconds = SHORT_SECONDS): Expected => ({ channels, seconds, slack: 0 });
/** Encoders work in frames and some begin with a little silence: at most 0.15 s more or less. */
const coded = (channels: Expected['channels'], seconds = LONG_SECONDS): Expected => ({
  channels,
  seconds,
  slack: 0.15,
});
const both = ['left', 'right'] as const;
const left = ['left'] as const;

const BY_OURSELVES: [name: string, expected: Expected][] = [
  ['pcm8.wav', own(both)],
  ['pcm16.wav', own(both)],
  ['pcm24.wav', own(both)],
  ['pcm32.wav', own(both)],
  ['float32.wav', own(left)],
  ['float64.wav', own(['right'], SHORT_SECONDS / 2)],
  ['mulaw.wav', own(both)],
  ['alaw.wav', own(both)],
  ['extensible.wav', own(both)],
  ['rf64.wav', own(both)],
  ['mulaw-open-0.wav', own(left)],
  ['mulaw-open-ffffffff.wav', own(left)],
  ['mulaw-open-7ffff000.wav', own(left)],
  ['mulaw-odd-chunk.wav', own(left)],
  ['pcm16-11025.wav', own(left)],
  ['pcm16-44100.wav', own(left, SHORT_SECONDS / 2)],
];

const BY_FFMPEG: [name: string, kind: string, expected: Expected][] = [
  ['gsm.wav', 'wav', coded(left)],
  ['adpcm.wav', 'wav', coded(both)],
  ['nb.amr', 'amr', coded(left)],
  ['wb.amr', 'amr', coded(left)],
  ['telephone.3gp', 'mp4', coded(left)],
  ['stereo.mp3', 'mp3', coded(both)],
  ['tagged.mp3', 'mp3', coded(left)],
  ['aac.m4a', 'mp4', coded(both)],
  ['adts.aac', 'aac', coded(left)],
  ['opus.ogg', 'ogg', coded(both)],
  ['opus.webm', 'webm', coded(both)],
  ['lossless.flac', 'flac', { ...own(both), slack: 0.001 }],
];

function expectSound(channels: readonly Float32Array[], expected: Expected): void {
  expect(channels).toHaveLength(expected.channels.length);
  for (const [i, which] of expected.channels.entries()) {
    const samples = channels[i] ?? new Float32Array(0);
    expect(Math.abs(samples.length / RATE - expected.seconds)).toBeLessThanOrEqual(expected.slack + 0.0001);
    for (const half of [0, 1] as const) {
      const tone = heard(samples, half);
      expect(tone.hertz).toBe(TONES[which][half]);
      expect(tone.above).toBeGreaterThan(20);
      // 0.35 of full scale is −9 dB.
      expect(Math.abs(tone.level + 9.1)).toBeLessThan(expected.slack > 0.01 ? 4 : 0.5);
    }
  }
}

describe('our own reader', () => {
  it.each(BY_OURSELVES)('reads %s: its length, its channels, and their content', async (name, expected) => {
    expect(sniff(readFileSync(path(name)).subarray(0, SNIFF_BYTES))).toMatchObject({ kind: 'wav' });
    expectSound(await decode(name, null), expected);
  });

  it('reads a truncated recording as far as it goes, and reports how long it should be', async () => {
    const sound = await openAudio(path('cut.wav'), { ffmpeg: null, limits: DEFAULT_LIMITS, signal: null });
    await sound.close();
    expect(sound.announced_ms).toBe(LONG_SECONDS * 1000);
    const [samples] = await decode('cut.wav', null);
    expect(samples?.length).toBeGreaterThan(0.5 * RATE);
    expect(samples?.length).toBeLessThan(0.7 * RATE);
  });

  it.each(['mulaw-open-0.wav', 'mulaw-open-ffffffff.wav', 'mulaw-open-7ffff000.wav'])(
    'takes %s, whose writer never came back to fill in the length, for whole',
    async (name) => {
      const sound = await openAudio(path(name), { ffmpeg: null, limits: DEFAULT_LIMITS, signal: null });
      await sound.close();
      expect(sound).toMatchObject({ announced_ms: null, duration_ms: SHORT_SECONDS * 1000 });
    },
  );
});

describe('what ffmpeg decodes', () => {
  it.runIf(packaged).each(BY_FFMPEG)(
    '%s: its length, its channels, and what is heard in them',
    async (name, kind, expected) => {
      expect(sniff(readFileSync(path(name)).subarray(0, SNIFF_BYTES))).toMatchObject({ kind });
      expectSound(await decode(name, packaged), expected);
    },
  );

  it.each(BY_FFMPEG)('%s is refused as missing its decoder where there is no ffmpeg', async (name) => {
    await expect(decode(name, null)).rejects.toMatchObject({ code: 'decoder-missing' });
  });

  it.each(['pcm8.wav', 'pcm16.wav', 'pcm24.wav', 'float32.wav', 'mulaw.wav', 'alaw.wav'])(
    '%s is heard as it is: every browser jumps in it exactly',
    async (name) => expect(await exactly(name)).toBe(true),
  );

  it.each([
    ...['pcm32.wav', 'float64.wav', 'rf64.wav', 'cut.wav', 'mulaw-open-0.wav', 'mulaw-open-ffffffff.wav'],
    ...BY_FFMPEG.map(([name]) => name),
  ])('%s is heard as a copy', async (name) => expect(await exactly(name)).toBe(false));
});

function exactly(name: string): Promise<boolean> {
  const file = readFileSync(path(name));
  return playsExactly(file.subarray(0, SNIFF_BYTES), file.length);
}
