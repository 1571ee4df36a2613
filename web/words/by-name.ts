// The order of names in lists: by the reader's language, Chinese by pinyin, `Team 2` before `Team 10`.
import { type Language, language, TAG } from './words.ts';

const collators = new Map<Language, Intl.Collator>();

/** Compares two names in the language shown; evaluated again when it changes. */
export function nameOrder(): (one: string, other: string) => number {
  const shown = language();
  const known = collators.get(shown) ?? new Intl.Collator(TAG[shown], { numeric: true });
  collators.set(shown, known);
  return known.compare;
}

/** Rows by name; of the same name as they were. */
export function byName<Row>(rows: readonly Row[], name: (row: Row) => string): Row[] {
  const order = nameOrder();
  return rows.toSorted((one, other) => order(name(one), name(other)));
}

/** For a query's options, which are evaluated again with the language: `select: named<TeamRow>()`. */
export function named<Row extends { name: string }>(): (rows: readonly Row[]) => Row[] {
  const order = nameOrder();
  return (rows) => rows.toSorted((one, other) => order(one.name, other.name));
}

/** Names listed in one line. */
export const listed = (rows: readonly { name: string }[]): string =>
  byName(rows, ({ name }) => name)
    .map(({ name }) => name)
    .join(', ');
