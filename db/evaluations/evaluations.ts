// Submitted evaluations, visible to the agent concerned, the reviewer, and the agent's coach and manager. Calibrations
// and replaced versions are excluded once, for everyone, by the view `counted_evaluation`.
import { and, asc, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import { isInstant } from '../../scorecards/calendar/calendar.ts';
import type { VersionReason } from '../../scorecards/evaluations/evaluation.ts';
import { invalidInput, Problem } from '../../scorecards/problems/problem.ts';
import { estimateMean, type Mean, momentsOf, type NotEnough } from '../../scorecards/samples/estimate.ts';
import type { Answers } from '../../scorecards/scorecard/answers.ts';
import type { Scorecard } from '../../scorecards/scorecard/definition.ts';
import type { Score } from '../../scorecards/scorecard/score.ts';
import { commonTarget } from '../../scorecards/scorecard/settings.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import type { Counted } from '../database/count.ts';
import { record } from '../events/record.ts';
import {
  agent,
  type InteractionSummary,
  interactionSummary,
  type Person,
  personOf,
  reviewer,
} from '../people/references.ts';
import { agentsVisible } from '../people/visible.ts';
import { acknowledgement, counted_evaluation as counted, evaluation } from '../schema/evaluations.ts';
import { interaction } from '../schema/interactions.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { breaksAmong, type ScorecardBreak } from '../scorecards/breaks.ts';
import { definitionOf, type ScorecardName, scorecardName } from '../scorecards/scorecards.ts';
import { settingOf } from '../scorecards/settings.ts';
import { maskAnswers } from '../transcripts/masking.ts';
import { conditionsOf, countOf, type EvaluationFilter, type EvaluationKind } from './narrowing.ts';

export type EvaluationRow = {
  id: string;
  kind: EvaluationKind;
  submitted_at: string;
  agent: Person;
  reviewer: Person;
  interaction: InteractionSummary;
  scorecard: ScorecardName;
  /** Before any critical policy; null when nothing applied. */
  score_bp: number | null;
  final_bp: number | null;
  critical_count: number;
  acknowledged_at: string | null;
};

export type EvaluationList = { rows: EvaluationRow[]; next: string | null } & Counted;

/**
 * An agent's mean over the random reviews of late, beside which scores are read. `breaks`: where those it is made of, and
 * those it is read beside, stop being comparable.
 */
export type AgentMean = { estimate: Mean | NotEnough; breaks: ScorecardBreak[] };
/** With what a mean is to reach today. */
type AgentContext = AgentMean & { target_bp: number | null };

/** What the reviewer submitted, or what took its place and why. */
export type EvaluationVersion = {
  id: string;
  reason: VersionReason;
  /** Empty for the reviewer's own. */
  explanation: string;
  made_by: Person;
  at: string;
  score_bp: number | null;
  final_bp: number | null;
  answers: Answers;
  summary: string;
};

export type EvaluationPage = EvaluationRow & {
  answers: Answers;
  summary: string;
  score: Score;
  definition: Scorecard;
  acknowledgement: { comment: string; at: string } | null;
  /** It is the reader's own, and still to be acknowledged. */
  to_acknowledge: boolean;
  context: AgentContext;
  /** All versions, oldest first; one if nothing was corrected. */
  versions: EvaluationVersion[];
  /** Revision of the transcript it was based on, and the newest one; null if there is none. */
  transcript: { revision: number | null; newest: number | null };
};

/** So many random reviews say how an agent does now: about half a year in most centres (product.md's 4–10 a month). */
const CONTEXT_REVIEWS = 30;

/** Evaluations that make a mean: drawn by chance, with something scored. */
export const makesMean = and(eq(counted.kind, 'random'), sql`${counted.score_bp} is not null`);

/** Whether the actor may see an evaluation, in SQL. */
export function evaluationsVisible(ctx: Ctx): SQL {
  const own = ctx.actor.roles.includes('reviewer') && ctx.actor.member !== null;
  return and(
    eq(counted.organisation_id, ctx.actor.organisation),
    or(
      agentsVisible(ctx, 'evaluations:read', counted.agent_id),
      own ? eq(counted.reviewer_id, ctx.actor.member!) : undefined,
    ),
  )!;
}

/** Evaluations the actor may see, newest first. */
export async function listEvaluations(ctx: Ctx, filter: EvaluationFilter): Promise<EvaluationList> {
  demand(ctx, 'evaluations:read');
  const limit = filter.limit ?? 50;
  const wanted = and(evaluationsVisible(ctx), await conditionsOf(ctx, filter));
  const [rows, all] = await Promise.all([
    evaluationRows(ctx.db, and(wanted, afterCursor(filter.cursor)), limit + 1),
    countOf(ctx, filter, wanted),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    next: rows.length > limit && last ? `${last.submitted_at}~${last.id}` : null,
    ...all,
  };
}

/**
 * One evaluation with its answers, and the agent's mean beside it. An id of a version that was replaced leads to the
 * one that counts.
 */
export async function readEvaluation(ctx: Ctx, input: { evaluation: string }): Promise<EvaluationPage> {
  demand(ctx, 'evaluations:read');
  const versionsOf = ctx.db
    .select({ id: evaluation.review_id })
    .from(evaluation)
    .where(eq(evaluation.id, input.evaluation));
  const which = and(evaluationsVisible(ctx), sql`${counted.review_id} = ${versionsOf}`);
  const [[row], [more]] = await Promise.all([
    evaluationRows(ctx.db, which, 1),
    ctx.db
      .select({
        answers: counted.answers,
        summary: counted.summary,
        score: counted.score,
        acknowledgement: { comment: acknowledgement.comment, at: acknowledgement.at },
        review_id: counted.review_id,
        team_ids: counted.team_ids,
        transcript: { revision: counted.transcript_revision, newest: interaction.transcript_revision },
      })
      .from(counted)
      .innerJoin(interaction, eq(interaction.id, counted.interaction_id))
      .leftJoin(acknowledgement, eq(acknowledgement.evaluation_id, counted.id))
      .where(which),
  ]);
  if (!row || !more) throw new Problem('not-found');
  const { review_id, team_ids, ...rest } = more;
  const targets = await settingOf(ctx.db, ctx, 'targets');
  const teams = team_ids.length === 0 ? [null] : team_ids;
  const target_bp = commonTarget(
    targets,
    teams.map((team) => ({ scorecard: row.scorecard.key, team })),
  );
  return {
    ...row,
    ...rest,
    answers: await maskAnswers(ctx, row.interaction.id, more.answers),
    versions: await versionsOfReview(ctx, row.interaction.id, review_id),
    definition: await definitionOf(ctx.db, row.scorecard.version_id),
    to_acknowledge: mayAcknowledge(ctx, row.agent.id) && more.acknowledgement === null,
    context: { ...(await agentMean(ctx, row.agent.id, [row.scorecard.version_id])), target_bp },
  };
}

/** The agent says they have read and heard it. Once, and for good. */
export async function acknowledgeEvaluation(
  ctx: Ctx,
  input: { evaluation: string; comment: string },
): Promise<{ at: string }> {
  demand(ctx, 'evaluations:acknowledge');
  const me = self(ctx);
  const at = ctx.now.toISOString();
  return ctx.db.transaction(async (tx) => {
    const [mine] = await tx
      .select({ id: counted.id })
      .from(counted)
      .where(
        and(
          eq(counted.id, input.evaluation),
          eq(counted.organisation_id, ctx.actor.organisation),
          eq(counted.agent_id, me),
        ),
      );
    if (!mine) throw new Problem('not-found');
    const written = await tx
      .insert(acknowledgement)
      .values({
        evaluation_id: mine.id,
        organisation_id: ctx.actor.organisation,
        agent_id: me,
        comment: input.comment.trim(),
        at,
      })
      .onConflictDoNothing()
      .returning({ at: acknowledgement.at });
    if (written.length === 0) throw new Problem('already-acknowledged');
    await record(tx, ctx, { kind: 'evaluation.acknowledged', subject: mine.id, detail: {} });
    return { at };
  });
}

async function versionsOfReview(ctx: Ctx, interaction_id: string, review_id: string): Promise<EvaluationVersion[]> {
  const rows = await ctx.db
    .select({
      id: evaluation.id,
      reason: evaluation.reason,
      explanation: evaluation.explanation,
      made_by: personOf(reviewer),
      at: evaluation.submitted_at,
      score_bp: evaluation.score_bp,
      final_bp: evaluation.final_bp,
      answers: evaluation.answers,
      summary: evaluation.summary,
    })
    .from(evaluation)
    .innerJoin(reviewer, eq(reviewer.id, evaluation.made_by))
    .where(and(eq(evaluation.review_id, review_id), eq(evaluation.organisation_id, ctx.actor.organisation)))
    .orderBy(asc(evaluation.submitted_at), asc(evaluation.id));
  return Promise.all(
    rows.map(async (row) => ({ ...row, answers: await maskAnswers(ctx, interaction_id, row.answers) })),
  );
}

/**
 * The mean of an agent's latest random reviews. Who may see the agent is the caller's business.
 * @param beside scorecard versions of the evaluations it is shown beside
 */
export async function agentMean(ctx: Ctx, agent_id: string, beside: readonly string[]): Promise<AgentMean> {
  const rows = await ctx.db
    .select({ score_bp: sql<number>`${counted.score_bp}`, version: counted.scorecard_version_id })
    .from(counted)
    .where(and(eq(counted.organisation_id, ctx.actor.organisation), eq(counted.agent_id, agent_id), makesMean))
    .orderBy(desc(counted.submitted_at), desc(counted.id))
    .limit(CONTEXT_REVIEWS);
  return {
    estimate: estimateMean(momentsOf(rows.map(({ score_bp }) => score_bp))),
    breaks: await breaksAmong(ctx, [...beside, ...rows.map(({ version }) => version)]),
  };
}

/** Rows of the list for a condition, newest first. Whether the actor may see them is the condition's business. */
export async function evaluationRows(db: Db, where: SQL | undefined, limit: number): Promise<EvaluationRow[]> {
  // Which they are first: an index holds all that lists are narrowed to, and nothing is looked up beside a row not shown.
  const shown = db
    .select({ id: counted.id })
    .from(counted)
    .where(where)
    .orderBy(desc(counted.submitted_at), desc(counted.id))
    .limit(limit)
    .as('shown');
  return db
    .select({
      id: evaluation.id,
      kind: sql<EvaluationKind>`${evaluation.kind}`.as('evaluation_kind'),
      submitted_at: evaluation.submitted_at,
      agent: personOf(agent),
      reviewer: personOf(reviewer),
      interaction: interactionSummary,
      scorecard: scorecardName,
      score_bp: evaluation.score_bp,
      final_bp: evaluation.final_bp,
      critical_count: evaluation.critical_count,
      acknowledged_at: acknowledgement.at,
    })
    .from(shown)
    .innerJoin(evaluation, eq(evaluation.id, shown.id))
    .innerJoin(interaction, eq(interaction.id, evaluation.interaction_id))
    .innerJoin(agent, eq(agent.id, evaluation.agent_id))
    .innerJoin(reviewer, eq(reviewer.id, evaluation.reviewer_id))
    .innerJoin(scorecard_version, eq(scorecard_version.id, evaluation.scorecard_version_id))
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .leftJoin(acknowledgement, eq(acknowledgement.evaluation_id, evaluation.id))
    .orderBy(desc(evaluation.submitted_at), desc(evaluation.id));
}

const mayAcknowledge = (ctx: Ctx, agent_id: string): boolean =>
  ctx.actor.roles.includes('agent') && ctx.actor.member === agent_id;

function afterCursor(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = cursor.split('~');
  if (!at || !id || !isInstant(at)) throw invalidInput('cursor', 'not-a-place');
  // Written so that the index of the order is walked.
  return sql`${counted.submitted_at} <= ${at} and (${counted.submitted_at} < ${at} or ${counted.id} < ${id})`;
}
