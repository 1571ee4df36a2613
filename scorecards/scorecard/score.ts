// The score of an evaluation: what the published formula of the scorecard's paradigm makes of the answers. A score is read
// back by the schema of the formula that made it, so a published one is never changed: another is added.
import { z } from 'zod';
import type { Answers } from './answers.ts';
import { baseScore, ScoreBase1 } from './base.ts';
import { NOWHERE, type Situation } from './conditions.ts';
import type { BaseScorecard, Scorecard, WeightedScorecard } from './definition.ts';
import { ScoreByFormula1 } from './formula-1.ts';
import { ScoreWeighted2, weightedScore } from './weighted.ts';

export { CRITERION_STATES, CriterionState } from './standing.ts';

/** Every published formula, by what its scores look like. */
export const Score = z
  .discriminatedUnion('formula', [ScoreByFormula1, ScoreWeighted2, ScoreBase1])
  .meta({ id: 'Score' });
export type Score = z.infer<typeof Score>;
export type CriterionScore = Score['criteria'][number];
export type SectionScore = Score['sections'][number];
export type CriticalError = Score['critical_errors'][number];

/** The formulas that score today. */
export type Scored = ScoreWeighted2 | ScoreBase1;

/**
 * Scores answers on a scorecard. Answers that do not fit the scorecard count as not given (completeness.ts names them).
 * @param situation what conditions may ask about the interaction
 */
export function score(scorecard: WeightedScorecard, answers: Answers, situation?: Situation): ScoreWeighted2;
export function score(scorecard: BaseScorecard, answers: Answers, situation?: Situation): ScoreBase1;
export function score(scorecard: Scorecard, answers: Answers, situation?: Situation): Scored;
export function score(scorecard: Scorecard, answers: Answers, situation: Situation = NOWHERE): Scored {
  return scorecard.method === 'base'
    ? baseScore(scorecard, answers, situation)
    : weightedScore(scorecard, answers, situation);
}

/** What conditions knew about the interaction when a score was made; formula 1 knew of no such conditions. */
export const situationOf = (made: Score): Situation => (made.formula === '1' ? NOWHERE : made.situation);

/** Whether a section proposes coaching. */
export const proposes = (section: SectionScore): boolean =>
  'proposes' in section ? section.proposes : section.below_threshold;
