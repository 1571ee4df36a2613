// Originals: recordings and transcripts with personal data. A person with permission opens an interaction's original by
// giving a reason and may view it for the rest of the day. Opening is audited with its reason, and viewing once a day.
import { and, desc, eq, gte } from 'drizzle-orm';
import { startOfDate } from '../../scorecards/calendar/calendar.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, demand, self } from '../database/context.ts';
import { todayIn, zoneOf } from '../database/days.ts';
import { audit } from '../events/audit.ts';
import { demandInteraction, theInteraction } from '../people/visible.ts';
import { interaction } from '../schema/interactions.ts';
import { audit_entry } from '../schema/people.ts';

/** `opened_at`: today, by me. */
export type Originals = { may: boolean; opened_at: string | null };

const OPENED = 'originals.opened';
const USED = { heard: 'originals.heard', read: 'originals.read' } as const;

/** Opens an interaction's originals to the actor for the rest of the day. */
export async function openOriginals(ctx: Ctx, input: { id: string; reason: string }): Promise<Originals> {
  await demandInteraction(ctx, 'originals:read', input.id);
  await audit(ctx.db, ctx, OPENED, input.id, { reason: input.reason });
  return { may: true, opened_at: ctx.now.toISOString() };
}

/** Whether the actor may open an interaction's originals, and whether that has been done today. */
export async function originalsOf(ctx: Ctx, id: string): Promise<Originals> {
  if (!(await mayOpen(ctx, id))) return { may: false, opened_at: null };
  return { may: true, opened_at: await notedToday(ctx, OPENED, id) };
}

/**
 * Lets the actor on to the originals, and writes down once a day that they were used.
 * @throws Problem not-allowed, not-found, or originals-not-opened without a reason of today
 */
export async function originalsOpened(ctx: Ctx, input: { id: string; use: keyof typeof USED }): Promise<void> {
  demand(ctx, 'originals:read');
  const { may, opened_at } = await originalsOf(ctx, input.id);
  if (!may) throw new Problem('not-found');
  if (opened_at === null) throw new Problem('originals-not-opened');
  await noteOnceToday(ctx, USED[input.use], input.id);
}

/** Writes down that the actor did something to an interaction, once a day. */
export async function noteOnceToday(ctx: Ctx, action: string, id: string): Promise<void> {
  if ((await notedToday(ctx, action, id)) === null) await audit(ctx.db, ctx, action, id);
}

async function mayOpen(ctx: Ctx, id: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: interaction.id })
    .from(interaction)
    .where(theInteraction(ctx, 'originals:read', id));
  return row !== undefined;
}

/** When the actor last did this to an interaction today; null when not. */
async function notedToday(ctx: Ctx, action: string, id: string): Promise<string | null> {
  const zone = await zoneOf(ctx.db, ctx);
  const today = startOfDate(todayIn(zone, ctx.now), zone);
  const [noted] = await ctx.db
    .select({ at: audit_entry.at })
    .from(audit_entry)
    .where(
      and(
        eq(audit_entry.organisation_id, ctx.actor.organisation),
        eq(audit_entry.subject, id),
        eq(audit_entry.action, action),
        eq(audit_entry.actor_id, self(ctx)),
        gte(audit_entry.at, today),
      ),
    )
    .orderBy(desc(audit_entry.at))
    .limit(1);
  return noted?.at ?? null;
}
