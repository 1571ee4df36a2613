// Converts workbooks (.xlsx) to rows of text, as their first sheet shows them. The library is loaded when the first
// workbook is dropped. Values are not invented: a number with more digits than Excel keeps stays shortened, a formula
// without a result is reported, and the server refuses such a cell.
import type { Cell, CellValue } from 'hucre';

export type Workbook = {
  cells: string[][];
  /** The sheet that was read, and the others. */
  sheet: string;
  others: string[];
  /** Areas of merged cells: every row of one has its value. */
  merged: number;
};

/** `kind`: a table in a format that is not read; `name` is what people call it. */
export type NoWorkbook =
  | { code: 'workbook-damaged' | 'workbook-locked' }
  | { code: 'workbook-too-large'; limit: number }
  | { code: 'workbook-kind'; kind: string };

const MIB = 1024 * 1024;
/** Unpacked. Ten thousand rows of two hundred columns are far below. */
const UNPACKED_BYTES = 256 * MIB;

/** What kind of packed document this is, by the names in its directory; null: none of tables. */
export function packedKind(bytes: Uint8Array, name: string): 'workbook' | NoWorkbook | null {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    return /\.xls$/i.test(name)
      ? { code: 'workbook-kind', kind: '.xls' }
      : tableName(name) && { code: 'workbook-locked' };
  }
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)) return null;
  const listed = entriesOf(bytes);
  const has = (path: string): boolean => listed?.some((entry) => entry.name === path) ?? false;
  if (has('xl/workbook.bin')) return { code: 'workbook-kind', kind: '.xlsb' };
  if (/\.ods$/i.test(name) && has('content.xml')) return { code: 'workbook-kind', kind: '.ods' };
  if (/\.numbers$/i.test(name)) return { code: 'workbook-kind', kind: '.numbers' };
  if (listed === null || !has('xl/workbook.xml')) return tableName(name) && { code: 'workbook-damaged' };
  const unpacked = listed.reduce((sum, { size }) => sum + size, 0);
  return unpacked > UNPACKED_BYTES ? { code: 'workbook-too-large', limit: UNPACKED_BYTES / MIB } : 'workbook';
}

const tableName = (name: string): true | null => /\.xls[xm]?$/i.test(name) || null;

/** Names and unpacked sizes in a zip's directory; null when it has none that can be read. */
function entriesOf(bytes: Uint8Array): { name: string; size: number }[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const last = Math.max(0, end - 65_535);
  while (end >= last && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < last) return null;
  const entries: { name: string; size: number }[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = view.getUint16(end + 10, true); i > 0; i--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null;
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    entries.push({ name, size: view.getUint32(at + 24, true) });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The first sheet that is not hidden, as text. */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook | NoWorkbook> {
  const { readXlsx } = await import('hucre/xlsx');
  const names: string[] = [];
  let read = false;
  try {
    const { sheets } = await readXlsx(bytes, {
      readStyles: true,
      sheets: ({ name, hidden, veryHidden }) => {
        names.push(name);
        const first = !read && !hidden && !veryHidden;
        read ||= first;
        return first;
      },
    });
    const [sheet] = sheets;
    if (!sheet) return { code: 'workbook-damaged' };
    const cells = sheet.rows.map((row, r) => row.map((value, c) => cellOf(value, sheet.cells?.get(`${r},${c}`))));
    for (const { startRow, endRow, startCol } of sheet.merges ?? []) {
      const value = cells[startRow]?.[startCol] ?? '';
      for (let r = startRow; r <= Math.min(endRow, cells.length - 1); r++) cells[r]![startCol] = value;
    }
    const others = names.filter((name) => name !== sheet.name);
    return { cells: filled(cells), sheet: sheet.name, others, merged: sheet.merges?.length ?? 0 };
  } catch (error) {
    return { code: isLocked(error) ? 'workbook-locked' : 'workbook-damaged' };
  }
}

const isLocked = (error: unknown): boolean => error instanceof Error && /encrypt|password/i.test(error.message);

/** Rows of equal length: a merged area may have reached past a row. */
function filled(cells: string[][]): string[][] {
  const columns = cells.reduce((most, row) => Math.max(most, row.length), 0);
  return cells.map((row) => Array.from({ length: columns }, (_, i) => row[i] ?? ''));
}

/** Excel keeps fifteen digits of a number. */
const MOST_DIGITS = 1e15;
/** What a formula is that was never computed; `cellFault` of the server knows it. */
const NO_RESULT = '#FORMULA!';

function cellOf(value: CellValue, cell: Cell | undefined): string {
  if (value === null || value === undefined) return cell?.formula === undefined ? '' : NO_RESULT;
  const format = cell?.style?.numFmt ?? '';
  if (value instanceof Date) return timeOf(value, format);
  if (typeof value === 'number') return numberOf(value, format);
  return typeof value === 'object' ? '' : String(value);
}

/** As shown where zeros in front are shown; what was too long for Excel stays visibly so. */
function numberOf(value: number, format: string): string {
  if (Math.abs(value) >= MOST_DIGITS) return value.toExponential(14).replace('e', 'E');
  if (/^0{2,}$/.test(format) && Number.isInteger(value) && value >= 0)
    return String(value).padStart(format.length, '0');
  return String(value);
}

/** Excel has one kind of number for days, times of day and lengths of time; the format says which is meant. */
function timeOf(value: Date, format: string): string {
  const whole = Math.round(value.getTime() / 1000) * 1000;
  // Days are fractions: what is off a whole second by less than this was meant to be whole.
  const written = new Date(Math.abs(value.getTime() - whole) < 5 ? whole : value.getTime()).toISOString();
  const [date = '', clock = ''] = written.replace(/(\.000)?Z$/, '').split('T');
  if (value.getTime() < DAY_ONE || /^\[h+\]/i.test(format)) return lengthOf(value);
  return clock === '00:00:00' && !/[hs]/i.test(format) ? date : `${date} ${clock}`;
}

/** 1900-03-01: before it the days of the library and of Excel differ, and nobody's calls are that old. */
const DAY_ONE = Date.UTC(1900, 2, 1);
const EPOCH = Date.UTC(1899, 11, 31);

/** Hours, minutes and seconds since the day before Excel's first. */
function lengthOf(value: Date): string {
  const seconds = Math.round((value.getTime() - EPOCH) / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
