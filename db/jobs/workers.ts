// Transcription workers as they announce themselves, and the models on their machines. They serve every organisation of
// an installation; what a worker is doing is shown only to the organisation concerned.
import { and, eq, gt, inArray, lt } from 'drizzle-orm';
import type { Handle, Visitor } from '../database/context.ts';
import { modelsChosenAnywhere, modelsWishedAnywhere } from '../database/crossing.ts';
import { model_copy, worker } from '../schema/speech.ts';

/** On the installation's own tables: workers are no organisation's. */
type Machinery = { db: Handle; now: Date };

export type WorkerFacts = Omit<typeof worker.$inferInsert, 'started_at' | 'seen_at'>;

/** A model on a worker's machine. */
export type ModelCopy = Omit<typeof model_copy.$inferInsert, 'worker_id' | 'seen_at'>;

/** A worker announces itself this often … */
export const ANNOUNCED_MS = 10_000;
/** … and is considered dead after this time. */
export const LOST_MS = 45_000;
/** After that nobody wants to know that it was there. */
const FORGOTTEN_MS = 10 * 60_000;

/** A worker says that it is there, and which models it has. The first time counts as its start. */
export async function announceWorker(
  ctx: Machinery,
  input: { worker: WorkerFacts; models: readonly ModelCopy[] },
): Promise<void> {
  const now = ctx.now.toISOString();
  const { id } = input.worker;
  await ctx.db.transaction(async (tx) => {
    await tx
      .insert(worker)
      .values({ ...input.worker, started_at: now, seen_at: now })
      .onConflictDoUpdate({ target: worker.id, set: { seen_at: now } });
    await tx.delete(model_copy).where(eq(model_copy.worker_id, id));
    if (input.models.length > 0) {
      await tx.insert(model_copy).values(input.models.map((one) => ({ ...one, worker_id: id, seen_at: now })));
    }
    await forget(tx, new Date(ctx.now.getTime() - FORGOTTEN_MS));
  });
}

async function forget(tx: Handle, before: Date): Promise<void> {
  const gone = await tx.select({ id: worker.id }).from(worker).where(lt(worker.seen_at, before.toISOString()));
  await removeWorkers(
    tx,
    gone.map((row) => row.id),
  );
}

/** A worker ends in order. */
export async function dismissWorker(ctx: Pick<Machinery, 'db'>, input: { id: string }): Promise<void> {
  await ctx.db.transaction((tx) => removeWorkers(tx, [input.id]));
}

async function removeWorkers(tx: Handle, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.delete(model_copy).where(inArray(model_copy.worker_id, ids));
  await tx.delete(worker).where(inArray(worker.id, ids));
}

/** Workers that are there, the longest running first. */
export async function workersThere(ctx: Machinery): Promise<(typeof worker.$inferSelect)[]> {
  return await ctx.db.select().from(worker).where(seenLately(ctx)).orderBy(worker.started_at, worker.id);
}

/** Models on the machines of workers that are there. */
export async function modelCopies(ctx: Machinery): Promise<(typeof model_copy.$inferSelect)[]> {
  const rows = await ctx.db
    .select({ copy: model_copy })
    .from(model_copy)
    .innerJoin(worker, eq(worker.id, model_copy.worker_id))
    .where(seenLately(ctx));
  return rows.map((row) => row.copy);
}

const seenLately = (ctx: Machinery) => and(gt(worker.seen_at, new Date(ctx.now.getTime() - LOST_MS).toISOString()));

/** Every model that some organisation wants to have at hand, the oldest wish first, and when it was last wished for. */
export async function modelsWished(ctx: Pick<Visitor, 'db'>): Promise<{ model: string; wished_at: string }[]> {
  const rows = await modelsWishedAnywhere(ctx.db);
  return [...new Map(rows.map((row) => [row.model, row])).values()];
}

/** Every model that some organisation transcribes with; null stands for the product's own. */
export const modelsChosen = (ctx: Pick<Visitor, 'db'>): Promise<(string | null)[]> => modelsChosenAnywhere(ctx.db);
