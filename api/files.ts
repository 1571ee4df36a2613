// Where this machine keeps files: an object store that was named, or a folder beside the data.
import { join, resolve } from 'node:path';
import { localBlobs } from '../db/blobs/local.ts';
import { s3Blobs } from '../db/blobs/s3.ts';
import type { BlobStore } from '../db/blobs.ts';
import type { Settings } from './env.ts';

export const blobsOf = ({ s3, data }: Settings): BlobStore =>
  s3 === null ? localBlobs(join(resolve(data), 'files')) : s3Blobs(s3);
