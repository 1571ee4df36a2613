// Dropping the demonstration removes all of it and nothing else: every table is checked, including future ones.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localBlobs } from '../../../db/blobs/local.ts';
import { enqueue } from '../../../db/jobs/jobs.ts';
import * as tables from '../../../db/schema/tables.ts';
import { dropDemonstration, findDemonstration, finishDemonstration } from '../../../db/settings/demonstration.ts';
import { type TestApi, testApi } from '../../support/api.ts';
import { describeOnBothDatabases } from '../../support/database.ts';
import { type LivedIn, livedIn } from '../../support/lived-in.ts';
import { memberOf } from '../../support/organisation.ts';

const ALL = Object.entries(tables).filter((one): one is [string, (typeof one)[1]] => is(one[1], PgTable));

describeOnBothDatabases('the demonstration', (database) => {
  let api: TestApi;
  let demonstration: LivedIn;
  let home: LivedIn;
  const folder = mkdtempSync(join(tmpdir(), 'attune-demonstration-'));
  beforeAll(async () => {
    api = testApi(database);
    demonstration = await livedIn(api);
    home = await livedIn(api);
    for (const { reviewers } of [demonstration, home]) await api.signedIn(reviewers[1]);
    await database.db.execute(
      sql`update organisation set settings = '{"demonstration":"filling"}' where id = ${demonstration.id}`,
    );
  }, 60_000);
  afterAll(() => {
    api.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every row of every table, and every job, as text. */
  async function rows(): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (const [name, table] of ALL) {
      const all = await database.db.execute<{ row: string }>(sql`select to_jsonb(t)::text as row from ${table} t`);
      found.set(name, all.map(({ row }) => row).toSorted());
    }
    const jobs = await database.db.execute(sql`select name, data::text from pgboss.job order by 1, 2`);
    found.set('job', jobs.map((row) => JSON.stringify(row)).toSorted());
    return found;
  }

  const auditKey = { id: 'test', mac: async (text: string) => `mac of ${text}` };
  const visitor = () => ({ db: database.installation, now: new Date(), blobs: api.deps.blobs, auditKey });

  it('is known by its mark, and whole once that was said', async () => {
    expect(await findDemonstration(visitor())).toEqual({ id: demonstration.id, whole: false });
    await finishDemonstration(visitor());
    expect(await findDemonstration(visitor())).toEqual({ id: demonstration.id, whole: true });
  });

  it('removes every row, account, job and file of it; everyone else’s stay as they were', async () => {
    for (const { id, ids } of [demonstration, home]) {
      await enqueue(database.db, 'transcribe', [{ organisation_id: id, interaction_id: ids.recording }]);
    }
    const before = await rows();
    // Everything that names anything of it: each id and e-mail stands in no row of anybody else.
    const names = new Set<string>([demonstration.id, ...Object.values(demonstration.ids)]);
    for (const { id } of demonstration.people) names.add(id);
    names.add(memberOf(demonstration.administrator));
    for (const [name] of ALL) {
      for (const row of before.get(name)!) {
        const { id } = JSON.parse(row) as { id?: string };
        if (id && row.includes(demonstration.id)) names.add(id);
        const { user_id } = JSON.parse(row) as { user_id?: string };
        if (user_id && row.includes(demonstration.id)) names.add(user_id);
      }
    }
    const theirs = (row: string): boolean => [...names].some((name) => row.includes(name));
    const touched = [...before].filter(([, all]) => all.some(theirs)).map(([name]) => name);
    expect(touched).toEqual(expect.arrayContaining(['user', 'account', 'session', 'team_member', 'job', 'transcript']));
    const stored = (of: string) => existsSync(join(api.files, of));
    expect([stored(demonstration.id), stored(home.id)]).toEqual([true, true]);

    expect(await dropDemonstration(visitor())).toBe(true);

    const after = await rows();
    expect(await database.db.select().from(tables.closed_organisation)).toMatchObject([
      { id: demonstration.id, key: 'test' },
    ]);
    for (const [name, all] of before) {
      if (name === 'closed_organisation') continue;
      expect(after.get(name), name).toEqual(all.filter((row) => !theirs(row)));
    }
    expect([stored(demonstration.id), stored(home.id)]).toEqual([false, true]);
    const uploads = readdirSync(join(api.files, 'uploads'));
    expect(uploads.filter((name) => names.has(name))).toEqual([]);
    expect(await findDemonstration(visitor())).toBeNull();
    expect(await dropDemonstration(visitor())).toBe(false);
  }, 60_000);

  it('leaves nothing of its files in the folder', async () => {
    const blobs = localBlobs(folder);
    const bytes = new TextEncoder().encode('RIFF');
    await blobs.append('upl_0000000000', 0, bytes, 4);
    await blobs.finish('org_0000000000', 'upl_0000000000');
    await blobs.finish('org_1111111111', 'upl_0000000000');
    await blobs.drop('org_0000000000');
    expect(readdirSync(folder).toSorted()).toEqual(['org_1111111111', 'uploads']);
  });
});
