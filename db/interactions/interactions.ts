// The interactions a person may see: the searchable, filterable list, one interaction in full, and the progress of
// recordings being transcribed.
import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { InteractionStanding } from '../../scorecards/interactions/state.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { Channel } from '../../scorecards/scorecard/definition.ts';
import type { Stage } from '../../scorecards/transcripts/states.ts';
import type { AgentChannel, SpeakerMethod } from '../../transcription/transcript/transcript.ts';
import { type Ctx, demand } from '../database/context.ts';
import type { Counted } from '../database/count.ts';
import { instantsOf, zoneOf } from '../database/days.ts';
import { agent, type Person } from '../people/references.ts';
import { agentsVisible, reachesAll } from '../people/visible.ts';
import { interaction } from '../schema/interactions.ts';
import { member, team, team_member } from '../schema/people.ts';
import { review } from '../schema/samples.ts';
import { transcript, transcription } from '../schema/transcripts.ts';
import type { Progress } from '../transcripts/renewal.ts';
import { type Found, hitsIn } from '../transcripts/search.ts';
import { indexingOf } from '../transcripts/search-index.ts';
import { type Narrowed, pageOf } from './finding.ts';

/** How far a recording has come; text has none. `code` is the problem when it failed or waits. */
export type TranscriptionProgress = {
  state: 'queued' | 'running' | 'waiting' | 'done' | 'failed';
  stage: Stage | null;
  progress_bp: number;
  code: string | null;
};

export type InteractionRow = {
  id: string;
  external_id: string;
  agent: Person;
  channel: Channel;
  started_at: string;
  /** null until the recording has been decoded. */
  duration_ms: number | null;
  queue: string | null;
  language: string | null;
  tags: string[];
  csat: number | null;
  /** null for text. */
  file_name: string | null;
  transcription: TranscriptionProgress | null;
  /** Submitted reviews; those of a calibration are not counted. */
  reviews: number;
};

/** A row of the list, and where what was searched for is said in it. */
export type ListedInteraction = InteractionRow & Found;

export type InteractionFilter = {
  /**
   * Found in the external id, the agent's name, the customer's reference or what was said. Of the latter: words in any
   * order, "a phrase", -without, agent:word, customer:word (transcription/text/search/query.ts).
   */
  q?: string;
  channel?: Channel;
  agent?: string;
  team?: string;
  queue?: string;
  state?: InteractionStanding;
  /** Primary tag: `zh` finds `zh-CN`. */
  language?: string;
  /** Days in the organisation's zone, both included. */
  from?: string;
  to?: string;
};

export type InteractionPage = {
  /** Newest first. */
  rows: ListedInteraction[];
  /** Cursor of the next page; null on the last one. */
  next: string | null;
  /** While transcripts are being indexed not everything that was said is found; null else, and on later pages. */
  indexing: Progress | null;
} & Counted;

export type InteractionDetail = InteractionRow & {
  direction: 'inbound' | 'outbound' | null;
  customer_ref: string | null;
  resolved: boolean | null;
  agent_channel: AgentChannel | null;
  /** Columns of the import this product has no name for. */
  metadata: Record<string, string>;
  imported_by: Person | null;
  created_at: string;
  teams: { id: string; name: string }[];
  /** The newest revision; null until there is one. */
  transcript: {
    revision: number;
    language: string | null;
    method: SpeakerMethod | null;
    duration_ms: number;
    turns: number;
    model: string | null;
  } | null;
  /** My own review of it that is waiting or in progress. */
  my_review: string | null;
};

/** What the list refreshes while something is being transcribed. */
export type InteractionState = Pick<InteractionRow, 'id' | 'duration_ms' | 'language' | 'transcription'>;

/** What the list can be narrowed to. */
const PAGE = 100;

const submitted = sql<number>`(select count(*)::int from ${review} r
  where r.interaction_id = ${interaction.id} and r.state = 'submitted' and r.kind <> 'calibration')`;

const progress = {
  state: transcription.state,
  stage: transcription.stage,
  progress_bp: transcription.progress_bp,
  code: transcription.code,
};

const row = {
  id: interaction.id,
  external_id: interaction.external_id,
  agent: { id: agent.id, name: agent.name },
  channel: interaction.channel,
  started_at: interaction.started_at,
  duration_ms: interaction.duration_ms,
  queue: interaction.queue,
  language: interaction.language,
  tags: interaction.tags,
  csat: interaction.csat,
  file_name: interaction.file_name,
  transcription: progress,
  reviews: submitted,
};

const NOWHERE: Found = { hits: [], hit_count: 0 };

/** Newest first, a page at a time; `cursor` is the `next` of the page before. */
export async function listInteractions(
  ctx: Ctx,
  input: InteractionFilter & { cursor?: string; limit?: number },
): Promise<InteractionPage> {
  demand(ctx, 'interactions:read');
  const limit = Math.min(input.limit ?? PAGE, 500);
  const narrowed = await narrowedBy(ctx, input);
  const { q = '', cursor } = input;
  const asked = { wanted: conditions(ctx, input, narrowed), narrowed, q: q.trim(), cursor, limit };
  const [{ ids, ...page }, indexing] = await Promise.all([
    pageOf(ctx, asked),
    input.cursor === undefined ? indexingOf(ctx) : null,
  ]);
  const [rows, hits] = await Promise.all([rowsOf(ctx, ids), hitsIn(ctx, { ids, q: asked.q })]);
  return {
    rows: rows.map((one) => ({ ...one, ...(hits.get(one.id) ?? NOWHERE) })),
    ...page,
    indexing,
  };
}

async function rowsOf(ctx: Ctx, ids: string[]): Promise<InteractionRow[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select(row)
    .from(interaction)
    .innerJoin(agent, eq(agent.id, interaction.agent_id))
    .leftJoin(transcription, eq(transcription.interaction_id, interaction.id))
    .where(and(inArray(interaction.id, ids), ...mine(ctx)));
  const byId = new Map(rows.map((one) => [one.id, one]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** One interaction with everything known about it; `not-found` when it is not the actor's to see. */
export async function readInteraction(ctx: Ctx, input: { id: string }): Promise<InteractionDetail> {
  demand(ctx, 'interactions:read');
  const [found] = await ctx.db
    .select({
      ...row,
      direction: interaction.direction,
      customer_ref: interaction.customer_ref,
      resolved: interaction.resolved,
      agent_channel: interaction.agent_channel,
      metadata: interaction.metadata,
      imported_by: { id: member.id, name: member.name },
      created_at: interaction.created_at,
    })
    .from(interaction)
    .innerJoin(agent, eq(agent.id, interaction.agent_id))
    .leftJoin(transcription, eq(transcription.interaction_id, interaction.id))
    .leftJoin(member, eq(member.id, interaction.imported_by))
    .where(and(eq(interaction.id, input.id), ...mine(ctx)));
  if (!found) throw new Problem('not-found');
  const [teams, [newest], [open]] = await Promise.all([
    ctx.db
      .select({ id: team.id, name: team.name })
      .from(team_member)
      .innerJoin(team, eq(team.id, team_member.team_id))
      .where(eq(team_member.member_id, found.agent.id))
      .orderBy(team.name),
    ctx.db
      .select({
        revision: transcript.revision,
        language: transcript.language,
        method: transcript.method,
        duration_ms: transcript.duration_ms,
        turns: sql<number>`jsonb_array_length(${transcript.turns})`,
        model: transcript.model,
      })
      .from(transcript)
      .where(eq(transcript.interaction_id, found.id))
      .orderBy(desc(transcript.revision))
      .limit(1),
    ctx.db
      .select({ id: review.id })
      .from(review)
      .where(
        and(
          eq(review.interaction_id, found.id),
          eq(review.reviewer_id, ctx.actor.member ?? ''),
          inArray(review.state, ['waiting', 'taken']),
        ),
      )
      .orderBy(review.created_at)
      .limit(1),
  ]);
  return { ...found, teams, transcript: newest ?? null, my_review: open?.id ?? null };
}

/** How far some interactions have come; those that are not the actor's to see are left out. */
export async function interactionStates(ctx: Ctx, input: { ids: string[] }): Promise<InteractionState[]> {
  demand(ctx, 'interactions:read');
  if (input.ids.length === 0) return [];
  return ctx.db
    .select({
      id: interaction.id,
      duration_ms: interaction.duration_ms,
      language: interaction.language,
      transcription: progress,
    })
    .from(interaction)
    .leftJoin(transcription, eq(transcription.interaction_id, interaction.id))
    .where(and(inArray(interaction.id, input.ids), ...mine(ctx)));
}

/** Of the actor's organisation, and about an agent whose interactions the actor may read. */
export const mine = (ctx: Ctx): SQL[] => [
  eq(interaction.organisation_id, ctx.actor.organisation),
  agentsVisible(ctx, 'interactions:read', interaction.agent_id),
];

async function narrowedBy(ctx: Ctx, filter: InteractionFilter): Promise<Narrowed> {
  const { agent: agent_id, team: team_id, from = null, to = null } = filter;
  const everybody = reachesAll(ctx, 'interactions:read') && agent_id === undefined && team_id === undefined;
  const { start, end } = from || to ? instantsOf({ from, to }, await zoneOf(ctx.db, ctx)) : { start: null, end: null };
  return {
    agents: everybody
      ? null
      : sql`array${ctx.db
          .select({ id: member.id })
          .from(member)
          .where(
            and(
              eq(member.organisation_id, ctx.actor.organisation),
              agentsVisible(ctx, 'interactions:read', member.id),
              agent_id === undefined ? undefined : eq(member.id, agent_id),
              team_id === undefined ? undefined : inArray(member.id, membersOf(ctx, team_id)),
            ),
          )}`,
    channel: filter.channel ?? null,
    queue: filter.queue || null,
    language: filter.language?.toLowerCase() || null,
    state: filter.state ?? null,
    start,
    end,
  };
}

const membersOf = (ctx: Ctx, team_id: string) =>
  ctx.db.select({ id: team_member.member_id }).from(team_member).where(eq(team_member.team_id, team_id));

function conditions(ctx: Ctx, { agent: agent_id, team: team_id }: InteractionFilter, narrowed: Narrowed): SQL[] {
  const { channel, queue, language, state, start, end } = narrowed;
  const found = mine(ctx);
  if (channel) found.push(eq(interaction.channel, channel));
  if (agent_id) found.push(eq(interaction.agent_id, agent_id));
  if (team_id) found.push(inArray(interaction.agent_id, membersOf(ctx, team_id)));
  if (queue) found.push(eq(interaction.queue, queue));
  if (language) found.push(eq(interaction.language_tag, language));
  if (state) found.push(standing(state));
  if (start) found.push(gte(interaction.started_at, start));
  if (end) found.push(lt(interaction.started_at, end));
  return found;
}

function standing(state: InteractionStanding): SQL {
  const has = (states: SQL) => sql`exists (select 1 from ${transcription} s
    where s.interaction_id = ${interaction.id} and s.state in (${states}))`;
  switch (state) {
    case 'ready':
      return sql`not ${has(sql`'queued', 'running', 'waiting', 'failed'`)}`;
    case 'working':
      return has(sql`'queued', 'running', 'waiting'`);
    case 'failed':
      return has(sql`'failed'`);
  }
}
