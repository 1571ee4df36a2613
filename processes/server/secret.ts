// Secrets generated at the first start and stored in the data folder, readable only by its owner: the one that signs
// session cookies, so that a restart signs nobody out, and the set-up token for the first administrator.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SHORTEST = 32;

/** A secret stored in a data folder, created if there is none. Two processes starting at once get the same one. */
export function keptSecret(folder: string, name = 'secret'): string {
  const path = join(folder, name);
  // Cut off by a power loss, or made empty by hand: no secret.
  if (existsSync(path) && readFileSync(path, 'utf8').trim().length < SHORTEST) rmSync(path);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  chmodSync(path, 0o600);
  return readFileSync(path, 'utf8').trim();
}
