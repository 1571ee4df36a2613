// Assigning reviews: reviewers choose an interaction themselves, managers reassign or withdraw work.
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { leaseFrom, type ReviewKind } from '../../scorecards/evaluations/evaluation.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { keepText, record } from '../events/record.ts';
import { readable } from '../people/references.ts';
import { agentsVisible, theInteraction } from '../people/visible.ts';
import { draft } from '../schema/evaluations.ts';
import { interaction } from '../schema/interactions.ts';
import { member } from '../schema/people.ts';
import { review } from '../schema/samples.ts';
import { scorecard_version } from '../schema/scorecards.ts';
import { refuseRetired } from '../scorecards/scorecards.ts';
import { stateSql } from './reviews.ts';

export type OwnReview = { review: string; outcome: 'created' | 'already-there' };

/**
 * Starts a review of an interaction the reviewer chose. It is `targeted`: it leads to feedback and coaching, and stays
 * out of every mean. An open review of theirs of this interaction is given back instead of a second one.
 */
export async function reviewInteraction(
  ctx: Ctx,
  input: { interaction: string; scorecard_version_id: string },
): Promise<OwnReview> {
  demand(ctx, 'reviews:work');
  const me = self(ctx);
  return ctx.db.transaction(async (tx) => {
    await lockReviewer(tx, ctx, me);
    const [found] = await tx
      .select({ id: interaction.id, agent_id: interaction.agent_id, readable })
      .from(interaction)
      .where(theInteraction(ctx, 'interactions:read', input.interaction));
    if (!found) throw new Problem('not-found');
    const open = await openReview(tx, found.id, me);
    if (open) return { review: open.id, outcome: 'already-there' };
    if (found.agent_id === me) throw new Problem('reviewer-is-agent');
    if (!found.readable) throw new Problem('not-transcribed');
    await demandVersion(tx, ctx, input.scorecard_version_id);

    const id = newId('rev', ctx.now);
    const at = ctx.now.toISOString();
    const [made] = await tx
      .insert(review)
      .values({
        id,
        organisation_id: ctx.actor.organisation,
        interaction_id: found.id,
        agent_id: found.agent_id,
        scorecard_version_id: input.scorecard_version_id,
        reviewer_id: me,
        kind: 'targeted',
        state: 'taken',
        lease_until: leaseFrom(at),
        created_at: at,
      })
      .onConflictDoNothing()
      .returning({ id: review.id });
    // The other of two clicks was faster.
    if (!made) return { review: (await openReview(tx, found.id, me))!.id, outcome: 'already-there' };
    await record(tx, ctx, assignment({ id, interaction_id: found.id, kind: 'targeted', reviewer_id: me }));
    return { review: id, outcome: 'created' };
  });
}

/** The review of an interaction that its reviewer still has before them; the oldest of several. */
export async function openReview(
  tx: Db,
  interaction_id: string,
  reviewer_id: string,
  kind?: 'targeted',
): Promise<{ id: string } | null> {
  const [open] = await tx
    .select({ id: review.id })
    .from(review)
    .where(
      and(
        eq(review.interaction_id, interaction_id),
        eq(review.reviewer_id, reviewer_id),
        kind ? eq(review.kind, kind) : ne(review.kind, 'calibration'),
        inArray(review.state, ['waiting', 'taken']),
      ),
    )
    .orderBy(asc(review.created_at))
    .limit(1);
  return open ?? null;
}
/** A review belongs to a reviewer from the beginning. */
export const assignment = (row: {
  id: string;
  interaction_id: string;
  kind: ReviewKind;
  reviewer_id: string | null;
}) => ({
  kind: 'review.assigned' as const,
  subject: row.id,
  detail: { interaction: row.interaction_id, kind: row.kind, from: null, to: row.reviewer_id },
});

/**
 * That new work may begin on a version of a scorecard.
 * @throws Problem `not-found` unless it is the organisation's; `retired-scorecard`
 */
export async function demandVersion(tx: Db, ctx: Ctx, version_id: string): Promise<void> {
  const [named] = await tx
    .select({ scorecard: scorecard_version.scorecard_id })
    .from(scorecard_version)
    .where(and(eq(scorecard_version.organisation_id, ctx.actor.organisation), eq(scorecard_version.id, version_id)));
  if (!named) throw new Problem('not-found');
  await refuseRetired(tx, ctx, named.scorecard);
}

/**
 * Hands a review to someone else. What its first reviewer had begun is theirs and not handed on. Refused while it is
 * being worked on.
 */
export async function assignReview(ctx: Ctx, input: { review: string; reviewer: string }): Promise<{ id: string }> {
  demand(ctx, 'samples:plan');
  return ctx.db.transaction(async (tx) => {
    const row = await lockReview(tx, ctx, input.review);
    if (row.state === 'taken') throw new Problem('review-in-work');
    const to = await lockReviewer(tx, ctx, input.reviewer);
    if (!to) throw new Problem('not-found');
    if (!to.active || !to.roles.includes('reviewer')) throw new Problem('unknown-reviewer', { value: to.name });
    if (input.reviewer === row.agent_id) throw new Problem('reviewer-is-agent');
    if (input.reviewer !== row.reviewer_id) {
      if (row.kind === 'targeted' && (await openReview(tx, row.interaction_id, input.reviewer, 'targeted'))) {
        throw new Problem('reviewer-has-it', { value: to.name });
      }
      await tx.delete(draft).where(eq(draft.review_id, row.id));
      await tx
        .update(review)
        .set({ reviewer_id: input.reviewer, state: 'waiting', lease_until: null })
        .where(eq(review.id, row.id));
      const detail = { from: row.reviewer_id, to: input.reviewer };
      await record(tx, ctx, { kind: 'review.assigned', subject: row.id, detail });
    }
    return { id: row.id };
  });
}

/** One piece of work comes to a reviewer at a time: whoever comes second sees what they have been given. */
async function lockReviewer(tx: Db, ctx: Ctx, id: string) {
  const [row] = await tx
    .select({ name: member.name, roles: member.roles, active: member.active })
    .from(member)
    .where(and(eq(member.id, id), eq(member.organisation_id, ctx.actor.organisation)))
    // Rows that refer to the reviewer may be written meanwhile.
    .for('no key update');
  return row;
}

/** Takes a review back for good, and says why. The interaction may be drawn again. */
export async function withdrawReview(ctx: Ctx, input: { review: string; reason: string }): Promise<{ id: string }> {
  demand(ctx, 'samples:plan');
  if (input.reason.trim() === '') throw new Problem('reason-needed');
  return ctx.db.transaction(async (tx) => {
    const row = await lockReview(tx, ctx, input.review);
    await tx.delete(draft).where(eq(draft.review_id, row.id));
    await tx.update(review).set({ state: 'withdrawn', lease_until: null }).where(eq(review.id, row.id));
    const detail = { reason: await keepText(tx, ctx, input.reason.trim()), reviewer: row.reviewer_id };
    await record(tx, ctx, { kind: 'review.withdrawn', subject: row.id, detail });
    return { id: row.id };
  });
}

/** A review that is still to be done. Those of a calibration belong to it and are not handed on. */
async function lockReview(tx: Db, ctx: Ctx, id: string) {
  const [row] = await tx
    .select({
      id: review.id,
      kind: review.kind,
      interaction_id: review.interaction_id,
      agent_id: review.agent_id,
      reviewer_id: review.reviewer_id,
      state: stateSql(ctx),
    })
    .from(review)
    .where(
      and(
        eq(review.id, id),
        eq(review.organisation_id, ctx.actor.organisation),
        ne(review.kind, 'calibration'),
        agentsVisible(ctx, 'samples:plan', review.agent_id),
      ),
    )
    .for('update');
  if (!row) throw new Problem('not-found');
  if (row.state === 'submitted') throw new Problem('already-submitted');
  if (row.state === 'withdrawn') throw new Problem('review-withdrawn');
  return row;
}
