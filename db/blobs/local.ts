// Stored files in a folder on this machine, readable by its owner only. An upload is one growing file whose length is
// the number of bytes received. When complete it gets a second name, that of its content (a hard link), so that no
// crash can lose it or expose a half-written file.
import { createHash } from 'node:crypto';
import { copyFile, type FileHandle, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type BlobStore,
  blobKey,
  chunksOf,
  organisationKey,
  type Piece,
  streamOf,
  TooLong,
  uploadKey,
} from './blobs.ts';

const PIECE_BYTES = 4 * 1024 * 1024;
const READ_BYTES = 256 * 1024;

/** @param folder created readable by its owner only */
export function localBlobs(folder: string): BlobStore {
  const upload = (id: string) => join(folder, uploadKey(id));
  const file = (organisation: string, sha256: string) => join(folder, blobKey(organisation, sha256));
  /** One piece of an upload at a time, should a client send two at once. */
  const busy = new Map<string, Promise<unknown>>();

  async function append(id: string, offset: number, piece: Piece, most: number) {
    const path = upload(id);
    await privateFolder(dirname(path));
    const received = (await sizeOf(path)) ?? 0;
    if (received !== offset) return { received, appended: false };
    return { received: await write(path, offset, piece, most), appended: true };
  }

  return {
    pieceBytes: PIECE_BYTES,

    received: async (id) => (await sizeOf(upload(id))) ?? 0,

    async append(id, offset, piece, most) {
      const before = busy.get(id) ?? Promise.resolve();
      const mine = before.catch(() => {}).then(() => append(id, offset, piece, most));
      busy.set(id, mine);
      try {
        return await mine;
      } finally {
        if (busy.get(id) === mine) busy.delete(id);
      }
    },

    async peek(id, length) {
      const chunks: Uint8Array[] = [];
      if ((await sizeOf(upload(id))) === null || length === 0) return new Uint8Array();
      for await (const chunk of bytesOf(upload(id), 0, length - 1)) chunks.push(chunk);
      return new Uint8Array(Buffer.concat(chunks));
    },

    async finish(organisation, id) {
      return await finish(upload(id), (sha256) => file(organisation, sha256));
    },

    discard: (id) => rm(upload(id), { force: true }),

    drop: (organisation) => rm(join(folder, organisationKey(organisation)), { recursive: true, force: true }),

    exists: async (organisation, sha256) => (await sizeOf(file(organisation, sha256))) !== null,

    async read(organisation, sha256, range) {
      const path = file(organisation, sha256);
      const size = await sizeOf(path);
      if (size === null) return null;
      const end = Math.min(range?.end ?? size - 1, size - 1);
      return { stream: streamOf(bytesOf(path, range?.start ?? 0, end)), size };
    },

    path: file,
  };
}

/** Gives an upload that is whole the name of its content. */
async function finish(path: string, pathOf: (sha256: string) => string): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytesOf(path, 0, Number.POSITIVE_INFINITY)) {
    hash.update(chunk);
    size += chunk.byteLength;
  }
  const sha256 = hash.digest('hex');
  const named = pathOf(sha256);
  await privateFolder(dirname(named));
  const there = await sizeOf(named);
  // Cut off by a power loss: the content decides, and here it is whole.
  if (there !== null && there !== size) await rm(named);
  if (there !== size) await giveName(path, named);
  await syncFolder(dirname(named));
  return { sha256, size };
}

/** Returns the new length. A piece that breaks off leaves what has come in, one that is too long leaves nothing. */
async function write(path: string, offset: number, piece: Piece, most: number): Promise<number> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    handle = await open(path, 'wx+', 0o600);
  }
  let length = offset;
  try {
    for await (const chunk of chunksOf(piece, most)) {
      await handle.write(chunk, 0, chunk.byteLength, length);
      length += chunk.byteLength;
    }
    await handle.datasync();
  } catch (error) {
    if (error instanceof TooLong) await handle.truncate(offset);
    throw error;
  } finally {
    await handle.close();
  }
  return length;
}

/**
 * Opens the file when the first byte is wanted, and closes it when the last was read, reading fails or nobody reads on.
 */
async function* bytesOf(path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
  if (end < start) return;
  const handle = await open(path, 'r');
  try {
    for (let position = start; position <= end; ) {
      const chunk = new Uint8Array(Math.min(end + 1 - position, READ_BYTES));
      const { bytesRead } = await handle.read(chunk, 0, chunk.byteLength, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function giveName(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Someone finished the same content this very moment.
    if (code === 'EEXIST') return;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'EMLINK') throw error;
    // A file system without hard links.
    const draft = `${to}.${crypto.randomUUID()}`;
    await copyFile(from, draft);
    await sync(draft, 'r+');
    await rename(draft, to);
  }
}

async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

async function sync(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The name, too, shall outlast a power loss. Not every system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  try {
    await sync(path, 'r');
  } catch {
    // Windows: names are journalled by the file system itself.
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
