// Stored files in an object store. Objects cannot grow, so an upload is a series of objects named by offset, and what
// they cover without a gap has been received. Finishing reads them once to hash the content and once more to copy it, a
// part at a time, so that 500 MB are never held in memory.
import { createHash } from 'node:crypto';
import {
  type BlobStore,
  blobKey,
  chunksOf,
  organisationKey,
  type Piece,
  type Range,
  type Stored,
  TooLong,
  uploadKey,
} from './blobs.ts';

/** What a driver has to be able to do. Keys are ours; `get` gives null for a missing one. */
export type Objects = {
  list(prefix: string): Promise<{ key: string; size: number }[]>;
  get(key: string, range?: Range): Promise<Stored | null>;
  size(key: string): Promise<number | null>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  remove(keys: string[]): Promise<void>;
  /** One object from parts, all of one size but the last; it is there when it is complete and not before. */
  assemble(key: string, parts: AsyncIterable<Uint8Array>): Promise<void>;
};

/** Object stores take no smaller part than 5 MiB. */
const PART_BYTES = 8 * 1024 * 1024;
/** Object stores remove no more in one go. */
const REMOVED_AT_ONCE = 1000;

export function objectBlobs(objects: Objects): BlobStore {
  return { pieceBytes: PART_BYTES, ...uploadsIn(objects), ...contentsIn(objects), path: () => null };
}

/** Uploads: rows of pieces until they are whole. */
function uploadsIn(objects: Objects): Pick<BlobStore, 'received' | 'append' | 'peek' | 'finish' | 'discard'> {
  const { pieces, put, contentOf } = piecesIn(objects);
  const total = (list: { size: number }[]) => list.reduce((sum, piece) => sum + piece.size, 0);
  return {
    received: async (id) => total(await pieces(id)),

    async append(id, offset, piece, most) {
      const received = total(await pieces(id));
      if (received !== offset) return { received, appended: false };
      return { received: await put(id, offset, piece, most), appended: true };
    },

    async peek(id, length) {
      const [first] = await pieces(id);
      const stored =
        first && length > 0 ? await objects.get(first.key, { start: 0, end: Math.min(length, first.size) - 1 }) : null;
      return stored ? await gather(stored.stream, length) : new Uint8Array();
    },

    async finish(organisation, id) {
      const list = await pieces(id);
      const hash = createHash('sha256');
      for await (const chunk of contentOf(list)) hash.update(chunk);
      const sha256 = hash.digest('hex');
      const key = blobKey(organisation, sha256);
      const size = total(list);
      if ((await objects.size(key)) !== size) await objects.assemble(key, parts(contentOf(list)));
      return { sha256, size };
    },

    async discard(id) {
      const list = await objects.list(`${uploadKey(id)}/`);
      if (list.length > 0) await objects.remove(list.map((piece) => piece.key));
    },
  };
}

/** What has been finished, by the name of its content. */
function contentsIn(objects: Objects): Pick<BlobStore, 'drop' | 'exists' | 'read'> {
  return {
    async drop(organisation) {
      const keys = (await objects.list(organisationKey(organisation))).map(({ key }) => key);
      for (let at = 0; at < keys.length; at += REMOVED_AT_ONCE) {
        await objects.remove(keys.slice(at, at + REMOVED_AT_ONCE));
      }
    },

    exists: async (organisation, sha256) => (await objects.size(blobKey(organisation, sha256))) !== null,

    async read(organisation, sha256, range) {
      const key = blobKey(organisation, sha256);
      if (!range) return await objects.get(key);
      const size = await objects.size(key);
      if (size === null) return null;
      // Stores refuse a range behind the end.
      if (range.start >= size) return { stream: new Blob([]).stream(), size };
      return await objects.get(key, { start: range.start, end: Math.min(range.end, size - 1) });
    },
  };
}

function piecesIn(objects: Objects) {
  const pieceKey = (id: string, offset: number) => `${uploadKey(id)}/${String(offset).padStart(15, '0')}`;

  /** The pieces that follow each other from the start. */
  async function pieces(id: string): Promise<{ key: string; size: number }[]> {
    const listed = await objects.list(`${uploadKey(id)}/`);
    const whole: { key: string; size: number }[] = [];
    let end = 0;
    for (const piece of listed.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
      if (piece.key !== pieceKey(id, end)) break;
      whole.push(piece);
      end += piece.size;
    }
    return whole;
  }

  /** A piece of any length, an object of PART_BYTES at a time. One that is too long leaves nothing behind. */
  async function put(id: string, offset: number, piece: Piece, most: number): Promise<number> {
    const written: string[] = [];
    let end = offset;
    try {
      for await (const part of parts(chunksOf(piece, most))) {
        if (part.byteLength === 0) continue;
        const key = pieceKey(id, end);
        await objects.put(key, part);
        written.push(key);
        end += part.byteLength;
      }
    } catch (error) {
      if (error instanceof TooLong && written.length > 0) await objects.remove(written);
      throw error;
    }
    return end;
  }

  async function* contentOf(list: { key: string }[]): AsyncGenerator<Uint8Array> {
    for (const piece of list) {
      const stored = await objects.get(piece.key);
      if (!stored) throw new Error(`A piece of an upload is gone: ${piece.key}`);
      yield* stored.stream;
    }
  }

  return { pieces, put, contentOf };
}

async function gather(piece: Piece, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(piece, most)) chunks.push(chunk);
  return joined(chunks);
}

/** Chunks of any size as parts of one size; at least one part, be it empty. */
async function* parts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  let given = false;
  for await (let chunk of chunks) {
    while (length + chunk.byteLength >= PART_BYTES) {
      const cut = PART_BYTES - length;
      held.push(chunk.subarray(0, cut));
      yield joined(held);
      given = true;
      held = [];
      length = 0;
      chunk = chunk.subarray(cut);
    }
    if (chunk.byteLength > 0) {
      held.push(chunk);
      length += chunk.byteLength;
    }
  }
  if (length > 0 || !given) yield joined(held);
}

function joined(chunks: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.byteLength;
  }
  return bytes;
}
