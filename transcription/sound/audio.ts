// A recording from a file as a stream of 16 kHz blocks, one array per channel, never more than a second of it in memory.
// What cannot be transcribed is refused here, before any model is asked.

import { open } from 'node:fs/promises';
import type { Sound } from '../listening/parts.ts';
import { RATE } from '../listening/speech.ts';
import { Refusal } from '../refusal.ts';
import { fileBytes, pipeBytes } from './bytes.ts';
import { ffmpegWav } from './ffmpeg.ts';
import { createResampler } from './resample.ts';
import { SNIFF_BYTES, type SoundKind, sniff } from './sniff.ts';
import { type ByteSource, readWavHeader, readWavSamples, type WavHeader } from './wav.ts';

export type AudioLimits = { longest_ms: number; most_channels: number };

/** Four hours, as the settings have it by default; two sides of a call. */
export const DEFAULT_LIMITS: AudioLimits = { longest_ms: 4 * 3_600_000, most_channels: 2 };

export type AudioOptions = {
  /** See `findFfmpeg`; null: only plain WAV can be read. */
  ffmpeg: string | null;
  limits: AudioLimits;
  signal: AbortSignal | null;
};

/**
 * Opens a recording. The caller reads its blocks to the end, or calls `close`.
 * @throws Refusal at once, or while the blocks are read (`too-long`, `too-short`, `damaged`)
 */
export async function openAudio(file: string, options: AudioOptions): Promise<Sound> {
  const handle = await open(file).catch((error: Error) => {
    throw new Refusal('damaged', error.message);
  });
  try {
    const source = fileBytes(handle);
    const { size } = await handle.stat();
    const kind = kindOf(await source.read(0, SNIFF_BYTES));
    const header = kind === 'wav' ? await readWavHeader(source) : null;
    const close = (): Promise<void> => handle.close();
    if (header && header.encoding !== 'other') return sound(source, header, options, size, close);
    await handle.close();
    return await decoded(file, kind, options);
  } catch (error) {
    await handle.close().catch(() => {});
    throw error;
  }
}

function kindOf(start: Uint8Array): SoundKind {
  const sniffed = sniff(start);
  if (sniffed.kind !== null) return sniffed.kind;
  throw sniffed.why === 'empty' ? new Refusal('empty-file') : new Refusal('not-sound', sniffed.why);
}

async function decoded(file: string, kind: SoundKind, options: AudioOptions): Promise<Sound> {
  if (options.ffmpeg === null) throw new Refusal('decoder-missing', `${kind} needs ffmpeg`);
  const bytes = ffmpegWav(options.ffmpeg, file, kind, options.signal);
  const source = pipeBytes(bytes);
  const close = async (): Promise<void> => void (await bytes.return(undefined));
  try {
    return sound(source, await readWavHeader(source), options, null, close);
  } catch (error) {
    await close();
    throw error;
  }
}

function sound(
  source: ByteSource,
  header: WavHeader,
  { limits, signal }: AudioOptions,
  size: number | null,
  close: () => Promise<void>,
): Sound {
  if (header.channels > limits.most_channels) {
    throw new Refusal('too-many-channels', `${header.channels} channels`);
  }
  const longest = (limits.longest_ms / 1000) * header.rate;
  const expected = expectedFrames(header, size);
  if (expected !== null && expected > longest) throw tooLong(limits);
  async function* blocks(): AsyncGenerator<Float32Array[]> {
    const resamplers = Array.from({ length: header.channels }, () => createResampler(header.rate, RATE));
    let frames = 0;
    try {
      for await (const block of readWavSamples(source, header)) {
        signal?.throwIfAborted();
        frames += block[0]?.length ?? 0;
        if (frames > longest) throw tooLong(limits);
        yield block.map((samples, i) => resamplers[i]?.push(samples) ?? samples);
      }
      yield resamplers.map((resampler) => resampler.flush());
    } finally {
      await close();
    }
    if (frames === 0) throw new Refusal('too-short');
  }
  return {
    channels: header.channels,
    duration_ms: expected === null ? null : Math.round((expected * 1000) / header.rate),
    announced_ms: announced(header, size),
    blocks: blocks(),
    close,
  };
}

/** What the header promises or the file can hold, whichever is less; null for a pipe. */
function expectedFrames(header: WavHeader, size: number | null): number | null {
  if (size === null) return null;
  const present = Math.max(0, size - header.data_start);
  return Math.floor(Math.min(header.data_bytes ?? present, present) / (header.sample_bytes * header.channels));
}

/** Less missing than this is how some writers round, not a cut. */
const CUT_MS = 500;

/** ms the header promises where the file holds less; null where it is whole, or does not say. */
function announced(header: WavHeader, size: number | null): number | null {
  if (size === null || header.data_bytes === null) return null;
  const ms = (bytes: number) => (bytes * 1000) / (header.sample_bytes * header.channels * header.rate);
  const missing = ms(header.data_start + header.data_bytes - size);
  return missing > CUT_MS ? Math.round(ms(header.data_bytes)) : null;
}

function tooLong({ longest_ms }: AudioLimits): Refusal {
  return new Refusal('too-long', `longer than ${longest_ms / 60_000} min`);
}
