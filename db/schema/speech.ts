import { bigint, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { Turn } from '../../transcription/text/schema.ts';
import { id, instant, json } from './columns.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';

/** What a try at a recording found out, for the next try; gone when there is a transcript or none will come. */
export const transcription_checkpoint = pgTable(
  'transcription_note',
  {
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    interaction_id: text()
      .notNull()
      .references(() => interaction.id),
    /** The settings it was found under. */
    under: text().notNull(),
    name: text().notNull(),
    /** Read by whoever looks for a note of this name. */
    value: json(z.unknown()).notNull(),
    created_at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.interaction_id, t.name] }), index().on(t.organisation_id)],
);

/** A process that transcribes, for all organisations of this installation. One that is not seen any more has ended. */
export const worker = pgTable('worker', {
  id: id(),
  host: text().notNull(),
  version: text().notNull(),
  /** Recordings it listens to at once, and processor threads for each. */
  children: integer().notNull(),
  threads: integer().notNull(),
  memory_bytes: bigint({ mode: 'number' }).notNull(),
  started_at: instant().notNull(),
  seen_at: instant().notNull(),
});

/** A speech model on the machine of a worker. */
export const model_copy = pgTable(
  'model_copy',
  {
    worker_id: text()
      .notNull()
      .references(() => worker.id),
    model: text().notNull(),
    state: text().$type<'downloading' | 'ready' | 'failed'>().notNull(),
    received: bigint({ mode: 'number' }).notNull(),
    /** null until the hub has said it. */
    total: bigint({ mode: 'number' }),
    /** Problem code when failed. */
    code: text(),
    seen_at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.worker_id, t.model] })],
);

/** A model an organisation wants to have at hand; every worker fetches it. */
export const model_wish = pgTable(
  'model_wish',
  {
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    model: text().notNull(),
    wished_by: text().references(() => member.id),
    wished_at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisation_id, t.model] })],
);

/** A comparison of models on some calls. */
export const model_trial = pgTable(
  'model_trial',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    asked_by: text().references(() => member.id),
    created_at: instant().notNull(),
  },
  (t) => [index().on(t.organisation_id, t.created_at)],
);

/** One call heard with one model, beside its transcript and without touching it. */
export const model_trial_run = pgTable(
  'model_trial_run',
  {
    id: id(),
    trial_id: text()
      .notNull()
      .references(() => model_trial.id),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    interaction_id: text()
      .notNull()
      .references(() => interaction.id),
    model: text().notNull(),
    state: text().$type<'queued' | 'running' | 'done' | 'failed'>().notNull(),
    progress_bp: integer().notNull().default(0),
    /** Problem code when failed. */
    code: text(),
    language: text(),
    duration_ms: integer(),
    took_ms: integer(),
    turns: json(z.array(Turn)),
    finished_at: instant(),
  },
  (t) => [index().on(t.organisation_id), index().on(t.trial_id)],
);
