// Sessions: whose they are, whether sign-in is complete, and when they end. Permissions follow from the member's row at
// every request; an expired session, or one of a deactivated member, gives no access.
import { and, desc, eq, lt, ne } from 'drizzle-orm';
import type { Actor } from '../../scorecards/people/access.ts';
import { endOf } from '../../scorecards/people/session.ts';
import { type Language, Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, type Db, demand, type Handle, self, type Visitor } from '../database/context.ts';
import { behindSession } from '../database/crossing.ts';
import { keepText, record } from '../events/record.ts';
import { member, membership, session } from '../schema/people.ts';
import { keepPlaces, type Place } from './attempts.ts';
import { userOf } from './people.ts';

/** `code`: the second factor is still to be proven; `factor`: the role requires one and none is set up yet. */
export type Standing = 'open' | 'code' | 'factor';

export type Entry = {
  session: string;
  user_id: string;
  actor: Actor & { member: string };
  active: boolean;
  language: Language;
  standing: Standing;
};

/** A session as its owner recognises it. */
export type SessionRow = {
  id: string;
  began_at: string;
  seen_at: string;
  ends_at: string;
  address: string | null;
  browser: string | null;
  /** The one that asks. */
  current: boolean;
};

/**
 * What a session is noted as used in, at most once in this time: a write for every request would cost more than it
 * tells.
 */
const NOTED_EVERY_MS = 60_000;

/**
 * Who is behind a session; null when it has run out (it is gone then) or its user belongs to no organisation.
 * @param input.idle an automatic request of the page, not of a person: it does not keep the session alive
 */
export async function enter(ctx: Visitor, input: { session: string; idle: boolean }): Promise<Entry | null> {
  const row = await behindSession(ctx.db, input.session);
  if (!row) return null;
  const { id, roles, sees_all, active, language, organisation_id } = row.member;
  const required = roles.some((role) => row.settings.second_factor?.includes(role));
  const standing = standingOf(row.secret !== null, required, row.session.proven_at !== null);
  if (endOf(timesOf(row.session, standing === 'open')) <= ctx.now) {
    await ctx.db.delete(session).where(eq(session.id, input.session));
    return null;
  }
  const seen = Date.parse(timesOf(row.session, true).seen_at);
  if (!input.idle && active && ctx.now.getTime() - seen > NOTED_EVERY_MS) {
    await noteSeen(ctx, input.session);
  }
  return {
    session: row.session.id,
    user_id: row.session.user_id,
    actor: { organisation: organisation_id, member: id, roles, scope: sees_all ? null : row.scope },
    active,
    language,
    standing,
  };
}

async function noteSeen(ctx: Visitor, id: string): Promise<void> {
  await ctx.db.update(session).set({ seen_at: ctx.now.toISOString() }).where(eq(session.id, id));
}

function standingOf(hasFactor: boolean, required: boolean, proven: boolean): Standing {
  if (hasFactor) return proven ? 'open' : 'code';
  return required ? 'factor' : 'open';
}

type Row = typeof session.$inferSelect;

function timesOf(row: Row, proven: boolean) {
  const began_at = row.created_at.toISOString();
  return { began_at, seen_at: row.seen_at ?? began_at, remembered: row.remembered, proven };
}

/**
 * A session the password has just begun. The one this browser had ends; those of the same user that ran out are swept.
 */
export async function beginSession(
  ctx: Visitor,
  input: { token: string; remembered: boolean; instead_of: string | null },
): Promise<Entry> {
  const id = await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(session)
      .set({ remembered: input.remembered, created_at: ctx.now, seen_at: ctx.now.toISOString() })
      .where(eq(session.token, input.token))
      .returning({ id: session.id, user_id: session.user_id });
    if (!row) throw new Problem('not-signed-in');
    await tx.delete(session).where(and(eq(session.user_id, row.user_id), lt(session.expires_at, ctx.now)));
    if (input.instead_of !== null) await tx.delete(session).where(eq(session.id, input.instead_of));
    return row.id;
  });
  const entry = await enter(ctx, { session: id, idle: true });
  if (!entry) throw new Problem('not-signed-in');
  return entry;
}

/** Nothing is missing any more: written down, and where it was done is a place of the person's own from now on. */
export async function noteSignedIn(
  tx: Db,
  ctx: Pick<Ctx, 'now'>,
  entry: Pick<Entry, 'user_id' | 'actor'>,
  where: { place: Place; address: string | null; how: 'password' | 'code' | 'recovery-code' },
): Promise<void> {
  const { place, address, how } = where;
  await keepPlaces(tx, ctx, entry.user_id, [place.address, ...(place.browser === null ? [] : [place.browser])]);
  const acting = { now: ctx.now, actor: entry.actor };
  const detail = { how, address: await keepText(tx, acting, address) };
  await record(tx, acting, { kind: 'sign-in', subject: entry.actor.member, detail });
}

/** The user behind the acting member. */
export async function myUser(db: Pick<Db, 'select'>, ctx: Ctx): Promise<string> {
  const [row] = await db
    .select({ user_id: membership.user_id })
    .from(membership)
    .where(and(eq(membership.member_id, self(ctx)), eq(membership.organisation_id, ctx.actor.organisation)));
  if (!row) throw new Problem('not-found');
  return row.user_id;
}

/** Nobody is signed in at so many places; those that are left out end with all the others. */
const MOST_SHOWN = 100;

/** The sessions of the actor, last used first; of very many the ones begun last. */
export async function listMySessions(ctx: Ctx, input: { current: string }): Promise<SessionRow[]> {
  demand(ctx, 'account:use');
  const rows = await ctx.db
    .select()
    .from(session)
    .where(eq(session.user_id, await myUser(ctx.db, ctx)))
    .orderBy(desc(eq(session.id, input.current)), desc(session.created_at))
    .limit(MOST_SHOWN);
  return rows
    .map((row): SessionRow => {
      const times = timesOf(row, true);
      return {
        id: row.id,
        began_at: times.began_at,
        seen_at: times.seen_at,
        ends_at: endOf(times).toISOString(),
        address: row.ip_address || null,
        browser: row.user_agent || null,
        current: row.id === input.current,
      };
    })
    .filter(({ ends_at }) => ends_at > ctx.now.toISOString())
    .sort((a, b) => Number(b.current) - Number(a.current) || b.seen_at.localeCompare(a.seen_at));
}

/** Ends one of my sessions: `own` is the one that asks. One that is not there any more is no mistake. */
export async function endMySession(ctx: Ctx, input: { id: string; own?: boolean }): Promise<void> {
  demand(ctx, 'account:use');
  await ctx.db.transaction(async (tx) => {
    const gone = await tx
      .delete(session)
      .where(and(eq(session.id, input.id), eq(session.user_id, await myUser(tx, ctx))))
      .returning({ id: session.id });
    if (gone.length === 0) return;
    const detail = { sessions: input.own ? ('this' as const) : ('one' as const), session: input.id };
    await record(tx, ctx, { kind: 'sign-out', subject: self(ctx), detail });
  });
}

/** Ends my sessions: all but the one that asks, or, without `except`, that one too. */
export async function endMySessions(ctx: Ctx, input: { except: string | null }): Promise<void> {
  demand(ctx, 'account:use');
  await ctx.db.transaction(async (tx) => {
    await endSessionsOf(tx, await myUser(tx, ctx), input.except);
    const detail = { sessions: input.except === null ? ('all' as const) : ('others' as const), session: null };
    await record(tx, ctx, { kind: 'sign-out', subject: self(ctx), detail });
  });
}

/** Ends every session of a member, who signs in again. */
export async function endMemberSessions(ctx: Ctx, input: { id: string }): Promise<{ ended: number }> {
  demand(ctx, 'people:manage');
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select({ user_id: userOf })
      .from(member)
      .where(and(eq(member.id, input.id), eq(member.organisation_id, ctx.actor.organisation)));
    if (!row) throw new Problem('not-found');
    const ended = row.user_id === null ? 0 : await endSessionsOf(tx, row.user_id);
    await record(tx, ctx, { kind: 'member.signed-out', subject: input.id, detail: { ended } });
    return { ended };
  });
}

/** Ends a user's sessions, inside the caller's transaction. */
export async function endSessionsOf(tx: Handle, user_id: string, except: string | null = null): Promise<number> {
  const theirs = eq(session.user_id, user_id);
  const gone = await tx
    .delete(session)
    .where(except === null ? theirs : and(theirs, ne(session.id, except)))
    .returning({ id: session.id });
  return gone.length;
}
