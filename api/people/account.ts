// Sign-in and sign-out, the second factor, passwords and sessions of the person signed in.

import type { Context } from 'hono';
import { z } from 'zod';
import { boundTo } from '../../db/database/bound.ts';
import type { Ctx } from '../../db/database/context.ts';
import { type Attempt, accountOf } from '../../db/people/attempts.ts';
import { changePassword, myPassword, type Named } from '../../db/people/passwords.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  dropSecondFactor,
  mySecondFactor,
  mySecrets,
  proveByCode,
  proveByRecoveryCode,
  replaceRecoveryCodes,
} from '../../db/people/second-factor.ts';
import { type Entry, endMySession, endMySessions, listMySessions, type Standing } from '../../db/people/sessions.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { answer, type Env, jsonBody, pathId, route, router } from '../http/route.ts';
import { Done, FactorSecret, RecoveryCodes, SecondFactor, SessionRow, SignedIn } from './contract.ts';
import { codeOf, newRecoveryCodes, newSecret, recoveryHash, stepOf, uriOf } from './second-factor.ts';
import {
  attempting,
  hashPassword,
  isPassword,
  markOfAccount,
  ownWhereabouts,
  renew,
  signIn,
  signOut,
  visitor,
  whereabouts,
} from './session.ts';

const done: z.infer<typeof Done> = { done: true };

export const signedInAs = (standing: Standing): SignedIn => ({
  done: standing === 'open',
  next: standing === 'open' ? null : standing,
});

const Typed = z.string().max(1000);
const WithPassword = z.object({ password: Typed });
const Code = z.object({ code: z.string().max(100) });

const ISSUER = 'Attune';

/** Of a request that has a session, also where something is still missing to it. */
const entering = (c: Context<Env>): { entry: Entry; ctx: Ctx } => {
  const { db, now } = c.get('deps');
  const entry = c.get('entry');
  return { entry, ctx: { db: boundTo(db, entry.actor.organisation), actor: entry.actor, now: now() } };
};

/**
 * Refuses unless this is the actor's password; guesses are counted with those of the sign-in page.
 */
async function confirmPassword(c: Context<Env>, password: string): Promise<Named> {
  const mine = await myPassword(entering(c).ctx);
  const attempt: Attempt = {
    kind: 'password',
    account: await markOfAccount(c, mine.email),
    known: await accountOf(visitor(c), mine.email),
    ...(await whereabouts(c)),
  };
  await attempting(c, attempt, { 'wrong-password': 'wrong-password' }, async () => {
    if (!(await isPassword(mine.hash, password))) throw new Problem('wrong-password');
  });
  return mine;
}

/** Refuses unless the code is right and fresh; what is missing to the session is there from then on. */
async function proveFactor(c: Context<Env>, typed: string): Promise<void> {
  const { entry, ctx } = entering(c);
  const { secret } = await mySecrets(ctx);
  if (secret === null) throw new Problem('factor-off');
  const here = await whereabouts(c);
  const { user_id, actor } = entry;
  const known = { user_id, member_id: actor.member, organisation_id: actor.organisation, roles: [...actor.roles] };
  const attempt: Attempt = { kind: 'code', account: await c.get('deps').auth.mark(`code ${user_id}`), known, ...here };
  await attempting(c, attempt, { 'wrong-code': 'wrong-code' }, async () => {
    const code = codeOf(typed);
    const proof = { session: entry.session, ...here };
    if (code === null) return proveByRecoveryCode(ctx, { ...proof, code_hash: await recoveryHash(typed) });
    const step = await stepOf(await c.get('deps').auth.open(secret), code, ctx.now);
    if (step === null) throw new Problem('wrong-code');
    return proveByCode(ctx, { ...proof, step });
  });
}

export const authApi = router()
  .openapi(
    route('public', {
      operationId: 'signIn',
      method: 'post',
      path: '/sign-in/email',
      request: jsonBody(z.object({ email: z.string().max(320), password: Typed, rememberMe: z.boolean().optional() })),
      responses: { 200: answer(SignedIn, 'The password is right; the cookie holds the session') },
      refuses: [401, 403, 429],
    }),
    async (c) => c.json(signedInAs(await signIn(c, c.req.valid('json'))), 200),
  )
  .openapi(
    route('public', {
      operationId: 'signOut',
      method: 'post',
      path: '/sign-out',
      responses: { 200: answer(Done, 'This session has ended') },
    }),
    async (c) => {
      await signOut(c);
      return c.json(done, 200);
    },
  )
  .openapi(
    route('entering', {
      operationId: 'proveSecondFactor',
      method: 'post',
      path: '/second-factor/verify',
      request: jsonBody(Code),
      responses: { 200: answer(SecondFactor, 'Signed in, by a code of the app or a recovery code') },
      refuses: [422, 429],
    }),
    async (c) => {
      await proveFactor(c, c.req.valid('json').code);
      await ownWhereabouts(c);
      await renew(c);
      return c.json(await mySecondFactor(entering(c).ctx), 200);
    },
  )
  .openapi(
    route('entering', {
      operationId: 'beginSecondFactor',
      method: 'post',
      path: '/second-factor/begin',
      request: jsonBody(WithPassword),
      responses: { 200: answer(FactorSecret, 'What to enter into the app, or to scan') },
      refuses: [422, 429],
    }),
    async (c) => {
      const { entry, ctx } = entering(c);
      // Anyone who has a factor proves it first: another app is not the way round it.
      if (entry.standing === 'code') throw new Problem('code-needed');
      const { email } = await confirmPassword(c, c.req.valid('json').password);
      const secret = newSecret();
      await beginSecondFactor(ctx, { secret: await c.get('deps').auth.seal(secret) });
      return c.json({ secret, uri: uriOf(secret, ISSUER, email) }, 200);
    },
  )
  .openapi(
    route('entering', {
      operationId: 'confirmSecondFactor',
      method: 'post',
      path: '/second-factor/confirm',
      request: jsonBody(Code),
      responses: {
        200: answer(RecoveryCodes, 'It is the second factor now; the codes are shown this once'),
      },
      refuses: [422],
    }),
    async (c) => {
      const { entry, ctx } = entering(c);
      if (entry.standing === 'code') throw new Problem('code-needed');
      const { pending } = await mySecrets(ctx);
      if (pending === null) throw new Problem('factor-not-begun');
      const code = codeOf(c.req.valid('json').code);
      const step = code === null ? null : await stepOf(await c.get('deps').auth.open(pending), code, ctx.now);
      if (step === null) throw new Problem('wrong-code');
      const recovery_codes = newRecoveryCodes();
      const code_hashes = await Promise.all(recovery_codes.map(recoveryHash));
      await confirmSecondFactor(ctx, { session: entry.session, step, code_hashes });
      await ownWhereabouts(c);
      await renew(c);
      return c.json({ recovery_codes }, 200);
    },
  )
  .openapi(
    route('account:use', {
      operationId: 'readSecondFactor',
      method: 'get',
      path: '/second-factor',
      responses: { 200: answer(SecondFactor, 'Whether I sign in with a second factor') },
    }),
    async (c) => c.json(await mySecondFactor(c.get('ctx')), 200),
  )
  .openapi(
    route('account:use', {
      operationId: 'replaceRecoveryCodes',
      method: 'post',
      path: '/second-factor/recovery-codes',
      request: jsonBody(WithPassword),
      responses: { 200: answer(RecoveryCodes, 'Fresh ones, shown this once; those before stop working') },
      refuses: [422, 429],
    }),
    async (c) => {
      await confirmPassword(c, c.req.valid('json').password);
      const recovery_codes = newRecoveryCodes();
      await replaceRecoveryCodes(c.get('ctx'), { code_hashes: await Promise.all(recovery_codes.map(recoveryHash)) });
      return c.json({ recovery_codes }, 200);
    },
  )
  .openapi(
    route('account:use', {
      operationId: 'dropSecondFactor',
      method: 'post',
      path: '/second-factor/drop',
      request: jsonBody(WithPassword),
      responses: { 200: answer(Done, 'I sign in with the password alone') },
      refuses: [422, 429],
    }),
    async (c) => {
      await confirmPassword(c, c.req.valid('json').password);
      await dropSecondFactor(c.get('ctx'));
      return c.json(done, 200);
    },
  )
  .openapi(
    route('account:use', {
      operationId: 'changePassword',
      method: 'post',
      path: '/change-password',
      request: jsonBody(z.object({ currentPassword: Typed, newPassword: Typed })),
      responses: { 200: answer(Done, 'Changed; every other session has ended') },
      refuses: [422, 429],
    }),
    async (c) => {
      const { currentPassword, newPassword } = c.req.valid('json');
      const { name, email, organisation } = await confirmPassword(c, currentPassword);
      const password_hash = await hashPassword(newPassword, [name, email, organisation]);
      await changePassword(c.get('ctx'), { session: c.get('entry').session, password_hash });
      await renew(c);
      return c.json(done, 200);
    },
  )
  .openapi(
    route('account:use', {
      operationId: 'listSessions',
      method: 'get',
      path: '/sessions',
      responses: { 200: answer(z.array(SessionRow), 'Where I am signed in') },
    }),
    async (c) => c.json(await listMySessions(c.get('ctx'), { current: c.get('entry').session }), 200),
  )
  .openapi(
    route('account:use', {
      operationId: 'endSession',
      method: 'delete',
      path: '/sessions/{id}',
      request: pathId,
      responses: { 200: answer(Done, 'It has ended') },
    }),
    async (c) => {
      await endMySession(c.get('ctx'), c.req.valid('param'));
      return c.json(done, 200);
    },
  )
  .openapi(
    route('account:use', {
      operationId: 'endOtherSessions',
      method: 'post',
      path: '/revoke-other-sessions',
      responses: { 200: answer(Done, 'Signed out everywhere else') },
    }),
    async (c) => {
      await endMySessions(c.get('ctx'), { except: c.get('entry').session });
      return c.json(done, 200);
    },
  )
  .openapi(
    route('account:use', {
      operationId: 'endSessions',
      method: 'post',
      path: '/revoke-sessions',
      responses: { 200: answer(Done, 'Signed out everywhere') },
    }),
    async (c) => {
      await endMySessions(c.get('ctx'), { except: null });
      return c.json(done, 200);
    },
  );

export type AuthApi = typeof authApi;
