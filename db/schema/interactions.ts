import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { DIRECTIONS } from '../../scorecards/interactions/value-words.ts';
import { CHANNELS } from '../../scorecards/scorecard/definition.ts';
import { AGENT_CHANNELS } from '../../transcription/transcript/transcript.ts';
import { id, identity, instant, json, oneOf, range, within } from './columns.ts';
import { member, organisation } from './people.ts';

/** Columns of an import this product has no name for. A record of the library leaves out one that is named `__proto__`. */
const Metadata = z.custom<Record<string, string>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => typeof one === 'string'),
);

/** A stored file, named by its content. Two organisations never share one. */
export const blob = pgTable(
  'blob',
  {
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    /** SHA-256, hex. */
    sha256: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    mime: text().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisation_id, t.sha256] }), range(t.size, 0)],
);

/** A file on its way in, piece by piece; gone when it has become an interaction or a day has passed. */
export const upload = pgTable(
  'upload',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    member_id: text().notNull(),
    file_name: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    received: bigint({ mode: 'number' }).notNull().default(0),
    metadata: json(Metadata).notNull(),
    created_at: instant().notNull(),
    expires_at: instant().notNull(),
  },
  (t) => [
    within(t, t.member_id, member),
    index().on(t.organisation_id),
    index().on(t.expires_at),
    range(t.size, 0),
    check('upload_received', sql`received between 0 and size`),
  ],
);

/** One interaction between a customer and the centre. */
export const interaction = pgTable(
  'interaction',
  {
    id: text().notNull(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    external_id: text().notNull(),
    agent_id: text().notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
    started_at: instant().notNull(),
    /** From the import, otherwise as measured; null until either is known. */
    duration_ms: integer(),
    declared_duration_ms: integer('told_duration_ms'),
    direction: text({ enum: DIRECTIONS }),
    queue: text(),
    /** From the import, otherwise as detected. */
    language: text(),
    /** Primary tag of the language, lower case: `zh` of `zh-CN`. */
    language_tag: text().generatedAlwaysAs(sql`lower(split_part(language, '-', 1))`),
    declared_language: text('told_language'),
    /** The newest revision of its transcript; null if there is none. */
    transcript_revision: integer(),
    /** Teams of the agent when it came in. */
    team_ids: text().array().notNull(),
    customer_ref: text(),
    tags: text().array().notNull(),
    csat: integer(),
    resolved: boolean(),
    agent_channel: text({ enum: AGENT_CHANNELS }),
    /** Columns of the import this product has no name for. */
    metadata: json(Metadata).notNull(),
    /** SHA-256 of the recording, or of the chat's canonical JSON. */
    content_sha256: text().notNull(),
    /** Name of the uploaded recording; null for text. */
    file_name: text(),
    imported_by: text(),
    created_at: instant().notNull(),
  },
  (t) => [
    identity(t),
    within(t, t.agent_id, member),
    within(t, t.imported_by, member),
    unique().on(t.organisation_id, t.external_id),
    unique().on(t.organisation_id, t.content_sha256),
    index().on(t.organisation_id, t.started_at.desc().nullsFirst(), t.id),
    // In the order of the list, for what it is narrowed to.
    index('interaction_of_agent').on(t.organisation_id, t.agent_id, t.started_at.desc().nullsFirst(), t.id),
    index('interaction_of_queue').on(t.organisation_id, t.queue, t.started_at.desc().nullsFirst(), t.id),
    index('interaction_of_language').on(t.organisation_id, t.language_tag, t.started_at.desc().nullsFirst(), t.id),
    // Counted without looking into the rows.
    index('interaction_handled').on(t.organisation_id, t.started_at, t.agent_id, t.channel, t.team_ids),
    // Parts of ids.
    index('interaction_letters').using(
      'gin',
      sql`string_to_array(lower(external_id || coalesce(customer_ref, '')), null)`,
    ),
    index('interaction_ids').using('gin', sql`external_id gin_trgm_ops`, sql`customer_ref gin_trgm_ops`),
    oneOf(t.channel),
    oneOf(t.direction),
    oneOf(t.agent_channel),
    range(t.duration_ms, 0),
    range(t.declared_duration_ms, 0),
    range(t.transcript_revision, 1),
    range(t.csat, 1, 5),
  ],
);

/**
 * How many interactions there are by month, in UTC. A trigger adds a row for each change (db/migrations/0009_search_pairs.sql)
 * and changes none, so that imports do not wait for each other; foldTallies() adds equal rows up. It has no references:
 * deleting interactions adds rows too, and those must not keep their member or organisation from being deleted.
 */
export const interaction_tally = pgTable(
  'interaction_tally',
  {
    organisation_id: text().notNull(),
    /** Its first instant. */
    month: instant().notNull(),
    agent_id: text().notNull(),
    team_ids: text().array().notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
    /** Negative when interactions were deleted or moved elsewhere. */
    interactions: integer().notNull(),
  },
  (t) => [
    index().on(t.organisation_id, t.month),
    index().on(t.organisation_id, t.agent_id),
    oneOf(t.channel),
    check('interaction_tally_interactions', sql`interactions <> 0`),
  ],
);
