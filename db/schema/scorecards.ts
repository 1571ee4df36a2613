import { integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { id, instant, json } from './columns.ts';
import { member, organisation } from './people.ts';

export const scorecard = pgTable(
  'scorecard',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    /** The definition's own id (`VG`), stable over versions. */
    key: text().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [unique().on(t.organisation_id, t.key)],
);

/** A published scorecard. Never updated. */
export const scorecard_version = pgTable(
  'scorecard_version',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    scorecard_id: text()
      .notNull()
      .references(() => scorecard.id),
    /** 1, 2, 3 … */
    number: integer().notNull(),
    definition: json(Scorecard).notNull(),
    published_by: text().references(() => member.id),
    published_at: instant().notNull(),
  },
  (t) => [unique().on(t.scorecard_id, t.number)],
);
