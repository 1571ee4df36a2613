// The reach of a permission (scorecards/people/access.ts) as a condition of a query: which agents' rows the actor sees.
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { can, type Permission, reach, type Subject } from '../../scorecards/people/access.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, type Db, demand } from '../database/context.ts';
import { interaction, member, team_member } from '../schema/tables.ts';

/**
 * The condition that rows about an agent are the actor's to see; what several roles see adds up. It does not look at
 * the organisation: the query filters by that as well.
 * @param agent the column that holds the agent's member id
 */
export function agentsVisible(ctx: Ctx, permission: Permission, agent: AnyPgColumn): SQL {
  const reaches = new Set(ctx.actor.roles.map((role) => reach({ ...ctx.actor, roles: [role] }, permission)));
  const { scope } = ctx.actor;
  const all = reaches.has('organisation') || (reaches.has('scope') && scope === null);
  if (all) return sql`true`;
  const parts: SQL[] = [];
  if (reaches.has('scope') && scope && scope.length > 0) {
    const inScope = ctx.db
      .select({ id: team_member.member_id })
      .from(team_member)
      .where(inArray(team_member.team_id, [...scope]));
    parts.push(inArray(agent, inScope));
  }
  if (reaches.has('own') && ctx.actor.member !== null) parts.push(eq(agent, ctx.actor.member));
  return or(...parts) ?? sql`false`;
}

/**
 * The condition that a row of `interaction` is this interaction, the organisation's own, and in the permission's reach.
 */
export function theInteraction(ctx: Ctx, permission: Permission, id: string): SQL | undefined {
  const mine = eq(interaction.organisation_id, ctx.actor.organisation);
  return and(eq(interaction.id, id), mine, agentsVisible(ctx, permission, interaction.agent_id));
}

/**
 * Refuses unless the actor may do this to this interaction.
 * @throws Problem not-found, also for an interaction out of the permission's reach: for the actor it does not exist
 */
export async function demandInteraction(ctx: Ctx, permission: Permission, id: string): Promise<void> {
  demand(ctx, permission);
  const [row] = await ctx.db
    .select({ id: interaction.id })
    .from(interaction)
    .where(theInteraction(ctx, permission, id));
  if (!row) throw new Problem('not-found');
}

/** Whether the permission covers every agent of the organisation, whatever their teams. */
export function reachesAll(ctx: Ctx, permission: Permission): boolean {
  return can(ctx.actor, permission, { organisation: ctx.actor.organisation });
}

/**
 * The agent as the subject of demand(): whose own it is, and the teams.
 * @throws Problem not-found when the organisation has no such member
 */
export async function subjectOfAgent(ctx: Ctx, agentId: string, db: Pick<Db, 'select'> = ctx.db): Promise<Subject> {
  const rows = await db
    .select({ team: team_member.team_id })
    .from(member)
    .leftJoin(team_member, eq(team_member.member_id, member.id))
    .where(and(eq(member.id, agentId), eq(member.organisation_id, ctx.actor.organisation)));
  if (rows.length === 0) throw new Problem('not-found');
  return {
    organisation: ctx.actor.organisation,
    owners: [agentId],
    teams: rows.flatMap((row) => (row.team === null ? [] : [row.team])),
  };
}
