import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, openAudio } from '../../../transcription/sound/audio.ts';
import { findFfmpeg } from '../../../transcription/sound/ffmpeg.ts';
import { openPcmBuffer } from '../../../transcription/sound/pcm-buffer.ts';
import { noise, pcm16, tone, wavFile, writeWav } from '../sounds.ts';

const ffmpeg = findFfmpeg(process.env.FFMPEG_PATH ?? null, process.env.PATH ?? '');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attune-audio-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = { ffmpeg, limits: DEFAULT_LIMITS, signal: null };
const path = (name: string): string => join(folder, name);

async function decode(file: string, overrides: Partial<typeof options> = {}): Promise<Float32Array[]> {
  const sound = await openAudio(file, { ...options, ...overrides });
  const parts: Float32Array[][] = Array.from({ length: sound.channels }, () => []);
  for await (const block of sound.blocks) for (const [c, samples] of block.entries()) parts[c]?.push(samples);
  return parts.map((list) => Float32Array.from(list.flatMap((samples) => [...samples])));
}

async function announcedBy(name: string): Promise<number | null> {
  const sound = await openAudio(path(name), options);
  await sound.close();
  return sound.announced_ms;
}

function encode(name: string, ...args: string[]): string {
  if (!ffmpeg) throw new Error('this test needs ffmpeg');
  execFileSync(ffmpeg, ['-v', 'error', '-y', ...args, path(name)]);
  return path(name);
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, s) => sum + s * s, 0) / samples.length);
}

describe('a recording', () => {
  it('comes as 16 kHz, its channels apart', async () => {
    const file = writeWav(path('two.wav'), 8000, tone(440, 8000, 1, 0.5), tone(440, 8000, 1, 0.1));
    const [left, right] = await decode(file);
    expect(left).toHaveLength(16_000);
    expect(rms(left ?? new Float32Array(1))).toBeCloseTo(0.5 / Math.SQRT2, 2);
    expect(rms(right ?? new Float32Array(1))).toBeCloseTo(0.1 / Math.SQRT2, 2);
  });

  it.runIf(ffmpeg).each([
    ['MP3', 'a.mp3', []],
    ['AAC in M4A', 'a.m4a', []],
    ['AAC alone', 'a.aac', ['-f', 'adts']],
    ['FLAC', 'a.flac', []],
    ['Opus in Ogg', 'a.ogg', ['-c:a', 'libopus']],
    ['Opus in WebM', 'a.webm', ['-c:a', 'libopus']],
    ['ADPCM in WAV', 'adpcm.wav', ['-c:a', 'adpcm_ms']],
  ])('may be %s', async (_, name, codec) => {
    const wav = writeWav(path('source.wav'), 16_000, tone(440, 16_000, 2, 0.5), tone(880, 16_000, 2, 0.1));
    const [left, right] = await decode(encode(name, '-i', wav, ...codec));
    expect(Math.abs((left?.length ?? 0) - 32_000)).toBeLessThan(4500);
    expect(rms(left?.subarray(4000, 28_000) ?? new Float32Array(1))).toBeCloseTo(0.5 / Math.SQRT2, 1);
    expect(rms(right?.subarray(4000, 28_000) ?? new Float32Array(1))).toBeCloseTo(0.1 / Math.SQRT2, 1);
  });

  it.runIf(ffmpeg).each([
    ['µ-law', 7, 'mulaw'],
    ['A-law', 6, 'alaw'],
  ])('in %s has the samples that ffmpeg hears, for every code', async (_, tag, name) => {
    const codes = Uint8Array.from({ length: 512 }, (_, i) => i & 255);
    writeFileSync(path(`${name}.raw`), codes);
    encode(`${name}.s16`, '-f', name, '-ar', '16000', '-ac', '1', '-i', path(`${name}.raw`), '-f', 's16le');
    const expected = new Int16Array(new Uint8Array(execFileSync('cat', [path(`${name}.s16`)])).buffer);
    writeFileSync(path(`${name}.wav`), wavFile(codes, { tag, bits: 8, rate: 16_000 }));
    const [own] = await decode(path(`${name}.wav`));
    expect([...(own ?? [])].map((s) => Math.round(s * 32_768) + 0)).toEqual([...expected]);
  });

  it.each(['wav', 'flac'])(
    'comes in blocks of a second at most, so that its length costs no memory (%s)',
    async (name) => {
      const long = writeWav(path('minutes.wav'), 44_100, new Float32Array(180 * 44_100));
      const file = name === 'wav' ? long : ffmpeg ? encode('minutes.flac', '-i', long) : long;
      const sound = await openAudio(file, options);
      let [most, all] = [0, 0];
      for await (const [block] of sound.blocks) {
        most = Math.max(most, block?.length ?? 0);
        all += block?.length ?? 0;
      }
      expect(all).toBe(180 * 16_000);
      expect(most).toBeLessThanOrEqual(16_000);
    },
  );

  it('that is truncated is read as far as it goes', async () => {
    const whole = wavFile(pcm16(tone(440, 8000, 2)), { rate: 8000 });
    writeFileSync(path('cut.wav'), whole.slice(0, whole.length / 2));
    expect(Math.abs(((await decode(path('cut.wav')))[0]?.length ?? 0) - 16_000)).toBeLessThan(100);
  });

  it('that is cut off says how long it should be, and a whole one does not', async () => {
    const whole = wavFile(pcm16(tone(440, 8000, 2)), { rate: 8000 });
    writeFileSync(path('whole.wav'), whole);
    writeFileSync(path('cut.wav'), whole.slice(0, whole.length / 2));
    writeFileSync(path('nearly.wav'), whole.slice(0, whole.length - 1000));
    expect(await announcedBy('cut.wav')).toBe(2000);
    expect(await announcedBy('whole.wav')).toBeNull();
    expect(await announcedBy('nearly.wav')).toBeNull();
  });
});

describe('a recording is refused', () => {
  const refusal = (file: string, overrides: Partial<typeof options> = {}) => expect(decode(file, overrides)).rejects;

  it('when it is empty', async () => {
    writeFileSync(path('empty.wav'), '');
    await refusal(path('empty.wav')).toMatchObject({ code: 'empty-file' });
  });

  it('when it is text with a recording’s name', async () => {
    writeFileSync(path('text.wav'), 'external_id,agent\n1,grace\n');
    await refusal(path('text.wav')).toMatchObject({ code: 'not-sound', detail: 'text' });
  });

  it('when it lasts zero seconds', async () => {
    await refusal(writeWav(path('zero.wav'), 8000, [])).toMatchObject({ code: 'too-short' });
  });

  it('when its header is cut off', async () => {
    writeFileSync(path('head.wav'), wavFile(new Uint8Array(8)).slice(0, 30));
    await refusal(path('head.wav')).toMatchObject({ code: 'damaged' });
  });

  it('when it is longer than may be, before it is read', async () => {
    const file = writeWav(path('long.wav'), 8000, new Float32Array(16_000));
    await refusal(file, { limits: { ...DEFAULT_LIMITS, longest_ms: 1999 } }).toMatchObject({ code: 'too-long' });
  });

  it.runIf(ffmpeg)('when a stream turns out longer than may be', async () => {
    const file = encode('long.mp3', '-i', writeWav(path('l.wav'), 8000, new Float32Array(40_000)));
    await refusal(file, { limits: { ...DEFAULT_LIMITS, longest_ms: 3000 } }).toMatchObject({ code: 'too-long' });
  });

  it('when it has more than two channels', async () => {
    const one = new Float32Array(100);
    await refusal(writeWav(path('three.wav'), 8000, one, one, one)).toMatchObject({ code: 'too-many-channels' });
  });

  it.runIf(ffmpeg)('when it is a film without sound', async () => {
    const file = encode('film.mp4', '-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64', '-c:v', 'mpeg4');
    await refusal(file).toMatchObject({ code: 'no-audio-track' });
  });

  it.runIf(ffmpeg)('when nothing in it can be decoded', async () => {
    writeFileSync(
      path('bad.flac'),
      Uint8Array.from(
        [...'fLaC'].map((c) => c.charCodeAt(0)).concat([...noise(5000, 100)].map((s) => Math.round(s) & 255)),
      ),
    );
    await refusal(path('bad.flac')).toMatchObject({ code: 'damaged' });
  });

  it('if it needs ffmpeg and there is none', async () => {
    writeFileSync(path('a.amr'), '#!AMR\n\x04');
    await refusal(path('a.amr'), { ffmpeg: null }).toMatchObject({ code: 'decoder-missing' });
    await refusal(path('a.amr'), { ffmpeg: '/nowhere/ffmpeg' }).toMatchObject({ code: 'decoder-missing' });
  });

  it('when the file is gone', async () => {
    await refusal(path('nowhere.wav')).toMatchObject({ code: 'no-such-file' });
    await refusal(path('empty.wav/call.wav')).toMatchObject({ code: 'no-such-file' });
  });

  it('when it is a folder', async () => {
    await refusal(folder).toMatchObject({ code: 'is-folder' });
  });
});

describe('ffmpeg', () => {
  it('is the one the settings name, and no other', () => {
    expect(findFfmpeg(join(folder, 'nothing'), process.env.PATH ?? '')).toBeNull();
    writeFileSync(path('ffmpeg'), '#!/bin/sh\n');
    chmodSync(path('ffmpeg'), 0o755);
    expect(findFfmpeg(path('ffmpeg'), '')).toBe(path('ffmpeg'));
    expect(findFfmpeg(null, folder)).toBe(path('ffmpeg'));
  });

  it('that cannot be run is not ffmpeg', () => {
    writeFileSync(path('plain'), '');
    expect(findFfmpeg(path('plain'), '')).toBeNull();
  });
});

describe('sound set aside', () => {
  it('comes back as it was written, from anywhere, to a 16-bit step', async () => {
    const samples = noise(100_000, 0.9);
    const pcm = await openPcmBuffer(folder, 2);
    for (let at = 0; at < samples.length; at += 7777) await pcm.write(1, samples.subarray(at, at + 7777));
    await fc.assert(
      fc.asyncProperty(fc.nat(100_000), fc.nat(5000), async (start, length) => {
        const end = Math.min(100_000, start + length);
        const back = await pcm.read(1, start, end);
        expect(back).toHaveLength(end - start);
        for (const [i, value] of back.entries())
          expect(Math.abs(value - (samples[start + i] ?? 0))).toBeLessThan(1 / 32_768);
      }),
      { numRuns: 20 },
    );
    await pcm.close();
  });

  it.skipIf(process.platform === 'win32')('leaves no name behind that another could open', async () => {
    const pcm = await openPcmBuffer(folder, 1);
    const names = (await import('node:fs')).readdirSync(folder).filter((name) => name.startsWith('attune-tape-'));
    expect(names).toEqual([]);
    await pcm.close();
    expect(statSync(folder).isDirectory()).toBe(true);
  });
});
