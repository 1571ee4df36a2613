import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { GOAL_STATES } from '../../scorecards/coaching/plan.ts';
import { TASK_STATES } from '../../scorecards/coaching/task.ts';
import { CAUSE_KINDS } from '../../scorecards/coaching/triggers.ts';
import { LEVELS } from '../../scorecards/competencies/level.ts';
import { Text } from '../../scorecards/scorecard/text.ts';
import { id, identity, instant, json, oneOf, range, within } from './columns.ts';
import { competency_framework } from './competencies.ts';
import { evaluation } from './evaluations.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';
import { scorecard, scorecard_version } from './scorecards.ts';

/** One per agent: where they want to get to, goal by goal. */
export const development_plan = pgTable(
  'development_plan',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    agent_id: text().notNull().unique(),
    opened_at: instant().notNull(),
  },
  (t) => [identity(t), within(t, t.agent_id, member)],
);

export const goal = pgTable(
  'goal',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    plan_id: text().notNull(),
    /** The framework it was set by; null: the one included with Attune. */
    framework_id: text(),
    competency: text().notNull(),
    level_now: text({ enum: LEVELS }).notNull(),
    level_wanted: text({ enum: LEVELS }).notNull(),
    due_on: date({ mode: 'string' }).notNull(),
    state: text({ enum: GOAL_STATES }).notNull(),
    created_at: instant().notNull(),
  },
  (t) => [
    identity(t),
    within(t, t.plan_id, development_plan),
    within(t, t.framework_id, competency_framework),
    uniqueIndex('one_open_goal').on(t.plan_id, t.competency).where(sql`state = 'open'`),
    index().on(t.plan_id),
    oneOf(t.level_now),
    oneOf(t.level_wanted),
    oneOf(t.state),
  ],
);

export const step = pgTable(
  'step',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    goal_id: text().notNull(),
    position: integer().notNull(),
    text: json(Text).notNull(),
    due_on: date({ mode: 'string' }).notNull(),
    done_at: instant(),
  },
  (t) => [within(t, t.goal_id, goal), unique().on(t.goal_id, t.position), range(t.position, 1)],
);

export const coaching_task = pgTable(
  'coaching_task',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    agent_id: text().notNull(),
    /** Agent's coach, else the manager; null when there is neither. */
    coach_id: text(),
    /** null while only proposed. */
    goal_id: text(),
    kind: text({ enum: CAUSE_KINDS }).notNull(),
    // The cause: the same one while a task is open adds to that task.
    scorecard_id: text().notNull(),
    criterion: text(),
    section: text(),
    /** The version of the score's formula that found it. */
    formula: text().notNull(),
    competency: text().notNull(),
    scorecard_version_id: text().notNull(),
    state: text({ enum: TASK_STATES }).notNull(),
    due_on: date({ mode: 'string' }).notNull(),
    /** Why it was dismissed. */
    reason: text(),
    /** The task that goes on in its stead. */
    merged_into: text(),
    created_at: instant().notNull(),
    changed_at: instant().notNull(),
  },
  (t) => [
    identity(t),
    within(t, t.agent_id, member),
    within(t, t.coach_id, member),
    within(t, t.goal_id, goal),
    within(t, t.scorecard_version_id, scorecard_version),
    within(t, t.merged_into, t),
    within(t, t.scorecard_id, scorecard),
    uniqueIndex('one_open_task')
      .on(t.agent_id, t.scorecard_id, t.kind, sql`coalesce(criterion, section)`)
      .where(sql`state not in ('done', 'dismissed', 'merged')`),
    index().on(t.organisation_id, t.state),
    index().on(t.agent_id),
    oneOf(t.kind),
    check(
      'coaching_task_cause',
      sql`(kind = 'critical') = (criterion is not null) and (kind = 'section') = (section is not null)`,
    ),
    oneOf(t.state),
    check('coaching_task_reason', sql`(state = 'dismissed') = (reason is not null)`),
    check('coaching_task_merged', sql`(state = 'merged') = (merged_into is not null) and merged_into <> id`),
    // Only what a coach has taken up works towards a goal.
    check('coaching_task_goal', sql`state in ('proposed', 'dismissed', 'merged') or goal_id is not null`),
  ],
);

/** A moment in a call, or a whole evaluation without one, that a task rests on. */
export const task_evidence = pgTable(
  'task_evidence',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    task_id: text().notNull(),
    evaluation_id: text().notNull(),
    interaction_id: text().notNull(),
    criterion: text(),
    turn: integer(),
    /** null when no moment was pinned. */
    start_ms: integer(),
    end_ms: integer(),
    quote: text().notNull(),
    comment: text().notNull(),
  },
  (t) => [
    within(t, t.task_id, coaching_task),
    within(t, t.evaluation_id, evaluation),
    within(t, t.interaction_id, interaction),
    index().on(t.task_id),
    index().on(t.evaluation_id),
    range(t.turn, 0),
    check('task_evidence_moment', sql`0 <= start_ms and start_ms <= end_ms and num_nulls(start_ms, end_ms) in (0, 2)`),
  ],
);

/** What happened to a task, in order. */
export const task_event = pgTable(
  'task_event',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    task_id: text().notNull(),
    /** null: the product itself, on a submitted evaluation. */
    actor_id: text(),
    state: text({ enum: TASK_STATES }).notNull(),
    note: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    within(t, t.task_id, coaching_task),
    within(t, t.actor_id, member),
    index().on(t.task_id, t.at),
    oneOf(t.state),
  ],
);
