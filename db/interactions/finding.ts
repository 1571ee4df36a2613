// Which interactions a page of the list shows. The text typed may be part of an id, of a name, or of what was said. Each
// has an index of its own, so each is searched separately and the results are combined.
//
// With few matches, all are looked up in the index and sorted. With many, the newest interactions are read in order until
// the page is full. Looking up one row more than is counted (db/database/count.ts) tells which case it is. When there are
// many matches but few among the newest interactions, all of them are looked up in the index after all. What was said is
// found newest first by the index itself.
import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { isInstant } from '../../scorecards/calendar/calendar.ts';
import type { InteractionStanding } from '../../scorecards/interactions/state.ts';
import { invalidInput } from '../../scorecards/problems/problem.ts';
import type { Channel } from '../../scorecards/scorecard/definition.ts';
import type { Ctx } from '../database/context.ts';
import { type Counted, MOST_COUNTED, MOST_MATCHES } from '../database/count.ts';
import { pattern } from '../database/pattern.ts';
import { ofAllTime } from '../database/tallies.ts';
import { interaction, interaction_tally } from '../schema/interactions.ts';
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

/** One of the places where the text may be. */
type Way = {
  /** Matching rows on all pages, no more than this; null: all. */
  rows: (most: number | null) => SQL;
  /** Whether those are the newest. */
  in_order: boolean;
  /** The newest behind the cursor, when there are more than are counted. */
  newest: (ctx: Ctx, most: number) => Promise<Place[]>;
};

/** How many of the newest interactions are read in order: if one in twenty matches, a page is full … */
const WALKED = 2000;
/** … and so many more where one in a hundred may. */
const WALKED_ON = 10_000;

/**
 * Ids of a page, newest first, where the next one begins, and how many there are over all pages as far as they are
 * counted.
 */
export async function pageOf(ctx: Ctx, asked: PageAsked): Promise<{ ids: string[]; next: string | null } & Counted> {
  const { limit } = asked;
  const behind = asked.cursor === undefined ? null : placeAt(asked.cursor);
  const most = asked.q === '' ? MOST_COUNTED : MOST_MATCHES;
  return ctx.db.transaction(async (tx) => {
    const within = { ...ctx, db: tx };
    const ways = await waysOf(within, asked, behind);
    const tallied = asked.q === '' ? await talliedOf(within, asked.narrowed) : null;
    if (tallied !== null && tallied > most) {
      const places = await ways[0]!.newest(within, limit + 1);
      return { ...pageFrom(places, limit), total: tallied, total_exact: true };
    }
    const found = await lookUp(within, ways, most + 1, behind, limit + 1);
    const pages = [found.places];
    for (const [i, way] of ways.entries()) {
      const complete = (found.each[i] ?? 0) <= most || (way.in_order && behind === null);
      if (!complete) pages.push(await way.newest(within, limit + 1));
    }
    const places = [...new Map(pages.flat().map((place) => [place.id, place])).values()].sort(newestFirst);
    return { ...pageFrom(places, limit), total: Math.min(found.total, most), total_exact: found.total <= most };
  });
}

/** @param places one more than the page shows, if there is a next one */
function pageFrom(places: readonly Place[], limit: number): { ids: string[]; next: string | null } {
  const shown = places.slice(0, limit);
  const last = shown.at(-1);
  return {
    ids: shown.map(({ id }) => id),
    next: places.length > limit && last ? `${last.started_at}_${last.id}` : null,
  };
}

/** How many interactions there are; null when they are narrowed to what the tally does not tell apart. */
async function talliedOf(ctx: Ctx, { agents, channel, ...others }: Narrowed): Promise<number | null> {
  if (Object.values(others).some((one) => one !== null)) return null;
  const [sum] = await ctx.db
    .select({ n: sql<number>`coalesce(sum(${interaction_tally.interactions}), 0)::int` })
    .from(interaction_tally)
    .where(
      and(
        eq(interaction_tally.organisation_id, ctx.actor.organisation),
        ofAllTime(interaction_tally.month),
        agents === null ? undefined : sql`${interaction_tally.agent_id} = any(${agents})`,
        channel === null ? undefined : eq(interaction_tally.channel, channel),
      ),
    );
  return sum?.n ?? 0;
}

type LookedUp = { each: number[]; total: number; places: Place[] };

/** How many rows each way finds, up to the bound, how many all of them find together, and the newest of those. */
async function lookUp(
  ctx: Ctx,
  ways: readonly Way[],
  most: number,
  behind: Place | null,
  limit: number,
): Promise<LookedUp> {
  const names = ways.map((_, i) => sql.raw(`way_${i}`));
  const list = (parts: SQL[], between: SQL): SQL => sql.join(parts, between);
  const [found] = await ctx.db.execute<LookedUp>(sql`with
    ${list(
      ways.map(({ rows }, i) => sql`${names[i]} as materialized (${rows(most)})`),
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
        where ${after(behind) ?? sql`true`} ${ORDER} limit ${limit}) as newest) as places`);
  const { each = [], total = 0, places = [] } = found ?? {};
  return { each, total, places: places.map(placeOf) };
}

async function placesIn(ctx: Ctx, rows: SQL): Promise<Place[]> {
  return [...(await ctx.db.execute<Place>(rows))].map(placeOf);
}

const ORDER = sql`order by ${interaction.started_at} desc nulls first, ${interaction.id}`;
const placeOf = ({ id, started_at }: Place): Place => ({ id, started_at: new Date(started_at).toISOString() });

const newestFirst = (a: Place, b: Place): number =>
  b.started_at.localeCompare(a.started_at) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** A row matches when one of them finds it. When nothing was typed, there is one, and it finds every row. */
async function waysOf(ctx: Ctx, { q, wanted, narrowed }: PageAsked, behind: Place | null): Promise<Way[]> {
  const listed =
    (holds?: SQL) =>
    (most: number | null): SQL =>
      sql`select id, started_at from ${interaction} where ${and(...wanted, holds) ?? sql`true`} limit ${most}`;
  if (q === '') {
    const newest: Way['newest'] = (within, most) =>
      newestOf(within, sql`${interaction}`, and(...wanted, after(behind)), most);
    return [{ rows: listed(), in_order: false, newest }];
  }
  const walking = (rows: Way['rows'], holds: SQL): Way => ({
    rows,
    in_order: false,
    newest: async (within, most) =>
      (await walk(within, narrowed, behind, and(...wanted, holds), most)) ??
      newestOf(within, sql`(${rows(null)})`, after(behind), most),
  });
  const called: Way['rows'] = (most) =>
    sql`select * from interactions_called(${pattern(q)}, ${lettersOf(q)}, ${filters(narrowed)},
      ${narrowed.start}::timestamptz, ${narrowed.end}::timestamptz, ${most}::int)`;
  const ways: Way[] = [walking(called, inIds(q))];
  const agents = await agentsNamed(ctx, q);
  if (agents.length > 0) {
    const theirs = inArray(interaction.agent_id, agents);
    ways.push(walking(listed(theirs), theirs));
  }
  const saying = await sayingOf(ctx, q);
  if (saying) {
    const from = (place: Place | null, most: number | null): SQL =>
      sql`select * from interactions_saying(${saying}, ${filters(narrowed)}, ${narrowed.start}::timestamptz,
        ${place?.started_at ?? narrowed.end}::timestamptz, ${place?.id ?? null}, ${most}::int)`;
    ways.push({
      rows: (most) => from(null, most),
      in_order: true,
      newest: (within, most) => placesIn(within, from(behind, most)),
    });
  }
  return ways;
}

/** Reads the newest interactions in order; null when they do not fill the page. */
async function walk(
  ctx: Ctx,
  { start, end }: Narrowed,
  behind: Place | null,
  wanted: SQL | undefined,
  most: number,
): Promise<Place[] | null> {
  // Narrowed by days alone, so that no more rows are read than said, however few are wanted.
  const within = and(
    eq(interaction.organisation_id, ctx.actor.organisation),
    start === null ? undefined : gte(interaction.started_at, start),
    end === null ? undefined : lt(interaction.started_at, end),
    after(behind),
  );
  const among = (read: number): Promise<Place[]> =>
    newestOf(ctx, sql`(select * from ${interaction} where ${within} ${ORDER} limit ${read})`, wanted, most);
  let met = await among(WALKED);
  if (met.length < most && met.length * WALKED_ON >= most * WALKED) met = await among(WALKED_ON);
  return met.length === most ? met : null;
}

/** Of some rows; they are named as the table, because the conditions name it. */
const newestOf = (ctx: Ctx, rows: SQL, wanted: SQL | undefined, most: number): Promise<Place[]> =>
  placesIn(
    ctx,
    sql`select id, started_at from ${rows} as interaction where ${wanted ?? sql`true`} ${ORDER} limit ${most}`,
  );

/** What the trigram index can find: three letters or digits in a row, or two at the beginning or end of a word. */
const KNOWN_PART = /[\p{L}\p{N}]{3}|[^\p{L}\p{N}][\p{L}\p{N}]{2}|[\p{L}\p{N}]{2}[^\p{L}\p{N}]/u;

/** The single characters of a text that is too short for it; null for any other. */
const lettersOf = (q: string): SQL =>
  KNOWN_PART.test(q) ? sql`null::text[]` : sql`string_to_array(lower(${q}), null)`;

/** The filters as arguments of the SQL functions, without the days. */
const filters = ({ agents, channel, queue, language, state }: Narrowed): SQL =>
  sql`${agents ?? sql`null`}::text[], ${channel}::text, ${queue}::text, ${language}::text, ${state}::text`;

const inIds = (q: string): SQL =>
  sql`(${interaction.external_id} ilike ${pattern(q)} or ${interaction.customer_ref} ilike ${pattern(q)})`;

async function agentsNamed({ db, actor }: Ctx, q: string): Promise<string[]> {
  const rows = await db
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.organisation_id, actor.organisation), sql`${member.name} ilike ${pattern(q)}`));
  return rows.map(({ id }) => id);
}

function placeAt(cursor: string): Place {
  const [, started_at, id] = /^([^_]+)_([\w-]+)$/.exec(cursor) ?? [];
  if (started_at === undefined || id === undefined || !isInstant(started_at))
    throw invalidInput('cursor', 'not-a-place');
  return { id, started_at };
}

/** Rows behind the cursor in the list's order, written so that the index of that order is walked. */
const after = (place: Place | null): SQL | undefined =>
  place === null
    ? undefined
    : sql`${interaction.started_at} <= ${place.started_at}
        and (${interaction.started_at} < ${place.started_at} or ${interaction.id} > ${place.id})`;
