// Rebuilds derived data of existing transcripts when a newer version of the program computes it differently: one job
// per organisation, a few transcripts at a time, beside the daily work. A setting of the organisation stores the
// version everything was built with.
import { eq, sql } from 'drizzle-orm';
import type { Db, Visitor } from '../database/context.ts';
import { organisationsBehind } from '../database/crossing.ts';
import { enqueue } from '../jobs/jobs.ts';
import { organisation } from '../schema/people.ts';

/** The job that makes it, and the setting that says it is made. */
export type Renewal = { queue: 'index'; setting: 'indexed' } | { queue: 'measure'; setting: 'measured' };

/** How many of the organisation's transcripts are done. */
export type Progress = { done: number; total: number };

/** Orders a job for each organisation that is not up to date and has none yet. @returns how many */
export async function orderRenewal(
  ctx: Pick<Visitor, 'db'>,
  { queue, setting }: Renewal,
  version: number,
): Promise<number> {
  const all = await organisationsBehind(ctx.db, { queue, setting }, version);
  const jobs = all.map((organisation_id) => ({ organisation_id, after: null }));
  await ctx.db.transaction((tx) => enqueue(tx, queue, jobs));
  return jobs.length;
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
