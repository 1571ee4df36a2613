// Which interactions a page of the list shows. The text typed may be part of an id, of a name, or of what was said. Each
// has an index of its own, so each is searched separately and the results are combined.
//
// With few matches, all are looked up in the index and sorted. With many, the newest interactions are read in order until
// the page is full. Looking up one row more than is counted (db/database/count.ts) tells which case it is. When there are
// many matches but few among the newest interactions, all of them are looked up in the index after all.
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { isInstant } from '../../scorecards/calendar/calendar.ts';
import type { InteractionStanding } from '../../scorecards/interactions/state.ts';
import { invalidInput } from '../../scorecards/problems/problem.ts';
import type { Channel } from '../../scorecards/scorecard/definition.ts';
import type { Ctx } from '../database/context.ts';
import { type Counted, MOST_COUNTED } from '../database/count.ts';
import { pattern } from '../database/pattern.ts';
import { interaction } from '../schema/interactions.ts';
import { member } from '../schema/people.ts';
import { sayingOf } from '../transcripts/search.ts';

/** The list's filters, as the SQL functions that search take them; null: not filtered. */
export type Narrowed = {
  /** An array of ids. */
  agents: SQL | null;
  channel: Channel | null;
  queue: string | null;
  language: string | null;
  state: InteractionStanding | null;
  start: string | null;
  end: string | null;
};

type Place = { id: string; started_at: string };
/** `wanted`: the conditions of `narrowed`, of the organisation, and of what the actor may see. */
export type PageAsked = { wanted: SQL[]; narrowed: Narrowed; q: string; cursor?: string | undefined; limit: number };

/** One of the places where the text may be: a query of the matching rows, in no order, and the condition for one row. */
type Way = { rows: (most: SQL) => SQL; holds: SQL | undefined };

/** How many of the newest interactions are read in order: if one in twenty matches, a page is full. */
const WALKED = 2000;

/**
 * Ids of a page, newest first, where the next one begins, and how many there are over all pages as far as they are
 * counted.
 */
export async function pageOf(ctx: Ctx, asked: PageAsked): Promise<{ ids: string[]; next: string | null } & Counted> {
  const { limit, cursor } = asked;
  const behind = cursor === undefined ? undefined : after(cursor);
  return ctx.db.transaction(async (tx) => {
    const within = { ...ctx, db: tx };
    const ways = await waysOf(within, asked);
    const found = await lookUp(within, ways, behind, limit + 1);
    const pages = [found.places];
    for (const [i, way] of ways.entries()) {
      if ((found.each[i] ?? 0) <= MOST_COUNTED) continue;
      const met = await walk(within, way, and(...asked.wanted, behind), limit + 1);
      pages.push(met.length > limit ? met : await newestOf(within, way, behind, limit + 1));
    }
    const places = [...new Map(pages.flat().map((place) => [place.id, place])).values()].sort(newestFirst);
    const shown = places.slice(0, limit);
    const last = shown.at(-1);
    return {
      ids: shown.map(({ id }) => id),
      next: places.length > limit && last ? `${last.started_at}_${last.id}` : null,
      total: Math.min(found.total, MOST_COUNTED),
      total_exact: found.total <= MOST_COUNTED,
    };
  });
}

type LookedUp = { each: number[]; total: number; places: Place[] };

/** How many rows each way finds, up to the bound, how many all of them find together, and the newest of those. */
async function lookUp(ctx: Ctx, ways: readonly Way[], behind: SQL | undefined, limit: number): Promise<LookedUp> {
  const names = ways.map((_, i) => sql.raw(`way_${i}`));
  const list = (parts: SQL[], between: SQL): SQL => sql.join(parts, between);
  const [found] = await ctx.db.execute<LookedUp>(sql`with
    ${list(
      ways.map(({ rows }, i) => sql`${names[i]} as materialized (${rows(sql`${MOST_COUNTED + 1}::int`)})`),
      sql`, `,
    )},
    interaction as materialized (${list(
      names.map((name) => sql`select id, started_at from ${name}`),
      sql` union `,
    )})
    select json_build_array(${list(
      names.map((name) => sql`(select count(*)::int from ${name})`),
      sql`, `,
    )}) as each,
      (select count(*)::int from interaction) as total,
      (select coalesce(json_agg(newest), '[]') from (select id, started_at from interaction
        where ${behind ?? sql`true`} ${ORDER} limit ${limit}) as newest) as places`);
  const { each = [], total = 0, places = [] } = found ?? {};
  return { each, total, places: places.map(placeOf) };
}

async function walk(ctx: Ctx, { holds }: Way, wanted: SQL | undefined, limit: number): Promise<Place[]> {
  // Aliased as the table, because the conditions name it.
  const rows = await ctx.db.execute<Place>(sql`select id, started_at from (
      select * from ${interaction} where ${wanted ?? sql`true`} ${ORDER} limit ${holds === undefined ? limit : WALKED}
    ) as interaction where ${holds ?? sql`true`} ${ORDER} limit ${limit}`);
  return [...rows].map(placeOf);
}

async function newestOf(ctx: Ctx, { rows }: Way, behind: SQL | undefined, limit: number): Promise<Place[]> {
  const found = await ctx.db.execute<Place>(
    sql`select id, started_at from (${rows(sql`null`)}) as interaction where ${behind ?? sql`true`} ${ORDER} limit ${limit}`,
  );
  return [...found].map(placeOf);
}

const ORDER = sql`order by ${interaction.started_at} desc nulls first, ${interaction.id}`;
const placeOf = ({ id, started_at }: Place): Place => ({ id, started_at: new Date(started_at).toISOString() });

const newestFirst = (a: Place, b: Place): number =>
  b.started_at.localeCompare(a.started_at) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** A row matches when one of them finds it. When nothing was typed, there is one, and it finds every row. */
async function waysOf(ctx: Ctx, { q, wanted, narrowed }: PageAsked): Promise<Way[]> {
  const listed = (holds: SQL | undefined): Way => ({
    rows: (most) =>
      sql`select id, started_at from ${interaction} where ${and(...wanted, holds) ?? sql`true`} limit ${most}`,
    holds,
  });
  if (q === '') return [listed(undefined)];
  const within = narrowing(narrowed);
  const ways: Way[] = [
    {
      rows: (most) => sql`select * from interactions_called(${pattern(q)}, ${lettersOf(q)}, ${within}, ${most})`,
      holds: inIds(q),
    },
  ];
  const agents = await agentsNamed(ctx, q);
  if (agents.length > 0) ways.push(listed(inArray(interaction.agent_id, agents)));
  const saying = await sayingOf(ctx, q);
  if (saying) {
    ways.push({
      rows: (most) => sql`select * from interactions_saying(${saying.asked}, ${within}, ${most})`,
      holds: saying.holds,
    });
  }
  return ways;
}

/** What the trigram index can find: three letters or digits in a row, or two at the beginning or end of a word. */
const KNOWN_PART = /[\p{L}\p{N}]{3}|[^\p{L}\p{N}][\p{L}\p{N}]{2}|[\p{L}\p{N}]{2}[^\p{L}\p{N}]/u;

/** The single characters of a text that is too short for it; null for any other. */
const lettersOf = (q: string): SQL =>
  KNOWN_PART.test(q) ? sql`null::text[]` : sql`string_to_array(lower(${q}), null)`;

/** The filters as arguments of the SQL functions. */
const narrowing = ({ agents, channel, queue, language, state, start, end }: Narrowed): SQL =>
  sql`${agents ?? sql`null`}::text[], ${channel}::text, ${queue}::text, ${language}::text, ${state}::text,
    ${start}::timestamptz, ${end}::timestamptz`;

const inIds = (q: string): SQL =>
  sql`(${interaction.external_id} ilike ${pattern(q)} or ${interaction.customer_ref} ilike ${pattern(q)})`;

async function agentsNamed({ db, actor }: Ctx, q: string): Promise<string[]> {
  const rows = await db
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.organisation_id, actor.organisation), sql`${member.name} ilike ${pattern(q)}`));
  return rows.map(({ id }) => id);
}

/** Rows behind the cursor in the list's order, written so that the index of that order is walked. */
function after(cursor: string): SQL {
  const [, at, id] = /^([^_]+)_([\w-]+)$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined || !isInstant(at)) throw invalidInput('cursor', 'not-a-place');
  return sql`${interaction.started_at} <= ${at} and (${interaction.started_at} < ${at} or ${interaction.id} > ${id})`;
}
