// Submitting a review: a draft becomes a final evaluation. All consequences are written with it or not at all: the rows
// for reports, coaching tasks, and the closing of a calibration.
import { and, eq } from 'drizzle-orm';
import { causesOf } from '../../scorecards/coaching/triggers.ts';
import type { ReviewKind } from '../../scorecards/evaluations/evaluation.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { startingAnswers } from '../../scorecards/scorecard/completeness.ts';
import type { Score } from '../../scorecards/scorecard/score.ts';
import { closeWhenComplete } from '../calibration/calibration.ts';
import { type RaisedTask, raiseTasks } from '../coaching/causes.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { otherVersion, outdated } from '../evaluations/drafts.ts';
import { judge, situationIn, writeFirstVersion } from '../evaluations/versions.ts';
import { record } from '../events/record.ts';
import { explainProblem } from '../samples/reviews.ts';
import { draft } from '../schema/evaluations.ts';
import { review } from '../schema/samples.ts';
import { definitionOf } from '../scorecards/scorecards.ts';

export type Submitted = { evaluation: string; kind: ReviewKind; score: Score; tasks: RaisedTask[] };

type Review = typeof review.$inferSelect;

/**
 * Freezes the draft of one of my reviews as it stands at `revision`, scored by the product. Refused with `stale` and
 * the other version when it was changed meanwhile, `not-complete` with what is missing, `already-submitted` with the
 * evaluation that is there.
 */
export async function submitReview(ctx: Ctx, input: { review: string; revision: number }): Promise<Submitted> {
  demand(ctx, 'reviews:work');
  return ctx.db.transaction(async (tx) => {
    const row = await lockMine(tx, ctx, input.review);
    await explainProblem(tx, ctx, row.id, 'submit');
    const definition = await definitionOf(tx, row.scorecard_version_id);
    const written = await otherVersion(tx, row.id);
    if ((written?.revision ?? 0) !== input.revision) throw await outdated(tx, ctx, row.id);
    const situation = await situationIn(tx, definition, row.interaction_id);
    const { answers, score } = judge(definition, written?.answers ?? startingAnswers(definition), situation);
    const { summary = '', spent_ms = 0 } = written ?? {};
    const id = await writeFirstVersion(tx, ctx, row, { definition, answers, score, summary, spent_ms });
    await tx.delete(draft).where(eq(draft.review_id, row.id));
    await tx.update(review).set({ state: 'submitted', lease_until: null }).where(eq(review.id, row.id));
    const detail = { review: row.id, score_bp: score.score_bp };
    await record(tx, ctx, { kind: 'evaluation.submitted', subject: id, detail });

    if (row.kind === 'calibration') {
      await closeWhenComplete(tx, ctx, row.id);
      return { evaluation: id, kind: row.kind, score, tasks: [] };
    }
    const { interaction_id, agent_id, scorecard_version_id } = row;
    const { formula } = score;
    const evaluated = { evaluation_id: id, interaction_id, agent_id, scorecard_version_id, definition, formula };
    const tasks = await raiseTasks(tx, ctx, evaluated, causesOf(definition, answers, score));
    return { evaluation: id, kind: row.kind, score, tasks };
  });
}

async function lockMine(tx: Db, ctx: Ctx, id: string): Promise<Review> {
  const [row] = await tx
    .select()
    .from(review)
    .where(
      and(eq(review.id, id), eq(review.organisation_id, ctx.actor.organisation), eq(review.reviewer_id, self(ctx))),
    )
    .for('update');
  if (!row) throw new Problem('not-found');
  return row;
}
