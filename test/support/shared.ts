// Real calls, speech and models live beside the checkout (ATTUNE_SHARED, default ../shared from the project's root).
// Where the variable is set the tests need them and fail without; where it is not and they are missing, they are
// skipped and one loud line says so (test/support/loud.ts prints it at the end).
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = resolve(root, process.env.ATTUNE_SHARED ?? '../shared');

export const sharedExists = existsSync(folder);

/** Absolute path of a file in the shared folder. */
export const sharedPath = (...parts: string[]): string => resolve(folder, ...parts);

/** A suite that needs the shared folder. */
export function describeShared(name: string, suite: () => void): void {
  if (sharedExists) describe(name, suite);
  else if (process.env.ATTUNE_SHARED) it(`${name}: needs ${folder}`, () => Promise.reject(new Error(`ATTUNE_SHARED names ${folder}, which is not there`)));
  else describe.skip(`${name} (SKIPPED: no ${folder})`, suite);
}
