// Column names of an organisation's files. A person matches them once on the import page, and the next file with the
// same header is read the same way. Every change is an event with its previous value.
import { eq, sql } from 'drizzle-orm';
import { headerKey } from '../../scorecards/files/words.ts';
import { columnsOf } from '../../scorecards/interactions/columns.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, type Db, demand } from '../database/context.ts';
import { keepText, record } from '../events/record.ts';
import { organisation } from '../schema/people.ts';

/** `header` as it was written; `column` '' keeps it as a column of its own. */
export type ColumnMemory = { header: string; column: string };

const KNOWN: ReadonlySet<string> = new Set([...columnsOf('recording'), ...columnsOf('turn'), '']);
/** More headers than any system has. */
const MOST = 1000;

async function keptOf(db: Pick<Db, 'select'>, ctx: Pick<Ctx, 'actor'>): Promise<Record<string, ColumnMemory>> {
  const [row] = await db
    .select({ settings: organisation.settings })
    .from(organisation)
    .where(eq(organisation.id, ctx.actor.organisation));
  return row?.settings.column_names ?? {};
}

/** Headers, by `headerKey`, and the columns they were said to be. */
export async function rememberedColumns(
  db: Pick<Db, 'select'>,
  ctx: Pick<Ctx, 'actor'>,
): Promise<ReadonlyMap<string, string>> {
  return new Map(Object.entries(await keptOf(db, ctx)).map(([key, { column }]) => [key, column]));
}

export async function listColumnNames(ctx: Ctx): Promise<{ names: ColumnMemory[] }> {
  demand(ctx, 'interactions:import');
  return { names: Object.values(await keptOf(ctx.db, ctx)) };
}

/** Remembers what a header is. @param input.column null: forgets it */
export async function nameColumn(
  ctx: Ctx,
  input: { header: string; column: string | null },
): Promise<{ names: ColumnMemory[] }> {
  demand(ctx, 'interactions:import');
  const { header, column } = input;
  const key = headerKey(header);
  if (column !== null && !KNOWN.has(column)) throw new Problem('unknown-column', { value: column });
  if (key === '') throw new Problem('unknown-column', { value: header });
  const of = ctx.actor.organisation;
  await ctx.db.transaction(async (tx) => {
    await tx.select({ id: organisation.id }).from(organisation).where(eq(organisation.id, of)).for('update');
    const before = await keptOf(tx, ctx);
    const others = Object.entries(before).filter(([one]) => one !== key);
    const column_names = Object.fromEntries([
      ...others.slice(-MOST),
      ...(column === null ? [] : [[key, { header: header.trim(), column }] as const]),
    ]);
    await tx
      .update(organisation)
      .set({ settings: sql`${organisation.settings} || ${JSON.stringify({ column_names })}::jsonb` })
      .where(eq(organisation.id, of));
    const named = { before: before[key]?.column ?? null, after: column };
    const detail = { header: await keepText(tx, ctx, header.trim()), ...named };
    await record(tx, ctx, { kind: 'column.named', subject: of, detail });
  });
  return listColumnNames(ctx);
}
