import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { Stretch } from '../../transcription/text/schema.ts';
import { id, instant, json } from './columns.ts';
import { interaction } from './interactions.ts';
import { organisation } from './people.ts';

/** `muted`: personal data made silent, in a form browsers play. `playable`: the whole of it in such a form. */
export type CopyKind = 'muted' | 'playable';
export type CopyState = 'queued' | 'running' | 'done' | 'failed';

/**
 * A copy of a recording. Which one is to be heard follows from the transcript: `cut` names the stretches that are
 * silent in it, so that one made for other stretches is never taken for it.
 */
export const recording_copy = pgTable(
  'recording_copy',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    interaction_id: text()
      .notNull()
      .references(() => interaction.id),
    kind: text().$type<CopyKind>().notNull(),
    /** SHA-256 of the muted stretches, hex; of a playable copy that of none. */
    cut: text().notNull(),
    muted: json(z.array(Stretch)).notNull(),
    state: text().$type<CopyState>().notNull(),
    /** Problem code when failed. */
    code: text(),
    attempt: integer().notNull().default(0),
    /** Of the stored file; null until it is done. */
    sha256: text(),
    size: bigint({ mode: 'number' }),
    mime: text(),
    queued_at: instant().notNull(),
    started_at: instant(),
    finished_at: instant(),
  },
  (t) => [
    unique().on(t.interaction_id, t.kind, t.cut),
    index().on(t.organisation_id),
    index('recording_copy_open').on(t.organisation_id).where(sql`state <> 'done'`),
  ],
);
