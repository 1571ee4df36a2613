// The secret that signs session cookies. Where none is given it is made at the first start and kept beside the data,
// readable by nobody else, so that a restart signs nobody out.
import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The kept secret of a data folder, made when there is none. Two processes starting at once get the same one. */
export function keptSecret(folder: string): string {
  const path = join(folder, 'secret');
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
