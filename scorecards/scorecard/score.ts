// The score of an evaluation: 100 × Σ weight·value ÷ Σ weight over the criteria that are asked and apply, never an
// average of section averages. Criteria that do not apply are excluded with their weight or, if the scorecard says so,
// their weight is shared within their section. Nothing is rounded on the way. A critical error is an applicable
// critical criterion worth nothing; it is reported beside the score, or sets it to 0.

import { z } from 'zod';
import { dividedBy, type Fraction, fraction, plus, rounded, times, ZERO } from '../statistics/fraction.ts';
import { type Answers, answerOf, UNANSWERED } from './answers.ts';
import { askedIn } from './conditions.ts';
import { type Criterion, CriticalClass, type Scorecard } from './definition.ts';
import { fullAnswer, read } from './worth.ts';

/** How a criterion stands: only `answered` counts toward the score. */
export const CRITERION_STATES = ['answered', 'not-applicable', 'hidden', 'unanswered'] as const;
export const CriterionState = z
  .enum(CRITERION_STATES)
  .meta({ id: 'CriterionState', description: 'Only what is answered counts toward the score' });
export type CriterionState = z.infer<typeof CriterionState>;

const Bp = z.int().min(0).max(10_000);
const Count = z.int().min(0);
const None = z.literal([0, 1]);

/** What formula 1 tells. Scores in basis points (10 000 = 100 %), rounded once, half away from zero. */
const ScoreByFormula1 = z
  .object({
    formula: z.literal('1').describe('Version of the published formula'),
    score_bp: Bp.nullable().describe('Before any critical policy; null when nothing applied'),
    final_bp: Bp.nullable().describe("After the scorecard's critical policy"),
    applicable_weight: Count,
    earned: Count.describe('Sum of weight and worth, in weight basis points'),
    sections: z.array(
      z.object({
        id: z.string(),
        score_bp: Bp.nullable().describe('null when nothing in it applies or weighs'),
        applicable_weight: Count.describe("Under 'stays-in-section' with the weight of what does not apply"),
        below_threshold: z.boolean(),
      }),
    ),
    criteria: z.array(
      z.object({
        id: z.string(),
        state: CriterionState,
        value_bp: Bp.nullable().describe('null unless answered on a scale that is worth something'),
        weight: Count.describe("The scorecard's own"),
      }),
    ),
    critical_errors: z.array(z.object({ criterion: z.string(), class: CriticalClass })),
    defective: z.boolean(),
    accuracy: z
      .object({ customer: None, business: None, compliance: None })
      .describe('1 without a critical error of the class, else 0'),
    asked: Count.describe('Criteria that want an answer'),
    answered: Count.describe('How many of them have one; not applicable counts as one'),
  })
  .meta({ id: 'ScoreByFormula1' });

/**
 * Every published formula, by what its scores look like. A score is read by the schema of the formula that made it, so
 * a published one is never changed: another formula is added, and {@link FORMULA} names the one that scores today.
 */
const PUBLISHED = [ScoreByFormula1] as const;

export const Score = z.discriminatedUnion('formula', PUBLISHED).meta({ id: 'Score' });
export type Score = z.infer<typeof Score>;
export type CriterionScore = Score['criteria'][number];
export type SectionScore = Score['sections'][number];
export type CriticalError = Score['critical_errors'][number];

/** Version of the formula that scores today; stored with every score. */
export const FORMULA = '1';

/** What a criterion's explanation says. Shares and scores in basis points. */
export type Explanation = {
  criterion: string;
  /** Its part of the total's weight as things stand; null when it does not count (not answered, not asked, words). */
  weight_share_bp: number | null;
  /** The score, before any critical policy, if this criterion were fully met; null when it is not asked or is words. */
  if_full_bp: number | null;
  /** The same after the scorecard's critical policy. */
  if_full_final_bp: number | null;
};

type Read = { criterion: Criterion; state: CriterionState; share: Fraction | null };

/** Whether submitting waits for this criterion. Words may stay empty unless the scorecard wants a comment there. */
export const wantsAnswer = (criterion: Criterion): boolean =>
  criterion.scale.type !== 'text' || criterion.comment === 'required';

/**
 * Scores answers on a scorecard. Answers that do not fit the scorecard count as not given (completeness.ts names them).
 */
export function score(scorecard: Scorecard, answers: Answers): Score {
  const sections = readScorecard(scorecard, answers);
  const all = sections.flat();
  const weighed = sections.map((reads) => weigh(reads, scorecard.not_applicable));

  const applicable = weighed.reduce((sum, section) => sum + section.weight, 0);
  const earned = weighed.reduce((sum, section) => plus(sum, section.earned), ZERO);
  const score_bp = applicable === 0 ? null : basisPoints(dividedBy(earned, fraction(applicable, 1)));

  const critical_errors = all.flatMap(({ criterion, share }) =>
    criterion.critical && share?.top === 0n ? [{ criterion: criterion.id, class: criterion.critical }] : [],
  );
  const defective = critical_errors.length > 0;
  const free = (one: CriticalClass): 0 | 1 => (critical_errors.some((error) => error.class === one) ? 0 : 1);
  const wanted = all.filter(({ criterion, state }) => state !== 'hidden' && wantsAnswer(criterion));

  return {
    formula: FORMULA,
    score_bp,
    final_bp: score_bp !== null && defective && scorecard.critical_policy === 'zero' ? 0 : score_bp,
    applicable_weight: applicable,
    earned: basisPoints(earned),
    sections: scorecard.sections.map((section, i) => {
      const { weight, earned } = weighed[i]!;
      const section_bp = weight === 0 ? null : basisPoints(dividedBy(earned, fraction(weight, 1)));
      return {
        id: section.id,
        score_bp: section_bp,
        applicable_weight: weight,
        below_threshold: section_bp !== null && section_bp < scorecard.section_threshold_bp,
      };
    }),
    criteria: all.map(({ criterion, state, share }) => ({
      id: criterion.id,
      state,
      value_bp: share && basisPoints(share),
      weight: criterion.weight,
    })),
    critical_errors,
    defective,
    accuracy: { customer: free('customer'), business: free('business'), compliance: free('compliance') },
    asked: wanted.length,
    answered: wanted.filter(({ state }) => state !== 'unanswered').length,
  };
}

/** For each criterion, in scorecard order: how much it weighs in the total, and the score if it were fully met. */
export function explain(scorecard: Scorecard, answers: Answers): Explanation[] {
  const sections = readScorecard(scorecard, answers);
  const weighed = sections.map((reads) => weigh(reads, scorecard.not_applicable));
  const applicable = weighed.reduce((sum, section) => sum + section.weight, 0);
  return sections.flatMap((reads, i) =>
    reads.map(({ criterion, state, share }) => {
      const full = fullAnswer(criterion.scale);
      const better =
        full === null || state === 'hidden'
          ? null
          : score(scorecard, {
              ...answers,
              [criterion.id]: { ...(answerOf(answers, criterion.id) ?? UNANSWERED), value: full },
            });
      return {
        criterion: criterion.id,
        weight_share_bp: share && basisPoints(shareOfTotal(criterion, weighed[i]!, applicable)),
        if_full_bp: better?.score_bp ?? null,
        if_full_final_bp: better?.final_bp ?? null,
      };
    }),
  );
}

function readScorecard(scorecard: Scorecard, answers: Answers): Read[][] {
  const asked = askedIn(scorecard, answers);
  return scorecard.sections.map((section) =>
    section.criteria.map((criterion): Read => {
      if (!asked.has(criterion.id)) return { criterion, state: 'hidden', share: null };
      const reading = read(criterion, answerOf(answers, criterion.id));
      if (reading.state === 'answered') return { criterion, state: 'answered', share: reading.share };
      return { criterion, state: reading.state === 'invalid' ? 'unanswered' : reading.state, share: null };
    }),
  );
}

/** `rated`: weight of what was rated; `weight`: what the section weighs in the total; `earned`: Σ weight × value. */
type Weighed = { rated: number; weight: number; earned: Fraction };

function weigh(reads: Read[], policy: Scorecard['not_applicable']): Weighed {
  let rated = 0;
  let set_aside = 0;
  let earned = ZERO;
  for (const { criterion, state, share } of reads) {
    if (share) {
      rated += criterion.weight;
      earned = plus(earned, times(fraction(criterion.weight, 1), share));
    } else if (state === 'not-applicable' && criterion.scale.type !== 'text') set_aside += criterion.weight;
  }
  // Nothing rated in the section: there is nobody to take the weight over, and it leaves the total.
  if (rated === 0 || set_aside === 0 || policy === 'leaves-total') return { rated, weight: rated, earned };
  const weight = rated + set_aside;
  return { rated, weight, earned: times(earned, fraction(weight, rated)) };
}

function shareOfTotal(criterion: Criterion, section: Weighed, applicable: number): Fraction {
  if (section.rated === 0 || applicable === 0) return ZERO;
  return times(fraction(criterion.weight, section.rated), fraction(section.weight, applicable));
}

const basisPoints = (share: Fraction): number => rounded(times(share, fraction(10_000, 1)));
