// CSV as spreadsheets and phone systems write it: comma, semicolon, tab or bar as delimiter; CRLF, LF or CR, even
// mixed; quotes around cells containing any of these (RFC 4180). An unclosed quote would swallow the following rows, so
// it is refused with its line; a quote inside an unquoted cell is literal. One pass, whatever the number of columns.
import { Problem } from '../problems/problem.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** A row and the line it begins on, from 1. Line ends within a cell are LF. */
export type Line = { line: number; cells: string[] };

export type Cells = { delimiter: Delimiter; lines: Line[] };

/**
 * @param chosen between the cells; null: recognised by the first line, or by a line `sep=;` above it
 * @param most so many rows are read; what is beyond is left
 */
export function readCells(text: string, chosen: Delimiter | null, most: number): Cells {
  if (text.includes('\0')) throw new Problem('unreadable-file');
  const plain = text.replace(/^\uFEFF/, '');
  const said = /^"?sep=([,;\t|])"?[\t ]*(\r\n|\n|\r|$)/i.exec(plain);
  const body = said ? plain.slice(said[0].length) : plain;
  const delimiter = chosen ?? (said?.[1] as Delimiter | undefined) ?? delimiterOf(body);
  return { delimiter, lines: linesOf(body, delimiter, said ? 2 : 1, most) };
}

/** The rows of a workbook as lines of a file; blank ones are passed over. */
export const linesOfCells = (rows: readonly string[][]): Line[] =>
  rows.map((cells, i) => ({ line: i + 1, cells })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));

/** Of the delimiters the one that the first line has most of outside quotes. */
function delimiterOf(text: string): Delimiter {
  const bare = text
    .slice(0, 65_536)
    .trimStart()
    .replace(/"[^"]*"/g, '');
  const first = bare.split(/\r\n|\n|\r/, 1)[0] ?? '';
  const count = (sign: string): number => first.split(sign).length;
  return DELIMITERS.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** Blank lines, and rows of nothing but empty cells, are passed over. */
function linesOf(text: string, delimiter: string, first: number, most: number): Line[] {
  const lines: Line[] = [];
  let line = first;
  let at = 0;
  while (at < text.length && lines.length < most) {
    const began = line;
    const cells: string[] = [];
    for (;;) {
      const quoted = text[at] === '"';
      const { cell, next } = quoted ? quotedCell(text, at, delimiter, line) : plainCell(text, at, delimiter);
      if (quoted) for (const sign of cell) if (sign === '\n') line++;
      cells.push(cell);
      at = next;
      if (text[at] !== delimiter) break;
      at++;
    }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    line++;
    if (cells.some((cell) => cell.trim() !== '')) lines.push({ line: began, cells });
  }
  return lines;
}

type Found = { cell: string; next: number };

function plainCell(text: string, from: number, delimiter: string): Found {
  let next = from;
  while (next < text.length && text[next] !== delimiter && text[next] !== '\n' && text[next] !== '\r') next++;
  return { cell: text.slice(from, next), next };
}

/** @param from the place of the quote that opens the cell */
function quotedCell(text: string, from: number, delimiter: string, line: number): Found {
  let close = text.indexOf('"', from + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  let next = close + 1;
  while (text[next] === ' ' || (text[next] === '\t' && delimiter !== '\t')) next++;
  const ends = next >= text.length || text[next] === delimiter || text[next] === '\n' || text[next] === '\r';
  if (close === -1 || !ends) throw new Problem('quote-not-closed', { line });
  return {
    cell: text
      .slice(from + 1, close)
      .replaceAll('""', '"')
      .replace(/\r\n?/g, '\n'),
    next,
  };
}
