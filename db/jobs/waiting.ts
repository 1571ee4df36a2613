// Recordings that wait for a model and continue when it is available: in every organisation, because a model on a
// machine serves all of them.
import { and, eq, inArray } from 'drizzle-orm';
import { boundTo } from '../database/bound.ts';
import type { Visitor } from '../database/context.ts';
import { modelsWaitedForAnywhere, waitingAnywhere } from '../database/crossing.ts';
import { transcription } from '../schema/transcripts.ts';
import { enqueue } from './jobs.ts';

/** The models that recordings wait for, in any organisation; null stands for the product's own. */
export const modelsWaitedFor = (ctx: Pick<Visitor, 'db'>): Promise<(string | null)[]> =>
  modelsWaitedForAnywhere(ctx.db);

/**
 * Recordings that waited for a model go on, in every organisation, the oldest first.
 * @param input.most how many
 */
export async function resumeWaiting(
  ctx: Pick<Visitor, 'db'>,
  input: { model: string | null; most: number },
): Promise<number> {
  const some = await waitingAnywhere(ctx.db, input);
  let resumed = 0;
  for (const [organisation_id, rows] of Map.groupBy(some, (row) => row.organisation_id)) {
    const ids = rows.map((row) => row.interaction_id);
    resumed += await boundTo(ctx.db, organisation_id).transaction(async (tx) => {
      // Whoever else resumes the same ones waits for the rows, and finds them gone on.
      const gone = await tx
        .update(transcription)
        .set({ state: 'queued' })
        .where(and(eq(transcription.state, 'waiting'), inArray(transcription.interaction_id, ids)))
        .returning({ organisation_id: transcription.organisation_id, interaction_id: transcription.interaction_id });
      await enqueue(tx, 'transcribe', gone);
      return gone.length;
    });
  }
  return resumed;
}
