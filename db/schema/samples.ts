import { boolean, date, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { SamplingPlan } from '../../scorecards/samples/plan.ts';
import { id, instant, json } from './columns.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';
import { scorecard, scorecard_version } from './scorecards.ts';

export const sampling_plan = pgTable(
  'sampling_plan',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    name: text().notNull(),
    scorecard_id: text()
      .notNull()
      .references(() => scorecard.id),
    definition: json(SamplingPlan).notNull(),
    active: boolean().notNull().default(true),
    created_by: text()
      .notNull()
      .references(() => member.id),
    created_at: instant().notNull(),
  },
  (t) => [index().on(t.organisation_id)],
);

/** One draw of one week: repeatable from its seed. */
export const draw = pgTable(
  'draw',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    plan_id: text()
      .notNull()
      .references(() => sampling_plan.id),
    /** Monday of the ISO week in the organisation's zone. */
    week: date({ mode: 'string' }).notNull(),
    seed: text().notNull(),
    eligible: integer().notNull(),
    drawn: integer().notNull(),
    drawn_by: text().references(() => member.id),
    drawn_at: instant().notNull(),
  },
  (t) => [index().on(t.plan_id, t.week)],
);

/** A piece of work for a reviewer: this interaction on this version of a scorecard. */
export const review = pgTable(
  'review',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    interaction_id: text()
      .notNull()
      .references(() => interaction.id),
    /** The agent it is about: whose score it may enter. */
    agent_id: text()
      .notNull()
      .references(() => member.id),
    scorecard_version_id: text()
      .notNull()
      .references(() => scorecard_version.id),
    reviewer_id: text()
      .notNull()
      .references(() => member.id),
    /** Only `random` ones enter an agent's mean; `calibration` ones never count for an agent. */
    kind: text().$type<'random' | 'targeted' | 'calibration'>().notNull(),
    draw_id: text().references(() => draw.id),
    /** Chance of having been drawn, parts per million; null unless random. */
    inclusion_ppm: integer(),
    stratum_size: integer(),
    state: text().$type<'waiting' | 'taken' | 'submitted' | 'withdrawn'>().notNull(),
    lease_until: instant(),
    created_at: instant().notNull(),
  },
  (t) => [
    unique().on(t.draw_id, t.interaction_id),
    index().on(t.organisation_id, t.reviewer_id, t.state, t.created_at),
    index().on(t.interaction_id),
    index().on(t.organisation_id, t.agent_id),
  ],
);
