// How much a scorecard is used: what another version of it, or none at all, would mean.
import { and, count, eq, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, type Db, demand } from '../database/context.ts';
import { evaluation } from '../schema/evaluations.ts';
import { review, sampling_plan } from '../schema/samples.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';

/** Work that is under way on a scorecard, and what its past answers say. */
export type ScorecardUse = {
  /** Open reviews, on whichever version. They stay on it. */
  open_reviews: number;
  /** Plans that draw on it and are running: they draw on the newest version. */
  plans: { id: string; name: string }[];
  /** Criteria that were answered the same way ever since: they tell nobody apart. */
  unvarying: { criterion: string; answer: string; n: number }[];
};

/** At most so many plans are named. */
const NAMED = 20;
/** So far back among an organisation's evaluations it is looked whether answers vary; with fewer of a criterion nothing is said. */
const LOOKED_AT = 2000;
const TOO_FEW = 30;

/** How much work is under way on a scorecard. */
export async function readUse(ctx: Ctx, input: { key: string }): Promise<ScorecardUse> {
  demand(ctx, 'scorecards:edit');
  const here = ctx.actor.organisation;
  const [known] = await ctx.db
    .select({ id: scorecard.id })
    .from(scorecard)
    .where(and(eq(scorecard.organisation_id, here), eq(scorecard.key, input.key)));
  if (!known) throw new Problem('not-found');
  const versions = ctx.db
    .select({ id: scorecard_version.id })
    .from(scorecard_version)
    .where(eq(scorecard_version.scorecard_id, known.id));
  const [open] = await ctx.db
    .select({ n: count() })
    .from(review)
    .where(
      and(
        eq(review.organisation_id, here),
        inArray(review.state, ['waiting', 'taken']),
        inArray(review.scorecard_version_id, versions),
      ),
    );
  const plans = await runningPlans(ctx.db, ctx, input.key);
  return { open_reviews: open?.n ?? 0, plans, unvarying: await unvarying(ctx, versions) };
}

/** Plans that draw on a scorecard, no more than are named. */
export const runningPlans = (db: Db, ctx: Ctx, key: string) =>
  db
    .select({ id: sampling_plan.id, name: sampling_plan.name })
    .from(sampling_plan)
    .innerJoin(scorecard, eq(scorecard.id, sampling_plan.scorecard_id))
    .where(
      and(
        eq(sampling_plan.organisation_id, ctx.actor.organisation),
        eq(scorecard.key, key),
        eq(sampling_plan.active, true),
      ),
    )
    .limit(NAMED);

async function unvarying(ctx: Ctx, versions: SQL | SQLWrapper): Promise<ScorecardUse['unvarying']> {
  const recent = ctx.db
    .select({ version: evaluation.scorecard_version_id, answers: evaluation.answers })
    .from(evaluation)
    .where(eq(evaluation.organisation_id, ctx.actor.organisation))
    .orderBy(sql`${evaluation.submitted_at} desc nulls first`, sql`${evaluation.id} desc nulls first`)
    .limit(LOOKED_AT)
    .as('recent');
  const rows = await ctx.db.execute<{ criterion: string; answer: string; n: number }>(sql`
    select one.key as criterion, min(one.value ->> 'value') as answer, count(*)::int as n
    from ${recent}, jsonb_each(recent.answers) one
    where recent.scorecard_version_id in (${versions}) and one.value ->> 'value' is not null
    group by one.key
    having count(*) >= ${TOO_FEW} and count(distinct one.value ->> 'value') = 1
    order by one.key`);
  return [...rows];
}
