// What lists of evaluations are narrowed to, and how long such a list is.
import { and, eq, exists, gt, gte, inArray, lt, not, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Channel } from '../../scorecards/scorecard/definition.ts';
import type { Ctx } from '../database/context.ts';
import { type Counted, countUpTo } from '../database/count.ts';
import { instantsOf, zoneOf } from '../database/days.ts';
import { ofAllTime } from '../database/tallies.ts';
import { reachesAll } from '../people/visible.ts';
import {
  acknowledgement,
  counted_evaluation as counted,
  criterion_tally,
  evaluation_criterion,
  evaluation_tally,
} from '../schema/evaluations.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';

export type EvaluationKind = 'random' | 'targeted';

/** What a list is narrowed to. Days are the interaction's, in the organisation's zone. */
export type EvaluationFilter = {
  agent?: string;
  team?: string;
  kind?: EvaluationKind;
  channel?: Channel;
  from?: string;
  to?: string;
  /** Those with a critical error. */
  critical?: boolean;
  /** Those that gave this criterion nothing; criteria of other scorecards may have the same id. */
  failed?: string;
  /** Key of the scorecard of `failed`. */
  scorecard?: string;
  acknowledged?: boolean;
  cursor?: string;
  /** 50 by default. */
  limit?: number;
};

/** How many there are: from a tally if one tells them apart, else counted as far as rows are counted. */
export async function countOf(ctx: Ctx, filter: EvaluationFilter, wanted: SQL | undefined): Promise<Counted> {
  const { agent: agent_id, kind, acknowledged, failed, critical, from, to } = filter;
  const tallied = critical === undefined && from === undefined && to === undefined;
  if (tallied && reachesAll(ctx, 'evaluations:read')) {
    if (failed === undefined) return exactly(talliedReviews(ctx, filter));
    if (kind === 'random' && agent_id === undefined && acknowledged === undefined)
      return exactly(talliedFailures(ctx, filter, failed));
  }
  const rows = ctx.db
    .select({ one: sql`1`.as('one') })
    .from(counted)
    .where(wanted);
  return countUpTo(ctx.db, rows);
}

async function exactly(sum: Promise<{ n: number }[]>): Promise<Counted> {
  return { total: (await sum)[0]?.n ?? 0, total_exact: true };
}

function talliedReviews(ctx: Ctx, filter: EvaluationFilter): Promise<{ n: number }[]> {
  const { random, targeted, acknowledged_random, acknowledged_targeted } = evaluation_tally;
  const of = (all: SQLWrapper, acknowledged: SQLWrapper): SQL => {
    if (filter.acknowledged === undefined) return sql`${all}`;
    return filter.acknowledged ? sql`${acknowledged}` : sql`${all} - ${acknowledged}`;
  };
  const chance = of(random, acknowledged_random);
  const chosen = of(targeted, acknowledged_targeted);
  const counts = { random: chance, targeted: chosen };
  const each = filter.kind === undefined ? sql`(${chance}) + (${chosen})` : counts[filter.kind];
  return ctx.db
    .select({ n: sql<number>`coalesce(sum(${each}), 0)::int` })
    .from(evaluation_tally)
    .where(
      and(
        ofTally(ctx, filter, evaluation_tally),
        filter.agent === undefined ? undefined : eq(evaluation_tally.agent_id, filter.agent),
      ),
    );
}

function talliedFailures(ctx: Ctx, filter: EvaluationFilter, failed: string): Promise<{ n: number }[]> {
  const versions = ctx.db
    .select({ id: scorecard_version.id })
    .from(scorecard_version)
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .where(and(eq(scorecard.organisation_id, ctx.actor.organisation), eq(scorecard.key, filter.scorecard ?? '')));
  return ctx.db
    .select({ n: sql<number>`coalesce(sum(${criterion_tally.failed}), 0)::int` })
    .from(criterion_tally)
    .where(
      and(
        ofTally(ctx, filter, criterion_tally),
        eq(criterion_tally.criterion, failed),
        filter.scorecard === undefined ? undefined : inArray(criterion_tally.scorecard_version_id, versions),
      ),
    );
}

const ofTally = (ctx: Ctx, filter: EvaluationFilter, tally: typeof evaluation_tally | typeof criterion_tally) =>
  and(
    eq(tally.organisation_id, ctx.actor.organisation),
    ofAllTime(tally.month),
    filter.team === undefined ? undefined : sql`${filter.team} = any(${tally.team_ids})`,
    filter.channel === undefined ? undefined : eq(tally.channel, filter.channel),
  );

/** Conditions on evaluations that count. */
export async function conditionsOf(ctx: Ctx, filter: EvaluationFilter): Promise<SQL | undefined> {
  const dated = filter.from !== undefined || filter.to !== undefined;
  const { start, end } = dated
    ? instantsOf({ from: filter.from ?? null, to: filter.to ?? null }, await zoneOf(ctx.db, ctx))
    : { start: null, end: null };
  const { db } = ctx;
  const keyed = db
    .select({ id: scorecard.id })
    .from(scorecard)
    .where(and(eq(scorecard.organisation_id, ctx.actor.organisation), eq(scorecard.key, filter.scorecard ?? '')));
  const failed = db
    .select({ id: evaluation_criterion.evaluation_id })
    .from(evaluation_criterion)
    .where(
      and(
        eq(evaluation_criterion.organisation_id, ctx.actor.organisation),
        eq(evaluation_criterion.criterion, filter.failed ?? ''),
        // Written out, so that its index is known to hold them all.
        sql`${evaluation_criterion.value_bp} = 0`,
        filter.scorecard === undefined ? undefined : inArray(evaluation_criterion.scorecard_id, keyed),
      ),
    );
  const acknowledged = db
    .select({ one: sql`1` })
    .from(acknowledgement)
    .where(eq(acknowledgement.evaluation_id, counted.id));
  return and(
    filter.agent === undefined ? undefined : eq(counted.agent_id, filter.agent),
    filter.team === undefined ? undefined : sql`${filter.team} = any(${counted.team_ids})`,
    filter.kind === undefined ? undefined : eq(counted.kind, filter.kind),
    filter.channel === undefined ? undefined : eq(counted.channel, filter.channel),
    start === null ? undefined : gte(counted.occurred_at, start),
    end === null ? undefined : lt(counted.occurred_at, end),
    filter.critical === undefined
      ? undefined
      : filter.critical
        ? gt(counted.critical_count, 0)
        : eq(counted.critical_count, 0),
    filter.failed === undefined ? undefined : inArray(counted.id, failed),
    filter.acknowledged === undefined
      ? undefined
      : filter.acknowledged
        ? exists(acknowledged)
        : not(exists(acknowledged)),
  );
}
