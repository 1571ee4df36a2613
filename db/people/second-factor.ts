// A person's second factor: an app whose codes are accepted once each, and recovery codes. Secrets are stored
// encrypted, recovery codes as hashes; api/people/second-factor.ts computes codes from a secret.
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Role } from '../../scorecards/people/access.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { keepText, record } from '../events/record.ts';
import { member, organisation, recovery_code, second_factor, session } from '../schema/people.ts';
import type { Place } from './attempts.ts';
import { userOf } from './people.ts';
import { endSessionsOf, myUser, noteSignedIn } from './sessions.ts';

export type SecondFactor = {
  on: boolean;
  /** One of the member's roles asks for it. */
  required: boolean;
  recovery_codes_left: number;
};

/** Which roles sign in with a second factor. */
export type SignInRules = { second_factor: Role[] };

/** How I sign in. */
export async function mySecondFactor(ctx: Ctx): Promise<SecondFactor> {
  demand(ctx, 'account:use');
  const { secret } = await mySecrets(ctx);
  return { on: secret !== null, required: await isRequired(ctx.db, ctx), recovery_codes_left: await codesLeft(ctx) };
}

/** The encrypted secrets: of the app in use, and of one that is being set up. */
export async function mySecrets(ctx: Ctx): Promise<{ secret: string | null; pending: string | null }> {
  demand(ctx, 'account:use');
  const [row] = await ctx.db
    .select({ secret: second_factor.secret, pending: second_factor.pending_secret })
    .from(second_factor)
    .where(eq(second_factor.user_id, await myUser(ctx.db, ctx)));
  return row ?? { secret: null, pending: null };
}

/** Keeps the secret of an app that is being set up; the one in use stays so until the first code of the new one is right. */
export async function beginSecondFactor(ctx: Ctx, input: { secret: string }): Promise<void> {
  demand(ctx, 'account:use');
  const pending_secret = input.secret;
  await ctx.db
    .insert(second_factor)
    .values({ user_id: await myUser(ctx.db, ctx), pending_secret })
    .onConflictDoUpdate({ target: second_factor.user_id, set: { pending_secret } });
}

/** The first code of the new app was right: it is the second factor from now on, with fresh recovery codes. */
export async function confirmSecondFactor(
  ctx: Ctx,
  input: { session: string; step: number; code_hashes: string[] },
): Promise<void> {
  demand(ctx, 'account:use');
  await ctx.db.transaction(async (tx) => {
    const user_id = await myUser(tx, ctx);
    const [row] = await tx.select().from(second_factor).where(eq(second_factor.user_id, user_id)).for('update');
    if (!row?.pending_secret) throw new Problem('factor-not-begun');
    const now = ctx.now.toISOString();
    await tx
      .update(second_factor)
      .set({ secret: row.pending_secret, pending_secret: null, last_step: input.step, confirmed_at: now })
      .where(eq(second_factor.user_id, user_id));
    await replaceCodes(tx, user_id, input.code_hashes);
    await tx.update(session).set({ proven_at: now }).where(eq(session.id, input.session));
    await endSessionsOf(tx, user_id, input.session);
    await record(tx, ctx, { kind: 'second-factor.set-up', subject: self(ctx), detail: {} });
  });
}

type Proof = { session: string; place: Place; address: string | null };

/** Takes a code of the app: one of this time step or an earlier one is taken no more. @throws Problem wrong-code */
export async function proveByCode(ctx: Ctx, input: Proof & { step: number }): Promise<void> {
  demand(ctx, 'account:use');
  await ctx.db.transaction(async (tx) => {
    const user_id = await myUser(tx, ctx);
    const fresh = or(isNull(second_factor.last_step), lt(second_factor.last_step, input.step));
    const taken = await tx
      .update(second_factor)
      .set({ last_step: input.step })
      .where(and(eq(second_factor.user_id, user_id), fresh))
      .returning({ user_id: second_factor.user_id });
    if (taken.length === 0) throw new Problem('wrong-code');
    await prove(tx, ctx, { ...input, user_id, how: 'code' });
  });
}

/** Takes a recovery code, once. @throws Problem wrong-code */
export async function proveByRecoveryCode(ctx: Ctx, input: Proof & { code_hash: string }): Promise<void> {
  demand(ctx, 'account:use');
  await ctx.db.transaction(async (tx) => {
    const user_id = await myUser(tx, ctx);
    const taken = await tx
      .update(recovery_code)
      .set({ used_at: ctx.now.toISOString() })
      .where(
        and(
          eq(recovery_code.user_id, user_id),
          eq(recovery_code.code_hash, input.code_hash),
          isNull(recovery_code.used_at),
        ),
      )
      .returning({ user_id: recovery_code.user_id });
    if (taken.length === 0) throw new Problem('wrong-code');
    await prove(tx, ctx, { ...input, user_id, how: 'recovery-code' });
  });
}

async function prove(
  tx: Db,
  ctx: Ctx,
  { session: id, user_id, place, address, how }: Proof & { user_id: string; how: 'code' | 'recovery-code' },
): Promise<void> {
  await tx.update(session).set({ proven_at: ctx.now.toISOString() }).where(eq(session.id, id));
  const actor = { ...ctx.actor, member: self(ctx) };
  await noteSignedIn(tx, ctx, { user_id, actor }, { place, address, how });
}

/** Fresh recovery codes; those before stop working. */
export async function replaceRecoveryCodes(ctx: Ctx, input: { code_hashes: string[] }): Promise<void> {
  demand(ctx, 'account:use');
  const { secret } = await mySecrets(ctx);
  if (secret === null) throw new Problem('factor-off');
  await ctx.db.transaction(async (tx) => {
    await replaceCodes(tx, await myUser(tx, ctx), input.code_hashes);
    await record(tx, ctx, { kind: 'recovery-codes.made', subject: self(ctx), detail: {} });
  });
}

/** I sign in without a second factor from now on. @throws Problem factor-required where my role asks for it */
export async function dropSecondFactor(ctx: Ctx): Promise<void> {
  demand(ctx, 'account:use');
  await ctx.db.transaction(async (tx) => {
    if (await isRequired(tx, ctx)) throw new Problem('factor-required');
    await forget(tx, await myUser(tx, ctx));
    await record(tx, ctx, { kind: 'second-factor.removed', subject: self(ctx), detail: {} });
  });
}

/** Takes the second factor off a member who lost it, with a reason. Their sessions end. */
export async function resetSecondFactor(ctx: Ctx, input: { id: string; reason: string }): Promise<{ id: string }> {
  demand(ctx, 'people:manage');
  const reason = input.reason.trim();
  if (reason === '') throw new Problem('reason-needed');
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select({ id: member.id, user_id: userOf })
      .from(member)
      .where(and(eq(member.id, input.id), eq(member.organisation_id, ctx.actor.organisation)));
    if (!row) throw new Problem('not-found');
    if (row.user_id === null || !(await forget(tx, row.user_id))) throw new Problem('factor-off');
    await endSessionsOf(tx, row.user_id);
    const detail = { reason: await keepText(tx, ctx, reason) };
    await record(tx, ctx, { kind: 'member.second-factor-reset', subject: row.id, detail });
    return { id: row.id };
  });
}

export async function readSignInRules(ctx: Ctx): Promise<SignInRules> {
  demand(ctx, 'organisation:manage');
  return { second_factor: await rolesWithFactor(ctx.db, ctx) };
}

/** Members of these roles who have no second factor are led to set one up when they next sign in, and can do nothing else. */
export async function changeSignInRules(ctx: Ctx, input: SignInRules): Promise<SignInRules> {
  demand(ctx, 'organisation:manage');
  const mine = eq(organisation.id, ctx.actor.organisation);
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx.select({ settings: organisation.settings }).from(organisation).where(mine).for('update');
    const roles = [...new Set(input.second_factor)];
    await tx
      .update(organisation)
      .set({ settings: sql`${organisation.settings} || ${JSON.stringify({ second_factor: roles })}::jsonb` })
      .where(mine);
    const detail = { before: row?.settings.second_factor ?? [], after: roles };
    await record(tx, ctx, { kind: 'sign-in-rules.changed', subject: ctx.actor.organisation, detail });
  });
  return readSignInRules(ctx);
}

async function rolesWithFactor(db: Pick<Db, 'select'>, ctx: Ctx): Promise<Role[]> {
  const [row] = await db
    .select({ settings: organisation.settings })
    .from(organisation)
    .where(eq(organisation.id, ctx.actor.organisation));
  return row?.settings.second_factor ?? [];
}

async function isRequired(db: Pick<Db, 'select'>, ctx: Ctx): Promise<boolean> {
  const roles = await rolesWithFactor(db, ctx);
  return ctx.actor.roles.some((role) => roles.includes(role));
}

async function codesLeft(ctx: Ctx): Promise<number> {
  const rows = await ctx.db
    .select({ hash: recovery_code.code_hash })
    .from(recovery_code)
    .where(and(eq(recovery_code.user_id, await myUser(ctx.db, ctx)), isNull(recovery_code.used_at)));
  return rows.length;
}

async function replaceCodes(tx: Db, user_id: string, hashes: string[]): Promise<void> {
  await tx.delete(recovery_code).where(eq(recovery_code.user_id, user_id));
  await tx.insert(recovery_code).values(hashes.map((code_hash) => ({ user_id, code_hash })));
}

/** @returns whether there was any */
async function forget(tx: Db, user_id: string): Promise<boolean> {
  await tx.delete(recovery_code).where(eq(recovery_code.user_id, user_id));
  const gone = await tx.delete(second_factor).where(eq(second_factor.user_id, user_id)).returning();
  return gone.some(({ secret }) => secret !== null);
}
