// Sampling plans, their draws and the reviews they created.
import { z } from 'zod';
import { REVIEW_KINDS, REVIEW_STATES } from '../../scorecards/evaluations/evaluation.ts';
import { EXCLUSIONS } from '../../scorecards/samples/eligible.ts';
import { SamplingPlan } from '../../scorecards/samples/plan.ts';
import { Answers } from '../../scorecards/scorecard/answers.ts';
import { Situation } from '../../scorecards/scorecard/conditions.ts';
import { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { Text } from '../../scorecards/scorecard/text.ts';
import { Bp, Count, Day, Instant, Ms, Named, pageOf, paging } from '../http/contract.ts';
import { About, InteractionSummary } from '../interactions/contract.ts';
import { ScorecardName } from '../scorecards/contract.ts';

// --- Estimates -------------------------------------------------------------------------------------------------------

const NotEnough = z
  .object({ n: Count, notEnough: z.literal(true), needed: Count })
  .meta({ id: 'NotEnough', description: 'Too few reviews to say anything' });

const Mean = z
  .object({
    n: Count,
    notEnough: z.literal(false),
    mean_bp: Bp,
    low_bp: Bp,
    high_bp: Bp,
    half_width_bp: Count.describe('Of the interval before it is cut at 0 and 100 %'),
  })
  .meta({ id: 'Mean' });

const Share = z
  .object({ n: Count, notEnough: z.literal(false), share_bp: Bp, low_bp: Bp, high_bp: Bp })
  .meta({ id: 'Share' });

export const MeanEstimate = z.discriminatedUnion('notEnough', [Mean, NotEnough]);
export const ShareEstimate = z.discriminatedUnion('notEnough', [Share, NotEnough]);

// --- Plans and draws -------------------------------------------------------------------------------------------------

const Progress = z
  .object({ waiting: Count, taken: Count, submitted: Count, withdrawn: Count })
  .meta({ id: 'Progress', description: 'How many reviews stand where' });
export type Progress = z.infer<typeof Progress>;

export const PlanRow = z
  .object({
    id: z.string(),
    name: z.string(),
    definition: SamplingPlan,
    scorecard: z.object({ id: z.string(), key: z.string(), name: Text }),
    active: z.boolean(),
    created_at: Instant,
    last_draw: z.object({ week: Day, drawn: Count, eligible: Count, drawn_at: Instant }).nullable(),
    progress: Progress,
  })
  .meta({ id: 'PlanRow' });
export type PlanRow = z.infer<typeof PlanRow>;

export const PlanQuery = z.object(paging(200));
export const PlanList = pageOf(PlanRow).meta({ id: 'PlanList' });

const DrawRow = z
  .object({
    id: z.string(),
    week: Day.describe('Its Monday'),
    seed: z.string(),
    eligible: Count,
    drawn: Count,
    drawn_by: Named.nullable().describe('null: nobody pressed, the product drew'),
    drawn_at: Instant,
    progress: Progress,
  })
  .meta({ id: 'DrawRow' });
export type DrawRow = z.infer<typeof DrawRow>;
export const DrawList = pageOf(DrawRow).meta({ id: 'DrawList' });

export const PlanPage = PlanRow.extend({
  reviewers: z.array(Named.extend({ progress: Progress })),
  names: z.object({ teams: z.array(Named), agents: z.array(Named) }).describe('Of whom the plan is about'),
}).meta({ id: 'PlanPage' });

export const Drawing = z
  .object({
    draw: z.string().nullable().describe('null when there was nothing to draw: then nothing was written'),
    week: Day.describe('Its Monday'),
    drawn: Count,
    shared: Count.describe('Of those drawn: another plan drew them before, and their review serves both'),
    eligible: Count,
    excluded: z
      .partialRecord(z.enum(EXCLUSIONS), Count)
      .describe('Interactions of the week left out, by the first reason'),
    agents: z.array(Named.extend({ eligible: Count, drawn: Count, already: Count })),
    not_transcribed: Count.describe('Recordings the plan could draw from if they had their transcripts'),
    unassigned: Count.describe('Interactions for which no reviewer was free'),
  })
  .meta({ id: 'Drawing' });
export type Drawing = z.infer<typeof Drawing>;

// --- Reviews ---------------------------------------------------------------------------------------------------------

export const ReviewState = z.enum(REVIEW_STATES).meta({ id: 'ReviewState' });
export const ReviewKind = z.enum(REVIEW_KINDS).meta({ id: 'ReviewKind' });

const QueueRow = z
  .object({
    id: z.string(),
    kind: ReviewKind,
    state: z.enum(['waiting', 'taken']),
    lease_until: Instant.nullable(),
    created_at: Instant,
    interaction: InteractionSummary,
    agent: Named,
    scorecard: ScorecardName,
    saved_at: Instant.nullable().describe('null when nothing is filled in yet'),
  })
  .meta({ id: 'QueueRow' });

export const QueueQuery = z.object(paging(200));
export const Queue = pageOf(QueueRow)
  .extend({
    open: Count.describe('All that are not submitted'),
    waiting: Count.describe('Of those, nobody works on them now'),
    submitted_today: Count.describe("Since the organisation's midnight"),
  })
  .meta({ id: 'Queue' });

export const Taken = z.object({ id: z.string(), lease_until: Instant }).meta({ id: 'Taken' });
export const NextReview = z.object({ review: Taken.nullable() }).meta({ id: 'NextReview' });

const DraftVersion = z
  .object({ answers: Answers, summary: z.string(), revision: Count, spent_ms: Ms, saved_at: Instant })
  .meta({ id: 'DraftVersion' });

export const Workspace = z
  .object({
    review: z.object({
      id: z.string(),
      kind: ReviewKind,
      state: ReviewState,
      lease_until: Instant.nullable(),
      evaluation_id: z.string().nullable().describe('Set once it is submitted'),
      position: z
        .object({ n: Count, of: Count })
        .nullable()
        .describe("Its place among today's work; null when it is not part of it"),
    }),
    interaction: InteractionSummary.extend({
      ...About.shape,
      readable: z.boolean().describe('There are words to read'),
    }),
    agent: Named,
    scorecard: z.object({ version_id: z.string(), key: z.string(), number: z.int().min(1), definition: Scorecard }),
    draft: DraftVersion.nullable(),
    situation: Situation.describe("What the scorecard's conditions ask about the interaction"),
  })
  .meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof Workspace>;
