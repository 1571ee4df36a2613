// The coaching board, a task, and an agent's page, each with everything it displays.
import { and, asc, count, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { movesFrom, TASK_STATES, type TaskState } from '../../scorecards/coaching/task.ts';
import type { CauseKind } from '../../scorecards/coaching/triggers.ts';
import type { GoalWords } from '../../scorecards/competencies/framework.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import {
  type Channel,
  type Competency,
  type CriticalClass,
  criteriaOf,
} from '../../scorecards/scorecard/definition.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import { wordsOfGoals } from '../competencies/frameworks.ts';
import { type Ctx, demand, self } from '../database/context.ts';
import { behind, type Page, type PageInput, pageOf } from '../database/pages.ts';
import {
  type AgentMean,
  agentMean,
  type EvaluationRow,
  evaluationRows,
  evaluationsVisible,
} from '../evaluations/evaluations.ts';
import { agent, coach, type Person, personOf } from '../people/references.ts';
import { agentsVisible, subjectOfAgent } from '../people/visible.ts';
import { coaching_task, goal, task_event, task_evidence } from '../schema/coaching.ts';
import { counted_evaluation, evaluation } from '../schema/evaluations.ts';
import { interaction } from '../schema/interactions.ts';
import { member, team, team_member } from '../schema/people.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { definitionsOf, type ScorecardName, scorecardName } from '../scorecards/scorecards.ts';
import { maskQuotes } from '../transcripts/masking.ts';
import { openTask, subjectOf } from './causes.ts';
import { type Plan, readPlanOf } from './development.ts';

/** A moment a task rests on, to be heard there and then. `start_ms` null: none was pinned. */
export type EvidenceRow = {
  id: string;
  evaluation_id: string;
  submitted_at: string;
  interaction_id: string;
  channel: Channel;
  criterion: string | null;
  /** The criterion in words. */
  text: Text | null;
  turn: number | null;
  start_ms: number | null;
  end_ms: number | null;
  quote: string;
  comment: string;
};

/** "2 of the last 5": reviews that show the cause, of those of the last weeks that asked about it. */
type RestsOn = { reviews: number; of: number; weeks: number };

export type TaskCard = {
  id: string;
  agent: Person;
  coach: Person | null;
  kind: CauseKind;
  /** The criterion or section it is about, as its scorecard has it. */
  about: { id: string; text: Text };
  /** Whom the critical error hurts; null for a section. */
  critical: CriticalClass | null;
  competency: Competency;
  scorecard: ScorecardName;
  state: TaskState;
  /** Where it may go from here. */
  moves: TaskState[];
  due_on: string;
  goal: { id: string; words: GoalWords } | null;
  rests_on: RestsOn;
  /** By time of the review, then of the moment. */
  evidence: EvidenceRow[];
  /** Why it was dismissed. */
  reason: string | null;
  merged_into: string | null;
  created_at: string;
  /** Since when it stands where it stands, or last got new evidence. */
  changed_at: string;
};

/** `by` null: the product, on a submitted evaluation. Same state as before: evidence was added. */
export type TaskEvent = { id: string; state: TaskState; note: string; by: Person | null; at: string };

export type TaskPage = TaskCard & { events: TaskEvent[] };

export type AgentPage = AgentMean & {
  agent: Person & { teams: Person[] };
  plan: Plan | null;
  /** The latest evaluations, newest first. */
  history: EvaluationRow[];
  /** Open ones, by due date. */
  tasks: TaskCard[];
  /** How many are closed. */
  closed_tasks: number;
};

/** Six weeks: the window product.md's trend is shown over. */
const WEEKS = 6;
const WEEKS_MS = WEEKS * 7 * 24 * 60 * 60 * 1000;
const HISTORY = 100;

const STATES = sql.join(
  TASK_STATES.map((state) => sql`${state}`),
  sql`, `,
);

/** Where a task's own agent sees it: once a coach has taken it up. A hint from one review is the coach's to judge. */
const SEEN_BY_AGENT: TaskState[] = ['new', 'in-progress', 'practising', 'checking', 'done'];

/**
 * Open tasks the actor may see, by due date, or closed ones, the last closed first; a page at a time.
 * @param filter `limit`: 200 by default
 */
export async function listTasks(
  ctx: Ctx,
  filter: PageInput & { agent?: string; open?: boolean },
): Promise<Page<TaskCard>> {
  demand(ctx, 'coaching:read');
  const { open = true, cursor, limit = 200 } = filter;
  const at = open ? coaching_task.due_on : coaching_task.changed_at;
  const found = await cards(
    ctx,
    and(
      open ? openTask : closedTask,
      filter.agent === undefined ? undefined : eq(coaching_task.agent_id, filter.agent),
      behind(cursor, at, coaching_task.id, open ? 'asc' : 'desc'),
    ),
    { order: open ? asc(at) : desc(at), limit: limit + 1 },
  );
  return pageOf(found, limit, ({ due_on, changed_at }) => (open ? due_on : changed_at));
}

const closedTask = sql`not (${openTask})`;

/** One task with its story. */
export async function readTask(ctx: Ctx, input: { task: string }): Promise<TaskPage> {
  demand(ctx, 'coaching:read');
  const [card] = await cards(ctx, eq(coaching_task.id, input.task));
  if (!card) throw new Problem('not-found');
  const events = await ctx.db
    .select({
      id: task_event.id,
      state: task_event.state,
      note: task_event.note,
      by: { id: member.id, name: member.name },
      at: task_event.at,
    })
    .from(task_event)
    .leftJoin(member, eq(member.id, task_event.actor_id))
    .where(eq(task_event.task_id, card.id))
    // A proposed task that is begun at once is accepted and begun at the same instant.
    .orderBy(asc(task_event.at), sql`array_position(array[${STATES}], ${task_event.state})`, asc(task_event.id));
  return { ...card, events };
}

/** An agent's plan, tasks and scores, for the coach, the manager, and the agent. */
export async function readAgent(ctx: Ctx, input: { agent: string }): Promise<AgentPage> {
  const subject = await subjectOfAgent(ctx, input.agent);
  demand(ctx, 'coaching:read', subject);
  const own = eq(coaching_task.agent_id, input.agent);
  const closed = ctx.db
    .select({ n: count() })
    .from(coaching_task)
    .where(and(tasksVisible(ctx), own, closedTask));
  const [[row], teams, plan, history, tasks, [ended]] = await Promise.all([
    ctx.db.select({ id: member.id, name: member.name }).from(member).where(eq(member.id, input.agent)),
    ctx.db
      .select({ id: team.id, name: team.name })
      .from(team_member)
      .innerJoin(team, eq(team.id, team_member.team_id))
      .where(eq(team_member.member_id, input.agent))
      .orderBy(asc(team.name)),
    readPlanOf(ctx, input.agent),
    evaluationRows(ctx.db, and(evaluationsVisible(ctx), eq(counted_evaluation.agent_id, input.agent)), HISTORY),
    cards(ctx, and(own, openTask)),
    closed,
  ]);
  const mean = await agentMean(
    ctx,
    input.agent,
    history.map(({ scorecard }) => scorecard.version_id),
  );
  return { agent: { ...row!, teams }, plan, ...mean, history, tasks, closed_tasks: ended?.n ?? 0 };
}

/** My own plan, tasks and scores. */
export async function readMine(ctx: Ctx): Promise<AgentPage> {
  return readAgent(ctx, { agent: self(ctx) });
}

/** Whether the actor may see a task, in SQL. */
function tasksVisible(ctx: Ctx): SQL {
  return and(
    eq(coaching_task.organisation_id, ctx.actor.organisation),
    or(
      agentsVisible(ctx, 'coaching:work', coaching_task.agent_id),
      and(agentsVisible(ctx, 'coaching:read', coaching_task.agent_id), inArray(coaching_task.state, SEEN_BY_AGENT)),
    ),
  )!;
}

type Shown = { order?: SQL; limit?: number };

function cardRows(ctx: Ctx, which: SQL | undefined, { order = asc(coaching_task.due_on), limit }: Shown) {
  const by = [order, desc(coaching_task.id)];
  const all = ctx.db
    .select({ id: coaching_task.id })
    .from(coaching_task)
    .where(and(tasksVisible(ctx), which))
    .orderBy(...by);
  return (
    ctx.db
      .select({
        id: coaching_task.id,
        agent: personOf(agent),
        coach: personOf(coach),
        kind: coaching_task.kind,
        criterion: coaching_task.criterion,
        section: coaching_task.section,
        competency: coaching_task.competency,
        scorecard: scorecardName,
        scorecard_id: scorecard.id,
        state: coaching_task.state,
        due_on: coaching_task.due_on,
        goal: {
          id: goal.id,
          framework_id: goal.framework_id,
          competency: goal.competency,
          level_now: goal.level_now,
          level_wanted: goal.level_wanted,
        },
        reason: coaching_task.reason,
        merged_into: coaching_task.merged_into,
        created_at: coaching_task.created_at,
        changed_at: coaching_task.changed_at,
      })
      .from(coaching_task)
      .innerJoin(agent, eq(agent.id, coaching_task.agent_id))
      .leftJoin(coach, eq(coach.id, coaching_task.coach_id))
      .innerJoin(scorecard_version, eq(scorecard_version.id, coaching_task.scorecard_version_id))
      .innerJoin(scorecard, eq(scorecard.id, scorecard_version.scorecard_id))
      .leftJoin(goal, eq(goal.id, coaching_task.goal_id))
      // Which they are first, so that nothing is looked up beside a task that is not shown.
      .where(inArray(coaching_task.id, limit === undefined ? all : all.limit(limit)))
      .orderBy(...by)
  );
}

async function cards(ctx: Ctx, which: SQL | undefined, shown: Shown = {}): Promise<TaskCard[]> {
  const rows = await cardRows(ctx, which, shown);
  if (rows.length === 0) return [];
  const definitions = await definitionsOf(
    ctx.db,
    rows.map((row) => row.scorecard.version_id),
  );
  const about = new Map(rows.map((row) => [row.id, subjectOf(definitions.get(row.scorecard.version_id)!, row)]));
  const [evidence, rests, words] = await Promise.all([
    evidenceOf(
      ctx,
      rows.map(({ id }) => id),
    ),
    restsOf(
      ctx,
      rows.map((row) => workOf(row, about.get(row.id)!.criteria)),
    ),
    wordsOfGoals(
      ctx.db,
      rows.flatMap((row) => row.goal ?? []),
    ),
  ]);
  return rows.map(({ scorecard_id: _, criterion: _criterion, section: _section, ...row }) => {
    const criteria = criteriaOf(definitions.get(row.scorecard.version_id)!);
    const { id, text } = about.get(row.id)!;
    const textOf = (criterion: string | null) => criteria.find((one) => one.id === criterion)?.text ?? null;
    return {
      ...row,
      goal: row.goal && { id: row.goal.id, words: words.get(row.goal.id)! },
      about: { id, text },
      critical: row.kind === 'critical' ? (criteria.find((one) => one.id === id)?.critical ?? null) : null,
      moves: movesFrom(row.state),
      rests_on: rests.get(row.id) ?? { reviews: 0, of: 0, weeks: WEEKS },
      evidence: evidence
        .filter(({ task_id }) => task_id === row.id)
        .map(({ task_id: _, ...moment }) => ({ ...moment, text: textOf(moment.criterion) })),
    };
  });
}

const workOf = (row: { id: string; agent: Person; scorecard_id: string }, criteria: string[]) => ({
  task: row.id,
  agent: row.agent.id,
  scorecard: row.scorecard_id,
  criteria,
});

async function evidenceOf(ctx: Ctx, tasks: string[]): Promise<(Omit<EvidenceRow, 'text'> & { task_id: string })[]> {
  const rows = await ctx.db
    .select({
      id: task_evidence.id,
      task_id: task_evidence.task_id,
      evaluation_id: task_evidence.evaluation_id,
      submitted_at: evaluation.submitted_at,
      interaction_id: task_evidence.interaction_id,
      channel: interaction.channel,
      criterion: task_evidence.criterion,
      turn: task_evidence.turn,
      start_ms: task_evidence.start_ms,
      end_ms: task_evidence.end_ms,
      quote: task_evidence.quote,
      comment: task_evidence.comment,
    })
    .from(task_evidence)
    .innerJoin(evaluation, eq(evaluation.id, task_evidence.evaluation_id))
    .innerJoin(interaction, eq(interaction.id, task_evidence.interaction_id))
    .where(inArray(task_evidence.task_id, tasks))
    .orderBy(asc(evaluation.submitted_at), asc(task_evidence.start_ms), asc(task_evidence.id));
  return maskQuotes(ctx, rows);
}

type Asked = { task: string; agent: string; scorecard: string; criteria: string[] };

/**
 * On how many reviews each task rests, of how many. Asked about it were those reviews of the agent on any version of
 * the scorecard, of the last six weeks, in which one of the criteria was answered; those the task rests on are always
 * among them, however old. A review counts once, whatever versions it has.
 */
async function restsOf(ctx: Ctx, tasks: Asked[]): Promise<Map<string, RestsOn>> {
  const since = new Date(ctx.now.getTime() - WEEKS_MS).toISOString();
  const rows = await ctx.db.execute<{ task: string; reviews: number; of: number }>(sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb)
        as w(task text, agent text, scorecard text, criteria text[])
    ), shown as (
      select distinct t.task_id as task, e.review_id as review from task_evidence t
      join evaluation e on e.id = t.evaluation_id
      where t.task_id in (select task from wanted)
    ), asked as (
      select w.task, e.review_id as review
      from wanted w
      join counted_evaluation e on e.agent_id = w.agent and e.submitted_at >= ${since}::timestamptz
        and e.organisation_id = ${ctx.actor.organisation}
      join scorecard_version v on v.id = e.scorecard_version_id and v.scorecard_id = w.scorecard
      where exists (
        select 1 from evaluation_criterion c
        where c.evaluation_id = e.id and c.criterion = any (w.criteria) and c.state = 'answered')
      union select task, review from shown
    )
    select task, count(*)::int as of,
      (select count(*)::int from shown s where s.task = asked.task) as reviews
    from asked group by task`);
  return new Map(rows.map(({ task, reviews, of }) => [task, { reviews, of, weeks: WEEKS }]));
}
