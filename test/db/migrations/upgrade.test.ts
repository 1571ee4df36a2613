// An installation of the first version comes up to date: its demonstration, as it was dumped, ends with the same figures.
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { expect, inject, it } from 'vitest';
import { listTasks } from '../../../db/coaching/coaching.ts';
import { boundTo } from '../../../db/database/bound.ts';
import { connect, connectDriver, type DatabaseConfig } from '../../../db/database/client.ts';
import type { Ctx, Owner } from '../../../db/database/context.ts';
import { listEvaluations } from '../../../db/evaluations/evaluations.ts';
import { listInteractions } from '../../../db/interactions/interactions.ts';
import { migrate } from '../../../db/migrations/migrate.ts';
import { reportQuality } from '../../../db/reports/reports.ts';
import {
  current_evaluation,
  evaluation,
  evaluation_criterion,
  interaction,
  member,
} from '../../../db/schema/tables.ts';
import { newPostgres } from '../../support/database.ts';
import { startEmbedded } from '../../support/embedded.ts';
import { installationOf, ownersHandle } from '../../support/owner.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/upgrade');
const before = JSON.parse(readFileSync(join(folder, 'first-demonstration.json'), 'utf8'));

async function restored(config: DatabaseConfig): Promise<void> {
  const sql = connectDriver(config);
  await sql.unsafe(gunzipSync(readFileSync(join(folder, 'first-demonstration.sql.gz'))).toString()).simple();
  // The dump takes the search path away, and on the embedded database everybody shares a session.
  await sql.unsafe('reset all');
  await sql.end();
}

async function manager(db: Owner): Promise<Ctx> {
  const [row] = await db.select().from(member).where(eq(member.email, before.manager));
  const actor = { organisation: row!.organisation_id, member: row!.id, roles: row!.roles, scope: null };
  return { db: boundTo(installationOf(db), actor.organisation), actor, now: new Date(before.taken_at) };
}

const only = <T extends object>(rows: readonly T[], keys: readonly string[]) =>
  rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key as keyof T]])));

async function comesUpToDate(config: DatabaseConfig): Promise<void> {
  await restored(config);
  expect(await migrate(config)).toBeGreaterThan(0);
  const { db: installation, close } = connect(config);
  const db = ownersHandle(installation);
  try {
    const ctx = await manager(db);
    expect(await reportQuality(ctx, {})).toEqual(before.report);
    const evaluations = await listEvaluations(ctx, { limit: 200 });
    expect(evaluations.total).toBe(before.evaluations.total);
    const flat = evaluations.rows.map((row) => ({ ...row, agent: row.agent.id, reviewer: row.reviewer.id }));
    expect(only(flat, Object.keys(before.evaluations.rows[0]))).toEqual(before.evaluations.rows);
    const interactions = await listInteractions(ctx, { limit: 500 });
    expect(interactions.total).toBe(before.interactions.total);
    expect(only(interactions.rows, Object.keys(before.interactions.rows[0]))).toEqual(before.interactions.rows);
    const { rows } = await listTasks(ctx, {});
    const byId = (a: { id?: string }, b: { id?: string }) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1);
    expect(only(rows, ['id', 'state']).toSorted(byId)).toEqual(before.tasks.toSorted(byId));
    await factsStand(db);
  } finally {
    await close();
  }
}

/** What was looked up or kept in JSON is written down as the product writes it today. */
async function factsStand(db: Owner): Promise<void> {
  const versions = await db.select().from(evaluation);
  expect(versions.length).toBeGreaterThan(60);
  for (const { score, ...row } of versions) {
    const of = (name: string): number => score.critical_errors.filter((error) => error.class === name).length;
    expect(row).toMatchObject({
      reason: 'submitted',
      replaces_id: null,
      made_by: row.reviewer_id,
      final_bp: score.final_bp,
      critical_customer: of('customer'),
      critical_business: of('business'),
      critical_compliance: of('compliance'),
      failed: score.criteria.filter((one) => one.value_bp === 0).map(({ id }) => id),
      not_rated: score.criteria.filter((one) => one.value_bp === null).map(({ id }) => id),
    });
    const [about] = await db.select().from(interaction).where(eq(interaction.id, row.interaction_id));
    expect([row.occurred_at, row.channel, row.team_ids]).toEqual([about!.started_at, about!.channel, about!.team_ids]);
    expect(row.team_ids.length).toBeGreaterThan(0);
  }
  const current = await db.select().from(current_evaluation);
  expect(new Set(current.map((one) => one.evaluation_id))).toEqual(new Set(versions.map(({ id }) => id)));
  const criteria = await db.select().from(evaluation_criterion);
  expect(criteria.length).toBeGreaterThan(versions.length);
}

it.skipIf(inject('postgres') === null)('the first version comes up to date on PostgreSQL', async () => {
  const { url, drop } = await newPostgres(null);
  await comesUpToDate({ url });
  await drop();
});

it('the first version comes up to date on the embedded database', async () => {
  const data = await mkdtemp(join(tmpdir(), 'attune-upgrade-'));
  const embedded = await startEmbedded(data);
  await comesUpToDate({ socket: embedded.socket });
  await embedded.stop();
  rmSync(data, { recursive: true });
});
