// Transcripts and their revisions, measures, and masking.
import { z } from 'zod';
import { ChangeMade } from '../../transcription/correcting/change-made.ts';
import { PERSONAL_DATA } from '../../transcription/text/redaction/kinds.ts';
import { Bp, Count, Instant, Ms, Named, PersonalDataKind } from '../http/contract.ts';

const Side = z.enum(['agent', 'customer']);

/** `unknown`: one channel whose speakers are not told apart; `speaker-3` and on are further voices. */
export const Speaker = z
  .union([z.enum(['agent', 'customer', 'system', 'unknown']), z.templateLiteral(['speaker-', z.int()])])
  .meta({ id: 'Speaker' });

/** Which side of a two-channel recording holds the agent. */
export const AgentChannel = z.enum(['left', 'right', 'mono']).meta({ id: 'AgentChannel' });

export const SpeakerMethod = z
  .enum(['channels', 'embeddings', 'named', 'single'])
  .meta({ id: 'SpeakerMethod', description: 'How it is known who speaks' });

export const Stretch = z.object({ start_ms: Ms, end_ms: Ms }).meta({ id: 'Stretch' });

const Word = z.object({ text: z.string(), start_ms: Ms, end_ms: Ms, confidence: z.number() }).meta({ id: 'Word' });

const Turn = z
  .object({
    speaker: Speaker,
    channel: Count,
    start_ms: Ms,
    end_ms: Ms,
    text: z.string(),
    confidence: z.number().nullable().describe('null for text that was typed'),
    words: z.array(Word),
    corrected: z
      .object({ revision: z.int().min(1), from_ms: Ms, to_ms: Ms })
      .optional()
      .describe('Where a person corrected it: in which revision last, and the sound it was heard in'),
  })
  .meta({ id: 'Turn' });

// --- Measures --------------------------------------------------------------------------------------------------------

const Mood = z
  .object({
    turns: z.array(
      z.object({
        turn: Count,
        at_ms: Ms,
        score: z.number(),
        signs: z.array(
          z.object({ text: z.string(), weight: z.number(), kind: z.enum(['word', 'negated', 'punctuation']) }),
        ),
      }),
    ),
    start: z.number(),
    end: z.number(),
    trend: z.enum(['better', 'worse', 'same']),
  })
  .meta({ id: 'Mood', description: "How the customer's words sound; never told of agents" });

const Pace = z
  .object({ unit: z.enum(['words', 'characters']), count: Count, per_minute: z.number() })
  .meta({ id: 'Pace' });

const Fillers = z
  .object({ count: Count, per_minute: z.number(), moments: z.array(z.object({ at_ms: Ms, text: z.string() })) })
  .meta({ id: 'Fillers' });

const Latency = z
  .object({ answers: Count, median_ms: Ms, longest_ms: Ms, longest_at_ms: Ms })
  .meta({ id: 'Latency', description: 'How long a side takes to answer' });

const CallMeasures = z
  .object({
    kind: z.literal('call'),
    agent_talk_ms: Ms.nullable(),
    customer_talk_ms: Ms.nullable(),
    agent_share_bp: Bp.nullable().describe("The agent's part of both sides' talk"),
    overlap_ms: Ms.nullable(),
    overlaps: z.array(Stretch.extend({ began: Side })).nullable(),
    missing: Side.nullable().describe('The side of which nothing was heard; what needs both is then not told'),
    silence_ms: Ms.nullable(),
    silences: z.array(Stretch.extend({ announced: z.boolean() })).describe('Of 3 s and more'),
    longest_silence_ms: Ms.nullable(),
    time_to_greeting_ms: Ms.nullable(),
    hold_ms: Ms.nullable(),
    holds: z.array(
      Stretch.extend({
        announced: z.boolean(),
        sound: z.enum(['music', 'silence']).nullable(),
        after: z.enum(['thanked', 'apologised']).nullable(),
      }),
    ),
    interruptions: z.array(z.object({ by: Side, at_ms: Ms, early_ms: Ms })).nullable(),
    pace: z.object({ agent: Pace.nullable(), customer: Pace.nullable() }),
    fillers: z.object({ agent: Fillers.nullable(), customer: Fillers.nullable() }),
    response: z.object({ agent: Latency.nullable(), customer: Latency.nullable() }),
    mood: Mood.nullable(),
  })
  .meta({ id: 'CallMeasures', description: 'null where the recording cannot tell' });

const Wait = z.object({ asked: Count, answered: Count, ms: Ms }).meta({ id: 'Wait' });

const TextMeasures = z
  .object({
    kind: z.literal('text'),
    agent_messages: Count,
    customer_messages: Count,
    first_response_ms: Ms.nullable(),
    waits: z.array(Wait),
    median_wait_ms: Ms.nullable(),
    longest_wait: Wait.nullable(),
    rounds: Count.describe('How often something the customer wrote was answered'),
    unanswered: z.array(Count).describe("The customer's messages after the agent's last one, thanks left out"),
    closing: z.object({
      last: Side.nullable().describe('Who wrote last'),
      taken: z.boolean().describe('Whether the agent took leave'),
      turn: Count.nullable().describe('The message that does'),
    }),
    mood: Mood.nullable(),
  })
  .meta({ id: 'TextMeasures' });

// --- Transcripts -----------------------------------------------------------------------------------------------------

const RecordingNotes = z
  .object({
    assumed: z
      .object({
        coding: z.enum(['mulaw', 'alaw', 'linear', 'gsm', 'g722', 'oki', 'g729', 'g723']),
        rate: Count,
        channels: Count,
      })
      .nullable()
      .describe('Sound without a header: what it was taken for, by its ending'),
    tracks: z.object({ heard: z.array(Count), of: Count }).nullable(),
    unread_bytes: Count.describe('At the end of the file, not understood'),
  })
  .meta({ id: 'RecordingNotes', description: 'What had to be assumed or left out when the recording was read' });

export const TranscriptView = z
  .object({
    revision: z.int().min(1),
    language: z.string().nullable(),
    method: SpeakerMethod.nullable().describe('null for text'),
    speakers_confidence_bp: Bp.nullable().describe('null where there was nothing to tell apart'),
    duration_ms: Ms,
    announced_ms: Ms.nullable().describe('Of a recording that was cut off: how long its file says it should be'),
    recording_notes: RecordingNotes.nullable(),
    turns: z.array(Turn),
    measures: z.discriminatedUnion('kind', [CallMeasures, TextMeasures]),
  })
  .meta({ id: 'TranscriptView' });
export type TranscriptView = z.infer<typeof TranscriptView>;

export const RevisionRow = z
  .object({
    revision: z.int().min(1),
    origin: z.enum(['heard', 'typed', 'imported', 'corrected']),
    at: Instant,
    by: Named.nullable().describe('null: not a person'),
    model: z.string().nullable(),
    changes: z.array(ChangeMade),
  })
  .meta({ id: 'RevisionRow' });
export type RevisionRow = z.infer<typeof RevisionRow>;

/** Letters `from` to `to` of the turn's text. */
export const TranscriptHits = z
  .object({ hits: z.array(z.object({ turn: Count, from: Count, to: Count, start_ms: Ms })) })
  .meta({ id: 'TranscriptHits' });

export const Peaks = z
  .object({ bucket_ms: z.number(), channels: z.array(z.array(z.int().min(0).max(255))) })
  .meta({ id: 'Peaks', description: 'Per channel the largest level in every `bucket_ms` of sound' });

export const Originals = z
  .object({ may: z.boolean(), opened_at: Instant.nullable().describe('Today, by whoever asks') })
  .meta({ id: 'Originals' });

// --- Masking ---------------------------------------------------------------------------------------------------------

export const MaskingChange = z.object({
  kinds: z.array(PersonalDataKind).max(PERSONAL_DATA.length),
  reason: z.string().max(500).default('').describe('Needed where less is masked than before'),
});

export const Masking = z
  .object({
    kinds: z.array(PersonalDataKind).describe('Those that are masked'),
    choices: z.array(PersonalDataKind).describe('Those that can be'),
    under_way: z.boolean().describe('Whether anything is still being made anew under the last choice'),
  })
  .meta({ id: 'Masking' });
export type Masking = z.infer<typeof Masking>;
