import type { Answers } from './answers.ts';
import type { CriticalClass, Scorecard } from './scorecard.ts';

/** Version of the published formula; stored with every score. */
export const FORMULA = '1';

/** How a criterion stands: only `answered` counts toward the score. */
export type CriterionState = 'answered' | 'not-applicable' | 'hidden' | 'unanswered';

export type CriterionScore = { id: string; state: CriterionState; value_bp: number | null; weight: number };
export type SectionScore = {
  id: string;
  /** null when nothing in it applies or weighs. */
  score_bp: number | null;
  applicable_weight: number;
  below_threshold: boolean;
};
export type CriticalError = { criterion: string; class: CriticalClass };

/** Scores in basis points (10 000 = 100 %), rounded once, half away from zero. */
export type Score = {
  formula: string;
  /** 100 × Σ weight·value ÷ Σ weight over what applies; null when nothing does. Before any critical policy. */
  score_bp: number | null;
  /** The same after the form's critical policy. */
  final_bp: number | null;
  applicable_weight: number;
  /** Σ weight × value in weight basis points (weight 6 fully met = 60 000). */
  earned: number;
  sections: SectionScore[];
  criteria: CriterionScore[];
  critical_errors: CriticalError[];
  defective: boolean;
  /** Per class 1 when the evaluation has no critical error of it, else 0. */
  accuracy: Record<CriticalClass, 0 | 1>;
  /** Criteria that are asked, and how many of them have an answer (not applicable counts as one). */
  asked: number;
  answered: number;
};

export declare function score(scorecard: Scorecard, answers: Answers): Score;
