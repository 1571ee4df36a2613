// Decodes everything other than plain samples with ffmpeg in its own process: its parsers have met hostile files for
// twenty years, and a crash does not take this process along. It is told the detected container, so that a playlist
// disguised as a recording is not followed, and it may read only that one file.

import { spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { Refusal } from '../failure/refusal.ts';
import type { RawCoding, RawSound } from '../transcript/transcript.ts';
import type { SoundKind } from './sniff.ts';
import { RATE } from './span.ts';

/** ffmpeg's readers for what {@link SoundKind} tells apart. */
const READERS: Record<Exclude<SoundKind, 'raw'>, string> = {
  wav: 'wav',
  mp3: 'mp3',
  aac: 'aac',
  flac: 'flac',
  ogg: 'ogg',
  webm: 'matroska',
  mp4: 'mov',
  amr: 'amr',
  aiff: 'aiff',
  au: 'au',
  caf: 'caf',
  w64: 'w64',
  asf: 'asf',
  ac3: 'ac3',
  eac3: 'eac3',
  mpegts: 'mpegts',
  mpeg: 'mpeg',
  avi: 'avi',
  flv: 'flv',
};

/** What ffmpeg must know about samples without a header; another reader handles OKI's half-byte samples. */
const RAW_READERS: Record<RawCoding, (rate: string) => string[]> = {
  mulaw: (rate) => ['-f', 'mulaw', '-ar', rate],
  alaw: (rate) => ['-f', 'alaw', '-ar', rate],
  linear: (rate) => ['-f', 's16le', '-ar', rate],
  oki: (rate) => ['-f', 's8', '-c:a', 'adpcm_ima_oki', '-ar', rate],
  gsm: () => ['-f', 'gsm'],
  g722: () => ['-f', 'g722'],
  g729: () => ['-f', 'g729'],
  g723: () => ['-f', 'g723_1'],
};

/** A file that ffmpeg is to read, as something that was found out before. */
export type Encoded = { ffmpeg: string; file: string; kind: SoundKind; raw: RawSound | null };

/**
 * Containers whose pieces are stamped with their times; in the others sound follows sound. Those of broadcasts count from
 * anywhere: their beginning is time 0.
 */
const STAMPED: ReadonlySet<SoundKind> = new Set(['mp4', 'webm', 'ogg', 'asf', 'avi', 'flv', 'mpegts', 'mpeg']);
const FROM_ANYWHERE: ReadonlySet<SoundKind> = new Set(['mpegts', 'mpeg']);
export const isStamped = (kind: SoundKind): boolean => STAMPED.has(kind);

/** @param level of what ffmpeg says on standard error: `error`, or `info` for what it knows of the file */
export function inputOf({ file, kind, raw }: Encoded, level: 'error' | 'info'): string[] {
  const reader = raw ? RAW_READERS[raw.coding](String(raw.rate)) : ['-f', READERS[kind as keyof typeof READERS]];
  const clock = FROM_ANYWHERE.has(kind) ? [] : ['-copyts'];
  const quiet = ['-nostdin', '-hide_banner', '-v', level, '-threads', '1'];
  return [...quiet, ...clock, '-protocol_whitelist', 'file,pipe', ...reader, '-i', `file:${resolve(file)}`];
}

/** More than ffmpeg writes before the first piece of sound, and less than a tenth of a second of it. */
const HEAD_BYTES = 1500;
/** Without a byte for this long ffmpeg has lost its way. */
const STALLED_MS = 60_000;

/**
 * Finds ffmpeg.
 * @param given path from the settings, which takes precedence; null if there is none
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
 * Decodes a sound track of a recording to 16 kHz and 16 bits, its channels as they are and every piece with its time in
 * the file, as `readMatroska` reads it.
 * @param track counted among the sound tracks, from 0
 * @returns bytes; stopping early ends ffmpeg
 * @throws Refusal while reading: `no-audio-track`, `damaged`, `decoder-timeout`, `decoder-missing`
 */
export async function* ffmpegSound(
  encoded: Encoded,
  track: number,
  signal: AbortSignal | null,
): AsyncGenerator<Uint8Array> {
  const { ffmpeg } = encoded;
  const output = ['-ar', String(RATE), '-c:a', 'pcm_s16le', '-f', 'matroska', 'pipe:1'];
  const without = ['-vn', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'];
  const child = spawn(ffmpeg, [...inputOf(encoded, 'error'), '-map', `0:a:${track}`, ...without, ...output], {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
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
    if (code !== 0 && received <= HEAD_BYTES) throw new Refusal(why(complaint), lastLine(complaint));
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

function why(complaint: string): 'no-audio-track' | 'damaged' {
  return /matches no streams|does not contain any stream/.test(complaint) ? 'no-audio-track' : 'damaged';
}

function lastLine(complaint: string): string {
  return complaint.trim().split('\n').at(-1) ?? '';
}
