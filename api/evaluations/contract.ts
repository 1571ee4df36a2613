// Drafts, the result of submitting one, and submitted evaluations.
import { z } from 'zod';
import { CAUSE_KINDS } from '../../scorecards/coaching/triggers.ts';
import { VERSION_REASONS } from '../../scorecards/evaluations/evaluation.ts';
import { Answers } from '../../scorecards/scorecard/answers.ts';
import { CHANNELS, Scorecard } from '../../scorecards/scorecard/definition.ts';
import { Score } from '../../scorecards/scorecard/score.ts';
import { Text } from '../../scorecards/scorecard/text.ts';
import { Bp, Count, counted, Day, Instant, Named, pageOf, paging } from '../http/contract.ts';
import { InteractionSummary } from '../interactions/contract.ts';
import { MeanEstimate, ReviewKind } from '../samples/contract.ts';
import { ScorecardBreak, ScorecardName } from '../scorecards/contract.ts';

const EvaluationKind = z.enum(['random', 'targeted']);

// --- What is sent ----------------------------------------------------------------------------------------------------

/** 2³¹ − 1: what a column of integers holds. */
const Whole = z.int().min(0).max(2_147_483_647);

export const Draft = z
  .object({
    revision: Whole.describe('The revision the change was made on; 0 for the first'),
    answers: Answers,
    summary: z.string().max(10_000),
    spent_ms: Whole,
  })
  .meta({ id: 'Draft' });

export const Correction = z
  .object({
    answers: Answers,
    summary: z.string().max(10_000),
    explanation: z.string().max(4000).describe('Why; the agent and the reviewer read it'),
  })
  .meta({ id: 'Correction' });

export const Submission = Draft.pick({ revision: true });

const YesNo = z.enum(['true', 'false']).transform((given) => given === 'true');

export const EvaluationFilter = z.object({
  agent: z.string().max(100).optional(),
  team: z.string().max(100).optional(),
  kind: EvaluationKind.optional(),
  channel: z.enum(CHANNELS).optional(),
  from: Day.optional().describe('First day of the interaction'),
  to: Day.optional().describe('Last day of the interaction'),
  critical: YesNo.optional(),
  failed: z.string().max(40).optional().describe('A criterion that was given nothing'),
  scorecard: z.string().max(40).optional().describe('Key of the scorecard of `failed`'),
  acknowledged: YesNo.optional(),
  ...paging(200),
});

// --- What is answered ------------------------------------------------------------------------------------------------

export const SavedDraft = z
  .object({ revision: Count, saved_at: Instant, lease_until: Instant })
  .meta({ id: 'SavedDraft' });

const RaisedTask = z
  .object({
    id: z.string(),
    kind: z.enum(CAUSE_KINDS),
    about: z.object({ id: z.string(), text: Text }).describe('The criterion or section, as its scorecard has it'),
    outcome: z.enum(['opened', 'added']).describe('A task of its own, or added to one that was open'),
  })
  .meta({ id: 'RaisedTask' });

export const Submitted = z
  .object({ evaluation: z.string(), kind: ReviewKind, score: Score, tasks: z.array(RaisedTask) })
  .meta({ id: 'Submitted' });

export const EvaluationRow = z
  .object({
    id: z.string(),
    kind: EvaluationKind,
    submitted_at: Instant,
    agent: Named,
    reviewer: Named,
    interaction: InteractionSummary,
    scorecard: ScorecardName,
    score_bp: Bp.nullable().describe('Before any critical policy; null when nothing applied'),
    final_bp: Bp.nullable(),
    critical_count: Count,
    acknowledged_at: Instant.nullable(),
  })
  .meta({ id: 'EvaluationRow' });
export type EvaluationRow = z.infer<typeof EvaluationRow>;

export const EvaluationList = pageOf(EvaluationRow).extend(counted).meta({ id: 'EvaluationList' });
export type EvaluationList = z.infer<typeof EvaluationList>;

const EvaluationVersion = z
  .object({
    id: z.string(),
    reason: z.enum(VERSION_REASONS),
    explanation: z.string().describe("Empty for the reviewer's own"),
    made_by: Named,
    at: Instant,
    score_bp: Bp.nullable(),
    final_bp: Bp.nullable(),
    answers: Answers,
    summary: z.string(),
  })
  .meta({ id: 'EvaluationVersion' });

export const EvaluationPage = EvaluationRow.extend({
  answers: Answers,
  summary: z.string(),
  score: Score,
  definition: Scorecard,
  acknowledgement: z.object({ comment: z.string(), at: Instant }).nullable(),
  to_acknowledge: z.boolean().describe("It is the reader's own, and still to be acknowledged"),
  context: z
    .object({
      estimate: MeanEstimate,
      breaks: z.array(ScorecardBreak).describe('Where what it is made of, and this score, stop being comparable'),
      target_bp: Bp.nullable().describe('What a mean on this scorecard is to reach today; null: no target'),
    })
    .describe(
      "The agent's mean over the random reviews of late, beside which one score is read, and what one is to reach",
    ),
  versions: z.array(EvaluationVersion).describe('All of them, the first first; one where nothing was put right'),
  transcript: z
    .object({ revision: z.int().min(1).nullable(), newest: z.int().min(1).nullable() })
    .describe('Revision of the transcript it was made on, and the newest'),
}).meta({ id: 'EvaluationPage' });
export type EvaluationPage = z.infer<typeof EvaluationPage>;

export const Corrected = z.object({ evaluation: z.string(), score: Score }).meta({ id: 'Corrected' });

export const Acknowledged = z.object({ at: Instant }).meta({ id: 'Acknowledged' });
