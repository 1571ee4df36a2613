// A sheet as a workbook: text, and values a spreadsheet would have converted: numbers, dates, durations and booleans.
import { type Cell, type CellValue, writeXlsx } from 'hucre/xlsx';
import type { Random } from '../../scorecards/statistics/random.ts';

/** @param rows the text of each cell; the headers stand above */
export async function workbookOf(
  random: Random,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Uint8Array<ArrayBuffer>> {
  const cells = new Map<string, Partial<Cell>>();
  const shown = rows.map((row, r) =>
    row.map((text, c): CellValue => {
      const cell = random.below(2) === 0 ? typed(text) : null;
      if (cell === null) return text === '' ? null : text;
      if (cell.numFmt !== undefined) cells.set(`${r + 1},${c}`, { style: { numFmt: cell.numFmt } });
      return cell.value;
    }),
  );
  const bytes = await writeXlsx({ sheets: [{ name: 'Calls', rows: [[...headers], ...shown], cells }] });
  return Uint8Array.from(bytes);
}

type Typed = { value: CellValue; numFmt?: string };

/** What a spreadsheet makes of typed text; null: text. */
function typed(text: string): Typed | null {
  if (/^(0|[1-9]\d{0,14})$/.test(text)) return { value: Number(text) };
  if (/^0\d{1,13}$/.test(text)) return { value: Number(text), numFmt: '0'.repeat(text.length) };
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text) && !text.startsWith('2026-02-30'))
    return { value: new Date(`${text.replace(' ', 'T')}:00Z`), numFmt: 'yyyy-mm-dd hh:mm' };
  const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d)$/.exec(text) ?? [];
  if (seconds !== undefined) {
    const value = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
    return { value, numFmt: '[h]:mm:ss' };
  }
  return text === 'true' || text === 'TRUE' ? { value: true } : null;
}
