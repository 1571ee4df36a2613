// Summaries and downloads of the import page, derived from its state.
import type { RefusedRow, RowIssue } from '../../api/interactions/imports-contract.ts';
import { REASON_COLUMN, sheetOf } from '../../scorecards/files/sheet.ts';
import { RECORDING_COLUMNS } from '../../scorecards/interactions/columns.ts';
import { said } from '../words/words.ts';
import type { Metadata } from './sending.ts';

export const CHAT_COLUMNS = ['external_id', 'agent', 'channel', 'started_at', 'speaker', 'at', 'text'] as const;
export const REQUIRED: ReadonlySet<string> = new Set([
  'file',
  'external_id',
  'agent',
  'channel',
  'started_at',
  'speaker',
  'text',
]);

const reasons = (issues: readonly RowIssue[]): string => issues.map(({ reason }) => said(reason)).join(' ');

/** Rows of metadata as a CSV that says why each was refused. */
export function mendingSheet(rows: readonly { metadata: Metadata; issues: readonly RowIssue[] }[]): string {
  const records = rows.map(({ metadata, issues }) => ({ ...metadata, [REASON_COLUMN]: reasons(issues) }));
  return sheetOf(columnsOf(records, RECORDING_COLUMNS), records);
}

/** Refused chats as they came, each with why: CSV rows again as CSV, objects as JSON. */
export function mendingChats(refused: readonly RefusedRow[], format: 'json' | 'csv'): string {
  if (format === 'csv') {
    const records = refused.flatMap(({ given, issues }) =>
      (given as Metadata[]).map((row) => ({ ...row, [REASON_COLUMN]: reasons(issues) })),
    );
    return sheetOf(columnsOf(records, CHAT_COLUMNS), records);
  }
  const objects = refused.map(({ given, issues }) =>
    typeof given === 'object' && given !== null
      ? { [REASON_COLUMN]: reasons(issues), ...given }
      : { [REASON_COLUMN]: reasons(issues), given },
  );
  return JSON.stringify(objects, null, 2);
}

/** Columns that occur, those this product names first and in their order, the reason last. */
function columnsOf(records: readonly Metadata[], named: readonly string[]): string[] {
  const found = new Set(records.flatMap(Object.keys));
  const known = named.filter((column) => found.has(column));
  const other = [...found].filter((column) => !known.includes(column) && column !== REASON_COLUMN);
  return [...known, ...other, REASON_COLUMN];
}

/** `calls.csv` → `calls-to-fix.csv` */
export const mendingName = (name: string, ending: string): string =>
  `${name.replace(/\.[^.]+$/, '')}-to-mend.${ending}`;
