// How a file is read. Anything not chosen is detected from the file, and the result is shown before anything is
// written.
import type { Delimiter } from '../files/csv.ts';
import type { DateOrder } from './instant.ts';

/** What a person chose, on the import page or with the request. */
export type Reading = {
  /** null: recognised by the first line. */
  delimiter: Delimiter | null;
  /** Headers as written → the column each is; '' keeps one as a column of its own. */
  columns: Readonly<Record<string, string>>;
  /** null: recognised by the dates that can be read in one way only. */
  date_order: DateOrder | null;
  /** Times in the future, and those before 1990, are right. */
  confirm_dates: boolean;
};

/** Nothing was chosen. */
export const AS_WRITTEN: Reading = { delimiter: null, columns: {}, date_order: null, confirm_dates: false };

/** `own`: by this product's name; `known`: by one that others use; `kept`: under its own name beside the columns. */
export type NamedBy = 'chosen' | 'own' | 'remembered' | 'known' | 'kept';

export type Column = {
  header: string;
  /** The product's column; null when it is kept under its own name. */
  column: string | null;
  by: NamedBy;
};

/** How a file was read, for the person importing it to check. */
export type Understood = {
  format: 'csv' | 'workbook' | 'json';
  delimiter: Delimiter | null;
  columns: Column[];
  /** Required columns that none is. */
  missing: string[];
  date_order: DateOrder | null;
  /** Some dates can be read in two ways, and nothing in the file tells which. */
  dates_doubtful: boolean;
  /** Some dates look like 03/04/2026: how they were read is worth a look. */
  dates_slashed: boolean;
  /** The first times as they stand and as they were read (ISO, UTC). */
  times: { line: number; written: string; at: string }[];
  rows: number;
  /** The first rows as read, cell by cell under `columns`; long cells are cut. */
  first: { line: number; cells: string[] }[];
  /** Lines with fewer cells than there are columns: the missing ones are read as empty. */
  short_lines: number[];
};
