// Recordings that wait for a model, and resume once it is available: in every organisation, because a model on a
// machine serves all of them.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Ctx } from '../database/context.ts';
import { organisation } from '../schema/people.ts';
import { transcription } from '../schema/transcripts.ts';
import { enqueue } from './jobs.ts';

/** The models that recordings wait for, in any organisation; null stands for the product's own. */
export async function modelsWaitedFor(ctx: Pick<Ctx, 'db'>): Promise<(string | null)[]> {
  const rows = await ctx.db
    .selectDistinct({ model: sql<string | null>`${organisation.settings} ->> 'model'` })
    .from(transcription)
    .innerJoin(organisation, eq(organisation.id, transcription.organisation_id))
    .where(eq(transcription.state, 'waiting'));
  return rows.map((row) => row.model);
}

/**
 * Recordings that waited for a model go on, in every organisation, the oldest first.
 * @param input.most how many
 */
export async function resumeWaiting(
  ctx: Pick<Ctx, 'db'>,
  input: { model: string | null; most: number },
): Promise<number> {
  return await ctx.db.transaction(async (tx) => {
    const some = await tx
      .select({ id: transcription.interaction_id })
      .from(transcription)
      .innerJoin(organisation, eq(organisation.id, transcription.organisation_id))
      .where(
        and(
          eq(transcription.state, 'waiting'),
          sql`${organisation.settings} ->> 'model' is not distinct from ${input.model}`,
        ),
      )
      .orderBy(transcription.queued_at)
      .limit(input.most)
      .for('update', { of: transcription, skipLocked: true });
    if (some.length === 0) return 0;
    const ids = some.map((row) => row.id);
    const rows = await tx
      .update(transcription)
      .set({ state: 'queued' })
      .where(inArray(transcription.interaction_id, ids))
      .returning({ organisation_id: transcription.organisation_id, interaction_id: transcription.interaction_id });
    await enqueue(tx, 'transcribe', rows);
    return rows.length;
  });
}
