// Members as administrators manage them. Permissions follow from a member's row at every request, so a change applies
// from the next click.
import { and, eq, getTableColumns, ilike, inArray, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { can, type Role } from '../../scorecards/people/access.ts';
import { type Language, Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, type Db, demand } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { behindRow, type Page, type PageInput, pageById } from '../database/pages.ts';
import { pattern } from '../database/pattern.ts';
import { keepRenamed, record } from '../events/record.ts';
import {
  invitation,
  member,
  member_scope,
  membership,
  organisation,
  second_factor,
  team,
  team_member,
} from '../schema/people.ts';
import { voidResets } from './passwords.ts';
import { type TeamRow, teamsOf, userOf } from './people.ts';
import { endSessionsOf } from './sessions.ts';

export type MemberRow = {
  id: string;
  name: string;
  email: string;
  employee_number: string | null;
  roles: Role[];
  /** Teams they belong to as an agent. */
  teams: TeamRow[];
  /** Teams they look after as coach or manager; null: every team. */
  scope: TeamRow[] | null;
  language: Language;
  active: boolean;
  /** false until the invitation is accepted. */
  joined: boolean;
  /** When the link that is still out stops working. */
  invited_until: string | null;
  /** Whether they sign in with a second factor. */
  second_factor: boolean;
};

export type NewMember = {
  name: string;
  email: string;
  employee_number: string | null;
  roles: Role[];
  /** Ids of the teams they belong to. */
  teams: string[];
  /** Ids of the teams they look after; null: every team. */
  scope: string[] | null;
  language: Language;
};

/** Only the given fields change. Address and language can be corrected until someone has joined. */
export type MemberChange = Partial<NewMember> & { active?: boolean };

/** `q`: a part of the name or of the address. */
export type MemberFilter = { q?: string; role?: Role };

const PAGE = 100;

/** Members with what an administrator decides about them: those who work here first, by name. */
export async function listMembers(ctx: Ctx, input: MemberFilter & PageInput = {}): Promise<Page<MemberRow>> {
  demand(ctx, 'people:manage');
  const { q = '', role, cursor, limit = PAGE } = input;
  const holds = pattern(q.trim());
  const which = and(
    q.trim() === '' ? undefined : or(ilike(member.name, holds), ilike(member.email, holds)),
    role === undefined ? undefined : sql`${role} = any(${member.roles})`,
    await behindRow(ctx, cursor, { of: member, by: ORDER }),
  );
  const { rows, next } = pageById(await memberRows(ctx.db, ctx.actor.organisation, which).limit(limit + 1), limit);
  return { rows: await describe(ctx, rows), next };
}

/**
 * Adds someone who can be worked with at once (calls are theirs, tasks go to them) and who signs in after an
 * invitation. Refuses an address or number that someone already has, and teams that are not there.
 */
export async function addMember(ctx: Ctx, input: NewMember): Promise<MemberRow> {
  demand(ctx, 'people:manage');
  const id = newId('mem', ctx.now);
  await ctx.db.transaction(async (tx) => {
    await lockPeople(tx, ctx);
    await writeMember(tx, ctx, id, input);
    const { roles, teams, scope } = input;
    await record(tx, ctx, { kind: 'member.added', subject: id, detail: { roles, teams, scope } });
  });
  return oneMember(ctx, id);
}

/** The rows of a new member, inside the caller's transaction, which holds the lock on people. */
export async function writeMember(tx: Db, ctx: Ctx, id: string, input: NewMember): Promise<void> {
  const email = input.email.toLowerCase();
  await refuseTaken(tx, ctx, { email, employee_number: input.employee_number }, null);
  await refuseForeignTeams(tx, ctx, [...input.teams, ...(input.scope ?? [])]);
  await tx.insert(member).values({
    id,
    organisation_id: ctx.actor.organisation,
    name: input.name,
    email,
    employee_number: input.employee_number,
    roles: unique(input.roles),
    sees_all: input.scope === null,
    language: input.language,
    created_at: ctx.now.toISOString(),
  });
  await replaceTeams(tx, ctx, id, input);
}

/**
 * Changes what someone is: name, number, roles, teams, whether they work here. Deactivating ends their sessions and
 * links at once, other roles their sessions; an invitation sent to an address that was wrong stops working. The last
 * administrator who can sign in stays one.
 */
export async function changeMember(ctx: Ctx, input: { id: string } & MemberChange): Promise<MemberRow> {
  demand(ctx, 'people:manage');
  const { id, teams, scope, ...fields } = input;
  await ctx.db.transaction(async (tx) => {
    await lockPeople(tx, ctx);
    const [before] = await tx
      .select(columns)
      .from(member)
      .where(and(eq(member.id, id), eq(member.organisation_id, ctx.actor.organisation)));
    if (!before) throw new Problem('not-found');
    if (before.user_id !== null && (fields.email !== undefined || fields.language !== undefined)) {
      throw new Problem('already-joined', { name: before.name });
    }
    const email = fields.email?.toLowerCase();
    await refuseTaken(tx, ctx, { email, employee_number: fields.employee_number ?? null }, id);
    await refuseForeignTeams(tx, ctx, [...(teams ?? []), ...(scope ?? [])]);

    const roles = fields.roles ? unique(fields.roles) : before.roles;
    await tx
      .update(member)
      .set({ ...fields, email, roles, sees_all: scope === undefined ? before.sees_all : scope === null })
      .where(eq(member.id, id));
    await replaceTeams(tx, ctx, id, { teams, scope });
    if (administers(before)) await refuseWithoutAdministrator(tx, ctx);
    if (fields.active === false) await shutOut(tx, ctx, id, before.user_id);
    else if (before.user_id !== null && !sameRoles(before.roles, roles)) await endSessionsOf(tx, before.user_id);
    if (email !== undefined && email !== before.email) await voidInvitations(tx, ctx, id);
    await recordChange(tx, ctx, before, input);
  });
  return oneMember(ctx, id);
}

async function recordChange(
  tx: Db,
  ctx: Ctx,
  before: typeof member.$inferSelect,
  { id, name, email, employee_number, ...placed }: { id: string } & MemberChange,
): Promise<void> {
  const texts = {
    name: await keepRenamed(tx, ctx, before.name, name),
    email: await keepRenamed(tx, ctx, before.email, email?.toLowerCase()),
    employee_number: await keepRenamed(tx, ctx, before.employee_number, employee_number),
  };
  await record(tx, ctx, { kind: 'member.changed', subject: id, detail: { ...placed, ...texts } });
}

async function shutOut(tx: Db, ctx: Ctx, id: string, user_id: string | null): Promise<void> {
  if (user_id !== null) await endSessionsOf(tx, user_id);
  await voidResets(tx, id);
  await voidInvitations(tx, ctx, id);
}

const sameRoles = (one: readonly Role[], other: readonly Role[]): boolean =>
  one.toSorted().join() === other.toSorted().join();

async function voidInvitations(tx: Db, ctx: Ctx, id: string): Promise<void> {
  const now = ctx.now.toISOString();
  const open = and(
    eq(invitation.member_id, id),
    sql`${invitation.accepted_at} is null`,
    sql`${invitation.expires_at} > ${now}`,
  );
  await tx.update(invitation).set({ expires_at: now }).where(open);
}

/**
 * One change of people at a time in an organisation, so that rules over all of them hold. Ends with the transaction.
 */
export async function lockPeople(tx: Db, ctx: Ctx): Promise<void> {
  await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(eq(organisation.id, ctx.actor.organisation))
    .for('update');
}

/** One member as the administrator sees them; `not-found` if there is none. */
export async function oneMember(ctx: Ctx, id: string): Promise<MemberRow> {
  demand(ctx, 'people:manage');
  const [row] = await describe(ctx, await memberRows(ctx.db, ctx.actor.organisation, eq(member.id, id)));
  if (!row) throw new Problem('not-found');
  return row;
}

const columns = { ...getTableColumns(member), user_id: userOf };
const ORDER = [sql`not ${member.active}`, member.name, member.id];

function memberRows(db: Db, organisation_id: string, which?: SQL) {
  return db
    .select(columns)
    .from(member)
    .where(and(eq(member.organisation_id, organisation_id), which))
    .orderBy(...ORDER);
}

async function describe(ctx: Ctx, rows: Awaited<ReturnType<typeof memberRows>>): Promise<MemberRow[]> {
  const ids = rows.map(({ id }) => id);
  const open = await ctx.db
    .select({ member_id: invitation.member_id, until: invitation.expires_at })
    .from(invitation)
    .where(
      and(
        eq(invitation.organisation_id, ctx.actor.organisation),
        inArray(invitation.member_id, ids),
        sql`${invitation.accepted_at} is null`,
        sql`${invitation.expires_at} > ${ctx.now.toISOString()}`,
      ),
    );
  const factors = await ctx.db
    .select({ user_id: second_factor.user_id })
    .from(second_factor)
    .innerJoin(membership, eq(membership.user_id, second_factor.user_id))
    .where(
      and(
        eq(membership.organisation_id, ctx.actor.organisation),
        inArray(membership.member_id, ids),
        isNotNull(second_factor.secret),
      ),
    );
  const [teams, scopes] = await Promise.all([teamsOf(ctx.db, rows, team_member), teamsOf(ctx.db, rows, member_scope)]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    employee_number: row.employee_number,
    roles: row.roles,
    teams: teams.get(row.id) ?? [],
    scope: row.sees_all ? null : (scopes.get(row.id) ?? []),
    language: row.language,
    active: row.active,
    joined: row.user_id !== null,
    invited_until: open.find((one) => one.member_id === row.id)?.until ?? null,
    second_factor: factors.some((one) => one.user_id === row.user_id),
  }));
}

async function replaceTeams(
  tx: Db,
  ctx: Ctx,
  id: string,
  input: { teams?: string[]; scope?: string[] | null },
): Promise<void> {
  const rowsOf = (teams: string[]) =>
    unique(teams).map((team_id) => ({ organisation_id: ctx.actor.organisation, team_id, member_id: id }));
  if (input.teams !== undefined) {
    await tx.delete(team_member).where(eq(team_member.member_id, id));
    const rows = rowsOf(input.teams);
    if (rows.length) await tx.insert(team_member).values(rows);
  }
  if (input.scope !== undefined) {
    await tx.delete(member_scope).where(eq(member_scope.member_id, id));
    const rows = rowsOf(input.scope ?? []);
    if (rows.length) await tx.insert(member_scope).values(rows);
  }
}

async function refuseForeignTeams(tx: Db, ctx: Ctx, ids: string[]): Promise<void> {
  const wanted = unique(ids);
  if (wanted.length === 0) return;
  const known = await tx
    .select({ id: team.id })
    .from(team)
    .where(and(eq(team.organisation_id, ctx.actor.organisation), inArray(team.id, wanted)));
  if (known.length < wanted.length) throw new Problem('not-found');
}

async function refuseTaken(
  tx: Db,
  ctx: Ctx,
  wanted: { email?: string; employee_number: string | null },
  except: string | null,
): Promise<void> {
  const others = and(
    eq(member.organisation_id, ctx.actor.organisation),
    except === null ? undefined : ne(member.id, except),
  );
  const holder = async (has: ReturnType<typeof eq>) =>
    (await tx.select({ id: member.id }).from(member).where(and(others, has)).limit(1)).length > 0;
  if (wanted.email !== undefined && (await holder(eq(member.email, wanted.email)))) {
    throw new Problem('email-taken', { email: wanted.email });
  }
  if (wanted.employee_number !== null && (await holder(eq(member.employee_number, wanted.employee_number)))) {
    throw new Problem('employee-number-taken', { number: wanted.employee_number });
  }
}

/** Whether this member can sign in and manage people. */
function administers(row: {
  organisation_id: string;
  roles: Role[];
  user_id: string | null;
  active: boolean;
}): boolean {
  const actor = { organisation: row.organisation_id, member: null, roles: row.roles, scope: null };
  return row.active && row.user_id !== null && can(actor, 'people:manage');
}

async function refuseWithoutAdministrator(tx: Db, ctx: Ctx): Promise<void> {
  const rows = await memberRows(tx, ctx.actor.organisation);
  if (!rows.some(administers)) throw new Problem('last-administrator');
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
