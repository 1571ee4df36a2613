import { integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { Framework } from '../../scorecards/competencies/framework.ts';
import { identity, instant, json, range, within } from './columns.ts';
import { member, organisation } from './people.ts';

/** A version of the organisation's framework of competencies. Never updated: the newest is the one that holds. */
export const competency_framework = pgTable(
  'competency_framework',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    /** 1, 2, 3 …; until there is one, the framework included with Attune holds. */
    number: integer().notNull(),
    framework: json(Framework).notNull(),
    changed_by: text().notNull(),
    changed_at: instant().notNull(),
  },
  (t) => [identity(t), within(t, t.changed_by, member), unique().on(t.organisation_id, t.number), range(t.number, 1)],
);
