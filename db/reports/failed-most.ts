// The most-failed criteria. A tally holds how often each was asked and failed. Where rows are read, each evaluation version
// has the ids of criteria that earned nothing and of those that could not be failed; with the scorecard's definition this
// gives the same, without reading every answer.
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Range } from '../../scorecards/calendar/calendar.ts';
import { sameMeaning } from '../../scorecards/scorecard/comparable.ts';
import {
  type Criterion,
  type CriticalClass,
  criteriaOf,
  type Scorecard,
} from '../../scorecards/scorecard/definition.ts';
import { LINEAGE } from '../../scorecards/scorecard/library.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import type { Ctx } from '../database/context.ts';
import { reachesAll } from '../people/visible.ts';
import { counted_evaluation as counted, criterion_tally } from '../schema/evaluations.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { definitionOf } from '../scorecards/scorecards.ts';
import { byMonths, chosen, inMonths, type ReportFilter, sumOf, within } from './periods.ts';

/** Of the random reviews that asked a criterion, how many gave it nothing. */
export type FailedCriterion = {
  scorecard: { key: string; name: Text };
  /** Numbers of the first and the last version that are counted together: where a criterion means the same. */
  versions: { first: number; last: number };
  criterion: string;
  text: Text;
  critical: CriticalClass | null;
  failed: number;
  asked: number;
};

const SHOWN = 10;

/** How often a criterion of a version was asked, and how often it was failed. */
export type Times = { version: string; criterion: string; asked: number; failed: number };

/** The versions that were worked on. */
export function versionsIn(times: readonly Times[]): string[] {
  const byVersion = Map.groupBy(times, ({ version }) => version);
  return [...byVersion].flatMap(([version, of]) =>
    of.reduce((sum, { asked }) => sum + asked, 0) > 0 ? [version] : [],
  );
}

export async function mostFailed(ctx: Ctx, times: readonly Times[]): Promise<FailedCriterion[]> {
  const byVersion = Map.groupBy(times, ({ version }) => version);
  const found: Counted = new Map();
  // The newest version first: its words are shown.
  for (const { id, key, number } of await versionsOf(ctx, [...byVersion.keys()])) {
    const definition = await definitionOf(ctx.db, id);
    const byCriterion = Map.groupBy(byVersion.get(id) ?? [], ({ criterion }) => criterion);
    for (const criterion of criteriaOf(definition)) {
      const of = byCriterion.get(criterion.id) ?? [];
      const asked = of.reduce((sum, one) => sum + one.asked, 0);
      const failed = of.reduce((sum, one) => sum + one.failed, 0);
      if (asked > 0) addTo(found, { definition, key, number }, criterion, { asked, failed });
    }
  }
  return [...found.values()]
    .flat()
    .map(({ row }) => row)
    .filter((one) => one.failed > 0)
    .sort(
      (a, b) =>
        b.failed - a.failed ||
        a.asked - b.asked ||
        (a.scorecard.key < b.scorecard.key ? -1 : a.scorecard.key > b.scorecard.key ? 1 : 0) ||
        (a.criterion < b.criterion ? -1 : a.criterion > b.criterion ? 1 : b.versions.last - a.versions.last),
    )
    .slice(0, SHOWN);
}

/** By scorecard and id: what its criteria meant in turn, the newest first, and the times they were asked and failed. */
type Counted = Map<string, { criterion: Criterion; row: FailedCriterion }[]>;

function addTo(
  found: Counted,
  { definition, key, number }: { definition: Scorecard; key: string; number: number },
  criterion: Criterion,
  { asked, failed }: { asked: number; failed: number },
): void {
  const { id, text, critical } = criterion;
  const known = found.get(`${key} ${id}`) ?? [];
  found.set(`${key} ${id}`, known);
  const same = known.find((one) => sameMeaning(criterion, one.criterion, LINEAGE));
  if (same) {
    same.row.failed += failed;
    same.row.asked += asked;
    same.row.versions.first = number;
    return;
  }
  const versions = { first: number, last: number };
  const scorecard = { key, name: definition.name };
  known.push({ criterion, row: { scorecard, versions, criterion: id, text, critical, failed, asked } });
}

/** Several for one criterion add up. */
export async function timesIn(ctx: Ctx, filter: ReportFilter, days: Range): Promise<Times[]> {
  const read = (range: Range) => readTimes(ctx, and(chosen(ctx, filter, counted), within(counted.occurred_at, range)));
  // The tally does not know of whose agents its reviews are.
  if (!reachesAll(ctx, 'reports:read')) return read(days);
  return byMonths(days, (months) => talliedTimes(ctx, filter, months), read);
}

async function talliedTimes(ctx: Ctx, filter: ReportFilter, months: Range): Promise<Times[]> {
  return ctx.db
    .select({
      version: criterion_tally.scorecard_version_id,
      criterion: criterion_tally.criterion,
      asked: sumOf(criterion_tally.asked),
      failed: sumOf(criterion_tally.failed),
    })
    .from(criterion_tally)
    .where(and(chosen(ctx, filter, criterion_tally), inMonths(criterion_tally.month, months)))
    .groupBy(criterion_tally.scorecard_version_id, criterion_tally.criterion);
}

/** From the reviews that failed the same criteria and could not fail the same: there are few of these. */
async function readTimes(ctx: Ctx, wanted: SQL | undefined): Promise<Times[]> {
  const alike = await ctx.db
    .select({
      version: counted.scorecard_version_id,
      failed: counted.failed,
      not_rated: counted.not_rated,
      reviews: sql<number>`count(*)::int`,
    })
    .from(counted)
    .where(and(wanted, eq(counted.kind, 'random')))
    .groupBy(counted.scorecard_version_id, counted.failed, counted.not_rated);
  const times: Times[] = [];
  for (const [version, rows] of Map.groupBy(alike, (row) => row.version)) {
    const naming = (which: 'failed' | 'not_rated') =>
      timesOf(rows.map((row) => ({ ids: row[which], reviews: row.reviews })));
    const [failed, not_rated] = [naming('failed'), naming('not_rated')];
    const reviews = rows.reduce((sum, row) => sum + row.reviews, 0);
    for (const { id } of criteriaOf(await definitionOf(ctx.db, version))) {
      times.push({ version, criterion: id, asked: reviews - (not_rated.get(id) ?? 0), failed: failed.get(id) ?? 0 });
    }
  }
  return times;
}

/** How many reviews name each id. */
function timesOf(rows: readonly { ids: readonly string[]; reviews: number }[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { ids, reviews } of rows) {
    for (const id of ids) times.set(id, (times.get(id) ?? 0) + reviews);
  }
  return times;
}

/** Of each scorecard the newest version first. */
async function versionsOf(ctx: Ctx, versions: string[]): Promise<{ id: string; key: string; number: number }[]> {
  if (versions.length === 0) return [];
  return ctx.db
    .select({ id: scorecard_version.id, key: scorecard.key, number: scorecard_version.number })
    .from(scorecard_version)
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .where(and(eq(scorecard_version.organisation_id, ctx.actor.organisation), inArray(scorecard_version.id, versions)))
    .orderBy(scorecard.key, sql`${scorecard_version.number} desc`);
}
