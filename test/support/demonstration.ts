// The demonstration centre for journeys: filled in once for a run, by the first that wants it, and copied for each.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, vi } from 'vitest';
import type { TestProject } from 'vitest/node';
import { type Centre, startCentre } from './centre.ts';

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

/** Starts a demonstration centre of its own. Without a worker what its pages tell stays the same. */
export async function startDemonstration(workers: 0 | 1 = 0): Promise<Centre> {
  const data = mkdtempSync(join(tmpdir(), 'attune-journey-'));
  cpSync(await filledIn(), data, { recursive: true });
  const centre = await startOn(data, workers);
  return {
    ...centre,
    stop: async () => {
      await centre.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

const startOn = (data: string, workers: number): Promise<Centre> =>
  startCentre({ databaseUrl: null, arguments: [], data, env: { ATTUNE_WORKERS: String(workers) } });

/** @returns the data folder of a demonstration centre that was stopped */
async function filledIn(): Promise<string> {
  const folder = inject('madeOnce');
  const made = join(folder, 'demonstration');
  try {
    mkdirSync(join(folder, 'begun'));
  } catch {
    // Another file is making it, or has made it.
    await vi.waitFor(() => expect(existsSync(made)).toBe(true), { timeout: 240_000, interval: 100 });
    return made;
  }
  const making = join(folder, 'making');
  const centre = await startOn(making, 0);
  await centre.stop();
  renameSync(making, made);
  return made;
}
