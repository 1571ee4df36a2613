import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { STAGES, TRANSCRIPT_ORIGINS, TRANSCRIPTION_STATES } from '../../scorecards/transcripts/states.ts';
import { ChangeMade } from '../../transcription/correcting/change-made.ts';
import { PERSONAL_DATA, PersonalData } from '../../transcription/text/redaction/kinds.ts';
import { SearchLine } from '../../transcription/text/search/document.ts';
import { PEAKS, RECORDING_NOTES, TURNS } from '../../transcription/transcript/shape.ts';
import { SPEAKER_METHODS } from '../../transcription/transcript/transcript.ts';
import { id, instant, json, oneOf, range, searchVector, within } from './columns.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';

/** How far the transcription of a recording has come. Text interactions have none. */
export const transcription = pgTable(
  'transcription',
  {
    interaction_id: text().primaryKey(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    state: text({ enum: TRANSCRIPTION_STATES }).notNull(),
    stage: text({ enum: STAGES }),
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
    within(t, t.interaction_id, interaction),
    index().on(t.organisation_id, t.state),
    // Asked every few seconds, and nearly always empty.
    index('transcription_waiting').on(t.interaction_id).where(sql`state = 'waiting'`),
    oneOf(t.state),
    oneOf(t.stage),
    range(t.progress_bp, 0, 10_000),
    range(t.attempt, 0),
    check('transcription_failed', sql`state not in ('failed', 'waiting') or code is not null`),
    check('transcription_ended', sql`(state in ('done', 'failed')) = (finished_at is not null)`),
  ],
);

/** What was said. A correction is a new revision; the first stays. */
export const transcript = pgTable(
  'transcript',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    interaction_id: text().notNull(),
    revision: integer().notNull(),
    origin: text({ enum: TRANSCRIPT_ORIGINS }).notNull(),
    language: text(),
    /** Every language that was spoken, the most spoken first. */
    languages: text().array().notNull(),
    /** null for text. */
    method: text({ enum: SPEAKER_METHODS }),
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
    made_by: text(),
    /** What a person changed; null where nobody did. */
    changes: json(z.array(ChangeMade)),
    created_at: instant().notNull(),
  },
  (t) => [
    within(t, t.interaction_id, interaction),
    within(t, t.made_by, member),
    unique().on(t.interaction_id, t.revision),
    index().on(t.organisation_id),
    // Asked at every start of a worker, and nearly always empty.
    index('transcript_unsearched').on(t.organisation_id).where(sql`personal_data is null`),
    oneOf(t.origin),
    oneOf(t.method),
    range(t.revision, 1),
    range(t.speakers_confidence_bp, 0, 10_000),
    range(t.duration_ms, 0),
    range(t.announced_ms, 0),
    range(t.took_ms, 0),
  ],
);

/**
 * The newest transcript of an interaction as it is searched: masked, and in the writing in which words are compared.
 */
export const transcript_search = pgTable(
  'transcript_search',
  {
    interaction_id: text().primaryKey(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    revision: integer().notNull(),
    /** The kinds of personal data that were masked in it; where more are to be masked now, it is not searched. */
    masked: text({ enum: PERSONAL_DATA }).array().notNull(),
    terms: searchVector().notNull(),
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
    within(t, t.interaction_id, interaction),
    // Without a list of what is still to be put in: the embedded database never tidies it up.
    index('transcript_search_terms').using('gin', t.terms).with({ fastupdate: false }),
    index().on(t.organisation_id, t.version),
    oneOf(t.masked),
    range(t.revision, 1),
    range(t.version, 0),
  ],
);
