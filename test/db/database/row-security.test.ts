// The database itself keeps organisations apart. Read from the catalogue, so new tables are covered too.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { boundTo } from '../../../db/database/bound.ts';
import { connect } from '../../../db/database/client.ts';
import type { Ctx, Db } from '../../../db/database/context.ts';
import { InvalidRole, servingRole } from '../../../db/database/role.ts';
import { migrate } from '../../../db/migrations/migrate.ts';
import { type TestApi, testApi } from '../../support/api.ts';
import { describeOnBothDatabases, describeOnDatabase, newPostgres } from '../../support/database.ts';
import { type LivedIn, livedIn } from '../../support/lived-in.ts';
import { freshOrganisation } from '../../support/organisation.ts';
import { ownersHandle } from '../../support/owner.ts';
import { onDatabase } from '../../support/postgres.ts';

/** Always rolled back. */
const undone = new Error('undone');
const within = async <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> => {
  const found: T[] = [];
  await db
    .transaction(async (tx) => {
      found.push(await work(tx));
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return found[0]!;
};

/** The name of an error of the database, which drizzle wraps. */
const codeOf = (error: unknown): string | undefined =>
  (error as { cause?: { code?: string } }).cause?.code ?? (error as { code?: string }).code;

describeOnBothDatabases('row-level security', (database) => {
  let api: TestApi;
  let [home, other] = [] as unknown as [LivedIn, LivedIn];
  let mine: Db;
  beforeAll(async () => {
    api = testApi(database);
    home = await livedIn(api);
    other = await livedIn(api);
    for (const { reviewers } of [home, other]) await api.signedIn(reviewers[1]);
    mine = boundTo(database.installation, home.id);
  }, 120_000);
  afterAll(() => api.close());

  type Table = { name: string; key: string; forced: boolean; policies: string[] };
  /** Every table with an organisation, and the table of organisations. */
  const tenantTables = async (): Promise<Table[]> => [
    ...(await database.sql<Table[]>`
      select c.relname as name, case when c.relname = 'organisation' then 'id' else 'organisation_id' end as key,
        c.relrowsecurity and c.relforcerowsecurity as forced,
        to_jsonb(array(select format('%s %s', r.rolname, pg_get_expr(p.polqual, p.polrelid))
          from pg_policy p join pg_roles r on r.oid = any (p.polroles) where p.polrelid = c.oid and p.polcmd = '*' order by 1)) as policies
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and (c.relname = 'organisation' or exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped))
      order by 1`),
  ];
  const column = ({ name, key }: Table) => sql`${sql.identifier(name)}.${sql.identifier(key)}`;

  it('is forced on every table that has organisations, and binds the role to the transaction’s', async () => {
    const all = await tenantTables();
    expect(all.length).toBeGreaterThan(25);
    for (const { name, key, forced, policies } of all)
      expect([name, forced, policies]).toEqual([
        name,
        true,
        [`attune_app (${key} = current_setting('attune.organisation'::text, true))`, 'postgres true'],
      ]);
  });

  it('is served as a role that no policy lets through', async () => {
    const role = { current_user: 'attune_app', rolsuper: false, rolbypassrls: false };
    expect(await servingRole(database.sql)).toEqual(role);
    const [inside] = await mine.execute(
      sql`select current_user::text, rolsuper, rolbypassrls from pg_roles where rolname = current_user`,
    );
    expect(inside).toEqual(role);
  });

  it('is not left out by a handle that reaches no organisation: the compiler refuses it', () => {
    // @ts-expect-error what a verb is handed reaches one organisation
    const unbound: Ctx['db'] = database.installation;
    expect(unbound).toBe(database.installation);
  });

  it('leaves nothing of it on a connection', async () => {
    await mine.execute(sql`select 1`);
    const [after] =
      await database.sql`select current_user::text as role, current_setting('attune.organisation', true) as of`;
    expect(after!.role).not.toBe('attune_app');
    expect(after!.of || null).toBeNull();
  });

  it('a bare SELECT, UPDATE or DELETE touches no row of another organisation, and no INSERT makes one', async () => {
    for (const table of await tenantTables()) {
      const { name, key } = table;
      const theirs = await database.db.execute(
        sql`select to_jsonb(t) as row from ${sql.identifier(name)} t where ${sql.identifier(key)} = ${other.id}`,
      );
      expect(theirs.length, `${name} has rows of another organisation`).toBeGreaterThan(0);
      const ofs = await mine.execute<{ of: string }>(
        sql`select distinct ${column(table)} as of from ${sql.identifier(name)}`,
      );
      expect([name, ...ofs.map(({ of }) => of)]).toEqual([name, home.id]);
      // What may not be done to any row cannot be done to theirs.
      const may = async (right: string) =>
        (await database.sql`select has_table_privilege('attune_app', ${`public."${name}"`}, ${right}) as may`)[0]!.may;
      const [own] = await mine.execute<{ n: string }>(sql`select count(*) as n from ${sql.identifier(name)}`);
      if (await may('UPDATE')) {
        const set = sql`set ${sql.identifier(key)} = ${sql.identifier(key)}`;
        const all = await within(mine, (tx) => tx.execute(sql`update ${sql.identifier(name)} ${set}`));
        expect([name, all.count]).toEqual([name, Number(own!.n)]);
        const some = await within(mine, (tx) =>
          tx.execute(sql`update ${sql.identifier(name)} ${set} where ${column(table)} = ${other.id}`),
        );
        expect([name, some.count]).toEqual([name, 0]);
      }
      if (await may('DELETE')) {
        const gone = await within(mine, (tx) =>
          tx.execute(sql`delete from ${sql.identifier(name)} where ${column(table)} <> ${home.id}`),
        );
        expect([name, gone.count]).toEqual([name, 0]);
      }
      const columns = await database.sql<{ name: string }[]>`
        select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${name} and is_generated = 'NEVER'`;
      const names = sql.join(
        columns.map((one) => sql.identifier(one.name)),
        sql`, `,
      );
      const made = mine.execute(
        sql`insert into ${sql.identifier(name)} (${names}) select ${names}
          from jsonb_populate_record(null::${sql.identifier(name)}, ${JSON.stringify(theirs[0]!.row)}::jsonb)`,
      );
      expect([name, await made.then(() => 'made', codeOf)]).toEqual([name, '42501']);
    }
  }, 120_000);

  it('a bare DELETE of everything leaves every row of another organisation', async () => {
    const count = async (name: string, key: string, of: string) =>
      Number(
        (await database.sql`select count(*) as n from ${database.sql(name)} where ${database.sql(key)} = ${of}`)[0]!.n,
      );
    for (const { name, key } of await tenantTables()) {
      const before = await count(name, key, other.id);
      // Rows that others refer to stand in the way: then nothing is gone at all.
      await within(mine, async (tx) => {
        await tx.execute(sql`delete from ${sql.identifier(name)}`);
      }).catch((error: unknown) =>
        expect([name, codeOf(error)]).toEqual([name, expect.stringMatching(/^(23503|42501)$/)]),
      );
      expect([name, await count(name, key, other.id)]).toEqual([name, before]);
    }
  });

  it('of no organisation there is no row', async () => {
    for (const { name } of await tenantTables()) {
      const [found] = await database.installation.execute(sql`select count(*)::int as n from ${sql.identifier(name)}`);
      expect([name, found!.n]).toEqual([name, 0]);
    }
  });

  it('an organisation sees the accounts, sessions and factors of its own people only', async () => {
    for (const name of ['account', 'session', 'usual_place']) {
      const rows = await mine.execute<{ user_id: string }>(sql`select user_id from ${sql.identifier(name)}`);
      const theirs = await database.sql`select user_id from membership where organisation_id = ${home.id}`;
      expect(rows.length, name).toBeGreaterThan(0);
      expect(theirs.map((row) => row.user_id)).toEqual(expect.arrayContaining(rows.map((row) => row.user_id)));
    }
    const emails = await mine.execute<{ id: string }>(sql`select id from "user"`);
    const members = await database.sql`select count(*)::int as n from membership where organisation_id = ${home.id}`;
    expect(emails.length).toBe(members[0]!.n);
  });

  it('jobs are put there and never seen', async () => {
    await expect(mine.execute(sql`select 1 from pgboss.job`).catch((error) => codeOf(error))).resolves.toBe('42501');
  });

  it('the trail is added to, and never changed', async () => {
    const changes = [
      sql`update event set kind = 'sign-in'`,
      sql`delete from event`,
      sql`delete from event_seal`,
      sql`delete from closed_organisation`,
      sql`delete from evaluation`,
      sql`update scorecard_version set number = 9`,
      sql`delete from interaction_tally`,
      sql`delete from evaluation_tally`,
      sql`delete from week_tally`,
      sql`delete from criterion_tally`,
    ];
    for (const change of changes)
      await expect(mine.execute(change).catch((error) => codeOf(error))).resolves.toBe('42501');
  });

  it('a statement that cannot be sent is refused, and the connection continues', async () => {
    await expect(mine.execute(sql`select ${undefined as unknown as string}::text`)).rejects.toThrow();
    await expect(
      mine.transaction(async (tx) => void (await tx.execute(sql`select ${undefined as unknown as string}::text`))),
    ).rejects.toThrow();
    expect([...(await mine.execute(sql`select 1 as one`))]).toEqual([{ one: 1 }]);
  });
});

describeOnDatabase('postgres', 'an owner who is no superuser', (database) => {
  const server = () => ('url' in database.config ? database.config.url : '');
  const ownedBy = async (role: string, rights: string): Promise<{ url: string; drop: () => Promise<void> }> => {
    await database.sql.unsafe(`create role ${role} login ${rights}`);
    const { url, drop } = await newPostgres(null);
    const name = new URL(url).pathname.slice(1);
    await database.sql.unsafe(`alter database ${name} owner to ${role}`);
    const own = new URL(onDatabase(server(), name));
    own.username = role;
    return {
      url: own.href,
      drop: async () => {
        await drop();
        await database.sql.unsafe(`drop role ${role}`);
      },
    };
  };

  it('creates the tables, and its own rows are bound for the product too', async () => {
    const { url, drop } = await ownedBy('attune_owner', 'createrole');
    await migrate({ url });
    expect(await migrate({ url })).toBe(0);
    const { db, sql: driver, close } = connect({ url });
    const [home, other] = [await freshOrganisation(ownersHandle(db)), await freshOrganisation(ownersHandle(db))];
    const seen = await home.manager.db.execute<{ of: string }>(sql`select distinct organisation_id as of from member`);
    expect(seen.map(({ of }) => of)).toEqual([home.id]);
    const [all] =
      await driver`select count(distinct organisation_id)::int as n from member where organisation_id in ${driver([home.id, other.id])}`;
    expect(all!.n).toBe(2);
    await close();
    await drop();
  });

  it('is told what to do if they may not take the role', async () => {
    const { url, drop } = await ownedBy('attune_poor', '');
    await expect(migrate({ url })).rejects.toThrow(InvalidRole);
    await expect(migrate({ url })).rejects.toThrow(/may not take.* GRANT attune_app TO attune_poor;$/);
    await database.sql`grant attune_app to attune_poor`;
    expect(await migrate({ url })).toBeGreaterThan(0);
    await drop();
  });
});
