import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { EVENT_KINDS } from '../../scorecards/events/event.ts';
import { id, instant, json, oneOf, range } from './columns.ts';
import { organisation } from './people.ts';

/**
 * Who did what to what, and when. Rows are only ever added: a trigger refuses every change but the number, which is given
 * once, when the event is sealed.
 */
export const event = pgTable(
  'event',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    /** Its place in the organisation's log, counted from 1; null until it is sealed. */
    number: integer(),
    kind: text({ enum: EVENT_KINDS }).notNull(),
    /** Member id; null for the product itself. */
    actor_id: text(),
    /** Id of the row it is about. */
    subject: text().notNull(),
    /** Ids, codes and numbers, as scorecards/events/event.ts has them for the kind. */
    detail: json(z.record(z.string(), z.unknown())).notNull().default({}),
    at: instant().notNull(),
  },
  (t) => [
    // Read from their end: the newest first.
    index('event_newest').on(t.organisation_id, t.at, t.id),
    index('event_of_kind').on(t.organisation_id, t.kind, t.at, t.id),
    index('event_of_actor').on(t.organisation_id, t.actor_id, t.at, t.id),
    index('event_of_subject').on(t.organisation_id, t.subject, t.at, t.id),
    uniqueIndex('event_number').on(t.organisation_id, t.number),
    index('event_unsealed').on(t.organisation_id, t.at, t.id).where(sql`number is null`),
    oneOf(t.kind),
    range(t.number, 1),
  ],
);

/** Words an event refers to and does not hold: a reason, a name before and after. They may be erased: no seal covers them. */
export const event_text = pgTable(
  'event_text',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    text: text().notNull(),
  },
  (t) => [index().on(t.organisation_id)],
);

/** A stretch of an organisation's events, under a key that is not in the database (db/events/seal.ts). */
export const event_seal = pgTable(
  'event_seal',
  {
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    /** Counted from 1. */
    number: integer().notNull(),
    /** Numbers of its first and its last event. */
    first: integer().notNull(),
    last: integer().notNull(),
    /** HMAC-SHA-256, hex, of the seal before; empty for the first. */
    before: text().notNull(),
    /** HMAC-SHA-256, hex. */
    mac: text().notNull(),
    /** Tells which key it was, and nothing of the key. */
    key: text().notNull(),
    sealed_at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisation_id, t.number] }),
    range(t.number, 1),
    range(t.first, 1),
    check('event_seal_stretch', sql`first <= last`),
  ],
);

/** What is left of the log of an organisation that was dropped, under the same key: that it was, and how it ended. */
export const closed_organisation = pgTable(
  'closed_organisation',
  {
    id: id(),
    /** Its seals, and the HMAC of the last; empty where there was none. */
    seals: integer().notNull(),
    head: text().notNull(),
    /** Events that were sealed. */
    events: integer().notNull(),
    closed_at: instant().notNull(),
    mac: text().notNull(),
    key: text().notNull(),
  },
  (t) => [range(t.seals, 0), range(t.events, 0)],
);
