// Copies of the small files in test/fixtures/sounds: muted where required, and nowhere else.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DEFAULT_LIMITS, openAudio } from '../../../transcription/sound/audio.ts';
import { copyRecording } from '../../../transcription/sound/copy.ts';
import { findFfmpeg } from '../../../transcription/sound/ffmpeg.ts';
import type { Stretch } from '../../../transcription/sound/mute.ts';
import { readWavFrames, readWavHeader, type WavHeader } from '../../../transcription/sound/wav.ts';
import { memoryBytes } from '../sounds.ts';

const sounds = resolve(import.meta.dirname, '../../fixtures/sounds');
const path = process.env.PATH ?? '';
const MUTED: Stretch[] = [
  { start_ms: 61, end_ms: 203 },
  { start_ms: 470, end_ms: 561 },
];
/** What each encoding says when nothing sounds; by the standards, not by the product. */
const SILENCE: Record<string, number> = {
  'pcm8.wav': 0x80,
  'pcm16.wav': 0,
  'pcm24.wav': 0,
  'float32.wav': 0,
  'mulaw.wav': 0xff,
  'alaw.wav': 0xd5,
  'extensible.wav': 0,
  'rf64.wav': 0xff,
  'pcm16-44100.wav': 0,
  'mulaw-odd-chunk.wav': 0xff,
  'mulaw-open-ffffffff.wav': 0xff,
  'cut.wav': 0xff,
};

it.each(Object.keys(SILENCE))(
  '%s is silent in the stretches, its samples byte for byte themselves everywhere else',
  async (name) => {
    const file = join(sounds, name);
    const target = join(folder(), 'copy');
    expect(await copyRecording({ file, target, muted: MUTED, ffmpeg: '/nowhere', path: '' })).toEqual({
      mime: 'audio/wav',
    });
    const [before, after] = [await samplesOf(file), await samplesOf(target)];
    expect(after.bytes.length).toBe(before.bytes.length);
    expect(after.header, 'under a header that is true').toMatchObject({
      data: [{ start: 44, bytes: after.bytes.length }],
      unread_bytes: 0,
    });
    const silent = new Set(MUTED.flatMap((stretch) => bytesOf(before.header, stretch)));
    expect(silent.size).toBeGreaterThan(
      before.header.rate * 0.14 * before.header.sample_bytes * before.header.channels,
    );
    const expected = before.bytes.map((byte, i) => (silent.has(i) ? (SILENCE[name] ?? -1) : byte));
    const wrong = after.bytes.findIndex((byte, i) => byte !== expected[i]);
    expect(wrong, `byte ${wrong} of ${before.bytes.length}`).toBe(-1);
  },
);

const ENCODED = [
  'gsm.wav',
  'adpcm.wav',
  'nb.amr',
  'wb.amr',
  'telephone.3gp',
  'stereo.mp3',
  'opus.ogg',
  'opus.webm',
  'aac.m4a',
  'lossless.flac',
  'float64.wav',
  'pcm32.wav',
];

it.each(ENCODED)(
  '%s becomes AAC in MP4, as long as it was, silent in the stretches and heard around them',
  async (name) => {
    const target = join(folder(), 'copy');
    const file = join(sounds, name);
    expect(await copyRecording({ file, target, muted: MUTED, ffmpeg: null, path })).toEqual({ mime: 'audio/mp4' });
    const bytes = readFileSync(target).toString('latin1');
    expect(bytes.slice(4, 8)).toBe('ftyp');
    expect(bytes.indexOf('moov'), 'the index stands in front of the sound').toBeLessThan(bytes.indexOf('mdat'));
    const [before, after] = [await heard(file), await heard(target)];
    expect(after).toHaveLength(before.length);
    for (const [i, channel] of after.entries()) {
      const was = before[i] ?? new Float32Array();
      expect(Math.abs(channel.length - was.length)).toBeLessThanOrEqual(16 * 130);
      expect(loudness(was, 215, 290)).toBeGreaterThan(0.01);
      for (const { start_ms, end_ms } of MUTED) {
        // Codecs smear a frame over an edge: that is part of what the margin around the words is for.
        expect(loudness(channel, start_ms + 45, end_ms - 45), 'silent inside').toBeLessThan(0.002);
      }
      expect(loudness(channel, 215, 290)).toBeGreaterThan(0.3 * loudness(was, 215, 290));
    }
  },
);

it('a copy that is only to be played has nothing silent in it', async () => {
  const target = join(folder(), 'copy');
  const file = join(sounds, 'gsm.wav');
  await copyRecording({ file, target, muted: [], ffmpeg: null, path });
  const [before, after] = [await heard(file), await heard(target)];
  expect(loudness(after[0]!, 65, 200)).toBeGreaterThan(0.5 * loudness(before[0]!, 65, 200));
});

it('without ffmpeg every WAV file of plain samples can still be copied', async () => {
  for (const name of ['float64.wav', 'pcm32.wav']) {
    const target = join(folder(), 'copy');
    const file = join(sounds, name);
    expect(await copyRecording({ file, target, muted: MUTED, ffmpeg: '/nowhere', path: '' })).toEqual({
      mime: 'audio/wav',
    });
    const [before, after] = [await heard(file), await heard(target)];
    expect(Math.abs(after[0]!.length - before[0]!.length)).toBeLessThanOrEqual(1);
    for (const { start_ms, end_ms } of MUTED) expect(loudness(after[0]!, start_ms, end_ms)).toBe(0);
    expect(loudness(after[0]!, 210, 290)).toBeCloseTo(loudness(before[0]!, 210, 290), 3);
  }
});

it('without ffmpeg, anything other than plain WAV is refused by name', async () => {
  const target = join(folder(), 'copy');
  const copy = copyRecording({ file: join(sounds, 'nb.amr'), target, muted: MUTED, ffmpeg: '/nowhere', path: '' });
  await expect(copy).rejects.toMatchObject({ code: 'decoder-missing' });
});

it('is called off at once', async () => {
  const stop = new AbortController();
  stop.abort();
  const request = { target: join(folder(), 'copy'), muted: MUTED, ffmpeg: null, path, signal: stop.signal };
  for (const name of ['pcm16.wav', 'gsm.wav']) {
    await expect(copyRecording({ ...request, file: join(sounds, name) })).rejects.toThrow(/abort/i);
  }
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'attune-copies-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function samplesOf(file: string): Promise<{ header: WavHeader; bytes: Uint8Array }> {
  const source = memoryBytes(readFileSync(file));
  const header = await readWavHeader(source);
  const pieces: Uint8Array[] = [];
  for await (const bytes of readWavFrames(source, header)) pieces.push(bytes);
  return { header, bytes: Uint8Array.from(Buffer.concat(pieces)) };
}

/** Indices, among the samples' bytes, of the whole frames that a stretch touches. */
function bytesOf(header: WavHeader, { start_ms, end_ms }: Stretch): number[] {
  const frame = header.sample_bytes * header.channels;
  const first = Math.floor((start_ms / 1000) * header.rate);
  const last = Math.ceil((end_ms / 1000) * header.rate);
  return Array.from({ length: (last - first) * frame }, (_, i) => first * frame + i);
}

async function heard(file: string): Promise<Float32Array[]> {
  const ffmpeg = findFfmpeg(null, path);
  const sound = await openAudio(file, { ffmpeg, limits: DEFAULT_LIMITS, signal: null });
  const channels: number[][] = Array.from({ length: sound.channels }, () => []);
  for await (const block of sound.blocks) for (const [i, samples] of block.entries()) channels[i]?.push(...samples);
  return channels.map((samples) => Float32Array.from(samples));
}

/** Root mean square of a stretch at 16 kHz. */
function loudness(samples: Float32Array, start_ms: number, end_ms: number): number {
  const part = samples.subarray(start_ms * 16, end_ms * 16);
  return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / Math.max(1, part.length));
}
