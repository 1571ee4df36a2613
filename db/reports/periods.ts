// What a report adds up is partly added up already: in tallies, which triggers keep. The months nearest to the period are
// taken from them; what those lack of it is read from the rows, and what they have beyond it is read and taken off.
import { and, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { nearestMonths, type Range } from '../../scorecards/calendar/calendar.ts';
import type { Channel } from '../../scorecards/scorecard/definition.ts';
import type { Ctx } from '../database/context.ts';
import { EVER, ofAllTime } from '../database/tallies.ts';
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

/** The months of a tally, or its rows of all time. */
export const inMonths = (month: AnyPgColumn, months: Range): SQL | undefined =>
  months.start === null && months.end === null ? ofAllTime(month) : and(gt(month, EVER), within(month, months));

export const within = (column: AnyPgColumn, { start, end }: Range): SQL | undefined =>
  and(start === null ? undefined : gte(column, start), end === null ? undefined : lt(column, end));

/** Of whole numbers; exact below 2⁵³. */
export const sumOf = (column: AnyPgColumn | SQL.Aliased<number>): SQL<number> =>
  sql<number>`coalesce(sum(${column}::float8), 0)`;

/** What means are made from. */
export const momentsIn = (of: typeof counted_figures | typeof evaluation_tally | typeof week_tally) => ({
  n: sumOf(of.scored).as('n'),
  sum: sumOf(of.score_sum).as('sum'),
  squares: sumOf(of.score_squares).as('squares'),
});

/**
 * Parts of a sum over a period; some are negative.
 * @param tallied reads a tally of whole months
 * @param counted reads rows
 */
export async function byMonths<Part extends object>(
  days: Range,
  tallied: (months: Range) => Promise<Part[]>,
  counted: (range: Range) => Promise<Part[]>,
): Promise<Part[]> {
  const months = nearestMonths(days);
  if (!months) return counted(days);
  const less = async (range: Range): Promise<Part[]> => (await counted(range)).map(negative);
  const parts = [tallied(months)];
  if (months.start !== null && days.start !== null) {
    if (days.start < months.start) parts.push(counted({ start: days.start, end: months.start }));
    if (months.start < days.start) parts.push(less({ start: months.start, end: days.start }));
  }
  if (months.end !== null && days.end !== null) {
    if (months.end < days.end) parts.push(counted({ start: months.end, end: days.end }));
    if (days.end < months.end) parts.push(less({ start: days.end, end: months.end }));
  }
  return (await Promise.all(parts)).flat();
}

/** The same with every number negated, however deep. */
function negative<Part extends object>(part: Part): Part {
  const of = (value: unknown): unknown => {
    if (typeof value === 'number') return -value;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? negative(value) : value;
  };
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, of(value)])) as Part;
}
