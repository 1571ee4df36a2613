// Temporary folders in the system's location. Their names identify the owning process, so that what a killed process
// left, possibly someone's voice, is removed by the next.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

const NAMED = /^attune-(?:recording|tape|copy)-(\d+)-\w+$/;
/** Containers that share a place number their processes alike: what someone wrote in lately stays. */
const RECENT_MS = 10 * 60_000;

/** @param place the system's folder for temporary files */
export const openTemporary = (place: string, what: 'recording' | 'pcm' | 'copy'): Promise<string> =>
  mkdtemp(join(place, `attune-${what}-${process.pid}-`));

/** Removes what processes left that run no more. @returns how many folders */
export async function sweepTemporary(place: string, now: Date): Promise<number> {
  let removed = 0;
  for (const name of await readdir(place)) {
    const owner = NAMED.exec(name)?.[1];
    if (owner === undefined || runs(Number(owner))) continue;
    const path = join(place, name);
    const touched = await lastTouched(path);
    if (touched === null || now.getTime() - touched < RECENT_MS) continue;
    await rm(path, { recursive: true, force: true });
    removed++;
  }
  return removed;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Someone else's process.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When the folder or a file in it was last written, ms; null when it is gone. */
async function lastTouched(path: string): Promise<number | null> {
  try {
    const files = await readdir(path);
    const stats = await Promise.all([path, ...files.map((file) => join(path, file))].map((one) => stat(one)));
    return Math.max(...stats.map(({ mtimeMs }) => mtimeMs));
  } catch {
    return null;
  }
}
