// Teams: agents belong to them, coaches and managers are responsible for them.
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, type Db, demand } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { behindRow, type Page, type PageInput, pageById } from '../database/pages.ts';
import { keepText, record } from '../events/record.ts';
import { nameKey } from '../schema/columns.ts';
import { member, team, team_member } from '../schema/people.ts';
import { lockPeople } from './members.ts';
import type { TeamRow } from './people.ts';

/** `agents`: how many work in it now. */
export type ListedTeam = TeamRow & { agents: number };

/** Names are small, and pickers need all of them. */
const PAGE = 500;

export async function listTeams(ctx: Ctx, input: PageInput = {}): Promise<Page<ListedTeam>> {
  demand(ctx, 'people:read');
  const { cursor, limit = PAGE } = input;
  const behind = await behindRow(ctx, cursor, { of: team, by: [team.name, team.id] });
  const found = await ctx.db
    .select({
      id: team.id,
      name: team.name,
      agents: sql<number>`(select count(*)::int from ${team_member} t join ${member} m on m.id = t.member_id
        where t.team_id = ${team}.id and m.active)`,
    })
    .from(team)
    .where(and(eq(team.organisation_id, ctx.actor.organisation), behind))
    .orderBy(asc(team.name), asc(team.id))
    .limit(limit + 1);
  return pageById(found, limit);
}

/** Refuses the name of another team, ignoring case and width. */
export async function addTeam(ctx: Ctx, input: { name: string }): Promise<TeamRow> {
  demand(ctx, 'people:manage');
  const row = { id: newId('team', ctx.now), name: input.name.trim() };
  return ctx.db.transaction(async (tx) => {
    await lockPeople(tx, ctx);
    await refuseTakenName(tx, ctx, row.name, null);
    await tx.insert(team).values({ ...row, organisation_id: ctx.actor.organisation });
    const detail = { name: await keepText(tx, ctx, row.name) };
    await record(tx, ctx, { kind: 'team.added', subject: row.id, detail });
    return row;
  });
}

/** Refuses a name that another team has; capitals of its own may change. */
export async function renameTeam(ctx: Ctx, input: { id: string; name: string }): Promise<TeamRow> {
  demand(ctx, 'people:manage');
  const name = input.name.trim();
  const mine = and(eq(team.id, input.id), eq(team.organisation_id, ctx.actor.organisation));
  return ctx.db.transaction(async (tx) => {
    await lockPeople(tx, ctx);
    const [before] = await tx.select({ id: team.id, name: team.name }).from(team).where(mine);
    if (!before) throw new Problem('not-found');
    if (before.name === name) return before;
    await refuseTakenName(tx, ctx, name, input.id);
    await tx.update(team).set({ name }).where(mine);
    const detail = { before: await keepText(tx, ctx, before.name), after: await keepText(tx, ctx, name) };
    await record(tx, ctx, { kind: 'team.renamed', subject: input.id, detail });
    return { id: before.id, name };
  });
}

/** The caller's transaction holds the lock on people. */
async function refuseTakenName(tx: Db, ctx: Ctx, name: string, except: string | null): Promise<void> {
  const [taken] = await tx
    .select({ name: team.name })
    .from(team)
    .where(
      and(
        eq(team.organisation_id, ctx.actor.organisation),
        except === null ? undefined : ne(team.id, except),
        eq(nameKey(team.name), nameKey(sql`${name}::text`)),
      ),
    );
  if (taken) throw new Problem('team-taken', { name: taken.name });
}
