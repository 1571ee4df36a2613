// Drafts of scorecards: one per scorecard, saved on every change. A change names the revision it was made on; where somebody
// else was faster nothing is overwritten, and both versions are there to be merged. A save is no event, because a keystroke
// is not one.
import { and, eq, max, sql } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { Draft } from '../../scorecards/scorecard/definition.ts';
import { finished } from '../../scorecards/scorecard/draft.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { record } from '../events/record.ts';
import { member } from '../schema/people.ts';
import { scorecard, scorecard_draft, scorecard_version } from '../schema/scorecards.ts';
import {
  definitionOf,
  latestVersion,
  lockScorecard,
  makeScorecard,
  type PublishedScorecard,
  refuseFaults,
  writeVersion,
} from './scorecards.ts';

export type ScorecardDraft = {
  scorecard_id: string;
  key: string;
  definition: Draft;
  revision: number;
  /** Number of the version it began with; null: with none. */
  based_on: number | null;
  /** Number of the newest version; null: none was published. */
  newest: number | null;
  changed_at: string;
  changed_by: { id: string; name: string };
};

export type SavedScorecardDraft = { revision: number; saved_at: string };

/** Begins a scorecard. @throws Problem `scorecard-key-taken` where one has this key */
export async function beginScorecard(ctx: Ctx, definition: Draft): Promise<ScorecardDraft> {
  demand(ctx, 'scorecards:edit');
  const key = definition.id;
  return ctx.db.transaction(async (tx) => {
    const { made } = await makeScorecard(tx, ctx, key);
    if (!made) throw new Problem('scorecard-key-taken', { id: key });
    const { id } = await lockScorecard(tx, ctx, key);
    await begin(tx, ctx, { scorecard_id: id, key, based_on: null, definition });
    return draftOf(tx, ctx, key);
  });
}

/**
 * Begins the next version of a scorecard; the draft that is there already is given back instead.
 * @param input `definition` null: as the newest version has it
 * @throws Problem `draft-in-work` where a draft is there and another definition was handed in
 */
export async function beginDraft(ctx: Ctx, input: { key: string; definition: Draft | null }): Promise<ScorecardDraft> {
  demand(ctx, 'scorecards:edit');
  const { key, definition } = input;
  return ctx.db.transaction(async (tx) => {
    const { id } = await lockScorecard(tx, ctx, key);
    const [open] = await tx
      .select({ id: scorecard_draft.scorecard_id })
      .from(scorecard_draft)
      .where(eq(scorecard_draft.scorecard_id, id));
    if (open && definition) throw new Problem('draft-in-work', { id: key });
    const latest = open ? null : await latestVersion(tx, ctx, id);
    if (latest) {
      const started = definition ? { ...definition, id: key } : await definitionOf(tx, latest.id);
      await begin(tx, ctx, { scorecard_id: id, key, based_on: latest, definition: started });
    }
    return draftOf(tx, ctx, key);
  });
}

async function begin(
  tx: Db,
  ctx: Ctx,
  of: { scorecard_id: string; key: string; based_on: { id: string; number: number } | null; definition: Draft },
): Promise<void> {
  await tx.insert(scorecard_draft).values({
    scorecard_id: of.scorecard_id,
    organisation_id: ctx.actor.organisation,
    based_on: of.based_on?.id ?? null,
    definition: of.definition,
    revision: 1,
    changed_by: self(ctx),
    changed_at: ctx.now.toISOString(),
  });
  const detail = { key: of.key, number: of.based_on?.number ?? null };
  await record(tx, ctx, { kind: 'scorecard.draft-begun', subject: of.scorecard_id, detail });
}

/** The draft of a scorecard. */
export async function readDraft(ctx: Ctx, input: { key: string }): Promise<ScorecardDraft> {
  demand(ctx, 'scorecards:edit');
  return draftOf(ctx.db, ctx, input.key);
}

async function draftOf(db: Db, ctx: Ctx, key: string): Promise<ScorecardDraft> {
  const newest = db
    .select({ number: max(scorecard_version.number) })
    .from(scorecard_version)
    .where(eq(scorecard_version.scorecard_id, scorecard.id));
  const base = db
    .select({ number: scorecard_version.number })
    .from(scorecard_version)
    .where(eq(scorecard_version.id, scorecard_draft.based_on));
  const [row] = await db
    .select({
      scorecard_id: scorecard.id,
      key: scorecard.key,
      definition: scorecard_draft.definition,
      revision: scorecard_draft.revision,
      based_on: sql<number | null>`${base}`,
      newest: sql<number | null>`${newest}`,
      changed_at: scorecard_draft.changed_at,
      changed_by: { id: member.id, name: member.name },
    })
    .from(scorecard_draft)
    .innerJoin(scorecard, eq(scorecard.id, scorecard_draft.scorecard_id))
    .innerJoin(member, eq(member.id, scorecard_draft.changed_by))
    .where(and(eq(scorecard.organisation_id, ctx.actor.organisation), eq(scorecard.key, key)));
  if (!row) throw new Problem('not-found');
  return row;
}

/**
 * Keeps a draft. One that was changed elsewhere in the meantime is not overwritten: `stale`, with the draft as it is now. The
 * key stays the scorecard's.
 */
export async function keepDraft(
  ctx: Ctx,
  input: { key: string; revision: number; definition: Draft },
): Promise<SavedScorecardDraft> {
  demand(ctx, 'scorecards:edit');
  const saved_at = ctx.now.toISOString();
  const [saved] = await ctx.db
    .update(scorecard_draft)
    .set({
      definition: { ...input.definition, id: input.key },
      revision: input.revision + 1,
      changed_by: self(ctx),
      changed_at: saved_at,
    })
    .from(scorecard)
    .where(
      and(
        eq(scorecard.id, scorecard_draft.scorecard_id),
        eq(scorecard.organisation_id, ctx.actor.organisation),
        eq(scorecard.key, input.key),
        eq(scorecard_draft.revision, input.revision),
      ),
    )
    .returning({ revision: scorecard_draft.revision });
  if (saved) return { revision: saved.revision, saved_at };
  throw new Problem('stale', {}, await draftOf(ctx.db, ctx, input.key));
}

/** Gives a draft up. A scorecard that was never published is gone with it. @throws Problem `stale` as {@link keepDraft} */
export async function discardDraft(ctx: Ctx, input: { key: string; revision: number }): Promise<{ key: string }> {
  demand(ctx, 'scorecards:edit');
  return ctx.db.transaction(async (tx) => {
    const { id, newest } = await lockDraft(tx, ctx, input);
    await tx.delete(scorecard_draft).where(eq(scorecard_draft.scorecard_id, id));
    if (newest === null) await tx.delete(scorecard).where(eq(scorecard.id, id));
    await record(tx, ctx, { kind: 'scorecard.draft-discarded', subject: id, detail: { key: input.key } });
    return { key: input.key };
  });
}

/**
 * Publishes a draft as the scorecard's next version; the draft is gone then. Open reviews stay on the version they began
 * with; plans draw on the new one from now on.
 * @throws Problem `not-publishable` with the findings; `stale` as {@link keepDraft}
 */
export async function publishDraft(ctx: Ctx, input: { key: string; revision: number }): Promise<PublishedScorecard> {
  demand(ctx, 'scorecards:publish');
  return ctx.db.transaction(async (tx) => {
    const { id, definition } = await lockDraft(tx, ctx, input);
    await refuseFaults(tx, ctx, definition);
    await tx.delete(scorecard_draft).where(eq(scorecard_draft.scorecard_id, id));
    return writeVersion(tx, ctx, finished(definition), self(ctx));
  });
}

/** The draft at the revision the person saw, held until the transaction ends. */
async function lockDraft(
  tx: Db,
  ctx: Ctx,
  input: { key: string; revision: number },
): Promise<{ id: string; definition: Draft; newest: number | null }> {
  const { id } = await lockScorecard(tx, ctx, input.key);
  const draft = await draftOf(tx, ctx, input.key);
  if (draft.revision !== input.revision) throw new Problem('stale', {}, draft);
  return { id, definition: draft.definition, newest: draft.newest };
}
