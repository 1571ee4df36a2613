// The schemas of a transcript, for code that stores or sends it. Its types import nothing, so the schemas are here and
// checked against the types by the compiler.
import { z } from 'zod';
import type * as kernel from '../transcript/transcript.ts';
import { AGENT_CHANNELS, SPEAKER_METHODS } from '../transcript/transcript.ts';

const Count = z.int().min(0);
/** Milliseconds from the start of the recording. */
const Ms = z.int().min(0);

export const Stretch = z.object({ start_ms: Ms, end_ms: Ms }).meta({ id: 'Stretch' });

/** `unknown`: mono with speakers not separated; `speaker-3` and on are further voices. */
export const Speaker = z
  .union([z.enum(['agent', 'customer', 'system', 'unknown']), z.templateLiteral(['speaker-', z.int()])])
  .meta({ id: 'Speaker' }) satisfies z.ZodType<kernel.Speaker>;

/** Which side of a two-channel recording holds the agent. */
export const AgentChannel = z
  .enum(AGENT_CHANNELS)
  .meta({ id: 'AgentChannel' }) satisfies z.ZodType<kernel.AgentChannel>;

export const SpeakerMethod = z
  .enum(SPEAKER_METHODS)
  .meta({ id: 'SpeakerMethod', description: 'How it is known who speaks' }) satisfies z.ZodType<kernel.SpeakerMethod>;

const Word = z
  .object({ text: z.string(), start_ms: Ms, end_ms: Ms, confidence: z.number() })
  .meta({ id: 'Word' }) satisfies z.ZodType<kernel.Word>;

export const Turn = z
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
    agent: z.string().optional().describe('In a chat that changed hands: the agent who wrote it'),
  })
  .meta({ id: 'Turn' }) satisfies z.ZodType<kernel.Turn>;

export const Peaks = z.object({ bucket_ms: z.number(), channels: z.array(z.array(z.int().min(0).max(255))) }).meta({
  id: 'Peaks',
  description: 'Per channel the largest level in every `bucket_ms` of sound',
}) satisfies z.ZodType<kernel.Peaks>;

export const RecordingNotes = z
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
  .meta({
    id: 'RecordingNotes',
    description: 'What had to be assumed or left out when the recording was read',
  }) satisfies z.ZodType<kernel.RecordingNotes>;
