import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/scorecards/**/*.test.ts'], isolate: false, testTimeout: 120_000 },
});
