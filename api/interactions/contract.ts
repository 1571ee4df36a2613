// Interactions: list rows, one interaction in full, and the progress of a recording.
import { z } from 'zod';
import { CHOICES } from '../../scorecards/interactions/choices.ts';
import { STATES } from '../../scorecards/interactions/state.ts';
import { DIRECTIONS } from '../../scorecards/interactions/value-words.ts';
import { CHANNELS, Channel } from '../../scorecards/scorecard/definition.ts';
import { Text } from '../../scorecards/scorecard/text.ts';
import { STAGES, TRANSCRIPTION_STATES } from '../../scorecards/transcripts/states.ts';
import { AgentChannel, Speaker, SpeakerMethod, Stretch } from '../../transcription/text/schema.ts';
import { Bp, Code, Count, counted, Day, Instant, Ms, Named, pageOf, paging } from '../http/contract.ts';
import { Originals } from '../transcripts/contract.ts';

const Direction = z.enum(DIRECTIONS);

/** The interaction a review, an evaluation or a piece of evidence is about. */
export const InteractionSummary = z
  .object({
    id: z.string(),
    external_id: z.string(),
    channel: Channel,
    started_at: Instant,
    duration_ms: Ms.nullable().describe('null until the recording has been decoded'),
    queue: z.string().nullable(),
    language: z.string().nullable(),
  })
  .meta({ id: 'Interaction' });

/** What only one interaction in full says of itself, on its own page and beside a review. */
export const About = z.object({
  direction: Direction.nullable(),
  customer_ref: z.string().nullable(),
  tags: z.array(z.string()),
  csat: z.int().nullable(),
  resolved: z.boolean().nullable(),
  agent_channel: AgentChannel.nullable(),
  metadata: z.record(z.string(), z.string()).describe('Columns of the import that have no name here'),
  file_name: z.string().nullable().describe('null for text'),
});

export const TranscriptionProgress = z
  .object({
    state: z.enum(TRANSCRIPTION_STATES),
    stage: z.enum(STAGES).nullable(),
    progress_bp: Bp,
    code: z.string().nullable().describe('The problem when it failed or waits'),
  })
  .meta({ id: 'TranscriptionProgress' });

export const InteractionRow = InteractionSummary.extend({
  ...About.pick({ tags: true, csat: true, file_name: true }).shape,
  agent: Named,
  transcription: TranscriptionProgress.nullable().describe('null for text'),
  reviews: Count.describe('Submitted ones; those of a calibration are not counted'),
}).meta({ id: 'InteractionRow' });
export type InteractionRow = z.infer<typeof InteractionRow>;

export const ListedInteraction = InteractionRow.extend({
  hits: z
    .array(
      z.object({
        turn: Count,
        speaker: Speaker,
        start_ms: Ms,
        before: z.string(),
        match: z.string(),
        after: z.string(),
      }),
    )
    .describe('The first places where what was searched for is said'),
  hit_count: Count,
}).meta({ id: 'ListedInteraction' });
export type ListedInteraction = z.infer<typeof ListedInteraction>;

export const InteractionFilter = z.object({
  q: z
    .string()
    .max(500)
    .optional()
    .describe(
      'Id, agent, customer reference or words of the transcript: all of them, "a phrase", -without, agent:word, customer:word',
    ),
  channel: z.enum(CHANNELS).optional(),
  agent: z.string().max(100).optional(),
  team: z.string().max(100).optional(),
  queue: z.string().max(1000).optional(),
  state: z.enum(STATES).optional(),
  language: z.string().max(35).optional().describe('Primary tag: `zh` finds `zh-CN`'),
  from: Day.optional(),
  to: Day.optional(),
  ...paging(500),
});
export type InteractionFilter = z.infer<typeof InteractionFilter>;

export const InteractionPage = pageOf(ListedInteraction)
  .extend({
    ...counted,
    indexing: z
      .object({ done: Count, total: Count })
      .nullable()
      .describe('While transcripts are being indexed not everything that was said is found'),
  })
  .meta({ id: 'InteractionPage' });

export const InteractionDetail = InteractionRow.extend({
  ...About.shape,
  imported_by: Named.nullable(),
  created_at: Instant,
  teams: z.array(Named),
  transcript: z
    .object({
      revision: z.int().min(1),
      language: z.string().nullable(),
      method: SpeakerMethod.nullable(),
      duration_ms: Ms,
      turns: Count,
      model: z.string().nullable(),
    })
    .nullable()
    .describe('The newest revision; null until there is one'),
  my_review: z.string().nullable().describe("The reader's own review of it that is waiting or in hand"),
}).meta({ id: 'InteractionDetail' });
export type InteractionDetail = z.infer<typeof InteractionDetail>;

export const InteractionState = InteractionRow.pick({
  id: true,
  duration_ms: true,
  language: true,
  transcription: true,
}).meta({ id: 'InteractionState' });
export type InteractionState = z.infer<typeof InteractionState>;

export const ChoiceQuery = z.object({ of: z.enum(CHOICES), ...paging(1000) });
/** Queues and languages (primary tags) are their own ids. */
export const InteractionChoices = pageOf(Named).meta({ id: 'InteractionChoices' });

export const Playback = z
  .object({
    state: z
      .enum(['ready', 'preparing', 'failed', 'unchecked'])
      .describe('`unchecked`: it has no transcript yet, so nobody knows what is said in it'),
    code: Code.nullable().describe('Why the copy could not be made'),
    version: z.string().describe('Changes when other bytes are to be heard'),
    muted: z.array(Stretch),
    originals: Originals,
  })
  .meta({ id: 'Hearing' });
export type Playback = z.infer<typeof Playback>;

export const Requeued = TranscriptionProgress.pick({ state: true }).meta({ id: 'Requeued' });
export const RequeuedCopies = z.object({ queued: Count }).meta({ id: 'RequeuedCopies' });

/** Why a scorecard is proposed for an interaction. */
const ProposalReason = z
  .discriminatedUnion('because', [
    z.object({ because: z.literal('tag'), tag: z.string() }),
    z.object({ because: z.literal('queue'), queue: z.string() }),
    z.object({
      because: z.literal('phrase'),
      heard: z.object({
        phrase: z.string().describe('As it stands in the settings'),
        turn: Count,
        start_ms: Ms,
        end_ms: Ms,
        before: z.string(),
        match: z.string(),
        after: z.string(),
      }),
    }),
    z.object({ because: z.literal('channel'), channel: Channel }),
    z.object({ because: z.literal('all-channels') }),
    z.object({ because: z.literal('used-last'), channel: Channel }),
  ])
  .meta({ id: 'ProposalReason' });
export type ProposalReason = z.infer<typeof ProposalReason>;

export const ScorecardChoice = z
  .object({
    my_review: z.string().nullable().describe('My own review of it that is open; beginning another gives it back'),
    scorecards: z.array(
      z
        .object({
          version_id: z.string(),
          key: z.string(),
          number: z.int().min(1),
          name: Text,
          channel: z.union([Channel, z.literal('any')]),
        })
        .meta({ id: 'ReviewScorecard' }),
    ),
    proposed: z
      .object({ version_id: z.string(), reason: ProposalReason })
      .nullable()
      .describe('null: the person chooses without a proposal'),
  })
  .meta({ id: 'ScorecardChoice' });
export type ScorecardChoice = z.infer<typeof ScorecardChoice>;

/** `already-there`: one that was open is given back. */
export const OwnReview = z
  .object({ review: z.string(), outcome: z.enum(['created', 'already-there']) })
  .meta({ id: 'OwnReview' });
