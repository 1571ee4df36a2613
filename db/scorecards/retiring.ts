// A scorecard that is no longer used is retired: no new work begins on it, and everything that was done on it stays.
import { and, eq } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, type Db, demand } from '../database/context.ts';
import { record } from '../events/record.ts';
import { scorecard } from '../schema/scorecards.ts';
import { latestVersion, lockScorecard } from './scorecards.ts';
import { runningPlans } from './use.ts';

/**
 * Ends a scorecard for new work; what is begun on it goes on, and everything on it stays readable.
 * @throws Problem `in-plans` while plans draw on it
 */
export async function retireScorecard(ctx: Ctx, input: { key: string }): Promise<{ key: string }> {
  demand(ctx, 'scorecards:publish');
  return ctx.db.transaction(async (tx) => {
    const { id, retired_at } = await lockScorecard(tx, ctx, input.key);
    if (!(await latestVersion(tx, ctx, id))) throw new Problem('not-found');
    const plans = await runningPlans(tx, ctx, input.key);
    if (plans.length > 0) throw new Problem('in-plans', { count: plans.length, plan: plans[0]!.name });
    if (retired_at === null) {
      await setRetired(tx, ctx, id, ctx.now.toISOString());
      await record(tx, ctx, { kind: 'scorecard.retired', subject: id, detail: input });
    }
    return input;
  });
}

/** Takes a retired scorecard into use again. */
export async function restoreScorecard(ctx: Ctx, input: { key: string }): Promise<{ key: string }> {
  demand(ctx, 'scorecards:publish');
  return ctx.db.transaction(async (tx) => {
    const { id, retired_at } = await lockScorecard(tx, ctx, input.key);
    if (retired_at !== null) {
      await setRetired(tx, ctx, id, null);
      await record(tx, ctx, { kind: 'scorecard.restored', subject: id, detail: input });
    }
    return input;
  });
}

const setRetired = (tx: Db, ctx: Ctx, id: string, retired_at: string | null) =>
  tx
    .update(scorecard)
    .set({ retired_at })
    .where(and(eq(scorecard.organisation_id, ctx.actor.organisation), eq(scorecard.id, id)));
