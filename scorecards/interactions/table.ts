// Turns a table of cells into rows with line numbers: the first row names the columns, each following row holds their
// values. What spreadsheets do to text is undone here and nowhere else.

import type { Line } from '../files/csv.ts';
import { cellText, REASON_COLUMN } from '../files/sheet.ts';
import { Problem } from '../problems/problem.ts';
import { missingColumns, type Naming, nameColumns, nameOf } from './columns.ts';
import { LIMITS } from './limits.ts';
import type { Column } from './reading.ts';

/**
 * `record`: values by column, those of other columns under their own names. `wide`: more cells than columns, so that some
 * may stand under the wrong one.
 */
export type Row = { line: number; record: Record<string, string>; wide: boolean };

export type Table = {
  columns: Column[];
  missing: string[];
  rows: Row[];
  /** The first rows as read, cell by cell under `columns`. */
  first: { line: number; cells: string[] }[];
  /** Lines with fewer cells than there are columns. */
  short_lines: number[];
};

/** So much is shown before an import: rows, and characters of a cell. */
const FIRST_ROWS = 5;
const FIRST_CHARACTERS = 120;

/** @throws Problem of the file as a whole: no header, no rows, too many of either, two columns that are the same */
export function tableOf(lines: readonly Line[], naming: Naming): Table {
  const [head, ...body] = lines;
  const headers = headersOf(head, body);
  if (body.length === 0) throw new Problem('no-rows');
  if (body.length > LIMITS.rows) throw new Problem('too-many-rows', { limit: LIMITS.rows });
  const named = nameColumns(headers, naming);
  const ours = headers.some((header) => header.toLowerCase() === REASON_COLUMN);
  const kept = named.flatMap((column, i) =>
    column.header.toLowerCase() === REASON_COLUMN ? [] : [{ column, name: nameOf(column), i }],
  );
  const value = (cell: string, name: string): string => {
    const plain = ours ? cellText(cell) : cell;
    return name === 'text' ? plain : withoutTextMark(plain);
  };
  const cellsOf = ({ cells }: Line) => kept.map(({ name, i }) => value(cells[i] ?? '', name));
  const columns = kept.map(({ column }) => column);
  // Where rows end in a separator most of them do, and have an empty cell more than there are columns.
  const widths = body.map(({ cells }) => cells.length).toSorted((a, b) => a - b);
  const usual = Math.max(head!.cells.length, widths[(widths.length - 1) >> 1]!);
  return {
    columns,
    missing: missingColumns(columns, naming.kind),
    rows: body.map((line) => {
      const cells = cellsOf(line);
      return {
        line: line.line,
        record: Object.fromEntries(kept.map(({ name }, i) => [name, cells[i]!])),
        wide: line.cells.length > usual || line.cells.slice(headers.length).some((cell) => cell.trim() !== ''),
      };
    }),
    first: body.slice(0, FIRST_ROWS).map((line) => ({
      line: line.line,
      cells: cellsOf(line).map((cell) => cell.slice(0, FIRST_CHARACTERS)),
    })),
    short_lines: body.filter(({ cells }) => cells.length < headers.length).map(({ line }) => line),
  };
}

/** A column without a name is kept under its letter when it holds anything; empty ones at the end are no columns. */
function headersOf(head: Line | undefined, body: readonly Line[]): string[] {
  const names = head?.cells.map((name) => name.replace(/^\uFEFF/, '').trim()) ?? [];
  if (names.every((name) => name === '')) throw new Problem('header-missing');
  while (names.at(-1) === '' && body.every(({ cells }) => (cells[names.length - 1] ?? '').trim() === '')) names.pop();
  if (names.length > LIMITS.columns) throw new Problem('too-many-columns', { limit: LIMITS.columns });
  return names.map((name, i) => name || `Column ${letterOf(i)}`);
}

/** A to Z, then AA … as spreadsheets name columns. */
const letterOf = (i: number): string =>
  (i >= 26 ? letterOf(Math.floor(i / 26) - 1) : '') + String.fromCharCode(65 + (i % 26));

/** `="000123"` is how a CSV tells Excel that 000123 is text. */
function withoutTextMark(cell: string): string {
  const marked = /^="((?:[^"]|"")*)"$/.exec(cell.trim());
  return marked ? marked[1]!.replaceAll('""', '"') : cell;
}
