// The measures of a conversation as they are stored and sent.
import { z } from 'zod';
import { Stretch } from '../schema.ts';

const Count = z.int().min(0);
const Ms = z.int().min(0);
const Bp = z.int().min(0).max(10_000);

/** The two sides of an interaction. */
export const SIDES = ['agent', 'customer'] as const;
export const Side = z.enum(SIDES);
export type Side = z.infer<typeof Side>;

const bothSides = <T extends z.ZodType>(one: T) => z.object({ agent: one, customer: one });

// --- Either --------------------------------------------------------------------------------------------------------

const MoodSign = z.object({
  text: z.string().describe('As it stands in the text'),
  weight: z.number().describe('Below 0: sounds dissatisfied'),
  kind: z
    .enum(['word', 'negated', 'punctuation'])
    .describe('A word of the list, the same turned round by a negation, or punctuation and capitals (in writing)'),
});
export type MoodSign = z.infer<typeof MoodSign>;

const MoodTurn = z.object({
  turn: Count,
  at_ms: Ms,
  score: z.number().describe('The sum of its signs, −6 to 6'),
  signs: z.array(MoodSign),
});
export type MoodTurn = z.infer<typeof MoodTurn>;

const Mood = z
  .object({
    turns: z.array(MoodTurn).describe("The customer's turns in which something counted, in order"),
    start: z.number().describe("Mean over the first third of the customer's turns, to one digit"),
    end: z.number().describe('The same of the last third'),
    trend: z.enum(['better', 'worse', 'same']).describe('`better` and `worse` from a difference of 1 on'),
  })
  .meta({ id: 'Mood', description: "How the customer's words sound; never told of agents" });
export type Mood = z.infer<typeof Mood>;

// --- Calls -----------------------------------------------------------------------------------------------------------

const Overlap = Stretch.extend({ began: Side.describe('Who began while the other was speaking') });
export type Overlap = z.infer<typeof Overlap>;

const Interruption = z.object({
  by: Side,
  at_ms: Ms,
  early_ms: Ms.describe("How much earlier than the other's end"),
});
export type Interruption = z.infer<typeof Interruption>;

const Pace = z
  .object({
    unit: z.enum(['words', 'characters']).describe('`characters` where most of it is Chinese'),
    count: Count.describe('Words plus Chinese characters; a number in figures is one word'),
    per_minute: z.number(),
  })
  .meta({ id: 'Pace' });
export type Pace = z.infer<typeof Pace>;

const Filler = z.object({ at_ms: Ms, text: z.string() });
export type Filler = z.infer<typeof Filler>;

const Fillers = z
  .object({ count: Count, per_minute: z.number().describe('To one digit'), moments: z.array(Filler) })
  .meta({ id: 'Fillers' });
export type Fillers = z.infer<typeof Fillers>;

const Latency = z
  .object({ answers: Count.describe('That it was counted from'), median_ms: Ms, longest_ms: Ms, longest_at_ms: Ms })
  .meta({ id: 'Latency', description: 'How long a side takes to answer' });
export type Latency = z.infer<typeof Latency>;

const Silence = Stretch.extend({
  announced: z.boolean().describe("The agent's words just before say that a wait is coming"),
});
export type Silence = z.infer<typeof Silence>;

const Hold = Stretch.extend({
  announced: z.boolean().describe('The agent said that it was coming'),
  sound: z.enum(['music', 'silence']).nullable().describe('What the line carried; null when the sound is not known'),
  after: z.enum(['thanked', 'apologised']).nullable().describe('What the agent said after it'),
});
export type Hold = z.infer<typeof Hold>;

/** Times in ms; `null` if the recording cannot show it (mono without separated speakers, or nobody spoke). */
export const CallMeasures = z
  .object({
    kind: z.literal('call'),
    /** Talk of a side: its turns from first to last word, pauses up to 1.5 s within a turn included. */
    agent_talk_ms: Ms.nullable(),
    customer_talk_ms: Ms.nullable(),
    agent_share_bp: Bp.nullable().describe("The agent's part of both sides' talk"),
    overlap_ms: Ms.nullable(),
    overlaps: z.array(Overlap).nullable(),
    missing: Side.nullable().describe('The side of which nothing was heard; what needs both is then not told'),
    /** Every moment in which nobody speaks, before the first and after the last word included, holds included. */
    silence_ms: Ms.nullable(),
    silences: z.array(Silence).describe('Of 3 s and more'),
    /** Of all gaps, however short. */
    longest_silence_ms: Ms.nullable(),
    /** From the start of the recording to the agent's first word. */
    time_to_greeting_ms: Ms.nullable(),
    /** All holds together: each is the whole gap between the turns around it. */
    hold_ms: Ms.nullable(),
    holds: z.array(Hold),
    interruptions: z.array(Interruption).nullable(),
    pace: bothSides(Pace.nullable()),
    fillers: bothSides(Fillers.nullable()),
    response: bothSides(Latency.nullable()),
    mood: Mood.nullable(),
  })
  .meta({ id: 'CallMeasures', description: 'null where the recording cannot tell' });
export type CallMeasures = Omit<z.infer<typeof CallMeasures>, 'kind'>;

// --- Writing ---------------------------------------------------------------------------------------------------------

const Wait = z
  .object({ asked: Count.describe("The customer's message that waited"), answered: Count, ms: Ms })
  .meta({ id: 'Wait' });
export type Wait = z.infer<typeof Wait>;

const Closing = z.object({
  last: Side.nullable().describe('Who wrote last'),
  /** Thanks, wishes, goodbye, or asking for anything else, in the agent's last two messages. */
  taken: z.boolean().describe('Whether the agent took leave'),
  turn: Count.nullable().describe('The message that does'),
});
export type Closing = z.infer<typeof Closing>;

export const TextMeasures = z
  .object({
    kind: z.literal('text'),
    agent_messages: Count,
    customer_messages: Count,
    /** From the customer's first message to the agent's first one after it; null if there is none. */
    first_response_ms: Ms.nullable(),
    /** Each from the first message after the agent's last one to the agent's next. The first answer is one of them. */
    waits: z.array(Wait),
    median_wait_ms: Ms.nullable(),
    longest_wait: Wait.nullable(),
    rounds: Count.describe('How often something the customer wrote was answered'),
    unanswered: z.array(Count).describe("The customer's messages after the agent's last one, thanks left out"),
    closing: Closing,
    mood: Mood.nullable(),
  })
  .meta({ id: 'TextMeasures' });
export type TextMeasures = Omit<z.infer<typeof TextMeasures>, 'kind'>;

/** Facts of a conversation that need no opinion. */
export const Measures = z.discriminatedUnion('kind', [CallMeasures, TextMeasures]);
export type Measures = z.infer<typeof Measures>;
