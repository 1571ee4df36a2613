// Calibration: several reviewers score one interaction without seeing each other's answers until all have submitted or
// the manager closes it. Nothing of it counts for the agent.
import { and, asc, count, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { type Alpha, agreement, MINIMUM_UNITS } from '../../scorecards/calibration/agreement.ts';
import { comparingProblem, MINIMUM_REVIEWERS, openingProblem } from '../../scorecards/calibration/session.ts';
import type { ReviewState } from '../../scorecards/evaluations/evaluation.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Answer, type Answers, answerOf, UNANSWERED } from '../../scorecards/scorecard/answers.ts';
import { criteriaOf, type Scorecard } from '../../scorecards/scorecard/definition.ts';
import { type CriterionState, situationOf } from '../../scorecards/scorecard/score.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { behind, type Page, type PageInput, pageOf } from '../database/pages.ts';
import { record } from '../events/record.ts';
import {
  agent,
  type InteractionSummary,
  interactionSummary,
  type Person,
  personOf,
  readable,
  reviewer,
} from '../people/references.ts';
import { agentsVisible } from '../people/visible.ts';
import { assignment, demandVersion } from '../samples/assignments.ts';
import { stateSql } from '../samples/reviews.ts';
import { calibration, calibration_review } from '../schema/calibration.ts';
import { current_evaluation, draft, evaluation } from '../schema/evaluations.ts';
import { interaction } from '../schema/interactions.ts';
import { member } from '../schema/people.ts';
import { review } from '../schema/samples.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { comparing } from '../scorecards/breaks.ts';
import { definitionOf, type ScorecardName, scorecardName } from '../scorecards/scorecards.ts';
import { maskAnswers } from '../transcripts/masking.ts';

export type CalibrationRow = {
  id: string;
  name: string;
  interaction: InteractionSummary;
  agent: Person;
  scorecard: ScorecardName;
  opened_by: Person;
  opened_at: string;
  /** null while it is open. */
  closed_at: string | null;
  /** How many take part, and how many have submitted. */
  reviewers: number;
  submitted: number;
};

/** Who takes part and how far they are; not a word of what they answered. */
export type Participant = Person & { state: ReviewState; submitted_at: string | null };

export type CalibrationPage = CalibrationRow & {
  participants: Participant[];
  definition: Scorecard;
  /** null while it is open: nobody sees an answer before. */
  comparison: Comparison | null;
};

export type GivenAnswer = Answer & { reviewer: string; state: CriterionState; value_bp: number | null };

export type Comparison = {
  /** Those who submitted. */
  sheets: { reviewer: Person; score_bp: number | null; critical_count: number; summary: string }[];
  /** In scorecard order. */
  criteria: {
    criterion: string;
    /** One a reviewer who submitted; not asked and not answered have their state. */
    answers: GivenAnswer[];
    /** Share of pairs of reviewers who agree on this interaction; null where fewer than two gave a value. */
    percent_bp: number | null;
    /** Over all calibrations on this scorecard so far; null for words. */
    so_far: { units: number; percent_bp: number | null; alpha: Alpha } | null;
  }[];
  /** Calibrations on this scorecard (any version) that are closed, this one among them. */
  calibrations: number;
  needed: number;
};

/** Newest first, a page at a time. @param input `limit`: 50 by default */
export async function listCalibrations(ctx: Ctx, input: PageInput = {}): Promise<Page<CalibrationRow>> {
  demand(ctx, 'calibration:manage');
  const { cursor, limit = 50 } = input;
  const later = behind(cursor, calibration.opened_at, calibration.id, 'desc');
  return pageOf(await calibrationRows(ctx, later).limit(limit + 1), limit, ({ opened_at }) => opened_at);
}

/** A calibration: while open, who is in; after that, what each of them said and how far they agree. */
export async function readCalibration(ctx: Ctx, input: { calibration: string }): Promise<CalibrationPage> {
  demand(ctx, 'calibration:manage');
  const [row] = await calibrationRows(ctx, eq(calibration.id, input.calibration));
  if (!row) throw new Problem('not-found');
  const [participants, definition] = await Promise.all([
    participantsOf(ctx, row.id),
    definitionOf(ctx.db, row.scorecard.version_id),
  ]);
  const blind = comparingProblem({
    reviewers: participants.map(({ id }) => id),
    submitted: participants.filter(({ state }) => state === 'submitted').map(({ id }) => id),
    closed_at: row.closed_at,
  });
  return { ...row, participants, definition, comparison: blind ? null : await compare(ctx, row, definition) };
}

/** Opens a calibration: a review for each reviewer, among their other work. */
export async function openCalibration(
  ctx: Ctx,
  input: { name: string; interaction: string; scorecard_version_id: string; reviewers: string[] },
): Promise<{ id: string }> {
  demand(ctx, 'calibration:manage');
  const here = ctx.actor.organisation;
  const reviewers = [...new Set(input.reviewers)];
  return ctx.db.transaction(async (tx) => {
    const [about] = await tx
      .select({ id: interaction.id, agent_id: interaction.agent_id, readable })
      .from(interaction)
      .where(
        and(
          eq(interaction.id, input.interaction),
          eq(interaction.organisation_id, here),
          agentsVisible(ctx, 'calibration:manage', interaction.agent_id),
        ),
      );
    if (!about) throw new Problem('not-found');
    const statusChangeProblem = openingProblem(reviewers, about.agent_id);
    if (statusChangeProblem) throw new Problem(statusChangeProblem, { min: MINIMUM_REVIEWERS });
    if (!about.readable) throw new Problem('not-transcribed');
    await refuseStrangers(tx, ctx, reviewers);
    await demandVersion(tx, ctx, input.scorecard_version_id);

    const id = newId('cal', ctx.now);
    const at = ctx.now.toISOString();
    await tx.insert(calibration).values({
      id,
      organisation_id: here,
      name: input.name,
      interaction_id: about.id,
      scorecard_version_id: input.scorecard_version_id,
      opened_by: self(ctx),
      opened_at: at,
    });
    const reviews = reviewers.map((reviewer_id) => ({
      id: newId('rev', ctx.now),
      organisation_id: here,
      interaction_id: about.id,
      agent_id: about.agent_id,
      scorecard_version_id: input.scorecard_version_id,
      reviewer_id,
      kind: 'calibration' as const,
      state: 'waiting' as const,
      created_at: at,
    }));
    await tx.insert(review).values(reviews);
    await tx
      .insert(calibration_review)
      .values(reviews.map((one) => ({ organisation_id: here, calibration_id: id, review_id: one.id })));
    await record(
      tx,
      ctx,
      { kind: 'calibration.opened', subject: id, detail: { reviewers } },
      ...reviews.map(assignment),
    );
    return { id };
  });
}

async function refuseStrangers(tx: Db, ctx: Ctx, ids: string[]): Promise<void> {
  const found = await tx
    .select({ id: member.id, name: member.name, roles: member.roles, active: member.active })
    .from(member)
    .where(and(eq(member.organisation_id, ctx.actor.organisation), inArray(member.id, ids)));
  if (found.length < ids.length) throw new Problem('not-found');
  const idle = found.find(({ roles, active }) => !active || !roles.includes('reviewer'));
  if (idle) throw new Problem('unknown-reviewer', { value: idle.name });
}

/** The manager closes it before all are in; anyone who is not yet in is left out. */
export async function closeCalibration(ctx: Ctx, input: { calibration: string }): Promise<{ closed_at: string }> {
  demand(ctx, 'calibration:manage');
  if ((await calibrationRows(ctx, eq(calibration.id, input.calibration))).length === 0) throw new Problem('not-found');
  return ctx.db.transaction(async (tx) => {
    // Locks reviews before the calibration, as submitting does: the opposite order would deadlock.
    const reviews = await tx
      .select({ id: review.id, state: review.state })
      .from(review)
      .innerJoin(calibration_review, eq(calibration_review.review_id, review.id))
      .where(
        and(
          eq(calibration_review.calibration_id, input.calibration),
          eq(review.organisation_id, ctx.actor.organisation),
        ),
      )
      .orderBy(asc(review.id))
      .for('update', { of: review });
    const [row] = await tx
      .select({ closed_at: calibration.closed_at })
      .from(calibration)
      .where(and(eq(calibration.id, input.calibration), eq(calibration.organisation_id, ctx.actor.organisation)))
      .for('update');
    if (!row) throw new Problem('not-found');
    if (row.closed_at !== null) throw new Problem('calibration-closed');
    const closed_at = ctx.now.toISOString();
    const late = reviews.filter(({ state }) => state === 'waiting' || state === 'taken').map(({ id }) => id);
    if (late.length > 0) {
      await tx.delete(draft).where(inArray(draft.review_id, late));
      await tx.update(review).set({ state: 'withdrawn', lease_until: null }).where(inArray(review.id, late));
    }
    await tx.update(calibration).set({ closed_at }).where(eq(calibration.id, input.calibration));
    const detail = { left_out: late.length };
    await record(tx, ctx, { kind: 'calibration.closed', subject: input.calibration, detail });
    return { closed_at };
  });
}

/**
 * Closes the calibration a review belongs to when no other of its reviews is still to come. In the submit's
 * transaction.
 */
export async function closeWhenComplete(tx: Db, ctx: Ctx, review_id: string): Promise<void> {
  const its = tx
    .select({ id: calibration_review.calibration_id })
    .from(calibration_review)
    .where(eq(calibration_review.review_id, review_id));
  // Held, so that of the last two to submit the second sees the first.
  const [row] = await tx
    .select({ id: calibration.id })
    .from(calibration)
    .where(and(inArray(calibration.id, its), isNull(calibration.closed_at)))
    .for('update');
  if (!row) return;
  const [open] = await tx
    .select({ n: count() })
    .from(review)
    .innerJoin(calibration_review, eq(calibration_review.review_id, review.id))
    .where(and(eq(calibration_review.calibration_id, row.id), inArray(review.state, ['waiting', 'taken'])));
  if ((open?.n ?? 0) > 0) return;
  await tx.update(calibration).set({ closed_at: ctx.now.toISOString() }).where(eq(calibration.id, row.id));
  await record(tx, ctx, { kind: 'calibration.completed', subject: row.id, detail: {} });
}

function calibrationRows(ctx: Ctx, which: SQL | undefined) {
  // Lateral: counts the reviews of the calibrations shown, not those of all.
  const taking = ctx.db
    .select({
      reviewers: sql<number>`count(*)::int`.as('reviewers'),
      submitted: sql<number>`(count(*) filter (where ${review.state} = 'submitted'))::int`.as('submitted'),
    })
    .from(calibration_review)
    .innerJoin(review, eq(review.id, calibration_review.review_id))
    .where(
      and(
        eq(calibration_review.organisation_id, ctx.actor.organisation),
        eq(calibration_review.calibration_id, calibration.id),
      ),
    )
    .as('taking');
  return ctx.db
    .select({
      id: calibration.id,
      name: calibration.name,
      interaction: interactionSummary,
      agent: personOf(agent),
      scorecard: scorecardName,
      opened_by: { id: member.id, name: member.name },
      opened_at: calibration.opened_at,
      closed_at: calibration.closed_at,
      reviewers: taking.reviewers,
      submitted: taking.submitted,
    })
    .from(calibration)
    .innerJoinLateral(taking, sql`true`)
    .innerJoin(interaction, eq(interaction.id, calibration.interaction_id))
    .innerJoin(agent, eq(agent.id, interaction.agent_id))
    .innerJoin(member, eq(member.id, calibration.opened_by))
    .innerJoin(scorecard_version, eq(scorecard_version.id, calibration.scorecard_version_id))
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .where(
      and(
        eq(calibration.organisation_id, ctx.actor.organisation),
        agentsVisible(ctx, 'calibration:manage', interaction.agent_id),
        which,
      ),
    )
    .orderBy(desc(calibration.opened_at), desc(calibration.id));
}

async function participantsOf(ctx: Ctx, id: string): Promise<Participant[]> {
  return ctx.db
    .select({
      ...personOf(reviewer),
      state: sql<ReviewState>`${stateSql(ctx)}`.as('seen_state'),
      submitted_at: evaluation.submitted_at,
    })
    .from(calibration_review)
    .innerJoin(review, eq(review.id, calibration_review.review_id))
    .innerJoin(reviewer, eq(reviewer.id, review.reviewer_id))
    .leftJoin(current_evaluation, eq(current_evaluation.review_id, review.id))
    .leftJoin(evaluation, eq(evaluation.id, current_evaluation.evaluation_id))
    .where(eq(calibration_review.calibration_id, id))
    .orderBy(asc(reviewer.name), asc(reviewer.id));
}

type Sheet = {
  calibration: string;
  version: string;
  reviewer: Person;
  answers: Answers;
  score: typeof evaluation.$inferSelect.score;
  score_bp: number | null;
  critical_count: number;
  summary: string;
};

async function compare(ctx: Ctx, row: CalibrationRow, definition: Scorecard): Promise<Comparison> {
  const sheets = await closedSheets(ctx, row.scorecard.key);
  const here = await Promise.all(
    sheets
      .filter((sheet) => sheet.calibration === row.id)
      .map(async (sheet) => ({ ...sheet, answers: await maskAnswers(ctx, row.interaction.id, sheet.answers) })),
  );
  const rate = (some: Sheet[]) =>
    some.map((sheet) => ({
      interaction: sheet.calibration,
      reviewer: sheet.reviewer.id,
      answers: sheet.answers,
      situation: situationOf(sheet.score),
    }));
  const now = new Map(agreement(definition, rate(here)).map((one) => [one.criterion, one]));
  const all = new Map(
    agreement(definition, rate(await comparing(ctx, definition, sheets))).map((one) => [one.criterion, one]),
  );
  return {
    sheets: here.map(({ reviewer, score_bp, critical_count, summary }) => ({
      reviewer,
      score_bp,
      critical_count,
      summary,
    })),
    criteria: criteriaOf(definition).map(({ id }) => {
      const so_far = all.get(id);
      return {
        criterion: id,
        answers: here.map((sheet) => {
          const scored = sheet.score.criteria.find((one) => one.id === id);
          return {
            ...(answerOf(sheet.answers, id) ?? UNANSWERED),
            reviewer: sheet.reviewer.id,
            state: scored?.state ?? 'unanswered',
            value_bp: scored?.value_bp ?? null,
          };
        }),
        percent_bp: now.get(id)?.percent_bp ?? null,
        so_far: so_far ? { units: so_far.units, percent_bp: so_far.percent_bp, alpha: so_far.alpha } : null,
      };
    }),
    calibrations: new Set(sheets.map((sheet) => sheet.calibration)).size,
    needed: MINIMUM_UNITS,
  };
}

/**
 * What was submitted in closed calibrations the actor may read, on any version of a scorecard: criteria are joined by
 * their ids, where they compare.
 */
async function closedSheets(ctx: Ctx, key: string): Promise<Sheet[]> {
  return ctx.db
    .select({
      calibration: calibration.id,
      version: calibration.scorecard_version_id,
      reviewer: personOf(reviewer),
      answers: evaluation.answers,
      score: evaluation.score,
      score_bp: evaluation.score_bp,
      critical_count: evaluation.critical_count,
      summary: evaluation.summary,
    })
    .from(calibration)
    .innerJoin(interaction, eq(interaction.id, calibration.interaction_id))
    .innerJoin(calibration_review, eq(calibration_review.calibration_id, calibration.id))
    .innerJoin(current_evaluation, eq(current_evaluation.review_id, calibration_review.review_id))
    .innerJoin(evaluation, eq(evaluation.id, current_evaluation.evaluation_id))
    .innerJoin(reviewer, eq(reviewer.id, evaluation.reviewer_id))
    .innerJoin(scorecard_version, eq(scorecard_version.id, calibration.scorecard_version_id))
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .where(
      and(
        eq(calibration.organisation_id, ctx.actor.organisation),
        agentsVisible(ctx, 'calibration:manage', interaction.agent_id),
        eq(scorecard.key, key),
        sql`${calibration.closed_at} is not null`,
      ),
    )
    .orderBy(asc(calibration.opened_at), asc(calibration.id), asc(reviewer.name), asc(reviewer.id));
}
