// Reads uploaded files into rows with line numbers. What a row means is decided elsewhere.
import type { ChatFile } from '../../db/interactions/chats.ts';
import type { SheetFile } from '../../db/interactions/sheets.ts';
import { type Delimiter, linesOfCells, readCells } from '../../scorecards/files/csv.ts';
import { LIMITS } from '../../scorecards/interactions/limits.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { readExactJson } from '../http/exact-json.ts';
import type { Handed } from '../http/files.ts';

/** One more than is allowed tells that there are too many; the first is the header. */
const MOST = LIMITS.rows + 2;

export function readSheet(handed: Handed, delimiter: Delimiter | null = null): SheetFile {
  if ('text' in handed) return { format: 'csv', ...readCells(handed.text, delimiter, MOST) };
  return { format: 'workbook', delimiter: null, lines: linesOfCells(handed.cells).slice(0, MOST) };
}

/** Reads chats: JSON (an array, one object a line, or one alone), or a sheet with one turn a row. */
export function readChatFile(
  handed: Handed | string,
  format: 'json' | 'csv',
  delimiter: Delimiter | null = null,
): ChatFile {
  const given = typeof handed === 'string' ? { text: handed } : handed;
  if (format === 'csv' || !('text' in given)) return { kind: 'sheet', sheet: readSheet(given, delimiter) };
  const body = given.text.replace(/^\uFEFF/, '');
  if (/^\s*$/.test(body)) throw new Problem('no-rows');
  const whole = attempt(() => readExactJson(body));
  if (whole.ok) return itemsOf(whole.value);
  // Only a text of several objects, one a line, is read line by line: of anything else the first fault is the fault.
  if (!/^\s*\{/.test(body) || !/\}\s*[\r\n]+\s*\{/.test(body)) throw whole.problem;
  const items = body.split(/\r\n|\n|\r/).flatMap((line, i) => {
    if (line.trim() === '') return [];
    const read = attempt(() => readExactJson(line, { line: i + 1 }));
    // A line that is no JSON is refused as that line, not the file with it.
    return [{ line: i + 1, value: read.ok ? read.value : line }];
  });
  if (items.every(({ value }) => typeof value === 'string')) throw whole.problem;
  return { kind: 'objects', unit: 'line', items };
}

function attempt(read: () => unknown): { ok: true; value: unknown } | { ok: false; problem: Problem } {
  try {
    return { ok: true, value: read() };
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'json-broken') return { ok: false, problem };
    throw problem;
  }
}

/** Under which an export keeps its list. */
const LISTS = [
  'interactions',
  'conversations',
  'chats',
  'sessions',
  'tickets',
  'items',
  'data',
  'records',
  'results',
  'rows',
];

/** An array of chats, one chat, or an object around an array of them. */
function itemsOf(value: unknown): ChatFile {
  const list = Array.isArray(value) ? value : wrapped(value);
  if (list === null) return { kind: 'objects', unit: 'line', items: [{ line: 1, value }] };
  return { kind: 'objects', unit: 'item', items: list.map((one: unknown, i) => ({ line: i + 1, value: one })) };
}

function wrapped(value: unknown): unknown[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const around = value as Record<string, unknown>;
  if ('external_id' in around || 'turns' in around) return null;
  const lists = LISTS.flatMap((name) => (Array.isArray(around[name]) ? [around[name] as unknown[]] : []));
  return lists.length === 1 ? lists[0]! : null;
}
