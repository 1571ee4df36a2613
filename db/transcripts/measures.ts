// Measures of a transcript are stored with it, and again once the waveform exists, because it shows whether music
// filled a hold. Readers use the stored values. Transcripts without measures, or with those of an older version, are
// measured by a job (renewal.ts); until then a page says that they are still to come.
import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  notExists,
  type SQL,
  sql,
} from 'drizzle-orm';
import { figuresOf, MEASURES_VERSION, measuresOf } from '../../transcription/text/measures/stored.ts';
import type { Peaks } from '../../transcription/transcript/transcript.ts';
import { type Ctx, type Db, demandWorker, type Visitor } from '../database/context.ts';
import { enqueue } from '../jobs/jobs.ts';
import { transcript, transcript_measures } from '../schema/transcripts.ts';
import { isRenewed, noteRenewed, orderRenewal, type Progress } from './renewal.ts';

type Measurable = Pick<
  typeof transcript.$inferSelect,
  'interaction_id' | 'revision' | 'method' | 'turns' | 'duration_ms' | 'peaks'
>;

/** Columns of what is measured. */
const measurable = {
  interaction_id: transcript.interaction_id,
  revision: transcript.revision,
  method: transcript.method,
  turns: transcript.turns,
  duration_ms: transcript.duration_ms,
  peaks: transcript.peaks,
};

/** A row is replaced as a whole. */
const ANEW = Object.fromEntries(
  Object.keys(getTableColumns(transcript_measures)).map((name): [string, SQL] => [name, sql.raw(`excluded."${name}"`)]),
);

/** So many rows stay below what one statement may carry. */
const ROWS_AT_ONCE = 500;

/** Measures transcripts; part of the transaction in which they are kept or drawn. */
export async function measureTranscripts(tx: Db, ctx: Ctx, transcripts: readonly Measurable[]): Promise<void> {
  const drawn = await drawnElsewhere(tx, transcripts);
  for (let i = 0; i < transcripts.length; i += ROWS_AT_ONCE) {
    const rows = transcripts.slice(i, i + ROWS_AT_ONCE).map(({ interaction_id, revision, peaks, ...said }) => {
      const measures = measuresOf(said, peaks ?? drawn.get(interaction_id) ?? null);
      const { organisation } = ctx.actor;
      const what = { interaction_id, revision, organisation_id: organisation, version: MEASURES_VERSION };
      return { ...what, measures, ...figuresOf(measures) };
    });
    await tx
      .insert(transcript_measures)
      .values(rows)
      .onConflictDoUpdate({ target: [transcript_measures.interaction_id, transcript_measures.revision], set: ANEW });
  }
}

/** The picture of a recording stands with the revision that was heard or drawn; those after it have none of their own. */
async function drawnElsewhere(tx: Db, transcripts: readonly Measurable[]): Promise<Map<string, Peaks | null>> {
  const without = transcripts.filter(({ method, peaks }) => method !== null && peaks === null);
  if (without.length === 0) return new Map();
  const ids = [...new Set(without.map(({ interaction_id }) => interaction_id))];
  const rows = await tx
    .selectDistinctOn([transcript.interaction_id], { id: transcript.interaction_id, peaks: transcript.peaks })
    .from(transcript)
    .where(and(inArray(transcript.interaction_id, ids), isNotNull(transcript.peaks)))
    .orderBy(transcript.interaction_id, desc(transcript.revision));
  return new Map(rows.map(({ id, peaks }) => [id, peaks]));
}

/** The recording of an interaction has been drawn: every revision is measured again. */
export async function measureDrawn(tx: Db, ctx: Ctx, interaction_id: string): Promise<void> {
  const rows = await tx
    .select(measurable)
    .from(transcript)
    .where(and(eq(transcript.interaction_id, interaction_id), eq(transcript.organisation_id, ctx.actor.organisation)));
  await measureTranscripts(tx, ctx, rows);
}

const RENEWAL = { queue: 'measure', setting: 'measured' } as const;

/** Organisations not all of whose transcripts are measured as this program does it: a job for each that has none yet. */
export const measureOldTranscripts = (ctx: Pick<Visitor, 'db'>): Promise<number> =>
  orderRenewal(ctx, RENEWAL, MEASURES_VERSION);

/** How many long calls are in memory at once while they are measured again. */
const MEASURED_AT_ONCE = 50;

/**
 * Measures some of the organisation's transcripts that are not measured as this program does it. The job for the next ones
 * is left in the same transaction; after the last one the organisation is done. @returns how many were measured
 */
export async function measureAnew(ctx: Ctx, input: { after: string | null }): Promise<number> {
  demandWorker(ctx);
  const { organisation: of } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: transcript.id, ...measurable })
      .from(transcript)
      .where(and(unmeasured(tx, of), input.after === null ? undefined : gt(transcript.id, input.after)))
      .orderBy(asc(transcript.id))
      .limit(MEASURED_AT_ONCE);
    await measureTranscripts(tx, ctx, rows);
    const last = rows.at(-1);
    if (last && rows.length === MEASURED_AT_ONCE) {
      await enqueue(tx, 'measure', [{ organisation_id: of, after: last.id }]);
      return rows.length;
    }
    const [missed] = await tx.select({ id: transcript.id }).from(transcript).where(unmeasured(tx, of)).limit(1);
    if (!missed) await noteRenewed(tx, of, RENEWAL, MEASURES_VERSION);
    return rows.length;
  });
}

/** The measures of a transcript, if they were taken as this program does it. */
export const measuresOfTranscript = and(
  eq(transcript_measures.interaction_id, transcript.interaction_id),
  eq(transcript_measures.revision, transcript.revision),
  eq(transcript_measures.version, MEASURES_VERSION),
);

const unmeasured = (tx: Db, of: string) =>
  and(
    eq(transcript.organisation_id, of),
    notExists(tx.select({ one: sql`1` }).from(transcript_measures).where(measuresOfTranscript)),
  );

/** How far measuring is; null when all transcripts are measured. Who may know is the caller's business. */
export async function measuringOf(ctx: Ctx): Promise<Progress | null> {
  const { organisation: of } = ctx.actor;
  if (await isRenewed(ctx.db, of, RENEWAL, MEASURES_VERSION)) return null;
  const [[all], [measured]] = await Promise.all([
    ctx.db.select({ total: count() }).from(transcript).where(eq(transcript.organisation_id, of)),
    ctx.db
      .select({ done: count() })
      .from(transcript_measures)
      .where(and(eq(transcript_measures.organisation_id, of), eq(transcript_measures.version, MEASURES_VERSION))),
  ]);
  const [done, total] = [measured?.done ?? 0, all?.total ?? 0];
  return done < total ? { done, total } : null;
}
