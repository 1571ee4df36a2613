// Row by row the organisation is a condition of every query; the functions that look things up for a policy's sake
// (db/migrations, interactions_saying) ask the transaction instead.
import { sql } from 'drizzle-orm';
import type { Ctx } from './context.ts';

/** Runs in one transaction that says whose rows it is about. */
export async function asOrganisation<T>(ctx: Ctx, run: (ctx: Ctx) => Promise<T>): Promise<T> {
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('attune.organisation', ${ctx.actor.organisation}, true)`);
    return run({ ...ctx, db: tx });
  });
}
