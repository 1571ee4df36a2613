import { sql } from 'drizzle-orm';
import { type AnyPgColumn, date, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Level } from '../../scorecards/coaching/competencies.ts';
import type { TaskState } from '../../scorecards/coaching/task.ts';
import { type Competency, Text } from '../../scorecards/scorecard/definition.ts';
import { id, instant, json } from './columns.ts';
import { evaluation } from './evaluations.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';
import { scorecard_version } from './scorecards.ts';

/** One per agent: where they want to get to, goal by goal. */
export const development_plan = pgTable('development_plan', {
  id: id(),
  organisation_id: text()
    .notNull()
    .references(() => organisation.id),
  agent_id: text()
    .notNull()
    .unique()
    .references(() => member.id),
  opened_at: instant().notNull(),
});

export const goal = pgTable(
  'goal',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    plan_id: text()
      .notNull()
      .references(() => development_plan.id),
    competency: text().$type<Competency>().notNull(),
    level_now: text().$type<Level>().notNull(),
    level_wanted: text().$type<Level>().notNull(),
    due_on: date({ mode: 'string' }).notNull(),
    state: text().$type<'open' | 'reached' | 'dropped'>().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [uniqueIndex('one_open_goal').on(t.plan_id, t.competency).where(sql`state = 'open'`), index().on(t.plan_id)],
);

export const step = pgTable(
  'step',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    goal_id: text()
      .notNull()
      .references(() => goal.id),
    position: integer().notNull(),
    text: json(Text).notNull(),
    due_on: date({ mode: 'string' }).notNull(),
    done_at: instant(),
  },
  (t) => [index().on(t.goal_id)],
);

export const coaching_task = pgTable(
  'coaching_task',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    agent_id: text()
      .notNull()
      .references(() => member.id),
    /** Agent's coach, else the manager; null when there is neither. */
    coach_id: text().references(() => member.id),
    /** null while only proposed. */
    goal_id: text().references(() => goal.id),
    kind: text().$type<'critical' | 'section'>().notNull(),
    /** `critical:VG4`, `section:VG-C`: the same cause while a task is open adds to that task. */
    cause: text().notNull(),
    competency: text().$type<Competency>().notNull(),
    scorecard_version_id: text()
      .notNull()
      .references(() => scorecard_version.id),
    state: text().$type<TaskState>().notNull(),
    due_on: date({ mode: 'string' }).notNull(),
    /** Why it was dismissed. */
    reason: text(),
    /** The task that goes on in its stead. */
    merged_into: text().references((): AnyPgColumn => coaching_task.id),
    created_at: instant().notNull(),
    changed_at: instant().notNull(),
  },
  (t) => [
    uniqueIndex('one_open_task').on(t.agent_id, t.cause).where(sql`state not in ('done', 'dismissed', 'merged')`),
    index().on(t.organisation_id, t.state),
    index().on(t.agent_id),
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
    task_id: text()
      .notNull()
      .references(() => coaching_task.id),
    evaluation_id: text()
      .notNull()
      .references(() => evaluation.id),
    interaction_id: text()
      .notNull()
      .references(() => interaction.id),
    criterion: text(),
    turn: integer(),
    /** null when no moment was pinned. */
    start_ms: integer(),
    end_ms: integer(),
    quote: text().notNull(),
    comment: text().notNull(),
  },
  (t) => [index().on(t.task_id), index().on(t.evaluation_id)],
);

/** What happened to a task, in order. */
export const task_event = pgTable(
  'task_event',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    task_id: text()
      .notNull()
      .references(() => coaching_task.id),
    /** null: the product itself, on a submitted evaluation. */
    actor_id: text().references(() => member.id),
    state: text().$type<TaskState>().notNull(),
    note: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [index().on(t.task_id, t.at)],
);
