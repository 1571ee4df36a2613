// Downloads a model from the hub into a folder. A large one takes an hour on a slow line, so interrupted downloads
// resume. A file gets its name only when its checksum matches the hub's, and a model counts as present only when all
// its files are.

import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, statfs, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../failure/refusal.ts';
import { chooseFiles, isPlainPath, type ModelFile } from './files.ts';

export type DownloadOptions = {
  /** `owner/name`. */
  name: string;
  /** The model's own folder. */
  folder: string;
  /** Address of the hub. */
  hub: string;
  /** Bytes that are there, and all of them. */
  progress: (received: number, total: number) => void;
  signal?: AbortSignal | null;
  /** Without a byte for so long a connection is given up, ms. */
  stalled_ms?: number;
  /** Waits between tries, ms; as many tries as waits, and one. */
  waits_ms?: readonly number[];
};

/** Lies in a model's folder when all of its files are there and right. */
const COMPLETE = 'attune-model.json';
const LOCK = 'downloading';
/** A lock that nobody has touched for so long was left by a process that is gone. */
const LOCK_MS = 30_000;
const STALLED_MS = 30_000;
const WAITS_MS = [1000, 5000, 15_000];
/** Left free for everyone else. */
const SPARE_BYTES = 200e6;

/** Whether a model was downloaded to the end. */
export async function isComplete(folder: string): Promise<boolean> {
  return (await sizeOf(join(folder, COMPLETE))) !== null;
}

/** Bytes of a download in this folder so far. */
export async function bytesSoFar(folder: string): Promise<number> {
  const listed = await readFile(join(folder, LISTED), 'utf8').catch(() => '[]');
  const files = JSON.parse(listed) as ModelFile[];
  const sizes = await Promise.all(files.map((file) => received(folder, file)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What is being downloaded: for progress displays. */
const LISTED = 'files.json';

/**
 * Downloads a model, or waits for another download of it on this machine. Does nothing where it is there already.
 * @throws Refusal `model-unavailable` hub not reached, no such model, closed; `model-unfit` no export that can be run;
 *   `model-damaged` bytes that are not what the hub announced; `disk-full`; `cancelled`
 */
export async function downloadModel(options: DownloadOptions): Promise<void> {
  const { folder, signal = null } = options;
  await mkdir(folder, { recursive: true });
  const release = await lock(folder, signal, async () => {
    const listed = await readFile(join(folder, LISTED), 'utf8').catch(() => '[]');
    const total = (JSON.parse(listed) as ModelFile[]).reduce((sum, file) => sum + file.size, 0);
    if (total > 0) options.progress(await bytesSoFar(folder), total);
  });
  try {
    if (await isComplete(folder)) return;
    await downloadAll(options);
  } finally {
    await release();
  }
}

async function downloadAll(options: DownloadOptions): Promise<void> {
  const { folder, name } = options;
  const files = await retried(options, () => listFiles(options));
  await writeFile(join(folder, LISTED), JSON.stringify(files));
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const had = await Promise.all(files.map((file) => received(folder, file)));
  let before = had.reduce((sum, size) => sum + size, 0);
  const { bavail, bsize } = await statfs(folder);
  const missing = total - before;
  if (bavail * bsize < missing + SPARE_BYTES) {
    throw new Refusal('disk-full', `${name} needs ${Math.ceil((missing + SPARE_BYTES) / 1e6)} MB more in ${folder}`);
  }
  options.progress(before, total);
  for (const [i, file] of files.entries()) {
    before -= had[i] ?? 0;
    await bringFile(options, file, (size) => options.progress(before + size, total));
    before += file.size;
  }
  await put(folder, COMPLETE, JSON.stringify({ name, files: files.map(({ path, size }) => ({ path, size })) }));
  await rm(join(folder, LISTED), { force: true });
}

async function listFiles({ hub, name, signal = null, stalled_ms = STALLED_MS }: DownloadOptions): Promise<ModelFile[]> {
  const answer = await ask(`${hub}/api/models/${name}/tree/main?recursive=1`, {}, signal, stalled_ms);
  const entries = (await answer.json().catch(() => null)) as Entry[] | null;
  if (!Array.isArray(entries)) throw new Refusal('model-unavailable', `${hub} gives no list of the files of ${name}`);
  const files = entries.filter(({ type, path }) => type === 'file' && isPlainPath(path)).map(toFile);
  const chosen = chooseFiles(files.map(({ path }) => path));
  if ('missing' in chosen) throw new Refusal('model-unfit', `${name} has no ${chosen.missing}`);
  const wanted = new Set(chosen.files);
  return files.filter(({ path }) => wanted.has(path));
}

type Entry = { type: string; path: string; size: number; oid?: string; lfs?: { oid: string; size: number } };

/** Large files have a SHA-256; the checksum of small ones is git's, over a line with their length and their bytes. */
function toFile({ path, size, oid, lfs }: Entry): ModelFile {
  if (lfs) return { path, size: lfs.size, checksum: { kind: 'sha256', hex: lfs.oid } };
  return { path, size, checksum: oid && /^[0-9a-f]{40}$/.test(oid) ? { kind: 'git', hex: oid } : null };
}

/** Downloads one file, resuming where it stopped; one whose bytes turn out wrong is downloaded again from the start. */
async function bringFile(options: DownloadOptions, file: ModelFile, progress: (size: number) => void): Promise<void> {
  const { folder, name } = options;
  const path = join(folder, file.path);
  await mkdir(dirname(path), { recursive: true });
  // A file of this name from another time is worth a look: it may be whole.
  if ((await sizeOf(path)) === file.size && (await isRight(path, file))) return progress(file.size);
  for (const last of [false, true]) {
    await retried(options, () => bringBytes(options, file, progress));
    if (await isRight(`${path}.part`, file)) {
      await rename(`${path}.part`, path);
      return;
    }
    await rm(`${path}.part`, { force: true });
    if (last) throw new Refusal('model-damaged', `${file.path} of ${name} has not the announced checksum`);
  }
}

async function bringBytes(
  { folder, hub, name, signal = null, stalled_ms = STALLED_MS }: DownloadOptions,
  file: ModelFile,
  progress: (size: number) => void,
): Promise<void> {
  const part = join(folder, `${file.path}.part`);
  let at = (await sizeOf(part)) ?? 0;
  if (at > file.size) at = 0;
  if (at === file.size && at > 0) return;
  const range: Record<string, string> = at > 0 ? { range: `bytes=${at}-` } : {};
  const address = `${hub}/${name}/resolve/main/${file.path}`;
  const stall = new AbortController();
  const answer = await ask(address, range, joined(signal, stall.signal), stalled_ms);
  // A server without range support sends it all.
  if (answer.status !== 206) at = 0;
  const target = await open(part, at > 0 ? 'r+' : 'w');
  let timer: NodeJS.Timeout | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(), stalled_ms);
  };
  try {
    await target.truncate(at);
    watch();
    for await (const bytes of answer.body ?? []) {
      watch();
      if (at + bytes.length > file.size) throw new Refusal('model-damaged', `${file.path} of ${name} is too long`);
      await target.write(bytes, 0, bytes.length, at);
      at += bytes.length;
      progress(at);
    }
  } finally {
    clearTimeout(timer);
    await target.close();
  }
  if (at < file.size) throw new Error(`${file.path} broke off after ${at} of ${file.size} bytes`);
}

/** @throws Refusal for an answer that will not change; Error where another try may go well */
async function ask(
  address: string,
  headers: Record<string, string>,
  signal: AbortSignal | null,
  stalledMs: number,
): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), stalledMs);
  try {
    const answer = await fetch(address, { headers, signal: joined(signal, patience.signal) });
    if (answer.ok) return answer;
    await answer.body?.cancel();
    if (answer.status === 429 || answer.status >= 500) throw new Error(`${address} answers ${answer.status}`);
    const failure = { kind: 'Refusal', code: 'model-unavailable', status: answer.status, place: [] };
    throw new Refusal('model-unavailable', `${address} answers ${answer.status}`, { failure });
  } finally {
    clearTimeout(timer);
  }
}

const joined = (one: AbortSignal | null, other: AbortSignal): AbortSignal =>
  one === null ? other : AbortSignal.any([one, other]);

/** Tries again after an accident of the line, for as long as bytes keep coming; what was brought stays. */
async function retried<T>(options: DownloadOptions, work: () => Promise<T>): Promise<T> {
  const { folder, signal, waits_ms = WAITS_MS } = options;
  let tries = 0;
  let before = await bytesSoFar(folder);
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (signal?.aborted) throw new Refusal('cancelled');
      if (error instanceof Refusal) throw error;
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
        throw new Refusal('disk-full', String(error), { cause: error });
      const now = await bytesSoFar(folder);
      if (now > before) tries = 0;
      before = now;
      const wait = waits_ms[tries++];
      if (wait === undefined) throw new Refusal('model-unavailable', whyOf(error), { cause: error });
      await new Promise((done) => setTimeout(done, wait));
    }
  }
}

/** `fetch failed` says nothing; its cause does. */
function whyOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  return [String(error), cause ? String(cause) : ''].filter(Boolean).join(': ');
}

async function received(folder: string, file: ModelFile): Promise<number> {
  const whole = await sizeOf(join(folder, file.path));
  if (whole === file.size) return whole;
  return Math.min(file.size, (await sizeOf(join(folder, `${file.path}.part`))) ?? 0);
}

async function sizeOf(path: string): Promise<number | null> {
  return await stat(path).then(
    (found) => found.size,
    () => null,
  );
}

async function isRight(path: string, { size, checksum }: ModelFile): Promise<boolean> {
  if ((await sizeOf(path)) !== size) return false;
  if (checksum === null) return true;
  const hash: Hash = createHash(checksum.kind === 'sha256' ? 'sha256' : 'sha1');
  if (checksum.kind === 'git') hash.update(`blob ${size}\0`);
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return hash.digest('hex') === checksum.hex;
}

async function put(folder: string, file: string, text: string): Promise<void> {
  const path = join(folder, file);
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

/** One process of a machine at a time; the others look on and wait. */
async function lock(
  folder: string,
  signal: AbortSignal | null,
  onWait: () => Promise<void>,
): Promise<() => Promise<void>> {
  const path = join(folder, LOCK);
  for (;;) {
    if (signal?.aborted) throw new Refusal('cancelled');
    const taken = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw new Refusal('model-unavailable', String(error), { cause: error });
      return null;
    });
    if (taken) {
      await taken.close();
      const alive = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), LOCK_MS / 4);
      return async () => {
        clearInterval(alive);
        await rm(path, { force: true });
      };
    }
    const touched = await stat(path).then(
      (found) => found.mtimeMs,
      () => 0,
    );
    if (Date.now() - touched > LOCK_MS) await rm(path, { force: true });
    else {
      await onWait();
      await new Promise((done) => setTimeout(done, 500));
    }
  }
}
