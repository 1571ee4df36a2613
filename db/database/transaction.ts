// Queries have the organisation as a condition. The SQL functions that search despite row-level security
// (db/migrations/0009_search_pairs.sql) take it from a setting of the transaction instead.
import { sql } from 'drizzle-orm';
import type { Ctx } from './context.ts';

/** Runs in one transaction, with the actor's organisation in the setting `attune.organisation`. */
export async function asOrganisation<T>(ctx: Ctx, run: (ctx: Ctx) => Promise<T>): Promise<T> {
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('attune.organisation', ${ctx.actor.organisation}, true)`);
    return run({ ...ctx, db: tx });
  });
}
