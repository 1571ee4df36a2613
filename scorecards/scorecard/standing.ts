// How every criterion stands, given the answers: what all formulas start from, and what they all tell.
import { z } from 'zod';
import type { Fraction } from '../statistics/fraction.ts';
import { fraction, rounded, times } from '../statistics/fraction.ts';
import { type Answers, answerOf } from './answers.ts';
import { askedIn, type Situation } from './conditions.ts';
import { type Criterion, CriticalClass, isRated, type Scorecard, type Section } from './definition.ts';
import { read } from './worth.ts';

/** How a criterion stands: only `answered` counts toward the score. */
export const CRITERION_STATES = ['answered', 'not-applicable', 'hidden', 'unanswered'] as const;
export const CriterionState = z
  .enum(CRITERION_STATES)
  .meta({ id: 'CriterionState', description: 'Only what is answered counts toward the score' });
export type CriterionState = z.infer<typeof CriterionState>;

/** `share` is 0 to 1 of what the criterion can be worth; null unless it is answered on a scale that is worth something. */
export type Standing = { criterion: Criterion; state: CriterionState; share: Fraction | null };

export type SectionStanding = { section: Section; standings: Standing[] };

/** In scorecard order. An answer that does not fit the scorecard counts as not given. */
export function standingsIn(scorecard: Scorecard, answers: Answers, situation: Situation): SectionStanding[] {
  const asked = askedIn(scorecard, answers, situation);
  return scorecard.sections.map((section) => ({
    section,
    standings: section.criteria.map((criterion): Standing => {
      if (!asked.has(criterion.id)) return { criterion, state: 'hidden', share: null };
      const reading = read(criterion, answerOf(answers, criterion.id));
      if (reading.state === 'answered') return { criterion, state: 'answered', share: reading.share };
      return { criterion, state: reading.state === 'invalid' ? 'unanswered' : reading.state, share: null };
    }),
  }));
}

/** Whether submitting waits for this criterion. Days and words may stay empty unless the scorecard wants a comment there. */
export const wantsAnswer = (criterion: Criterion): boolean =>
  isRated(criterion.scale) || criterion.comment === 'required';

export const Bp = z.int().min(0).max(10_000);
export const Count = z.int().min(0);
const None = z.literal([0, 1]);

export const CriticalErrors = z.array(z.object({ criterion: z.string(), class: CriticalClass }));

/** What every formula tells beside the score. */
export const reported = {
  critical_errors: CriticalErrors,
  defective: z.boolean().describe('There is a critical error of some class'),
  accuracy: z
    .object({ customer: None, business: None, compliance: None })
    .describe('1 without a critical error of the class, else 0'),
  asked: Count.describe('Criteria that want an answer'),
  answered: Count.describe('How many of them have one; not applicable counts as one'),
};

/** A critical error is an applicable critical criterion worth nothing. */
export function tellOf(standings: readonly Standing[]) {
  const critical_errors = standings.flatMap(({ criterion, share }) =>
    criterion.critical && share?.top === 0n ? [{ criterion: criterion.id, class: criterion.critical }] : [],
  );
  const free = (one: CriticalClass): 0 | 1 => (critical_errors.some((error) => error.class === one) ? 0 : 1);
  const wanted = standings.filter(({ criterion, state }) => state !== 'hidden' && wantsAnswer(criterion));
  return {
    critical_errors,
    defective: critical_errors.length > 0,
    accuracy: { customer: free('customer'), business: free('business'), compliance: free('compliance') },
    asked: wanted.length,
    answered: wanted.filter(({ state }) => state !== 'unanswered').length,
  };
}

/** Rounded once, half away from zero. */
export const basisPoints = (share: Fraction): number => rounded(times(share, fraction(10_000, 1)));
