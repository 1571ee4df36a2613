// Recordings, dialogues and additional models for the benches. They are not part of the repository: ATTUNE_SHARED is
// their folder, by default ../shared beside it. Tests never use them.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../..', process.env.ATTUNE_SHARED ?? '../shared');

/** Absolute path of a file or folder there; where it is missing the bench ends with a sentence. */
export function sharedPath(...parts: string[]): string {
  const path = resolve(folder, ...parts);
  if (existsSync(path)) return path;
  console.error(
    `This bench measures over ${path}, which is not there. Name the folder that holds it in ATTUNE_SHARED.`,
  );
  process.exit(1);
}
