// The mean of each week. A week begins at the organisation's own midnight, and its time zone may be another tomorrow: the
// tally holds the hours that are of the same week in every zone, the others are read from the rows.
import { and, eq, gte, lt, sql } from 'drizzle-orm';
import { addDays, type Range } from '../../scorecards/calendar/calendar.ts';
import {
  estimateMean,
  type Mean,
  type Moments,
  NO_MOMENTS,
  type NotEnough,
  together,
} from '../../scorecards/samples/estimate.ts';
import { weekBounds, weekOf } from '../../scorecards/samples/week.ts';
import type { Ctx } from '../database/context.ts';
import { reachesAll } from '../people/visible.ts';
import { counted_figures, evaluation, week_tally } from '../schema/evaluations.ts';
import { chosen, momentsIn, type ReportFilter, within } from './periods.ts';

export type WeekFigures = {
  /** Monday. */
  week: string;
  estimate: Mean | NotEnough;
};

type Part = { week: string; scores: Moments };
/** A part of a week, or the whole of it. */
type Stretch = { week: string; start: string; end: string };

/** From the first week with a score to the last, none left out. */
export async function meansByWeek(ctx: Ctx, filter: ReportFilter, days: Range, zone: string): Promise<WeekFigures[]> {
  const mondays = await mondaysOf(ctx, days, zone);
  const tallied: string[] = [];
  const read: Stretch[] = [];
  for (const week of mondays) {
    const { start, end } = cut(weekBounds(week, zone), days);
    const inner = everywhere(week);
    // The tally does not know of whose agents its scores are.
    if (reachesAll(ctx, 'reports:read') && start <= inner.start && inner.end <= end) {
      tallied.push(week);
      read.push({ week, start, end: inner.start }, { week, start: inner.end, end });
    } else read.push({ week, start, end });
  }
  const parts = await Promise.all([talliedParts(ctx, filter, tallied), readParts(ctx, filter, read)]);
  const byWeek = Map.groupBy(parts.flat(), ({ week }) => week);
  return withoutEmptyEnds(
    mondays.map((week) => {
      const scores = (byWeek.get(week) ?? []).reduce((sum, part) => together(sum, part.scores), NO_MOMENTS);
      return { week, scores };
    }),
  );
}

/** What is of the week in every time zone: they are up to twelve hours behind UTC and up to fourteen ahead of it. */
const everywhere = (monday: string) => ({
  start: `${monday}T12:00:00.000Z`,
  end: `${addDays(monday, 6)}T10:00:00.000Z`,
});

const cut = ({ start, end }: { start: string; end: string }, days: Range) => ({
  start: days.start !== null && days.start > start ? days.start : start,
  end: days.end !== null && days.end < end ? days.end : end,
});

async function talliedParts(ctx: Ctx, filter: ReportFilter, weeks: readonly string[]): Promise<Part[]> {
  return ctx.db
    .select({ week: week_tally.week, scores: momentsIn(week_tally) })
    .from(week_tally)
    .where(and(chosen(ctx, filter, week_tally), sql`${week_tally.week} = any(${array(weeks)}::date[])`))
    .groupBy(week_tally.week);
}

async function readParts(ctx: Ctx, filter: ReportFilter, stretches: readonly Stretch[]): Promise<Part[]> {
  const column = (name: keyof Stretch) => array(stretches.map((one) => one[name]));
  // Added up one by one: as a join it may be planned as a walk through all evaluations.
  const scores = ctx.db
    .select(momentsIn(counted_figures))
    .from(counted_figures)
    .where(
      and(
        chosen(ctx, filter, counted_figures),
        gte(counted_figures.occurred_at, sql`stretch.since`),
        lt(counted_figures.occurred_at, sql`stretch.until`),
      ),
    )
    .as('scores');
  return ctx.db
    .select({ week: sql<string>`stretch.week`, scores: { n: scores.n, sum: scores.sum, squares: scores.squares } })
    .from(
      sql`unnest(${column('week')}::text[], ${column('start')}::timestamptz[], ${column('end')}::timestamptz[])
        as stretch (week, since, until)`,
    )
    .crossJoinLateral(scores);
}

const array = (values: readonly string[]): string => `{${values.join(',')}}`;

function withoutEmptyEnds(weeks: Part[]): WeekFigures[] {
  const first = weeks.findIndex(({ scores }) => scores.n > 0);
  const last = weeks.findLastIndex(({ scores }) => scores.n > 0);
  const between = first < 0 ? [] : weeks.slice(first, last + 1);
  return between.map(({ week, scores }) => ({ week, estimate: estimateMean(scores) }));
}

/** From the week of the first evaluation in the period, whatever it is of, to that of the last one. */
async function mondaysOf(ctx: Ctx, days: Range, zone: string): Promise<string[]> {
  const [ends] = await ctx.db
    .select({
      first: sql<string | null>`min(${evaluation.occurred_at})`,
      last: sql<string | null>`max(${evaluation.occurred_at})`,
    })
    .from(evaluation)
    .where(and(eq(evaluation.organisation_id, ctx.actor.organisation), within(evaluation.occurred_at, days)));
  if (!ends?.first || !ends.last) return [];
  const mondays: string[] = [];
  const last = weekOf(ends.last, zone).monday;
  for (let day = weekOf(ends.first, zone).monday; day <= last; day = addDays(day, 7)) mondays.push(day);
  return mondays;
}
