// Hearing a recording. The bytes are handed out by range, to those whose table of access says so; that somebody heard
// it is written down once a day, not at every seek.
import { and, eq, gte } from 'drizzle-orm';
import { startOfDate } from '../scorecards/calendar.ts';
import { Problem } from '../scorecards/problem.ts';
import { audit } from './audit.ts';
import type { Range, Stored } from './blobs.ts';
import { type Ctx, demand, self } from './context.ts';
import { todayIn, zoneOf } from './days.ts';
import { blob, interaction } from './schema/interactions.ts';
import { audit_entry } from './schema/people.ts';
import type { FileCtx } from './uploads.ts';
import { agentsVisible } from './visible.ts';

export type Recording = {
  /** SHA-256 of the bytes, hex: changes when they do, which is never. */
  sha256: string;
  /** Bytes. */
  size: number;
  /** What the bytes, not the name, said on upload. */
  mime: string;
  file_name: string;
  /** Both ends of the range belong to it. */
  open: (range?: Range) => Promise<Stored['stream']>;
};

/** @throws Problem not-found when there is none, or it is not the actor's to hear */
export async function hearRecording(ctx: FileCtx, input: { id: string }): Promise<Recording> {
  demand(ctx, 'recordings:hear');
  const organisation = ctx.actor.organisation;
  const [found] = await ctx.db
    .select({ sha256: blob.sha256, size: blob.size, mime: blob.mime, file_name: interaction.file_name })
    .from(interaction)
    .innerJoin(blob, and(eq(blob.organisation_id, organisation), eq(blob.sha256, interaction.content_sha256)))
    .where(
      and(
        eq(interaction.id, input.id),
        eq(interaction.organisation_id, organisation),
        agentsVisible(ctx, 'recordings:hear', interaction.agent_id),
      ),
    );
  if (!found || found.file_name === null) throw new Problem('not-found');
  return {
    ...found,
    file_name: found.file_name,
    open: async (range) => {
      const stored = await ctx.blobs.read(organisation, found.sha256, range);
      if (!stored) throw new Error(`the stored file ${found.sha256} of ${input.id} is missing`);
      await noteHeard(ctx, input.id);
      return stored.stream;
    },
  };
}

const HEARD = 'recording.heard';

async function noteHeard(ctx: Ctx, id: string): Promise<void> {
  const zone = await zoneOf(ctx.db, ctx);
  const today = startOfDate(todayIn(zone, ctx.now), zone);
  const [noted] = await ctx.db
    .select({ id: audit_entry.id })
    .from(audit_entry)
    .where(
      and(
        eq(audit_entry.organisation_id, ctx.actor.organisation),
        eq(audit_entry.subject, id),
        eq(audit_entry.action, HEARD),
        eq(audit_entry.actor_id, self(ctx)),
        gte(audit_entry.at, today),
      ),
    )
    .limit(1);
  if (!noted) await audit(ctx.db, ctx, HEARD, id);
}
