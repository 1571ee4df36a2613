// Submitting a review: the moment at which a draft becomes an evaluation that nobody changes any more. All that follows
// from it is written with it or not at all: the rows for counting, the coaching it asks for, the calibration it closes.
import { and, eq } from 'drizzle-orm';
import { causesOf } from '../../scorecards/coaching/triggers.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { Answers } from '../../scorecards/scorecard/answers.ts';
import { askedAnswers, missing } from '../../scorecards/scorecard/completeness.ts';
import { criteriaOf, type Scorecard } from '../../scorecards/scorecard/definition.ts';
import { type Score, score as scoreOf } from '../../scorecards/scorecard/score.ts';
import { closeWhenComplete } from '../calibration/calibration.ts';
import { type RaisedTask, raiseTasks } from '../coaching/causes.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { otherVersion, outdated, refuseMisfits } from '../evaluations/drafts.ts';
import { audit } from '../events/audit.ts';
import { newestRevision } from '../people/contacts.ts';
import { explainHindrance, type ReviewKind } from '../samples/reviews.ts';
import { draft, evaluation, evaluation_criterion } from '../schema/evaluations.ts';
import { interaction } from '../schema/interactions.ts';
import { review } from '../schema/samples.ts';
import { formOf } from '../scorecards/scorecards.ts';

export type Submitted = { evaluation: string; kind: ReviewKind; score: Score; tasks: RaisedTask[] };

type Review = typeof review.$inferSelect;

/**
 * Freezes the draft of one of my reviews as it stands at `revision`, scored by the product. Refused with `stale` and the
 * other version when it was changed meanwhile, `not-complete` with what is missing, `already-submitted` with the
 * evaluation that is there.
 */
export async function submitReview(ctx: Ctx, input: { review: string; revision: number }): Promise<Submitted> {
  demand(ctx, 'reviews:work');
  return ctx.db.transaction(async (tx) => {
    const row = await lockMine(tx, ctx, input.review);
    await explainHindrance(tx, ctx, row.id, 'submit');
    const form = await formOf(tx, row.scorecard_version_id);
    const written = await otherVersion(tx, row.id);
    if ((written?.revision ?? 0) !== input.revision) throw await outdated(tx, ctx, row.id);
    const given = written?.answers ?? {};
    refuseMisfits(form, given);
    const open = missing(form, given);
    if (open.length > 0) throw new Problem('not-complete', { count: open.length }, open);

    const answers = askedAnswers(form, given);
    const score = scoreOf(form, answers);
    const id = await writeEvaluation(tx, ctx, row, {
      form,
      answers,
      score,
      summary: written?.summary ?? '',
      spent_ms: written?.spent_ms ?? 0,
    });
    await tx.delete(draft).where(eq(draft.review_id, row.id));
    await tx.update(review).set({ state: 'submitted', lease_until: null }).where(eq(review.id, row.id));
    await audit(tx, ctx, 'review.submitted', row.id, { evaluation: id, score_bp: score.score_bp });

    if (row.kind === 'calibration') {
      await closeWhenComplete(tx, ctx, row.id);
      return { evaluation: id, kind: row.kind, score, tasks: [] };
    }
    const { interaction_id, agent_id, scorecard_version_id } = row;
    const evaluated = { evaluation_id: id, interaction_id, agent_id, scorecard_version_id, form };
    const tasks = await raiseTasks(tx, ctx, evaluated, causesOf(form, answers, score));
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

type Result = { form: Scorecard; answers: Answers; score: Score; summary: string; spent_ms: number };

async function writeEvaluation(tx: Db, ctx: Ctx, row: Review, result: Result): Promise<string> {
  const { form, answers, score, summary, spent_ms } = result;
  const id = newId('evl', ctx.now);
  const organisation_id = ctx.actor.organisation;
  const [seen] = await tx
    .select({ revision: newestRevision })
    .from(interaction)
    .where(eq(interaction.id, row.interaction_id));
  await tx.insert(evaluation).values({
    id,
    organisation_id,
    review_id: row.id,
    interaction_id: row.interaction_id,
    agent_id: row.agent_id,
    reviewer_id: row.reviewer_id,
    scorecard_version_id: row.scorecard_version_id,
    kind: row.kind,
    inclusion_ppm: row.inclusion_ppm,
    answers,
    summary,
    score,
    score_bp: score.score_bp,
    critical_count: score.critical_errors.length,
    formula: score.formula,
    spent_ms,
    transcript_revision: seen?.revision ?? null,
    submitted_at: ctx.now.toISOString(),
  });
  const critical = new Map(criteriaOf(form).map((criterion) => [criterion.id, criterion.critical]));
  await tx.insert(evaluation_criterion).values(
    score.criteria.map((one) => ({
      evaluation_id: id,
      organisation_id,
      criterion: one.id,
      state: one.state,
      value_bp: one.value_bp,
      critical: critical.get(one.id) ?? null,
    })),
  );
  return id;
}
