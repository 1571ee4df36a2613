// Summaries of interactions and people that later stages show beside their own rows.
import { type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Channel } from '../../scorecards/scorecard/definition.ts';
import { interaction } from '../schema/interactions.ts';
import { member, team_member } from '../schema/people.ts';

export type Person = { id: string; name: string };

/** The interaction a review, an evaluation or a piece of evidence is about. */
export type InteractionSummary = {
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

/** Columns of Interaction, for queries that join the interaction. */
export const interactionSummary = {
  id: interaction.id,
  external_id: interaction.external_id,
  channel: interaction.channel,
  started_at: interaction.started_at,
  duration_ms: interaction.duration_ms,
  queue: interaction.queue,
  language: interaction.language,
};

/** There is something to read: text, or a recording that has its transcript. */
export const readable = sql<boolean>`(${interaction.file_name} is null or ${interaction.transcript_revision} is not null)`;

/** The teams an agent belongs to now, for a row that keeps them. */
export const teamsOf = (agent_id: string): SQL<string[]> =>
  sql<
    string[]
  >`(select coalesce(array_agg(t.team_id order by t.team_id), '{}') from ${team_member} t where t.member_id = ${agent_id})`;
