// Versions of an evaluation. The first is the reviewer's; another replaces it when an appeal is decided or a manager
// corrects it, with a reason. Older versions never change: a separate row says which one counts.
import { and, asc, eq } from 'drizzle-orm';
import type { VersionReason } from '../../scorecards/evaluations/evaluation.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { Answers } from '../../scorecards/scorecard/answers.ts';
import { askedAnswers, missing } from '../../scorecards/scorecard/completeness.ts';
import { type Situation, situationFor } from '../../scorecards/scorecard/conditions.ts';
import {
  CRITICAL_CLASSES,
  type CriticalClass,
  criteriaOf,
  type Scorecard,
} from '../../scorecards/scorecard/definition.ts';
import { type Score, score as scoreOf, situationOf } from '../../scorecards/scorecard/score.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { record } from '../events/record.ts';
import { subjectOfAgent } from '../people/visible.ts';
import { current_evaluation, evaluation, evaluation_criterion } from '../schema/evaluations.ts';
import { interaction } from '../schema/interactions.ts';
import { draw, draw_item, type review } from '../schema/samples.ts';
import { scorecard_version } from '../schema/scorecards.ts';
import { definitionOf } from '../scorecards/scorecards.ts';
import { refuseMisfits } from './drafts.ts';

type Evaluation = typeof evaluation.$inferSelect;
type Reviewed = Pick<
  typeof review.$inferSelect,
  'id' | 'interaction_id' | 'agent_id' | 'reviewer_id' | 'scorecard_version_id' | 'kind'
>;
/** What the interaction was when the review was submitted; a later version takes it from the first. */
type Circumstances = Pick<
  Evaluation,
  'inclusion_ppm' | 'occurred_at' | 'channel' | 'language' | 'queue' | 'team_ids' | 'transcript_revision' | 'spent_ms'
>;
type Judged = { definition: Scorecard; answers: Answers; score: Score; summary: string };
type Standing = { replaces_id: string | null; reason: VersionReason; explanation: string };

/** The reviewer's own version of a review. @returns its id */
export async function writeFirstVersion(
  tx: Db,
  ctx: Ctx,
  row: Reviewed,
  judged: Judged & { spent_ms: number },
): Promise<string> {
  const [seen] = await tx
    .select({
      occurred_at: interaction.started_at,
      channel: interaction.channel,
      language: interaction.language,
      queue: interaction.queue,
      team_ids: interaction.team_ids,
      transcript_revision: interaction.transcript_revision,
    })
    .from(interaction)
    .where(eq(interaction.id, row.interaction_id));
  if (!seen) throw new Problem('not-found');
  const { spent_ms } = judged;
  const inclusion_ppm = await chanceOf(tx, row.id);
  const first: Standing = { replaces_id: null, reason: 'submitted', explanation: '' };
  return writeVersion(tx, ctx, row, { ...seen, inclusion_ppm, spent_ms }, judged, first);
}

/** What the scorecard's conditions ask about an interaction. */
export async function situationIn(tx: Db, definition: Scorecard, interaction_id: string): Promise<Situation> {
  const { channel, language, metadata } = interaction;
  const [seen] = await tx
    .select({ channel, language, metadata })
    .from(interaction)
    .where(eq(interaction.id, interaction_id));
  if (!seen) throw new Problem('not-found');
  return situationFor(definition, seen);
}

/**
 * The chance a review's interaction had of being drawn, ppm: that of the draw which came first, for which it was made.
 * Draws that shared the review later keep theirs with their item. null: nobody drew it.
 */
async function chanceOf(tx: Db, review_id: string): Promise<number | null> {
  const [first] = await tx
    .select({ inclusion_ppm: draw_item.inclusion_ppm })
    .from(draw_item)
    .innerJoin(draw, eq(draw.id, draw_item.draw_id))
    .where(eq(draw_item.review_id, review_id))
    .orderBy(asc(draw.drawn_at), asc(draw.id))
    .limit(1);
  return first?.inclusion_ppm ?? null;
}

/**
 * A manager puts an evaluation right and says why; the agent's figures follow, the version before stays readable. Of a
 * calibration there is nothing to put right.
 * @throws Problem `not-found`, `not-allowed`, `correction-unexplained`, `evaluation-replaced` with the id of the
 *   version that counts,
 *   `not-complete` with what is missing
 */
export async function correctEvaluation(
  ctx: Ctx,
  input: { evaluation: string; answers: Answers; summary: string; explanation: string },
): Promise<{ evaluation: string; score: Score }> {
  demand(ctx, 'evaluations:correct');
  const explanation = input.explanation.trim();
  if (explanation === '') throw new Problem('correction-unexplained');
  return ctx.db.transaction(async (tx) => {
    const { before, current } = await lockVersion(tx, ctx, input.evaluation);
    demand(ctx, 'evaluations:correct', await subjectOfAgent(ctx, before.agent_id, tx));
    if (current !== before.id) throw new Problem('evaluation-replaced', {}, { evaluation_id: current });
    const definition = await definitionOf(tx, before.scorecard_version_id);
    const { answers, score } = judge(definition, input.answers, situationOf(before.score));
    const id = await writeVersion(
      tx,
      ctx,
      { ...before, id: before.review_id },
      before,
      { definition, answers, score, summary: input.summary },
      { replaces_id: before.id, reason: 'correction', explanation },
    );
    const detail = { replaces: before.id, score_bp: score.score_bp };
    await record(tx, ctx, { kind: 'evaluation.corrected', subject: id, detail });
    return { evaluation: id, score };
  });
}

/**
 * What answers come to: what of them counts, and the score.
 * @throws Problem of the first that does not fit, `not-complete` with what is missing
 */
export function judge(definition: Scorecard, given: Answers, situation: Situation): { answers: Answers; score: Score } {
  refuseMisfits(definition, given);
  const open = missing(definition, given, situation);
  if (open.length > 0) throw new Problem('not-complete', { count: open.length }, open);
  const answers = askedAnswers(definition, given, situation);
  return { answers, score: scoreOf(definition, answers, situation) };
}

async function lockVersion(tx: Db, ctx: Ctx, id: string): Promise<{ before: Evaluation; current: string }> {
  const [row] = await tx
    .select({ before: evaluation, current: current_evaluation.evaluation_id })
    .from(evaluation)
    .innerJoin(current_evaluation, eq(current_evaluation.review_id, evaluation.review_id))
    .where(and(eq(evaluation.id, id), eq(evaluation.organisation_id, ctx.actor.organisation)))
    .for('update', { of: current_evaluation });
  if (!row || row.before.kind === 'calibration') throw new Problem('not-found');
  return row;
}

/** Writes a version, what it gave each criterion, and that it counts from now on. @returns its id */
async function writeVersion(
  tx: Db,
  ctx: Ctx,
  row: Reviewed,
  { inclusion_ppm, occurred_at, channel, language, queue, team_ids, transcript_revision, spent_ms }: Circumstances,
  { definition, answers, score, summary }: Judged,
  standing: Standing,
): Promise<string> {
  const id = newId('evl', ctx.now);
  const organisation_id = ctx.actor.organisation;
  await tx.insert(evaluation).values({
    id,
    organisation_id,
    review_id: row.id,
    interaction_id: row.interaction_id,
    agent_id: row.agent_id,
    reviewer_id: row.reviewer_id,
    scorecard_version_id: row.scorecard_version_id,
    ...standing,
    made_by: self(ctx),
    kind: row.kind,
    ...{ inclusion_ppm, occurred_at, channel, language, queue, team_ids, transcript_revision, spent_ms },
    answers,
    summary,
    score,
    ...figuresOf(score),
    submitted_at: ctx.now.toISOString(),
  });
  const critical = new Map(criteriaOf(definition).map((criterion) => [criterion.id, criterion.critical]));
  const [version] = await tx
    .select({ scorecard_id: scorecard_version.scorecard_id })
    .from(scorecard_version)
    .where(eq(scorecard_version.id, row.scorecard_version_id));
  await tx.insert(evaluation_criterion).values(
    score.criteria.map((one) => ({
      evaluation_id: id,
      organisation_id,
      scorecard_id: version!.scorecard_id,
      criterion: one.id,
      state: one.state,
      value_bp: one.value_bp,
      critical: critical.get(one.id) ?? null,
    })),
  );
  await tx
    .insert(current_evaluation)
    .values({ review_id: row.id, organisation_id, evaluation_id: id })
    .onConflictDoUpdate({ target: current_evaluation.review_id, set: { evaluation_id: id } });
  return id;
}

/** What reports count, taken out of the score. */
function figuresOf(score: Score) {
  const of = (one: CriticalClass): number => score.critical_errors.filter((error) => error.class === one).length;
  const [customer, business, compliance] = CRITICAL_CLASSES.map(of) as [number, number, number];
  return {
    score_bp: score.score_bp,
    final_bp: score.final_bp,
    critical_customer: customer,
    critical_business: business,
    critical_compliance: compliance,
    critical_count: score.critical_errors.length,
    failed: score.criteria.filter((one) => one.value_bp === 0).map(({ id }) => id),
    not_rated: score.criteria.filter((one) => one.value_bp === null).map(({ id }) => id),
    formula: score.formula,
  };
}
