import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { Channel } from '../../scorecards/scorecard/definition.ts';
import { TEXTS } from '../../transcription/transcript/shape.ts';
import type { AgentChannel } from '../../transcription/transcript/transcript.ts';
import { id, instant, json } from './columns.ts';
import { member, organisation } from './people.ts';

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
  (t) => [primaryKey({ columns: [t.organisation_id, t.sha256] })],
);

/** A file on its way in, piece by piece; gone when it has become an interaction or a day has passed. */
export const upload = pgTable(
  'upload',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    member_id: text()
      .notNull()
      .references(() => member.id),
    file_name: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    received: bigint({ mode: 'number' }).notNull().default(0),
    metadata: json(TEXTS).notNull(),
    created_at: instant().notNull(),
    expires_at: instant().notNull(),
  },
  (t) => [index().on(t.organisation_id), index().on(t.expires_at)],
);

/** One interaction between a customer and the centre. */
export const interaction = pgTable(
  'interaction',
  {
    id: id(),
    organisation_id: text()
      .notNull()
      .references(() => organisation.id),
    external_id: text().notNull(),
    agent_id: text()
      .notNull()
      .references(() => member.id),
    channel: text().$type<Channel>().notNull(),
    started_at: instant().notNull(),
    /** As the import told it, else as it was heard; null until either is known. */
    duration_ms: integer(),
    declared_duration_ms: integer('told_duration_ms'),
    direction: text().$type<'inbound' | 'outbound'>(),
    queue: text(),
    /** As the import told it, else as it was heard. */
    language: text(),
    /** Primary tag of the language, lower case: `zh` of `zh-CN`. */
    language_tag: text().generatedAlwaysAs(sql`lower(split_part(language, '-', 1))`),
    declared_language: text('told_language'),
    /** The newest revision of its transcript; null while there is none. */
    transcript_revision: integer(),
    /** Teams of the agent when it came in. */
    team_ids: text().array().notNull(),
    customer_ref: text(),
    tags: text().array().notNull(),
    csat: integer(),
    resolved: boolean(),
    agent_channel: text().$type<AgentChannel>(),
    /** Columns of the import this product has no name for. */
    metadata: json(TEXTS).notNull(),
    /** SHA-256 of the recording, or of the chat's canonical JSON. */
    content_sha256: text().notNull(),
    /** Name of the recording as handed in; null for text. */
    file_name: text(),
    imported_by: text().references(() => member.id),
    created_at: instant().notNull(),
  },
  (t) => [
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
  ],
);

/**
 * How many interactions there are, by month in UTC. The database itself adds a row for whatever comes, changes or goes
 * (db/migrations/0005_search_pairs.sql), so that imports do not wait for each other; foldTally() adds up what is alike.
 * A sum of others' rows, it refers to none: its last rows come when those are gone.
 */
export const interaction_tally = pgTable(
  'interaction_tally',
  {
    organisation_id: text().notNull(),
    /** When it begins. */
    month: instant().notNull(),
    agent_id: text().notNull(),
    team_ids: text().array().notNull(),
    channel: text().$type<Channel>().notNull(),
    interactions: integer().notNull(),
  },
  (t) => [index().on(t.organisation_id, t.month)],
);
