// What there is to choose from in the filters of the list: only what the actor sees anything of.
import { and, eq, exists, type SQL, sql } from 'drizzle-orm';
import type { Choice } from '../../scorecards/interactions/choices.ts';
import { type Ctx, demand } from '../database/context.ts';
import { behindRow, type Page, type PageInput, pageById } from '../database/pages.ts';
import type { Person } from '../people/references.ts';
import { agentsVisible } from '../people/visible.ts';
import { interaction } from '../schema/interactions.ts';
import { member, team, team_member } from '../schema/people.ts';
import { mine } from './interactions.ts';

/** They are small, and a filter needs all of them. */
const PAGE = 500;

/** By name; queues and languages (primary tags) are their own ids. */
export async function interactionChoices(ctx: Ctx, input: { of: Choice } & PageInput): Promise<Page<Person>> {
  demand(ctx, 'interactions:read');
  const { of, cursor, limit = PAGE } = input;
  return pageById(await CHOOSE[of](ctx, cursor, limit + 1), limit);
}

const CHOOSE: Record<Choice, (ctx: Ctx, cursor: string | undefined, most: number) => Promise<Person[]>> = {
  agents: async (ctx, cursor, most) =>
    ctx.db
      .select({ id: member.id, name: member.name })
      .from(member)
      .where(and(seen(ctx), await behindRow(ctx, cursor, { of: member, by: [member.name, member.id] })))
      .orderBy(member.name, member.id)
      .limit(most),
  teams: async (ctx, cursor, most) =>
    ctx.db
      .select({ id: team.id, name: team.name })
      .from(team)
      .where(
        and(
          eq(team.organisation_id, ctx.actor.organisation),
          exists(
            ctx.db
              .select({ one: sql`1` })
              .from(team_member)
              .innerJoin(member, eq(member.id, team_member.member_id))
              .where(and(eq(team_member.team_id, team.id), seen(ctx))),
          ),
          await behindRow(ctx, cursor, { of: team, by: [team.name, team.id] }),
        ),
      )
      .orderBy(team.name, team.id)
      .limit(most),
  queues: (ctx, cursor, most) => valuesSeen(ctx, interaction.queue, cursor, most),
  languages: (ctx, cursor, most) => valuesSeen(ctx, interaction.language_tag, cursor, most),
};

/** A member with interactions that the actor may read. */
const seen = (ctx: Ctx): SQL | undefined =>
  and(
    eq(member.organisation_id, ctx.actor.organisation),
    agentsVisible(ctx, 'interactions:read', member.id),
    sql`exists (select 1 from ${interaction} i where i.organisation_id = ${ctx.actor.organisation} and i.agent_id = ${member.id})`,
  );

/**
 * The values of a column in what the actor sees, in order: from one to the next by its index, whatever the number of
 * rows that have it.
 */
async function valuesSeen(
  ctx: Ctx,
  column: typeof interaction.queue | typeof interaction.language_tag,
  cursor: string | undefined,
  most: number,
): Promise<Person[]> {
  const next = (than?: SQL) => sql`(select ${column} as value from ${interaction}
    where ${and(...mine(ctx), than ? sql`${column} > ${than}` : sql`${column} is not null`)} order by ${column} limit 1)`;
  const rows = await ctx.db.execute<{ value: string }>(sql`with recursive seen as (
    ${next(cursor === undefined ? undefined : sql`${cursor}::text`)}
    union all select next.value from seen, lateral ${next(sql`seen.value`)} as next
  ) select value from seen limit ${most}`);
  return rows.map(({ value }) => ({ id: value, name: value }));
}
