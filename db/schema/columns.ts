// Column kinds every table shares.
import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, customType, text } from 'drizzle-orm/pg-core';

/** An instant: ISO 8601 in UTC outside, timestamptz inside. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  fromDriver: (value) => new Date(value).toISOString(),
  toDriver: (value) => value,
});

/** A text search vector, in its written form. */
export const searchVector = customType<{ data: string; driverData: string }>({
  dataType: () => 'tsvector',
});

/** Prefixed ids (`int_…`): whoever reads a log line knows what it names. db/database/id.ts makes them. */
export const id = () => text().primaryKey();

/** What a name is told from others by: neither capitals nor the width of letters nor blanks around it count. */
export const nameKey = (name: AnyPgColumn | SQL): SQL<string> => sql`lower(btrim(normalize(${name}, NFKC)))`;
