// Files of rows as people hand them in, read into rows with their line numbers. What a row means is decided elsewhere.
import { CsvError, parse } from 'csv-parse/sync';
import type { ChatFile } from '../db/chats.ts';
import { missingChatColumns } from '../scorecards/interactions/chat.ts';
import { LIMITS } from '../scorecards/interactions/limits.ts';
import { columnName, missingColumns } from '../scorecards/interactions/metadata.ts';
import { cellText, REASON_COLUMN } from '../scorecards/interactions/sheet.ts';
import { Problem } from '../scorecards/problem.ts';
import { MOST_DEPTH, shapeOf } from '../transcription/import/depth.ts';

/** `wide`: more cells than the first line names columns. */
export type CsvRow = { line: number; record: Record<string, string>; wide: boolean };

/** Reads metadata that stands beside recordings. */
export function readMetadataRows(text: string): CsvRow[] {
  const { header, rows } = readCsv(text);
  refuseMissing(missingColumns(header, 'recording'));
  return rows;
}

/** Reads chats: JSON (an array, one object a line, or one alone), or CSV with one turn a row. */
export function readChatFile(text: string, format: 'json' | 'csv'): ChatFile {
  if (format === 'csv') {
    const { header, rows } = readCsv(text);
    refuseMissing(missingChatColumns(header));
    return { kind: 'rows', rows };
  }
  const body = text.replace(/^\uFEFF/, '').trim();
  const whole = withoutReasons(parsed(body));
  if (Array.isArray(whole)) {
    return { kind: 'objects', unit: 'item', items: whole.map((value: unknown, i) => ({ line: i + 1, value })) };
  }
  if (whole !== undefined) return { kind: 'objects', unit: 'line', items: [{ line: 1, value: whole }] };
  if (body.startsWith('[')) throw new Problem('unreadable-file');
  const items = body.split('\n').flatMap((line, i) => {
    // A line that is no JSON is refused as that line, not the file with it.
    return line.trim() === '' ? [] : [{ line: i + 1, value: withoutReasons(parsed(line)) ?? line }];
  });
  if (items.every(({ value }) => typeof value === 'string')) throw new Problem('unreadable-file');
  return { kind: 'objects', unit: 'line', items };
}

function refuseMissing([column]: string[]): void {
  if (column !== undefined) throw new Problem('missing-column', { column });
}

/** Chats that were refused and come back mended still say why. */
function withoutReasons(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReasons);
  if (typeof value !== 'object' || value === null) return value;
  const { [REASON_COLUMN]: _reason, ...rest } = value as Record<string, unknown>;
  return rest;
}

function parsed(text: string): unknown {
  if (shapeOf(text).depth > MOST_DEPTH) throw new Problem('too-deep', { limit: MOST_DEPTH });
  try {
    return JSON.parse(text, UNSTORABLE.test(text) ? storable : undefined) as unknown;
  } catch {
    return undefined;
  }
}

/** Escapes of what no database keeps: NUL, and halves of surrogate pairs. Whole pairs match too and stay. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

const storable = (name: string, value: unknown): unknown => {
  if (name.includes('\0')) return undefined;
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;
};

function readCsv(text: string): { header: string[]; rows: CsvRow[] } {
  const records = csvRecords(text);
  const header = records[0]?.cells.map((name) => name.trim()) ?? [];
  if (header.every((name) => name === '')) throw new Problem('header-missing');
  if (records.length === 1) throw new Problem('no-rows');
  if (records.length - 1 > LIMITS.rows) throw new Problem('too-many-rows', { limit: LIMITS.rows });
  const columns = header.flatMap((name, i) => (columnName(name) === REASON_COLUMN ? [] : [{ name, i }]));
  const rows = records.slice(1).map(({ line, cells }) => ({
    line,
    record: Object.fromEntries(columns.map(({ name, i }) => [name, cellText(cells[i] ?? '')])),
    wide: cells.slice(header.length).some((cell) => cell.trim() !== ''),
  }));
  return { header, rows };
}

type CsvRecord = { line: number; cells: string[] };

/** The file's records with the line each begins on; the first is the header. */
function csvRecords(text: string): CsvRecord[] {
  if (text.includes('\u0000')) throw new Problem('unreadable-file');
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      // One more than is allowed tells that there are too many.
      to: LIMITS.rows + 2,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    // The library counts the line a record ends on; a quoted cell may hold line ends.
    return records.map(({ record, info }) => ({
      line: info.lines - record.join('').split('\n').length + 1,
      cells: record,
    }));
  } catch (error) {
    if (error instanceof CsvError) throw new Problem('unreadable-file', {}, { line: error.lines });
    throw error;
  }
}

/** Of comma, semicolon and tab the one that the first line has most of outside quotes. */
function delimiterOf(text: string): ',' | ';' | '\t' {
  const first =
    text
      .slice(0, 65_536)
      .replace(/"[^"]*"/g, '')
      .split('\n', 1)[0] ?? '';
  const count = (sign: string): number => first.split(sign).length;
  return ([',', ';', '\t'] as const).reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
