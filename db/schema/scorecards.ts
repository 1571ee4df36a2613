import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { Draft, Scorecard } from '../../scorecards/scorecard/definition.ts';
import { StoredScorecard } from '../../scorecards/scorecard/format-1.ts';
import { SETTING_PARTS, Setting } from '../../scorecards/scorecard/settings.ts';
import { id, identity, instant, json, oneOf, range, within } from './columns.ts';
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
    /** Since when no new work begins on it; what is begun goes on. */
    retired_at: instant(),
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

/** What somebody is writing: the next version of a scorecard, or its first. One at a time; gone when it is published. */
export const scorecard_draft = pgTable(
  'scorecard_draft',
  {
    scorecard_id: text().primaryKey(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    /** The version it began with; null for a first one, or one read from a file. */
    based_on: text(),
    definition: json(Draft).notNull(),
    /** Counts what was saved. */
    revision: integer().notNull(),
    changed_by: text().notNull(),
    changed_at: instant().notNull(),
  },
  (t) => [
    within(t, t.scorecard_id, scorecard),
    within(t, t.based_on, scorecard_version),
    within(t, t.changed_by, member),
    range(t.revision, 1),
  ],
);

/** A version of a part of the settings for scorecards. Never updated: the newest is the one that holds. */
export const scorecard_setting = pgTable(
  'scorecard_setting',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    part: text({ enum: SETTING_PARTS }).notNull(),
    /** 1, 2, 3 … within the part. */
    number: integer().notNull(),
    setting: json(Setting).notNull(),
    changed_by: text().notNull(),
    changed_at: instant().notNull(),
  },
  (t) => [
    within(t, t.changed_by, member),
    unique().on(t.organisation_id, t.part, t.number),
    oneOf(t.part),
    range(t.number, 1),
    check('scorecard_setting_setting', sql`setting ->> 'part' = part`),
  ],
);
