// The number of interactions by month, kept by triggers (db/schema/interactions.ts, `interaction_tally`).
import { sql } from 'drizzle-orm';
import type { Ctx } from './context.ts';

/** Adds equal rows up into one, for every organisation. Sums stay the same. @returns how many rows were added up */
export async function foldTally(ctx: Pick<Ctx, 'db'>): Promise<number> {
  const [row] = await ctx.db.execute<{ folded: number }>(sql`select fold_tally() as folded`);
  return row?.folded ?? 0;
}
