// Reads an uploaded spreadsheet as the person chose, as the organisation chose before, or as the file itself indicates.

import type { Delimiter, Line } from '../../scorecards/files/csv.ts';
import { columnsOf, type RowKind } from '../../scorecards/interactions/columns.ts';
import { dateOrderOf, isAmbiguous, isSlashed, readTime } from '../../scorecards/interactions/instant.ts';
import type { RowReading } from '../../scorecards/interactions/metadata.ts';
import type { Reading, Understood } from '../../scorecards/interactions/reading.ts';
import { type Row, type Table, tableOf } from '../../scorecards/interactions/table.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { Ctx } from '../database/context.ts';
import { zoneOf } from '../database/days.ts';
import { rememberedColumns } from './column-names.ts';

/** Rows of cells with their lines; the first names the columns. */
export type SheetFile = { format: 'csv' | 'workbook'; delimiter: Delimiter | null; lines: Line[] };

export type ReadSheet = { rows: Row[]; understood: Understood; reading: RowReading };

/** So many times are shown as they were read. */
const TIMES_SHOWN = 3;

/**
 * Reads a sheet of recordings, or of turns.
 * @throws Problem of the file as a whole; of `missing-column` the detail is what was understood, so that someone can
 *   say which column it is
 */
export async function readSheetFile(
  ctx: Ctx,
  { sheet, kind, reading }: { sheet: SheetFile; kind: RowKind; reading: Reading },
): Promise<ReadSheet> {
  refuseUnknownColumns(reading, kind);
  const remembered = await rememberedColumns(ctx.db, ctx);
  const table = tableOf(sheet.lines, { kind, chosen: reading.columns, remembered });
  const times = table.rows.flatMap(({ line, record }) =>
    [record.started_at, record.at].flatMap((written) => (written?.trim() ? [{ line, written: written.trim() }] : [])),
  );
  const rowReading = await rowReadingOf(
    ctx,
    reading,
    times.map(({ written }) => written),
    sheet.format === 'workbook',
  );
  const understood = {
    ...understoodOf(table, sheet),
    ...understoodTimes(times, rowReading),
  };
  if (table.missing.length > 0) throw missingColumn(understood);
  return { rows: table.rows, understood, reading: rowReading };
}

/** How the rows of a file are read: in the organisation's zone, dates in the order that the file or a person tells. */
export async function rowReadingOf(
  ctx: Ctx,
  reading: Reading,
  times: readonly string[],
  workbook: boolean,
): Promise<RowReading> {
  return {
    zone: await zoneOf(ctx.db, ctx),
    date_order: reading.date_order ?? dateOrderOf(times),
    workbook,
    now: ctx.now.getTime(),
    confirm_dates: reading.confirm_dates,
  };
}

/** @throws Problem `unknown-column` where a header is said to be what no file of this kind has */
export function refuseUnknownColumns(reading: Reading, kind: RowKind): void {
  const allowed = columnsOf(kind);
  const value = Object.values(reading.columns).find((column) => column !== '' && !allowed.includes(column));
  if (value !== undefined) throw new Problem('unknown-column', { value });
}

function missingColumn(understood: Understood): Problem {
  return new Problem('missing-column', { column: understood.missing.join(', ') }, { understood });
}

const understoodOf = (table: Table, sheet: SheetFile) => ({
  format: sheet.format,
  delimiter: sheet.delimiter,
  columns: table.columns,
  missing: table.missing,
  rows: table.rows.length,
  first: table.first,
  short_lines: table.short_lines,
});

/** What is shown of the times of a file: the first as they were read, and whether they could be read otherwise. */
export function understoodTimes(
  times: readonly { line: number; written: string }[],
  reading: RowReading,
): Pick<Understood, 'date_order' | 'dates_doubtful' | 'dates_slashed' | 'times'> {
  return {
    date_order: reading.date_order,
    dates_slashed: times.some(({ written }) => isSlashed(written)),
    dates_doubtful: reading.date_order === null && times.some(({ written }) => isAmbiguous(written)),
    times: times.slice(0, TIMES_SHOWN).flatMap(({ line, written }) => {
      const time = readTime(written, reading);
      return time.ok ? [{ line, written, at: time.at }] : [];
    }),
  };
}
