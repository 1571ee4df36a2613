// Which criteria are failed most. A version keeps the ids of what it gave nothing and of what it could give nothing; with
// its scorecard's definition that says how often each criterion was asked, without reading every answer.
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { type CriticalClass, criteriaOf, type Scorecard, type Text } from '../../scorecards/scorecard/definition.ts';
import type { Ctx } from '../database/context.ts';
import { counted_evaluation as counted } from '../schema/evaluations.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { formOf } from '../scorecards/scorecards.ts';

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
  const random = and(eq(counted.organisation_id, ctx.actor.organisation), wanted, eq(counted.kind, 'random'))!;
  const [versions, failed, not_rated] = await Promise.all([
    versionsUsed(ctx, random),
    timesIn(ctx, random, sql`${counted.failed}`),
    timesIn(ctx, random, sql`${counted.not_rated}`),
  ]);
  const found = new Map<string, FailedCriterion>();
  // The newest version first: its words are shown.
  for (const { id, key, reviews } of versions) {
    const form = await formOf(ctx.db, id);
    for (const criterion of criteriaOf(form)) {
      const asked = reviews - (not_rated.get(`${id} ${criterion.id}`) ?? 0);
      const times = failed.get(`${id} ${criterion.id}`) ?? 0;
      if (asked > 0) addTo(found, form, key, criterion, { asked, failed: times });
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
  form: Scorecard,
  key: string,
  { id, text, critical }: ReturnType<typeof criteriaOf>[number],
  { asked, failed }: { asked: number; failed: number },
): void {
  const before = found.get(`${key} ${id}`);
  const now = before ?? { scorecard: { key, name: form.name }, criterion: id, text, critical, failed: 0, asked: 0 };
  found.set(`${key} ${id}`, { ...now, failed: now.failed + failed, asked: now.asked + asked });
}

async function versionsUsed(ctx: Ctx, random: SQL): Promise<Used[]> {
  const used = ctx.db
    .select({ id: counted.scorecard_version_id, reviews: sql<number>`count(*)::int`.as('reviews') })
    .from(counted)
    .where(random)
    .groupBy(counted.scorecard_version_id)
    .as('used');
  return ctx.db
    .select({ id: used.id, key: scorecard.key, reviews: used.reviews })
    .from(used)
    .innerJoin(scorecard_version, eq(scorecard_version.id, used.id))
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .orderBy(scorecard.key, sql`${scorecard_version.number} desc`);
}

/** How often each id stands in a list of ids, by version and id. */
async function timesIn(ctx: Ctx, random: SQL, ids: SQL): Promise<Map<string, number>> {
  const each = ctx.db
    .select({ version: counted.scorecard_version_id, criterion: sql<string>`unnest(${ids})`.as('criterion') })
    .from(counted)
    .where(random)
    .as('each');
  const rows = await ctx.db
    .select({ version: each.version, criterion: each.criterion, times: sql<number>`count(*)::int` })
    .from(each)
    .groupBy(each.version, each.criterion);
  return new Map(rows.map(({ version, criterion, times }) => [`${version} ${criterion}`, times]));
}
