// Failed sign-in attempts (scorecards/people/attempts.ts defines their consequences), and the places a person is known
// to sign in from. Only keyed hashes are stored, and only as long as they count.
import { and, desc, eq, gt, inArray, lt, lte, notInArray, or, sql } from 'drizzle-orm';
import type { Role } from '../../scorecards/people/access.ts';
import {
  ACCOUNT,
  ADDRESS,
  CODES,
  FORGOTTEN_MS,
  PLACE_KEPT_MS,
  PLACES_KEPT,
  type Window,
  waitAfter,
} from '../../scorecards/people/attempts.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { entering } from '../database/bound.ts';
import type { Ctx, Handle, Installation, Visitor } from '../database/context.ts';
import { accountAt } from '../database/crossing.ts';
import { newId } from '../database/id.ts';
import { keepText, record } from '../events/record.ts';
import { sign_in_attempt, unknown_sign_in, usual_place } from '../schema/people.ts';

/** Keyed hashes of where someone is: `browser` is null for one that has never been signed in with. */
export type Place = { address: string; browser: string | null };

/** Whose account it is, if anyone's. */
export type Account = { user_id: string; member_id: string; organisation_id: string; roles: Role[] };

export type Attempt = {
  /** `password` and `code` are counted apart. `account` is a keyed hash of what was typed, or of the user's id. */
  kind: 'password' | 'code';
  account: string;
  place: Place;
  known: Account | null;
  /** For the log: the plain network address; null if unknown. */
  address: string | null;
};

/** Sign-ins of addresses that nobody has are kept so long, and no more than so many. */
const UNKNOWN_KEPT_MS = 30 * 24 * 3_600_000;
const MOST_UNKNOWN = 10_000;

export type Failure = 'wrong-password' | 'unknown-account' | 'deactivated' | 'wrong-code';

/** The account that signs in with an address; null when nobody does. */
export function accountOf(ctx: Visitor, email: string): Promise<Account | null> {
  return accountAt(ctx.db, email.trim().toLowerCase());
}

/**
 * Lets an attempt through, or refuses it with how long to wait. It counts as failed until attemptSucceeded: of many at
 * once no more get through than of many one after the other.
 * @throws Problem too-many-attempts with whole minutes, rounded up
 */
export async function beginAttempt(ctx: Visitor, attempt: Attempt): Promise<void> {
  const { place, known } = attempt;
  // Asked for nobody too: an account that is not there takes as long as one that is.
  const usual = await usualPlaces(ctx, known?.user_id ?? '', place);
  const windows = [
    ...(usual.browser || usual.address ? [] : [wideKeys(attempt).account]),
    ...(usual.browser ? [] : [wideKeys(attempt).address]),
  ];
  const full = await fullWindows(ctx, windows);
  if (full !== null) throw tooMany(ctx, full);
  const refused = await ctx.db.transaction((tx) => claim(tx, ctx, keyOf(attempt, usual.browser)));
  if (refused !== null) throw tooMany(ctx, refused);
}

/** What is written down about a failure; the attempt itself has been counted. */
export async function attemptFailed(ctx: Visitor, attempt: Attempt, why: Failure): Promise<void> {
  const { account, address } = wideKeys(attempt);
  await ctx.db.transaction(async (tx) => {
    for (const wide of [account, address].sort((a, b) => (a.key < b.key ? -1 : 1))) await count(tx, ctx, wide);
    await tx.delete(sign_in_attempt).where(lt(sign_in_attempt.forget_at, ctx.now.toISOString()));
    await noteFailure(tx, ctx, attempt, why);
  });
}

/** The attempt did not fail after all: what was counted for its account and place is forgotten. */
export async function attemptSucceeded(ctx: Visitor, attempt: Attempt): Promise<void> {
  const keys = [keyOf(attempt, true), keyOf(attempt, false)];
  await ctx.db.delete(sign_in_attempt).where(inArray(sign_in_attempt.key, keys));
}

/** The address and the browser are the person's own from now on. */
export async function keepPlaces(
  tx: Handle,
  ctx: Pick<Ctx, 'now'>,
  user_id: string,
  places: readonly string[],
): Promise<void> {
  const seen_at = ctx.now.toISOString();
  await tx
    .insert(usual_place)
    .values(places.map((place) => ({ user_id, place, seen_at })))
    .onConflictDoUpdate({ target: [usual_place.user_id, usual_place.place], set: { seen_at } });
  const newest = tx
    .select({ place: usual_place.place })
    .from(usual_place)
    .where(eq(usual_place.user_id, user_id))
    .orderBy(desc(usual_place.seen_at))
    .limit(PLACES_KEPT);
  const old = lt(usual_place.seen_at, new Date(ctx.now.getTime() - PLACE_KEPT_MS).toISOString());
  await tx
    .delete(usual_place)
    .where(and(eq(usual_place.user_id, user_id), or(old, notInArray(usual_place.place, newest))));
}

async function usualPlaces(ctx: Visitor, user_id: string, place: Place) {
  const wanted = [place.address, ...(place.browser === null ? [] : [place.browser])];
  const since = new Date(ctx.now.getTime() - PLACE_KEPT_MS).toISOString();
  const rows = await ctx.db
    .select({ place: usual_place.place })
    .from(usual_place)
    .where(and(eq(usual_place.user_id, user_id), inArray(usual_place.place, wanted), gt(usual_place.seen_at, since)));
  const has = (one: string | null) => rows.some((row) => row.place === one);
  return { address: has(place.address), browser: has(place.browser) };
}

/** A person's own browser is counted separately: others at its address do not slow it down. */
const keyOf = ({ kind, account, place }: Attempt, ownBrowser: boolean): string =>
  `${kind}|${account}|${ownBrowser && place.browser !== null ? place.browser : place.address}`;

type Wide = Window & { key: string };

const wideKeys = ({ kind, account, place }: Attempt): { account: Wide; address: Wide } => ({
  account: { key: `${kind}|${account}`, ...(kind === 'code' ? CODES : ACCOUNT) },
  address: { key: `address|${place.address}`, ...ADDRESS },
});

/** When the last of the full windows is over; null when none is full. */
async function fullWindows(ctx: Visitor, windows: Wide[]): Promise<Date | null> {
  if (windows.length === 0) return null;
  const rows = await ctx.db
    .select()
    .from(sign_in_attempt)
    .where(
      and(
        inArray(
          sign_in_attempt.key,
          windows.map(({ key }) => key),
        ),
        gt(sign_in_attempt.forget_at, ctx.now.toISOString()),
      ),
    );
  const full = rows.filter(({ key, failures }) => failures >= windows.find((one) => one.key === key)!.most);
  return full.length === 0 ? null : new Date(Math.max(...full.map(({ forget_at }) => Date.parse(forget_at))));
}

/** Counts the attempt as failed. @returns when to come back, where it is too early */
async function claim(tx: Installation, ctx: Visitor, key: string): Promise<Date | null> {
  const now = ctx.now.toISOString();
  await tx.insert(sign_in_attempt).values({ key, failures: 0, retry_at: now, forget_at: now }).onConflictDoNothing();
  const [row] = await tx.select().from(sign_in_attempt).where(eq(sign_in_attempt.key, key)).for('update');
  const before = row !== undefined && row.forget_at >= now ? row : { failures: 0, retry_at: now };
  if (before.retry_at > now) return new Date(before.retry_at);
  const failures = before.failures + 1;
  await tx
    .update(sign_in_attempt)
    .set({
      failures,
      retry_at: new Date(ctx.now.getTime() + waitAfter(failures)).toISOString(),
      forget_at: new Date(ctx.now.getTime() + FORGOTTEN_MS).toISOString(),
    })
    .where(eq(sign_in_attempt.key, key));
  return null;
}

/** One more failure in a window, which begins with its first. */
async function count(tx: Installation, ctx: Visitor, { key, window_ms }: Wide): Promise<void> {
  const now = ctx.now.toISOString();
  const forget_at = new Date(ctx.now.getTime() + window_ms).toISOString();
  const over = sql`${sign_in_attempt.forget_at} <= ${now}::timestamptz`;
  await tx
    .insert(sign_in_attempt)
    .values({ key, failures: 1, retry_at: now, forget_at })
    .onConflictDoUpdate({
      target: sign_in_attempt.key,
      set: {
        failures: sql`case when ${over} then 1 else ${sign_in_attempt.failures} + 1 end`,
        forget_at: sql`case when ${over} then ${forget_at}::timestamptz else ${sign_in_attempt.forget_at} end`,
      },
    });
}

const MINUTE_MS = 60_000;

const tooMany = (ctx: Visitor, until: Date): Problem =>
  new Problem('too-many-attempts', {
    minutes: Math.max(1, Math.ceil((until.getTime() - ctx.now.getTime()) / MINUTE_MS)),
  });

/** An event of the organisation whose account it is; what nobody has the address of is the installation's to know. */
async function noteFailure(tx: Installation, ctx: Visitor, attempt: Attempt, outcome: Failure): Promise<void> {
  const { known, account, address, kind: step, place } = attempt;
  if (!known) return noteUnknown(tx, ctx, { account, place: place.address });
  const { organisation_id, member_id: subject } = known;
  const actor: Ctx['actor'] = { organisation: organisation_id, member: null, roles: [], scope: null };
  const acting = { actor, now: ctx.now };
  const within = await entering(tx, organisation_id);
  const detail = { step, outcome, address: await keepText(within, acting, address) };
  await record(within, acting, { kind: 'sign-in.failed', subject, detail });
}

/** What was typed for an address stays out, it may be a password in the wrong field: it is kept as a keyed hash. */
async function noteUnknown(tx: Handle, ctx: Visitor, row: { account: string; place: string }): Promise<void> {
  await tx.insert(unknown_sign_in).values({ id: newId('usi', ctx.now), ...row, at: ctx.now.toISOString() });
  const old = new Date(ctx.now.getTime() - UNKNOWN_KEPT_MS).toISOString();
  const [last] = await tx
    .select({ at: unknown_sign_in.at })
    .from(unknown_sign_in)
    .orderBy(desc(unknown_sign_in.at))
    .offset(MOST_UNKNOWN)
    .limit(1);
  await tx
    .delete(unknown_sign_in)
    .where(or(lt(unknown_sign_in.at, old), last ? lte(unknown_sign_in.at, last.at) : undefined));
}
