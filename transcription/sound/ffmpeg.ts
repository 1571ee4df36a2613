// Everything that is not plain WAV is decoded by ffmpeg in a process of its own: its readers have met hostile files for
// twenty years, and what they do not survive does not take this process along. It is told the container that the bytes
// showed, so that a playlist dressed up as a recording is not followed, and it may read that one file and nothing else.

import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { RATE } from '../listening/speech.ts';
import { Refusal } from '../refusal.ts';
import type { SoundKind } from './sniff.ts';

/** ffmpeg's readers for what {@link SoundKind} tells apart. */
const READERS: Record<SoundKind, string> = {
  wav: 'wav',
  mp3: 'mp3',
  aac: 'aac',
  flac: 'flac',
  ogg: 'ogg',
  webm: 'matroska',
  mp4: 'mov',
  amr: 'amr',
};

/** Without a byte for this long ffmpeg has lost its way. */
const STALLED_MS = 60_000;

/**
 * Finds ffmpeg.
 * @param given path from the settings, which wins; null where there is none
 * @param path the PATH of the environment
 * @returns a file that can be run, or null
 */
export function findFfmpeg(given: string | null, path: string): string | null {
  if (given !== null && given !== '') return runnable(given) ? given : null;
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const found = path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(runnable);
  return found ?? packagedFfmpeg(name);
}

/** The optional package's binary, which loses its run bit where installation scripts are not allowed. */
function packagedFfmpeg(name: string): string | null {
  try {
    const require = createRequire(import.meta.url);
    const manifest = require.resolve(`@ffmpeg-installer/${process.platform}-${process.arch}/package.json`);
    const file = join(dirname(manifest), name);
    if (!runnable(file)) chmodSync(file, 0o755);
    return runnable(file) ? file : null;
  } catch {
    return null;
  }
}

function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Decodes a recording's first sound track to 16 kHz, 16-bit WAV with its channels as they are.
 * @returns the WAV file's bytes; stopping early ends ffmpeg
 * @throws Refusal while reading: `no-audio-track`, `damaged`, `decoder-timeout`, `decoder-missing`
 */
export async function* ffmpegWav(
  ffmpeg: string,
  file: string,
  kind: SoundKind,
  signal: AbortSignal | null,
): AsyncGenerator<Uint8Array> {
  const child = start(ffmpeg, file, kind);
  let complaint = '';
  let stalled = false;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4000);
  });
  const ended = new Promise<number | null>((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done(code));
  });
  ended.catch(() => {});
  const stop = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      stalled = true;
      stop();
    }, STALLED_MS);
  };
  let received = 0;
  try {
    watch();
    for await (const bytes of child.stdout ?? []) {
      clearTimeout(timer);
      received += bytes.length;
      yield bytes;
      watch();
    }
    clearTimeout(timer);
    const code = await ended;
    signal?.throwIfAborted();
    if (stalled) throw new Refusal('decoder-timeout', `ffmpeg gave nothing for ${STALLED_MS / 1000} s`);
    // Sound that came before an error is used, as that of a cut-off file is; a bare header is no sound.
    if (code !== 0 && received <= 128) throw new Refusal(why(complaint), lastLine(complaint));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'EACCES') {
      throw new Refusal('decoder-missing', ffmpeg);
    }
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

function start(ffmpeg: string, file: string, kind: SoundKind): ChildProcess {
  const input = ['-nostdin', '-v', 'error', '-threads', '1', '-protocol_whitelist', 'file,pipe', '-f', READERS[kind]];
  const track = ['-i', `file:${resolve(file)}`, '-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1'];
  const output = ['-ar', String(RATE), '-c:a', 'pcm_s16le', '-f', 'wav', 'pipe:1'];
  return spawn(ffmpeg, [...input, ...track, ...output], { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
}

function why(complaint: string): 'no-audio-track' | 'damaged' {
  return /matches no streams|does not contain any stream/.test(complaint) ? 'no-audio-track' : 'damaged';
}

function lastLine(complaint: string): string {
  return complaint.trim().split('\n').at(-1) ?? '';
}
