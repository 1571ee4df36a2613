// What a report adds up is partly added up already: in tallies, which triggers keep. Whole months are taken from them; what
// lies before and behind those is read from the rows.
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { type Range, wholeMonths } from '../../scorecards/calendar/calendar.ts';
import type { Channel } from '../../scorecards/scorecard/definition.ts';
import type { Ctx } from '../database/context.ts';
import { agentsVisible } from '../people/visible.ts';
import type { counted_figures, evaluation_tally, week_tally } from '../schema/evaluations.ts';

/** Days of the interaction in the organisation's zone, both included. */
export type ReportFilter = { team?: string; channel?: Channel; from?: string; to?: string };

type Columns = {
  organisation_id: AnyPgColumn;
  agent_id?: AnyPgColumn;
  team_ids: AnyPgColumn;
  channel: AnyPgColumn;
};

/**
 * The rows or the tally's that a filter leaves, whatever the days, and of agents in the actor's reach. A tally that does
 * not know its agents is for those who reach every one.
 */
export function chosen(ctx: Ctx, filter: ReportFilter, of: Columns): SQL | undefined {
  return and(
    eq(of.organisation_id, ctx.actor.organisation),
    of.agent_id && agentsVisible(ctx, 'reports:read', of.agent_id),
    filter.team === undefined ? undefined : sql`${filter.team} = any(${of.team_ids})`,
    filter.channel === undefined ? undefined : eq(of.channel, filter.channel),
  );
}

export const within = (column: AnyPgColumn, { start, end }: Range): SQL | undefined =>
  and(start === null ? undefined : gte(column, start), end === null ? undefined : lt(column, end));

/** Whole numbers, exact below 2⁵³. */
export const sumOf = (column: AnyPgColumn | SQL.Aliased<number>): SQL<number> =>
  sql<number>`coalesce(sum(${column}), 0)::float8`;

/** What means are made from. */
export const momentsIn = (of: typeof counted_figures | typeof evaluation_tally | typeof week_tally) => ({
  n: sumOf(of.scored).as('n'),
  sum: sumOf(of.score_sum).as('sum'),
  squares: sumOf(of.score_squares).as('squares'),
});

/**
 * Parts of a sum over a period.
 * @param tallied reads a tally of whole months
 * @param counted reads rows
 */
export async function byMonths<Part>(
  days: Range,
  tallied: (months: Range) => Promise<Part[]>,
  counted: (range: Range) => Promise<Part[]>,
): Promise<Part[]> {
  const months = wholeMonths(days);
  if (!months) return counted(days);
  const parts = await Promise.all([
    tallied(months),
    months.start === days.start ? [] : counted({ start: days.start, end: months.start }),
    months.end === days.end ? [] : counted({ start: months.end, end: days.end }),
  ]);
  return parts.flat();
}
