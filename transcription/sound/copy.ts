// Creates the copy of a recording used for playback: personal data muted, on the transcript's timeline, in a format
// browsers play and seek exactly. Plain samples stay unchanged outside the muted spans, under a correct header.
// Everything else is decoded as for recognition, so that times match, muted and encoded as AAC in MP4, which Chromium,
// Firefox and Safari play and seek; without ffmpeg, as 16-bit WAV. Audio is streamed, so four hours take no more memory
// than four minutes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Refusal } from '../failure/refusal.ts';
import { type AudioLimits, DEFAULT_LIMITS, openAudio, plainHeader } from './audio.ts';
import { fileBytes } from './bytes.ts';
import { browsersPlay } from './exact.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { framesMuted, type Stretch, silentByte } from './mute.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import { RATE } from './span.ts';
import type { Sound } from './stream.ts';
import { type ByteSource, readWavFrames, type WavHeader } from './wav.ts';

export type CopyRequest = {
  /** The recording. */
  file: string;
  /** What it was called, where the file on disk is called otherwise. */
  name?: string;
  /** Where the copy is written; what is there is overwritten. */
  target: string;
  /** To be made silent; none for a copy that is only to be played. */
  muted: readonly Stretch[];
  /** Path of ffmpeg from the settings; null: the one on the PATH, else the packaged one. */
  ffmpeg: string | null;
  /** The PATH of the environment. */
  path: string;
  limits?: AudioLimits;
  signal?: AbortSignal | null;
};

export type Copied = { mime: 'audio/wav' | 'audio/mp4' };

/** Speech in AAC at 16 kHz is as good as it gets well below this, bit/s a channel. */
const BITS = 48_000;
/** Without taking sound for this long the encoder has lost its way. */
const STALLED_MS = 60_000;

/** @throws Refusal: why the recording cannot be read, or `decoder-missing`, `decoder-timeout`, `damaged` */
export async function copyRecording(request: CopyRequest): Promise<Copied> {
  if (await copyPlain(request)) return { mime: 'audio/wav' };
  const { file, name, limits = DEFAULT_LIMITS, signal = null } = request;
  const ffmpeg = findFfmpeg(request.ffmpeg, request.path);
  const sound = await openAudio(file, { ffmpeg, limits, signal, name });
  try {
    if (ffmpeg === null) await writeWav(request, heardFormat(sound), mutedPcm(request, sound));
    else await encode(request, ffmpeg, sound);
  } finally {
    await sound.close();
  }
  return { mime: ffmpeg === null ? 'audio/wav' : 'audio/mp4' };
}

/** @returns false for a recording whose samples cannot stay unchanged */
async function copyPlain(request: CopyRequest): Promise<boolean> {
  const handle = await open(request.file);
  try {
    const source = await fileBytes(handle);
    const sniffed = sniff(await source.read(0, SNIFF_BYTES), request.name ?? request.file);
    const header = await plainHeader(source, sniffed);
    if (!header || !browsersPlay(header)) return false;
    await writeWav(request, header, mutedFrames(request, source, header));
    return true;
  } finally {
    await handle.close();
  }
}

/** The samples as they were recorded, muted. */
async function* mutedFrames({ muted }: CopyRequest, source: ByteSource, header: WavHeader): AsyncGenerator<Uint8Array> {
  const frame = header.sample_bytes * header.channels;
  const quiet = silentByte(header);
  let position = 0;
  for await (const bytes of readWavFrames(source, header)) {
    const frames = bytes.length / frame;
    for (const [first, last] of framesMuted(muted, header.rate, position, frames)) {
      bytes.fill(quiet, first * frame, last * frame);
    }
    position += frames;
    yield bytes;
  }
}

/** What the recogniser heard, 16 bits, muted. */
async function* mutedPcm({ muted }: CopyRequest, sound: Sound): AsyncGenerator<Uint8Array> {
  let position = 0;
  for await (const block of sound.blocks) {
    const frames = block[0]?.length ?? 0;
    const out = new Int16Array(frames * sound.channels);
    for (const [channel, samples] of block.entries()) {
      for (let i = 0; i < frames; i++) {
        const value = Math.round((samples[i] ?? 0) * 32_768);
        out[i * sound.channels + channel] = Math.max(-32_768, Math.min(32_767, value));
      }
    }
    for (const [first, last] of framesMuted(muted, RATE, position, frames)) {
      out.fill(0, first * sound.channels, last * sound.channels);
    }
    position += frames;
    if (frames > 0) yield new Uint8Array(out.buffer);
  }
}

async function encode(request: CopyRequest, ffmpeg: string, sound: Sound): Promise<void> {
  const channels = String(sound.channels);
  const input = ['-f', 's16le', '-ar', String(RATE), '-ac', channels, '-i', 'pipe:0'];
  const codec = ['-c:a', 'aac', '-b:a', String(BITS * sound.channels), '-map_metadata', '-1', '-bitexact'];
  // The index in front: a player can seek before the whole file is there.
  const output = ['-movflags', '+faststart', '-f', 'mp4', '-y', `file:${resolve(request.target)}`];
  const child = spawn(ffmpeg, ['-v', 'error', '-threads', '1', ...input, ...codec, ...output], {
    stdio: ['pipe', 'ignore', 'pipe'],
    windowsHide: true,
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4000);
  });
  const ended = new Promise<number | null>((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done(code));
  });
  ended.catch(() => {});
  // An encoder that ends early closes its pipe: its exit tells why.
  child.stdin.on('error', () => {});
  const stop = (): void => void child.kill('SIGKILL');
  request.signal?.addEventListener('abort', stop, { once: true });
  let stalled = false;
  const within = async (work: Promise<unknown>): Promise<void> => {
    const timer = setTimeout(() => {
      stalled = true;
      stop();
    }, STALLED_MS);
    try {
      await work;
    } finally {
      clearTimeout(timer);
    }
  };
  try {
    for await (const bytes of mutedPcm(request, sound)) {
      request.signal?.throwIfAborted();
      if (child.stdin.destroyed) break;
      if (!child.stdin.write(bytes)) await within(Promise.race([once(child.stdin, 'drain'), ended]));
    }
    child.stdin.end();
    await within(ended);
    request.signal?.throwIfAborted();
    if (stalled) throw new Refusal('decoder-timeout', `ffmpeg took nothing for ${STALLED_MS / 1000} s`);
    if ((await ended) !== 0) throw new Refusal('damaged', complaint.trim().split('\n').at(-1) ?? '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EACCES') throw new Refusal('decoder-missing', ffmpeg);
    throw error;
  } finally {
    request.signal?.removeEventListener('abort', stop);
    stop();
  }
}

type Format = Pick<WavHeader, 'tag' | 'channels' | 'rate' | 'sample_bytes'>;

const heardFormat = ({ channels }: Sound): Format => ({ tag: 1, channels, rate: RATE, sample_bytes: 2 });

/** The lengths are written when they are known. */
async function writeWav(request: CopyRequest, format: Format, samples: AsyncIterable<Uint8Array>): Promise<void> {
  const to = await open(request.target, 'w', 0o600);
  try {
    await writeAll(to, wavHead(format, 0));
    let size = 0;
    for await (const bytes of samples) {
      request.signal?.throwIfAborted();
      await writeAll(to, bytes);
      size += bytes.length;
    }
    if (size % 2 === 1) await writeAll(to, new Uint8Array(1));
    const head = wavHead(format, size);
    await to.write(head, 0, head.length, 0);
  } finally {
    await to.close();
  }
}

function wavHead({ tag, channels, rate, sample_bytes }: Format, size: number): Uint8Array {
  const bytes = new Uint8Array(44);
  const view = new DataView(bytes.buffer);
  const ascii = (at: number, text: string): void => bytes.set(new TextEncoder().encode(text), at);
  ascii(0, 'RIFF');
  view.setUint32(4, Math.min(36 + size + (size % 2), 0xffffffff), true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, tag, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * sample_bytes, true);
  view.setUint16(32, channels * sample_bytes, true);
  view.setUint16(34, sample_bytes * 8, true);
  ascii(36, 'data');
  view.setUint32(40, Math.min(size, 0xffffffff), true);
  return bytes;
}

async function writeAll(to: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await to.write(bytes, done, bytes.length - done);
    done += bytesWritten;
  }
}
