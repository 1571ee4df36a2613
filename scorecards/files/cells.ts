// Cells of a table that cannot be what someone meant, whatever their column.

/** 1.23E+14 and 1,23E+14: what a spreadsheet leaves of a long number. Its digits are gone. */
const SHORTENED = /^[+-]?\d+(?:[.,]\d+)?E\+\d{1,3}$|^[+-]?\d+[.,]\d+E\d{1,3}$/i;
/** What a spreadsheet shows for a formula that failed, or for a column that is too narrow. */
const ERROR = /^#(?:N\/A|NV|REF!|BEZUG!|VALUE!|WERT!|DIV\/0!|NAME\?|NUM!|ZAHL!|NULL!|SPILL!|CALC!|#{2,})$/i;

/** How a formula of a workbook arrives that was never computed. */
const NO_RESULT = '#FORMULA!';

/** Why a cell is obviously wrong, whatever its column. */
export function cellFault(
  text: string,
): 'shortened-number' | 'spreadsheet-error' | 'formula-without-value' | 'unstorable' | null {
  if (text === NO_RESULT) return 'formula-without-value';
  if (SHORTENED.test(text)) return 'shortened-number';
  if (ERROR.test(text)) return 'spreadsheet-error';
  return isStorable(text) ? null : 'unstorable';
}

/** No database keeps a NUL character or half a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/**
 * The way to the first text, or name of a field, that no database can store; null when there is none.
 */
export function unstorableIn(value: unknown, way: readonly string[] = []): readonly string[] | null {
  if (typeof value === 'string') return isStorable(value) ? null : way;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = isStorable(name) ? unstorableIn(inner, [...way, name]) : way;
    if (found !== null) return found;
  }
  return null;
}
