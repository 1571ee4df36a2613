import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

// One project for each kind of test, so that whoever runs the rules alone waits for no database.
export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the cores of a small machine: much of what is tested waits for processes.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'rules',
          include: ['test/architecture.test.ts', 'test/scorecards/**/*.test.ts', 'test/transcription/**/*.test.ts'],
          globalSetup: ['test/support/reminder.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['test/db/**/*.test.ts', 'test/api/**/*.test.ts'],
          globalSetup: ['test/support/postgres.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [solid()],
        test: {
          name: 'web',
          include: ['test/web/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          // One copy of Solid for the page and its parts.
          server: { deps: { inline: [/solid/, /@kobalte/] } },
          testTimeout: 30_000,
        },
      },
      {
        // Real browser, real server, real model: two at a time.
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/support/postgres.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 300_000,
          hookTimeout: 150_000,
        },
      },
    ],
  },
});
