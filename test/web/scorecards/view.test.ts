import { expect, it } from 'vitest';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { sharesOf } from '../../../web/scorecards/view.ts';

it('the shares of a scorecard’s sections make the whole, and a section of gates has none', () => {
  for (const scorecard of LIBRARY) {
    const { sections } = sharesOf(scorecard);
    const total = Object.values(sections).reduce((sum, share) => sum + share, 0);
    expect(Math.abs(total - 10_000)).toBeLessThanOrEqual(scorecard.sections.length);
  }
  expect(sharesOf(LIBRARY.find((scorecard) => scorecard.id === 'VG')!).sections['VG-B']).toBe(0);
});
