// Column types shared by all tables.
import { type DriverValueDecoder, getTableColumns, getTableName, is, type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  customType,
  foreignKey,
  PgArray,
  type PgColumn,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { z } from 'zod';

/** An instant: ISO 8601 in UTC outside, timestamptz inside. What is before every instant stays that (tallies have it). */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  fromDriver: (value) => (value === '-infinity' ? value : new Date(value).toISOString()),
  toDriver: (value) => value,
});

/**
 * Stored JSON is not what this program writes: the row was damaged, or a version wrote it that is not known here. Says
 * which column and where in it, `$.turns[].text`, but nothing of what the row says.
 */
export class UnreadableJson extends Error {
  readonly table: string;
  readonly column: string;
  readonly json_path: string;

  constructor(column: Pick<PgColumn, 'name' | 'table'>, path: string) {
    const table = getTableName(column.table);
    super(`${table}.${column.name} does not fit its schema at $${path}`);
    this.name = 'UnreadableJson';
    this.table = table;
    this.column = column.name;
    this.json_path = `$${path}`;
  }
}

/** JSON's own null, which no schema is asked about if it looks like the absence of a value. */
const JSON_NULL = Symbol('null');

/** How the driver reads JSON: {@link json} and {@link field} do the rest. */
export const readJson = (text: string): unknown => (text === 'null' ? JSON_NULL : JSON.parse(text));

/** JSON, parsed by its schema whenever it is read. @throws UnreadableJson in place of a row that does not fit */
export const json = <T>(schema: z.ZodType<T>, named: z.ZodType = schema) =>
  customType<{ data: T; driverData: unknown }>({
    dataType: () => 'jsonb',
    toDriver: (value) => JSON.stringify(value),
    // The library calls it on the column.
    fromDriver(this: PgColumn, value: unknown) {
      return parse(schema, value, this, '', named);
    },
  })();

/** For a query that takes one field out of a column: `sql…->'name'`.mapWith(field(column, 'name', Name)). */
export const field = <T>(column: PgColumn, name: string, schema: z.ZodType<T>): DriverValueDecoder<T, unknown> => ({
  mapFromDriverValue: (value) => parse(schema, value, column, `.${name}`),
});

function parse<T>(schema: z.ZodType<T>, given: unknown, column: PgColumn, at: string, named: z.ZodType = schema): T {
  const value = given === JSON_NULL ? null : given;
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new UnreadableJson(column, at + pathIn(named, read.error.issues[0]?.path ?? []));
}

/** A key that the schema does not name is the row's own, and may be anybody's words. */
function pathIn(schema: z.ZodType, path: readonly PropertyKey[]): string {
  const names = namesIn(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }));
  return path
    .map((key) => (typeof key === 'number' ? '[]' : `.${names.has(String(key)) ? String(key) : '*'}`))
    .join('');
}

function namesIn(schema: unknown, names = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return names;
  for (const [key, inner] of Object.entries(schema)) {
    if (key === 'properties') for (const name of Object.keys(inner)) names.add(name);
    namesIn(inner, names);
  }
  return names;
}

/** A text search vector, in its written form. */
export const searchVector = customType<{ data: string; driverData: string }>({
  dataType: () => 'tsvector',
});

/** Prefixed ids (`int_…`) show in a log line what they name. db/database/id.ts makes them. */
export const id = () => text().primaryKey();

type Owned = { id: AnyPgColumn; organisation_id: AnyPgColumn };

/**
 * Key of a table that others of the organisation refer to. The id stands first, so that it is found by it alone; the
 * organisation stands in it, so that one index serves the references too (within).
 */
export const identity = (t: Owned) => primaryKey({ columns: [t.id, t.organisation_id] });

/**
 * A reference to a row of the same organisation; it can never name a row of another.
 * @param shared what else is the same in both rows: our column, theirs. They have a unique key over it and their identity.
 */
export const within = (
  t: { organisation_id: AnyPgColumn },
  column: AnyPgColumn,
  to: Owned,
  ...shared: [own: AnyPgColumn, theirs: AnyPgColumn][]
) =>
  foreignKey({
    name: `${named(column)}_within`,
    columns: [t.organisation_id, ...shared.map(([own]) => own), column],
    foreignColumns: [to.organisation_id, ...shared.map(([, theirs]) => theirs), to.id],
  });

const named = (column: AnyPgColumn): string => `${getTableName(column.table)}_${column.name}`;

/** CHECK that a column holds what its type lists, `text({ enum: VALUES })`, or an array none but such. Null is let in. */
export const oneOf = (column: AnyPgColumn) => {
  const built = Object.values(getTableColumns(column.table)).find(({ name }) => name === column.name);
  const { enumValues } = is(built, PgArray) ? built.baseColumn : (built ?? {});
  if (!enumValues) throw new Error(`${named(column)} lists no values`);
  const values = enumValues.map((value) => `'${value}'`).join(', ');
  return check(
    named(column),
    sql.raw(is(built, PgArray) ? `${column.name} <@ array[${values}]` : `${column.name} in (${values})`),
  );
};

/** CHECK that a number is no less than the least, and no more than the most where there is one. */
export const range = (column: AnyPgColumn, least: number, most?: number) =>
  check(
    named(column),
    sql.raw(most === undefined ? `${column.name} >= ${least}` : `${column.name} between ${least} and ${most}`),
  );

/** The form in which names are compared: case, width and surrounding blanks are ignored. */
export const nameKey = (name: AnyPgColumn | SQL): SQL<string> => sql`lower(btrim(normalize(${name}, NFKC)))`;
