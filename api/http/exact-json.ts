// JSON without silent loss. JSON.parse rounds ids of nineteen digits and keeps the last of two values with the same
// name. Here, a number that would be rounded stays text, or is reported where numbers are meant; duplicates and
// non-numbers are reported with their position. Depth is limited before anything walks the text.
import { type ParseErrorCode, visit } from 'jsonc-parser';
import { Unreadable } from '../../scorecards/files/unreadable.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import { MOST_DEPTH, shapeOf } from '../../transcription/import/depth.ts';

type Container = Record<string, unknown> | unknown[];

/** What becomes of a number. @returns null where it cannot be taken */
type Numbers = (written: string, number: number) => number | string | null;

/** A number that a double holds as it is written is a number, any other a string: ids look like numbers. */
const asWritten: Numbers = (written, number) => (String(number) === written ? number : written);

/** Where numbers are meant: 10.0 and 1e1 are 10. What a double cannot hold is no number. */
export const asNumbers: Numbers = (written, number) => {
  const whole = /^-?\d+(\.0+)?(e\+?\d+)?$/i.test(written);
  return Number.isFinite(number) && (Number.isSafeInteger(number) ? whole : !whole) ? number || 0 : null;
};

/**
 * Objects have no prototype, so a key `__proto__` is a key like another. A value that cannot be taken is an
 * `Unreadable`.
 * @param line of the file on which the text begins
 * @throws Problem `json-broken` with its line and column, `too-deep`
 */
export function readExactJson(text: string, { line = 1, numbers = asWritten } = {}): unknown {
  if (shapeOf(text).depth > MOST_DEPTH) throw new Problem('too-deep', { limit: MOST_DEPTH });
  const root: unknown[] = [];
  const open: Container[] = [root];
  let name = '';
  const put = (value: unknown, row: number): void => {
    const into = open.at(-1)!;
    if (Array.isArray(into)) into.push(value);
    else into[name] = name in into ? new Unreadable('duplicate-key', name, line + row) : value;
  };
  const begin = (container: Container, row: number): void => {
    put(container, row);
    open.push(container);
  };
  const end = (): void => void open.pop();
  visit(
    text,
    {
      onObjectBegin: (_at, _length, row) => begin(Object.create(null) as Record<string, unknown>, row),
      onArrayBegin: (_at, _length, row) => begin([], row),
      onObjectEnd: end,
      onArrayEnd: end,
      onObjectProperty: (property) => {
        name = property;
      },
      onLiteralValue: (value: unknown, at, length, row) => {
        const written = text.slice(at, at + length);
        const read = typeof value === 'number' ? numbers(written, value) : value;
        const lost = typeof value === 'number' && read === null;
        put(lost ? new Unreadable('not-a-number', written, line + row) : read, row);
      },
      onError: (error, at, length, row, column) => {
        const written = text.slice(at, at + length);
        if (error === INVALID_SYMBOL && NO_NUMBER.test(written)) {
          put(new Unreadable('not-a-number', written, line + row), row);
        } else if (error !== VALUE_EXPECTED || !followsNoNumber(text.slice(Math.max(0, at - 1000), at))) {
          throw new Problem('json-broken', { line: line + row, at: column + 1 });
        }
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  if (root.length === 0) throw new Problem('json-broken', { line, at: 1 });
  return root[0];
}

const INVALID_SYMBOL: ParseErrorCode = 1;
const VALUE_EXPECTED: ParseErrorCode = 4;
/** What Python and JavaScript write where there is no number; JSON knows none of them. */
const NO_NUMBER = /^-?(NaN|Infinity)$/;
/** The library tells of such a word twice: that it is unknown, and, behind it, that there is no value. */
const followsNoNumber = (before: string): boolean => /(NaN|Infinity)\s*$/.test(before);
