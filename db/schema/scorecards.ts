import { integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { StoredScorecard } from '../../scorecards/scorecard/format-1.ts';
import { identity, instant, json, range, within } from './columns.ts';
import { member, organisation } from './people.ts';

export const scorecard = pgTable(
  'scorecard',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    /** The definition's own id (`VG`), stable over versions. */
    key: text().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [identity(t), unique().on(t.organisation_id, t.key)],
);

/** A published scorecard. Never updated. */
export const scorecard_version = pgTable(
  'scorecard_version',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    scorecard_id: text().notNull(),
    /** 1, 2, 3 … */
    number: integer().notNull(),
    definition: json(StoredScorecard, Scorecard).notNull(),
    published_by: text(),
    published_at: instant().notNull(),
  },
  (t) => [
    identity(t),
    within(t, t.scorecard_id, scorecard),
    within(t, t.published_by, member),
    unique().on(t.scorecard_id, t.number),
    range(t.number, 1),
  ],
);
