// Recordings of every kind, made by the ffmpeg from npm from three tones at known times: whatever the container does
// with its clock, its tracks or its header, each tone is heard at the time at which the file plays it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, openAudio } from '../../../transcription/sound/audio.ts';
import { copyRecording } from '../../../transcription/sound/copy.ts';
import { findFfmpeg } from '../../../transcription/sound/ffmpeg.ts';
import { tone, writeWav } from '../sounds.ts';

const ffmpeg = findFfmpeg(null, '');
const SECONDS = 6;
/** When each begins, s; each lasts half a second. */
const TONES = [
  { at: 0.5, hertz: 500 },
  { at: 2.5, hertz: 900 },
  { at: 5, hertz: 1400 },
];
let folder = '';
const path = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attune-kinds-'));
  const [one, other, quiet] = [0, 1, 2].map(() => new Float32Array(8000 * SECONDS));
  for (const { at, hertz } of TONES) one?.set(tone(hertz, 8000, 0.5, 0.4), at * 8000);
  other?.set(tone(700, 8000, 0.5, 0.4), 3.5 * 8000);
  writeWav(path('one.wav'), 8000, one!);
  writeWav(path('other.wav'), 8000, other!);
  writeWav(path('quiet.wav'), 8000, quiet!);
  writeWav(path('both.wav'), 8000, one!, other!);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function make(name: string, ...args: string[]): string {
  execFileSync(ffmpeg!, ['-v', 'error', '-nostdin', '-y', ...args, path(name)]);
  return path(name);
}
const input = (name: string): string[] => ['-i', path(name)];

type Heard = { channels: Float32Array[]; notes: unknown; announced_ms: number | null };
async function heard(file: string, name?: string): Promise<Heard> {
  const sound = await openAudio(file, { ffmpeg, limits: DEFAULT_LIMITS, signal: null, ...(name ? { name } : {}) });
  const channels: number[][] = Array.from({ length: sound.channels }, () => []);
  for await (const block of sound.blocks) for (const [i, samples] of block.entries()) channels[i]?.push(...samples);
  const { notes = null, announced_ms } = sound;
  return { channels: channels.map((samples) => Float32Array.from(samples)), notes, announced_ms };
}

/** When sound begins after a rest, s. */
function onsets(samples: Float32Array): number[] {
  const found: number[] = [];
  let lately = -Number.POSITIVE_INFINITY;
  for (const [i, sample] of samples.entries()) {
    if (Math.abs(sample) < 0.1) continue;
    if (i - lately > 0.3 * 16_000) found.push(i / 16_000);
    lately = i;
  }
  return found;
}

function expectOnsets(samples: Float32Array | undefined, expected: readonly number[]): void {
  const found = onsets(samples ?? new Float32Array(0));
  expect(found, String(found)).toHaveLength(expected.length);
  for (const [i, at] of expected.entries()) expect(Math.abs((found[i] ?? 0) - at)).toBeLessThan(0.13);
}

const AT = TONES.map(({ at }) => at);
const after = (late: number): number[] => AT.map((at) => at + late);
const FILM = ['-f', 'lavfi', '-i', 'testsrc=d=12:s=32x32:r=5', '-map', '0:a', '-map', '1:v', '-c:v', 'mpeg4'];
/** The clock counts on over the stretch that is left out. */
const GAP = ['-af', "aselect='not(between(t,1.5,4))'", '-vsync', '0'];

describe.runIf(ffmpeg)('a word’s time is its time in the file', () => {
  it.each([
    ['late.m4a', ['-itsoffset', '3'], ['-c:a', 'aac', '-ar', '16000']],
    ['film.mp4', ['-itsoffset', '3'], [...FILM, '-c:a', 'aac', '-ar', '16000']],
    ['late.webm', ['-itsoffset', '3'], ['-c:a', 'libopus']],
    ['late.mkv', ['-itsoffset', '3'], ['-c:a', 'pcm_s16le']],
    ['late.ogg', ['-itsoffset', '3'], ['-c:a', 'libopus']],
  ])('where it begins late (%s)', async (name, before, made) => {
    const { channels } = await heard(make(name, ...before, ...input('one.wav'), ...made));
    expectOnsets(channels[0], after(3));
  });

  it.each([
    ['gap.webm', ['-c:a', 'libopus']],
    ['gap.ogg', ['-c:a', 'libopus']],
    ['gap.mkv', ['-c:a', 'pcm_mulaw']],
  ])('where a stretch is missing (%s)', async (name, made) => {
    const { channels } = await heard(make(name, ...input('one.wav'), ...GAP, ...made));
    expectOnsets(channels[0], [0.5, 5]);
  });

  it('where the clock of a broadcast counts from anywhere (MPEG-TS)', async () => {
    const made = ['-muxdelay', '7', '-c:a', 'mp2', '-ar', '16000', '-f', 'mpegts'];
    const { channels } = await heard(make('broadcast.ts', ...input('one.wav'), ...made));
    expectOnsets(channels[0], AT);
  });

  it.each([
    ['rates', ['-ar', '16000'], ['-ar', '24000']],
    ['channels', ['-ar', '16000', '-ac', '1'], ['-ar', '16000', '-ac', '2']],
    ['bit rates', ['-ar', '16000', '-b:a', '16k'], ['-ar', '16000', '-b:a', '64k']],
  ])('where MP3 of other %s is spliced on, and nothing is lost', async (_, first, second) => {
    const both = [first, second].map((how, i) => readFileSync(make(`${i}.mp3`, ...input('one.wav'), ...how)));
    writeFileSync(path('spliced.mp3'), Buffer.concat(both));
    const { channels } = await heard(path('spliced.mp3'));
    expectOnsets(channels[0], [...AT, ...after(SECONDS)]);
  });

  it('with one OGG after another', async () => {
    const one = readFileSync(make('one.ogg', ...input('one.wav'), '-c:a', 'libopus'));
    writeFileSync(path('chained.ogg'), Buffer.concat([one, one]));
    const { channels } = await heard(path('chained.ogg'));
    expectOnsets(channels[0], [...AT, ...after(SECONDS)]);
  });

  it.each(['gap.webm', 'late.m4a', 'spliced.mp3'])('and its time in the copy of %s that is heard', async (name) => {
    const target = path(`copy of ${name}`);
    const copy = await copyRecording({ file: path(name), target, muted: [], ffmpeg, path: '' });
    expect(copy.mime).toBe('audio/mp4');
    const [original, copied] = [await heard(path(name)), await heard(target)];
    expectOnsets(copied.channels[0], onsets(original.channels[0]!));
  });
});

describe.runIf(ffmpeg)('of several sound tracks', () => {
  const tracks = (...names: string[]): string[] => [
    ...names.flatMap(input),
    ...names.flatMap((_, i) => ['-map', `${i}:a`]),
    ...['-c:a', 'pcm_s16le'],
  ];

  it('the one that is not silent is heard', async () => {
    const { channels, notes } = await heard(make('silent-first.mkv', ...tracks('quiet.wav', 'one.wav')));
    expect(channels).toHaveLength(1);
    expectOnsets(channels[0], AT);
    expect(notes).toMatchObject({ tracks: { heard: [2], of: 2 } });
  });

  it('two of one channel are the sides of the call', async () => {
    const { channels, notes } = await heard(make('sides.mkv', ...tracks('one.wav', 'other.wav')));
    expect(channels).toHaveLength(2);
    expectOnsets(channels[0], AT);
    expectOnsets(channels[1], [3.5]);
    expect(notes).toMatchObject({ tracks: { heard: [1, 2], of: 2 } });
  });

  it('the first is used if each has two sides, and the others are reported as left out', async () => {
    const { channels, notes } = await heard(make('more.mkv', ...tracks('both.wav', 'one.wav', 'other.wav')));
    expect(channels).toHaveLength(2);
    expectOnsets(channels[1], [3.5]);
    expect(notes).toMatchObject({ tracks: { heard: [1], of: 3 } });
  });
});

describe.runIf(ffmpeg)('a recording may be', () => {
  it.each([
    ['aiff', []],
    ['aifc', ['-f', 'aiff', '-c:a', 'pcm_mulaw']],
    ['au', ['-c:a', 'pcm_alaw']],
    ['caf', []],
    ['w64', []],
    ['wma', []],
    ['ac3', ['-ar', '32000']],
    ['eac3', ['-ar', '32000']],
    ['flv', ['-ar', '22050']],
    ['avi', ['-c:a', 'adpcm_ms']],
    ['m4a', ['-c:a', 'alac']],
  ])('%s', async (ending, made) => {
    const { channels, notes } = await heard(make(`kind.${ending}`, ...input('one.wav'), ...made));
    expectOnsets(channels[0], AT);
    expect(notes).toBeNull();
  });

  it.each([
    ['ul', 'mulaw', 8000, ['-f', 'mulaw']],
    ['ALAW', 'alaw', 8000, ['-f', 'alaw']],
    ['sln', 'linear', 8000, ['-f', 's16le']],
    ['sln16', 'linear', 16_000, ['-f', 's16le', '-ar', '16000']],
    ['g722', 'g722', 16_000, ['-f', 'g722', '-ar', '16000']],
  ])('sound without a header, named .%s', async (ending, coding, rate, made) => {
    const { channels, notes } = await heard(make(`bare.${ending}`, ...input('one.wav'), ...made), `Call.${ending}`);
    expectOnsets(channels[0], AT);
    expect(notes).toEqual({ assumed: { coding, rate, channels: 1 }, tracks: null, unread_bytes: 0 });
  });

  it('sound without a header only by a name that says how it is coded', async () => {
    const bare = make('bare.ul', ...input('one.wav'), '-f', 'mulaw');
    await expect(heard(bare, 'call.raw')).rejects.toMatchObject({ code: 'not-sound', detail: 'headerless' });
    await expect(heard(bare, 'call')).rejects.toMatchObject({ code: 'not-sound', detail: 'unknown' });
    await expect(heard(bare, 'call.gsm')).rejects.toMatchObject({ code: 'not-sound' });
    expectOnsets((await heard(path('one.wav'), 'call.ul')).channels[0], AT);
  });

  it('cut off, and then says how long it should be', async () => {
    const whole = readFileSync(make('whole.flac', '-f', 'lavfi', '-i', `anoisesrc=d=${SECONDS}:r=8000`));
    writeFileSync(path('cut.flac'), whole.subarray(0, whole.length * 0.3));
    expect((await heard(path('cut.flac'))).announced_ms).toBe(SECONDS * 1000);
    expect((await heard(path('whole.flac'))).announced_ms).toBeNull();
  });
});
