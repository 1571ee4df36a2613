import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costsOf } from '../../../scorecards/scorecard/cost.ts';
import type { Criterion, Scorecard, Section } from '../../../scorecards/scorecard/definition.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { score } from '../../../scorecards/scorecard/score.ts';
import { fullAnswer, worstAnswer } from '../../../scorecards/scorecard/worth.ts';
import { answersOf, scorecardAndAnswers } from '../given.ts';

/** The scorecard without conditions, all of it met, and the same with one answer the worst. */
function scored(scorecard: Scorecard, id: string): { full: number; worst: number } {
  const open = structuredClone(scorecard);
  const criteria = open.sections.flatMap((section): Criterion[] => section.criteria);
  for (const one of criteria) one.shown_when = null;
  const full = Object.fromEntries(criteria.map((one) => [one.id, fullAnswer(one.scale)]));
  const worst = { ...full, [id]: worstAnswer(criteria.find((one) => one.id === id)!.scale) };
  return {
    full: score(open, answersOf(full)).final_bp ?? 0,
    worst: score(open, answersOf(worst)).final_bp ?? 0,
  };
}

function* placed(scorecard: Scorecard): Generator<[Section, Criterion]> {
  for (const section of scorecard.sections) for (const criterion of section.criteria) yield [section, criterion];
}

describe('an answer costs what the formula takes for it', () => {
  it.each(LIBRARY.map((one) => [one.id, one] as const))('in %s', (_, scorecard) => {
    const costs = costsOf(scorecard);
    const unit = scorecard.method === 'base' ? 10_000 / scorecard.base_points : 1;
    for (const [section, criterion] of placed(scorecard)) {
      if (section.kind === 'bonus') continue;
      const { full, worst } = scored(scorecard, criterion.id);
      const cost = costs.answer(section, criterion, worstAnswer(criterion.scale))!;
      expect(Math.abs(cost * unit - (full - worst)), criterion.id).toBeLessThanOrEqual(1);
    }
  });

  it('in any scorecard', () => {
    fc.assert(
      fc.property(scorecardAndAnswers, ({ scorecard }) => {
        const costs = costsOf(scorecard);
        for (const [section, criterion] of placed(scorecard)) {
          const { full, worst } = scored(scorecard, criterion.id);
          const cost = costs.answer(section, criterion, worstAnswer(criterion.scale)) ?? 0;
          expect(Math.abs(cost - (full - worst))).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});
