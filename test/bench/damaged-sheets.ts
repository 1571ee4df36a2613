// How spreadsheets get damaged: truncated, lines lost, duplicated and moved, quotes lost, separators missing or extra,
// blank lines, characters lost and inserted.
import type { Random } from '../../scorecards/statistics/random.ts';
import { SIGNS } from './signs.ts';

/** A line of the sheet: the recording it describes, by its position in the sheet; null: none. */
export type Piece = { row: number | null; cells: string[]; text: string };

export type Style = { delimiter: string; ends: readonly string[] };

export type Damaged = { text: string; touched: Set<number> | null; shifted: Set<number>; how: string };

type Damage = (random: Random, pieces: readonly Piece[], style: Style) => Omit<Damaged, 'how'>;

/** Half of the sheets are left alone. */
export function damage(random: Random, pieces: readonly Piece[], style: Style): Damaged {
  if (random.below(2) === 0) return { ...unharmed(pieces), how: 'whole' };
  const names = Object.keys(DAMAGES);
  const how = names[random.below(names.length)]!;
  return { ...DAMAGES[how]!(random, pieces, style), how };
}

const unharmed = (pieces: readonly Piece[]) => ({
  text: pieces.map(({ text }) => text).join(''),
  touched: new Set<number>(),
  shifted: new Set<number>(),
});

/** A line of a recording, not the header. */
const drawn = (random: Random, pieces: readonly Piece[]): number => 1 + random.below(pieces.length - 1);

/** The line at a place with other cells in it. */
function withCells(
  pieces: readonly Piece[],
  at: number,
  { delimiter, ends }: Style,
  change: (cells: string[]) => string[],
) {
  const { row, cells } = pieces[at]!;
  const text = change([...cells]).join(delimiter) + ends[0]!;
  return { text: unharmed(pieces.with(at, { row, cells, text })).text, touched: new Set([row!]) };
}

const DAMAGES: Record<string, Damage> = {
  'blank lines': (random, pieces, { delimiter, ends }) => {
    const blank = (): Piece => {
      const cells = random.below(2) === 0 ? [''] : pieces[0]!.cells.map(() => '');
      return { row: null, cells, text: cells.join(delimiter) + ends[0]! };
    };
    return unharmed(pieces.flatMap((piece) => (random.below(3) === 0 ? [piece, blank()] : [piece])));
  },
  'no end of the last line': (_random, pieces) => {
    const whole = unharmed(pieces);
    return { ...whole, text: whole.text.replace(/[\r\n]+$/, '') };
  },
  'a separator at the end of every row': (_random, pieces, { delimiter, ends }) =>
    unharmed(pieces.map((piece) => ({ ...piece, text: piece.cells.join(delimiter) + delimiter + ends[0]! }))),
  'a line doubled': (random, pieces) => {
    const at = drawn(random, pieces);
    const to = at + 1 + random.below(pieces.length - at);
    // The first of the two is imported, the second is reported.
    return unharmed(pieces.toSpliced(to, 0, pieces[at]!));
  },
  'a line doubled with another value': (random, pieces, style) => {
    const at = drawn(random, pieces);
    const { row, cells } = pieces[at]!;
    const changed = cells.map((cell) => (/^\d+$/.test(cell) ? `${cell}1` : cell));
    const text = changed.join(style.delimiter) + style.ends[0]!;
    return { ...unharmed(pieces.toSpliced(at + 1, 0, { row, cells: changed, text })), touched: new Set([row!]) };
  },
  'a line lost': (random, pieces) => {
    const at = drawn(random, pieces);
    const lost = pieces[at]!.row!;
    return { ...unharmed(pieces.toSpliced(at, 1)), touched: new Set([lost]) };
  },
  'a line at the end that is no row': (_random, pieces, { delimiter, ends }) => {
    const cells = ['Total', `${pieces.length - 1}`];
    return unharmed([...pieces, { row: null, cells, text: cells.join(delimiter) + ends[0]! }]);
  },
  'quotes lost': (random, pieces, style) => {
    const at = drawn(random, pieces);
    const some = withCells(pieces, at, style, (cells) => cells.map((cell) => cell.replace(/^"|"$/g, '')));
    // What a quoted cell held of line ends now ends its line.
    const within = pieces[at]!.cells.some((cell) => cell.includes(style.delimiter) && cell.startsWith('"'));
    return { ...some, shifted: within ? some.touched : new Set() };
  },
  'one quote lost': (random, pieces) => {
    const { text } = unharmed(pieces);
    const quotes = [...text.matchAll(/"/g)].map(({ index }) => index);
    if (quotes.length === 0) return unharmed(pieces);
    const at = quotes[random.below(quotes.length)]!;
    return {
      text: text.slice(0, at) + text.slice(at + 1),
      touched: reached(pieces, at - 1, at + 1),
      shifted: new Set(),
    };
  },
  'a separator too many': (random, pieces, style) => {
    const at = drawn(random, pieces);
    const { length } = pieces[at]!.cells;
    // Near the end, half the time: there a moved cell is least noticed.
    const place = random.below(2) === 0 ? random.below(length) : length - 1 - random.below(3);
    const some = withCells(pieces, at, style, (cells) => cells.toSpliced(place, 0, ''));
    return { ...some, shifted: some.touched };
  },
  'a separator too few': (random, pieces, style) => {
    const at = drawn(random, pieces);
    const place = random.below(pieces[at]!.cells.length - 1);
    const some = withCells(pieces, at, style, (cells) => {
      const joined = `${cells[place]}${cells[place + 1]}`;
      return cells.toSpliced(place, 2, joined.includes('"') ? joined.replaceAll('"', '') : joined);
    });
    return { ...some, shifted: some.touched };
  },
  'cut off': (random, pieces) => {
    const { text } = unharmed(pieces);
    const at = 1 + random.below(text.length - 1);
    return { text: text.slice(0, at), touched: reached(pieces, at, text.length), shifted: new Set() };
  },
  'signs lost and put in': (random, pieces) => {
    const { text } = unharmed(pieces);
    const at = random.below(text.length);
    const take = random.below(3);
    const put = random.below(3) === 0 ? '' : SIGNS[random.below(SIGNS.length)]!;
    return {
      text: text.slice(0, at) + put + text.slice(at + take),
      touched: reached(pieces, at - 1, at + take),
      shifted: new Set(),
    };
  },
};

/**
 * Rows of the lines from one place of the text to another, with a sign more on either side; null: the header is one.
 */
function reached(pieces: readonly Piece[], from: number, to: number): Set<number> | null {
  const rows = new Set<number>();
  let at = 0;
  for (const { row, text } of pieces) {
    const within = at <= to + 1 && at + text.length >= from - 1;
    if (within && row === null) return null;
    if (within) rows.add(row!);
    at += text.length;
  }
  return rows;
}
