// Recordings as files on this machine, for programs that read files.
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BlobStore } from '../../db/blobs/blobs.ts';
import { openTemporary } from '../../transcription/sound/temporary.ts';

/** One from an object store is fetched, and gone when released. @throws when there is none */
export function filesOf(blobs: BlobStore) {
  return async (organisation: string, sha256: string): Promise<{ path: string; release: () => Promise<void> }> => {
    const local = blobs.path(organisation, sha256);
    if (local) return { path: local, release: async () => {} };
    const stored = await blobs.read(organisation, sha256);
    if (!stored) throw new Error(`The stored file ${sha256} is gone`);
    const folder = await openTemporary(tmpdir(), 'recording');
    const release = () => rm(folder, { recursive: true, force: true });
    try {
      await pipeline(stored.stream, createWriteStream(join(folder, sha256), { mode: 0o600 }));
    } catch (error) {
      await release();
      throw error;
    }
    return { path: join(folder, sha256), release };
  };
}
