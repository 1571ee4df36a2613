// An organisation's name and time zone.
import { eq } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, demand } from '../database/context.ts';
import { keepRenamed, record } from '../events/record.ts';
import { organisation } from '../schema/people.ts';

export type Centre = { name: string; time_zone: string };

/**
 * Renames the organisation, or moves it to another time zone: from then on its days and weeks are counted there, also of
 * what is here already. Instants that were stored stay what they are.
 */
export async function changeCentre(ctx: Ctx, input: Partial<Centre>): Promise<Centre> {
  demand(ctx, 'organisation:manage');
  const mine = eq(organisation.id, ctx.actor.organisation);
  return ctx.db.transaction(async (tx) => {
    const [before] = await tx
      .select({ name: organisation.name, time_zone: organisation.time_zone })
      .from(organisation)
      .where(mine)
      .for('update');
    if (!before) throw new Problem('not-found');
    const after = { name: input.name ?? before.name, time_zone: input.time_zone ?? before.time_zone };
    if (after.name === before.name && after.time_zone === before.time_zone) return before;
    await tx.update(organisation).set(after).where(mine);
    const detail = {
      name: await keepRenamed(tx, ctx, before.name, after.name),
      ...(after.time_zone === before.time_zone
        ? {}
        : { time_zone: { before: before.time_zone, after: after.time_zone } }),
    };
    await record(tx, ctx, { kind: 'organisation.changed', subject: ctx.actor.organisation, detail });
    return after;
  });
}
