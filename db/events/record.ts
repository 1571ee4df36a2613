// Records who did what, to what, and when, in the same transaction as the change, so neither exists without the other.
import { type BusinessEvent, parseEvent } from '../../scorecards/events/event.ts';
import type { Ctx, Db } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { event, event_text } from '../schema/events.ts';

type Acting = Pick<Ctx, 'actor' | 'now'>;

/** So many rows stay below what one statement may carry. */
const ROWS_AT_ONCE = 500;

/**
 * @param tx the transaction of the verb
 * @param events what happened; a detail that does not fit its kind is a failure, and nothing is written
 */
export async function record(tx: Pick<Db, 'insert'>, ctx: Acting, ...events: BusinessEvent[]): Promise<void> {
  const rows = events.map((one) => ({
    id: newId('evt', ctx.now),
    organisation_id: ctx.actor.organisation,
    actor_id: ctx.actor.member,
    ...parseEvent(one),
    at: ctx.now.toISOString(),
  }));
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) await tx.insert(event).values(rows.slice(i, i + ROWS_AT_ONCE));
}

/** Stores text beside the log. @returns the id by which an event refers to it; null if there is none */
export async function keepText<T extends string | null>(
  tx: Pick<Db, 'insert'>,
  ctx: Acting,
  words: T,
): Promise<T extends string ? string : string | null> {
  type Kept = T extends string ? string : string | null;
  if (words === null) return null as Kept;
  const id = newId('txt', ctx.now);
  await tx.insert(event_text).values({ id, organisation_id: ctx.actor.organisation, text: words });
  return id as Kept;
}

/** A name before and after; undefined where it stayed the same. */
export async function keepRenamed(
  tx: Pick<Db, 'insert'>,
  ctx: Acting,
  before: string | null,
  after: string | null | undefined,
): Promise<{ before: string | null; after: string | null } | undefined> {
  if (after === undefined || after === before) return undefined;
  return { before: await keepText(tx, ctx, before), after: await keepText(tx, ctx, after) };
}
