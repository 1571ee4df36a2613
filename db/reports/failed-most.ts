// The most-failed criteria. Each evaluation version stores the ids of criteria that earned nothing and of those that
// could not be failed; with the scorecard's definition this gives how often each was asked, without reading every
// answer.
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { type CriticalClass, criteriaOf, type Scorecard, type Text } from '../../scorecards/scorecard/definition.ts';
import type { Ctx } from '../database/context.ts';
import { counted_evaluation as counted } from '../schema/evaluations.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { definitionOf } from '../scorecards/scorecards.ts';

/** Of the random reviews that asked a criterion, how many gave it nothing. */
export type FailedCriterion = {
  scorecard: { key: string; name: Text };
  criterion: string;
  text: Text;
  critical: CriticalClass | null;
  failed: number;
  asked: number;
};

const SHOWN = 10;

/** A version of a scorecard and how many reviews used it. */
type Used = { id: string; key: string; reviews: number };

/** @param wanted a condition on the evaluations that count */
export async function failedMost(ctx: Ctx, wanted: SQL): Promise<FailedCriterion[]> {
  const alike = await alikeIn(ctx, wanted);
  const failed = timesOf(alike.map(({ version, failed: ids, reviews }) => ({ version, ids, reviews })));
  const not_rated = timesOf(alike.map(({ version, not_rated: ids, reviews }) => ({ version, ids, reviews })));
  const versions = await versionsOf(ctx, alike);
  const found = new Map<string, FailedCriterion>();
  // The newest version first: its words are shown.
  for (const { id, key, reviews } of versions) {
    const definition = await definitionOf(ctx.db, id);
    for (const criterion of criteriaOf(definition)) {
      const asked = reviews - (not_rated.get(`${id} ${criterion.id}`) ?? 0);
      const times = failed.get(`${id} ${criterion.id}`) ?? 0;
      if (asked > 0) addTo(found, definition, key, criterion, { asked, failed: times });
    }
  }
  return [...found.values()]
    .filter((one) => one.failed > 0)
    .sort(
      (a, b) =>
        b.failed - a.failed ||
        a.asked - b.asked ||
        (a.scorecard.key < b.scorecard.key ? -1 : a.scorecard.key > b.scorecard.key ? 1 : 0) ||
        (a.criterion < b.criterion ? -1 : 1),
    )
    .slice(0, SHOWN);
}

function addTo(
  found: Map<string, FailedCriterion>,
  definition: Scorecard,
  key: string,
  { id, text, critical }: ReturnType<typeof criteriaOf>[number],
  { asked, failed }: { asked: number; failed: number },
): void {
  const before = found.get(`${key} ${id}`);
  const now = before ?? {
    scorecard: { key, name: definition.name },
    criterion: id,
    text,
    critical,
    failed: 0,
    asked: 0,
  };
  found.set(`${key} ${id}`, { ...now, failed: now.failed + failed, asked: now.asked + asked });
}

/** Reviews of one version that failed the same criteria, and the same did not apply: there are few of these. */
type Alike = { version: string; failed: string[]; not_rated: string[]; reviews: number };

async function alikeIn(ctx: Ctx, wanted: SQL): Promise<Alike[]> {
  return ctx.db
    .select({
      version: counted.scorecard_version_id,
      failed: counted.failed,
      not_rated: counted.not_rated,
      reviews: sql<number>`count(*)::int`,
    })
    .from(counted)
    .where(and(eq(counted.organisation_id, ctx.actor.organisation), wanted, eq(counted.kind, 'random')))
    .groupBy(counted.scorecard_version_id, counted.failed, counted.not_rated);
}

/** How many reviews name each id, by version and id. */
function timesOf(rows: readonly { version: string; ids: readonly string[]; reviews: number }[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { version, ids, reviews } of rows) {
    for (const id of ids) times.set(`${version} ${id}`, (times.get(`${version} ${id}`) ?? 0) + reviews);
  }
  return times;
}

/** The newest version of each scorecard first. */
async function versionsOf(ctx: Ctx, alike: readonly Alike[]): Promise<Used[]> {
  const reviews = new Map<string, number>();
  for (const { version, reviews: n } of alike) reviews.set(version, (reviews.get(version) ?? 0) + n);
  if (reviews.size === 0) return [];
  const rows = await ctx.db
    .select({ id: scorecard_version.id, key: scorecard.key })
    .from(scorecard_version)
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .where(inArray(scorecard_version.id, [...reviews.keys()]))
    .orderBy(scorecard.key, sql`${scorecard_version.number} desc`);
  return rows.map((row) => ({ ...row, reviews: reviews.get(row.id) ?? 0 }));
}
