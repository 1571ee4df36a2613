import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { identity, instant, within } from './columns.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';
import { review } from './samples.ts';
import { scorecard_version } from './scorecards.ts';

/** Several reviewers score one interaction blind to each other. */
export const calibration = pgTable(
  'calibration',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    name: text().notNull(),
    interaction_id: text().notNull(),
    scorecard_version_id: text().notNull(),
    opened_by: text().notNull(),
    opened_at: instant().notNull(),
    /** Set when all are in, or when the manager closes it. */
    closed_at: instant(),
  },
  (t) => [
    identity(t),
    within(t, t.interaction_id, interaction),
    within(t, t.scorecard_version_id, scorecard_version),
    within(t, t.opened_by, member),
    index().on(t.organisation_id, t.opened_at),
  ],
);

export const calibration_review = pgTable(
  'calibration_review',
  {
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    calibration_id: text().notNull(),
    review_id: text().notNull().unique(),
  },
  (t) => [
    within(t, t.calibration_id, calibration),
    within(t, t.review_id, review),
    primaryKey({ columns: [t.calibration_id, t.review_id] }),
  ],
);
