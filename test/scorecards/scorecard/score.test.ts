import { describe, expect, it } from 'vitest';
import { answerProblems } from '../../../scorecards/scorecard/completeness.ts';
import { Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { explain } from '../../../scorecards/scorecard/explain.ts';
import { fromFormat1, ScorecardFormat1 } from '../../../scorecards/scorecard/format-1.ts';
import { score } from '../../../scorecards/scorecard/score.ts';
import { rounded } from '../../../scorecards/statistics/fraction.ts';
import { answersOf, choice, criterion, scorecardOf, section } from '../given.ts';
import golden from './golden/formula-1.json' with { type: 'json' };

describe('rounding', () => {
  it('is rounded once to the nearest basis point, halves away from zero', () => {
    expect(rounded({ top: 1n, over: 2n })).toBe(1);
    expect(rounded({ top: 3n, over: 2n })).toBe(2);
    expect(rounded({ top: 149n, over: 100n })).toBe(1);
    const eighths = scorecardOf([
      section(
        'A',
        criterion('a', { scale: choice(10_000, 6250, 0), weight: 1 }),
        criterion('b', { scale: choice(10_000, 0), weight: 1 }),
      ),
    ]);
    expect(score(eighths, answersOf({ a: 'o1', b: 'o1' })).score_bp).toBe(3125);
    const odd = scorecardOf([
      section('A', criterion('a', { scale: choice(10_000, 0), weight: 1 }), criterion('b', { weight: 799 })),
    ]);
    expect(score(odd, answersOf({ a: 'o0', b: 'no' })).score_bp).toBe(13); // 1 ÷ 800 = 12.5 bp
  });
});

describe('explain', () => {
  it('says each criterion’s part of the weight, and the score if it were fully met', () => {
    const scorecard = fromFormat1(ScorecardFormat1.parse(golden.scorecard));
    const answers = answersOf({ greets: 'yes', name: 'part', silence: 4, steps: ['x'], transferred: 'no' });
    const said = Object.fromEntries(explain(scorecard, answers).map((one) => [one.criterion, one]));
    expect(said.greets).toEqual({
      criterion: 'greets',
      weight_share_bp: 2500,
      if_full_bp: 6389,
      if_full_final_bp: 6389,
    });
    expect(said.name).toMatchObject({ weight_share_bp: 1667, if_full_bp: 7222 }); // 86.67 ÷ 120
    expect(said.silence).toMatchObject({ weight_share_bp: 4167, if_full_bp: 8056 }); // 96.67 ÷ 120
    expect(said.transferred).toMatchObject({ weight_share_bp: 0 });
    expect(said.explained).toMatchObject({ weight_share_bp: null, if_full_bp: null });
    expect(said.remark).toMatchObject({ weight_share_bp: null, if_full_bp: null });
  });

  it('weighs what takes over a not-applicable neighbour’s weight accordingly', () => {
    const scorecard = scorecardOf(
      [section('A', criterion('a'), criterion('b', { not_applicable: 'allowed' })), section('B', criterion('c'))],
      { not_applicable: 'stays-in-section' },
    );
    const shares = explain(scorecard, answersOf({ a: 'yes', b: 'na', c: 'no' })).map((one) => one.weight_share_bp);
    expect(shares).toEqual([6667, null, 3333]);
  });
});

it('a criterion may be named as what every object has: without an answer it is unanswered', () => {
  for (const id of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
    const scorecard = scorecardOf([
      section('A', criterion(id), criterion('b', { shown_when: { criterion: id, is: ['yes'] } })),
    ]);
    expect(score(scorecard, {}), id).toMatchObject({ score_bp: null, answered: 0 });
    expect(answerProblems(scorecard, {}), id).toEqual([]);
    expect(score(scorecard, answersOf({ [id]: 'yes', b: 'no' })), id).toMatchObject({ score_bp: 5000, answered: 2 });
  }
  const named = scorecardOf([section('A', criterion('__proto__'))]);
  expect(Scorecard.safeParse(named).success).toBe(false);
});
