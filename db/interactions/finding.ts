// Which interactions a page of the list shows. What was typed may stand in an id, in a name, or in what was said; each
// of the three has an index of its own and comes newest first, so each is asked for a page and the pages are put
// together. Asked in one condition, none of the indexes could be walked.
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { isInstant } from '../../scorecards/calendar/calendar.ts';
import { invalidInput } from '../../scorecards/problems/problem.ts';
import type { Ctx } from '../database/context.ts';
import { type Counted, countUpTo, MOST_COUNTED } from '../database/count.ts';
import { interaction } from '../schema/interactions.ts';
import { member } from '../schema/people.ts';
import { saysSo } from '../transcripts/search.ts';

type Place = { id: string; started_at: string };
export type PageAsked = { wanted: SQL[]; q: string; cursor?: string | undefined; limit: number };

/** A condition of which rows may be shown, and how many it leaves; null: more than are counted. */
type Way = { holds: SQL | undefined; found: number | null };

/**
 * Ids of a page, newest first, where the next one begins, and how many there are over all pages as far as they are
 * counted.
 */
export async function pageOf(ctx: Ctx, asked: PageAsked): Promise<{ ids: string[]; next: string | null } & Counted> {
  const { limit, cursor, wanted } = asked;
  const behind = cursor === undefined ? undefined : after(cursor);
  const conditions = await waysOf(ctx, asked.q);
  const ways: Way[] = await Promise.all(
    conditions.map(async (holds) => {
      const { total, total_exact } = await countUpTo(ctx.db, some(wanted, holds));
      return { holds, found: total_exact ? total : null };
    }),
  );
  const pages = await Promise.all(
    ways.map(({ holds, found }) =>
      ctx.db
        .select({ id: interaction.id, started_at: interaction.started_at })
        .from(interaction)
        .where(
          holds === undefined || found === null ? and(...wanted, holds, behind) : and(among(wanted, holds), behind),
        )
        .orderBy(sql`${interaction.started_at} desc nulls first`, interaction.id)
        .limit(limit + 1),
    ),
  );
  const places = [...new Map(pages.flat().map((place) => [place.id, place])).values()].sort(newestFirst);
  const shown = places.slice(0, limit);
  const last = shown.at(-1);
  return {
    ids: shown.map(({ id }) => id),
    next: places.length > limit && last ? `${last.started_at}_${last.id}` : null,
    ...(await together(ctx, wanted, ways)),
  };
}

const some = (wanted: SQL[], holds: SQL | undefined): SQL =>
  sql`(select ${interaction.id} from ${interaction} where ${and(...wanted, holds)} limit ${MOST_COUNTED + 1})`;

/**
 * The same rows, found before they are put in order. What few rows hold is found by its own index; left to choose, the
 * database walks the whole list for what it guesses to be frequent. What many hold is soon met on that walk.
 */
const among = (wanted: SQL[], holds: SQL): SQL =>
  sql`${interaction.id} in (with few as materialized ${some(wanted, holds)} select id from few)`;

async function together(ctx: Ctx, wanted: SQL[], ways: readonly Way[]): Promise<Counted> {
  const [only] = ways;
  if (ways.some(({ found }) => found === null)) return { total: MOST_COUNTED, total_exact: false };
  if (ways.length === 1) return { total: only?.found ?? 0, total_exact: true };
  const each = ways.filter(({ found }) => found !== 0);
  if (each.length < 2) return { total: each[0]?.found ?? 0, total_exact: true };
  return countUpTo(
    ctx.db,
    sql.join(
      each.map(({ holds }) => some(wanted, holds)),
      sql` union `,
    ),
  );
}

const newestFirst = (a: Place, b: Place): number =>
  b.started_at.localeCompare(a.started_at) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The conditions of which one has to hold; without anything typed there is one that always does. */
async function waysOf(ctx: Ctx, q: string): Promise<(SQL | undefined)[]> {
  if (q === '') return [undefined];
  const ways: SQL[] = [inIds(q)];
  const agents = await agentsNamed(ctx, q);
  if (agents.length > 0) ways.push(inArray(interaction.agent_id, agents));
  const said = await saysSo(ctx, q);
  if (said) ways.push(said);
  return ways;
}

/** `%` and `_` stand for themselves, letters for both cases. */
const pattern = (q: string): string => `%${q.replace(/[\\%_]/g, '\\$&')}%`;

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
