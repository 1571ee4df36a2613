// An installation of the first version is upgraded: the dump of its demonstration ends with the same figures.
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
import { sealKey } from '../../../db/events/key.ts';
import { sealEvents } from '../../../db/events/seal.ts';
import { verifyEvents } from '../../../db/events/verify.ts';
import { listInteractions } from '../../../db/interactions/interactions.ts';
import { migrate } from '../../../db/migrations/migrate.ts';
import { type QualityReport, reportQuality } from '../../../db/reports/reports.ts';
import {
  coaching_task,
  current_evaluation,
  draw_item,
  evaluation,
  evaluation_criterion,
  event,
  event_text,
  interaction,
  member,
  review,
  unknown_sign_in,
} from '../../../db/schema/tables.ts';
import { measureAnew, measuringOf } from '../../../db/transcripts/measures.ts';
import { type EventKind, parseEvent, textsOf } from '../../../scorecards/events/event.ts';
import { newPostgres } from '../../support/database.ts';
import { startEmbedded } from '../../support/embedded.ts';
import { measuredAsToday } from '../../support/measured.ts';
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

/** What later versions wrote to the audit before it became the event log; text is recognised by its capitals. */
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
async function auditIsCarriedOver(db: Owner): Promise<void> {
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
  const { heads } = await sealEvents({ db: installationOf(db), now: new Date() }, { key, heads: {} });
  for (const report of await verifyEvents({ db: installationOf(db) }, { key, heads }))
    expect(report).toMatchObject({ unsealed: 0, findings: [] });
}

/** The report of a version that knew no targets, as one in which none is set. */
const withoutTargets = ({ figures, teams, ...rest }: { figures: object; teams: object[] }) => ({
  ...rest,
  figures: { ...figures, target_bp: null },
  teams: teams.map((team) => ({ ...team, target_bp: null })),
});

/** The report of today without what earlier versions did not say: over which versions, and where they do not compare. */
const asThen = ({ breaks: _, failed_most, ...rest }: QualityReport) => ({
  ...rest,
  failed_most: failed_most.map(({ versions: __, ...row }) => row),
});

async function comesUpToDate(config: DatabaseConfig): Promise<void> {
  await restored(config);
  const old = await causesBefore(config);
  await anotherVersionWrote(config);
  expect(await migrate(config)).toBeGreaterThan(0);
  const { db: installation, close } = connect(config);
  const db = ownersHandle(installation);
  try {
    const ctx = await manager(db);
    expect(asThen(await reportQuality(ctx, {}))).toEqual(withoutTargets(before.report));
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
    await linksStand(db, old);
    await isMeasured({ ...ctx, actor: { ...ctx.actor, member: null, roles: [], worker: true } });
    await auditIsCarriedOver(db);
  } finally {
    await close();
  }
}

/** Transcripts of before are measured by the worker's job, step by step. */
async function isMeasured(worker: Ctx): Promise<void> {
  while ((await measureAnew(worker, { after: null })) > 0);
  expect(await measuringOf(worker)).toBeNull();
  expect(await measuredAsToday(worker.db, worker.actor.organisation)).toBeGreaterThan(50);
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

async function causesBefore(config: DatabaseConfig): Promise<Map<string, string>> {
  const sql = connectDriver(config);
  const rows = await sql<{ id: string; cause: string }[]>`select id, cause from coaching_task`;
  await sql.end();
  return new Map(rows.map(({ id, cause }) => [id, cause]));
}

/** Causes stand in columns, and what a draw led to beside the draw, with the chance the evaluation has. */
async function linksStand(db: Owner, old: Map<string, string>): Promise<void> {
  const tasks = await db.select().from(coaching_task);
  expect(new Map(tasks.map((task) => [task.id, `${task.kind}:${task.criterion ?? task.section}`]))).toEqual(old);
  expect(new Set(tasks.map(({ formula }) => formula))).toEqual(new Set(['1']));
  const random = await db.select().from(review).where(eq(review.kind, 'random'));
  const items = new Map((await db.select().from(draw_item)).map((item) => [item.review_id, item]));
  expect(random.length).toBeGreaterThan(60);
  expect(new Set(items.keys())).toEqual(new Set(random.map(({ id }) => id)));
  for (const { review_id, kind, inclusion_ppm } of await db.select().from(evaluation)) {
    if (kind === 'random') expect(items.get(review_id)).toMatchObject({ inclusion_ppm });
  }
}

it.skipIf(inject('postgres') === null)(
  'what an interrupted version left behind is put right, and nothing is lost',
  async () => {
    const { url, drop } = await newPostgres(null);
    await restored({ url });
    const sql = connectDriver({ url });
    await sql`update review set state = 'taken', lease_until = null where state = 'waiting'`;
    await sql`update review set lease_until = now() where state = 'submitted'`;
    await sql`update transcription set finished_at = null where state = 'done'`;
    await sql`update task_evidence set start_ms = end_ms, end_ms = start_ms where start_ms < end_ms`;
    const count = async () =>
      (
        await sql`select (select count(*) from review) as reviews, (select count(*) from transcription where state = 'done') as done,
      (select count(*) from task_evidence where start_ms is not null) as moments`
      )[0];
    const then = await count();
    await migrate({ url });
    expect(await count()).toEqual(then);
    const states = await sql<{ state: string; held: boolean }[]>`
    select distinct state, lease_until is not null as held from review order by state`;
    expect(states.filter(({ state, held }) => state === 'taken' || held)).toEqual([]);
    const [wrong] =
      await sql`select (select count(*)::int from transcription where state = 'done' and finished_at is null) as open,
    (select count(*)::int from task_evidence where start_ms > end_ms) as backwards`;
    expect(wrong).toEqual({ open: 0, backwards: 0 });
    await sql.end();
    await drop();
  },
);

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
