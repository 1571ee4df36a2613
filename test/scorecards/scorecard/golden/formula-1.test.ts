// Scores that formula 1 wrote, on a scorecard stored before formats were named: they are read as they stand, and the
// formula that scores today comes to the same.
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../scorecards/scorecard/answers.ts';
import type { WeightedScorecard } from '../../../../scorecards/scorecard/definition.ts';
import { fromFormat1, ScorecardFormat1 } from '../../../../scorecards/scorecard/format-1.ts';
import { proposes, Score, score, situationOf } from '../../../../scorecards/scorecard/score.ts';
import { answersOf } from '../../given.ts';
import { calculate } from './calculator.ts';
import { cardFrom, outcomeOf } from './card.ts';
import golden from './formula-1.json' with { type: 'json' };

const stored = fromFormat1(ScorecardFormat1.parse(golden.scorecard));
const FIRST = golden.cases[0]!.stored;

describe('a score by formula 1', () => {
  it.each(golden.cases.map((one) => [one.shows, one] as const))('%s', (_, one) => {
    const scorecard = { ...stored, ...('with' in one ? (one.with as Partial<WeightedScorecard>) : {}) };
    const answers = one.answers as Record<string, Answer['value']>;
    const read = Score.parse(one.stored);
    expect(read).toEqual(one.stored);
    const { formula, situation, failed, ...today } = score(scorecard, answersOf(answers));
    expect({ formula, situation, failed }).toEqual({ formula: 'weighted-2', situation: situationOf(read), failed: [] });
    expect({
      ...today,
      formula: '1',
      applicable_weight: today.applicable_weight_bp / 10_000,
      sections: today.sections.map(({ id, score_bp, applicable_weight_bp, below_threshold }) => {
        return { id, score_bp, below_threshold, applicable_weight: applicable_weight_bp / 10_000 };
      }),
    }).toEqual({ ...one.stored, applicable_weight_bp: today.applicable_weight_bp });
    const outcome = outcomeOf(score(scorecard, answersOf(answers)));
    expect(calculate({ card: cardFrom(scorecard), answers })).toEqual(outcome);
    expect(read.sections.filter(proposes).map(({ id }) => id)).toEqual(outcome.proposes);
  });

  it('is not read by another formula’s schema', () => {
    for (const formula of ['2', 'weighted-2', 'base-1', undefined]) {
      expect(Score.safeParse({ ...FIRST, formula }).success, formula).toBe(false);
    }
  });

  it.each([
    ['a score beyond the whole', { score_bp: 10_001 }],
    ['a score below 0', { final_bp: -1 }],
    ['half a basis point', { score_bp: 0.5 }],
    ['a weight below 0', { applicable_weight: -1 }],
    ['an accuracy between', { accuracy: { customer: 0.5, business: 1, compliance: 1 } }],
    ['a state that is none', { criteria: [{ ...FIRST.criteria[0]!, state: 'skipped' }] }],
  ])('%s is damage', (_, damage) => {
    expect(Score.safeParse({ ...FIRST, ...damage }).success).toBe(false);
  });
});
