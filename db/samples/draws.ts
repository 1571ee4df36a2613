// Drawing a week: from the interactions a plan may draw, each agent's quota less what this plan drew for that week
// already, by a seed that is kept. Repeating the draw with the seed and the same interactions gives the same sample.
import { and, eq, exists, gte, inArray, lt, ne, sql } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import { assign } from '../../scorecards/samples/assign.ts';
import { draw as drawFrom, type Stratum } from '../../scorecards/samples/draw.ts';
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
import { draw, review } from '../schema/samples.ts';
import { definitionOf, latestVersion } from '../scorecards/scorecards.ts';
import { assignment } from './assignments.ts';
import { lockPlan } from './samples.ts';

export type Drawing = {
  /** null when there was nothing to draw: then nothing was written. */
  draw: string | null;
  /** Monday of the week. */
  week: string;
  drawn: number;
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
 * Draws the week that holds the date. Two who press at once draw one after the other, so no interaction comes twice.
 */
export async function drawWeek(ctx: Ctx, input: { plan: string; week: string }): Promise<Drawing> {
  demand(ctx, 'samples:plan');
  const { monday } = weekOfDate(input.week);
  return ctx.db.transaction(async (tx) => {
    // Over the organisation, not the plan: two plans must not draw the same interaction either.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`draw ${ctx.actor.organisation}`}))`);
    const plan = await activePlan(tx, ctx, input.plan);
    const version = await latestVersion(tx, ctx, plan.scorecard);
    if (!version) throw new Problem('not-found');
    const zone = await zoneOf(tx, ctx);
    const period = { ...weekBounds(monday, zone), zone };
    const interactions = await interactionsOf(tx, ctx, period);
    const asked = withChannel(plan, (await definitionOf(tx, version.id)).channel);
    const [ready, unheard] = [interactions.filter((one) => one.readable), interactions.filter((one) => !one.readable)];
    const may = eligible(asked, ready, period);
    const already = await drawnAlready(tx, ctx, input.plan, monday);

    const seed = newSeed();
    const result = drawFrom({
      seed,
      perAgent: plan.per_agent_per_week,
      candidates: may.interactions.map(({ interaction, agent }) => ({ interaction, agent })),
      already,
    });
    const reviewers = await activeReviewers(tx, ctx, plan.reviewers);
    const { assigned, unassigned } = assign({
      interactions: result.drawn,
      reviewers,
      load: await openLoad(tx, ctx, reviewers),
    });
    const names = new Map(interactions.map(({ agent, agent_name }) => [agent, agent_name]));
    const summary = {
      week: monday,
      drawn: assigned.length,
      eligible: result.eligible,
      excluded: may.excluded,
      not_transcribed: eligible(asked, unheard, period).interactions.length,
      agents: result.strata.map((stratum) => agentRow(stratum, names, already)),
      unassigned: unassigned.length,
    };
    if (assigned.length === 0) return { draw: null, ...summary };

    const id = newId('drw', ctx.now);
    const organisation_id = ctx.actor.organisation;
    const at = ctx.now.toISOString();
    await tx.insert(draw).values({
      id,
      organisation_id,
      plan_id: input.plan,
      week: monday,
      seed,
      eligible: result.eligible,
      drawn: assigned.length,
      drawn_by: self(ctx),
      drawn_at: at,
    });
    const chances = new Map(result.drawn.map((one) => [one.interaction, one]));
    const rows = assigned.map(({ interaction, agent, reviewer }) => ({
      id: newId('rev', ctx.now),
      organisation_id,
      interaction_id: interaction,
      agent_id: agent,
      scorecard_version_id: version.id,
      reviewer_id: reviewer,
      kind: 'random' as const,
      draw_id: id,
      inclusion_ppm: chances.get(interaction)!.inclusion_ppm,
      stratum_size: chances.get(interaction)!.stratum_size,
      state: 'waiting' as const,
      created_at: at,
    }));
    for (let i = 0; i < rows.length; i += 500) await tx.insert(review).values(rows.slice(i, i + 500));
    const detail = { plan: input.plan, week: monday, seed, drawn: rows.length };
    await record(tx, ctx, { kind: 'sample.drawn', subject: id, detail }, ...rows.map(assignment));
    return { draw: id, ...summary };
  });
}

/** 64 bits: nobody can arrange for an interaction to be drawn, and anybody can repeat the draw. */
const newSeed = (): string =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const agentRow = ({ agent, size, drawn }: Stratum, names: Map<string, string>, already: Record<string, number>) => ({
  id: agent,
  name: names.get(agent) ?? '',
  eligible: size,
  drawn,
  already: already[agent] ?? 0,
});

async function activePlan(tx: Db, ctx: Ctx, id: string): Promise<SamplingPlan> {
  const row = await lockPlan(tx, ctx, id);
  if (!row.active) throw new Problem('plan-inactive');
  return SamplingPlan.parse(row.definition);
}

/** A plan that names no channel draws what its scorecard is made for. */
const withChannel = (plan: SamplingPlan, channel: Interaction['channel'] | 'any'): SamplingPlan =>
  plan.what.channels.length > 0 || channel === 'any' ? plan : { ...plan, what: { ...plan.what, channels: [channel] } };

/** The week's interactions of agents who still work here, as far as the actor may draw them. */
async function interactionsOf(
  tx: Db,
  ctx: Ctx,
  { start, end }: { start: string; end: string },
): Promise<(Interaction & { agent_name: string; readable: boolean })[]> {
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
      reviewed: sql<boolean>`${exists(
        tx
          .select({ one: sql`1` })
          .from(review)
          .where(
            and(eq(review.interaction_id, interaction.id), eq(review.kind, 'random'), ne(review.state, 'withdrawn')),
          ),
      )}`,
    })
    .from(interaction)
    .innerJoin(member, eq(member.id, interaction.agent_id))
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
    .innerJoin(draw, eq(draw.id, review.draw_id))
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
