// What a report adds up is partly added up already: in tallies, which triggers keep. The months nearest to the period are
// taken from them; what those lack of it is read from the rows, and what they have beyond it is read and taken off.
import { and, eq, gt, gte, lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
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

export const within = (column: SQLWrapper, { start, end }: Range): SQL | undefined =>
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

/** What makes up a period: whole months, which are tallied, and ranges whose rows are added to them or taken off. */
type Makeup = { months: Range | null; rows: { range: Range; sign: 1 | -1 }[] };

export function makeupOf(days: Range): Makeup {
  const months = nearestMonths(days);
  if (!months) return { months, rows: [{ range: days, sign: 1 }] };
  const rows: Makeup['rows'] = [];
  if (months.start !== null && days.start !== null) {
    if (days.start < months.start) rows.push({ range: { start: days.start, end: months.start }, sign: 1 });
    if (months.start < days.start) rows.push({ range: { start: months.start, end: days.start }, sign: -1 });
  }
  if (months.end !== null && days.end !== null) {
    if (months.end < days.end) rows.push({ range: { start: months.end, end: days.end }, sign: 1 });
    if (days.end < months.end) rows.push({ range: { start: days.end, end: months.end }, sign: -1 });
  }
  return { months, rows };
}

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
  const { months, rows } = makeupOf(days);
  const parts = [
    ...(months ? [tallied(months)] : []),
    ...rows.map(async ({ range, sign }) => {
      const found = await counted(range);
      return sign === 1 ? found : found.map(negative);
    }),
  ];
  return (await Promise.all(parts)).flat();
}

/** Where sums come from: a tally with its months, or rows with their instants, and the numbers of each. */
type Source<Name extends string> = { of: Columns & SQLWrapper; at: SQLWrapper; numbers: Record<Name, SQLWrapper> };

type SumOfAgent<Name extends string> = { agent: string; teams: string[] } & Record<Name, number>;

/** Sums over a period by agent and their teams then, in one query; 0 where everything was taken off again. */
export async function sumsByAgent<Name extends string>(
  ctx: Ctx,
  { filter, days }: { filter: ReportFilter; days: Range },
  tally: Source<Name> & { at: AnyPgColumn },
  rows: Source<Name>,
): Promise<SumOfAgent<Name>[]> {
  const names = Object.keys(tally.numbers) as Name[];
  const { months, rows: ranges } = makeupOf(days);
  const piece = ({ of, numbers }: Source<Name>, when: SQL | undefined, sign: 1 | -1): SQL => {
    const signed = names.map((name) => sql`${sql.raw(`${sign}`)} * ${numbers[name]} as ${sql.identifier(name)}`);
    return sql`select ${of.agent_id} as agent, ${of.team_ids} as teams, ${listed(signed)} from ${of}
      where ${and(chosen(ctx, filter, of), when)}`;
  };
  const pieces = [
    ...(months ? [piece(tally, inMonths(tally.at, months), 1)] : []),
    ...ranges.map(({ range, sign }) => piece(rows, within(rows.at, range), sign)),
  ];
  const sums = names.map((name) => sql`sum(${sql.identifier(name)})::float8 as ${sql.identifier(name)}`);
  const found: unknown = await ctx.db.execute(sql`select agent, to_json(teams) as teams, ${listed(sums)}
    from (${sql.join(pieces, sql` union all `)}) as part group by agent, teams`);
  return found as SumOfAgent<Name>[];
}

const listed = (parts: SQL[]): SQL => sql.join(parts, sql`, `);

/** The same with every number negated, however deep. */
function negative<Part extends object>(part: Part): Part {
  const of = (value: unknown): unknown => {
    if (typeof value === 'number') return -value;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? negative(value) : value;
  };
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, of(value)])) as Part;
}
