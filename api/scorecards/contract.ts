// Forms, what is answered on them, and what the answers come to.
import { z } from 'zod';
import { Channel, CriticalClass, Scorecard, Text } from '../../scorecards/scorecard/definition.ts';
import { Bp, Count, Instant, Named } from '../http/contract.ts';

const VersionRow = z
  .object({ id: z.string(), number: z.int().min(1), published_at: Instant })
  .meta({ id: 'VersionRow' });

export const ScorecardRow = z
  .object({
    id: z.string(),
    key: z.string(),
    name: Text,
    channel: z.union([Channel, z.literal('any')]),
    sections: Count,
    criteria: Count,
    latest: VersionRow.describe('The version new work is done on'),
  })
  .meta({ id: 'ScorecardRow' });
export type ScorecardRow = z.infer<typeof ScorecardRow>;

export const ScorecardVersion = VersionRow.extend({
  scorecard_id: z.string(),
  key: z.string(),
  definition: Scorecard,
  published_by: Named.nullable().describe('null: came with the product'),
  versions: z.array(VersionRow).describe('Every version of this form, newest first'),
}).meta({ id: 'ScorecardVersion' });
export type ScorecardVersion = z.infer<typeof ScorecardVersion>;

export const PublishedScorecard = z
  .object({ id: z.string(), key: z.string(), number: z.int().min(1) })
  .meta({ id: 'PublishedScorecard' });

/** What somebody needs to know about the form their work is on. */
export const ScorecardName = z
  .object({ version_id: z.string(), key: z.string(), number: z.int().min(1), name: Text })
  .meta({ id: 'ScorecardName' });

// --- Scores ----------------------------------------------------------------------------------------------------------

export const CriterionState = z
  .enum(['answered', 'not-applicable', 'hidden', 'unanswered'])
  .meta({ id: 'CriterionState', description: 'Only what is answered counts toward the score' });

const None = z.literal([0, 1]);

export const Score = z
  .object({
    formula: z.string().describe('Version of the published formula'),
    score_bp: Bp.nullable().describe('Before any critical policy; null when nothing applied'),
    final_bp: Bp.nullable().describe("After the form's critical policy"),
    applicable_weight: Count,
    earned: Count.describe('Sum of weight and worth, in weight basis points'),
    sections: z.array(
      z.object({
        id: z.string(),
        score_bp: Bp.nullable(),
        applicable_weight: Count,
        below_threshold: z.boolean(),
      }),
    ),
    criteria: z.array(z.object({ id: z.string(), state: CriterionState, value_bp: Bp.nullable(), weight: Count })),
    critical_errors: z.array(z.object({ criterion: z.string(), class: CriticalClass })),
    defective: z.boolean(),
    accuracy: z
      .object({ customer: None, business: None, compliance: None })
      .describe('1 without a critical error of the class, else 0'),
    asked: Count.describe('Criteria that want an answer'),
    answered: Count,
  })
  .meta({ id: 'Score' });
