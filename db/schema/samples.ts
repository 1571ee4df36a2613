import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { REVIEW_KINDS, REVIEW_STATES } from '../../scorecards/evaluations/evaluation.ts';
import { SamplingPlan } from '../../scorecards/samples/plan.ts';
import { identity, instant, json, oneOf, range, within } from './columns.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';
import { scorecard, scorecard_version } from './scorecards.ts';

export const sampling_plan = pgTable(
  'sampling_plan',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    name: text().notNull(),
    scorecard_id: text().notNull(),
    definition: json(SamplingPlan).notNull(),
    active: boolean().notNull().default(true),
    created_by: text().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [
    identity(t),
    within(t, t.scorecard_id, scorecard),
    within(t, t.created_by, member),
    index().on(t.organisation_id),
  ],
);

/** One draw of one week: repeatable from its seed. */
export const draw = pgTable(
  'draw',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    plan_id: text().notNull(),
    /** Monday of the ISO week in the organisation's zone. */
    week: date({ mode: 'string' }).notNull(),
    seed: text().notNull(),
    eligible: integer().notNull(),
    drawn: integer().notNull(),
    drawn_by: text(),
    drawn_at: instant().notNull(),
  },
  (t) => [
    identity(t),
    within(t, t.plan_id, sampling_plan),
    within(t, t.drawn_by, member),
    index().on(t.plan_id, t.week),
    range(t.eligible, 1),
    check('draw_drawn', sql`drawn between 1 and eligible`),
  ],
);

/** A piece of work for a reviewer: this interaction on this version of a scorecard. */
export const review = pgTable(
  'review',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    interaction_id: text().notNull(),
    /** The agent it is about: whose score it may enter. */
    agent_id: text().notNull(),
    scorecard_version_id: text().notNull(),
    reviewer_id: text().notNull(),
    kind: text({ enum: REVIEW_KINDS }).notNull(),
    state: text({ enum: REVIEW_STATES }).notNull(),
    lease_until: instant(),
    created_at: instant().notNull(),
  },
  (t) => [
    identity(t),
    within(t, t.interaction_id, interaction),
    within(t, t.agent_id, member),
    within(t, t.scorecard_version_id, scorecard_version),
    within(t, t.reviewer_id, member),
    // However many draws include an interaction, it is reviewed once for all of them.
    uniqueIndex('review_one_random').on(t.interaction_id).where(sql`kind = 'random' and state <> 'withdrawn'`),
    // A second click makes no second review.
    uniqueIndex('review_one_targeted')
      .on(t.interaction_id, t.reviewer_id)
      .where(sql`kind = 'targeted' and state in ('waiting', 'taken')`),
    index().on(t.organisation_id, t.reviewer_id, t.state, t.created_at),
    index().on(t.interaction_id),
    index().on(t.organisation_id, t.agent_id),
    // Which scorecard was used last.
    index('review_on_version').on(t.organisation_id, t.scorecard_version_id, t.created_at),
    // Most are submitted: the others are counted, and taken off what was drawn.
    index('review_not_submitted').on(t.organisation_id, t.id).where(sql`state <> 'submitted'`),
    oneOf(t.kind),
    oneOf(t.state),
    check('review_lease', sql`(state = 'taken') = (lease_until is not null)`),
  ],
);

/**
 * One interaction that a draw took, by the review it points to. A draw that takes what another has taken shares its
 * review: each has the chance it gave the interaction, the review is done once.
 */
export const draw_item = pgTable(
  'draw_item',
  {
    draw_id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    review_id: text().notNull(),
    /** Chance of having been drawn, parts per million. */
    inclusion_ppm: integer().notNull(),
    stratum_size: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.draw_id, t.review_id] }),
    within(t, t.draw_id, draw),
    within(t, t.review_id, review),
    index().on(t.review_id),
    range(t.inclusion_ppm, 1, 1_000_000),
    range(t.stratum_size, 1),
  ],
);
