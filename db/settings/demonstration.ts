// The demonstration is a separate organisation, so it can be dropped as a whole.
import { eq, getTableColumns, inArray, is, or, type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import type { BlobStore } from '../blobs/blobs.ts';
import { boundTo } from '../database/bound.ts';
import type { Handle, Visitor } from '../database/context.ts';
import { demonstrationIn, droppingWhole } from '../database/crossing.ts';
import type { SealKey } from '../events/key.ts';
import { closeLog } from '../events/seal.ts';
import { forgetJobs } from '../jobs/jobs.ts';
import { criterion_tally, evaluation_tally, week_tally } from '../schema/evaluations.ts';
import { interaction_tally, upload } from '../schema/interactions.ts';
import { membership, organisation, user, verification } from '../schema/people.ts';
import * as tables from '../schema/tables.ts';

/** Its first person, whose address identifies demonstrations of earlier versions. `.example` has no real addresses. */
const FOUNDER = 'sam@harbour.example';

export type Demonstration = { id: string; whole: boolean };

/** The demonstration of this database; null if there is none. */
export async function findDemonstration(ctx: Visitor): Promise<Demonstration | null> {
  const found = await demonstrationIn(ctx.db, FOUNDER);
  return found ? { id: found.id, whole: found.state !== 'filling' } : null;
}

/** Marks it as complete. An incomplete one is dropped and created again at the next start. */
export async function finishDemonstration(ctx: Visitor): Promise<void> {
  const found = await demonstrationIn(ctx.db, FOUNDER);
  if (!found) return;
  await boundTo(ctx.db, found.id)
    .update(organisation)
    .set({ settings: sql`${organisation.settings} || '{"demonstration":"whole"}'::jsonb` })
    .where(sql`${organisation.settings} ? 'demonstration'`);
}

/**
 * Takes the demonstration away: its rows in every table, its people's accounts and sessions, its jobs, its stored files.
 * Nothing of any other organisation is touched. That it was there, and how its log ended, is left under the key.
 * @returns false if there is none
 */
export async function dropDemonstration(ctx: Visitor & { blobs: BlobStore; auditKey: SealKey }): Promise<boolean> {
  const found = await findDemonstration(ctx);
  if (!found) return false;
  const uploads = await boundTo(ctx.db, found.id)
    .select({ id: upload.id })
    .from(upload)
    .where(eq(upload.organisation_id, found.id));
  // Files first: where this breaks off, the rows are still there and it can be done again.
  for (const { id } of uploads) await ctx.blobs.discard(id);
  await ctx.blobs.drop(found.id);
  await droppingWhole(ctx.db, async (tx) => {
    await closeLog(tx, ctx, found.id, ctx.auditKey);
    await dropRows(tx, found.id);
  });
  // What a worker was about to keep meanwhile.
  await ctx.blobs.drop(found.id);
  return true;
}

async function dropRows(tx: Handle, id: string): Promise<void> {
  const people = await tx
    .select({ user: membership.user_id })
    .from(membership)
    .where(eq(membership.organisation_id, id));
  const users = people.map((one) => one.user);
  await forgetJobs(tx, id);
  for (const table of referringFirst()) {
    const theirs = rowsOf(table, id, users);
    if (theirs) await tx.delete(table).where(theirs);
  }
  // Deleting interactions and evaluations added rows to them.
  for (const tally of TALLIES) await tx.delete(tally).where(eq(tally.organisation_id, id));
}

const TALLIES = [interaction_tally, evaluation_tally, week_tally, criterion_tally];
const ALL = (Object.values(tables) as unknown[]).filter((one): one is PgTable => is(one, PgTable));

type Reference = { column: AnyPgColumn; table: PgTable; key: AnyPgColumn };

const referencesOf = (table: PgTable): Reference[] =>
  getTableConfig(table).foreignKeys.flatMap((foreignKey) => {
    const { columns, foreignTable, foreignColumns } = foreignKey.reference();
    const [column, key] = [columns[0], foreignColumns[0]];
    return column && key && foreignTable !== table ? [{ column, table: foreignTable, key }] : [];
  });

/** Every table, before those it refers to. */
function referringFirst(): PgTable[] {
  const left = new Set(ALL);
  const order: PgTable[] = [];
  while (left.size > 0) {
    const free = [...left].filter((one) => ![...left].some((other) => refersTo(other, one)));
    if (free.length === 0) throw new Error('Tables refer to each other in a circle');
    for (const one of free) left.delete(one);
    order.push(...free);
  }
  return order;
}

const refersTo = (one: PgTable, other: PgTable): boolean => referencesOf(one).some(({ table }) => table === other);

/** Which rows of a table are an organisation's: by its own column, or by the rows they refer to; null where none can be. */
function rowsOf(table: PgTable, id: string, users: string[]): SQL | null {
  if (table === organisation) return eq(organisation.id, id);
  if (table === user) return inArray(user.id, users);
  if (table === verification) return inArray(verification.value, users);
  const own = (getTableColumns(table) as Record<string, AnyPgColumn>).organisation_id;
  if (own) return eq(own, id);
  const through = referencesOf(table).flatMap(({ column, table: parent, key }) => {
    const theirs = rowsOf(parent, id, users);
    return theirs ? [sql`${column} in (select ${key} from ${parent} where ${theirs})`] : [];
  });
  return or(...through) ?? null;
}
