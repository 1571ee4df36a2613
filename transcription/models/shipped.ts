// The models included in the folder models/. They are large files that came by git, copy or archive, and a graph with a
// few wrong bytes does not fail but produces nonsense, so their checksums are verified before they are opened, once per
// process, which takes a fraction of a second.

import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { Refusal } from '../failure/refusal.ts';

/** The bundle in dist/server lies as deep below the root as this file. */
export const SHIPPED = resolve(import.meta.dirname, '../../models');

/** One line a file: its SHA-256, two spaces, its path. As sha256sum writes and reads it. */
const SUMS = 'SHA256SUMS';

const checks = new Map<string, Promise<void>>();

/**
 * Compares files of ours with their checksums. Of a path outside the folder nothing is known, and nothing said.
 * @param path a file of the folder, or a folder in it with all that is listed below it
 * @param folder of the models, with their checksums
 * @throws Refusal `shipped-model-damaged`: a file is missing or differs; checked again the next time
 */
export async function checkShipped(path: string, folder = SHIPPED): Promise<void> {
  const part = relative(folder, path).replaceAll('\\', '/');
  if (part.startsWith('..') || isAbsolute(part)) return;
  const check = checks.get(path) ?? checkFiles(folder, part);
  checks.set(path, check);
  try {
    await check;
  } catch (error) {
    checks.delete(path);
    throw error;
  }
}

async function checkFiles(folder: string, part: string): Promise<void> {
  const sums = await readFile(join(folder, SUMS), 'utf8').catch(() => '');
  const listed = [...sums.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, sum = '', name = '']) => ({ sum, name }));
  const own = listed.filter(({ name }) => name === part || name.startsWith(`${part}/`));
  if (own.length === 0) throw new Refusal('shipped-model-damaged', `${join(folder, SUMS)} does not list ${part}`);
  for (const { sum, name } of own) {
    const file = join(folder, name);
    if (!existsSync(file)) throw new Refusal('shipped-model-damaged', `${file} is missing`);
    if ((await sumOf(file)) !== sum) throw new Refusal('shipped-model-damaged', `${file} does not have its checksum`);
  }
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(bytes as Buffer);
  return hash.digest('hex');
}
