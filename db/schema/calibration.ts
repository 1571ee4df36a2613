import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';
import { review } from './samples.ts';
import { scorecard_version } from './scorecards.ts';

/** Several reviewers score one interaction blind to each other. */
export const calibration = pgTable(
  'calibration',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    name: text().notNull(),
    interaction_id: text()
      .notNull()
      .references(() => interaction.id),
    scorecard_version_id: text()
      .notNull()
      .references(() => scorecard_version.id),
    opened_by: text()
      .notNull()
      .references(() => member.id),
    opened_at: instant().notNull(),
    /** Set when all are in, or when the manager closes it. */
    closed_at: instant(),
  },
  (t) => [index().on(t.organisation_id, t.opened_at)],
);

export const calibration_review = pgTable(
  'calibration_review',
  {
    calibration_id: text()
      .notNull()
      .references(() => calibration.id),
    review_id: text()
      .notNull()
      .unique()
      .references(() => review.id),
  },
  (t) => [primaryKey({ columns: [t.calibration_id, t.review_id] })],
);
