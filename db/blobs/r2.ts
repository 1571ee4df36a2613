// Stored files in an R2 bucket bound to a Cloudflare Worker.
import type { BlobStore } from './blobs.ts';
import { type Objects, objectBlobs } from './objects.ts';

/** What is used of the binding. */
export type Bucket = {
  head(key: string): Promise<{ size: number } | null>;
  get(
    key: string,
    options?: { range: { offset: number; length: number } },
  ): Promise<{ size: number; body: ReadableStream<Uint8Array> } | null>;
  put(key: string, value: Uint8Array): Promise<unknown>;
  delete(keys: string[]): Promise<void>;
  list(options: {
    prefix: string;
    cursor?: string;
  }): Promise<{ objects: { key: string; size: number }[]; truncated: boolean; cursor?: string }>;
  createMultipartUpload(key: string): Promise<{
    uploadPart(number: number, value: Uint8Array): Promise<{ partNumber: number; etag: string }>;
    complete(parts: { partNumber: number; etag: string }[]): Promise<unknown>;
    abort(): Promise<void>;
  }>;
};

export const r2Blobs = (bucket: Bucket): BlobStore => objectBlobs(bucketObjects(bucket));

function bucketObjects(bucket: Bucket): Objects {
  return {
    async list(prefix) {
      const found: { key: string; size: number }[] = [];
      let cursor: string | undefined;
      do {
        const page = await bucket.list(cursor ? { prefix, cursor } : { prefix });
        found.push(...page.objects.map(({ key, size }) => ({ key, size })));
        cursor = page.truncated ? page.cursor : undefined;
      } while (cursor);
      return found;
    },
    async get(key, range) {
      const options = range ? { range: { offset: range.start, length: range.end - range.start + 1 } } : undefined;
      const object = await bucket.get(key, options);
      return object ? { stream: object.body, size: object.size } : null;
    },
    size: async (key) => (await bucket.head(key))?.size ?? null,
    put: async (key, bytes) => void (await bucket.put(key, bytes)),
    remove: (keys) => bucket.delete(keys),
    async assemble(key, parts) {
      const upload = await bucket.createMultipartUpload(key);
      try {
        const done: { partNumber: number; etag: string }[] = [];
        for await (const part of parts) done.push(await upload.uploadPart(done.length + 1, part));
        await upload.complete(done);
      } catch (error) {
        await upload.abort().catch(() => {});
        throw error;
      }
    },
  };
}
