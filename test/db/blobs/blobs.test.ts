import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { getPlatformProxy, type PlatformProxy } from 'wrangler';
import { type BlobStore, type Range, TooLong } from '../../../db/blobs/blobs.ts';
import { localBlobs } from '../../../db/blobs/local.ts';
import { type Bucket, r2Blobs } from '../../../db/blobs/r2.ts';
import { s3Blobs } from '../../../db/blobs/s3.ts';
import { newId } from '../../../db/database/id.ts';
import { openFilesIn, TELLS_OPEN_FILES } from '../../support/open-files.ts';
import { S3, s3Server } from '../../support/s3.ts';

const ORGANISATION = newId('org');
const OTHER = newId('org');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const newUpload = () => newId('upl');
const bytesOf = async (stream: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(stream).arrayBuffer());

/** What every store must do, whatever its backend. */
function keepsTheContract(name: string, open: () => BlobStore): void {
  describe(name, () => {
    const store = (): BlobStore => open();

    /** Brings the bytes in as a client does: pieces of the store's own size. */
    async function bring(bytes: Uint8Array, id = newUpload()): Promise<string> {
      for (let offset = await store().received(id); offset < bytes.byteLength; ) {
        const piece = bytes.subarray(offset, offset + store().pieceBytes);
        offset = (await store().append(id, offset, piece, piece.byteLength)).received;
      }
      return id;
    }
    const read = async (sha: string, range?: Range) => {
      const stored = await store().read(ORGANISATION, sha, range);
      return stored && { size: stored.size, bytes: await bytesOf(stored.stream) };
    };

    it('returns what was uploaded in pieces, whole and by any range', async () => {
      const bytes = new Uint8Array(randomBytes(2 * store().pieceBytes + 12_345));
      const id = await bring(bytes);
      expect(await store().received(id)).toBe(bytes.byteLength);
      expect(await store().finish(ORGANISATION, id)).toEqual({ sha256: sha256(bytes), size: bytes.byteLength });
      const whole = await read(sha256(bytes));
      expect(whole?.size).toBe(bytes.byteLength);
      expect(sha256(whole?.bytes ?? new Uint8Array())).toBe(sha256(bytes));
      for (const range of [
        { start: 0, end: 0 },
        { start: 1000, end: 1999 },
        { start: store().pieceBytes - 3, end: store().pieceBytes + 3 },
        { start: bytes.byteLength - 5, end: bytes.byteLength + 500 },
      ]) {
        const part = await read(sha256(bytes), range);
        expect(part?.size).toBe(bytes.byteLength);
        expect(Buffer.compare(part?.bytes ?? new Uint8Array(), bytes.subarray(range.start, range.end + 1))).toBe(0);
      }
      expect((await read(sha256(bytes), { start: bytes.byteLength, end: bytes.byteLength + 9 }))?.bytes).toHaveLength(
        0,
      );
    });

    it('accepts a piece only where the last one ended, and says where that is', async () => {
      const id = newUpload();
      expect(await store().received(id)).toBe(0);
      expect(await store().append(id, 5, new Uint8Array([1]), 1)).toEqual({ received: 0, appended: false });
      expect(await store().append(id, 0, new Uint8Array([1, 2, 3]), 3)).toEqual({ received: 3, appended: true });
      // Sent again because the answer was lost on the way.
      expect(await store().append(id, 0, new Uint8Array([1, 2, 3]), 3)).toEqual({ received: 3, appended: false });
      expect(await store().append(id, 3, new Blob(['four']).stream(), 4)).toEqual({ received: 7, appended: true });
      expect(await store().peek(id, 3)).toEqual(new Uint8Array([1, 2, 3]));
      expect(await store().peek(newUpload(), 3)).toEqual(new Uint8Array());
    });

    it('keeps nothing of a piece longer than announced', async () => {
      const id = await bring(new Uint8Array([1, 2, 3]));
      await expect(store().append(id, 3, new Blob(['more', 'than', 'four']).stream(), 4)).rejects.toBeInstanceOf(
        TooLong,
      );
      expect(await store().received(id)).toBe(3);
      expect(await store().append(id, 3, new Uint8Array([4]), 4)).toEqual({ received: 4, appended: true });
    });

    it('finishes twice with the same answer, and the stored file outlasts the discarded pieces', async () => {
      const bytes = new Uint8Array(randomBytes(4000));
      const id = await bring(bytes);
      const first = await store().finish(ORGANISATION, id);
      expect(await store().finish(ORGANISATION, id)).toEqual(first);
      await store().discard(id);
      await store().discard(id);
      expect(await store().received(id)).toBe(0);
      expect((await read(first.sha256))?.bytes).toEqual(bytes);
      // The same content from another upload is the same file.
      expect(await store().finish(ORGANISATION, await bring(bytes))).toEqual(first);
    });

    it('keeps each organisation’s files to itself', async () => {
      const bytes = new Uint8Array(randomBytes(100));
      const { sha256: sha } = await store().finish(ORGANISATION, await bring(bytes));
      expect(await store().exists(ORGANISATION, sha)).toBe(true);
      expect(await store().exists(OTHER, sha)).toBe(false);
      expect(await store().read(OTHER, sha)).toBeNull();
      expect(await store().read(OTHER, sha, { start: 0, end: 1 })).toBeNull();
    });

    it('never lets a name lead out of its place', async () => {
      await expect(async () => store().received('../../etc/passwd')).rejects.toThrow('Not the name');
      await expect(async () => store().read('../org_0123456789', sha256(new Uint8Array()))).rejects.toThrow(
        'Not the name',
      );
      await expect(async () => store().read(ORGANISATION, '../x')).rejects.toThrow('Not the name');
    });
  });
}

describe('a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attune-blobs-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  keepsTheContract('as a store', () => localBlobs(folder));

  it('continues from what reached the disk after a piece broke off or the process died', async () => {
    const store = localBlobs(folder);
    const id = newUpload();
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array([1, 2, 3, 4]));
      },
      pull() {
        throw new Error('connection lost');
      },
    });
    await expect(store.append(id, 0, broken, 100)).rejects.toThrow('connection lost');
    const later = localBlobs(folder);
    expect(await later.received(id)).toBe(4);
    expect(await later.append(id, 4, new Uint8Array([5]), 1)).toEqual({ received: 5, appended: true });
  });

  it('accepts one of two pieces sent at once for the same place', async () => {
    const store = localBlobs(folder);
    const id = newUpload();
    const both = await Promise.all([
      store.append(id, 0, new Uint8Array(1000).fill(1), 1000),
      store.append(id, 0, new Uint8Array(1000).fill(1), 1000),
    ]);
    expect(both).toEqual([
      { received: 1000, appended: true },
      { received: 1000, appended: false },
    ]);
  });

  it('is readable only by its owner, and repairs a file truncated by a power loss', async () => {
    const store = localBlobs(folder);
    const id = newUpload();
    await store.append(id, 0, new Uint8Array([7, 7, 7]), 3);
    const { sha256: sha } = await store.finish(ORGANISATION, id);
    const path = store.path(ORGANISATION, sha) ?? '';
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(join(folder, ORGANISATION)).mode & 0o077).toBe(0);
    rmSync(path);
    writeFileSync(path, new Uint8Array([7]));
    await store.finish(ORGANISATION, id);
    expect([...readFileSync(path)]).toEqual([7, 7, 7]);
  });
});

describe.runIf(TELLS_OPEN_FILES)('a folder closes every file it opens', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attune-blobs-open-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const store = localBlobs(folder);
  const opened = () => openFilesIn(folder);
  /** A megabyte, four reads. */
  async function reader() {
    const id = newUpload();
    const bytes = new Uint8Array(randomBytes(1024 * 1024));
    await store.append(id, 0, bytes, bytes.byteLength);
    const { sha256: sha } = await store.finish(ORGANISATION, id);
    const stored = await store.read(ORGANISATION, sha);
    return (stored?.stream ?? new Blob().stream()).getReader();
  }

  it('when its reader stops half-way', async () => {
    const reading = await reader();
    await reading.read();
    expect(opened()).toHaveLength(1);
    await reading.cancel();
    expect(opened()).toEqual([]);
  });

  it('when its reader stops while the file is being opened', async () => {
    const reading = await reader();
    const first = reading.read();
    await reading.cancel();
    await first;
    await vi.waitFor(() => expect(opened()).toEqual([]));
  });

  it('when it cannot be read', async () => {
    const sha = sha256(new Uint8Array([1]));
    mkdirSync(store.path(ORGANISATION, sha) ?? '', { recursive: true });
    const stored = await store.read(ORGANISATION, sha);
    await expect(stored?.stream.getReader().read()).rejects.toThrow('EISDIR');
    await vi.waitFor(() => expect(opened()).toEqual([]));
  });

  it('when it is read to the end, inspected or uploaded', async () => {
    const id = newUpload();
    await store.append(id, 0, new Uint8Array([1, 2, 3]), 3);
    await store.peek(id, 2);
    const { sha256: sha } = await store.finish(ORGANISATION, id);
    const stored = await store.read(ORGANISATION, sha);
    expect(stored && [...(await bytesOf(stored.stream))]).toEqual([1, 2, 3]);
    expect(opened()).toEqual([]);
  });
});

describe('a store that speaks S3’s protocol', () => {
  const { server, objects, unfinished } = s3Server();
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterAll(() => server.close());
  keepsTheContract('as a store', () => s3Blobs(S3));

  it('leaves no half-assembled object when it fails, and works the next time', async () => {
    const store = s3Blobs(S3);
    const id = newUpload();
    await store.append(id, 0, new Uint8Array([1]), 1);
    const [piece] = [...objects.keys()].filter((key) => key.includes(id));
    const kept = objects.get(piece ?? '');
    // The piece is there to be hashed and gone when it is to be copied.
    let reads = 0;
    const get = objects.get.bind(objects);
    objects.get = (key) => (key === piece && ++reads > 1 ? undefined : get(key));
    await expect(store.finish(ORGANISATION, id)).rejects.toThrow('gone');
    objects.get = get;
    expect(unfinished.size).toBe(0);
    expect(kept).toBeDefined();
    expect((await store.finish(ORGANISATION, id)).size).toBe(1);
  });

  it('says what the store said when it refuses', async () => {
    await expect(s3Blobs({ ...S3, accessKeyId: 'wrong' }).received(newUpload())).rejects.toThrow(/403.*AccessDenied/);
  });
});

describe('an R2 bucket', () => {
  let platform: PlatformProxy<{ BLOBS: Bucket }>;
  beforeAll(async () => {
    platform = await getPlatformProxy<{ BLOBS: Bucket }>({
      configPath: join(import.meta.dirname, '../../fixtures/r2.toml'),
      persist: false,
    });
  });
  afterAll(() => platform.dispose());
  keepsTheContract('as a store', () => r2Blobs(platform.env.BLOBS));
});
