// What `npm run test:mutation` runs against each changed program: the rules of scorecards/, which need nothing but
// themselves. Not the laws of scores: they draw their cases, and would find a change today and miss it tomorrow.
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/scorecards/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/scorecards/scorecard/laws.test.ts'],
    isolate: false,
    testTimeout: 120_000,
  },
});
