// Development plans: one per agent, created with the first goal. A goal is a competency, a current and a target level,
// and steps with dates. Only one goal per competency is open at a time, so a second cause joins the first.
import { and, asc, desc, eq, inArray, max, type SQL } from 'drizzle-orm';
import { type GoalState, type SuggestedGoal, suggestGoal } from '../../scorecards/coaching/plan.ts';
import type { GoalWords } from '../../scorecards/competencies/framework.ts';
import type { Level } from '../../scorecards/competencies/level.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { Competency } from '../../scorecards/scorecard/definition.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import { describedCompetency, wordsOfGoals } from '../competencies/frameworks.ts';
import { type Ctx, type Db, demand } from '../database/context.ts';
import { todayIn, zoneOf } from '../database/days.ts';
import { newId } from '../database/id.ts';
import { record } from '../events/record.ts';
import { agentsVisible, subjectOfAgent } from '../people/visible.ts';
import { coaching_task, development_plan, goal, step } from '../schema/coaching.ts';
import { member } from '../schema/people.ts';

export type StepRow = { id: string; position: number; text: Text; due_on: string; done_at: string | null };

export type GoalRow = {
  id: string;
  competency: Competency;
  level_now: Level;
  level_wanted: Level;
  /** By the framework it was set by. */
  words: GoalWords;
  due_on: string;
  state: GoalState;
  created_at: string;
  steps: StepRow[];
  /** Coaching tasks that work towards it. */
  tasks: string[];
};

/** Goals: open ones first, then the newest. */
export type Plan = { id: string; opened_at: string; goals: GoalRow[] };

export type NewStep = { text: Text; due_on: string };

/** Holds the agent until the transaction ends: whatever makes tasks and goals of one agent goes one after the other. */
export async function lockAgent(tx: Db, ctx: Ctx, agent_id: string): Promise<void> {
  const rows = await tx
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.id, agent_id), eq(member.organisation_id, ctx.actor.organisation)))
    .for('no key update');
  if (rows.length === 0) throw new Problem('not-found');
}

/**
 * The open goal for a competency; suggested and written, plan and all, where there is none. The level now is the one
 * the plan has seen reached last, else junior. The caller holds the agent (lockAgent).
 * @param about the criterion or section that led to it
 */
export async function openGoal(
  tx: Db,
  ctx: Ctx,
  input: { agent: string; competency: Competency; about: Text },
): Promise<string> {
  const plan = await planOf(tx, ctx, input.agent);
  const earlier = await tx
    .select()
    .from(goal)
    .where(and(eq(goal.plan_id, plan), eq(goal.competency, input.competency)))
    .orderBy(desc(goal.created_at), desc(goal.id));
  const open = earlier.find(({ state }) => state === 'open');
  if (open) return open.id;
  const { framework_id, competency } = await describedCompetency(tx, ctx, input.competency);
  const suggested = suggestGoal({
    competency,
    level: levelOf(earlier[0]),
    today: todayIn(await zoneOf(tx, ctx), ctx.now),
    about: input.about,
  });
  return writeGoal(tx, ctx, plan, { framework_id, ...suggested });
}

function levelOf(last: { state: GoalState; level_now: Level; level_wanted: Level } | undefined): Level {
  if (!last) return 'junior';
  return last.state === 'reached' ? last.level_wanted : last.level_now;
}

/** The agent's plan, created if there is none. */
async function planOf(tx: Db, ctx: Ctx, agent_id: string): Promise<string> {
  const [known] = await tx
    .select({ id: development_plan.id })
    .from(development_plan)
    .where(and(eq(development_plan.agent_id, agent_id), eq(development_plan.organisation_id, ctx.actor.organisation)));
  if (known) return known.id;
  const id = newId('dpl', ctx.now);
  await tx.insert(development_plan).values({
    id,
    organisation_id: ctx.actor.organisation,
    agent_id,
    opened_at: ctx.now.toISOString(),
  });
  await record(tx, ctx, { kind: 'development-plan.opened', subject: id, detail: { agent: agent_id } });
  return id;
}

type Goal = SuggestedGoal & { framework_id: string | null };

async function writeGoal(tx: Db, ctx: Ctx, plan_id: string, wanted: Goal): Promise<string> {
  const id = newId('gol', ctx.now);
  const organisation_id = ctx.actor.organisation;
  const { framework_id, competency, level_now, level_wanted, due_on, steps } = wanted;
  await tx.insert(goal).values({
    id,
    organisation_id,
    plan_id,
    framework_id,
    competency,
    level_now,
    level_wanted,
    due_on,
    state: 'open',
    created_at: ctx.now.toISOString(),
  });
  if (steps.length > 0) {
    await tx
      .insert(step)
      .values(
        steps.map((one, i) => ({ id: newId('stp', ctx.now), organisation_id, goal_id: id, position: i + 1, ...one })),
      );
  }
  await record(tx, ctx, { kind: 'goal.set', subject: id, detail: { competency, level_now, level_wanted } });
  return id;
}

/**
 * Sets an agent a goal. Refused while one is open for the competency.
 * @param input `steps` null: the suggested ones
 */
export async function createGoal(
  ctx: Ctx,
  input: {
    agent: string;
    competency: Competency;
    level_now: Level;
    level_wanted: Level;
    due_on: string;
    steps: NewStep[] | null;
  },
): Promise<{ id: string }> {
  demand(ctx, 'coaching:work', await subjectOfAgent(ctx, input.agent));
  return ctx.db.transaction(async (tx) => {
    await lockAgent(tx, ctx, input.agent);
    const plan_id = await planOf(tx, ctx, input.agent);
    const open = await tx
      .select({ id: goal.id })
      .from(goal)
      .where(and(eq(goal.plan_id, plan_id), eq(goal.competency, input.competency), eq(goal.state, 'open')));
    if (open.length > 0) throw new Problem('goal-already-open');
    const today = todayIn(await zoneOf(tx, ctx), ctx.now);
    const { framework_id, competency } = await describedCompetency(tx, ctx, input.competency);
    const steps = input.steps ?? suggestGoal({ competency, level: input.level_now, today }).steps;
    return { id: await writeGoal(tx, ctx, plan_id, { ...input, framework_id, steps }) };
  });
}

/** Changes levels or date of an open goal, or closes it as reached or dropped. A closed goal does not change. */
export async function changeGoal(
  ctx: Ctx,
  input: { goal: string; level_now?: Level; level_wanted?: Level; due_on?: string; state?: GoalState },
): Promise<{ id: string }> {
  demand(ctx, 'coaching:work');
  const { goal: id, ...change } = input;
  return ctx.db.transaction(async (tx) => {
    await lockGoal(tx, ctx, eq(goal.id, id));
    if (Object.keys(change).length > 0) await tx.update(goal).set(change).where(eq(goal.id, id));
    await record(tx, ctx, { kind: 'goal.changed', subject: id, detail: change });
    return { id };
  });
}

/** Adds a step at the end of an open goal. */
export async function addStep(ctx: Ctx, input: { goal: string } & NewStep): Promise<{ id: string }> {
  demand(ctx, 'coaching:work');
  return ctx.db.transaction(async (tx) => {
    await lockGoal(tx, ctx, eq(goal.id, input.goal));
    const [last] = await tx
      .select({ position: max(step.position) })
      .from(step)
      .where(eq(step.goal_id, input.goal));
    const id = newId('stp', ctx.now);
    await tx.insert(step).values({
      id,
      organisation_id: ctx.actor.organisation,
      goal_id: input.goal,
      position: (last?.position ?? 0) + 1,
      text: input.text,
      due_on: input.due_on,
    });
    await record(tx, ctx, { kind: 'step.added', subject: id, detail: { goal: input.goal } });
    return { id };
  });
}

/** Ticks a step of an open goal, or takes the tick away. */
export async function tickStep(ctx: Ctx, input: { step: string; done: boolean }): Promise<{ done_at: string | null }> {
  demand(ctx, 'coaching:work');
  const done_at = input.done ? ctx.now.toISOString() : null;
  return ctx.db.transaction(async (tx) => {
    const its = tx.select({ id: step.goal_id }).from(step).where(eq(step.id, input.step));
    await lockGoal(tx, ctx, inArray(goal.id, its));
    await tx.update(step).set({ done_at }).where(eq(step.id, input.step));
    await record(tx, ctx, { kind: input.done ? 'step.done' : 'step.reopened', subject: input.step, detail: {} });
    return { done_at };
  });
}

async function lockGoal(tx: Db, ctx: Ctx, which: SQL): Promise<void> {
  const [row] = await tx
    .select({ state: goal.state })
    .from(goal)
    .innerJoin(development_plan, eq(development_plan.id, goal.plan_id))
    .where(
      and(
        which,
        eq(goal.organisation_id, ctx.actor.organisation),
        agentsVisible(ctx, 'coaching:work', development_plan.agent_id),
      ),
    )
    .for('update', { of: goal });
  if (!row) throw new Problem('not-found');
  if (row.state !== 'open') throw new Problem('goal-closed');
}

/** An agent's plan; null while nobody has set a goal. Who may see it is the caller's business. */
export async function readPlanOf(ctx: Ctx, agent_id: string): Promise<Plan | null> {
  const [plan] = await ctx.db
    .select({ id: development_plan.id, opened_at: development_plan.opened_at })
    .from(development_plan)
    .where(and(eq(development_plan.agent_id, agent_id), eq(development_plan.organisation_id, ctx.actor.organisation)));
  if (!plan) return null;
  const goals = await ctx.db
    .select()
    .from(goal)
    .where(eq(goal.plan_id, plan.id))
    .orderBy(desc(goal.created_at), desc(goal.id));
  const ids = goals.map(({ id }) => id);
  const [steps, tasks, words] = ids.length
    ? await Promise.all([
        ctx.db.select().from(step).where(inArray(step.goal_id, ids)).orderBy(asc(step.position)),
        ctx.db
          .select({ id: coaching_task.id, goal_id: coaching_task.goal_id })
          .from(coaching_task)
          .where(inArray(coaching_task.goal_id, ids))
          .orderBy(asc(coaching_task.created_at)),
        wordsOfGoals(ctx.db, goals),
      ])
    : [[], [], new Map<string, GoalWords>()];
  const rows = goals.map(
    ({ id, competency, level_now, level_wanted, due_on, state, created_at }): GoalRow => ({
      id,
      competency,
      level_now,
      level_wanted,
      words: words.get(id)!,
      due_on,
      state,
      created_at,
      steps: steps
        .filter(({ goal_id }) => goal_id === id)
        .map(({ id, position, text, due_on, done_at }) => ({ id, position, text, due_on, done_at })),
      tasks: tasks.filter(({ goal_id }) => goal_id === id).map(({ id }) => id),
    }),
  );
  return { ...plan, goals: [...rows.filter(isOpenGoal), ...rows.filter((row) => !isOpenGoal(row))] };
}

const isOpenGoal = ({ state }: GoalRow): boolean => state === 'open';
