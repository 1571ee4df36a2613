// Reads a recording as a stream of 16 kHz blocks, one array per channel, never more than a second of it in memory.
// Recordings that cannot be transcribed are refused here, before any model is loaded.

import { open } from 'node:fs/promises';
import { Refusal } from '../failure/refusal.ts';
import type { RawSound, RecordingNotes } from '../transcript/transcript.ts';
import { fileBytes, pipeBytes } from './bytes.ts';
import { unreadBehind } from './chunks.ts';
import { type Encoded, ffmpegSound, isStamped } from './ffmpeg.ts';
import { readMatroska } from './matroska.ts';
import { createResampler } from './resample.ts';
import { SNIFF_BYTES, type Sniffed, sniff } from './sniff.ts';
import { RATE } from './span.ts';
import type { Sound } from './stream.ts';
import { onTimeLine, type TimedBlock } from './timeline.ts';
import { chooseTracks, inspect } from './tracks.ts';
import { type ByteSource, readWavHeader, readWavSamples, type WavHeader, wavFrames } from './wav.ts';

export type AudioLimits = { longest_ms: number; most_channels: number };

/** Four hours, as the settings have it by default; two sides of a call. */
export const DEFAULT_LIMITS: AudioLimits = { longest_ms: 4 * 3_600_000, most_channels: 2 };

export type AudioOptions = {
  /** See `findFfmpeg`; null: only plain WAV can be read. */
  ffmpeg: string | null;
  limits: AudioLimits;
  signal: AbortSignal | null;
  /** What the recording was called, where the file on disk is called otherwise. */
  name?: string;
};

/** Samples as they come, before anyone looks at them. */
type Samples = {
  channels: number;
  rate: number;
  /** Frames to be expected; null where only reading tells. */
  expected: number | null;
  /** As the file states it, ms; null where it does not. */
  stated_ms: number | null;
  notes: RecordingNotes | null;
  blocks: AsyncIterable<Float32Array[]>;
  close(): Promise<void>;
};

/**
 * Opens a recording. The caller reads its blocks to the end, or calls `close`.
 * @throws Refusal at once, or while the blocks are read (`too-long`, `too-short`, `damaged`)
 */
export async function openAudio(file: string, options: AudioOptions): Promise<Sound> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(['ENOENT', 'ENOTDIR'].includes(error.code ?? '') ? 'no-such-file' : 'unreadable-recording');
  });
  try {
    if ((await handle.stat()).isDirectory()) throw new Refusal('is-folder');
    const source = await fileBytes(handle);
    const sniffed = kindOf(await source.read(0, SNIFF_BYTES), options.name ?? file);
    const header = await plainHeader(source, sniffed);
    if (header)
      return sound(
        plain(source, header, rawOf(sniffed), () => handle.close()),
        options,
      );
    const { kind } = sniffed;
    const unread_bytes = kind === 'aiff' || kind === 'caf' ? await unreadBehind(source, kind) : 0;
    await handle.close();
    if (options.ffmpeg === null) throw new Refusal('decoder-missing', `${sniffed.kind} needs ffmpeg`);
    const encoded = { ffmpeg: options.ffmpeg, file, kind, raw: rawOf(sniffed) };
    return sound(await decoded(encoded, unread_bytes, options), options);
  } catch (error) {
    await handle.close().catch(() => {});
    throw error;
  }
}

type Known = Exclude<Sniffed, { kind: null }>;

function kindOf(start: Uint8Array, name: string): Known {
  const sniffed = sniff(start, name);
  if (sniffed.kind !== null) return sniffed;
  throw sniffed.why === 'empty' ? new Refusal('empty-file') : new Refusal('not-sound', sniffed.why);
}

const rawOf = (sniffed: Known): RawSound | null => (sniffed.kind === 'raw' ? sniffed.raw : null);

/** Where and how the samples lie in a file that needs no decoder; null for one that does. */
export async function plainHeader(source: ByteSource, sniffed: Sniffed): Promise<WavHeader | null> {
  if (sniffed.kind === 'wav') {
    const header = await readWavHeader(source);
    return header.encoding === 'other' ? null : header;
  }
  return sniffed.kind === 'raw' ? rawHeader(sniffed.raw) : null;
}

function rawHeader({ coding, rate, channels }: RawSound): WavHeader | null {
  const layout = { channels, rate, data: [{ start: 0, bytes: null }], unread_bytes: 0 };
  if (coding === 'mulaw') return { ...layout, encoding: 'mulaw', tag: 7, sample_bytes: 1 };
  if (coding === 'alaw') return { ...layout, encoding: 'alaw', tag: 6, sample_bytes: 1 };
  return coding === 'linear' ? { ...layout, encoding: 'pcm', tag: 1, sample_bytes: 2 } : null;
}

function plain(source: ByteSource, header: WavHeader, raw: RawSound | null, close: () => Promise<void>): Samples {
  const { present, claimed } = wavFrames(header, source.size);
  const { channels, rate, unread_bytes } = header;
  return {
    ...{ channels, rate, expected: present, close },
    stated_ms: claimed === null ? null : (claimed * 1000) / rate,
    notes: notesOf({ assumed: raw, tracks: null, unread_bytes }),
    blocks: readWavSamples(source, header),
  };
}

async function decoded(encoded: Encoded, unread_bytes: number, { limits, signal }: AudioOptions): Promise<Samples> {
  const inspected = await inspect(encoded, signal);
  const tracks = await chooseTracks(encoded, inspected, signal);
  const opened: Samples[] = [];
  try {
    for (const track of tracks) opened.push(await openTrack(encoded, track, limits, signal));
  } catch (error) {
    await Promise.all(opened.map(({ close }) => close()));
    throw error;
  }
  const of = inspected.tracks.length;
  return {
    channels: opened.reduce((sum, { channels }) => sum + channels, 0),
    rate: RATE,
    expected: null,
    // One side of a call may well end before the other.
    stated_ms: tracks.length > 1 ? null : inspected.stated_ms,
    notes: notesOf({
      assumed: encoded.raw,
      tracks: of > 1 ? { heard: tracks.map((track) => track + 1), of } : null,
      unread_bytes,
    }),
    blocks: sideBySide(opened),
    close: async () => void (await Promise.all(opened.map(({ close }) => close()))),
  };
}

async function openTrack(
  encoded: Encoded,
  track: number,
  limits: AudioLimits,
  signal: AbortSignal | null,
): Promise<Samples> {
  const bytes = ffmpegSound(encoded, track, signal);
  const close = async (): Promise<void> => void (await bytes.return(undefined));
  try {
    const { channels, blocks } = await readMatroska(pipeBytes(bytes));
    const placed = isStamped(encoded.kind) ? onTimeLine(blocks, RATE, limits.longest_ms) : inOrder(blocks);
    return { channels, rate: RATE, expected: null, stated_ms: null, notes: null, blocks: placed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function* inOrder(blocks: AsyncIterable<TimedBlock>): AsyncGenerator<Float32Array[]> {
  for await (const { block } of blocks) yield block;
}

/** Tracks as channels of one recording, silence where one has ended. */
async function* sideBySide(tracks: readonly Samples[]): AsyncGenerator<Float32Array[]> {
  if (tracks.length === 1 && tracks[0]) return yield* tracks[0].blocks;
  const sides = tracks.map(({ blocks, channels }) => ({
    next: blocks[Symbol.asyncIterator](),
    held: Array.from({ length: channels }, (): Float32Array => new Float32Array(0)),
    ended: false,
  }));
  for (;;) {
    for (const side of sides) {
      if (side.ended || (side.held[0]?.length ?? 0) > 0) continue;
      const { value, done } = await side.next.next();
      if (done) side.ended = true;
      else side.held = value;
    }
    const ready = sides.filter(({ ended }) => !ended).map(({ held }) => held[0]?.length ?? 0);
    if (ready.length === 0) return;
    const length = Math.min(...ready);
    yield sides.flatMap(({ held, ended }) =>
      held.map((samples) => (ended ? new Float32Array(length) : samples.subarray(0, length))),
    );
    for (const side of sides) if (!side.ended) side.held = side.held.map((samples) => samples.subarray(length));
  }
}

/** null if there is nothing to report. */
function notesOf(notes: RecordingNotes): RecordingNotes | null {
  return notes.assumed || notes.tracks || notes.unread_bytes > 0 ? notes : null;
}

/** Less missing than this, ms, is how some writers round, not a cut. */
const CUT_MS = 500;
/** Encoders count whole frames, and films round: less than this, of what is decoded. */
const DECODED_CUT_MS = 1500;

function sound(samples: Samples, { limits, signal }: AudioOptions): Sound {
  const { channels, rate, expected, stated_ms } = samples;
  const longest = (limits.longest_ms / 1000) * rate;
  const opened: Sound = {
    channels,
    duration_ms: expected === null ? null : Math.round((expected * 1000) / rate),
    announced_ms: null,
    notes: samples.notes,
    blocks: blocks(),
    close: samples.close,
  };
  const compare = (frames: number): void => {
    const missing = (stated_ms ?? 0) - (frames * 1000) / rate;
    if (missing > (expected === null ? DECODED_CUT_MS : CUT_MS)) opened.announced_ms = Math.round(stated_ms ?? 0);
  };
  async function* blocks(): AsyncGenerator<Float32Array[]> {
    const resamplers = Array.from({ length: channels }, () => createResampler(rate, RATE));
    let frames = 0;
    try {
      for await (const block of samples.blocks) {
        signal?.throwIfAborted();
        frames += block[0]?.length ?? 0;
        if (frames > longest) throw tooLong(limits);
        yield block.map((one, i) => resamplers[i]?.push(one) ?? one);
      }
      yield resamplers.map((resampler) => resampler.flush());
    } finally {
      await samples.close();
    }
    if (frames === 0) throw new Refusal('too-short');
    compare(frames);
  }
  if (channels > limits.most_channels || (expected !== null && expected > longest)) {
    // The caller never gets to close it.
    void samples.close().catch(() => {});
    if (channels > limits.most_channels) throw new Refusal('too-many-channels', `${channels} channels`);
    throw tooLong(limits);
  }
  if (expected !== null) compare(expected);
  return opened;
}

function tooLong({ longest_ms }: AudioLimits): Refusal {
  return new Refusal('too-long', `longer than ${longest_ms / 60_000} min`);
}
