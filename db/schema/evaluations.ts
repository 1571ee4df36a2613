import { index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { Answers } from '../../scorecards/scorecard/answers.ts';
import type { CriticalClass } from '../../scorecards/scorecard/definition.ts';
import type { CriterionState, Score } from '../../scorecards/scorecard/score.ts';
import { id, instant } from './columns.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';
import { review } from './samples.ts';
import { scorecard_version } from './scorecards.ts';

/** What the reviewer has so far; every change is one revision. Gone on submit. */
export const draft = pgTable('draft', {
  review_id: text()
    .primaryKey()
    .references(() => review.id),
  organisation_id: text()
    .notNull()
    .references(() => organisation.id),
  revision: integer().notNull(),
  answers: jsonb().$type<Answers>().notNull(),
  summary: text().notNull(),
  /** Time the workspace was open and in use, ms. */
  spent_ms: integer().notNull(),
  saved_at: instant().notNull(),
});

/** A submitted evaluation. Never updated. */
export const evaluation = pgTable(
  'evaluation',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    review_id: text()
      .notNull()
      .references(() => review.id),
    interaction_id: text()
      .notNull()
      .references(() => interaction.id),
    agent_id: text()
      .notNull()
      .references(() => member.id),
    reviewer_id: text()
      .notNull()
      .references(() => member.id),
    scorecard_version_id: text()
      .notNull()
      .references(() => scorecard_version.id),
    kind: text().$type<'random' | 'targeted' | 'calibration'>().notNull(),
    inclusion_ppm: integer(),
    answers: jsonb().$type<Answers>().notNull(),
    summary: text().notNull(),
    score: jsonb().$type<Score>().notNull(),
    /** Before any critical policy; null when nothing applied. */
    score_bp: integer(),
    critical_count: integer().notNull(),
    formula: text().notNull(),
    spent_ms: integer().notNull(),
    /** The transcript as it stood; null where there was none to read. */
    transcript_revision: integer(),
    submitted_at: instant().notNull(),
  },
  (t) => [
    unique().on(t.review_id),
    index().on(t.organisation_id, t.agent_id, t.submitted_at),
    index().on(t.organisation_id, t.submitted_at),
    index().on(t.interaction_id),
  ],
);

/** The evaluation's answers as rows, for counting. */
export const evaluation_criterion = pgTable(
  'evaluation_criterion',
  {
    evaluation_id: text()
      .notNull()
      .references(() => evaluation.id),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    criterion: text().notNull(),
    state: text().$type<CriterionState>().notNull(),
    value_bp: integer(),
    critical: text().$type<CriticalClass>(),
  },
  (t) => [primaryKey({ columns: [t.evaluation_id, t.criterion] }), index().on(t.organisation_id, t.criterion)],
);

/** The agent has read and heard it. */
export const acknowledgement = pgTable('acknowledgement', {
  evaluation_id: text()
    .primaryKey()
    .references(() => evaluation.id),
  organisation_id: text()
    .notNull()
    .references(() => organisation.id),
  agent_id: text()
    .notNull()
    .references(() => member.id),
  comment: text().notNull(),
  at: instant().notNull(),
});
