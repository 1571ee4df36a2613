// The person signed in, and the names of colleagues. Administration of members is in members.ts, invitations in
// invitations.ts, teams in teams.ts.
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Role } from '../../scorecards/people/access.ts';
import type { Theme } from '../../scorecards/people/theme.ts';
import { type Language, Problem } from '../../scorecards/problems/problem.ts';
import { type MaskingOff, maskingOff } from '../../transcription/text/redaction/unmasked.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { behindRow, type Page, type PageInput, pageById } from '../database/pages.ts';
import { record } from '../events/record.ts';
import { member, type member_scope, membership, organisation, team, team_member } from '../schema/people.ts';

export type Me = {
  member: {
    id: string;
    name: string;
    email: string;
    roles: Role[];
    /** Ids of the teams they look after; null: every team. */
    scope: string[] | null;
    language: Language;
    theme: Theme;
  };
  organisation: {
    id: string;
    name: string;
    time_zone: string;
    language: Language;
    /**
     * What of the personal data is shown to anyone who may read an interaction; null when nothing is that should not.
     */
    masking_off: MaskingOff | null;
  };
};

export type TeamRow = { id: string; name: string };

/** For pickers. */
export type NameRow = { id: string; name: string; roles: Role[]; teams: string[]; active: boolean };

/** Whom a member signs in as, as a column of a query over members; null until they have joined. */
export const userOf = sql<string | null>`(select m.user_id from ${membership} m where m.member_id = ${member}.id)`;

/** Who I am and where I work. */
export async function showMe(ctx: Ctx): Promise<Me> {
  const [row] = await ctx.db
    .select({
      member: {
        id: member.id,
        name: member.name,
        email: member.email,
        roles: member.roles,
        language: member.language,
        theme: member.theme,
      },
      organisation: {
        id: organisation.id,
        name: organisation.name,
        time_zone: organisation.time_zone,
        language: organisation.language,
      },
      settings: organisation.settings,
    })
    .from(member)
    .innerJoin(organisation, eq(organisation.id, member.organisation_id))
    .where(and(eq(member.id, self(ctx)), eq(member.organisation_id, ctx.actor.organisation)));
  if (!row) throw new Problem('not-found');
  const { scope } = ctx.actor;
  const me = { ...row.member, scope: scope === null ? null : [...scope] };
  return { member: me, organisation: { ...row.organisation, masking_off: maskingOff(row.settings) } };
}

/** How I like to see the product. */
export async function changeMyView(ctx: Ctx, input: { language?: Language; theme?: Theme }): Promise<Me> {
  demand(ctx, 'account:use');
  if (input.language !== undefined || input.theme !== undefined) {
    await ctx.db.transaction(async (tx) => {
      const mine = and(eq(member.id, self(ctx)), eq(member.organisation_id, ctx.actor.organisation));
      await tx.update(member).set(input).where(mine);
      await record(tx, ctx, { kind: 'member.view-changed', subject: self(ctx), detail: input });
    });
  }
  return showMe(ctx);
}

/** Names are small, and pickers need all of them. */
const PAGE = 500;

/** Everyone, by name, as much as a colleague needs. */
export async function listNames(ctx: Ctx, input: PageInput = {}): Promise<Page<NameRow>> {
  demand(ctx, 'people:read');
  const { cursor, limit = PAGE } = input;
  const behind = await behindRow(ctx, cursor, { of: member, by: [member.name, member.id] });
  const found = await ctx.db
    .select({ id: member.id, name: member.name, roles: member.roles, active: member.active })
    .from(member)
    .where(and(eq(member.organisation_id, ctx.actor.organisation), behind))
    .orderBy(asc(member.name), asc(member.id))
    .limit(limit + 1);
  const { rows, next } = pageById(found, limit);
  const teams = await teamsOf(ctx.db, rows, team_member);
  return { rows: rows.map((row) => ({ ...row, teams: (teams.get(row.id) ?? []).map((one) => one.id) })), next };
}

/** The teams of members, by name. */
export async function teamsOf(
  db: Db,
  members: readonly { id: string }[],
  link: typeof team_member | typeof member_scope,
): Promise<Map<string, TeamRow[]>> {
  const ids = members.map(({ id }) => id);
  const rows = await db
    .select({ member_id: link.member_id, id: team.id, name: team.name })
    .from(link)
    .innerJoin(team, eq(team.id, link.team_id))
    .where(inArray(link.member_id, ids))
    .orderBy(asc(team.name));
  const found = new Map<string, TeamRow[]>();
  for (const { member_id, id, name } of rows) found.set(member_id, [...(found.get(member_id) ?? []), { id, name }]);
  return found;
}
