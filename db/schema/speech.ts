import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { MODEL_COPY_STATES, WORK_STATES } from '../../scorecards/transcripts/states.ts';
import { Turn } from '../../transcription/text/schema.ts';
import { id, identity, instant, json, oneOf, range, within } from './columns.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';

/** What a try at a recording found out, for the next try; gone when there is a transcript or none will come. */
export const transcription_checkpoint = pgTable(
  'transcription_note',
  {
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    interaction_id: text().notNull(),
    /** The settings it was found under. */
    under: text().notNull(),
    name: text().notNull(),
    /** Used to find a checkpoint by its name. */
    value: json(z.unknown()).notNull(),
    created_at: instant().notNull(),
  },
  (t) => [
    within(t, t.interaction_id, interaction),
    primaryKey({ columns: [t.interaction_id, t.name] }),
    index().on(t.organisation_id),
  ],
);

/** A process that transcribes, for all organisations of this installation. One that is not seen any more has ended. */
export const worker = pgTable(
  'worker',
  {
    id: id(),
    host: text().notNull(),
    version: text().notNull(),
    /** Recordings it listens to at once, and processor threads for each. */
    children: integer().notNull(),
    threads: integer().notNull(),
    memory_bytes: bigint({ mode: 'number' }).notNull(),
    started_at: instant().notNull(),
    seen_at: instant().notNull(),
  },
  (t) => [range(t.children, 0), range(t.threads, 0), range(t.memory_bytes, 0)],
);

/** A speech model on the machine of a worker. */
export const model_copy = pgTable(
  'model_copy',
  {
    worker_id: text()
      .notNull()
      .references(() => worker.id),
    model: text().notNull(),
    state: text({ enum: MODEL_COPY_STATES }).notNull(),
    received: bigint({ mode: 'number' }).notNull(),
    /** null until the hub has said it. */
    total: bigint({ mode: 'number' }),
    /** Problem code when failed. */
    code: text(),
    seen_at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.worker_id, t.model] }),
    oneOf(t.state),
    range(t.received, 0),
    range(t.total, 0),
    check('model_copy_failed', sql`state <> 'failed' or code is not null`),
  ],
);

/** A model an organisation wants to have at hand; every worker fetches it. */
export const model_wish = pgTable(
  'model_wish',
  {
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    model: text().notNull(),
    wished_by: text(),
    wished_at: instant().notNull(),
  },
  (t) => [within(t, t.wished_by, member), primaryKey({ columns: [t.organisation_id, t.model] })],
);

/** A comparison of models on some calls. */
export const model_trial = pgTable(
  'model_trial',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    asked_by: text(),
    created_at: instant().notNull(),
  },
  (t) => [identity(t), within(t, t.asked_by, member), index().on(t.organisation_id, t.created_at)],
);

/** One call heard with one model, beside its transcript and without touching it. */
export const model_trial_run = pgTable(
  'model_trial_run',
  {
    id: id(),
    trial_id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    interaction_id: text().notNull(),
    model: text().notNull(),
    state: text({ enum: WORK_STATES }).notNull(),
    progress_bp: integer().notNull().default(0),
    /** Problem code when failed. */
    code: text(),
    language: text(),
    duration_ms: integer(),
    took_ms: integer(),
    turns: json(z.array(Turn)),
    finished_at: instant(),
  },
  (t) => [
    within(t, t.trial_id, model_trial),
    within(t, t.interaction_id, interaction),
    index().on(t.organisation_id),
    index().on(t.trial_id),
    oneOf(t.state),
    range(t.progress_bp, 0, 10_000),
    range(t.duration_ms, 0),
    range(t.took_ms, 0),
    check('model_trial_run_failed', sql`state <> 'failed' or code is not null`),
    check('model_trial_run_ended', sql`(state in ('done', 'failed')) = (finished_at is not null)`),
  ],
);
