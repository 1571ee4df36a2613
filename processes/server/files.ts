// Where this machine stores files (an object store, or a folder in the data folder), and how much space is left.
import { statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BlobStore } from '../../db/blobs/blobs.ts';
import { localBlobs } from '../../db/blobs/local.ts';
import { s3Blobs } from '../../db/blobs/s3.ts';
import type { Settings } from './env.ts';

export const blobsOf = ({ s3, data }: Settings): BlobStore =>
  s3 === null ? localBlobs(join(resolve(data), 'files')) : s3Blobs(s3);

/** What is left for this program on the disk of a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
