// Chat files: objects with a list of turns, or rows with one turn each. Both are converted to raw chats; validation
// happens when they are read.

import { cellFault } from '../files/cells.ts';
import { REASON_COLUMN } from '../files/sheet.ts';
import { Unreadable } from '../files/unreadable.ts';
import { Problem } from '../problems/problem.ts';
import type { GivenChat, GivenTurn } from './chat.ts';
import { columnName, type Naming, nameColumns, nameOf } from './columns.ts';
import { LIMITS } from './limits.ts';
import type { Issue } from './metadata.ts';
import type { Column } from './reading.ts';
import type { Row } from './table.ts';

/** Names under which systems keep the list of messages, ours first. */
const TURNS = [
  'turns',
  'messages',
  'conversation',
  'transcript',
  'entries',
  '消息',
  '消息列表',
  '对话',
  '对话内容',
  '聊天记录',
];

export type ObjectNaming = Omit<Naming, 'kind'>;

/** Values of a chat's turns that turns cannot hold: reported, because they are not stored. */
export type LeftOver = Set<string>;

/** One chat of a JSON file. @param left is added to: keys of turns that are not kept */
export function chatOfObject(value: unknown, naming: ObjectNaming, left: LeftOver): GivenChat | Issue[] {
  if (!isRecord(value)) {
    const given = value instanceof Unreadable ? value.written : typeof value;
    return [{ column: '', code: 'not-a-chat', value: given }];
  }
  const list = TURNS.find((name) => Array.isArray(value[name]));
  if (list === undefined) return [{ column: 'turns', code: 'chat-without-turns', value: '' }];
  const faults: Issue[] = [];
  const fields = Object.entries(value).filter(([key]) => key !== list && key !== REASON_COLUMN);
  if (fields.length > LIMITS.columns) {
    return [{ column: '', code: 'too-many-columns', value: '', limit: LIMITS.columns }];
  }
  const columns = namedOr(faults, '', () => nameColumns(keysOf(fields), { ...naming, kind: 'recording' }));
  const record = Object.fromEntries(
    fields.flatMap(([key, field], i) =>
      columns[i] ? [[nameOf(columns[i]), asText(field, columnName(key), faults)]] : [],
    ),
  );
  const turns = (value[list] as unknown[]).map((turn, i) => turnOfObject(turn, i, naming, left));
  return { record, turns, faults };
}

const keysOf = (fields: readonly [string, unknown][]): string[] => fields.map(([key]) => key);

function turnOfObject(turn: unknown, i: number, naming: ObjectNaming, left: LeftOver): GivenTurn {
  const read: GivenTurn = { speaker: '', at: '', text: null, agent: '', line: null, faults: [] };
  if (!isRecord(turn)) return read;
  const fields = Object.entries(turn);
  if (fields.length > LIMITS.columns) return read;
  const columns = namedOr(read.faults, `turns[${i}].`, () => nameColumns(keysOf(fields), { ...naming, kind: 'turn' }));
  for (const [at, [key, value]] of fields.entries()) {
    const column = columns[at]?.column ?? null;
    if (column === 'text' ? typeof value === 'string' || typeof value === 'number' : isOfTurn(column)) {
      read[column as 'text' | 'speaker' | 'at' | 'agent'] = asText(value, `turns[${i}].${column}`, read.faults);
    } else if (column !== 'text' && value !== null && value !== '') left.add(key);
  }
  return read;
}

const isOfTurn = (column: string | null): boolean => column !== null && OF_A_TURN.has(column);

/** Two keys that are one column are a fault of their chat, and it is read without either. */
function namedOr(faults: Issue[], at: string, name: () => Column[]): Column[] {
  try {
    return name();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { first = '', second = '', column = second } = error.params;
    faults.push({
      column: `${at}${column}`,
      code: error.code,
      value: `${second}`,
      first: `${first}`,
      second: `${second}`,
    });
    return [];
  }
}

function asText(value: unknown, column: string, faults: Issue[]): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Unreadable) {
    faults.push({ column, code: value.code, value: value.written, line: value.line });
    return '';
  }
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(';');
  if (typeof value !== 'object') return String(value);
  return JSON.stringify(value, function (this: Record<string, unknown>, key, written: unknown) {
    // What is written is what `toJSON` gives; what it was still stands in its place.
    const inner = this[key];
    if (inner instanceof Unreadable) faults.push({ column, code: inner.code, value: inner.written, line: inner.line });
    return written;
  });
}

/** The rows of one chat in a file with one turn a row, with their line numbers. */
export type ChatRows = { external_id: string; lines: number[]; given: GivenChat };

/** Columns that are the turn's and may differ from row to row. */
const OF_A_TURN: ReadonlySet<string> = new Set(['speaker', 'at', 'text', 'agent']);

/**
 * Chats from rows, in order of first appearance.
 * @param contactColumns columns of the interaction: where the rows of a chat disagree about one, it is refused
 * @returns `varying`: other columns that differ from turn to turn; an interaction keeps the first value
 */
export function chatsOfRows(
  rows: readonly Row[],
  interactionColumns: ReadonlySet<string>,
): { chats: ChatRows[]; varying: string[] } {
  const groups = Map.groupBy(rows, ({ record }) => (record.external_id ?? '').trim());
  const varying = new Set<string>();
  const chats = [...groups].map(([external_id, group]): ChatRows => {
    const faults: Issue[] = [];
    const record: Record<string, string> = Object.create(null);
    const lines = new Map<string, number>();
    for (const row of group) {
      if (row.wide) faults.push({ column: '', code: 'too-many-cells', value: '', line: row.line });
      for (const [column, cell] of Object.entries(row.record)) {
        const value = cell.trim();
        if (value === '' || (OF_A_TURN.has(column) && (column !== 'agent' || record.agent))) continue;
        const first = record[column];
        if (first === undefined) {
          record[column] = value;
          lines.set(column, row.line);
        } else if (first !== value) {
          if (!interactionColumns.has(column)) varying.add(column);
          else faults.push(disagreement(column, { first, line: lines.get(column)! }, { value, line: row.line }));
        }
      }
    }
    const turns = group.map(({ line, record: { speaker = '', at = '', text = '', agent = '' } }) => {
      const fault = cellFault(at.trim()) ?? cellFault(speaker.trim());
      return { speaker, at, text, agent, line, faults: fault ? [{ column: 'at', code: fault, value: at, line }] : [] };
    });
    return {
      external_id,
      lines: group.map(({ line }) => line),
      given: { record: { ...record }, turns, faults: onePerColumn(faults) },
    };
  });
  return { chats, varying: [...varying] };
}

const disagreement = (
  column: string,
  one: { first: string; line: number },
  other: { value: string; line: number },
): Issue => ({ column, code: 'rows-disagree', ...other, first: one.first, first_line: one.line });

/** A chat of a thousand rows that disagree is reported once. */
function onePerColumn(faults: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return faults.filter(({ column, code }) => {
    const key = `${code} ${column}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unreadable);
