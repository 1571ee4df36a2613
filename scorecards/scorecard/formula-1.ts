// What formula 1 told, which scored until weighted scorecards could have sections with a weight of their own, bonus and
// answers that make a section fail. For a scorecard with none of these, weighted-2 gives the same scores.
import { z } from 'zod';
import { Bp, Count, CriterionState, reported } from './standing.ts';

/** Scores in basis points (10 000 = 100 %), rounded once, half away from zero. */
export const ScoreByFormula1 = z
  .object({
    formula: z.literal('1').describe('The published formula'),
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
    ...reported,
  })
  .meta({ id: 'ScoreByFormula1' });
export type ScoreByFormula1 = z.infer<typeof ScoreByFormula1>;
