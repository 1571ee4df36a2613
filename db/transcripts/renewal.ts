// What a newer version of the program makes in another way of transcripts that are there already, it makes anew: a job for
// each organisation, some transcripts at a time, beside the work of the day. A setting of the organisation says under
// which version all of it was made.
import { eq, sql } from 'drizzle-orm';
import type { Ctx, Db } from '../database/context.ts';
import { enqueue, organisationsIn } from '../jobs/jobs.ts';
import { organisation } from '../schema/people.ts';

/** The job that makes it, and the setting that says it is made. */
export type Renewal = { queue: 'index'; setting: 'indexed' } | { queue: 'measure'; setting: 'measured' };

/** How many of the organisation's transcripts are done. */
export type Progress = { done: number; total: number };

/** Orders a job for each organisation that is not up to date and has none yet. @returns how many */
export async function orderRenewal(
  ctx: Pick<Ctx, 'db'>,
  { queue, setting }: Renewal,
  version: number,
): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const rows = await tx
      .select({ organisation_id: organisation.id })
      .from(organisation)
      .where(sql`${organisation.settings} ->> ${setting} is distinct from ${String(version)}`);
    const busy = new Set(await organisationsIn(tx, queue));
    const jobs = rows
      .filter(({ organisation_id }) => !busy.has(organisation_id))
      .map(({ organisation_id }) => ({ organisation_id, after: null }));
    await enqueue(tx, queue, jobs);
    return jobs.length;
  });
}

/** Notes that the organisation is up to date; part of the transaction that made the last of it. */
export async function noteRenewed(tx: Db, of: string, { setting }: Renewal, version: number): Promise<void> {
  await tx
    .update(organisation)
    .set({ settings: sql`${organisation.settings} || ${JSON.stringify({ [setting]: version })}::jsonb` })
    .where(eq(organisation.id, of));
}

/** Whether the organisation is up to date, by its setting. */
export async function isRenewed(db: Db, of: string, { setting }: Renewal, version: number): Promise<boolean> {
  const [row] = await db.select({ settings: organisation.settings }).from(organisation).where(eq(organisation.id, of));
  return row?.settings[setting] === version;
}
