// How many rows a list has, as far as it is worth counting: nobody reads the exact number of a list of ten thousand, and
// counting a million takes longer than showing the page.
import { sql } from 'drizzle-orm';
import type { PgSelect } from 'drizzle-orm/pg-core';
import type { Db } from './context.ts';

const MOST_COUNTED = 10_000;

/** `total_exact` false: there are more than `total`. */
export type Counted = { total: number; total_exact: boolean };

/** @param rows selects one column */
export async function countUpTo(db: Pick<Db, 'select'>, rows: { as: (alias: string) => unknown }): Promise<Counted> {
  const some = (rows as unknown as PgSelect).limit(MOST_COUNTED + 1).as('some');
  const [found] = await db.select({ n: sql<number>`count(*)::int` }).from(some);
  const n = found?.n ?? 0;
  return { total: Math.min(n, MOST_COUNTED), total_exact: n <= MOST_COUNTED };
}
