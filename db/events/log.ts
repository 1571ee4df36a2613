// The event log for administrators: newest first, filtered by kind, person, subject and time.
import { and, desc, eq, gte, inArray, lt, type SQL } from 'drizzle-orm';
import { type BusinessEvent, type EventKind, parseEvent, textsOf } from '../../scorecards/events/event.ts';
import { sheetHead, sheetLines } from '../../scorecards/files/sheet.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Ctx, demand } from '../database/context.ts';
import { instantsOf, zoneOf } from '../database/days.ts';
import { behind, type Page, type PageInput, pageOf } from '../database/pages.ts';
import { event, event_text } from '../schema/events.ts';
import { member } from '../schema/people.ts';
import { record } from './record.ts';

export type EventFilter = {
  kind?: EventKind;
  /** Member id. */
  actor?: string;
  /** Id of the row it is about. */
  subject?: string;
  /** First and last day, in the organisation's time zone. */
  from?: string;
  to?: string;
};

export type LoggedEvent = BusinessEvent & {
  id: string;
  /** Its place in the log; null until it is sealed. */
  number: number | null;
  at: string;
  /** Null: the product itself. */
  actor: { id: string; name: string } | null;
  /** Words the detail refers to, by their ids. Those that were erased are not there. */
  words: Record<string, string>;
};

/** More go into no file. */
export const MOST_EXPORTED = 100_000;
const PAGE = 50;
const PAGE_EXPORTED = 500;
const COLUMNS = ['number', 'at', 'kind', 'actor_id', 'actor', 'subject', 'detail', 'words'] as const;

export async function listEvents(ctx: Ctx, input: EventFilter & PageInput): Promise<Page<LoggedEvent>> {
  demand(ctx, 'events:read');
  return pageOfLog(ctx, await conditionOf(ctx, input), input);
}

/**
 * The log as a sheet, a part at a time. That it was taken out is an event as well.
 * @throws Problem too-many-events
 */
export async function exportEvents(ctx: Ctx, input: EventFilter): Promise<AsyncGenerator<string>> {
  demand(ctx, 'events:read');
  const which = await conditionOf(ctx, input);
  const more = await ctx.db.select({ id: event.id }).from(event).where(which).offset(MOST_EXPORTED).limit(1);
  if (more.length > 0) throw new Problem('too-many-events', { limit: MOST_EXPORTED });
  const { kind = null, actor = null, subject = null, from = null, to = null } = input;
  await record(ctx.db, ctx, {
    kind: 'events.exported',
    subject: ctx.actor.organisation,
    detail: { kind, actor, subject, from, to },
  });
  return sheetOfLog(ctx, which);
}

async function* sheetOfLog(ctx: Ctx, which: SQL | undefined): AsyncGenerator<string> {
  yield sheetHead(COLUMNS);
  let cursor: string | null | undefined;
  for (let left = MOST_EXPORTED; cursor !== null && left > 0; left -= PAGE_EXPORTED) {
    const page: Page<LoggedEvent> = await pageOfLog(ctx, which, {
      limit: PAGE_EXPORTED,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield sheetLines(COLUMNS, page.rows.map(lineOf));
    cursor = page.next;
  }
}

const lineOf = ({ number, at, kind, actor, subject, detail, words }: LoggedEvent): Record<string, string> => ({
  number: number === null ? '' : String(number),
  at,
  kind,
  actor_id: actor?.id ?? '',
  actor: actor?.name ?? '',
  subject,
  detail: JSON.stringify(detail),
  words: Object.values(words).join('\n'),
});

async function conditionOf(ctx: Ctx, { kind, actor, subject, from, to }: EventFilter): Promise<SQL | undefined> {
  const { start, end } = instantsOf({ from: from ?? null, to: to ?? null }, await zoneOf(ctx.db, ctx));
  return and(
    eq(event.organisation_id, ctx.actor.organisation),
    kind === undefined ? undefined : eq(event.kind, kind),
    actor === undefined ? undefined : eq(event.actor_id, actor),
    subject === undefined ? undefined : eq(event.subject, subject),
    start === null ? undefined : gte(event.at, start),
    end === null ? undefined : lt(event.at, end),
  );
}

async function pageOfLog(ctx: Ctx, which: SQL | undefined, input: PageInput): Promise<Page<LoggedEvent>> {
  const { cursor, limit = PAGE } = input;
  const found = await ctx.db
    .select({ event, name: member.name })
    .from(event)
    .leftJoin(member, and(eq(member.id, event.actor_id), eq(member.organisation_id, event.organisation_id)))
    .where(and(which, behind(cursor, event.at, event.id, 'desc')))
    .orderBy(desc(event.at), desc(event.id))
    .limit(limit + 1);
  const { rows, next } = pageOf(
    found.map((row) => ({ ...row.event, name: row.name })),
    limit,
    ({ at }) => at,
  );
  const read = rows.map((row) => ({ row, said: parsed(row) }));
  const words = await wordsOf(
    ctx,
    read.flatMap(({ said }) => textsOf(said)),
  );
  return {
    next,
    rows: read.map(({ row: { id, number, at, actor_id, name }, said }) => ({
      ...said,
      ...{ id, number, at },
      actor: actor_id === null ? null : { id: actor_id, name: name ?? actor_id },
      words: Object.fromEntries(textsOf(said).flatMap((text) => (words.has(text) ? [[text, words.get(text)!]] : []))),
    })),
  };
}

/** What an earlier version left that no kind has a place for is shown as such: one odd row does not close the page. */
function parsed(row: { kind: string; subject: string; detail: unknown }): BusinessEvent {
  try {
    return parseEvent(row);
  } catch {
    return { kind: 'earlier-version.entry', subject: row.subject, detail: { action: row.kind } };
  }
}

async function wordsOf(ctx: Ctx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: event_text.id, text: event_text.text })
    .from(event_text)
    .where(and(eq(event_text.organisation_id, ctx.actor.organisation), inArray(event_text.id, ids)));
  return new Map(rows.map(({ id, text }) => [id, text]));
}
