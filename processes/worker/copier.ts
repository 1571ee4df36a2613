// Creates copies of recordings for playback. Audio streams through this process and is decoded, if necessary, by ffmpeg
// in a process of its own; no model is needed. The copy is stored under its content hash before its row is written: a
// crash in between leaves an unreferenced file and a job that runs again.
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '../../db/blobs/blobs.ts';
import type { Ctx } from '../../db/database/context.ts';
import type { Handler } from '../../db/jobs/jobs.ts';
import { type CopyWork, failCopy, recordCopy, startCopy } from '../../db/transcripts/copies.ts';
import { measureAnew } from '../../db/transcripts/measures.ts';
import { maskAnew } from '../../db/transcripts/revisions.ts';
import { indexAnew } from '../../db/transcripts/search-index.ts';
import { failureOf } from '../../transcription/failure/failure.ts';
import { Refusal } from '../../transcription/failure/refusal.ts';
import { copyRecording } from '../../transcription/sound/copy.ts';
import { openTemporary } from '../../transcription/sound/temporary.ts';

export type CopierParts = {
  /** The worker acts for the organisation whose recording it is. */
  actingFor: (organisation: string) => Ctx;
  blobs: BlobStore;
  /** A stored file as a file of this machine. */
  fileOf: (organisation: string, sha256: string) => Promise<{ path: string; release: () => Promise<void> }>;
  /** As in the settings; null: the one on the PATH, else the packaged one. */
  ffmpeg: string | null;
  path: string;
  /** Folder for what is being made. */
  temporary: string;
  /** Aborted when this process is to end. */
  ending: AbortSignal;
  log: { info(fields: object, line: string): void; warn(fields: object, line: string): void };
};

/** What the machine, not the recording, may be to blame for: it is tried again. */
const ACCIDENTS: ReadonlySet<string> = new Set(['decoder-timeout']);

export function createCopier(parts: CopierParts): {
  copy: Handler<'copy'>;
  'copy-lost': Handler<'copy-lost'>;
  mask: Handler<'mask'>;
  index: Handler<'index'>;
  measure: Handler<'measure'>;
} {
  const { actingFor, blobs, log } = parts;
  return {
    async copy({ organisation_id, copy_id }, job) {
      const ctx = () => actingFor(organisation_id);
      const taken = await startCopy(ctx(), { id: copy_id });
      if (!taken) return;
      const signal = AbortSignal.any([job.signal, parts.ending]);
      const folder = await openTemporary(parts.temporary, 'copy');
      const target = join(folder, 'copy');
      try {
        const { mime } = await copied(parts, organisation_id, { ...taken, target, signal });
        const stored = await keep(blobs, organisation_id, copy_id, taken.attempt, target);
        const recorded = await recordCopy(ctx(), { id: copy_id, file: { ...stored, mime } });
        log.info({ copy_id, recorded, size: stored.size, mime }, 'copied');
      } catch (error) {
        if (signal.aborted || !(error instanceof Refusal) || (ACCIDENTS.has(error.code) && job.tries === 0))
          throw error;
        log.warn({ copy_id, failure: failureOf(error) }, 'not copied');
        await failCopy(ctx(), { id: copy_id, attempt: taken.attempt, code: error.code });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },

    'copy-lost': ({ organisation_id, copy_id }) =>
      failCopy(actingFor(organisation_id), { id: copy_id, attempt: null, code: 'crashed' }),

    async mask({ organisation_id, after }) {
      const masked = await maskAnew(actingFor(organisation_id), { after });
      log.info({ organisation_id, masked }, 'transcripts masked again');
    },

    async index({ organisation_id, after }) {
      const indexed = await indexAnew(actingFor(organisation_id), { after });
      log.info({ organisation_id, indexed }, 'transcripts indexed again');
    },

    async measure({ organisation_id, after }) {
      const measured = await measureAnew(actingFor(organisation_id), { after });
      log.info({ organisation_id, measured }, 'transcripts measured anew');
    },
  };
}

async function copied(
  { fileOf, ffmpeg, path }: CopierParts,
  organisation: string,
  work: Pick<CopyWork, 'sha256' | 'file_name' | 'muted'> & { target: string; signal: AbortSignal },
): Promise<{ mime: string }> {
  const { muted, target, signal, file_name: name } = work;
  const file = await fileOf(organisation, work.sha256);
  try {
    return await copyRecording({ file: file.path, name, target, muted, ffmpeg, path, signal });
  } finally {
    await file.release();
  }
}

/** Under a name of this attempt: a worker thought dead that still writes to its own disturbs nobody. */
async function keep(
  blobs: BlobStore,
  organisation: string,
  copy: string,
  attempt: number,
  path: string,
): Promise<{ sha256: string; size: number }> {
  const name = (n: number): string => `${copy}${String(n).padStart(4, '0')}`;
  if (attempt > 1) await blobs.discard(name(attempt - 1));
  await blobs.discard(name(attempt));
  const { size } = await stat(path);
  for (let offset = 0; offset < size; ) {
    const piece = await bytesOf(path, offset, Math.min(size, offset + blobs.pieceBytes));
    const { received, appended } = await blobs.append(name(attempt), offset, piece, piece.byteLength);
    if (!appended) throw new Error(`${copy} is being written by somebody else`);
    offset = received;
  }
  const stored = await blobs.finish(organisation, name(attempt));
  await blobs.discard(name(attempt));
  return stored;
}

async function bytesOf(path: string, start: number, end: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { start, end: end - 1 })) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
