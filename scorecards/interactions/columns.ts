// Matches headers to columns. Two headers for the same column, or differing only in case, would lose a value, so they
// are refused by name unless one takes precedence: what the person chose now, then this product's name, then what the
// organisation chose before, then a name other systems use.

import { REASON_COLUMN } from '../files/sheet.ts';
import { headerKey } from '../files/words.ts';
import { Problem } from '../problems/problem.ts';
import { columnKnownAs } from './column-names.ts';
import type { Column, NamedBy } from './reading.ts';

/** Columns of an interaction, in the order people are shown them. */
export const RECORDING_COLUMNS = [
  'file',
  'external_id',
  'agent',
  'channel',
  'started_at',
  'duration_ms',
  'direction',
  'queue',
  'language',
  'customer_ref',
  'tags',
  'csat',
  'resolved',
  'agent_channel',
] as const;
/** The duration in other units than ours; `duration` says its unit in every cell. */
export const DURATIONS = ['duration', 'duration_s', 'duration_min'] as const;
/** A row may say itself that its times are right although they lie in the future, or before 1990. */
export const DATES_CONFIRMED = 'dates_confirmed';
/** Columns of a turn, in a file with one turn of a chat a row. */
export const TURN_COLUMNS = ['speaker', 'at', 'text'] as const;

/** What a file holds a row of. */
export type RowKind = 'recording' | 'turn';

const REQUIRED: Record<RowKind, readonly string[]> = {
  recording: ['file', 'external_id', 'agent', 'channel', 'started_at'],
  turn: ['external_id', 'agent', 'channel', 'started_at', 'speaker', 'text'],
};

/** What a header may be said to be, in files of a kind. */
export const columnsOf = (kind: RowKind): readonly string[] =>
  kind === 'recording'
    ? [...RECORDING_COLUMNS, ...DURATIONS]
    : [...RECORDING_COLUMNS.filter((one) => one !== 'file'), ...DURATIONS, ...TURN_COLUMNS];

/** Columns of an interaction by how they are compared. */
const INTERACTION = new Map(
  [...RECORDING_COLUMNS, ...DURATIONS, DATES_CONFIRMED].map((column) => [headerKey(column), column as string]),
);
const TURN = new Map(TURN_COLUMNS.map((column) => [headerKey(column), column as string]));

/** A name in this product's spelling: known columns in any case and with blanks around, others unchanged. */
export function columnName(header: string): string {
  const trimmed = header.replace(/^\uFEFF/, '').trim();
  return INTERACTION.get(headerKey(trimmed)) ?? trimmed;
}

/** Whether this product has a name for a column of an interaction. */
export const isColumn = (name: string): boolean => INTERACTION.get(headerKey(name)) === name;

/** Required columns that none of these is. */
export const missingColumns = (columns: readonly Column[], kind: RowKind): string[] =>
  REQUIRED[kind].filter((required) => !columns.some(({ column }) => column === required));

export type Naming = {
  kind: RowKind;
  /** Headers as written → columns, or '' to keep one. */
  chosen: Readonly<Record<string, string>>;
  /** The same, by `headerKey`: what the organisation chose before. */
  remembered: ReadonlyMap<string, string>;
};

const CLAIMS: readonly NamedBy[] = ['chosen', 'own', 'remembered', 'known'];

/** @throws Problem `duplicate-column`, `duplicate-header` */
export function nameColumns(headers: readonly string[], naming: Naming): Column[] {
  refuseDoubled(headers);
  const claims = headers.map((header): Column => claimOf(header, naming));
  return claims.map((claim) => {
    const rivals = claims.filter(({ column }) => column !== null && column === claim.column);
    const best = Math.min(...rivals.map(({ by }) => CLAIMS.indexOf(by)));
    if (rivals.length < 2 || CLAIMS.indexOf(claim.by) > best) {
      return rivals.length < 2 ? claim : { header: claim.header, column: null, by: 'kept' };
    }
    const [first, second] = rivals.filter(({ by }) => CLAIMS.indexOf(by) === best);
    if (second === undefined) return claim;
    throw new Problem('duplicate-column', { column: claim.column!, first: first!.header, second: second.header });
  });
}

function claimOf(header: string, { kind, chosen, remembered }: Naming): Column {
  if (header === REASON_COLUMN) return { header, column: null, by: 'kept' };
  const key = headerKey(header);
  const allowed = columnsOf(kind);
  const claim = (column: string | null | undefined, by: NamedBy): Column | null =>
    column === ''
      ? { header, column: null, by }
      : column && (allowed.includes(column) || column === DATES_CONFIRMED)
        ? { header, column, by }
        : null;
  const own = INTERACTION.get(key) ?? (kind === 'turn' ? TURN.get(key) : undefined);
  return (
    claim(Object.hasOwn(chosen, header) ? chosen[header] : null, 'chosen') ??
    claim(own, 'own') ??
    claim(remembered.get(key), 'remembered') ??
    claim(columnKnownAs(header, kind === 'turn'), 'known') ?? { header, column: null, by: 'kept' }
  );
}

/** Two headers that differ only in case and blanks. */
function refuseDoubled(headers: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const header of headers) {
    const key = header.trim().toLowerCase();
    const first = seen.get(key);
    if (first !== undefined) throw new Problem('duplicate-header', { first, second: header });
    seen.set(key, header);
  }
}

/** The name a value is kept under: a header that has lost this product's own name to another one is no longer that. */
export const nameOf = ({ header, column }: Column): string =>
  column ?? (isColumn(columnName(header)) || TURN.has(headerKey(header)) ? `given ${header.trim()}` : header.trim());
