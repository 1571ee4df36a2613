// An installation of the first version comes up to date: its demonstration, as it was dumped, ends with the same figures.
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { expect, inject, it } from 'vitest';
import { listTasks } from '../../../db/coaching/coaching.ts';
import { connect, connectDriver, type DatabaseConfig } from '../../../db/database/client.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { listEvaluations } from '../../../db/evaluations/evaluations.ts';
import { sealKey } from '../../../db/events/key.ts';
import { sealEvents } from '../../../db/events/seal.ts';
import { verifyEvents } from '../../../db/events/verify.ts';
import { listInteractions } from '../../../db/interactions/interactions.ts';
import { migrate } from '../../../db/migrations/migrate.ts';
import { reportQuality } from '../../../db/reports/reports.ts';
import {
  current_evaluation,
  evaluation,
  evaluation_criterion,
  event,
  event_text,
  interaction,
  member,
  unknown_sign_in,
} from '../../../db/schema/tables.ts';
import { type EventKind, parseEvent, textsOf } from '../../../scorecards/events/event.ts';
import { newPostgres } from '../../support/database.ts';
import { startEmbedded } from '../../support/embedded.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/upgrade');
const before = JSON.parse(readFileSync(join(folder, 'first-demonstration.json'), 'utf8'));

async function restored(config: DatabaseConfig): Promise<void> {
  const sql = connectDriver(config);
  await sql.unsafe(gunzipSync(readFileSync(join(folder, 'first-demonstration.sql.gz'))).toString()).simple();
  // The dump takes the search path away, and on the embedded database everybody shares a session.
  await sql.unsafe('reset all');
  await sql.end();
}

async function manager(db: Ctx['db']): Promise<Ctx> {
  const [row] = await db.select().from(member).where(eq(member.email, before.manager));
  const actor = { organisation: row!.organisation_id, member: row!.id, roles: row!.roles, scope: null };
  return { db, actor, now: new Date(before.taken_at) };
}

const only = <T extends object>(rows: readonly T[], keys: readonly string[]) =>
  rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key as keyof T]])));

/** What later versions wrote into the audit before it became the event log; words are told by their capitals. */
const ENTRIES: [action: string, detail: object, kind: EventKind, words: string[]][] = [
  [
    'organisation.changed',
    { before: { name: 'OLD', time_zone: 'Europe/Berlin' }, name: 'NEW', time_zone: 'Asia/Tokyo' },
    'organisation.changed',
    ['OLD', 'NEW'],
  ],
  ['organisation.sign-in-rules-changed', { before: [], second_factor: ['manager'] }, 'sign-in-rules.changed', []],
  ['masking.changed', { before: ['name'], kinds: [], reason: 'TRIAL' }, 'masking.changed', ['TRIAL']],
  ['column.named', { header: 'WER', before: null, column: 'agent' }, 'column.named', ['WER']],
  ['speech.model-chosen', { before: 'whisper-base', model: 'owner/model' }, 'speech.model-chosen', []],
  ['speech.languages-changed', { before: ['en'], languages: ['zh'] }, 'speech.languages-changed', []],
  ['speech.recorders-changed', { recorders: [{ recorder: 'MAIN', agent: 0 }] }, 'speech.recorders-changed', []],
  ['team.renamed', { before: 'CARE', name: 'SERVICE' }, 'team.renamed', ['CARE', 'SERVICE']],
  [
    'member.changed',
    { name: 'ANNA', email: 'A@B', roles: ['agent'], teams: ['team_1'] },
    'member.changed',
    ['ANNA', 'A@B'],
  ],
  ['member.changed', { employee_number: null, scope: null, active: false }, 'member.changed', []],
  ['member.second-factor-reset', { reason: 'LOST' }, 'member.second-factor-reset', ['LOST']],
  ['account.signed-in', { address: '10.0.0.1', how: 'code' }, 'sign-in', ['10.0.0.1']],
  ['account.signed-in', { address: null, how: 'password' }, 'sign-in', []],
  [
    'account.sign-in-failed',
    { step: 'password', outcome: 'wrong-password', address: '10.0.0.2' },
    'sign-in.failed',
    ['10.0.0.2'],
  ],
  ['account.session-ended', { session: 'abcDEF' }, 'sign-out', []],
  ['account.signed-out-elsewhere', {}, 'sign-out', []],
  ['interaction.imported', { external_id: 'PHONE', file: 'ANNA.wav' }, 'interaction.imported', []],
  ['transcript.recorded', { attempt: 1, model: 'whisper-base', took_ms: null }, 'transcript.ready', []],
  [
    'transcript.imported',
    { revision: 2, file_name: 'ANNA.vtt', format: 'vtt', language: null, turns: 3, marks: 0 },
    'transcript.ready',
    ['ANNA.vtt'],
  ],
  ['recording.not-copied', { interaction_id: 'int_1', kind: 'playable', code: 'damaged' }, 'recording.not-copied', []],
  ['originals.opened', { reason: 'DISPUTE' }, 'originals.opened', ['DISPUTE']],
  ['review.started', { interaction: 'int_1', kind: 'targeted' }, 'review.assigned', []],
  ['review.withdrawn', { reason: 'DEAD LINE', reviewer: 'mem_1' }, 'review.withdrawn', ['DEAD LINE']],
  ['review.submitted', { evaluation: 'evl_1', score_bp: null }, 'evaluation.submitted', []],
  ['task.opened', { cause: 'critical:VG4', evaluation: 'evl_1' }, 'task.raised', []],
  ['nobody.knows', { name: 'ANNA' }, 'earlier-version.entry', []],
];

async function anotherVersionWrote(config: DatabaseConfig): Promise<void> {
  const sql = connectDriver(config);
  const [of] = await sql<{ id: string }[]>`select id from organisation limit 1`;
  for (const [i, [action, detail]] of ENTRIES.entries())
    await sql`insert into audit_entry (id, organisation_id, actor_id, action, subject, detail, at)
      values (${`aud_test${i}`}, ${of!.id}, null, ${action}, ${`sub_${i}`}, ${JSON.stringify(detail)}::text::jsonb, '2026-07-06T09:00:00Z')`;
  await sql`insert into audit_entry (id, organisation_id, actor_id, action, subject, detail, at) values
    ('aud_many', ${of!.id}, null, 'interactions.imported', 'int_a', '{"interactions": ["int_a", "int_b"]}', '2026-07-06T09:00:00Z'),
    ('aud_unknown', ${of!.id}, null, 'account.sign-in-failed', 'unknown', '{"typed": "0a1b", "address": "10.0.0.3"}', now())`;
  await sql.end();
}

/** Entries of the audit are events: parsed by the schema of their kind, and without a word in them. */
async function auditIsCarriedOver(db: Ctx['db']): Promise<void> {
  const rows = await db.select().from(event);
  expect(rows.length).toBeGreaterThan(ENTRIES.length + 100);
  for (const row of rows) expect(() => parseEvent(row), JSON.stringify(row)).not.toThrow();
  const texts = new Map((await db.select().from(event_text)).map(({ id, text }) => [id, text]));
  for (const [i, [, , kind, words]] of ENTRIES.entries()) {
    const row = rows.find(({ id }) => id === `evt_test${i}`)!;
    expect(row.kind).toBe(kind);
    expect(JSON.stringify(row.detail)).not.toMatch(/ANNA|PHONE|MAIN|"[A-Z]{3,}/);
    expect(
      textsOf(parseEvent(row))
        .map((id) => texts.get(id))
        .toSorted(),
    ).toEqual(words.toSorted());
  }
  expect(rows.filter(({ subject }) => ['int_a', 'int_b'].includes(subject)).map(({ kind }) => kind)).toEqual([
    'interaction.imported',
    'interaction.imported',
  ]);
  expect(await db.select({ account: unknown_sign_in.account }).from(unknown_sign_in)).toEqual([{ account: '0a1b' }]);
  const key = await sealKey('a key of the upgrade alone');
  const { heads } = await sealEvents({ db, now: new Date() }, { key, heads: {} });
  for (const report of await verifyEvents({ db }, { key, heads }))
    expect(report).toMatchObject({ unsealed: 0, findings: [] });
}

async function comesUpToDate(config: DatabaseConfig): Promise<void> {
  await restored(config);
  await anotherVersionWrote(config);
  expect(await migrate(config)).toBeGreaterThan(0);
  const { db, close } = connect(config);
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
    await auditIsCarriedOver(db);
  } finally {
    await close();
  }
}

/** What was looked up or kept in JSON is written down as the product writes it today. */
async function factsStand(db: Ctx['db']): Promise<void> {
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
