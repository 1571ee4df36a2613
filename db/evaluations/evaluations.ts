// Submitted evaluations: read by the agent they are about, by whoever made them, and by the agent's coach and manager.
// A calibration is scored like anything else and is none of these: it is left out here, once, for everybody.
import { and, count, desc, eq, exists, gt, gte, inArray, lt, ne, not, or, type SQL, sql } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import { estimateMean, type Mean, type NotEnough } from '../../scorecards/samples/estimate.ts';
import type { Answers } from '../../scorecards/scorecard/answers.ts';
import type { Channel, Scorecard } from '../../scorecards/scorecard/definition.ts';
import type { Score } from '../../scorecards/scorecard/score.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { instantsOf, zoneOf } from '../database/days.ts';
import { audit } from '../events/audit.ts';
import { agent, type Contact, contact, newestRevision, type Person, personOf, reviewer } from '../people/contacts.ts';
import { agentsVisible } from '../people/visible.ts';
import { acknowledgement, evaluation, evaluation_criterion } from '../schema/evaluations.ts';
import { interaction } from '../schema/interactions.ts';
import { team_member } from '../schema/people.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { formOf, type ScorecardName, scorecardName } from '../scorecards/scorecards.ts';
import { maskAnswers } from '../transcripts/masking.ts';

type EvaluationKind = 'random' | 'targeted';

export type EvaluationRow = {
  id: string;
  kind: EvaluationKind;
  submitted_at: string;
  agent: Person;
  reviewer: Person;
  interaction: Contact;
  scorecard: ScorecardName;
  /** Before any critical policy; null when nothing applied. */
  score_bp: number | null;
  final_bp: number | null;
  critical_count: number;
  acknowledged_at: string | null;
};

export type EvaluationList = { rows: EvaluationRow[]; next: string | null; total: number };

/** What a list is narrowed to. Days are the contact's, in the organisation's zone. */
export type EvaluationFilter = {
  agent?: string;
  team?: string;
  kind?: EvaluationKind;
  channel?: Channel;
  from?: string;
  to?: string;
  /** Those with a critical error. */
  critical?: boolean;
  /** Those that gave this criterion nothing. */
  failed?: string;
  acknowledged?: boolean;
  cursor?: string;
  /** 50 unless told. */
  limit?: number;
};

/** An agent's mean over the random reviews of late, beside which one score is read. */
type AgentContext = { estimate: Mean | NotEnough };

export type EvaluationPage = EvaluationRow & {
  answers: Answers;
  summary: string;
  score: Score;
  definition: Scorecard;
  acknowledgement: { comment: string; at: string } | null;
  /** It is the reader's own, and still to be acknowledged. */
  to_acknowledge: boolean;
  context: AgentContext;
  /** Revision of the transcript it was made on, and the newest; null where there is none. */
  transcript: { revision: number | null; newest: number | null };
};

/** So many random reviews say how an agent does now: about half a year in most centres (product.md's 4–10 a month). */
const CONTEXT_REVIEWS = 30;

/** Evaluations that count for agents: never a calibration. */
export const counts = ne(evaluation.kind, 'calibration');

/** Evaluations that make a mean: drawn by chance, with something scored. */
export const makesMean = and(eq(evaluation.kind, 'random'), sql`${evaluation.score_bp} is not null`);

/** Whether the actor may see an evaluation, in SQL. */
export function evaluationsVisible(ctx: Ctx): SQL {
  const own = ctx.actor.roles.includes('reviewer') && ctx.actor.member !== null;
  return and(
    eq(evaluation.organisation_id, ctx.actor.organisation),
    counts,
    or(
      agentsVisible(ctx, 'evaluations:read', evaluation.agent_id),
      own ? eq(evaluation.reviewer_id, ctx.actor.member!) : undefined,
    ),
  )!;
}

/** Evaluations the actor may see, newest first. */
export async function listEvaluations(ctx: Ctx, filter: EvaluationFilter): Promise<EvaluationList> {
  demand(ctx, 'evaluations:read');
  const limit = filter.limit ?? 50;
  const wanted = and(evaluationsVisible(ctx), await narrowed(ctx, filter));
  const [rows, [all]] = await Promise.all([
    evaluationRows(ctx.db, and(wanted, afterCursor(filter.cursor)), limit + 1),
    ctx.db
      .select({ n: count() })
      .from(evaluation)
      .innerJoin(interaction, eq(interaction.id, evaluation.interaction_id))
      .where(wanted),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    next: rows.length > limit && last ? `${last.submitted_at}~${last.id}` : null,
    total: all?.n ?? 0,
  };
}

/** One evaluation with its answers as they were submitted, and the agent's mean beside it. */
export async function readEvaluation(ctx: Ctx, input: { evaluation: string }): Promise<EvaluationPage> {
  demand(ctx, 'evaluations:read');
  const which = and(evaluationsVisible(ctx), eq(evaluation.id, input.evaluation));
  const [[row], [more]] = await Promise.all([
    evaluationRows(ctx.db, which, 1),
    ctx.db
      .select({
        answers: evaluation.answers,
        summary: evaluation.summary,
        score: evaluation.score,
        acknowledgement: { comment: acknowledgement.comment, at: acknowledgement.at },
        transcript: { revision: evaluation.transcript_revision, newest: newestRevision },
      })
      .from(evaluation)
      .innerJoin(interaction, eq(interaction.id, evaluation.interaction_id))
      .leftJoin(acknowledgement, eq(acknowledgement.evaluation_id, evaluation.id))
      .where(which),
  ]);
  if (!row || !more) throw new Problem('not-found');
  return {
    ...row,
    ...more,
    answers: await maskAnswers(ctx, row.interaction.id, more.answers),
    definition: await formOf(ctx.db, row.scorecard.version_id),
    to_acknowledge: mayAcknowledge(ctx, row.agent.id) && more.acknowledgement === null,
    context: { estimate: await estimateOf(ctx, row.agent.id) },
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
      .select({ id: evaluation.id })
      .from(evaluation)
      .where(
        and(
          eq(evaluation.id, input.evaluation),
          eq(evaluation.organisation_id, ctx.actor.organisation),
          counts,
          eq(evaluation.agent_id, me),
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
    await audit(tx, ctx, 'evaluation.acknowledged', mine.id, {});
    return { at };
  });
}

/** The mean of an agent's latest random reviews. Who may see the agent is the caller's business. */
export async function estimateOf(ctx: Ctx, agent_id: string): Promise<Mean | NotEnough> {
  const rows = await ctx.db
    .select({ score_bp: sql<number>`${evaluation.score_bp}` })
    .from(evaluation)
    .where(and(eq(evaluation.organisation_id, ctx.actor.organisation), eq(evaluation.agent_id, agent_id), makesMean))
    .orderBy(desc(evaluation.submitted_at), desc(evaluation.id))
    .limit(CONTEXT_REVIEWS);
  return estimateMean(rows.map(({ score_bp }) => score_bp));
}

/** Rows of the list for a condition, newest first. Whether the actor may see them is the condition's business. */
export async function evaluationRows(db: Db, where: SQL | undefined, limit: number): Promise<EvaluationRow[]> {
  return db
    .select({
      id: evaluation.id,
      kind: sql<EvaluationKind>`${evaluation.kind}`.as('evaluation_kind'),
      submitted_at: evaluation.submitted_at,
      agent: personOf(agent),
      reviewer: personOf(reviewer),
      interaction: contact,
      scorecard: scorecardName,
      score_bp: evaluation.score_bp,
      final_bp: sql<number | null>`(${evaluation.score}->>'final_bp')::int`.as('final_bp'),
      critical_count: evaluation.critical_count,
      acknowledged_at: acknowledgement.at,
    })
    .from(evaluation)
    .innerJoin(interaction, eq(interaction.id, evaluation.interaction_id))
    .innerJoin(agent, eq(agent.id, evaluation.agent_id))
    .innerJoin(reviewer, eq(reviewer.id, evaluation.reviewer_id))
    .innerJoin(scorecard_version, eq(scorecard_version.id, evaluation.scorecard_version_id))
    .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
    .leftJoin(acknowledgement, eq(acknowledgement.evaluation_id, evaluation.id))
    .where(where)
    .orderBy(desc(evaluation.submitted_at), desc(evaluation.id))
    .limit(limit);
}

const mayAcknowledge = (ctx: Ctx, agent_id: string): boolean =>
  ctx.actor.roles.includes('agent') && ctx.actor.member === agent_id;

/** Conditions on evaluation and interaction. */
async function narrowed(ctx: Ctx, filter: EvaluationFilter): Promise<SQL | undefined> {
  const dated = filter.from !== undefined || filter.to !== undefined;
  const { start, end } = dated
    ? instantsOf({ from: filter.from ?? null, to: filter.to ?? null }, await zoneOf(ctx.db, ctx))
    : { start: null, end: null };
  const { db } = ctx;
  const acknowledged = db
    .select({ one: sql`1` })
    .from(acknowledgement)
    .where(eq(acknowledgement.evaluation_id, evaluation.id));
  return and(
    filter.agent === undefined ? undefined : eq(evaluation.agent_id, filter.agent),
    filter.team === undefined ? undefined : inTeam(ctx, evaluation.agent_id, filter.team),
    filter.kind === undefined ? undefined : eq(evaluation.kind, filter.kind),
    filter.channel === undefined ? undefined : eq(interaction.channel, filter.channel),
    start === null ? undefined : gte(interaction.started_at, start),
    end === null ? undefined : lt(interaction.started_at, end),
    filter.critical === undefined
      ? undefined
      : filter.critical
        ? gt(evaluation.critical_count, 0)
        : eq(evaluation.critical_count, 0),
    filter.failed === undefined
      ? undefined
      : exists(
          db
            .select({ one: sql`1` })
            .from(evaluation_criterion)
            .where(
              and(
                eq(evaluation_criterion.evaluation_id, evaluation.id),
                eq(evaluation_criterion.criterion, filter.failed),
                eq(evaluation_criterion.value_bp, 0),
              ),
            ),
        ),
    filter.acknowledged === undefined
      ? undefined
      : filter.acknowledged
        ? exists(acknowledged)
        : not(exists(acknowledged)),
  );
}

/** The agent of the column belongs to the team. */
export const inTeam = (ctx: Ctx, column: typeof evaluation.agent_id | typeof interaction.agent_id, team: string): SQL =>
  inArray(column, ctx.db.select({ id: team_member.member_id }).from(team_member).where(eq(team_member.team_id, team)));

function afterCursor(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = cursor.split('~');
  if (!at || !id || Number.isNaN(Date.parse(at)))
    throw new Problem('invalid-input', { field: 'cursor', reason: cursor });
  return or(lt(evaluation.submitted_at, at), and(eq(evaluation.submitted_at, at), lt(evaluation.id, id)));
}
