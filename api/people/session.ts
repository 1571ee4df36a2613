// Identifies the person behind a request. The only file that imports better-auth, for passwords and session cookies.
// Attempts, the second factor and session lifetimes are decided in db/ and scorecards/people/.

import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError, createAuthEndpoint, sessionMiddleware } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import {
  generateRandomString,
  hashPassword as hash,
  symmetricDecrypt,
  symmetricEncrypt,
  verifyPassword,
} from 'better-auth/crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { boundTo } from '../../db/database/bound.ts';
import type { Installation, Visitor } from '../../db/database/context.ts';
import { worksAnywhere } from '../../db/database/crossing.ts';
import { newId } from '../../db/database/id.ts';
import { randomToken } from '../../db/database/tokens.ts';
import {
  type Attempt,
  accountOf,
  attemptFailed,
  attemptSucceeded,
  beginAttempt,
  type Failure,
  type Place,
} from '../../db/people/attempts.ts';
import { beginSession, endMySession, enter, noteSignedIn, type Standing } from '../../db/people/sessions.ts';
import { account, session, user, verification } from '../../db/schema/people.ts';
import { networkOf, PLACE_KEPT_MS } from '../../scorecards/people/attempts.ts';
import { PASSWORD, passwordProblem } from '../../scorecards/people/password.ts';
import { SESSION } from '../../scorecards/people/session.ts';
import { Problem, type ProblemCode } from '../../scorecards/problems/problem.ts';
import type { Auth } from '../http/deps.ts';
import type { Env } from '../http/route.ts';
import { isCommonPassword } from './common-passwords.ts';

/** better-auth's own address is never seen by anyone: requests reach it only through routes of ours. */
const INNER = 'http://sign-in.invalid';
const BASE = '/api/auth';
/** Written by us from the connection; what a client sends under this name never gets here. */
const CLIENT_ADDRESS = 'x-real-ip';

export type AuthConfig = {
  db: Installation;
  /** Signs the cookies and encrypts the secrets of second factors: changing it signs everyone out and ends those. */
  secret: string;
  /** The public address, if one was named: cookies are marked secure when it is https. */
  url: string | null;
};

/** Gives the session a new token: used after someone has proven their identity again. */
const renewing = {
  id: 'attune-renewing',
  endpoints: {
    renewSession: createAuthEndpoint('/renew', { method: 'POST', use: [sessionMiddleware] }, async (ctx) => {
      const { session: old, user: of } = ctx.context.session;
      const token = generateRandomString(32);
      await ctx.context.internalAdapter.updateSession(old.token, { token });
      await setSessionCookie(ctx, { session: { ...old, token }, user: of });
      return ctx.json({ done: true });
    }),
  },
};

const ACCOUNT_COLUMNS = {
  accountId: 'account_id',
  providerId: 'provider_id',
  userId: 'user_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
};

/** better-auth on our tables: names of columns are ours, accounts are made by our own verbs only. */
export function authOptions({ db, secret, url }: AuthConfig) {
  const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };
  return {
    baseURL: INNER,
    basePath: BASE,
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(db, { provider: 'pg', schema: { user, session, account, verification } }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD.min,
      maxPasswordLength: PASSWORD.max,
    },
    user: { fields: { ...stamps, emailVerified: 'email_verified' } },
    session: {
      expiresIn: SESSION.remembered.absolute_ms / 1000,
      // The end is reckoned from what the person does (scorecards/people/session.ts); nothing puts it off.
      disableSessionRefresh: true,
      fields: {
        ...stamps,
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
    },
    account: { fields: { ...stamps, ...ACCOUNT_COLUMNS } },
    verification: { fields: { ...stamps, expiresAt: 'expires_at' } },
    // By address alone it would stop a whole centre at nine: db/people/attempts.ts counts by account and place.
    rateLimit: { enabled: false },
    plugins: [renewing],
    advanced: {
      cookiePrefix: 'attune',
      useSecureCookies: isSecure(url),
      // api/http/guards.ts has looked at where the request comes from; in here every address is the inner one.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      database: { generateId: ({ model }: { model: string }) => newId(ID_PREFIX[model] ?? 'aut') },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (row: { userId: string }) => {
            const works = await worksAnywhere(db, row.userId);
            if (!works) throw new APIError('FORBIDDEN', { code: 'DEACTIVATED', message: 'deactivated' });
          },
        },
      },
    },
  } satisfies BetterAuthOptions;
}

const ID_PREFIX: Record<string, string> = { user: 'usr', session: 'ses', account: 'acc' };
const isSecure = (url: string | null): boolean => url?.startsWith('https:') ?? false;

export function createAuth(config: AuthConfig): Auth {
  const auth = betterAuth(authOptions(config));
  const { secret } = config;
  const key = crypto.subtle.importKey('raw', encoded(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return {
    send: (path, { method, headers, body }) =>
      auth.handler(
        new Request(`${INNER}${BASE}${path}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
    sessionOf: async (headers) => {
      const found = await auth.api.getSession({ headers });
      return found?.session.id ?? null;
    },
    mark: async (text) => Buffer.from(await crypto.subtle.sign('HMAC', await key, encoded(text))).toString('base64url'),
    seal: (data) => symmetricEncrypt({ key: secret, data }),
    open: (data) => symmetricDecrypt({ key: secret, data }),
  };
}

const encoded = (text: string) => new TextEncoder().encode(text);

/**
 * What an account row keeps of a password. Refuses one that is too short or too long, that many people have, or that is
 * made of names.
 * @param about the person's name and email address and the name of their organisation
 */
export async function hashPassword(password: string, about: readonly string[]): Promise<string> {
  const statusChangeProblem = passwordProblem(password, about, isCommonPassword);
  if (statusChangeProblem) throw new Problem(statusChangeProblem, PASSWORD);
  return hash(password);
}

/** The same of a password that is printed for everyone to use: the demonstration's. */
export const hashPrintedPassword = (password: string): Promise<string> => hash(password);

/** What a verb gets when nobody needs to be signed in. */
export const visitor = (c: Context<Env>): Visitor => ({ db: c.get('deps').db, now: c.get('deps').now() });

/** Sent with automatic requests of an idle page: these keep no session alive. */
const IDLE_HEADER = 'x-attune-idle';

/**
 * Puts `entry` on a request with a session, `ctx` where nothing is missing to it, and their language on every answer.
 */
export const signedIn: MiddlewareHandler<Env> = async (c, next) => {
  const { auth, db, now, lookFor } = c.get('deps');
  if (c.req.header('cookie') && !c.req.path.startsWith(`${BASE}/sign-`)) {
    const found = await auth.sessionOf(c.req.raw.headers);
    const idle = c.req.header(IDLE_HEADER) !== undefined || c.req.path === '/api/health';
    const entry = found === null ? null : await enter(visitor(c), { session: found, idle });
    if (entry) {
      c.set('language', entry.language);
      if (!entry.active) throw new Problem('deactivated');
      c.set('entry', entry);
      if (entry.standing === 'open') {
        const mine = boundTo(db, entry.actor.organisation);
        c.set('ctx', { db: mine, actor: entry.actor, now: now(), ...(lookFor && { lookFor }) });
      }
    }
  }
  await next();
};

/** Keyed hashes of where a request comes from, and the plain network address. */
export async function whereabouts(c: Context<Env>): Promise<{ place: Place; address: string | null }> {
  const { auth, address: addressOf } = c.get('deps');
  const address = addressOf(c.req.raw, c.env);
  const browser = getCookie(c, browserCookie(c));
  return {
    address,
    place: {
      address: await auth.mark(`address ${networkOf(address ?? 'unknown')}`),
      browser: browser === undefined ? null : await auth.mark(`browser ${browser}`),
    },
  };
}

const browserCookie = (c: Context<Env>): string => `${isSecure(c.get('deps').url) ? '__Secure-' : ''}attune.browser`;

/** The same of someone who has proven who they are: their browser is known by a cookie from then on. */
export async function ownWhereabouts(c: Context<Env>): Promise<{ place: Place; address: string | null }> {
  const here = await whereabouts(c);
  const name = browserCookie(c);
  const browser = getCookie(c, name) ?? randomToken();
  const secure = isSecure(c.get('deps').url);
  setCookie(c, name, browser, { path: '/api', httpOnly: true, sameSite: 'Lax', secure, maxAge: PLACE_KEPT_MS / 1000 });
  return { ...here, place: { ...here.place, browser: await c.get('deps').auth.mark(`browser ${browser}`) } };
}

/** What is counted for an account: a keyed hash, so that what was typed in the wrong field is kept nowhere. */
export const markOfAccount = (c: Context<Env>, email: string): Promise<string> =>
  c.get('deps').auth.mark(`account ${email.trim().toLowerCase()}`);

/** Runs what may fail as an attempt: slowed where it failed before, counted and written down where it fails. */
export async function attempting<T>(
  c: Context<Env>,
  attempt: Attempt,
  failures: Partial<Record<ProblemCode, Failure>>,
  run: () => Promise<T>,
): Promise<T> {
  await beginAttempt(visitor(c), attempt);
  try {
    const result = await run();
    await attemptSucceeded(visitor(c), attempt);
    return result;
  } catch (error) {
    const why = error instanceof Problem ? failures[error.code] : undefined;
    // What failed for another reason, such as a database that is away, was no wrong guess.
    if (why) await attemptFailed(visitor(c), attempt, why);
    else await attemptSucceeded(visitor(c), attempt);
    throw error;
  }
}

type Credentials = { email: string; password: string; rememberMe?: boolean };

/** Signs in and puts the session's cookies on the answer. @returns what is still missing to it */
export async function signIn(c: Context<Env>, credentials: Credentials): Promise<Standing> {
  const { rememberMe: remembered = false } = credentials;
  const before = c.req.header('cookie') ? await c.get('deps').auth.sessionOf(c.req.raw.headers) : null;
  const known = await accountOf(visitor(c), credentials.email);
  const account = await markOfAccount(c, credentials.email);
  const attempt: Attempt = { kind: 'password', account, known, ...(await whereabouts(c)) };
  const wrong = known ? 'wrong-password' : 'unknown-account';
  const said = await attempting(c, attempt, { 'wrong-credentials': wrong, deactivated: 'deactivated' }, () =>
    pass(c, '/sign-in/email', { ...credentials, rememberMe: remembered }),
  );
  const { token } = z.object({ token: z.string() }).parse(said);
  const entry = await beginSession(visitor(c), { token, remembered, instead_of: before });
  if (entry.standing === 'open') {
    const { db } = c.get('deps');
    const where = await ownWhereabouts(c);
    await boundTo(db, entry.actor.organisation).transaction((tx) =>
      noteSignedIn(tx, visitor(c), entry, { ...where, how: 'password' }),
    );
  }
  return entry.standing;
}

/** Whether this password matches the stored hash. */
export const isPassword = (kept: string, password: string): Promise<boolean> =>
  verifyPassword({ hash: kept, password });

/** The session that asks has another token from now on. */
export const renew = (c: Context<Env>): Promise<unknown> => pass(c, '/renew', {});

/** Ends the session that asks, and takes its cookies away. */
export async function signOut(c: Context<Env>): Promise<void> {
  const session = c.req.header('cookie') ? await c.get('deps').auth.sessionOf(c.req.raw.headers) : null;
  const entry = session === null ? null : await enter(visitor(c), { session, idle: true });
  if (entry) {
    const { db, now } = visitor(c);
    const mine = boundTo(db, entry.actor.organisation);
    await endMySession({ db: mine, now, actor: entry.actor }, { id: entry.session, own: true });
  }
  await pass(c, '/sign-out', {});
}

/** better-auth's error codes, as our refusals. */
const REFUSALS: Record<string, ProblemCode> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong-credentials',
  INVALID_EMAIL: 'wrong-credentials',
  UNAUTHORIZED: 'not-signed-in',
  DEACTIVATED: 'deactivated',
};

async function pass(c: Context<Env>, path: string, body: unknown): Promise<unknown> {
  const { auth, address } = c.get('deps');
  const headers = new Headers({ 'content-type': 'application/json' });
  for (const name of ['cookie', 'user-agent']) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  const ip = address(c.req.raw, c.env);
  if (ip !== null) headers.set(CLIENT_ADDRESS, ip);

  const answer = await auth.send(path, { method: 'POST', headers, body });
  const said = z.unknown().parse(await answer.json().catch(() => null));
  if (answer.ok) {
    for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
    return said;
  }
  // It does not say why; what it needs is the database alone.
  if (answer.status >= 500) throw new Problem('unavailable');
  const { code } = z
    .object({ code: z.string().catch('') })
    .catch({ code: '' })
    .parse(said);
  const refusal = REFUSALS[code];
  if (!refusal) throw new Error(`sign-in answered ${answer.status} ${code} to ${path}`);
  throw new Problem(refusal);
}
