// What an answer costs: how far it alone lowers the final score of a review in which every criterion applies and all else is
// fully met, bonus left aside. Weights, worths and policy meet in it, so it says of a changed scorecard what the change does.
import { type Fraction, minus, plus, times, ZERO } from '../statistics/fraction.ts';
import { type Answer, type Answers, UNANSWERED } from './answers.ts';
import { NOWHERE } from './conditions.ts';
import {
  type BaseScorecard,
  type Criterion,
  criteriaOf,
  type Scorecard,
  type Section,
  type WeightedScorecard,
} from './definition.ts';
import { basisPoints } from './standing.ts';
import { weightShares } from './weighted.ts';
import { fullAnswer, pointsOf, read } from './worth.ts';

type Value = NonNullable<Answer['value']>;

/**
 * Costs in `unit`s: basis points of the score (weighted), or points (base score). null: nothing can be said, because the
 * answer is none of the scale's, or a draft has no weights yet.
 */
export type Costs = {
  unit: 'score' | 'points';
  /** What this answer costs; of a bonus, 0. */
  answer: (section: Section, criterion: Criterion, value: Value | null) => number | null;
  /** What a section costs in which nothing is met. */
  section: (section: Section) => number | null;
};

/** One pass over the scorecard; each question after it takes no longer than its section is. */
export const costsOf = (scorecard: Scorecard): Costs =>
  scorecard.method === 'base' ? baseCosts(scorecard) : weightedCosts(scorecard);

/** The share of its criterion's weight that an answer is worth. */
const shareOf = (criterion: Criterion, value: Value | null): Fraction | null => {
  const reading = value === null ? null : read(criterion, { ...UNANSWERED, value });
  return reading?.state === 'answered' ? reading.share : null;
};

function weightedCosts(scorecard: WeightedScorecard): Costs {
  const shares = weightShares(askingAll(scorecard), fullAnswers(scorecard), NOWHERE);
  const fullOf = (criterion: Criterion): Fraction => {
    const full = shareOf(criterion, fullAnswer(criterion.scale)) ?? ZERO;
    const share = shares.get(criterion.id) ?? ZERO;
    // Of one denominator as long as can be: the sums below stay short.
    return full.top === full.over ? share : times(share, full);
  };
  const sums = scorecard.sections.map(({ criteria }) => total(criteria.map(fullOf)));
  const whole = total(sums);
  const sumOf = (section: Section): Fraction => sums[(scorecard.sections as Section[]).indexOf(section)] ?? ZERO;
  const said = (cost: Fraction): number | null => (whole.top === 0n ? null : basisPoints(cost));
  return {
    unit: 'score',
    answer: (section, criterion, value) => {
      const share = shareOf(criterion, value);
      if (share === null || value === null) return null;
      const fails = failsWith(criterion, value);
      const zeroed = criterion.critical !== null && share.top === 0n && scorecard.critical_policy === 'zero';
      if (fails === 'scorecard' || zeroed) return said(whole);
      if (fails === 'section') return said(sumOf(section));
      return said(minus(fullOf(criterion), times(shares.get(criterion.id) ?? ZERO, share)));
    },
    section: (section) => said(sumOf(section)),
  };
}

function baseCosts({ base_points, critical_policy }: BaseScorecard): Costs {
  return {
    unit: 'points',
    answer: (section, criterion, value) => {
      const share = shareOf(criterion, value);
      if (share === null) return null;
      const missed = share.top === 0n;
      const zeroed = section.kind === 'veto' || (criterion.critical !== null && critical_policy === 'zero');
      if (missed && zeroed) return base_points;
      const { scale } = criterion;
      if (section.kind !== 'deduct' || scale.type !== 'count') return 0;
      return Math.min(section.points, base_points, pointsOf(scale, Number(value)));
    },
    section: (section) => (section.kind === 'deduct' ? Math.min(section.points, base_points) : 0),
  };
}

const total = (some: readonly Fraction[]): Fraction => some.reduce(plus, ZERO);

const failsWith = ({ scale }: Criterion, value: Value) =>
  scale.type === 'choice' ? (scale.options.find(({ key }) => key === value)?.fails ?? null) : null;

const fullAnswers = (scorecard: Scorecard): Answers =>
  Object.fromEntries(criteriaOf(scorecard).map(({ id, scale }) => [id, { ...UNANSWERED, value: fullAnswer(scale) }]));

/** The same without conditions. */
const askingAll = (scorecard: WeightedScorecard): WeightedScorecard => ({
  ...scorecard,
  sections: scorecard.sections.map((section) => ({
    ...section,
    criteria: section.criteria.map((criterion) => ({ ...criterion, shown_when: null })),
  })),
});
