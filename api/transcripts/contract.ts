// Transcripts and their revisions, measures, and masking.
import { z } from 'zod';
import { TRANSCRIPT_ORIGINS } from '../../scorecards/transcripts/states.ts';
import { ChangeMade } from '../../transcription/correcting/change-made.ts';
import { Measures } from '../../transcription/text/measures/schema.ts';
import { PERSONAL_DATA } from '../../transcription/text/redaction/kinds.ts';
import { RecordingNotes, SpeakerMethod, Turn } from '../../transcription/text/schema.ts';
import { Bp, Count, Instant, Ms, Named, PersonalDataKind, pageOf, paging } from '../http/contract.ts';

// --- Transcripts -----------------------------------------------------------------------------------------------------

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
    measures: Measures.nullable().describe('null until they are taken, after an upgrade'),
  })
  .meta({ id: 'TranscriptView' });
export type TranscriptView = z.infer<typeof TranscriptView>;

export const RevisionRow = z
  .object({
    revision: z.int().min(1),
    origin: z.enum(TRANSCRIPT_ORIGINS),
    at: Instant,
    by: Named.nullable().describe('null: not a person'),
    model: z.string().nullable(),
    changes: z.array(ChangeMade),
  })
  .meta({ id: 'RevisionRow' });
export type RevisionRow = z.infer<typeof RevisionRow>;

export const RevisionQuery = z.object(paging(200));
export const RevisionList = pageOf(RevisionRow).meta({ id: 'RevisionList' });

/** Letters `from` to `to` of the turn's text. */
export const TranscriptHits = z
  .object({ hits: z.array(z.object({ turn: Count, from: Count, to: Count, start_ms: Ms })) })
  .meta({ id: 'TranscriptHits' });

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
