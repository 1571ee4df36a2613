// Password changes, by the owner or through a one-time link from an administrator. Either way all other sessions end
// and outstanding links stop working.
import { and, eq, isNull } from 'drizzle-orm';
import { type Language, Problem } from '../../scorecards/problems/problem.ts';
import { boundTo } from '../database/bound.ts';
import { type Ctx, type Db, demand, self, type Visitor } from '../database/context.ts';
import { openResetAt } from '../database/crossing.ts';
import { newId } from '../database/id.ts';
import { hashOf, randomToken } from '../database/tokens.ts';
import { record } from '../events/record.ts';
import { account, member, membership, organisation, password_reset } from '../schema/people.ts';
import { keepPlaces, type Place } from './attempts.ts';
import { userOf } from './people.ts';
import { endSessionsOf, myUser } from './sessions.ts';

/** Long enough to be handed over and used at once; another is made in a moment. */
const VALID_MS = 60 * 60 * 1000;

/** `token` is shown this once and nowhere kept. */
export type Reset = { member: { id: string; name: string }; token: string; expires_at: string };

/** What the page behind a link shows. */
export type OpenReset = { organisation: string; name: string; email: string; language: Language };

/** What names of a person and their centre a password may not be made of. */
export type Named = { name: string; email: string; organisation: string };

/** What is kept of my password, and the names it may not be made of. */
export async function myPassword(ctx: Ctx): Promise<Named & { hash: string }> {
  demand(ctx, 'account:use');
  const [row] = await ctx.db
    .select({ name: member.name, email: member.email, organisation: organisation.name, hash: account.password })
    .from(member)
    .innerJoin(organisation, eq(organisation.id, member.organisation_id))
    .innerJoin(membership, eq(membership.member_id, member.id))
    .innerJoin(account, eq(account.user_id, membership.user_id))
    .where(and(eq(member.id, self(ctx)), eq(member.organisation_id, ctx.actor.organisation)));
  if (!row?.hash) throw new Problem('not-found');
  return { ...row, hash: row.hash };
}

/** My password is another from now on; only the session that asks goes on. */
export async function changePassword(ctx: Ctx, input: { session: string; password_hash: string }): Promise<void> {
  demand(ctx, 'account:use');
  await ctx.db.transaction(async (tx) => {
    const user_id = await myUser(tx, ctx);
    await setPassword(tx, ctx, { member_id: self(ctx), user_id, hash: input.password_hash, except: input.session });
    await record(tx, ctx, { kind: 'password.changed', subject: self(ctx), detail: {} });
  });
}

async function setPassword(
  tx: Db,
  ctx: Pick<Ctx, 'now'>,
  to: { member_id: string; user_id: string; hash: string; except: string | null },
): Promise<void> {
  await tx
    .update(account)
    .set({ password: to.hash, updated_at: ctx.now })
    .where(and(eq(account.user_id, to.user_id), eq(account.provider_id, 'credential')));
  await endSessionsOf(tx, to.user_id, to.except);
  await voidResets(tx, to.member_id);
}

/** Links that were not used stop working. */
export async function voidResets(tx: Db, member_id: string): Promise<void> {
  await tx.delete(password_reset).where(and(eq(password_reset.member_id, member_id), isNull(password_reset.used_at)));
}

/** A link for a member who forgot their password; the links before it stop working. */
export async function makeReset(ctx: Ctx, input: { id: string }): Promise<Reset> {
  demand(ctx, 'people:manage');
  const token = randomToken();
  const token_hash = await hashOf(token);
  const expires_at = new Date(ctx.now.getTime() + VALID_MS).toISOString();
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select({ id: member.id, name: member.name, user_id: userOf, active: member.active })
      .from(member)
      .where(and(eq(member.id, input.id), eq(member.organisation_id, ctx.actor.organisation)))
      .for('update');
    if (!row) throw new Problem('not-found');
    if (!row.active) throw new Problem('deactivated');
    if (row.user_id === null) throw new Problem('not-joined', { name: row.name });
    await voidResets(tx, row.id);
    await tx.insert(password_reset).values({
      id: newId('rst', ctx.now),
      organisation_id: ctx.actor.organisation,
      member_id: row.id,
      token_hash,
      made_by: self(ctx),
      created_at: ctx.now.toISOString(),
      expires_at,
    });
    await record(tx, ctx, { kind: 'member.password-link-made', subject: row.id, detail: { expires_at } });
    return { member: { id: row.id, name: row.name }, token, expires_at };
  });
}

/**
 * Refuses with `reset-gone` a token that was never given out, was used, has expired, or was followed by a newer one.
 */
export async function showReset(ctx: Visitor, input: { token: string }): Promise<OpenReset> {
  const { member: of, organisation: name } = await openReset(ctx, input.token);
  return { organisation: name, name: of.name, email: of.email, language: of.language };
}

/**
 * Sets the password of the person the link is for, once. Anyone who holds the link is known where they are from then
 * on; a second factor is still asked for when they sign in.
 */
export async function useReset(
  ctx: Visitor,
  input: { token: string; password_hash: string; place: Place },
): Promise<{ member_id: string; email: string }> {
  const { id, member: of, user_id } = await openReset(ctx, input.token);
  return boundTo(ctx.db, of.organisation_id).transaction(async (tx) => {
    const used = await tx
      .update(password_reset)
      .set({ used_at: ctx.now.toISOString() })
      .where(and(eq(password_reset.id, id), isNull(password_reset.used_at)))
      .returning({ id: password_reset.id });
    if (used.length === 0) throw new Problem('reset-gone');
    await setPassword(tx, ctx, { member_id: of.id, user_id, hash: input.password_hash, except: null });
    const { address, browser } = input.place;
    await keepPlaces(tx, ctx, user_id, [address, ...(browser === null ? [] : [browser])]);
    const actor = { organisation: of.organisation_id, member: of.id, roles: of.roles, scope: null };
    await record(tx, { ...ctx, actor }, { kind: 'password.reset', subject: of.id, detail: {} });
    return { member_id: of.id, email: of.email };
  });
}

async function openReset(ctx: Visitor, token: string) {
  const row = await openResetAt(ctx.db, await hashOf(token), ctx.now);
  if (!row) throw new Problem('reset-gone');
  return row;
}
