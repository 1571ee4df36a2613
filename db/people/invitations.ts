// Invitations: an administrator passes on a link. Its token is stored only as a hash, works once, and expires after
// seven days.
import { and, eq, isNull } from 'drizzle-orm';
import { type Language, Problem } from '../../scorecards/problems/problem.ts';
import { boundTo } from '../database/bound.ts';
import { type Ctx, type Db, demand, self, type Visitor } from '../database/context.ts';
import { openInvitationAt } from '../database/crossing.ts';
import { newId } from '../database/id.ts';
import { hashOf, randomToken } from '../database/tokens.ts';
import { record } from '../events/record.ts';
import { account, invitation, member, membership, user } from '../schema/people.ts';
import { lockPeople, type MemberRow, type NewMember, oneMember, writeMember } from './members.ts';
import { userOf } from './people.ts';

const VALID_MS = 7 * 24 * 60 * 60 * 1000;

/** `token` is shown this once and nowhere kept. */
export type Invitation = { member: MemberRow; token: string; expires_at: string };

/** What the page behind a link shows. */
export type OpenInvitation = {
  organisation: string;
  name: string;
  email: string;
  language: Language;
  expires_at: string;
};

/** Anyone who came in, to be signed in. */
export type Joined = { member_id: string; user_id: string; email: string };

/** A link for someone new, or a fresh one for a member who has not joined; the links before it stop working. */
export async function invite(ctx: Ctx, input: { member_id: string } | NewMember): Promise<Invitation> {
  demand(ctx, 'people:manage');
  const token = randomToken();
  const token_hash = await hashOf(token);
  const expires_at = new Date(ctx.now.getTime() + VALID_MS).toISOString();
  const member_id = await ctx.db.transaction(async (tx) => {
    await lockPeople(tx, ctx);
    const id = 'member_id' in input ? await notYetJoined(tx, ctx, input.member_id) : newId('mem', ctx.now);
    if (!('member_id' in input)) await writeMember(tx, ctx, id, input);
    await tx.delete(invitation).where(and(eq(invitation.member_id, id), isNull(invitation.accepted_at)));
    await tx.insert(invitation).values({
      id: newId('inv', ctx.now),
      organisation_id: ctx.actor.organisation,
      member_id: id,
      token_hash,
      invited_by: self(ctx),
      created_at: ctx.now.toISOString(),
      expires_at,
    });
    const detail = 'member_id' in input ? {} : { roles: input.roles, teams: input.teams, scope: input.scope };
    await record(tx, ctx, { kind: 'member.invited', subject: id, detail });
    return id;
  });
  return { member: await oneMember(ctx, member_id), token, expires_at };
}

async function notYetJoined(tx: Db, ctx: Ctx, id: string): Promise<string> {
  const [row] = await tx
    .select({ name: member.name, user_id: userOf, active: member.active })
    .from(member)
    .where(and(eq(member.id, id), eq(member.organisation_id, ctx.actor.organisation)));
  if (!row) throw new Problem('not-found');
  if (row.user_id !== null) throw new Problem('already-joined', { name: row.name });
  if (!row.active) throw new Problem('deactivated');
  return id;
}

/** Refuses with `invitation-gone` a token that was never given out, was used, or has expired. */
export async function showInvitation(ctx: Visitor, input: { token: string }): Promise<OpenInvitation> {
  const { invited, organisation_name, expires_at } = await openInvitation(ctx, input.token);
  const { name, email, language } = invited;
  return { organisation: organisation_name, name, email, language, expires_at };
}

/** The invited person chooses their name and password, and can sign in from then on. */
export async function acceptInvitation(
  ctx: Visitor,
  input: { token: string; name: string; password_hash: string },
): Promise<Joined> {
  const { id, invited } = await openInvitation(ctx, input.token);
  const { organisation_id, roles, email } = invited;
  return boundTo(ctx.db, organisation_id).transaction(async (tx) => {
    const used = await tx
      .update(invitation)
      .set({ accepted_at: ctx.now.toISOString() })
      .where(and(eq(invitation.id, id), isNull(invitation.accepted_at)))
      .returning({ id: invitation.id });
    if (used.length === 0) throw new Problem('invitation-gone');
    const member_id = invited.id;
    const { name, password_hash } = input;
    const actor = { organisation: organisation_id, member: member_id, roles, scope: null };
    const joining = { now: ctx.now, actor };
    const user_id = await openAccount(tx, joining, { member_id, name, email, password_hash });
    await record(tx, joining, { kind: 'member.joined', subject: member_id, detail: {} });
    return { member_id, user_id, email };
  });
}

async function openInvitation(ctx: Visitor, token: string) {
  const row = await openInvitationAt(ctx.db, await hashOf(token), ctx.now);
  if (!row) throw new Problem('invitation-gone');
  return row;
}

/**
 * A user with a password, as better-auth looks them up, and the member's membership: its id. One address signs in to one place.
 */
export async function openAccount(
  tx: Db,
  { now, actor }: Pick<Ctx, 'now' | 'actor'>,
  input: { member_id: string; name: string; email: string; password_hash: string },
): Promise<string> {
  const { member_id, name, email, password_hash } = input;
  const id = newId('usr', now);
  const stamps = { created_at: now, updated_at: now };
  const made = await tx
    .insert(user)
    .values({ id, name, email, email_verified: true, ...stamps })
    .onConflictDoNothing();
  if (made.count === 0) throw new Problem('email-taken', { email });
  await tx.insert(membership).values({ member_id, organisation_id: actor.organisation, user_id: id });
  await tx.insert(account).values({
    id: newId('acc', now),
    account_id: id,
    provider_id: 'credential',
    user_id: id,
    password: password_hash,
    ...stamps,
  });
  await tx.update(member).set({ name }).where(eq(member.id, member_id));
  return id;
}
