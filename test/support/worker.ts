// The transcription worker as the product starts it, with a data folder of its own.
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import type { BlobStore } from '../../db/blobs/blobs.ts';
import { localBlobs } from '../../db/blobs/local.ts';
import type { Ctx } from '../../db/database/context.ts';
import { newId } from '../../db/database/id.ts';
import { transcript, transcription, transcription_checkpoint } from '../../db/schema/tables.ts';
import { queueTranscription } from '../../db/transcripts/transcripts.ts';
import type { TestDatabase } from './database.ts';
import { ended } from './embedded.ts';
import { freshOrganisation, insertInteraction } from './organisation.ts';
import { program } from './programs.ts';

/** A data folder that goes away with the test. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attune-worker-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type Worker = { process: ChildProcess; said: () => string };

/** Resolves when it takes jobs, with the model of the repository; killed after the test whatever happens in it. */
export function startWorker(
  database: Pick<TestDatabase, 'env'>,
  data: string,
  more: Record<string, string> = {},
): Promise<Worker> {
  // No hub answers at this address: other models are not to be had.
  const hub = { ATTUNE_HUB: 'http://127.0.0.1:9' };
  // Several at once on a small machine: threads that wait for each other would take the time of the rest.
  const thrifty = { ATTUNE_THREADS: '1' };
  const env = { ...process.env, ...database.env, ATTUNE_MODELS: '', ATTUNE_DATA: data, ...hub, ...thrifty, ...more };
  const child = fork(program('worker'), [], { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
  onTestFinished(() => ended(child, 'SIGKILL'));
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((done, failed) => {
    child.once('message', () => done({ process: child, said: () => said }));
    child.once('exit', (code) => failed(new Error(`The worker ended with ${code}: ${said}`)));
  });
}

/** A recording that has come in and waits for its words. */
export async function bringRecording(
  agent: Ctx,
  data: string,
  file: string,
  row: { language?: string; agent_channel?: 'left' | 'right' } = {},
  blobs: BlobStore = localBlobs(join(data, 'files')),
): Promise<string> {
  const upload = newId('upl');
  const bytes = readFileSync(file);
  await blobs.append(upload, 0, bytes, bytes.byteLength);
  const { sha256 } = await blobs.finish(agent.actor.organisation, upload);
  await blobs.discard(upload);
  const id = await insertInteraction(agent, { channel: 'voice', file_name: file, content_sha256: sha256, ...row });
  await agent.db.transaction((tx) => queueTranscription(tx, agent, id));
  return id;
}

/** A machine that is busy with other tests takes its time; on an idle one each is done in seconds. */
export const SOON_MS = 120_000;
export const TEST_MS = 300_000;

type Rows = Pick<TestDatabase, 'db'>;

export async function centre(database: Rows) {
  const people = await freshOrganisation(database.db);
  return { id: people.id, people, data: dataFolder() };
}

export async function rowOf(database: Rows, id: string) {
  const [row] = await database.db.select().from(transcription).where(eq(transcription.interaction_id, id));
  if (!row) throw new Error('No such recording');
  return row;
}

export async function revisionsOf(database: Rows, id: string): Promise<number[]> {
  const rows = await database.db
    .select({ n: transcript.revision })
    .from(transcript)
    .where(eq(transcript.interaction_id, id));
  return rows.map((row) => row.n);
}

export async function checkpointsLeft(database: Rows, id: string): Promise<number> {
  return await database.db.$count(transcription_checkpoint, eq(transcription_checkpoint.interaction_id, id));
}

/** Numbers of a process's own children, from the system. */
export function childrenOf(pid: number | undefined): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

export function runs(pid: number): boolean {
  try {
    // A process that has ended and not been collected still has its number.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
