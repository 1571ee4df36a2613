// Reads an uploaded file into chats: its columns, speakers and date order.

import { headerKey } from '../../scorecards/files/words.ts';
import type { ChatReading, GivenChat, Speaker } from '../../scorecards/interactions/chat.ts';
import { chatOfObject, chatsOfRows, type ObjectNaming } from '../../scorecards/interactions/chat-files.ts';
import { columnsOf, nameColumns } from '../../scorecards/interactions/columns.ts';
import { LIMITS } from '../../scorecards/interactions/limits.ts';
import type { Issue } from '../../scorecards/interactions/metadata.ts';
import type { Column, Reading, Understood } from '../../scorecards/interactions/reading.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { roleOf } from '../../transcription/speakers/role-names.ts';
import type { Ctx } from '../database/context.ts';
import { findAgents, findAgentsByName } from './arrivals.ts';
import { rememberedColumns } from './column-names.ts';
import { readSheetFile, refuseUnknownColumns, rowReadingOf, type SheetFile, understoodTimes } from './sheets.ts';

/** What a file of chats holds, before anything is made of it. */
export type ChatFile =
  /** One chat a value; `line` is its line, or its place in the array. */
  | { kind: 'objects'; unit: 'line' | 'item'; items: { line: number; value: unknown }[] }
  /** One turn a row. */
  | { kind: 'sheet'; sheet: SheetFile };

/** A chat as uploaded, or why it is not one. `given` is returned so that it can be fixed. */
export type HandedChat = { line: number; external_id: string; given: unknown; chat: GivenChat | Issue[] };

export type HandedChats = {
  chats: HandedChat[];
  understood: Understood;
  reading: ChatReading;
  /** Columns of turns that are not kept. */
  not_kept: string[];
};

/** @throws Problem of the file as a whole */
export async function readChats(ctx: Ctx, file: ChatFile, reading: Reading): Promise<HandedChats> {
  const read =
    file.kind === 'sheet' ? await ofSheet(ctx, file.sheet, reading) : await ofObjects(ctx, file.items, reading);
  const names = read.chats.flatMap(({ chat }) => (Array.isArray(chat) ? [] : chat.turns.map(({ speaker }) => speaker)));
  return { ...read, reading: { ...read.reading, speakerOf: await speakersAmong(ctx, names) } };
}

type WithoutSpeakers = Omit<HandedChats, 'reading'> & { reading: Omit<ChatReading, 'speakerOf'> };

const INTERACTION_COLUMNS: ReadonlySet<string> = new Set(columnsOf('recording'));

async function ofSheet(ctx: Ctx, sheet: SheetFile, reading: Reading): Promise<WithoutSpeakers> {
  const read = await readSheetFile(ctx, { sheet, kind: 'turn', reading });
  const byLine = new Map(read.rows.map((row) => [row.line, row.record]));
  const { chats, varying } = chatsOfRows(read.rows, INTERACTION_COLUMNS);
  return {
    chats: chats.map(({ external_id, lines, given }) => ({
      line: lines[0] ?? 0,
      external_id,
      given: lines.map((line) => byLine.get(line)),
      chat: given,
    })),
    understood: read.understood,
    reading: read.reading,
    not_kept: varying,
  };
}

async function ofObjects(
  ctx: Ctx,
  items: readonly { line: number; value: unknown }[],
  reading: Reading,
): Promise<WithoutSpeakers> {
  if (items.length === 0) throw new Problem('no-rows');
  if (items.length > LIMITS.rows) throw new Problem('too-many-rows', { limit: LIMITS.rows });
  refuseUnknownColumns(reading, 'turn');
  const naming = { chosen: reading.columns, remembered: await rememberedColumns(ctx.db, ctx) };
  const left = new Set<string>();
  const chats = items.map(({ line, value }): HandedChat => {
    const chat = chatOfObject(value, naming, left);
    const external_id = Array.isArray(chat) ? idOf(value) : (chat.record.external_id ?? '').trim();
    return { line, external_id, given: value, chat };
  });
  const times = chats.flatMap(({ line, chat }) =>
    Array.isArray(chat)
      ? []
      : [chat.record.started_at, ...chat.turns.map(({ at }) => at)].flatMap((written) =>
          written?.trim() ? [{ line, written: written.trim() }] : [],
        ),
  );
  const rowReading = await rowReadingOf(
    ctx,
    reading,
    times.map(({ written }) => written),
    false,
  );
  return {
    chats,
    understood: { ...understoodObjects(chats, items, naming), ...understoodTimes(times, rowReading) },
    reading: rowReading,
    not_kept: [...left],
  };
}

const idOf = (value: unknown): string =>
  String((typeof value === 'object' ? (value as { external_id?: unknown } | null) : null)?.external_id ?? '').trim();

/** So many chats are shown before an import, and characters of a value. */
const FIRST_CHATS = 5;
const FIRST_CHARACTERS = 120;

/** The keys of the first chats and of their first turns, as columns. */
function understoodObjects(
  chats: readonly HandedChat[],
  items: readonly { line: number; value: unknown }[],
  naming: ObjectNaming,
): Omit<Understood, 'date_order' | 'dates_doubtful' | 'dates_slashed' | 'times'> {
  const first = items.slice(0, FIRST_CHATS).map(({ line, value }) => ({ line, ...fieldsOf(value) }));
  const columns = [
    ...columnsNamed(
      first.flatMap(({ own }) => Object.keys(own)),
      naming,
      'recording',
    ),
    ...columnsNamed(
      first.flatMap(({ turn }) => Object.keys(turn)),
      naming,
      'turn',
    ),
  ].filter(({ header }, i, all) => all.findIndex((one) => one.header === header) === i);
  return {
    format: 'json',
    delimiter: null,
    columns,
    missing: [],
    rows: chats.length,
    first: first.map(({ line, own, turn }) => ({
      line,
      cells: columns.map(({ header }) => shown(header in own ? own[header] : turn[header])),
    })),
    short_lines: [],
  };
}

type Fields = Record<string, unknown>;

/** A chat's own fields, and those of its first turn. */
function fieldsOf(value: unknown): { own: Fields; turn: Fields } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { own: {}, turn: {} };
  const fields = Object.entries(value as Fields).slice(0, LIMITS.columns);
  const turns = fields.map(([, field]) => field).find((field) => Array.isArray(field) && isFields(field[0]));
  const own = Object.fromEntries(fields.filter(([, field]) => field !== turns || turns === undefined));
  return { own, turn: turns === undefined ? {} : ((turns as Fields[])[0] ?? {}) };
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function columnsNamed(headers: readonly string[], naming: ObjectNaming, kind: 'recording' | 'turn'): Column[] {
  // Keys that differ only in case are refused with their chat; here either is accepted.
  const once = new Map(headers.slice(0, LIMITS.columns).map((header) => [headerKey(header) || header, header]));
  return [...once.values()].flatMap((header) => nameColumns([header], { ...naming, kind }));
}

const shown = (value: unknown): string =>
  (value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)).slice(
    0,
    FIRST_CHARACTERS,
  );

/** More speakers than one file has, and a bound for what is asked of the database. */
const MOST_SPEAKERS = 10_000;
const OURS: ReadonlySet<string> = new Set(['agent', 'customer', 'system']);

/**
 * Who the speakers of a file are: by our own words, by the name or address of an agent, by what systems call the sides.
 */
async function speakersAmong(ctx: Ctx, names: Iterable<string>): Promise<(name: string) => Speaker | null> {
  const keyed = new Set<string>();
  for (const name of names) if (keyed.size < MOST_SPEAKERS) keyed.add(name.trim().toLowerCase());
  const people = [...keyed].filter((name) => name !== '' && !OURS.has(name));
  const [byName, byKey] = [await findAgentsByName(ctx.db, ctx, people), await findAgents(ctx.db, ctx, people)];
  const known = new Map<string, Speaker | null>();
  for (const name of keyed) known.set(name, speakerNamed(name, byName(name) ?? byKey(name)));
  return (name) => known.get(name.trim().toLowerCase()) ?? null;
}

function speakerNamed(name: string, agent: { id: string } | null): Speaker | null {
  if (OURS.has(name)) return { role: name as Speaker['role'], agent: null };
  if (agent !== null) return { role: 'agent', agent: agent.id };
  const role = name === '' ? null : roleOf(name);
  return role === null || role === 'other' ? null : { role, agent: null };
}
