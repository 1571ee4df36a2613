// Sampling plans: which interactions, how many per agent and week, on which scorecard and by whom. A plan's page shows
// its draws with their seeds and the progress of its reviewers.
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { can } from '../../scorecards/people/access.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { SamplingPlan } from '../../scorecards/samples/plan.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { behindRow, type Page, type PageInput, pageById } from '../database/pages.ts';
import { record } from '../events/record.ts';
import { type Person, reviewer } from '../people/references.ts';
import { reachesAll } from '../people/visible.ts';
import { member, team, team_member } from '../schema/people.ts';
import { draw, draw_item, review, sampling_plan } from '../schema/samples.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { refuseRetired, scorecardName } from '../scorecards/scorecards.ts';
import { stateSql } from './reviews.ts';

/** How many reviews stand where. */
export type Progress = { waiting: number; taken: number; submitted: number; withdrawn: number };

export type PlanRow = {
  id: string;
  name: string;
  definition: SamplingPlan;
  scorecard: { id: string; key: string; name: Text };
  active: boolean;
  created_at: string;
  last_draw: { week: string; drawn: number; eligible: number; drawn_at: string } | null;
  progress: Progress;
};

export type DrawRow = {
  id: string;
  /** Monday of the week. */
  week: string;
  seed: string;
  eligible: number;
  drawn: number;
  /** null: nobody pressed, the product drew. */
  drawn_by: Person | null;
  drawn_at: string;
  progress: Progress;
};

export type PlanPage = PlanRow & {
  reviewers: (Person & { progress: Progress })[];
  /** Names of the people a plan covers, by id. */
  names: { teams: Person[]; agents: Person[] };
};

const PAGE = 100;

/** Plans about agents in the actor's reach, active ones first, by name. */
export async function listPlans(ctx: Ctx, input: PageInput = {}): Promise<Page<PlanRow>> {
  demand(ctx, 'samples:read');
  const { cursor, limit = PAGE } = input;
  const { rows, next } = pageById(await plansInReach(ctx, cursor, limit + 1), limit);
  const ids = rows.map(({ id }) => id);
  return { rows: await planRows(ctx, ids), next };
}

/** A plan with its reviewers' progress. */
export async function readPlan(ctx: Ctx, input: { plan: string }): Promise<PlanPage> {
  const row = await planInReach(ctx, input.plan);
  const [reviewers, names] = await Promise.all([reviewerRows(ctx, row), namesOf(ctx, row.definition)]);
  return { ...row, reviewers, names };
}

/** What a plan drew, the newest week first. */
export async function listDraws(ctx: Ctx, input: { plan: string } & PageInput): Promise<Page<DrawRow>> {
  const { id } = await planInReach(ctx, input.plan);
  const { cursor, limit = PAGE } = input;
  return pageById(await drawRows(ctx, id, cursor, limit + 1), limit);
}

/** Makes a plan. Refused when it names a scorecard, a team, an agent or a reviewer that is not there. */
export async function createPlan(ctx: Ctx, definition: SamplingPlan): Promise<PlanRow> {
  demand(ctx, 'samples:plan');
  const id = newId('pln', ctx.now);
  await ctx.db.transaction(async (tx) => {
    await refuseUnknown(tx, ctx, definition);
    if (!(await planReacher(tx, ctx, 'samples:plan', [definition]))(definition)) throw new Problem('plan-out-of-scope');
    await tx.insert(sampling_plan).values({
      id,
      organisation_id: ctx.actor.organisation,
      name: definition.name,
      scorecard_id: definition.scorecard,
      definition,
      created_by: self(ctx),
      created_at: ctx.now.toISOString(),
    });
    await record(tx, ctx, { kind: 'sampling-plan.created', subject: id, detail: {} });
  });
  const [row] = await planRows(ctx, [id]);
  return row!;
}

/** Stops a plan from being drawn, or lets it be drawn again. What it drew stays. */
export async function setPlanActive(ctx: Ctx, input: { plan: string; active: boolean }): Promise<PlanRow> {
  demand(ctx, 'samples:plan');
  await ctx.db.transaction(async (tx) => {
    const { definition } = await lockPlan(tx, ctx, input.plan);
    if (input.active) await refuseRetired(tx, ctx, definition.scorecard);
    await tx.update(sampling_plan).set({ active: input.active }).where(eq(sampling_plan.id, input.plan));
    const kind = input.active ? 'sampling-plan.resumed' : 'sampling-plan.stopped';
    await record(tx, ctx, { kind, subject: input.plan, detail: {} });
  });
  const [row] = await planRows(ctx, [input.plan]);
  return row!;
}

/** The plan, held until the transaction ends; `not-found` when it is about agents out of the actor's reach. */
export async function lockPlan(tx: Db, ctx: Ctx, id: string): Promise<{ definition: SamplingPlan; active: boolean }> {
  const [row] = await tx
    .select({ definition: sampling_plan.definition, active: sampling_plan.active })
    .from(sampling_plan)
    .where(and(eq(sampling_plan.id, id), eq(sampling_plan.organisation_id, ctx.actor.organisation)))
    .for('update');
  if (!row || !(await planReacher(tx, ctx, 'samples:plan', [row.definition]))(row.definition)) {
    throw new Problem('not-found');
  }
  return row;
}

async function planInReach(ctx: Ctx, id: string): Promise<PlanRow> {
  demand(ctx, 'samples:read');
  const [row] = await planRows(ctx, [id]);
  if (!row || !(await planReacher(ctx.db, ctx, 'samples:read', [row.definition]))(row.definition)) {
    throw new Problem('not-found');
  }
  return row;
}

const ORDER = [sql`not ${sampling_plan.active}`, sampling_plan.name, sampling_plan.id];

/** So many plans behind a cursor, some at a time: whom a plan is about is not asked of the database. */
async function plansInReach(ctx: Ctx, cursor: string | undefined, most: number): Promise<{ id: string }[]> {
  const found: { id: string }[] = [];
  for (let after = cursor; found.length < most; ) {
    const some = await ctx.db
      .select({ id: sampling_plan.id, definition: sampling_plan.definition })
      .from(sampling_plan)
      .where(
        and(
          eq(sampling_plan.organisation_id, ctx.actor.organisation),
          await behindRow(ctx, after, { of: sampling_plan, by: ORDER }),
        ),
      )
      .orderBy(...ORDER)
      .limit(most);
    const definitions = some.map(({ definition }) => definition);
    const reached = await planReacher(ctx.db, ctx, 'samples:read', definitions);
    found.push(...some.filter(({ definition }) => reached(definition)));
    if (some.length < most) break;
    after = some.at(-1)?.id;
  }
  return found.slice(0, most);
}

/**
 * Whether everyone a plan is about is in the permission's reach. A plan that names nobody is about every agent: it is
 * for those who look after every team.
 */
async function planReacher(
  db: Pick<Db, 'select'>,
  ctx: Ctx,
  permission: 'samples:read' | 'samples:plan',
  plans: readonly SamplingPlan[],
): Promise<(plan: SamplingPlan) => boolean> {
  if (reachesAll(ctx, permission)) return () => true;
  const agents = [...new Set(plans.flatMap(({ who }) => who.agents))];
  const rows = agents.length ? await db.select().from(team_member).where(inArray(team_member.member_id, agents)) : [];
  const { organisation } = ctx.actor;
  const within = (teams: string[]) => can(ctx.actor, permission, { organisation, teams });
  return ({ who }) =>
    who.teams.length + who.agents.length > 0 &&
    who.teams.every((one) => within([one])) &&
    who.agents.every((id) => within(rows.filter((row) => row.member_id === id).map((row) => row.team_id)));
}

async function refuseUnknown(tx: Db, ctx: Ctx, plan: SamplingPlan): Promise<void> {
  const here = ctx.actor.organisation;
  await refuseRetired(tx, ctx, plan.scorecard);
  const teams = plan.who.teams.length
    ? await tx
        .select({ id: team.id })
        .from(team)
        .where(and(eq(team.organisation_id, here), inArray(team.id, plan.who.teams)))
    : [];
  if (teams.length < new Set(plan.who.teams).size) throw new Problem('not-found');
  const members = await tx
    .select({ id: member.id, roles: member.roles, active: member.active })
    .from(member)
    .where(and(eq(member.organisation_id, here), inArray(member.id, [...plan.who.agents, ...plan.reviewers])));
  const withRole = (role: 'agent' | 'reviewer') =>
    new Set(members.filter(({ roles, active }) => active && roles.includes(role)).map(({ id }) => id));
  const agents = withRole('agent');
  const stranger = plan.who.agents.find((id) => !agents.has(id));
  if (stranger !== undefined) throw new Problem('unknown-agent', { value: stranger });
  const reviewers = withRole('reviewer');
  const idle = plan.reviewers.find((id) => !reviewers.has(id));
  if (idle !== undefined) throw new Problem('unknown-reviewer', { value: idle });
}

/** Counts of reviews by the state people see. */
const progress = (ctx: Ctx) => {
  const counted = (state: keyof Progress) =>
    sql<number>`(count(${review.id}) filter (where ${stateSql(ctx)} = ${state}))::int`;
  return {
    waiting: counted('waiting'),
    taken: counted('taken'),
    submitted: counted('submitted'),
    withdrawn: counted('withdrawn'),
  };
};

/**
 * The progress of draws, added up by plan or by draw. What is submitted is what was drawn less everything else: there may
 * be hundreds of thousands.
 */
async function progressBy(
  ctx: Ctx,
  key: typeof draw.id | typeof draw.plan_id,
  ids: string[],
): Promise<Map<string, Progress>> {
  const wanted = and(eq(draw.organisation_id, ctx.actor.organisation), inArray(key, ids));
  const [draws, others] = await Promise.all([
    ctx.db
      .select({ key, drawn: sql<number>`sum(${draw.drawn})::int` })
      .from(draw)
      .where(wanted)
      .groupBy(key),
    ctx.db
      .select({ key, ...progress(ctx) })
      .from(review)
      .innerJoin(draw_item, eq(draw_item.review_id, review.id))
      .innerJoin(draw, eq(draw.id, draw_item.draw_id))
      // Written out, so that its index is known to hold them all.
      .where(and(wanted, eq(review.organisation_id, ctx.actor.organisation), sql`${review.state} <> 'submitted'`))
      .groupBy(key),
  ]);
  const counted = new Map(others.map(({ key, ...counts }) => [key, counts]));
  return new Map(
    draws.map(({ key, drawn }) => {
      const counts = counted.get(key) ?? NOTHING;
      const submitted = drawn - counts.waiting - counts.taken - counts.withdrawn;
      return [key, { ...counts, submitted }];
    }),
  );
}

async function planRows(ctx: Ctx, ids: string[]): Promise<PlanRow[]> {
  const latest = ctx.db
    .selectDistinctOn([draw.plan_id], {
      plan_id: draw.plan_id,
      week: draw.week,
      drawn: draw.drawn,
      eligible: draw.eligible,
      drawn_at: draw.drawn_at,
    })
    .from(draw)
    .where(and(eq(draw.organisation_id, ctx.actor.organisation), inArray(draw.plan_id, ids)))
    .orderBy(draw.plan_id, desc(draw.drawn_at), desc(draw.id))
    .as('latest');
  const name = ctx.db
    .selectDistinctOn([scorecard_version.scorecard_id], {
      scorecard_id: scorecard_version.scorecard_id,
      name: scorecardName.name,
    })
    .from(scorecard_version)
    .where(eq(scorecard_version.organisation_id, ctx.actor.organisation))
    .orderBy(scorecard_version.scorecard_id, desc(scorecard_version.number))
    .as('form');
  const rows = await ctx.db
    .select({
      id: sampling_plan.id,
      name: sampling_plan.name,
      definition: sampling_plan.definition,
      scorecard: { id: scorecard.id, key: scorecard.key, name: name.name },
      active: sampling_plan.active,
      created_at: sampling_plan.created_at,
      last_draw: { week: latest.week, drawn: latest.drawn, eligible: latest.eligible, drawn_at: latest.drawn_at },
    })
    .from(sampling_plan)
    .innerJoin(scorecard, eq(scorecard.id, sampling_plan.scorecard_id))
    .innerJoin(name, eq(name.scorecard_id, sampling_plan.scorecard_id))
    .leftJoin(latest, eq(latest.plan_id, sampling_plan.id))
    .where(and(eq(sampling_plan.organisation_id, ctx.actor.organisation), inArray(sampling_plan.id, ids)))
    .orderBy(...ORDER);
  const byPlan = await progressBy(ctx, draw.plan_id, ids);
  return rows.map((row) => ({ ...row, progress: byPlan.get(row.id) ?? NOTHING }));
}

const NOTHING: Progress = { waiting: 0, taken: 0, submitted: 0, withdrawn: 0 };

async function drawRows(ctx: Ctx, plan: string, cursor: string | undefined, most: number): Promise<DrawRow[]> {
  const by = [draw.week, draw.drawn_at, draw.id];
  const behind = await behindRow(ctx, cursor, { of: draw, by, order: 'desc' });
  const rows = await ctx.db
    .select({
      id: draw.id,
      week: draw.week,
      seed: draw.seed,
      eligible: draw.eligible,
      drawn: draw.drawn,
      drawn_by: { id: member.id, name: member.name },
      drawn_at: draw.drawn_at,
    })
    .from(draw)
    .leftJoin(member, eq(member.id, draw.drawn_by))
    .where(and(eq(draw.plan_id, plan), eq(draw.organisation_id, ctx.actor.organisation), behind))
    .orderBy(...by.map((column) => desc(column)))
    .limit(most);
  const ids = rows.map(({ id }) => id);
  const byDraw = await progressBy(ctx, draw.id, ids);
  return rows.map((row) => ({ ...row, progress: byDraw.get(row.id) ?? NOTHING }));
}

/** Those the plan names, and those to whom its work was handed on. */
async function reviewerRows(ctx: Ctx, plan: PlanRow): Promise<PlanPage['reviewers']> {
  const counts = await ctx.db
    .select({ id: reviewer.id, name: reviewer.name, progress: progress(ctx) })
    .from(review)
    .innerJoin(draw_item, eq(draw_item.review_id, review.id))
    .innerJoin(draw, eq(draw.id, draw_item.draw_id))
    .innerJoin(reviewer, eq(reviewer.id, review.reviewer_id))
    .where(and(eq(draw.plan_id, plan.id), eq(review.organisation_id, ctx.actor.organisation)))
    .groupBy(reviewer.id, reviewer.name)
    .orderBy(asc(reviewer.name), asc(reviewer.id));
  const idle = plan.definition.reviewers.filter((id) => !counts.some((one) => one.id === id));
  return [...counts, ...(await people(ctx, idle)).map((person) => ({ ...person, progress: NOTHING }))];
}

async function namesOf(ctx: Ctx, { who }: SamplingPlan): Promise<PlanPage['names']> {
  const teams = who.teams.length
    ? await ctx.db
        .select({ id: team.id, name: team.name })
        .from(team)
        .where(and(eq(team.organisation_id, ctx.actor.organisation), inArray(team.id, who.teams)))
        .orderBy(asc(team.name))
    : [];
  return { teams, agents: await people(ctx, who.agents) };
}

async function people(ctx: Ctx, ids: string[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .select({ id: member.id, name: member.name })
    .from(member)
    .where(and(eq(member.organisation_id, ctx.actor.organisation), inArray(member.id, ids)))
    .orderBy(asc(member.name), asc(member.id));
}
