// Interactions are added up by month while they come (schema/interactions.ts, `interaction_tally`).
import { sql } from 'drizzle-orm';
import type { Ctx } from './context.ts';

/** Puts rows together that are alike, in every organisation. Sums are the same before and after. @returns how many rows */
export async function foldTally(ctx: Pick<Ctx, 'db'>): Promise<number> {
  const [row] = await ctx.db.execute<{ folded: number }>(sql`select fold_tally() as folded`);
  return row?.folded ?? 0;
}
