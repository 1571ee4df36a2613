// What later stages say about an interaction and its people. Each stage shows the same few facts beside its own rows.
import { sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Channel } from '../../scorecards/scorecard/definition.ts';
import { interaction } from '../schema/interactions.ts';
import { member } from '../schema/people.ts';
import { transcript } from '../schema/transcripts.ts';

export type Person = { id: string; name: string };

/** The contact a review, an evaluation or a piece of evidence is about. */
export type Contact = {
  id: string;
  external_id: string;
  channel: Channel;
  started_at: string;
  duration_ms: number | null;
  queue: string | null;
  language: string | null;
};

/** The agent, the reviewer, the coach: one table, three names in a query. */
export const agent = alias(member, 'agent');
export const reviewer = alias(member, 'reviewer');
export const coach = alias(member, 'coach');

/** Columns of Person. The table is named in the type, so that drizzle knows where a left join may find nobody. */
export const personOf = <Table extends typeof agent | typeof reviewer | typeof coach>(
  table: Table,
): { id: Table['id']; name: Table['name'] } => ({ id: table.id, name: table.name });

const first = sql`from ${transcript} t where t.interaction_id = ${interaction}.id and t.revision = 1`;

/** What the import told; where it did not, what was heard. The import's row stays as it came in. */
export const heard = {
  duration_ms: sql<number | null>`coalesce(${interaction}.duration_ms, (select t.duration_ms ${first}))`,
  language: sql<string | null>`coalesce(${interaction}.language, (select t.language ${first}))`,
};

/** Columns of Contact, for queries that join the interaction. */
export const contact = {
  id: interaction.id,
  external_id: interaction.external_id,
  channel: interaction.channel,
  started_at: interaction.started_at,
  duration_ms: heard.duration_ms,
  queue: interaction.queue,
  language: heard.language,
};

/**
 * There is something to read: text, or a recording that has its transcript. The columns are written with their table,
 * because a query of one table alone leaves it out, and inside the brackets they would be the transcript's.
 */
export const readable = sql<boolean>`(${interaction}.file_name is null or exists (
  select 1 from ${transcript} t where t.interaction_id = ${interaction}.id))`;

/** Revision of the transcript as it stands; null while there is none. */
export const newestRevision = sql<
  number | null
>`(select max(t.revision) from ${transcript} t where t.interaction_id = ${interaction}.id)`;
