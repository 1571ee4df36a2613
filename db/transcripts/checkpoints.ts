// Checkpoints of a transcription in progress, for the next attempt on any machine. They are deleted with the
// transcript, or when the last attempt fails.
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Checkpoint } from '../../transcription/listening/checkpoints.ts';
import { type Ctx, type Db, demandWorker } from '../database/context.ts';
import { transcription_checkpoint } from '../schema/speech.ts';
import { transcription } from '../schema/transcripts.ts';

/** Notes of a long recording are large: so many go into one statement. */
const AT_ONCE = 200;

/**
 * Keeps what was found out; a note of the same name under other settings gives way.
 * @returns false when the recording is not this worker's any more: nothing is kept
 */
export async function saveCheckpoints(
  ctx: Ctx,
  input: { interaction_id: string; attempt: number; checkpoints: readonly Checkpoint[] },
): Promise<boolean> {
  demandWorker(ctx);
  const { interaction_id, attempt, checkpoints } = input;
  return await ctx.db.transaction(async (tx) => {
    const [still] = await tx
      .select({ id: transcription.interaction_id })
      .from(transcription)
      .where(
        and(
          eq(transcription.interaction_id, interaction_id),
          eq(transcription.organisation_id, ctx.actor.organisation),
          eq(transcription.attempt, attempt),
          eq(transcription.state, 'running'),
        ),
      )
      .for('update');
    if (!still) return false;
    for (let i = 0; i < checkpoints.length; i += AT_ONCE) {
      const rows = checkpoints.slice(i, i + AT_ONCE).map((checkpoint) => ({
        organisation_id: ctx.actor.organisation,
        interaction_id,
        ...checkpoint,
        created_at: ctx.now.toISOString(),
      }));
      await tx
        .insert(transcription_checkpoint)
        .values(rows)
        .onConflictDoUpdate({
          target: [transcription_checkpoint.interaction_id, transcription_checkpoint.name],
          set: { under: sql`excluded.under`, value: sql`excluded.value`, created_at: sql`excluded.created_at` },
        });
    }
    return true;
  });
}

/** What earlier tries at a recording left, in the order it was found out. */
export async function checkpointsOf(ctx: Ctx, input: { interaction_id: string }): Promise<Checkpoint[]> {
  demandWorker(ctx);
  return await ctx.db
    .select({
      under: transcription_checkpoint.under,
      name: transcription_checkpoint.name,
      value: transcription_checkpoint.value,
    })
    .from(transcription_checkpoint)
    .where(
      and(
        eq(transcription_checkpoint.interaction_id, input.interaction_id),
        eq(transcription_checkpoint.organisation_id, ctx.actor.organisation),
      ),
    )
    .orderBy(asc(transcription_checkpoint.created_at), asc(transcription_checkpoint.name));
}

/** No other try will come; part of the transaction that says so. */
export async function dropCheckpoints(tx: Db, ctx: Ctx, interactionId: string): Promise<void> {
  await tx
    .delete(transcription_checkpoint)
    .where(
      and(
        eq(transcription_checkpoint.interaction_id, interactionId),
        eq(transcription_checkpoint.organisation_id, ctx.actor.organisation),
      ),
    );
}
