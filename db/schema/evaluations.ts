import { and, ne, notExists, type SQL, sql } from 'drizzle-orm';
import {
  alias,
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  pgView,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { REVIEW_KINDS, VERSION_REASONS } from '../../scorecards/evaluations/evaluation.ts';
import { Answers } from '../../scorecards/scorecard/answers.ts';
import { CHANNELS, CRITICAL_CLASSES } from '../../scorecards/scorecard/definition.ts';
import { CRITERION_STATES, Score } from '../../scorecards/scorecard/score.ts';
import { identity, instant, json, oneOf, range, within } from './columns.ts';
import { interaction } from './interactions.ts';
import { member, organisation } from './people.ts';
import { review } from './samples.ts';
import { scorecard, scorecard_version } from './scorecards.ts';

/** What the reviewer has so far; every change is one revision. Gone on submit. */
export const draft = pgTable(
  'draft',
  {
    review_id: text().primaryKey(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    revision: integer().notNull(),
    answers: json(Answers).notNull(),
    summary: text().notNull(),
    /** Time the workspace was open and in use, ms. */
    spent_ms: integer().notNull(),
    saved_at: instant().notNull(),
  },
  (t) => [within(t, t.review_id, review), range(t.revision, 1), range(t.spent_ms, 0)],
);

/** One version of what a review came to. Never updated: another version takes its place. */
export const evaluation = pgTable(
  'evaluation',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    review_id: text().notNull(),
    interaction_id: text().notNull(),
    agent_id: text().notNull(),
    reviewer_id: text().notNull(),
    scorecard_version_id: text().notNull(),
    /** The version it takes the place of; null for the reviewer's own. */
    replaces_id: text(),
    reason: text({ enum: VERSION_REASONS }).notNull(),
    made_by: text().notNull(),
    /** What was said for it; empty for the reviewer's own. */
    explanation: text().notNull(),
    kind: text({ enum: REVIEW_KINDS }).notNull(),
    inclusion_ppm: integer(),
    // What reports group by, as it was when the review was submitted.
    occurred_at: instant().notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
    language: text(),
    queue: text(),
    /** Teams of the agent. */
    team_ids: text().array().notNull(),
    answers: json(Answers).notNull(),
    summary: text().notNull(),
    score: json(Score).notNull(),
    /** Before any critical policy; null when nothing applied. */
    score_bp: integer(),
    /** After the scorecard's critical policy. */
    final_bp: integer(),
    critical_customer: integer().notNull(),
    critical_business: integer().notNull(),
    critical_compliance: integer().notNull(),
    critical_count: integer().notNull(),
    /** Criteria that were given nothing; criteria that could not be given anything: not applicable, hidden or words. */
    failed: text().array().notNull(),
    not_rated: text().array().notNull(),
    formula: text().notNull(),
    spent_ms: integer().notNull(),
    /** The transcript as it stood; null where there was none to read. */
    transcript_revision: integer(),
    submitted_at: instant().notNull(),
  },
  (t) => [
    identity(t),
    unique('evaluation_of_review').on(t.id, t.review_id, t.organisation_id),
    within(t, t.review_id, review),
    within(t, t.interaction_id, interaction),
    within(t, t.agent_id, member),
    within(t, t.reviewer_id, member),
    within(t, t.scorecard_version_id, scorecard_version),
    within(t, t.replaces_id, t, [t.review_id, t.review_id]),
    within(t, t.made_by, member),
    index().on(t.review_id),
    uniqueIndex('evaluation_one_first').on(t.review_id).where(sql`replaces_id is null`),
    index().on(t.organisation_id, t.agent_id, t.submitted_at),
    // The order of lists, and all that they are narrowed to, so that what is skipped is not looked into.
    index('evaluation_listed').on(
      ...([t.organisation_id, t.submitted_at.desc().nullsFirst(), t.id.desc().nullsFirst(), t.kind] as const),
      ...([t.occurred_at, t.agent_id, t.reviewer_id, t.team_ids, t.channel, t.critical_count] as const),
    ),
    index().on(t.organisation_id, t.reviewer_id, t.submitted_at),
    // All that reports add up, so that they need not look into the rows.
    index('evaluation_figures').on(
      ...([t.organisation_id, t.occurred_at, t.id, t.agent_id, t.team_ids, t.kind, t.channel, t.score_bp] as const),
      ...([t.critical_count, t.critical_customer, t.critical_business, t.critical_compliance] as const),
    ),
    index().on(t.interaction_id),
    // Few versions replace another: whether one is replaced is looked up among those alone.
    uniqueIndex('evaluation_replacing').on(t.replaces_id).where(sql`replaces_id is not null`),
    oneOf(t.reason),
    check('evaluation_first', sql`(reason = 'submitted') = (replaces_id is null)`),
    oneOf(t.kind),
    oneOf(t.channel),
    check('evaluation_score', sql`score_bp between 0 and 10000 and final_bp between 0 and 10000`),
    check(
      'evaluation_critical',
      sql`critical_customer >= 0 and critical_business >= 0 and critical_compliance >= 0
        and critical_count = critical_customer + critical_business + critical_compliance`,
    ),
    check('evaluation_explained', sql`(reason = 'submitted') = (explanation = '')`),
    check('evaluation_chance', sql`(kind = 'random') = (inclusion_ppm is not null)`),
    range(t.inclusion_ppm, 1, 1_000_000),
    range(t.spent_ms, 0),
    range(t.transcript_revision, 1),
  ],
);

/** Which version of a review counts: the only row of an evaluation that moves. */
export const current_evaluation = pgTable(
  'current_evaluation',
  {
    review_id: text().primaryKey(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    evaluation_id: text().notNull().unique(),
  },
  (t) => [within(t, t.review_id, review), within(t, t.evaluation_id, evaluation, [t.review_id, evaluation.review_id])],
);

/** What counts for agents, everywhere: the version of each review that none has replaced, never a calibration's. */
export const counted_evaluation = pgView('counted_evaluation')
  .with({ securityInvoker: true })
  .as((query) => {
    const newer = alias(evaluation, 'newer');
    return query
      .select()
      .from(evaluation)
      .where(
        and(
          ne(evaluation.kind, sql`'calibration'`),
          notExists(
            query
              .select({ one: sql`1`.as('one') })
              .from(newer)
              .where(sql`${newer.replaces_id} = ${evaluation.id} and ${newer.replaces_id} is not null`),
          ),
        ),
      );
  });

/** What reports add up of each evaluation that counts: with the columns of {@link evaluation_tally}. */
export const counted_figures = pgView('counted_figures')
  .with({ securityInvoker: true })
  .as((query) => {
    const { kind, score_bp, critical_count } = counted_evaluation;
    const number = (name: string, what: SQL) => sql<number>`${what}`.as(name);
    return query
      .select({
        organisation_id: counted_evaluation.organisation_id,
        occurred_at: counted_evaluation.occurred_at,
        agent_id: counted_evaluation.agent_id,
        team_ids: counted_evaluation.team_ids,
        channel: counted_evaluation.channel,
        random: number('random', sql`(${kind} = 'random')::int`),
        targeted: number('targeted', sql`(${kind} = 'targeted')::int`),
        scored: number('scored', sql`(${kind} = 'random' and ${score_bp} is not null)::int`),
        score_sum: number('score_sum', sql`case ${kind} when 'random' then coalesce(${score_bp}, 0) else 0 end`),
        score_squares: number(
          'score_squares',
          sql`case ${kind} when 'random' then coalesce(${score_bp} * ${score_bp}, 0) else 0 end`,
        ),
        critical_random: number('critical_random', sql`case ${kind} when 'random' then ${critical_count} else 0 end`),
        critical_targeted: number(
          'critical_targeted',
          sql`case ${kind} when 'targeted' then ${critical_count} else 0 end`,
        ),
        defective: number('defective', sql`(${kind} = 'random' and ${critical_count} > 0)::int`),
        critical_customer: counted_evaluation.critical_customer,
        critical_business: counted_evaluation.critical_business,
        critical_compliance: counted_evaluation.critical_compliance,
      })
      .from(counted_evaluation);
  });

/** What a version gave each criterion. Ids of criteria repeat between scorecards, so the scorecard stands with them. */
export const evaluation_criterion = pgTable(
  'evaluation_criterion',
  {
    evaluation_id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    scorecard_id: text().notNull(),
    criterion: text().notNull(),
    state: text({ enum: CRITERION_STATES }).notNull(),
    value_bp: integer(),
    critical: text({ enum: CRITICAL_CLASSES }),
  },
  (t) => [
    within(t, t.evaluation_id, evaluation),
    within(t, t.scorecard_id, scorecard),
    primaryKey({ columns: [t.evaluation_id, t.criterion] }),
    index('evaluation_criterion_of').on(t.organisation_id, t.scorecard_id, t.criterion),
    // Few are failed: the evaluations that failed one are looked up among those alone.
    index('evaluation_criterion_failed').on(t.organisation_id, t.criterion, t.evaluation_id).where(sql`value_bp = 0`),
    oneOf(t.state),
    oneOf(t.critical),
    range(t.value_bp, 0, 10_000),
  ],
);

/** The agent has read and heard it. */
export const acknowledgement = pgTable(
  'acknowledgement',
  {
    evaluation_id: text().primaryKey(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    agent_id: text().notNull(),
    comment: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [within(t, t.evaluation_id, evaluation), within(t, t.agent_id, member)],
);

/**
 * Sums of {@link counted_figures} by month of the interaction, in UTC, and how many are acknowledged. As with interaction_tally, a trigger adds rows and
 * changes none, and foldTallies() adds equal rows up; what no longer counts is a row of negative numbers. A tally has no
 * references: deleting evaluations adds rows too.
 */
export const evaluation_tally = pgTable(
  'evaluation_tally',
  {
    organisation_id: text().notNull(),
    /** Its first instant. */
    month: instant().notNull(),
    agent_id: text().notNull(),
    team_ids: text().array().notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
    random: integer().notNull(),
    targeted: integer().notNull(),
    /** Random reviews with a score, the sum of their scores, and of the squares; basis points. */
    scored: integer().notNull(),
    score_sum: bigint({ mode: 'number' }).notNull(),
    score_squares: bigint({ mode: 'number' }).notNull(),
    /** Critical errors in random and in targeted reviews; random reviews with one. */
    critical_random: integer().notNull(),
    critical_targeted: integer().notNull(),
    defective: integer().notNull(),
    critical_customer: integer().notNull(),
    critical_business: integer().notNull(),
    critical_compliance: integer().notNull(),
    /** Reviews that their agents acknowledged. */
    acknowledged_random: integer().notNull().default(0),
    acknowledged_targeted: integer().notNull().default(0),
  },
  (t) => [index().on(t.organisation_id, t.month), oneOf(t.channel)],
);

/**
 * Scores of random reviews by week, whatever time zone weeks are counted in: the hours from Monday noon to Sunday 10:00,
 * in UTC, are of the same week everywhere (db/reports/weeks.ts reads the others).
 */
export const week_tally = pgTable(
  'week_tally',
  {
    organisation_id: text().notNull(),
    /** Monday. */
    week: date({ mode: 'string' }).notNull(),
    team_ids: text().array().notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
    scored: integer().notNull(),
    score_sum: bigint({ mode: 'number' }).notNull(),
    score_squares: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [index().on(t.organisation_id, t.week), oneOf(t.channel)],
);

/** Random reviews that asked a criterion and how many of them failed it, by month of the interaction, in UTC. */
export const criterion_tally = pgTable(
  'criterion_tally',
  {
    organisation_id: text().notNull(),
    month: instant().notNull(),
    team_ids: text().array().notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
    scorecard_version_id: text().notNull(),
    criterion: text().notNull(),
    asked: integer().notNull(),
    failed: integer().notNull(),
  },
  (t) => [
    // Added up without looking into the rows.
    index('criterion_tally_counted').on(
      t.organisation_id,
      t.month,
      t.scorecard_version_id,
      t.criterion,
      t.asked,
      t.failed,
      t.team_ids,
      t.channel,
    ),
    oneOf(t.channel),
  ],
);
