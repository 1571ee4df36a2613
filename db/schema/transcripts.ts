import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Channel } from '../../scorecards/scorecard/definition.ts';
import { ChangeMade } from '../../transcription/correcting/change-made.ts';
import type { Stage } from '../../transcription/listening/parts.ts';
import { PersonalData, type PersonalDataKind } from '../../transcription/text/redaction/kinds.ts';
import { SearchLine } from '../../transcription/text/search/document.ts';
import { PEAKS, RECORDING_NOTES, TURNS } from '../../transcription/transcript/shape.ts';
import type { SpeakerMethod } from '../../transcription/transcript/transcript.ts';
import { id, instant, json, searchVector } from './columns.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';

/** How far the transcription of a recording has come. Text interactions have none. */
export const transcription = pgTable(
  'transcription',
  {
    interaction_id: text()
      .primaryKey()
      .references(() => interaction.id),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    /** `waiting`: no speech model is to be had yet; goes on by itself when there is one. */
    state: text().$type<'queued' | 'running' | 'waiting' | 'done' | 'failed'>().notNull(),
    stage: text().$type<Stage>(),
    /** Parts in ten thousand: of the download in stage `model`, of the whole recording in the others. */
    progress_bp: integer().notNull().default(0),
    /** Problem code when failed or waiting. */
    code: text(),
    attempt: integer().notNull().default(0),
    /** The process that has it in hand or had it last; processes come and go, so this is no reference. */
    worker_id: text(),
    queued_at: instant().notNull(),
    started_at: instant(),
    finished_at: instant(),
    /** Last sign of life of the worker. */
    seen_at: instant(),
  },
  (t) => [
    index().on(t.organisation_id, t.state),
    // Asked every few seconds, and nearly always empty.
    index('transcription_waiting').on(t.interaction_id).where(sql`state = 'waiting'`),
  ],
);

export type TranscriptOrigin = 'heard' | 'typed' | 'imported' | 'corrected';

/** What was said. A correction is a new revision; the first stays. */
export const transcript = pgTable(
  'transcript',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    interaction_id: text()
      .notNull()
      .references(() => interaction.id),
    revision: integer().notNull(),
    /** `heard` by the model, `typed` by the speakers themselves, `imported` from elsewhere, `corrected` by a person. */
    origin: text().$type<TranscriptOrigin>().notNull(),
    language: text(),
    /** Every language that was spoken, the most spoken first. */
    languages: text().array().notNull(),
    /** null for text. */
    method: text().$type<SpeakerMethod>(),
    /** How sure it is who speaks, basis points; null where there is nothing to tell apart. */
    speakers_confidence_bp: integer(),
    duration_ms: integer().notNull(),
    /** Of a recording that was cut off: what its file announces; null for a whole one and for text. */
    announced_ms: integer(),
    /** What had to be assumed or left out when the recording was read; null: nothing. */
    recording_notes: json(RECORDING_NOTES),
    turns: json(TURNS).notNull(),
    /** Where in the turns personal data stands; null until it has been looked for. */
    personal_data: json(z.array(PersonalData)),
    /** All turns' text joined, personal data masked, for searching. */
    text: text().notNull(),
    peaks: json(PEAKS),
    model: text(),
    pipeline: text(),
    took_ms: integer(),
    made_by: text().references(() => member.id),
    /** What a person changed; null where nobody did. */
    changes: json(z.array(ChangeMade)),
    created_at: instant().notNull(),
  },
  (t) => [
    unique().on(t.interaction_id, t.revision),
    index().on(t.organisation_id),
    // Asked at every start of a worker, and nearly always empty.
    index('transcript_unsearched').on(t.organisation_id).where(sql`personal_data is null`),
  ],
);

/**
 * The newest transcript of an interaction as it is searched: masked, and in the writing in which words are compared.
 */
export const transcript_search = pgTable(
  'transcript_search',
  {
    interaction_id: text()
      .primaryKey()
      .references(() => interaction.id),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    revision: integer().notNull(),
    /** The kinds of personal data that were masked in it; where more are to be masked now, it is not searched. */
    masked: text().array().$type<PersonalDataKind[]>().notNull(),
    terms: searchVector().notNull(),
    /** Whether pairs of words are among them: not in the longest. */
    paired: boolean().notNull(),
    // What a search is narrowed to, as it is in the interaction: asked together with the terms.
    agent_id: text()
      .notNull()
      .references(() => member.id),
    channel: text().$type<Channel>().notNull(),
    queue: text(),
    language_tag: text(),
    started_at: instant().notNull(),
    /** What each side said, a line a turn, for phrases. */
    agent: text().notNull(),
    customer: text().notNull(),
    others: text().notNull(),
    /** What hits are shown from. */
    lines: json(z.array(SearchLine)).notNull(),
    /** SEARCH_VERSION of what made it; 0: of the time before there were versions. */
    version: integer().notNull().default(0),
  },
  (t) => [
    // Without a list of what is still to be put in: the embedded database never tidies it up.
    index('transcript_search_terms').using('gin', t.terms).with({ fastupdate: false }),
    index().on(t.organisation_id, t.version),
  ],
);
