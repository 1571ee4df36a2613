import { join } from 'node:path';
import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

/** How long what is waited for may take: a machine that tests may be a slow one, and busy. */
const PATIENT = { poll: { timeout: 30_000 } };

// One project for each kind of test, so that whoever runs the rules alone waits for no database.
export default defineConfig({
  test: {
    pool: 'forks',
    // Twice the cores of a small machine: much of what is tested waits for processes.
    maxWorkers: 4,
    // A file's modules are loaded once for all files of a process: no test counts on finding them fresh.
    isolate: false,
    projects: [
      {
        test: {
          name: 'rules',
          expect: PATIENT,
          include: [
            'test/architecture.test.ts',
            'test/words.test.ts',
            'test/scorecards/**/*.test.ts',
            'test/transcription/**/*.test.ts',
          ],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'database',
          expect: PATIENT,
          include: ['test/db/**/*.test.ts', 'test/api/**/*.test.ts', 'test/processes/**/*.test.ts'],
          globalSetup: ['test/support/programs.ts', 'test/support/postgres.ts'],
          // openapi-typescript needs the compiler as a library, which TypeScript 7 is not.
          alias: { typescript: join(import.meta.dirname, 'test/support/typescript.ts') },
          server: { deps: { inline: ['openapi-typescript'] } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        plugins: [solid()],
        test: {
          name: 'web',
          expect: PATIENT,
          include: ['test/web/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['test/support/web.ts'],
          // One copy of Solid for the page and its parts.
          server: { deps: { inline: [/solid/, /@kobalte/] } },
          testTimeout: 120_000,
        },
      },
      {
        // Real browser, real server, real model: two at a time.
        test: {
          name: 'journeys',
          expect: PATIENT,
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/support/postgres.ts', 'test/support/demonstration.ts', 'test/support/browser.ts'],
          maxWorkers: 3,
          maxConcurrency: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 300_000,
          hookTimeout: 150_000,
        },
      },
    ],
  },
});
