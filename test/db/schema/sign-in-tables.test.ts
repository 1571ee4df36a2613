// better-auth's tables are written by hand in db/schema/people.ts. This compares them with what the library expects for
// its options, so that an upgrade that needs another column fails here and not when someone signs in.
import { getAuthTables } from 'better-auth/db';
import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { expect, it } from 'vitest';
import { authOptions } from '../../../api/people/session.ts';
import type { Installation } from '../../../db/database/context.ts';
import { account, session, user, verification } from '../../../db/schema/people.ts';

const expected = getAuthTables(authOptions({ db: {} as Installation, secret: 'x'.repeat(32), url: null }));

const OURS: Record<string, PgTable> = { account, session, user, verification };

const KINDS: Record<string, string[]> = {
  string: ['string'],
  boolean: ['boolean'],
  number: ['number'],
  date: ['date'],
};

it('the library asks for the four tables we have', () => {
  expect(
    Object.values(expected)
      .map((table) => table.modelName)
      .toSorted(),
  ).toEqual(Object.keys(OURS));
});

for (const table of Object.values(expected)) {
  const columns = getTableColumns(OURS[table.modelName] as PgTable);

  it(`${table.modelName} has every column with its kind, and no other that must be filled`, () => {
    const wanted = new Map(Object.entries(table.fields).map(([name, field]) => [field.fieldName ?? name, field]));
    for (const [name, field] of wanted) {
      const column = columns[name];
      expect(column, `${table.modelName}.${name}`).toBeDefined();
      expect(KINDS[String(field.type)], `${table.modelName}.${name}`).toContain(column?.dataType);
      // What the library may leave empty must be allowed to be.
      if (field.required === false)
        expect(column?.notNull && !column.hasDefault, `${table.modelName}.${name} may be empty`).toBe(false);
      if (field.unique) expect(column?.isUnique, `${table.modelName}.${name} is unique`).toBe(true);
    }
    const extra = Object.entries(columns).filter(
      ([name, column]) => name !== 'id' && !wanted.has(name) && column.notNull && !column.hasDefault,
    );
    expect(extra.map(([name]) => name)).toEqual([]);
  });
}
