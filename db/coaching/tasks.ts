// Status changes of coaching tasks. Which are allowed, by whom and with what reason is defined in
// scorecards/coaching/task.ts.
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { dueAfterMove, moveProblem, type TaskState } from '../../scorecards/coaching/task.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { todayIn, zoneOf } from '../database/days.ts';
import { record } from '../events/record.ts';
import { agentsVisible } from '../people/visible.ts';
import { coaching_task, task_evidence } from '../schema/coaching.ts';
import { definitionOf } from '../scorecards/scorecards.ts';
import { recordEvent, subjectOf } from './causes.ts';
import { lockAgent, openGoal } from './development.ts';

export type MovedTask = { id: string; state: TaskState; goal_id: string | null; coach_id: string | null };

type Task = typeof coaching_task.$inferSelect;

/**
 * Moves a task. A proposed one that is taken up gets its goal; the person who moves a task without a coach becomes its
 * coach.
 * @param input `note` is the reason where one is needed, else a remark
 */
export async function moveTask(ctx: Ctx, input: { task: string; state: TaskState; note: string }): Promise<MovedTask> {
  demand(ctx, 'coaching:work');
  return ctx.db.transaction(async (tx) => {
    const [task] = await lockTasks(tx, ctx, [input.task]);
    const path = pathOf(task!.state, input.state);
    let from = task!.state;
    for (const to of path) {
      // Merging moves the evidence as well: mergeTask.
      const code = to === 'merged' ? 'illegal-transition' : moveProblem(from, to, 'coach', input.note);
      if (code) throw new Problem(code);
      from = to;
    }
    const note = input.note.trim();
    const dismissed = input.state === 'dismissed';
    const goal_id = task!.goal_id ?? (dismissed ? null : await goalFor(tx, ctx, task!));
    const coach_id = task!.coach_id ?? self(ctx);
    const today = todayIn(await zoneOf(tx, ctx), ctx.now);
    await tx
      .update(coaching_task)
      .set({
        state: input.state,
        goal_id,
        coach_id,
        reason: dismissed ? note : task!.reason,
        due_on: dueAfterMove(task!.due_on, input.state, today),
        changed_at: ctx.now.toISOString(),
      })
      .where(eq(coaching_task.id, task!.id));
    for (const state of path) {
      await recordEvent(tx, ctx, { task: task!.id, state, note: state === input.state ? note : '', by: self(ctx) });
    }
    await record(tx, ctx, { kind: 'task.moved', subject: task!.id, detail: { from: task!.state, to: input.state } });
    return { id: task!.id, state: input.state, goal_id, coach_id };
  });
}

/** Beginning with a proposed task accepts it on the way. */
const pathOf = (from: TaskState, to: TaskState): TaskState[] =>
  from === 'proposed' && to === 'in-progress' ? ['new', 'in-progress'] : [to];

async function goalFor(tx: Db, ctx: Ctx, task: Task): Promise<string> {
  const about = subjectOf(await definitionOf(tx, task.scorecard_version_id), task).text;
  return openGoal(tx, ctx, { agent: task.agent_id, competency: task.competency, about });
}

/** Puts a task's moments with those of another open task of the same agent, and ends it. */
export async function mergeTask(
  ctx: Ctx,
  input: { task: string; into: string; note: string },
): Promise<{ into: string }> {
  demand(ctx, 'coaching:work');
  return ctx.db.transaction(async (tx) => {
    if (input.task === input.into) throw new Problem('illegal-transition');
    const tasks = await lockTasks(tx, ctx, [input.task, input.into]);
    const task = tasks.find(({ id }) => id === input.task)!;
    const into = tasks.find(({ id }) => id === input.into)!;
    if (task.agent_id !== into.agent_id) throw new Problem('task-of-another-agent');
    const code = moveProblem(task.state, 'merged', 'coach', input.note);
    // The other one must be open as well: what could itself still be merged is.
    const closed = moveProblem(into.state, 'merged', 'coach', input.note);
    if (code || closed) throw new Problem(code ?? closed!);

    const at = ctx.now.toISOString();
    // A moment both rest on stays with the one that had it.
    await tx
      .update(task_evidence)
      .set({ task_id: into.id })
      .where(and(eq(task_evidence.task_id, task.id), sql`not ${sameMoment(into.id)}`));
    await tx
      .update(coaching_task)
      .set({ state: 'merged', merged_into: into.id, changed_at: at })
      .where(eq(coaching_task.id, task.id));
    // Those merged into this one before go along: their cause finds the task that is open now.
    await tx.update(coaching_task).set({ merged_into: into.id }).where(eq(coaching_task.merged_into, task.id));
    await tx.update(coaching_task).set({ changed_at: at }).where(eq(coaching_task.id, into.id));
    await recordEvent(tx, ctx, { task: task.id, state: 'merged', note: input.note.trim(), by: self(ctx) });
    await recordEvent(tx, ctx, { task: into.id, state: into.state, note: input.note.trim(), by: self(ctx) });
    await record(tx, ctx, { kind: 'task.merged', subject: task.id, detail: { into: into.id } });
    return { into: into.id };
  });
}

const sameMoment = (task_id: string): SQL => sql`exists (
  select 1 from ${task_evidence} same
  where same.task_id = ${task_id} and same.evaluation_id = ${task_evidence.evaluation_id}
    and same.criterion is not distinct from ${task_evidence.criterion}
    and same.start_ms is not distinct from ${task_evidence.start_ms})`;

/** Tasks the actor may work on, held with their agents until the transaction ends; `not-found` when one is not. */
async function lockTasks(tx: Db, ctx: Ctx, ids: string[]): Promise<Task[]> {
  const theirs = and(
    inArray(coaching_task.id, ids),
    eq(coaching_task.organisation_id, ctx.actor.organisation),
    agentsVisible(ctx, 'coaching:work', coaching_task.agent_id),
  );
  const agents = await tx.selectDistinct({ id: coaching_task.agent_id }).from(coaching_task).where(theirs);
  for (const { id } of agents.sort((a, b) => (a.id < b.id ? -1 : 1))) await lockAgent(tx, ctx, id);
  const tasks = await tx.select().from(coaching_task).where(theirs).orderBy(coaching_task.id).for('update');
  if (tasks.length < ids.length) throw new Problem('not-found');
  return tasks;
}
