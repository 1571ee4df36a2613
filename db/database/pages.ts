// Paged lists by key: a page continues after the last row of the previous one, whatever was added or removed since.
import { and, type Column, eq, gt, lt, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import { isDay, isInstant } from '../../scorecards/calendar/calendar.ts';
import { invalidInput } from '../../scorecards/problems/problem.ts';
import type { Ctx } from './context.ts';

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

/** A page whose cursor is the id of its last row: of a list in the order of names, which belong in no address. */
export function pageById<Row extends { id: string }>(found: Row[], limit: number): Page<Row> {
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

/**
 * The rows behind the one that a cursor of {@link pageById} names.
 * @param list its table, and what it is ordered by: all of it in one direction, the id last
 * @throws Problem `invalid-input` for what is no row of the organisation
 */
export async function behindRow(
  ctx: Ctx,
  cursor: string | undefined,
  list: { of: PgTable & { id: AnyPgColumn; organisation_id: AnyPgColumn }; by: SQLWrapper[]; order?: 'asc' | 'desc' },
): Promise<SQL | undefined> {
  if (cursor === undefined) return undefined;
  const named = and(eq(list.of.organisation_id, ctx.actor.organisation), eq(list.of.id, cursor));
  const place = ctx.db.select({ id: list.of.id }).from(list.of).where(named);
  if ((await place).length === 0) throw invalidInput('cursor', 'not-a-place');
  const by = sql.join(list.by, sql`, `);
  return sql`(${by}) ${sql.raw(list.order === 'desc' ? '<' : '>')} (select ${by} from ${list.of} where ${named})`;
}
