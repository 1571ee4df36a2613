// Integrity the database enforces itself, read from its catalogue, so future tables are covered too.
import { globSync, readFileSync } from 'node:fs';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgArray, PgTable } from 'drizzle-orm/pg-core';
import { beforeAll, describe, expect, it } from 'vitest';
import * as tables from '../../../db/schema/tables.ts';
import { type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { type LivedIn, livedIn } from '../../support/lived-in.ts';
import { freshOrganisation, insertInteraction } from '../../support/organisation.ts';
import { evaluated, withLibrary } from '../../support/reviews.ts';

/** Of nobody's organisation: the installation's own tables, the sign-in library's, and what belongs to a user. */
const INSTALLATION = [
  ...['account', 'closed_organisation', 'model_copy', 'organisation', 'recovery_code', 'second_factor', 'session'],
  ...['sign_in_attempt', 'unknown_sign_in', 'user', 'usual_place', 'verification', 'worker'],
];

type Reference = { name: string; child: string; columns: string[]; parent: string; keys: string[] };

describeWithDatabase('integrity in the database', (database) => {
  const tablesWith = async (column: string): Promise<string[]> => {
    const rows = await database.sql<{ table_name: string }[]>`select table_name from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = ${column} order by table_name`;
    return rows.map((row) => row.table_name);
  };

  const references = (): Promise<Reference[]> => database.sql<Reference[]>`
    select c.conname as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
      (select json_agg(a.attname order by n) from unnest(c.conkey) with ordinality k(num, n)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num) as columns,
      (select json_agg(a.attname order by n) from unnest(c.confkey) with ordinality k(num, n)
        join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.num) as keys
    from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace order by c.conname`;

  const between = async (): Promise<Reference[]> => {
    const owned = new Set(await tablesWith('organisation_id'));
    return (await references()).filter(({ child, parent }) => owned.has(child) && owned.has(parent));
  };

  /** Rules of single rows, by name, as the database writes them. */
  const checks = async (): Promise<Map<string, string>> => {
    const rows = await database.sql<{ name: string; rule: string }[]>`
      select conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
      where contype = 'c' and connamespace = 'public'::regnamespace`;
    return new Map(rows.map(({ name, rule }) => [name, rule]));
  };

  it('every table but those of the installation names the organisation of each of its rows', async () => {
    const rows = await database.sql<{ table_name: string }[]>`select table_name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`;
    const owned = await tablesWith('organisation_id');
    const others = rows.map((row) => row.table_name).filter((name) => !owned.includes(name));
    expect(others.toSorted()).toEqual(INSTALLATION);
    const nullable = await database.sql`select table_name from information_schema.columns
      where table_schema = 'public' and column_name = 'organisation_id' and is_nullable = 'YES'
        and table_name in ${database.sql(owned)}`;
    expect([...nullable]).toEqual([]);
  });

  it('a reference between two tables of an organisation holds the organisation on both sides', async () => {
    const all = await between();
    expect(all.length).toBeGreaterThan(50);
    const without = all.filter(
      ({ columns, keys }) => columns.length < 2 || keys[columns.indexOf('organisation_id')] !== 'organisation_id',
    );
    expect(without).toEqual([]);
  });

  it('what ends in _id and is a key elsewhere is a reference', async () => {
    const owned = await tablesWith('organisation_id');
    const referring = new Set((await references()).flatMap((one) => one.columns.map((name) => `${one.child}.${name}`)));
    const columns = await database.sql<{ name: string }[]>`select table_name || '.' || column_name as name
      from information_schema.columns where table_schema = 'public' and table_name in ${database.sql(owned)}
      and (column_name like '%\_id' or column_name like '%\_by')`;
    const loose = columns.map(({ name }) => name).filter((name) => !referring.has(name));
    // Whoever acted, in a log that outlives them; a number of another system; a sum that gets a row for each interaction
    // or evaluation deleted, even with its agent and its organisation; a process that has ended.
    expect(loose.toSorted()).toEqual([
      'criterion_tally.organisation_id',
      'criterion_tally.scorecard_version_id',
      'evaluation_tally.agent_id',
      'evaluation_tally.organisation_id',
      'event.actor_id',
      'interaction.external_id',
      'interaction_tally.agent_id',
      'interaction_tally.organisation_id',
      'transcription.worker_id',
      'week_tally.organisation_id',
    ]);
  });

  it('a column whose type is a list of words takes none but those', async () => {
    const rules = await checks();
    const columns = Object.values(tables)
      .filter((table) => is(table, PgTable))
      .flatMap((table) =>
        Object.values(getTableColumns(table)).map((column) => ({ table: getTableName(table), column })),
      );
    const closed = columns.flatMap(({ table, column }) => {
      const { enumValues } = is(column, PgArray) ? column.baseColumn : column;
      return enumValues ? [{ name: `${table}_${column.name}`, words: enumValues }] : [];
    });
    expect(closed.length).toBeGreaterThan(30);
    for (const { name, words } of closed) {
      const held = [...(rules.get(name) ?? '').matchAll(/'([^']*)'/g)].map(([, word]) => word);
      expect(held, name).toEqual([...words]);
    }
  });

  it('such a type is defined by its list only', () => {
    const loose = globSync('db/schema/*.ts').filter((file) =>
      /\btext\([^)]*\)(\.\w+\([^)]*\))*\s*\.\$type</.test(readFileSync(file, 'utf8')),
    );
    expect(loose, 'text({ enum: VALUES }), and oneOf() or eachOf() among the rules of the table').toEqual([]);
  });

  it('every number has a range, but for those of tallies: what no longer counts is taken off in a row of its own', async () => {
    const free = await database.sql<{ name: string }[]>`select c.relname || '.' || a.attname as name
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like '%\_tally' and a.atttypid in ('int4'::regtype, 'int8'::regtype)
        and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey))`;
    expect(free.map(({ name }) => name)).toEqual([]);
  });

  describe('rows of two organisations', () => {
    let api: TestApi;
    let home: LivedIn;
    let away: LivedIn;
    beforeAll(async () => {
      api = testApi(database);
      home = await livedIn(api);
      away = await livedIn(api);
      // One that no other row is about yet.
      await insertInteraction(away.agents[3], { file_name: 'call.wav', channel: 'voice' });
      return () => api.close();
    });

    /** SQLSTATE of a row of ours that refers to a row of theirs; null: it was accepted. Nothing of it stays. */
    async function refusal({ child, columns, parent, keys }: Reference): Promise<string | null> {
      // What else is the same in both rows stands before the id.
      const own = columns.filter((name) => name !== 'organisation_id');
      const column = own.findLast((name) => name.endsWith('_id')) ?? own[0]!;
      const key = keys[columns.indexOf(column)]!;
      const held = await database.sql<{ name: string }[]>`select conname as name from pg_constraint c
        where conrelid = ${child}::regclass and contype in ('c', 'u', 'p')
          and not exists (select 1 from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid
            and f.conrelid = c.conrelid and f.confrelid = c.conrelid)`;
      const unique = await database.sql<{ name: string }[]>`select indexrelid::regclass::text as name from pg_index
        where indrelid = ${child}::regclass and indisunique
          and not exists (select 1 from pg_constraint where conindid = indexrelid)`;
      const outcome = database.sql.begin(async (tx) => {
        // Other rules than the one that is looked at are out of the way.
        for (const { name } of held) await tx.unsafe(`alter table ${child} drop constraint "${name}" cascade`);
        for (const { name } of unique) await tx.unsafe(`drop index ${name}`);
        const theirs = await tx.unsafe(
          `select ${key} as id from ${parent} p where organisation_id = $1
           order by exists (select 1 from ${child} c where c.${column} = p.${key}) limit 1`,
          [away.id],
        );
        expect(theirs, `${parent} has a row of theirs`).toHaveLength(1);
        const { count } = await tx.unsafe(
          `update ${child} set ${column} = $1 where ctid = (select ctid from ${child} where organisation_id = $2 limit 1)`,
          [theirs[0]!.id, home.id],
        );
        expect(count, `${child} has a row of ours`).toBe(1);
        throw new LetIn();
      });
      return outcome.then(
        () => null,
        (error: unknown) => {
          if (error instanceof LetIn) return null;
          if (typeof error === 'object' && error && 'code' in error) return String(error.code);
          throw error;
        },
      );
    }

    it('cannot name each other, by any reference', async () => {
      const let_in: string[] = [];
      for (const reference of await between()) {
        const code = await refusal(reference);
        if (code !== FOREIGN_KEY_VIOLATION) let_in.push(`${reference.name}: ${code}`);
      }
      expect(let_in).toEqual([]);
    });
  });

  describe('versions of two reviews', () => {
    let one: string;
    let other: string;
    beforeAll(async () => {
      const organisation = await freshOrganisation(database.db);
      const version = (await withLibrary(organisation)).VG!;
      const of = { agent: organisation.agents[0], reviewer: organisation.reviewers[0], version };
      one = (await evaluated(of)).evaluation;
      other = (await evaluated(of)).evaluation;
    });

    it('do not take the place of each other', async () => {
      const replacing = database.sql`update evaluation
        set replaces_id = ${one}, reason = 'correction', explanation = 'A mistake' where id = ${other}`;
      await expect(replacing).rejects.toMatchObject({ code: FOREIGN_KEY_VIOLATION });
    });

    it('nor does one count for the other', async () => {
      const counting = database.sql.begin(async (tx) => {
        await tx`delete from current_evaluation where evaluation_id = ${other}`;
        await tx`update current_evaluation set evaluation_id = ${other} where evaluation_id = ${one}`;
      });
      await expect(counting).rejects.toMatchObject({ code: FOREIGN_KEY_VIOLATION });
    });
  });
});

class LetIn extends Error {}

const FOREIGN_KEY_VIOLATION = '23503';
