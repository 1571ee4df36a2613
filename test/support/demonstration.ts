// The demonstration centre for journeys: filled in once for a run, by the first that wants it, and copied for each. On
// PostgreSQL where there is one, which takes a third less of the processor than the embedded database.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, vi } from 'vitest';
import type { TestProject } from 'vitest/node';
import { type Centre, startCentre } from './centre.ts';
import { newPostgres } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's folder, for what is made once. */
    madeOnce: string;
  }
}

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'attune-made-once-'));
  project.provide('madeOnce', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Filled in, and stopped: its data folder, and its database's name, null for the embedded one within the folder. */
type FilledIn = { folder: string; database: string | null };

/** `killed`: ends its server without a word; `again`: starts it at the same address on what it left. */
type Demonstration = Centre & { killed: () => Promise<void>; again: () => Promise<void> };

/** Starts a demonstration centre of its own. Without a worker what its pages tell stays the same. */
export async function startDemonstration(workers: 0 | 1 = 0): Promise<Demonstration> {
  const made = await filledIn();
  const data = mkdtempSync(join(tmpdir(), 'attune-journey-'));
  cpSync(made.folder, data, { recursive: true });
  const copy = made.database === null ? null : await newPostgres(made.database);
  const databaseUrl = copy?.url ?? null;
  let running = await startOn(data, workers, databaseUrl);
  const { url } = running;
  return {
    ...running,
    killed: async () => {
      const ended = new Promise((done) => running.process.once('exit', done));
      running.process.kill('SIGKILL');
      await ended;
    },
    again: async () => {
      running = await startOn(data, workers, databaseUrl, Number(new URL(url).port));
    },
    stop: async () => {
      await running.stop();
      await copy?.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

const startOn = (data: string, workers: number, databaseUrl: string | null, port?: number): Promise<Centre> =>
  startCentre({ databaseUrl, arguments: ['--demo'], data, port, env: { ATTUNE_WORKERS: String(workers) } });

async function filledIn(): Promise<FilledIn> {
  const folder = inject('madeOnce');
  const made = join(folder, 'made.json');
  try {
    mkdirSync(join(folder, 'begun'));
  } catch {
    // Another file is making it, or has made it.
    await vi.waitFor(() => expect(existsSync(made)).toBe(true), { timeout: 240_000, interval: 100 });
    return JSON.parse(readFileSync(made, 'utf8'));
  }
  // It goes away with the server it is on.
  const database = inject('postgres') === null ? null : await newPostgres(null);
  const data = join(folder, 'demonstration');
  const centre = await startOn(data, 0, database?.url ?? null);
  await centre.stop();
  const filled: FilledIn = { folder: data, database: database && new URL(database.url).pathname.slice(1) };
  writeFileSync(join(folder, 'making.json'), JSON.stringify(filled));
  renameSync(join(folder, 'making.json'), made);
  return filled;
}
