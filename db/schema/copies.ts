import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { COPY_KINDS, WORK_STATES } from '../../scorecards/transcripts/states.ts';
import { Stretch } from '../../transcription/text/schema.ts';
import { id, instant, json, oneOf, range, within } from './columns.ts';
import { interaction } from './interactions.ts';
import { organisation } from './people.ts';

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
    interaction_id: text().notNull(),
    kind: text({ enum: COPY_KINDS }).notNull(),
    /** SHA-256 of the muted stretches, hex; of a playable copy that of none. */
    cut: text().notNull(),
    muted: json(z.array(Stretch)).notNull(),
    state: text({ enum: WORK_STATES }).notNull(),
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
    within(t, t.interaction_id, interaction),
    unique().on(t.interaction_id, t.kind, t.cut),
    index().on(t.organisation_id),
    index('recording_copy_open').on(t.organisation_id).where(sql`state <> 'done'`),
    oneOf(t.kind),
    oneOf(t.state),
    range(t.attempt, 0),
    range(t.size, 0),
    check('recording_copy_failed', sql`state <> 'failed' or code is not null`),
    check('recording_copy_ended', sql`(state in ('done', 'failed')) = (finished_at is not null)`),
    check(
      'recording_copy_file',
      sql`(state = 'done') = (sha256 is not null) and num_nulls(sha256, size, mime) in (0, 3)`,
    ),
  ],
);
