// Capped row counts: nobody reads the exact length of a list of ten thousand, and counting a million takes longer than
// showing the page.
import { type SQLWrapper, sql } from 'drizzle-orm';
import type { Db } from './context.ts';

export const MOST_COUNTED = 10_000;
/** The same of what was searched for: each match is compared with the text, which takes longer than counting rows. */
export const MOST_MATCHES = 1000;

/** `total_exact` false: there are more than `total`. */
export type Counted = { total: number; total_exact: boolean };

/** @param rows a query of the rows, in any order */
export async function countUpTo(db: Pick<Db, 'execute'>, rows: SQLWrapper): Promise<Counted> {
  const [found] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from (${rows}) as found limit ${MOST_COUNTED + 1}) as counted`,
  );
  const n = found?.n ?? 0;
  return { total: Math.min(n, MOST_COUNTED), total_exact: n <= MOST_COUNTED };
}
