// Drawing a week: from the interactions a plan may draw, each agent's quota minus what this plan already drew for that
// week, with a stored seed. Repeating the draw with the same seed and interactions gives the same sample. An
// interaction already drawn by another plan on the same scorecard can be drawn too and shares its review, so nothing is
// reviewed twice.
import { and, eq, exists, gte, inArray, lt, ne, sql } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Assignment, assign } from '../../scorecards/samples/assign.ts';
import { type Draw, type Drawn, draw as drawFrom } from '../../scorecards/samples/draw.ts';
import { type Exclusion, eligible, type Interaction } from '../../scorecards/samples/eligible.ts';
import { SamplingPlan } from '../../scorecards/samples/plan.ts';
import { weekBounds, weekOfDate } from '../../scorecards/samples/week.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { zoneOf } from '../database/days.ts';
import { newId } from '../database/id.ts';
import { record } from '../events/record.ts';
import { readable } from '../people/references.ts';
import { agentsVisible } from '../people/visible.ts';
import { interaction } from '../schema/interactions.ts';
import { member, team_member } from '../schema/people.ts';
import { draw, draw_item, review } from '../schema/samples.ts';
import { scorecard_version } from '../schema/scorecards.ts';
import { definitionOf, latestVersion } from '../scorecards/scorecards.ts';
import { assignment } from './assignments.ts';
import { lockPlan } from './samples.ts';

export type Drawing = {
  /** null when there was nothing to draw: then nothing was written. */
  draw: string | null;
  /** Monday of the week. */
  week: string;
  drawn: number;
  /** Of those drawn: another plan drew them before, and their review serves both. */
  shared: number;
  eligible: number;
  /** Interactions of the week left out, by the first reason. */
  excluded: Partial<Record<Exclusion, number>>;
  agents: { id: string; name: string; eligible: number; drawn: number; already: number }[];
  /** Recordings the plan could draw from if they had their transcripts. */
  not_transcribed: number;
  /** Interactions for which no reviewer was free: every one of them is the agent. They can be drawn again. */
  unassigned: number;
};

/**
 * Draws the week that holds the date. Two who press at once draw one after the other.
 */
export async function drawWeek(ctx: Ctx, input: { plan: string; week: string }): Promise<Drawing> {
  demand(ctx, 'samples:plan');
  const { monday: week } = weekOfDate(input.week);
  return ctx.db.transaction(async (tx) => {
    // Over the organisation, not the plan: whoever comes second sees what the first drew, and shares it. That nothing is
    // reviewed twice holds by an index too, but a draw that met it would have to begin again.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`draw ${ctx.actor.organisation}`}))`);
    const plan = await activePlan(tx, ctx, input.plan);
    const version = await latestVersion(tx, ctx, plan.scorecard);
    if (!version) throw new Problem('not-found');
    const pool = await poolOf(tx, ctx, { id: input.plan, plan, version: version.id, week });
    const seed = newSeed();
    const result = drawFrom({
      seed,
      perAgent: plan.per_agent_per_week,
      candidates: pool.eligible.map(({ interaction, agent }) => ({ interaction, agent })),
      already: pool.already,
    });
    const work = await shareOut(tx, ctx, plan.reviewers, result.drawn, pool);
    const summary = summaryOf(week, pool, result, work);
    if (summary.drawn === 0) return { draw: null, ...summary };
    const { eligible, drawn, shared } = summary;
    const id = await writeDraw(tx, ctx, { plan_id: input.plan, week, seed, eligible, drawn });
    const made = await writeReviews(tx, ctx, version.id, work.assigned);
    for (const one of made) pool.reviews.set(one.interaction_id, one.id);
    await writeItems(tx, ctx, id, result.drawn, pool.reviews);
    const detail = { plan: input.plan, week, seed, drawn, shared };
    await record(tx, ctx, { kind: 'sample.drawn', subject: id, detail }, ...made.map(assignment));
    return { draw: id, ...summary };
  });
}

/** What a week's draw can choose from. */
type Pool = {
  eligible: Interaction[];
  excluded: Drawing['excluded'];
  not_transcribed: number;
  /** What the plan drew of each agent before. */
  already: Record<string, number>;
  /** The review that each interaction of the week has by a draw; null: none. */
  reviews: Map<string, string | null>;
  /** Names of the agents. */
  names: Map<string, string>;
};

async function poolOf(
  tx: Db,
  ctx: Ctx,
  { id, plan, version, week }: { id: string; plan: SamplingPlan; version: string; week: string },
): Promise<Pool> {
  const zone = await zoneOf(tx, ctx);
  const period = { ...weekBounds(week, zone), zone };
  const interactions = await interactionsOf(tx, ctx, { plan: id, scorecard: plan.scorecard }, period);
  const asked = withChannel(plan, (await definitionOf(tx, version)).channel);
  const [ready, unheard] = [interactions.filter((one) => one.readable), interactions.filter((one) => !one.readable)];
  const { interactions: may, excluded } = eligible(asked, ready, period);
  return {
    eligible: may,
    excluded,
    not_transcribed: eligible(asked, unheard, period).interactions.length,
    already: await drawnAlready(tx, ctx, id, week),
    reviews: new Map(interactions.map(({ interaction, review }) => [interaction, review])),
    names: new Map(interactions.map(({ agent, agent_name }) => [agent, agent_name])),
  };
}

/** Of what was drawn: how many share the review of an earlier draw, and to whom the others go. */
type Work = Assignment & { shared: number };

async function shareOut(tx: Db, ctx: Ctx, ids: string[], drawn: readonly Drawn[], { reviews }: Pool): Promise<Work> {
  const reviewers = await activeReviewers(tx, ctx, ids);
  const unreviewed = drawn.filter(({ interaction }) => reviews.get(interaction) === null);
  const assigned = assign({ interactions: unreviewed, reviewers, load: await openLoad(tx, ctx, reviewers) });
  return { ...assigned, shared: drawn.length - unreviewed.length };
}

const summaryOf = (week: string, pool: Pool, result: Draw, work: Work): Omit<Drawing, 'draw'> => ({
  week,
  drawn: work.assigned.length + work.shared,
  shared: work.shared,
  eligible: result.eligible,
  excluded: pool.excluded,
  not_transcribed: pool.not_transcribed,
  agents: result.strata.map(({ agent, size, drawn }) => ({
    id: agent,
    name: pool.names.get(agent) ?? '',
    eligible: size,
    drawn,
    already: pool.already[agent] ?? 0,
  })),
  unassigned: work.unassigned.length,
});

async function writeDraw(
  tx: Db,
  ctx: Ctx,
  row: Pick<typeof draw.$inferInsert, 'plan_id' | 'week' | 'seed' | 'eligible' | 'drawn'>,
): Promise<string> {
  const id = newId('drw', ctx.now);
  await tx.insert(draw).values({
    ...row,
    id,
    organisation_id: ctx.actor.organisation,
    drawn_by: self(ctx),
    drawn_at: ctx.now.toISOString(),
  });
  return id;
}

/** So many rows stay below what one statement may carry. */
const ROWS_AT_ONCE = 500;

/** @returns the reviews, by the interactions they are of */
async function writeReviews(tx: Db, ctx: Ctx, version: string, assigned: Assignment['assigned']) {
  const rows = assigned.map(({ interaction, agent, reviewer }) => ({
    id: newId('rev', ctx.now),
    organisation_id: ctx.actor.organisation,
    interaction_id: interaction,
    agent_id: agent,
    scorecard_version_id: version,
    reviewer_id: reviewer,
    kind: 'random' as const,
    state: 'waiting' as const,
    created_at: ctx.now.toISOString(),
  }));
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) await tx.insert(review).values(rows.slice(i, i + ROWS_AT_ONCE));
  return rows;
}

/** What was drawn and assigned, by its review. */
async function writeItems(
  tx: Db,
  ctx: Ctx,
  draw_id: string,
  drawn: readonly Drawn[],
  reviews: ReadonlyMap<string, string | null>,
): Promise<void> {
  const items = drawn.flatMap(({ interaction, inclusion_ppm, stratum_size }) => {
    const review_id = reviews.get(interaction);
    if (!review_id) return [];
    return [{ draw_id, organisation_id: ctx.actor.organisation, review_id, inclusion_ppm, stratum_size }];
  });
  for (let i = 0; i < items.length; i += ROWS_AT_ONCE) {
    await tx.insert(draw_item).values(items.slice(i, i + ROWS_AT_ONCE));
  }
}

/** 64 bits: nobody can arrange for an interaction to be drawn, and anybody can repeat the draw. */
const newSeed = (): string =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function activePlan(tx: Db, ctx: Ctx, id: string): Promise<SamplingPlan> {
  const row = await lockPlan(tx, ctx, id);
  if (!row.active) throw new Problem('plan-inactive');
  return SamplingPlan.parse(row.definition);
}

/** A plan that names no channel draws what its scorecard is made for. */
const withChannel = (plan: SamplingPlan, channel: Interaction['channel'] | 'any'): SamplingPlan =>
  plan.what.channels.length > 0 || channel === 'any' ? plan : { ...plan, what: { ...plan.what, channels: [channel] } };

/**
 * The week's interactions of agents who still work here, as far as the actor may draw them. `review`: the one that a
 * draw led to; `reviewed`: it cannot be shared, since it is on another scorecard or this plan's own.
 */
async function interactionsOf(
  tx: Db,
  ctx: Ctx,
  plan: { plan: string; scorecard: string },
  { start, end }: { start: string; end: string },
): Promise<(Interaction & { agent_name: string; readable: boolean; review: string | null })[]> {
  const drawnByPlan = exists(
    tx
      .select({ one: sql`1` })
      .from(draw_item)
      .innerJoin(draw, eq(draw.id, draw_item.draw_id))
      .where(and(eq(draw_item.review_id, review.id), eq(draw.plan_id, plan.plan))),
  );
  return tx
    .select({
      interaction: interaction.id,
      agent: interaction.agent_id,
      agent_name: member.name,
      teams: sql<
        string[]
      >`(select coalesce(json_agg(t.team_id), '[]') from ${team_member} t where t.member_id = ${member.id})`,
      channel: interaction.channel,
      queue: interaction.queue,
      language: interaction.language,
      duration_ms: interaction.duration_ms,
      started_at: interaction.started_at,
      readable: sql<boolean>`${readable}`.as('readable'),
      review: review.id,
      reviewed: sql<boolean>`(${review.id} is not null and (${scorecard_version.scorecard_id} <> ${plan.scorecard} or ${drawnByPlan}))`,
    })
    .from(interaction)
    .innerJoin(member, eq(member.id, interaction.agent_id))
    .leftJoin(
      review,
      and(eq(review.interaction_id, interaction.id), eq(review.kind, 'random'), ne(review.state, 'withdrawn')),
    )
    .leftJoin(scorecard_version, eq(scorecard_version.id, review.scorecard_version_id))
    .where(
      and(
        eq(interaction.organisation_id, ctx.actor.organisation),
        gte(interaction.started_at, start),
        lt(interaction.started_at, end),
        eq(member.active, true),
        sql`'agent' = any(${member.roles})`,
        agentsVisible(ctx, 'samples:plan', interaction.agent_id),
      ),
    );
}

/** What this plan has drawn of each agent for the week; a withdrawn review leaves its place free. */
async function drawnAlready(tx: Db, ctx: Ctx, plan: string, monday: string): Promise<Record<string, number>> {
  const rows = await tx
    .select({ agent: review.agent_id, n: sql<number>`count(*)::int` })
    .from(review)
    .innerJoin(draw_item, eq(draw_item.review_id, review.id))
    .innerJoin(draw, eq(draw.id, draw_item.draw_id))
    .where(
      and(
        eq(draw.organisation_id, ctx.actor.organisation),
        eq(draw.plan_id, plan),
        eq(draw.week, monday),
        ne(review.state, 'withdrawn'),
      ),
    )
    .groupBy(review.agent_id);
  return Object.fromEntries(rows.map(({ agent, n }) => [agent, n]));
}

async function activeReviewers(tx: Db, ctx: Ctx, ids: string[]): Promise<string[]> {
  const rows = await tx
    .select({ id: member.id })
    .from(member)
    .where(
      and(
        eq(member.organisation_id, ctx.actor.organisation),
        inArray(member.id, ids),
        eq(member.active, true),
        sql`'reviewer' = any(${member.roles})`,
      ),
    );
  if (rows.length === 0) throw new Problem('plan-without-reviewer');
  return rows.map(({ id }) => id);
}

async function openLoad(tx: Db, ctx: Ctx, reviewers: string[]): Promise<Record<string, number>> {
  const rows = await tx
    .select({ reviewer: review.reviewer_id, n: sql<number>`count(*)::int` })
    .from(review)
    .where(
      and(
        eq(review.organisation_id, ctx.actor.organisation),
        inArray(review.reviewer_id, reviewers),
        inArray(review.state, ['waiting', 'taken']),
      ),
    )
    .groupBy(review.reviewer_id);
  return Object.fromEntries(rows.map(({ reviewer, n }) => [reviewer, n]));
}
