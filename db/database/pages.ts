// Paged lists by key: a page continues after the last row of the previous one, whatever was added or removed since.
import { and, type Column, eq, gt, lt, or, type SQL } from 'drizzle-orm';
import { isDay, isInstant } from '../../scorecards/calendar/calendar.ts';
import { invalidInput } from '../../scorecards/problems/problem.ts';

/** `next` is the cursor of the next page; null on the last one. */
export type Page<Row> = { rows: Row[]; next: string | null };

/** What a list of pages is asked with. */
export type PageInput = { cursor?: string; limit?: number };

/**
 * Makes a page of what was read.
 * @param found one row more than `limit`, where there are so many
 * @param at the value the list is ordered by before the id, as the database writes it
 */
export function pageOf<Row extends { id: string }>(found: Row[], limit: number, at: (row: Row) => string): Page<Row> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? `${at(last)}~${last.id}` : null };
}

/**
 * The rows behind a cursor, in the order of a date or an instant, and of the newest id where that is the same.
 * @throws Problem `invalid-input` for what is no cursor
 */
export function behind(cursor: string | undefined, at: Column, id: Column, order: 'asc' | 'desc'): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [value, row] = cursor.split('~');
  if (!value || !row || !(isInstant(value) || isDay(value))) throw invalidInput('cursor', 'not-a-place');
  return or((order === 'asc' ? gt : lt)(at, value), and(eq(at, value), lt(id, row)));
}
