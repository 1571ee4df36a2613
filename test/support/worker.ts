// The transcription worker as the product starts it, with a data folder of its own.
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { localBlobs } from '../../db/blobs/local.ts';
import type { BlobStore } from '../../db/blobs.ts';
import type { Ctx } from '../../db/context.ts';
import { newId } from '../../db/id.ts';
import { queueTranscription } from '../../db/transcripts.ts';
import type { TestDatabase } from './database.ts';
import { ended } from './embedded.ts';
import { insertInteraction } from './organisation.ts';

const entry = resolve(import.meta.dirname, '../../transcription/worker.ts');

/** A data folder that goes away with the test. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attune-worker-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type Worker = { process: ChildProcess; said: () => string };

/** Resolves when it takes jobs; killed after the test whatever happens in it. */
export function startWorker(
  database: Pick<TestDatabase, 'env'>,
  data: string,
  models: string | null,
  more: Record<string, string> = {},
): Promise<Worker> {
  const { ATTUNE_MODELS: _, ...inherited } = process.env;
  // No hub answers at this address: what is not in the models folder is not to be had.
  const env = {
    ...inherited,
    ...database.env,
    ATTUNE_DATA: data,
    ATTUNE_HUB: 'http://127.0.0.1:9',
    ...more,
    ...(models ? { ATTUNE_MODELS: models } : {}),
  };
  const child = fork(entry, [], { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
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
