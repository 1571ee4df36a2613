// A reviewer's work: the queue, taking a review for two hours at a time, and the workspace.
import { and, asc, count, eq, gte, inArray, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { startOfDate } from '../../scorecards/calendar/calendar.ts';
import {
  type Held,
  leaseFrom,
  type ReviewKind,
  type ReviewState,
  type ReviewStatusChange,
  statusChangeProblem,
} from '../../scorecards/evaluations/evaluation.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { Answers } from '../../scorecards/scorecard/answers.ts';
import { type Situation, situationFor } from '../../scorecards/scorecard/conditions.ts';
import type { Scorecard } from '../../scorecards/scorecard/definition.ts';
import type { AgentChannel } from '../../transcription/transcript/transcript.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { todayIn, zoneOf } from '../database/days.ts';
import { behindRow, type Page, type PageInput, pageById } from '../database/pages.ts';
import { record } from '../events/record.ts';
import {
  agent,
  type InteractionSummary,
  interactionSummary,
  type Person,
  personOf,
  readable,
} from '../people/references.ts';
import { current_evaluation, draft, evaluation } from '../schema/evaluations.ts';
import { interaction } from '../schema/interactions.ts';
import { review } from '../schema/samples.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { definitionOf, type ScorecardName, scorecardName } from '../scorecards/scorecards.ts';
import { maskAnswers } from '../transcripts/masking.ts';

/** A piece of the reviewer's work. `state` is what people see: a review whose lease ran out waits again. */
export type QueueRow = {
  id: string;
  kind: ReviewKind;
  state: 'waiting' | 'taken';
  lease_until: string | null;
  created_at: string;
  interaction: InteractionSummary;
  agent: Person;
  scorecard: ScorecardName;
  /** When the reviewer last saved something; null when nothing is filled in yet. */
  saved_at: string | null;
};

/** Oldest first. */
export type Queue = Page<QueueRow> & {
  /** All that are not submitted, and those of them that nobody works on now. */
  open: number;
  waiting: number;
  /** Submitted since the organisation's midnight. */
  submitted_today: number;
};

export type DraftVersion = { answers: Answers; summary: string; revision: number; spent_ms: number; saved_at: string };

export type Workspace = {
  review: {
    id: string;
    kind: ReviewKind;
    state: ReviewState;
    lease_until: string | null;
    /** Set once it is submitted. */
    evaluation_id: string | null;
    /** Its place among today's work, done and to do; null when it is not part of it. */
    position: { n: number; of: number } | null;
  };
  interaction: InteractionSummary & {
    direction: 'inbound' | 'outbound' | null;
    customer_ref: string | null;
    tags: string[];
    csat: number | null;
    resolved: boolean | null;
    agent_channel: AgentChannel | null;
    metadata: Record<string, string>;
    /** null for text. */
    file_name: string | null;
    /** There are words to read. */
    readable: boolean;
  };
  agent: Person;
  scorecard: { version_id: string; key: string; number: number; definition: Scorecard };
  draft: DraftVersion | null;
  /** What the scorecard's conditions ask about the interaction. */
  situation: Situation;
};

export type Taken = { id: string; lease_until: string };

/** The state people see, in SQL; scorecards/evaluations/evaluation.ts says it of one review. */
export const stateSql = (ctx: Ctx): SQL<ReviewState> =>
  sql<ReviewState>`(case when ${review.state} = 'taken' and (${review.lease_until} is null or ${review.lease_until} <= ${ctx.now.toISOString()}::timestamptz) then 'waiting' else ${review.state} end)`;

const OPEN = ['waiting', 'taken'] as const;

const PAGE = 100;

/** My reviews that are not submitted yet; a calibration is work like any other. */
export async function listQueue(ctx: Ctx, input: PageInput = {}): Promise<Queue> {
  demand(ctx, 'reviews:work');
  const { cursor, limit = PAGE } = input;
  const mineOpen = and(mine(ctx), inArray(review.state, [...OPEN]));
  const found = await ctx.db
    .select({
      id: review.id,
      kind: review.kind,
      state: sql<'waiting' | 'taken'>`${stateSql(ctx)}`.as('seen_state'),
      lease_until: review.lease_until,
      created_at: review.created_at,
      interaction: interactionSummary,
      agent: personOf(agent),
      scorecard: scorecardName,
      saved_at: draft.saved_at,
    })
    .from(review)
    .innerJoin(interaction, eq(interaction.id, review.interaction_id))
    .innerJoin(agent, eq(agent.id, review.agent_id))
    .innerJoin(scorecard_version, eq(scorecard_version.id, review.scorecard_version_id))
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .leftJoin(draft, eq(draft.review_id, review.id))
    .where(and(mineOpen, await behindRow(ctx, cursor, { of: review, by: [review.created_at, review.id] })))
    .orderBy(asc(review.created_at), asc(review.id))
    .limit(limit + 1);
  const waiting = sql<number>`(count(*) filter (where ${stateSql(ctx)} = 'waiting'))::int`;
  const [left] = await ctx.db.select({ open: count(), waiting }).from(review).where(mineOpen);
  const [done] = await ctx.db
    .select({ n: count() })
    .from(evaluation)
    .where(submittedToday(ctx, await midnight(ctx)));
  const { rows, next } = pageById(found, limit);
  return {
    rows: rows.map((row) => ({ ...row, lease_until: row.state === 'taken' ? row.lease_until : null })),
    next,
    open: left?.open ?? 0,
    waiting: left?.waiting ?? 0,
    submitted_today: done?.n ?? 0,
  };
}

/** Takes one of my reviews for two hours, or renews the time. */
export async function takeReview(ctx: Ctx, input: { review: string }): Promise<Taken> {
  demand(ctx, 'reviews:work');
  const taken = await take(ctx, eq(review.id, input.review));
  if (taken) return taken;
  await explainProblem(ctx.db, ctx, input.review, 'take');
  throw new Problem('not-found');
}

/** Takes the review of mine that has waited longest; null when none waits. */
export async function takeNextReview(ctx: Ctx): Promise<Taken | null> {
  demand(ctx, 'reviews:work');
  // Another window that picks at the same moment gets the next one. `=`, not `in`: PostgreSQL runs the choice once
  // then, and not once a row.
  const next = ctx.db
    .select({ id: review.id })
    .from(review)
    .where(and(mine(ctx), sql`${stateSql(ctx)} = 'waiting'`))
    .orderBy(asc(review.created_at), asc(review.id))
    .limit(1)
    .for('update', { skipLocked: true });
  return take(ctx, sql`${review.id} = ${next}`);
}

async function take(ctx: Ctx, which: SQL): Promise<Taken | null> {
  const lease_until = leaseFrom(ctx.now.toISOString());
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(review)
      .set({ state: 'taken', lease_until })
      .where(and(which, mine(ctx), inArray(review.state, [...OPEN])))
      .returning({ id: review.id });
    if (!row) return null;
    await record(tx, ctx, { kind: 'review.taken', subject: row.id, detail: {} });
    return { id: row.id, lease_until };
  });
}

/** Everything the workspace needs but the transcript, which interactions hand out. Only its reviewer sees it. */
export async function readWorkspace(ctx: Ctx, input: { review: string }): Promise<Workspace> {
  demand(ctx, 'reviews:work');
  const [row] = await ctx.db
    .select({
      review: {
        id: review.id,
        kind: review.kind,
        state: sql<ReviewState>`${stateSql(ctx)}`.as('seen_state'),
        lease_until: review.lease_until,
        evaluation_id: current_evaluation.evaluation_id,
      },
      interaction: {
        ...interactionSummary,
        direction: interaction.direction,
        customer_ref: interaction.customer_ref,
        tags: interaction.tags,
        csat: interaction.csat,
        resolved: interaction.resolved,
        agent_channel: interaction.agent_channel,
        metadata: interaction.metadata,
        file_name: interaction.file_name,
        readable: sql<boolean>`${readable}`.as('readable'),
      },
      agent: personOf(agent),
      scorecard: { version_id: scorecard_version.id, key: scorecard.key, number: scorecard_version.number },
      draft: draftColumns,
    })
    .from(review)
    .innerJoin(interaction, eq(interaction.id, review.interaction_id))
    .innerJoin(agent, eq(agent.id, review.agent_id))
    .innerJoin(scorecard_version, eq(scorecard_version.id, review.scorecard_version_id))
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .leftJoin(draft, eq(draft.review_id, review.id))
    .leftJoin(current_evaluation, eq(current_evaluation.review_id, review.id))
    .where(and(mine(ctx), eq(review.id, input.review)));
  if (!row) throw new Problem('not-found');
  if (row.review.state === 'withdrawn') throw new Problem('review-withdrawn');
  const [definition, position] = await Promise.all([
    definitionOf(ctx.db, row.scorecard.version_id),
    positionOf(ctx, row.review.id),
  ]);
  return {
    ...row,
    draft: row.draft && { ...row.draft, answers: await maskAnswers(ctx, row.interaction.id, row.draft.answers) },
    review: { ...row.review, lease_until: row.review.state === 'taken' ? row.review.lease_until : null, position },
    scorecard: { ...row.scorecard, definition },
    situation: situationFor(definition, row.interaction),
  };
}

/** Its place among what is open and what was submitted today, by age; null when it is neither. */
async function positionOf(ctx: Ctx, id: string): Promise<{ n: number; of: number } | null> {
  const place = { id: review.id, created_at: review.created_at };
  const today = submittedToday(ctx, await midnight(ctx));
  // A review is in one of the two.
  const counted = unionAll(
    ctx.db
      .select(place)
      .from(review)
      .where(and(mine(ctx), inArray(review.state, [...OPEN]))),
    ctx.db.select(place).from(evaluation).innerJoin(review, eq(review.id, evaluation.review_id)).where(today),
  ).as('counted');
  const own = ctx.db.select({ created_at: review.created_at, id: review.id }).from(review).where(eq(review.id, id));
  const [found] = await ctx.db
    .select({
      n: sql<number>`(count(*) filter (where (${counted.created_at}, ${counted.id}) <= (${own})))::int`,
      of: count(),
      among: sql<boolean | null>`bool_or(${counted.id} = ${id})`,
    })
    .from(counted);
  return found?.among ? { n: found.n, of: found.of } : null;
}

const midnight = async (ctx: Ctx): Promise<string> => {
  const zone = await zoneOf(ctx.db, ctx);
  return startOfDate(todayIn(zone, ctx.now), zone);
};

const submittedToday = (ctx: Ctx, since: string) =>
  and(
    eq(evaluation.organisation_id, ctx.actor.organisation),
    eq(evaluation.reviewer_id, self(ctx)),
    eq(evaluation.reason, 'submitted'),
    gte(evaluation.submitted_at, since),
  );

const mine = (ctx: Ctx) => and(eq(review.organisation_id, ctx.actor.organisation), eq(review.reviewer_id, self(ctx)));

export const draftColumns = {
  answers: draft.answers,
  summary: draft.summary,
  revision: draft.revision,
  spent_ms: draft.spent_ms,
  saved_at: draft.saved_at,
};

/**
 * Throws why the actor may not do this to a review: `not-found` when it is not theirs (whose it is stays untold),
 * `already-submitted` with the evaluation's id, `review-withdrawn`. Working on a review takes it, so a lease that ran
 * out hinders nothing. Returns when nothing does.
 */
export async function explainProblem(
  db: Db,
  ctx: Ctx,
  id: string,
  change: Extract<ReviewStatusChange, 'take' | 'submit'>,
): Promise<void> {
  const [row] = await db
    .select({
      state: review.state,
      reviewer: review.reviewer_id,
      lease_until: review.lease_until,
      evaluation_id: current_evaluation.evaluation_id,
    })
    .from(review)
    .leftJoin(current_evaluation, eq(current_evaluation.review_id, review.id))
    .where(and(eq(review.id, id), mine(ctx)));
  if (!row) throw new Problem('not-found');
  const held: Held =
    row.state === 'waiting' || row.state === 'taken' ? { ...row, state: 'taken', lease_until: FOREVER } : row;
  const code = statusChangeProblem(held, change, self(ctx), ctx.now.toISOString());
  if (code) throw new Problem(code, {}, row.evaluation_id === null ? null : { evaluation_id: row.evaluation_id });
}

const FOREVER = '9999-12-31T00:00:00.000Z';
