import { rmSync } from 'node:fs';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, inject, it } from 'vitest';
import { connectDriver, type DatabaseConfig } from '../../../db/database/client.ts';
import { databaseProblem, migrate } from '../../../db/migrations/migrate.ts';
import { newPostgres } from '../../support/database.ts';
import { startEmbedded } from '../../support/embedded.ts';

async function threeAtOnce(config: DatabaseConfig): Promise<void> {
  const applied = await Promise.all([migrate(config), migrate(config), migrate(config)]);
  expect(applied.toSorted()).toEqual([0, 0, applied.reduce((sum, n) => sum + n, 0)]);
  expect(Math.max(...applied)).toBeGreaterThan(0);
  expect(await migrate(config)).toBe(0);
  const sql = connectDriver(config);
  const tables = await sql`select table_name from information_schema.tables where table_schema = 'public'`;
  const queues = await sql`select name from pgboss.queue order by name`;
  await sql.end();
  expect(tables.map((row) => row.table_name)).toContain('interaction');
  expect(queues.map((row) => row.name)).toEqual(
    expect.arrayContaining(['copy', 'copy-lost', 'mask', 'transcribe', 'transcribe-lost']),
  );
}

/** The product as it first came out: the first migration alone. */
async function firstVersion(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'attune-migrations-'));
  await cp(resolve(import.meta.dirname, '../../../db/migrations'), folder, { recursive: true });
  const journal = join(folder, 'meta/_journal.json');
  const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8')) as { entries: unknown[] };
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 1) }));
  return folder;
}

const TEAMS_OF_THEN = [
  ['team_1', 'Billing'],
  ['team_2', 'billing'],
  ['team_3', 'ＢＩＬＬＩＮＧ'],
  ['team_4', 'Billing (2)'],
  ['team_5', 'Care'],
  ['team_6', ' Care '],
] as const;

/** A transcript of a call and one of a chat, and teams, kept by the first version. */
async function upgraded(config: DatabaseConfig): Promise<void> {
  const folder = await firstVersion();
  expect(await migrate(config, folder)).toBe(1);
  const sql = connectDriver(config);
  const at = '2026-07-06T09:00:00.000Z';
  await sql`insert into organisation (id, name, time_zone, language, created_at) values ('org_a', 'A', 'UTC', 'en', ${at})`;
  await sql`insert into member (id, organisation_id, name, email, roles, sees_all, language, created_at)
    values ('mem_a', 'org_a', 'Ana', 'ana@a.example', '{agent}', false, 'en', ${at})`;
  for (const [id, method, language] of [
    ['int_call', 'channels', 'zh'],
    ['int_chat', null, null],
  ] as const) {
    await sql`insert into interaction
      (id, organisation_id, external_id, agent_id, channel, started_at, tags, metadata, content_sha256, created_at)
      values (${id}, 'org_a', ${id}, 'mem_a', 'voice', ${at}, '{}', '{}', ${id}, ${at})`;
    await sql`insert into transcript
      (id, organisation_id, interaction_id, revision, language, method, duration_ms, turns, text, created_at)
      values (${`trn_${id}`}, 'org_a', ${id}, 1, ${language}, ${method}, 1000, '[]', '', ${at})`;
  }
  // Teams that differ only in case, width and blanks, and a name that one of them would get.
  for (const [team, name] of TEAMS_OF_THEN)
    await sql`insert into team (id, organisation_id, name) values (${team}, 'org_a', ${name})`;
  await sql`insert into organisation (id, name, time_zone, language, created_at) values ('org_b', 'B', 'UTC', 'en', ${at})`;
  await sql`insert into team (id, organisation_id, name) values ('team_9', 'org_b', 'BILLING')`;
  expect(await migrate(config)).toBeGreaterThan(0);
  // The first version, started again by mistake, leaves unknown tables alone.
  await expect(migrate(config, folder)).rejects.toThrow(/those of a newer Attune \(20\d\d-.*Nothing was changed/);
  expect(await databaseProblem(config, folder)).toMatch(/those of a newer Attune/);
  expect(await databaseProblem(config)).toBeNull();
  expect(await migrate(config)).toBe(0);
  rmSync(folder, { recursive: true });
  const kept =
    await sql`select interaction_id, origin, languages, personal_data from transcript order by interaction_id`;
  const teams = await sql`select id, name from team order by id`;
  await sql.end();
  expect(teams.map(({ id, name }) => `${id} ${name}`)).toEqual([
    'team_1 Billing',
    'team_2 billing (3)',
    'team_3 ＢＩＬＬＩＮＧ (4)',
    'team_4 Billing (2)',
    'team_5 Care',
    'team_6 Care (2)',
    'team_9 BILLING',
  ]);
  expect(kept).toEqual([
    { interaction_id: 'int_call', origin: 'heard', languages: '{zh}', personal_data: null },
    { interaction_id: 'int_chat', origin: 'typed', languages: '{}', personal_data: null },
  ]);
}

it.skipIf(inject('postgres') === null)('what the first version kept is brought up to date on PostgreSQL', async () => {
  const { url, drop } = await newPostgres(null);
  await upgraded({ url });
  await drop();
});

it('what the first version kept is brought up to date on the embedded database', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'attune-migrate-'));
  const embedded = await startEmbedded(folder);
  await upgraded({ socket: embedded.socket });
  await embedded.stop();
  rmSync(folder, { recursive: true });
});

it.skipIf(inject('postgres') === null)(
  'three processes that migrate one PostgreSQL at once leave it migrated once',
  async () => {
    const { url, drop } = await newPostgres(null);
    await threeAtOnce({ url });
    await drop();
  },
);

it('three connections that migrate one embedded database at once leave it migrated once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'attune-migrate-'));
  const embedded = await startEmbedded(folder);
  await threeAtOnce({ socket: embedded.socket });
  await embedded.stop();
  rmSync(folder, { recursive: true });
});
