// Refused rows are downloaded as CSV, fixed in a spreadsheet and uploaded again. A spreadsheet treats a cell starting
// with =, +, - or @ as a formula and would run what a customer wrote, so an apostrophe is put before it and removed
// when the file comes back. Such a file is recognised by its reasons column; in any other file an apostrophe is kept.

/** Says why a row was refused; left out when the file is read again. */
export const REASON_COLUMN = 'refused_because';

/** One apostrophe more than a cell has already, so that taking one off gives the cell. */
const FORMULA = /^'*[=+\-@\t\r]/;
const HELD = /^'(?='*[=+\-@\t\r])/;

/** A cell as it was before `sheetOf` made it safe. */
export const cellText = (cell: string): string => cell.replace(HELD, '');

/** CSV with a byte order mark (without one spreadsheets read UTF-8 as something else) and CRLF line ends (RFC 4180). */
export function sheetOf(columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string {
  return sheetHead(columns) + sheetLines(columns, rows);
}

/** What such a file begins with, for one that is written a part at a time. */
export const sheetHead = (columns: readonly string[]): string => `\uFEFF${columns.map(cell).join(',')}\r\n`;

export function sheetLines(columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string {
  const lines = rows.map((row) => columns.map((column) => cell(Object.hasOwn(row, column) ? row[column]! : '')));
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
