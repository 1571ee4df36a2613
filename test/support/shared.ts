// Suites that need the shared calls, speech and models. Where ATTUNE_SHARED is set and names nothing they fail; where it
// is not set and nothing is there they are skipped, and test/support/reminder.ts says so at the end of the run.
import { resolve } from 'node:path';
import { describe, it } from 'vitest';
import { sharedFolder } from './shared-folder.ts';

/** Absolute path of a file in the shared folder. */
export const sharedPath = (...parts: string[]): string => resolve(sharedFolder.path, ...parts);

/** A suite that needs the shared folder. */
export function describeShared(name: string, suite: () => void): void {
  if (sharedFolder.there) describe(name, suite);
  else if (process.env.ATTUNE_SHARED) {
    it(`${name}: needs ${sharedFolder.path}`, () => {
      throw new Error(`ATTUNE_SHARED names ${sharedFolder.path}, which is not there`);
    });
  } else describe.skip(`${name} (SKIPPED: no ${sharedFolder.path})`, suite);
}
