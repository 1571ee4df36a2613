// Who did what to what, and when: written in the same transaction as what was done, so one never stands without the
// other.
import type { Ctx, Db } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { audit_entry } from '../schema/tables.ts';

/**
 * @param tx the transaction of the verb
 * @param action the business event, `review.submitted`
 * @param subject id of the row it happened to
 * @param detail what a reader of the log needs beside it: never words of a customer, never a secret
 */
export async function audit(
  tx: Pick<Db, 'insert'>,
  ctx: Pick<Ctx, 'actor' | 'now'>,
  action: string,
  subject: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.insert(audit_entry).values({
    id: newId('aud', ctx.now),
    organisation_id: ctx.actor.organisation,
    actor_id: ctx.actor.member,
    action,
    subject,
    detail,
    at: ctx.now.toISOString(),
  });
}
