// Copies of recordings for playback. Which copy is needed follows from the newest transcript and the types of personal
// data the organisation masks, so an outdated copy is simply never requested. A copy is ordered in the transaction that
// makes it necessary; any worker creates it, and there is one row and one file per version.
import { createHash } from 'node:crypto';
import { and, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import type { ProblemCode } from '../../scorecards/problems/problem.ts';
import type { CopyKind, WorkState } from '../../scorecards/transcripts/states.ts';
import { mutedStretches, type Stretch } from '../../transcription/sound/mute.ts';
import type { PersonalDataKind, PersonalSound } from '../../transcription/text/redaction/kinds.ts';
import { type Ctx, type Db, demandWorker } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { record } from '../events/record.ts';
import { enqueue } from '../jobs/jobs.ts';
import { demandInteraction } from '../people/visible.ts';
import { recording_copy } from '../schema/copies.ts';
import { blob, interaction } from '../schema/interactions.ts';

/** What a worker needs to know to make a copy. */
export type CopyWork = {
  id: string;
  attempt: number;
  kind: CopyKind;
  /** Of the recording. */
  sha256: string;
  file_name: string;
  muted: Stretch[];
};

/** How far the copy that is to be heard has come; `code` says why it failed. */
export type Copy = {
  id: string;
  state: WorkState;
  code: ProblemCode | null;
  /** The stored file; null until it is done. */
  file: { sha256: string; size: number; mime: string } | null;
};

/** A copy that has become needed. `muted` is empty for a playable one. */
export type WantedCopy = { interaction_id: string; kind: CopyKind; muted: Stretch[] };

type Spoken = { interaction_id: string; personal_sounds: PersonalSound[] | null };

/** So many rows stay below what one statement may carry. */
const ROWS_AT_ONCE = 500;

/** The name of a cut: the same stretches, the same copy. */
const cutOf = (muted: readonly Stretch[]): string =>
  createHash('sha256')
    .update(muted.map(({ start_ms, end_ms }) => `${start_ms}-${end_ms}`).join())
    .digest('hex');

/** Orders the muted copies that transcripts make needed; part of the transaction that keeps them. */
export async function queueMuted(
  tx: Db,
  ctx: Ctx,
  spoken: readonly Spoken[],
  kinds: readonly PersonalDataKind[],
): Promise<void> {
  const wanted = spoken.flatMap(({ interaction_id, personal_sounds }): WantedCopy[] => {
    const muted = mutedStretches(personal_sounds ?? [], kinds);
    return muted.length === 0 ? [] : [{ interaction_id, kind: 'muted', muted }];
  });
  await queueCopies(tx, ctx, wanted);
}

/** Orders copies. One already ordered for the same cut is kept; text has no copies. */
export async function queueCopies(tx: Db, ctx: Ctx, wanted: readonly WantedCopy[]): Promise<void> {
  for (let i = 0; i < wanted.length; i += ROWS_AT_ONCE) {
    const some = wanted.slice(i, i + ROWS_AT_ONCE);
    const ids = some.map(({ interaction_id }) => interaction_id);
    const recordings = await tx
      .select({ id: interaction.id })
      .from(interaction)
      .where(
        and(
          inArray(interaction.id, ids),
          eq(interaction.organisation_id, ctx.actor.organisation),
          isNotNull(interaction.file_name),
        ),
      );
    const known = new Set(recordings.map(({ id }) => id));
    const rows = some
      .filter(({ interaction_id }) => known.has(interaction_id))
      .map((one) => ({
        ...one,
        id: newId('cpy', ctx.now),
        organisation_id: ctx.actor.organisation,
        cut: cutOf(one.muted),
        state: 'queued' as const,
        queued_at: ctx.now.toISOString(),
      }));
    if (rows.length === 0) continue;
    const made = await tx
      .insert(recording_copy)
      .values(rows)
      .onConflictDoNothing({ target: [recording_copy.interaction_id, recording_copy.kind, recording_copy.cut] })
      .returning({ copy_id: recording_copy.id });
    await enqueue(
      tx,
      'copy',
      made.map(({ copy_id }) => ({ organisation_id: ctx.actor.organisation, copy_id })),
    );
  }
}

/** The copy of this kind and cut; null when none was ordered. */
export async function copyOf(ctx: Ctx, wanted: WantedCopy): Promise<Copy | null> {
  const [row] = await ctx.db
    .select({
      id: recording_copy.id,
      state: recording_copy.state,
      code: recording_copy.code,
      sha256: recording_copy.sha256,
      size: recording_copy.size,
      mime: recording_copy.mime,
    })
    .from(recording_copy)
    .where(
      and(
        eq(recording_copy.organisation_id, ctx.actor.organisation),
        eq(recording_copy.interaction_id, wanted.interaction_id),
        eq(recording_copy.kind, wanted.kind),
        eq(recording_copy.cut, cutOf(wanted.muted)),
      ),
    );
  if (!row) return null;
  const { id, state, sha256, size, mime } = row;
  const file = sha256 === null || size === null || mime === null ? null : { sha256, size, mime };
  return { id, state, code: row.code as ProblemCode | null, file };
}

/** A worker begins; an earlier worker that died is forgotten. null: there is nothing to do (any more). */
export async function startCopy(ctx: Ctx, input: { id: string }): Promise<CopyWork | null> {
  demandWorker(ctx);
  const [begun] = await ctx.db
    .update(recording_copy)
    .set({
      state: 'running',
      code: null,
      attempt: sql`${recording_copy.attempt} + 1`,
      started_at: ctx.now.toISOString(),
    })
    .where(and(own(ctx, input.id), inArray(recording_copy.state, ['queued', 'running'])))
    .returning({
      id: recording_copy.id,
      attempt: recording_copy.attempt,
      kind: recording_copy.kind,
      muted: recording_copy.muted,
      interaction_id: recording_copy.interaction_id,
    });
  if (!begun) return null;
  const { interaction_id, ...work } = begun;
  const [recording] = await ctx.db
    .select({ sha256: interaction.content_sha256, file_name: interaction.file_name })
    .from(interaction)
    .where(eq(interaction.id, interaction_id));
  return recording ? { ...work, ...recording, file_name: recording.file_name ?? 'recording' } : null;
}

/** Keeps a copy that was made. @returns false when there was one already, which stays */
export async function recordCopy(
  ctx: Ctx,
  input: { id: string; file: { sha256: string; size: number; mime: string } },
): Promise<boolean> {
  demandWorker(ctx);
  const now = ctx.now.toISOString();
  return ctx.db.transaction(async (tx) => {
    const [done] = await tx
      .update(recording_copy)
      .set({ ...input.file, state: 'done', code: null, finished_at: now })
      .where(and(own(ctx, input.id), ne(recording_copy.state, 'done')))
      .returning({ interaction_id: recording_copy.interaction_id, kind: recording_copy.kind });
    if (!done) return false;
    await tx
      .insert(blob)
      .values({ organisation_id: ctx.actor.organisation, ...input.file, created_at: now })
      .onConflictDoNothing();
    await record(tx, ctx, { kind: 'recording.copied', subject: done.interaction_id, detail: { copy: done.kind } });
    return true;
  });
}

/** A copy that cannot be made. @param input.attempt null for a job whose workers died again and again */
export async function failCopy(
  ctx: Ctx,
  input: { id: string; attempt: number | null; code: ProblemCode },
): Promise<void> {
  demandWorker(ctx);
  const still = inArray(recording_copy.state, ['queued', 'running']);
  const mine = input.attempt === null ? still : and(still, eq(recording_copy.attempt, input.attempt));
  await ctx.db.transaction(async (tx) => {
    const [failed] = await tx
      .update(recording_copy)
      .set({ state: 'failed', code: input.code, finished_at: ctx.now.toISOString() })
      .where(and(own(ctx, input.id), mine))
      .returning({ interaction_id: recording_copy.interaction_id, kind: recording_copy.kind });
    if (!failed) return;
    const detail = { copy: failed.kind, code: input.code };
    await record(tx, ctx, { kind: 'recording.not-copied', subject: failed.interaction_id, detail });
  });
}

/** Someone wants the failed copies of a recording tried again. @returns how many are */
export async function retryCopies(ctx: Ctx, input: { id: string }): Promise<{ queued: number }> {
  await demandInteraction(ctx, 'interactions:import', input.id);
  return ctx.db.transaction(async (tx) => {
    const rows = await tx
      .update(recording_copy)
      .set({ state: 'queued', code: null, queued_at: ctx.now.toISOString(), finished_at: null })
      .where(
        and(
          eq(recording_copy.organisation_id, ctx.actor.organisation),
          eq(recording_copy.interaction_id, input.id),
          eq(recording_copy.state, 'failed'),
        ),
      )
      .returning({ organisation_id: recording_copy.organisation_id, copy_id: recording_copy.id });
    await enqueue(tx, 'copy', rows);
    if (rows.length > 0) await record(tx, ctx, { kind: 'recording.copy-retried', subject: input.id, detail: {} });
    return { queued: rows.length };
  });
}

const own = (ctx: Ctx, id: string) =>
  and(eq(recording_copy.id, id), eq(recording_copy.organisation_id, ctx.actor.organisation));
