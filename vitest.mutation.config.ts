// What `npm run test:mutation` runs against each changed program: the rules of scorecards/, which need nothing but
// themselves. Not the laws of scores: they draw their cases, and would find a change today and miss it tomorrow. Nor what counts
// steps: a program that is made ready to be changed takes more of them.
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A change of what stands outside functions may be found by any test: most of it is on the pages of these. */
const PAGES = /problems\/as-read|scorecards\/schemas|interactions\/value-words|samples\/eligible/;
class PagesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(PAGES.test(b.moduleId)) - Number(PAGES.test(a.moduleId)));
  }
}

export default defineConfig({
  test: {
    include: ['test/scorecards/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/scorecards/scorecard/laws.test.ts', '**/*effort.test.ts'],
    isolate: false,
    sequence: { sequencer: PagesFirst },
    testTimeout: 120_000,
  },
});
