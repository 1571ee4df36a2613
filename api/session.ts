// Who is asking. The only door to better-auth: passwords, session cookies, and the limit on attempts per address.
import { z } from '@hono/zod-openapi';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { hashPassword as hash } from 'better-auth/crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { Db } from '../db/context.ts';
import { newId } from '../db/id.ts';
import { findSignedIn, noteAccount, type Visitor } from '../db/people.ts';
import { account, rate_limit, session, user, verification } from '../db/schema/people.ts';
import { Problem, type ProblemCode } from '../scorecards/problem.ts';
import type { Auth } from './deps.ts';
import { type Env, json, jsonBody, route, router } from './route.ts';

/** Long enough to withstand guessing at the permitted rate (NIST SP 800-63B asks for 8 and no composition rules). */
export const PASSWORD = { min: 10, max: 128 };

/**
 * Attempts to sign in or change a password from one address in a minute. A whole centre may sit behind one address and
 * sign in at nine; guessing at this rate stays hopeless against a password of ten characters.
 */
const ATTEMPTS_PER_MINUTE = 30;

const DAY_S = 24 * 60 * 60;
const SESSION = { expiresIn: 7 * DAY_S, updateAge: DAY_S };

/** better-auth's own address is never seen by anybody: requests reach it only through the routes below. */
const INNER = 'http://sign-in.invalid';
const BASE = '/api/auth';
/** Written by us from the connection; what a client sends under this name never gets here. */
const CLIENT_ADDRESS = 'x-real-ip';

export type AuthConfig = {
  db: Db;
  /** Signs the cookies: changing it signs everybody out. */
  secret: string;
  /** The public address, if one was named: cookies are marked secure when it is https. */
  url: string | null;
  attempts_per_minute?: number;
};

/** better-auth on our tables: names of columns are ours, accounts are made by our own verbs only. */
export function authOptions({ db, secret, url, attempts_per_minute = ATTEMPTS_PER_MINUTE }: AuthConfig) {
  const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };
  const limited = { window: 60, max: attempts_per_minute };
  return {
    baseURL: INNER,
    basePath: BASE,
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(db, { provider: 'pg', schema: { user, session, account, verification, rate_limit } }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD.min,
      maxPasswordLength: PASSWORD.max,
    },
    user: { fields: { ...stamps, emailVerified: 'email_verified' } },
    session: {
      ...SESSION,
      fields: {
        ...stamps,
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
    },
    account: {
      fields: {
        ...stamps,
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: { fields: { ...stamps, expiresAt: 'expires_at' } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'rate_limit',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: 600,
      customRules: { '/sign-in/email': limited, '/change-password': limited },
    },
    advanced: {
      cookiePrefix: 'attune',
      useSecureCookies: url?.startsWith('https:') ?? false,
      // api/guards.ts has looked at where the request comes from; in here every address is the inner one.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      database: { generateId: ({ model }: { model: string }) => newId(ID_PREFIX[model] ?? 'aut') },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (row: { userId: string }) => {
            const found = await findSignedIn({ db, now: new Date() }, row.userId);
            if (!found?.active) throw new APIError('FORBIDDEN', { code: 'DEACTIVATED', message: 'deactivated' });
          },
        },
      },
    },
  } satisfies BetterAuthOptions;
}

const ID_PREFIX: Record<string, string> = { user: 'usr', session: 'ses', account: 'acc' };

export function createAuth(config: AuthConfig): Auth {
  const auth = betterAuth(authOptions(config));
  return {
    send: (path, { method, headers, body }) =>
      auth.handler(
        new Request(`${INNER}${BASE}${path}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
    userOf: async (headers) => {
      const { response, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true });
      return response && { user_id: response.user.id, cookies: answer.getSetCookie() };
    },
  };
}

/** What an account row keeps of a password. Refuses one that is too short or too long. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < PASSWORD.min) throw new Problem('password-too-short', { min: PASSWORD.min });
  if (password.length > PASSWORD.max) throw new Problem('password-too-long', { max: PASSWORD.max });
  return hash(password);
}

/** What a verb gets when nobody needs to be signed in. */
export const visitor = (c: Context<Env>): Visitor => ({ db: c.get('deps').db, now: c.get('deps').now() });

/** Puts `ctx` on the request of an active member, and their language on every answer. */
export const signedIn: MiddlewareHandler<Env> = async (c, next) => {
  const { auth, db, now, lookFor } = c.get('deps');
  if (c.req.header('cookie') && !c.req.path.startsWith(`${BASE}/sign-`)) {
    const found = await auth.userOf(c.req.raw.headers);
    if (found) {
      for (const cookie of found.cookies) c.header('set-cookie', cookie, { append: true });
      const member = await findSignedIn(visitor(c), found.user_id);
      if (member) c.set('language', member.language);
      if (!member?.active) throw new Problem('deactivated');
      c.set('ctx', { db, actor: member.actor, now: now(), ...(lookFor && { lookFor }) });
    }
  }
  await next();
};

/** Signs in and puts the session's cookies on the answer. */
export async function signIn(
  c: Context<Env>,
  credentials: { email: string; password: string; rememberMe?: boolean },
): Promise<void> {
  await pass(c, '/sign-in/email', credentials);
}

/** better-auth's error codes, as our refusals. */
const REFUSALS: Record<string, ProblemCode> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong-credentials',
  INVALID_EMAIL: 'wrong-credentials',
  INVALID_PASSWORD: 'wrong-password',
  PASSWORD_TOO_SHORT: 'password-too-short',
  PASSWORD_TOO_LONG: 'password-too-long',
  UNAUTHORIZED: 'not-signed-in',
  DEACTIVATED: 'deactivated',
};

async function pass(c: Context<Env>, path: string, body?: unknown): Promise<unknown> {
  const { auth, address } = c.get('deps');
  const headers = new Headers({ 'content-type': 'application/json' });
  for (const name of ['cookie', 'user-agent']) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  const ip = address(c.req.raw, c.env);
  if (ip !== null) headers.set(CLIENT_ADDRESS, ip);

  const answer = await auth.send(path, { method: c.req.method, headers, body });
  const said = z.unknown().parse(await answer.json().catch(() => null));
  if (answer.ok) {
    for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
    return said;
  }
  if (answer.status === 429) throw new Problem('too-many-attempts');
  const { code } = z
    .object({ code: z.string().catch('') })
    .catch({ code: '' })
    .parse(said);
  const refusal = REFUSALS[code];
  if (!refusal) throw new Error(`sign-in answered ${answer.status} ${code} to ${path}`);
  throw new Problem(refusal, { min: PASSWORD.min, max: PASSWORD.max });
}

type Done = { done: true };
const done: Done = { done: true };

/** The routes of better-auth that Attune uses, under their own names. Everything else of it stays closed. */
export const authApi = router()
  .openapi(
    route('public', {
      method: 'post',
      path: '/sign-in/email',
      request: jsonBody(
        z.object({ email: z.string().max(320), password: z.string().max(1000), rememberMe: z.boolean().optional() }),
      ),
      responses: { 200: json<Done>('Signed in; the cookie holds the session') },
    }),
    async (c) => {
      await signIn(c, c.req.valid('json'));
      return c.json(done, 200);
    },
  )
  .openapi(
    route('public', { method: 'post', path: '/sign-out', responses: { 200: json<Done>('This session has ended') } }),
    async (c) => {
      await pass(c, '/sign-out', {});
      return c.json(done, 200);
    },
  )
  .openapi(
    route('account:use', {
      method: 'post',
      path: '/change-password',
      request: jsonBody(z.object({ currentPassword: z.string().max(1000), newPassword: z.string().max(1000) })),
      responses: { 200: json<Done>('Changed; every other session has ended') },
    }),
    async (c) => {
      await pass(c, '/change-password', { ...c.req.valid('json'), revokeOtherSessions: true });
      await noteAccount(c.get('ctx'), 'password-changed');
      return c.json(done, 200);
    },
  )
  .openapi(
    route('account:use', {
      method: 'post',
      path: '/revoke-other-sessions',
      responses: { 200: json<Done>('Signed out everywhere else') },
    }),
    async (c) => {
      await pass(c, '/revoke-other-sessions', {});
      await noteAccount(c.get('ctx'), 'signed-out-elsewhere');
      return c.json(done, 200);
    },
  )
  .openapi(
    route('account:use', {
      method: 'post',
      path: '/revoke-sessions',
      responses: { 200: json<Done>('Signed out everywhere') },
    }),
    async (c) => {
      await pass(c, '/revoke-sessions', {});
      await noteAccount(c.get('ctx'), 'signed-out-everywhere');
      return c.json(done, 200);
    },
  );

export type AuthApi = typeof authApi;
