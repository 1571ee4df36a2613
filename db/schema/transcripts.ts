import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { CHANNELS } from '../../scorecards/scorecard/definition.ts';
import { STAGES, TRANSCRIPT_ORIGINS, TRANSCRIPTION_STATES } from '../../scorecards/transcripts/states.ts';
import { ChangeMade } from '../../transcription/correcting/change-made.ts';
import { Measures, SIDES } from '../../transcription/text/measures/schema.ts';
import { PERSONAL_DATA, PersonalData, PersonalSound } from '../../transcription/text/redaction/kinds.ts';
import { Peaks, RecordingNotes, Turn } from '../../transcription/text/schema.ts';
import { SearchLine } from '../../transcription/text/search/document.ts';
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
    /** The process that has it now or had it last; processes come and go, so this is not a reference. */
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
    recording_notes: json(RecordingNotes),
    turns: json(z.array(Turn)).notNull(),
    /** Where in the turns personal data stands; null until it has been looked for. */
    personal_data: json(z.array(PersonalData)),
    /** Where it is heard in the recording; null until it has been looked for, and of the time before it was kept. */
    personal_sounds: json(z.array(PersonalSound)),
    /** All turns' text joined, personal data masked, for searching. */
    text: text().notNull(),
    peaks: json(Peaks),
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
    unique().on(t.interaction_id, t.revision, t.organisation_id),
    index().on(t.organisation_id),
    // Asked at every start of a worker, and nearly always empty.
    index('transcript_unsearched').on(t.organisation_id).where(sql`personal_sounds is null`),
    oneOf(t.origin),
    oneOf(t.method),
    range(t.revision, 1),
    range(t.speakers_confidence_bp, 0, 10_000),
    range(t.duration_ms, 0),
    range(t.announced_ms, 0),
    range(t.took_ms, 0),
    check('transcript_looked_through', sql`personal_sounds is null or personal_data is not null`),
  ],
);

/**
 * What was measured of a revision of a transcript: whole, for the page, and number by number, for whatever filters, samples
 * or holds to a standard; null is what was not measured or cannot be known. transcription/text/measures/stored.ts makes both.
 */
export const transcript_measures = pgTable(
  'transcript_measures',
  {
    interaction_id: text().notNull(),
    revision: integer().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    /** MEASURES_VERSION of what took them. */
    version: integer().notNull(),
    measures: json(Measures).notNull(),
    /** Of a recording, or of a conversation in writing. */
    kind: text({ enum: ['call', 'text'] }).notNull(),
    agent_talk_ms: integer(),
    customer_talk_ms: integer(),
    agent_share_bp: integer(),
    overlap_ms: integer(),
    missing_side: text({ enum: SIDES }),
    silence_ms: integer(),
    longest_silence_ms: integer(),
    /** Gaps of 3 s and more. */
    silences: integer(),
    time_to_greeting_ms: integer(),
    hold_ms: integer(),
    holds: integer(),
    holds_unannounced: integer(),
    agent_interruptions: integer(),
    customer_interruptions: integer(),
    /** Words or characters a minute of the side's own talk. */
    agent_pace: integer(),
    agent_pace_unit: text({ enum: ['words', 'characters'] }),
    customer_pace: integer(),
    customer_pace_unit: text({ enum: ['words', 'characters'] }),
    /** In ten minutes of the side's own talk. */
    agent_fillers: integer(),
    customer_fillers: integer(),
    /** The median, and the longest. */
    agent_response_ms: integer(),
    agent_longest_response_ms: integer(),
    customer_response_ms: integer(),
    customer_longest_response_ms: integer(),
    agent_messages: integer(),
    customer_messages: integer(),
    first_response_ms: integer(),
    median_wait_ms: integer(),
    longest_wait_ms: integer(),
    rounds: integer(),
    unanswered: integer(),
    last_writer: text({ enum: SIDES }),
    leave_taken: boolean(),
    /** How the customer's words sound, in tenths: −60 to 60. */
    mood_start: integer(),
    mood_end: integer(),
    mood_trend: text({ enum: ['better', 'worse', 'same'] }),
  },
  (t) => [
    primaryKey({ columns: [t.interaction_id, t.revision] }),
    foreignKey({
      name: 'transcript_measures_of',
      columns: [t.organisation_id, t.interaction_id, t.revision],
      foreignColumns: [transcript.organisation_id, transcript.interaction_id, transcript.revision],
    }),
    index().on(t.organisation_id, t.version),
    ...[t.kind, t.missing_side, t.agent_pace_unit, t.customer_pace_unit, t.last_writer, t.mood_trend].map(oneOf),
    range(t.revision, 1),
    range(t.version, 0),
    range(t.agent_share_bp, 0, 10_000),
    range(t.mood_start, -60, 60),
    range(t.mood_end, -60, 60),
    ...[
      t.agent_talk_ms,
      t.customer_talk_ms,
      t.overlap_ms,
      t.silence_ms,
      t.longest_silence_ms,
      t.silences,
      t.time_to_greeting_ms,
      t.hold_ms,
      t.holds,
      t.holds_unannounced,
      t.agent_interruptions,
      t.customer_interruptions,
      t.agent_pace,
      t.customer_pace,
      t.agent_fillers,
      t.customer_fillers,
      t.agent_response_ms,
      t.agent_longest_response_ms,
      t.customer_response_ms,
      t.customer_longest_response_ms,
      t.agent_messages,
      t.customer_messages,
      t.first_response_ms,
      t.median_wait_ms,
      t.longest_wait_ms,
      t.rounds,
      t.unanswered,
    ].map((column) => range(column, 0)),
  ],
);

/**
 * The searchable form of an interaction's newest transcript: masked and normalised.
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
    /** Whether the terms include pairs of words; the longest transcripts go without. */
    paired: boolean().notNull(),
    // Copied from the interaction, so that a search filters by them together with the terms.
    agent_id: text().notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
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
    within(t, t.interaction_id, interaction),
    within(t, t.agent_id, member),
    // Without a list of what is still to be put in: the embedded database never tidies it up.
    index('transcript_search_terms').using('gin', t.terms).with({ fastupdate: false }),
    index().on(t.organisation_id, t.version),
    oneOf(t.masked),
    oneOf(t.channel),
    range(t.revision, 1),
    range(t.version, 0),
  ],
);
