import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missing, startingAnswers } from '../../../scorecards/scorecard/completeness.ts';
import { explain, otherwise } from '../../../scorecards/scorecard/explain.ts';
import { score } from '../../../scorecards/scorecard/score.ts';
import { answer, answersOf, baseScorecardOf, bonus, counted, criterion, deduct, veto } from '../given.ts';

const scorecard = baseScorecardOf([
  deduct('D', 60, counted('cold', 5, 15), counted('late', 10, 60, { comment: 'required-below-full' })),
  deduct('E', 40, counted('wrong', 20, 40)),
  bonus('B', counted('kind', 3, 9)),
  veto('V', criterion('leak', { weight: 0, critical: 'compliance', not_applicable: 'allowed' })),
]);

describe('a base score', () => {
  it('starts at its base, with the answers it starts with', () => {
    expect(startingAnswers(scorecard)).toEqual({
      cold: answer(0),
      late: answer(0),
      wrong: answer(0),
      kind: answer(0),
    });
    expect(score(scorecard, startingAnswers(scorecard))).toMatchObject({
      score_bp: 10_000,
      lost: 0,
      bonus: 0,
      points: 100,
    });
    expect(score(scorecard, {})).toMatchObject({ score_bp: 10_000, answered: 0, asked: 5 });
  });

  it('takes off for each time, no more than an item’s cap and a section’s points', () => {
    const result = score(scorecard, answersOf({ cold: 7, late: 6, wrong: 1, kind: 0, leak: 'yes' }));
    expect(result).toMatchObject({ lost: 80, points: 20, score_bp: 2000, final_bp: 2000 });
    expect(result.criteria.map(({ lost }) => lost)).toEqual([15, 60, 20, 0, 0]);
    expect(result.sections.map(({ lost, score_bp }) => [lost, score_bp])).toEqual([
      [60, 0],
      [20, 5000],
      [0, null],
      [0, null],
    ]);
  });

  it('adds bonus up to its cap, and never lifts the whole above the base', () => {
    expect(score(scorecard, answersOf({ wrong: 1, kind: 3 }))).toMatchObject({ bonus: 5, points: 85 });
    expect(score(scorecard, answersOf({ kind: 3 }))).toMatchObject({ bonus: 5, points: 100, score_bp: 10_000 });
  });

  it('is 0 with a failed veto, and leaves the score before it visible', () => {
    const result = score(scorecard, answersOf({ cold: 1, leak: 'no' }));
    expect(result).toMatchObject({ score_bp: 9500, final_bp: 0, vetoes: ['leak'], defective: true });
    expect(result.critical_errors).toEqual([{ criterion: 'leak', class: 'compliance' }]);
    // Whatever the policy: a veto is one.
    expect(score({ ...scorecard, critical_policy: 'report' }, answersOf({ leak: 'no' })).final_bp).toBe(0);
    expect(score(scorecard, answersOf({ leak: 'na' }))).toMatchObject({ final_bp: 10_000, vetoes: [] });
  });

  it('wants a comment whenever something happened', () => {
    const given = { ...startingAnswers(scorecard), leak: answer('yes') };
    expect(missing(scorecard, given)).toEqual([]);
    expect(missing(scorecard, { ...given, late: answer(1) })).toEqual([{ criterion: 'late', missing: 'comment' }]);
  });

  it('takes no half times, none below 0 and none beyond counting', () => {
    for (const value of [-1, 0.5, 1000, '2', ['x']]) {
      expect(score(scorecard, answersOf({ cold: value })).criteria[0]).toMatchObject({ state: 'unanswered', lost: 0 });
    }
  });

  it('tells what each count would give, and what is best', () => {
    const given = answersOf({ cold: 2, late: 0, wrong: 0, kind: 0, leak: 'yes' });
    expect(otherwise(scorecard, given, 'cold').map(({ value, score_bp }) => [value, score_bp])).toEqual([
      [0, 10_000],
      [1, 9500],
      [2, 9000],
      [3, 8500],
    ]);
    const [cold, , , kind] = explain(scorecard, given);
    expect(cold).toEqual({ criterion: 'cold', weight_share_bp: 1500, if_full_bp: 10_000, if_full_final_bp: 10_000 });
    expect(kind).toMatchObject({ weight_share_bp: 0, if_full_bp: 9500 });
  });

  it('is bounded, falls with every time something happens, and does not mind the order', () => {
    const times = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(times, times, times, times, (cold, late, wrong, kind) => {
        const given = answersOf({ cold, late, wrong, kind, leak: 'yes' });
        const { score_bp } = score(scorecard, given);
        expect(score_bp).toBeGreaterThanOrEqual(0);
        expect(score_bp).toBeLessThanOrEqual(10_000);
        expect(score(scorecard, { ...given, cold: answer(cold + 1) }).score_bp).toBeLessThanOrEqual(score_bp);
        expect(score(scorecard, { ...given, kind: answer(kind + 1) }).score_bp).toBeGreaterThanOrEqual(score_bp);
        const turned = { ...scorecard, sections: scorecard.sections.toReversed() };
        expect(score(turned, given).score_bp).toBe(score_bp);
        // Worked out another way: section by section from what each has.
        const left =
          Math.max(0, 60 - Math.min(15, 5 * cold) - Math.min(60, 10 * late)) +
          Math.max(0, 40 - Math.min(40, 20 * wrong));
        expect(score_bp).toBe(100 * Math.min(100, left + Math.min(5, Math.min(9, 3 * kind))));
      }),
    );
  });

  it('says of every item what it cost or gave, and what is left of it', () => {
    const given = answersOf({ cold: 1, late: 9, kind: 2, leak: 'no' });
    const { criteria, sections } = score(scorecard, given);
    expect(criteria).toEqual([
      { id: 'cold', state: 'answered', value_bp: 6667, weight: 15, lost: 5, gained: 0 },
      { id: 'late', state: 'answered', value_bp: 0, weight: 60, lost: 60, gained: 0 },
      { id: 'wrong', state: 'unanswered', value_bp: null, weight: 40, lost: 0, gained: 0 },
      { id: 'kind', state: 'answered', value_bp: null, weight: 0, lost: 0, gained: 6 },
      { id: 'leak', state: 'answered', value_bp: 0, weight: 0, lost: 0, gained: 0 },
    ]);
    expect(sections.map(({ id, lost, gained }) => [id, lost, gained])).toEqual([
      ['D', 60, 0],
      ['E', 0, 0],
      ['B', 0, 5],
      ['V', 0, 0],
    ]);
  });

  it('takes nothing for a choice in a deduct section, nor gives for one in a bonus section', () => {
    const mixed = baseScorecardOf([
      deduct('D', 100, counted('a', 10, 100), criterion('b', { weight: 0 })),
      bonus('B', counted('c', 50, 100), criterion('d', { weight: 0 })),
    ]);
    const given = answersOf({ a: 1, b: 'no', c: 0, d: 'yes' });
    expect(score(mixed, given)).toMatchObject({ lost: 10, bonus: 0, points: 90 });
    expect(score(mixed, given).criteria[1]).toMatchObject({ value_bp: 0, weight: 0, lost: 0 });
    const explained = explain(mixed, given);
    expect(explained.map(({ weight_share_bp }) => weight_share_bp)).toEqual([10_000, 0, 0, 0]);
    // Twice is as often as it pays.
    expect(explained[2]!.if_full_bp).toBe(9500);
  });
});
