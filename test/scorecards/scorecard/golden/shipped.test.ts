// The examples that come with the shipped scorecards: ratings, and what they must come to, worked out apart from this
// program. They hold the calculator too, so that what it gives for the other examples can be trusted.
import { describe, expect, it } from 'vitest';
import source from '../../../../scorecards/library/scorecards.json' with { type: 'json' };
import first from '../../../../scorecards/library/scorecards-v1.json' with { type: 'json' };
import type { Answer } from '../../../../scorecards/scorecard/answers.ts';
import { type BaseScorecard, criteriaOf, type WeightedScorecard } from '../../../../scorecards/scorecard/definition.ts';
import { LIBRARY } from '../../../../scorecards/scorecard/library.ts';
import { LIBRARY_1 } from '../../../../scorecards/scorecard/library-1.ts';
import { proposes, score } from '../../../../scorecards/scorecard/score.ts';
import { answersOf } from '../../given.ts';
import { calculate } from './calculator.ts';
import { cardFrom, outcomeOf } from './card.ts';

type Ratings = Record<string, Answer['value'] | undefined>;
/** What the file says of a weighted card. */
type Expected = {
  section_scores: Record<string, number | null>;
  applicable_weight: number;
  earned: number;
  quality_score: number | null;
  critical_errors: string[][];
  defective: boolean;
  score_if_any_critical_zeroes: number | null;
  accuracy: object;
  hidden?: string[];
  score_bp?: number;
  final_bp?: number;
  section_bp?: Record<string, number | null>;
  below_threshold?: string[];
  proposes?: string[];
};
/** And of a base score. */
type ExpectedOfBase = {
  sections: Record<string, { lost?: number; gained?: number; score_bp: number | null }>;
  lost: number;
  bonus: number;
  points: number;
  score_bp: number;
  final_bp: number;
  critical_errors: string[][];
  defective: boolean;
  accuracy: object;
  below_threshold: string[];
  proposes: string[];
};

const given = (ratings: Ratings) => ratings as Record<string, Answer['value']>;
const percent = (bp: number | null) => (bp === null ? null : bp / 100);
const near = (found: number | null, wanted: number | null): void => {
  if (wanted === null || found === null) expect(found).toBe(wanted);
  else expect(Math.abs(found - wanted)).toBeLessThanOrEqual(0.005001);
};

function holdWeighted(card: WeightedScorecard, ratings: Ratings, expected: Expected): void {
  const result = score(card, answersOf(ratings));
  expect(calculate({ card: cardFrom(card), answers: given(ratings) })).toEqual(outcomeOf(result));
  near(percent(result.score_bp), expected.quality_score);
  expect(result.final_bp).toBe(result.score_bp);
  const zeroing = score({ ...card, critical_policy: 'zero' }, answersOf(ratings));
  near(percent(zeroing.final_bp), expected.score_if_any_critical_zeroes);
  expect(result.applicable_weight_bp / 10_000).toBe(expected.applicable_weight);
  expect(result.earned / 10_000).toBe(expected.earned);
  expect(result.defective).toBe(expected.defective);
  expect(result.accuracy).toEqual(expected.accuracy);
  expect(result.critical_errors.map((error) => [error.criterion, error.class])).toEqual(expected.critical_errors);
  expect(result.sections.map(({ id }) => id)).toEqual(Object.keys(expected.section_scores));
  for (const { id, score_bp } of result.sections) near(percent(score_bp), expected.section_scores[id]!);
  if (expected.score_bp === undefined) return;
  expect([result.score_bp, result.final_bp]).toEqual([expected.score_bp, expected.final_bp]);
  expect(Object.fromEntries(result.sections.map(({ id, score_bp }) => [id, score_bp]))).toEqual(expected.section_bp);
  expect(result.criteria.filter(({ state }) => state === 'hidden').map(({ id }) => id)).toEqual(expected.hidden);
  expect(result.sections.filter((one) => one.below_threshold).map(({ id }) => id)).toEqual(expected.below_threshold);
  expect(result.sections.filter(proposes).map(({ id }) => id)).toEqual(expected.proposes);
}

function holdBase(card: BaseScorecard, ratings: Ratings, expected: ExpectedOfBase): void {
  const result = score(card, answersOf(ratings));
  expect(calculate({ card: cardFrom(card), answers: given(ratings) })).toEqual(outcomeOf(result));
  const { lost, bonus, points, score_bp, final_bp } = result;
  expect({ lost, bonus, points, score_bp, final_bp }).toEqual({
    lost: expected.lost,
    bonus: expected.bonus,
    points: expected.points,
    score_bp: expected.score_bp,
    final_bp: expected.final_bp,
  });
  for (const section of result.sections) {
    const wanted = expected.sections[section.id]!;
    expect(section.score_bp, section.id).toBe(wanted.score_bp);
    if (wanted.lost !== undefined) expect(section.lost, section.id).toBe(wanted.lost);
    if (wanted.gained !== undefined) expect(section.gained, section.id).toBe(wanted.gained);
  }
  expect(result.critical_errors.map((error) => [error.criterion, error.class])).toEqual(expected.critical_errors);
  expect(result.defective).toBe(expected.defective);
  expect(result.accuracy).toEqual(expected.accuracy);
  expect(result.sections.filter((one) => one.below_threshold).map(({ id }) => id)).toEqual(expected.below_threshold);
  expect(result.sections.filter(proposes).map(({ id }) => id)).toEqual(expected.proposes);
}

describe('the examples of version 1', () => {
  it.each(first.scoring_oracles.map((oracle, i) => [`${oracle.card} ${i}`, oracle] as const))('%s', (_, oracle) => {
    const card = LIBRARY_1.find(({ id }) => id === oracle.card)!;
    holdWeighted(card, oracle.ratings as Ratings, oracle.expected as unknown as Expected);
  });
});

describe('the examples of version 2', () => {
  it.each(source.scoring_oracles.map((oracle, i) => [`${oracle.card} ${i}: ${oracle.shows}`, oracle] as const))(
    '%s',
    (_, oracle) => {
      const card = LIBRARY.find(({ id }) => id === oracle.card)!;
      const expected: unknown = oracle.expected;
      if (card.method === 'base') holdBase(card, oracle.ratings as Ratings, expected as ExpectedOfBase);
      else holdWeighted(card, oracle.ratings as Ratings, expected as Expected);
    },
  );

  it('are of every card, and rate every criterion that is asked', () => {
    expect(new Set(source.scoring_oracles.map(({ card }) => card))).toEqual(new Set(LIBRARY.map(({ id }) => id)));
    expect(source.scoring_oracles).toHaveLength(48);
    for (const { card, ratings } of source.scoring_oracles) {
      const known = new Set(criteriaOf(LIBRARY.find(({ id }) => id === card)!).map(({ id }) => id));
      for (const id of Object.keys(ratings)) expect(known, `${card} ${id}`).toContain(id);
    }
  });
});
