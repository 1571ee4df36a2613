// Turns what a submitted evaluation calls for into coaching tasks, in the same transaction as the submission. A
// critical error opens a task with a goal in the agent's plan; a weak section only proposes one. While a task is open,
// the same cause adds its moments to it.
import { and, eq, inArray, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { CLOSED_STATES, dueOn, firstState } from '../../scorecards/coaching/task.ts';
import { type Cause, type CauseKind, type CauseSubject, subjectOfCause } from '../../scorecards/coaching/triggers.ts';
import { criteriaOf, type Scorecard } from '../../scorecards/scorecard/definition.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import type { Ctx, Db } from '../database/context.ts';
import { todayIn, zoneOf } from '../database/days.ts';
import { newId } from '../database/id.ts';
import { record } from '../events/record.ts';
import { coaching_task, task_event, task_evidence } from '../schema/coaching.ts';
import { member, member_scope, team_member } from '../schema/people.ts';
import { scorecard_version } from '../schema/scorecards.ts';
import { lockAgent, openGoal } from './development.ts';

/** `outcome`: a task of its own, or added to one that was open. */
export type RaisedTask = {
  id: string;
  kind: CauseKind;
  /** The criterion or section, as its scorecard has it. */
  about: { id: string; text: Text };
  outcome: 'opened' | 'added';
};

type Evaluated = {
  evaluation_id: string;
  interaction_id: string;
  agent_id: string;
  scorecard_version_id: string;
  definition: Scorecard;
  /** The version of the formula that scored the evaluation. */
  formula: string;
};

/** A cause as its task is found by it. */
type Known = CauseSubject & { scorecard_id: string };

/** States in which a task takes up more of the same. */
export const openTask = notInArray(coaching_task.state, [...CLOSED_STATES]);

export async function raiseTasks(tx: Db, ctx: Ctx, evaluated: Evaluated, causes: Cause[]): Promise<RaisedTask[]> {
  if (causes.length === 0) return [];
  await lockAgent(tx, ctx, evaluated.agent_id);
  const today = todayIn(await zoneOf(tx, ctx), ctx.now);
  const [version] = await tx
    .select({ scorecard_id: scorecard_version.scorecard_id })
    .from(scorecard_version)
    .where(eq(scorecard_version.id, evaluated.scorecard_version_id));
  const raised: RaisedTask[] = [];
  for (const cause of causes) {
    const of = { scorecard_id: version!.scorecard_id, ...subjectOfCause(cause) };
    const { id: subject, text } = subjectOf(evaluated.definition, of);
    const open = await openTaskFor(tx, evaluated.agent_id, of);
    const id = open?.id ?? (await openTaskOf(tx, ctx, evaluated, cause, of, { about: text, today }));
    await addEvidence(tx, ctx, evaluated, cause, id);
    if (open) {
      const at = ctx.now.toISOString();
      await tx.update(coaching_task).set({ changed_at: at }).where(eq(coaching_task.id, id));
      await recordEvent(tx, ctx, { task: id, state: open.state, note: '', by: null });
      const detail = { evaluation: evaluated.evaluation_id };
      await record(tx, ctx, { kind: 'task.evidence-added', subject: id, detail });
    }
    raised.push({ id, kind: cause.kind, about: { id: subject, text }, outcome: open ? 'added' : 'opened' });
  }
  return raised;
}

/** The agent's open task for a cause, or the open one into which it was merged. */
async function openTaskFor(tx: Db, agent_id: string, cause: Known) {
  const same = and(eq(coaching_task.agent_id, agent_id), sameCause(cause));
  const merged = tx
    .select({ id: coaching_task.merged_into })
    .from(coaching_task)
    .where(and(same, eq(coaching_task.state, 'merged')));
  const found = await tx
    .select({ id: coaching_task.id, state: coaching_task.state, own: sql<boolean>`${sameCause(cause)}`.as('own') })
    .from(coaching_task)
    .where(and(eq(coaching_task.agent_id, agent_id), openTask, or(same, inArray(coaching_task.id, merged))))
    .for('update');
  return found.find(({ own }) => own) ?? found[0] ?? null;
}

const sameCause = ({ scorecard_id, kind, criterion, section }: Known): SQL =>
  and(
    eq(coaching_task.scorecard_id, scorecard_id),
    eq(coaching_task.kind, kind),
    sql`coalesce(${coaching_task.criterion}, ${coaching_task.section}) = ${criterion ?? section}`,
  )!;

async function openTaskOf(
  tx: Db,
  ctx: Ctx,
  evaluated: Evaluated,
  cause: Cause,
  of: Known,
  { about, today }: { about: Text; today: string },
): Promise<string> {
  const id = newId('tsk', ctx.now);
  const state = firstState(cause.certainty);
  const at = ctx.now.toISOString();
  const agent = evaluated.agent_id;
  const stated = cause.certainty === 'stated';
  await tx.insert(coaching_task).values({
    id,
    organisation_id: ctx.actor.organisation,
    agent_id: agent,
    coach_id: await coachOf(tx, ctx, agent),
    goal_id: stated ? await openGoal(tx, ctx, { agent, competency: cause.competency, about }) : null,
    ...of,
    formula: evaluated.formula,
    competency: cause.competency,
    scorecard_version_id: evaluated.scorecard_version_id,
    state,
    due_on: dueOn(today),
    created_at: at,
    changed_at: at,
  });
  await recordEvent(tx, ctx, { task: id, state, note: '', by: null });
  const { scorecard_id, kind, criterion, section } = of;
  const detail = { scorecard: scorecard_id, kind, criterion, section, evaluation: evaluated.evaluation_id };
  await record(tx, ctx, { kind: 'task.raised', subject: id, detail });
  return id;
}

async function addEvidence(tx: Db, ctx: Ctx, evaluated: Evaluated, cause: Cause, task_id: string): Promise<void> {
  const { evaluation_id, interaction_id } = evaluated;
  const about = { organisation_id: ctx.actor.organisation, task_id, evaluation_id, interaction_id };
  await tx
    .insert(task_evidence)
    .values(cause.moments.map((moment) => ({ id: newId('tsv', ctx.now), ...about, ...moment })));
}

/** One line in a task's story. `by` null: the product itself. */
export async function recordEvent(
  tx: Db,
  ctx: Ctx,
  event: { task: string; state: typeof task_event.$inferInsert.state; note: string; by: string | null },
): Promise<void> {
  await tx.insert(task_event).values({
    id: newId('tev', ctx.now),
    organisation_id: ctx.actor.organisation,
    task_id: event.task,
    actor_id: event.by,
    state: event.state,
    note: event.note,
    at: ctx.now.toISOString(),
  });
}

/**
 * Who coaches an agent: a coach whose scope names one of the agent's teams, else a coach of everyone, else a manager
 * in the same order; among several, the one with the fewest open tasks. null when there is nobody.
 */
async function coachOf(tx: Db, ctx: Ctx, agent_id: string): Promise<string | null> {
  const named = sql`exists (
    select 1 from ${member_scope} s join ${team_member} t on t.team_id = s.team_id
    where s.member_id = ${member}.id and t.member_id = ${agent_id})`;
  const load = sql`(
    select count(*) from ${coaching_task} k where k.coach_id = ${member}.id and k.state not in ${[...CLOSED_STATES]})`;
  const [row] = await tx
    .select({ id: member.id })
    .from(member)
    .where(
      and(
        eq(member.organisation_id, ctx.actor.organisation),
        eq(member.active, true),
        sql`${member.roles} && array['coach', 'manager']`,
        sql`${member.id} <> ${agent_id}`,
        sql`(${member.sees_all} or ${named})`,
      ),
    )
    .orderBy(sql`'coach' = any(${member.roles}) desc`, member.sees_all, load, member.id)
    .limit(1);
  return row?.id ?? null;
}

/** What a cause is about, in words: the criterion, or the section. */
export function subjectOf(
  definition: Scorecard,
  { kind, criterion: named, section }: CauseSubject,
): { id: string; text: Text; criteria: string[] } {
  const id = named ?? section ?? '';
  if (kind === 'section') {
    const section = definition.sections.find((one) => one.id === id);
    return { id, text: section?.name ?? { en: id, zh: id }, criteria: section?.criteria.map((one) => one.id) ?? [] };
  }
  const criterion = criteriaOf(definition).find((one) => one.id === id);
  return { id, text: criterion?.text ?? { en: id, zh: id }, criteria: [id] };
}
