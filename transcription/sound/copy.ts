// The copy of a recording that people hear: personal data made silent, and in a form that browsers play. A plain WAV
// file stays what it is, byte for byte outside the silence. Anything else is decoded as the recogniser heard it, so that
// its times hold, muted and written as AAC in MP4, which Chromium, Firefox and Safari play and seek in; without ffmpeg
// as 16-bit WAV. Sound passes through in pieces, so that four hours take no more memory than four minutes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Sound } from '../listening/parts.ts';
import { RATE } from '../listening/speech.ts';
import { Refusal } from '../refusal.ts';
import { type AudioLimits, DEFAULT_LIMITS, openAudio } from './audio.ts';
import { fileBytes } from './bytes.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { framesMuted, type Stretch, silence } from './mute.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import { readWavHeader, type WavHeader } from './wav.ts';

export type CopyRequest = {
  /** The recording. */
  file: string;
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

const PIECE_BYTES = 1024 * 1024;
/** Speech in AAC at 16 kHz is as good as it gets well below this, bit/s a channel. */
const BITS = 48_000;
/** Without taking sound for this long the encoder has lost its way. */
const STALLED_MS = 60_000;

/** @throws Refusal: why the recording cannot be read, or `decoder-missing`, `decoder-timeout`, `damaged` */
export async function copyRecording(request: CopyRequest): Promise<Copied> {
  const plain = await plainWav(request.file);
  if (plain) {
    await copyWav(request, plain);
    return { mime: 'audio/wav' };
  }
  const { limits = DEFAULT_LIMITS, signal = null } = request;
  const ffmpeg = findFfmpeg(request.ffmpeg, request.path);
  const sound = await openAudio(request.file, { ffmpeg, limits, signal });
  try {
    if (ffmpeg === null) await writeWav(request, sound);
    else await encode(request, ffmpeg, sound);
  } finally {
    await sound.close();
  }
  return { mime: ffmpeg === null ? 'audio/wav' : 'audio/mp4' };
}

/** The header of a file that can be muted as it is; null for every other recording. */
async function plainWav(file: string): Promise<WavHeader | null> {
  const handle = await open(file);
  try {
    const source = fileBytes(handle);
    const sniffed = sniff(await source.read(0, SNIFF_BYTES));
    if (sniffed.kind !== 'wav' || !sniffed.playable) return null;
    const header = await readWavHeader(source);
    return header.encoding !== 'other' && header.channels <= 2 ? header : null;
  } finally {
    await handle.close();
  }
}

async function copyWav({ file, target, muted, signal }: CopyRequest, header: WavHeader): Promise<void> {
  const from = await open(file);
  const to = await open(target, 'w', 0o600);
  try {
    const piece = new Uint8Array(PIECE_BYTES);
    for (let position = 0; ; ) {
      signal?.throwIfAborted();
      const { bytesRead } = await from.read(piece, 0, piece.length, position);
      if (bytesRead === 0) break;
      const bytes = piece.subarray(0, bytesRead);
      silence(header, muted, position, bytes);
      await writeAll(to, bytes);
      position += bytesRead;
    }
  } finally {
    await from.close();
    await to.close();
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

/** The lengths are written when they are known. */
async function writeWav(request: CopyRequest, sound: Sound): Promise<void> {
  const to = await open(request.target, 'w', 0o600);
  try {
    await writeAll(to, wavHead(sound.channels, 0));
    let size = 0;
    for await (const bytes of mutedPcm(request, sound)) {
      request.signal?.throwIfAborted();
      await writeAll(to, bytes);
      size += bytes.length;
    }
    const head = wavHead(sound.channels, size);
    await to.write(head, 0, head.length, 0);
  } finally {
    await to.close();
  }
}

function wavHead(channels: number, size: number): Uint8Array {
  const bytes = new Uint8Array(44);
  const view = new DataView(bytes.buffer);
  const ascii = (at: number, text: string): void => bytes.set(new TextEncoder().encode(text), at);
  ascii(0, 'RIFF');
  view.setUint32(4, Math.min(36 + size, 0xffffffff), true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
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
