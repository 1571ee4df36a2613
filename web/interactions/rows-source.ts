// A dropped file of rows: its text in the detected or chosen encoding, or the cells of a workbook.
import { type Certainty, decodeText, type Encoding } from '../../scorecards/files/encoding.ts';
import type { Reading } from '../../scorecards/interactions/reading.ts';
import type { Workbook } from '../files/workbook.ts';

export type RowsSource =
  | { kind: 'text'; format: 'json' | 'csv'; file: File; text: string; encoding: Encoding; certainty: Certainty }
  | { kind: 'workbook'; format: 'csv'; file: File; workbook: Workbook };

/** What the server is sent of a file, and how it is to be read. */
export const handedOf = (source: RowsSource, reading: Reading) => ({
  ...(source.kind === 'text' ? { text: source.text } : { cells: source.workbook.cells }),
  delimiter: source.kind === 'text' ? reading.delimiter : null,
  columns: { ...reading.columns },
  date_order: reading.date_order,
  confirm_dates: reading.confirm_dates,
});

/** The same file in another encoding; the line that is no text in it when there is one. */
export async function inEncoding(
  source: RowsSource & { kind: 'text' },
  encoding: Encoding,
): Promise<{ ok: true; source: RowsSource } | { ok: false; line: number }> {
  const read = decodeText(new Uint8Array(await source.file.arrayBuffer()), encoding);
  if (!read.ok) return { ok: false, line: read.why === 'bad-bytes' ? read.line : 1 };
  return { ok: true, source: { ...source, text: read.text, encoding, certainty: 'chosen' } };
}
