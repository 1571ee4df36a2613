// A run is one number as it was dictated: consecutive digits and letters, across commas, hyphens, spaces, "um" and
// turns in which the other side only assents. Digits that count or measure something ("five days", $600, 三十块钱, 10:30,
// 4th) are amounts and end a run.

import { digitOf, misheardDigit, readAtom } from './numbers.ts';
import type { Groups } from './shapes.ts';
import type { Atom, Token } from './tokens.ts';
import { words } from './vocabulary.ts';

/** Tokens [from, to) of a stream. `chars`: figures and letters; `groups`: how they were grouped. */
export type Part = { from: number; to: number; chars: string; groups: Groups };

export type Run = Part & { atoms: Atom[]; plus: boolean };

const SEPARATOR = words(/^(?:[-–—,.、·/()_+'’…]|dash|hyphen|space|dot|um|uh|uhm|er|erm|杠|横|嗯|呃|额|然|后|那|个)$/);
const OPENING_OF_NEXT = words(
  /^(?:and|then|yes|yeah|okay|ok|right|it's|is|so|next|um|uh|the|rest|是|然|后|对|接|着|再|就|[,.、。，!?-])$/,
);
/** Tokens between two figures of one run, within a turn; at the beginning of the next turn. */
const LONGEST_GAP = 3;
const FEW_BEHIND = 2;
const FEW_FIGURES = 2;
const LONGEST_OPENING = 4;

const UNIT = words(
  /^(?:%|percent|dollars?|bucks?|euros?|pounds?|cents?|pence|quid|usd|gbp|eur|rmb|yuan|rupees?|credits?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|weeks?|months?|years?|nights?|times?|items?|pieces?|people|persons?|passengers?|guests?|adults?|kids|members?|stars?|o'clock|am|pm|a\.m|p\.m|gb|mb|kb|tb|gigs?|gigabytes?|megs?|megabits?|megabytes?|mbps|kbps|inch(?:es)?|cm|mm|km|kg|g|lbs?|miles?|metres?|meters?|feet|ft|watts?|volts?|degrees?|st|nd|rd|th|points?|working|business|boxes|bottles?|pairs?|units?|copies|lamps?|chairs?|orders|bedrooms?|x|元|块|毛|角|万|亿|天|日|月|年|周|点|时|分|秒|个|件|次|位|名|人|岁|斤|米|号|楼|层|折|倍|度|寸|瓶|盒|套|双|台|张|份|条|只|本|章|页|期|兆|公|小|钟|工|度|成|项|种|家|座|%)$/,
);
const BEFORE_AMOUNT = words(/^[$£€¥￥#]$/);
/** Chinese units that are also part of numbers' talk: "四号" is a day, "号" behind five figures is not. */
const LONG_NUMBER = 5;
const AND_THEN = words(/^(?:and|then)$/);
const FULL_STOP = words(/^[.。!?]$/);
const LETTER_O = words(/^oh?$/);

/** All runs of a stream, in order. `taken`: tokens that are something else already. */
export function runsOf(tokens: readonly Token[], taken: Uint8Array): Run[] {
  const runs: Run[] = [];
  const pauses: Pauses = new Map();
  let i = 0;
  while (i < tokens.length) {
    const atoms = taken[i] ? [] : readAtoms(tokens, taken, i, pauses);
    const run = runFrom(tokens, atoms);
    if (run !== null) runs.push(run);
    // Atoms that are not a run are not one without the first of them either: the more precede, the more count.
    i = run?.to ?? atoms.at(-1)?.to ?? i + 1;
  }
  return runs;
}

/** One number after the other, up to something that is not a number or counts something. */
function readAtoms(tokens: readonly Token[], taken: Uint8Array, start: number, pauses: Pauses): Atom[] {
  const atoms: Atom[] = [];
  let at = start;
  let said = 0;
  while (at < tokens.length && !taken[at]) {
    const atom = nextAtom(tokens, at, atoms);
    if (atom === null) break;
    said += atom.chars.length;
    if (isAmount(tokens, atom, said)) break;
    atoms.push(atom);
    at = overGap(tokens, atom.to, atoms, pauses);
  }
  return atoms;
}

function runFrom(tokens: readonly Token[], read: Atom[]): Run | null {
  let length = read.length;
  while (length > 0 && isStray(tokens, read[length - 1]!, length)) length -= 1;
  const atoms = length === read.length ? read : read.slice(0, length);
  const [first, last] = [atoms[0], atoms.at(-1)];
  // Letters alone are not a number, and neither is "one hundred" alone, which counts something.
  if (first === undefined || last === undefined || atoms.every(({ form }) => form === 'letter')) return null;
  if (atoms.every(({ form, chars }) => form === 'cardinal' && chars.length < 4)) return null;
  const plus = tokens[first.from - 1]?.text === '+' || tokens[first.from - 1]?.text === 'plus';
  let chars = '';
  for (const atom of atoms) chars += atom.chars;
  const groups: Groups = (lengths) => inGroups(tokens, atoms, 0, atoms.length, lengths);
  return { from: first.from, to: last.to, chars, atoms, groups, plus };
}

/** Whether a dictation goes on behind a pause, for each place where that was asked. */
type Pauses = Map<number, boolean>;

/** Whether atoms [first, last) begin with groups of these lengths, by what stands between them. */
function inGroups(
  tokens: readonly Token[],
  atoms: readonly Atom[],
  first: number,
  last: number,
  lengths: readonly number[],
) {
  let at = first;
  for (const length of lengths) {
    let said = 0;
    do {
      if (at >= last) return false;
      said += atoms[at]!.chars.length;
      at += 1;
    } while (said <= length && at < last && closeTo(tokens, atoms[at - 1]!, atoms[at]!));
    if (said !== length) return false;
  }
  return true;
}

/** Letters count where they stand by figures: glued to them, single ones, or explained ("b for bravo"). */
function nextAtom(tokens: readonly Token[], at: number, before: readonly Atom[]): Atom | null {
  const token = tokens[at]!;
  const next = tokens[at + 1];
  const glued = token.type === 'letters' && token.text.length <= 4;
  if (glued && (next?.type === 'digits' || (next?.type === 'han' && digitOf(next) !== null)) && !next.spaced)
    return { from: at, to: at + 1, chars: token.text, form: 'letter' };
  if (glued && before.length > 0 && !token.spaced && tokens[at - 1]?.type === 'digits' && !UNIT(token))
    return { from: at, to: at + 1, chars: token.text, form: 'letter' };
  const atom = readAtom(tokens, at);
  if (atom === null) {
    const misheard = before.length > 1 ? misheardDigit(token) : null;
    if (misheard === null || readAtom(tokens, at + 1) === null || readAtom(tokens, at + 1)?.form === 'letter')
      return null;
    if (before.at(-1)?.form === 'written' && (before.at(-1)?.chars.length ?? 0) > 1) return null;
    return { from: at, to: at + 1, chars: misheard, form: 'digit' };
  }
  if (atom.form !== 'letter') return atom;
  const alone = before.length === 0 && token.raw !== 'A' && !(next?.type === 'letters' && /^[b-hj-z]$/.test(next.text));
  if (/^[ai]$/.test(token.text) && atom.to === at + 1 && alone) return null;
  return atom;
}

function overGap(tokens: readonly Token[], from: number, before: readonly Atom[], pauses: Pauses): number {
  let at = from;
  if (before.length > 2 && AND_THEN(tokens[at])) at += 1;
  while (at - from < LONGEST_GAP && SEPARATOR(tokens[at])) at += 1;
  if (tokens[at + 1]?.type === 'pause' && FULL_STOP(tokens[at])) at += 1;
  if (tokens[at]?.type !== 'pause') return at;
  at += 1;
  for (let n = 0; n < LONGEST_OPENING && OPENING_OF_NEXT(tokens[at]); n++) at += 1;
  const known = pauses.get(at);
  const on = known ?? goesOn(tokens, at);
  if (known === undefined) pauses.set(at, on);
  return on ? at : from;
}

/** Whether a turn goes on with a dictation: it is figures first, and little else where they are few. */
function goesOn(tokens: readonly Token[], from: number): boolean {
  let at = from;
  let said = 0;
  let figures = false;
  for (let atom = readAtom(tokens, at); atom !== null; atom = readAtom(tokens, at)) {
    said += atom.chars.length;
    figures ||= /\d/.test(atom.chars) && !LETTER_O(tokens[at]);
    at = atom.to;
    while (SEPARATOR(tokens[at])) at += 1;
    if (figures && said > FEW_FIGURES) return true;
  }
  let rest = 0;
  while (
    rest <= FEW_BEHIND &&
    at + rest < tokens.length &&
    tokens[at + rest]!.type !== 'pause' &&
    tokens[at + rest]!.type !== 'end'
  )
    rest += 1;
  if (!figures) return rest === 0 && said > 0 && /^[B-Z]$/.test(tokens[from]!.raw);
  return rest <= FEW_BEHIND;
}

/**
 * Reads the parts of a run that begin and end with a group and are as long as numbers are.
 * @returns looks at the parts that begin with an atom, the longest first, until one is recognised by its place in the
 *   run's figures and letters; null when none is. How long they may be depends on what they begin with
 */
export function partsOf(
  tokens: readonly Token[],
  { atoms, chars }: Run,
  shortest: number,
): <T>(
  first: number,
  longest: (start: number) => number,
  tell: (start: number, end: number, groups: Part['groups']) => T | null,
) => { result: T; part: Part; last: number } | null {
  const starts = new Uint32Array(atoms.length + 1);
  const apart = new Uint8Array(atoms.length + 1).fill(1);
  atoms.forEach((atom, i) => {
    starts[i + 1] = starts[i]! + atom.chars.length;
    const last = atoms[i - 1];
    if (last !== undefined && closeTo(tokens, last, atom) && !tokens[atom.from]!.spaced) apart[i] = 0;
  });
  return (first, longest, tell) => {
    if (apart[first] === 0) return null;
    const start = starts[first]!;
    const most = start + longest(start);
    let last = first + 1;
    const groups: Groups = (lengths) => inGroups(tokens, atoms, first, last, lengths);
    while (last < atoms.length && starts[last + 1]! <= most) last += 1;
    for (; last > first && starts[last]! - start >= shortest; last--) {
      if (apart[last] === 0 || starts[last]! > most) continue;
      const end = starts[last]!;
      const result = tell(start, end, groups);
      if (result === null) continue;
      const part = { from: atoms[first]!.from, to: atoms[last - 1]!.to, chars: chars.slice(start, end), groups };
      return { result, part, last };
    }
    return null;
  };
}

/** Without a pause: written together, or figures said one by one with nothing between. */
function closeTo(tokens: readonly Token[], last: Atom, atom: Atom): boolean {
  if (last.to !== atom.from) return false;
  if (last.form === 'written' || atom.form === 'written') return !tokens[atom.from]!.spaced;
  return true;
}

/**
 * Money, time, measures, ordinals, decimals: what a figure counts stands right behind or before it.
 * @param said figures and letters up to its end
 */
function isAmount(tokens: readonly Token[], atom: Atom, said: number): boolean {
  const [left, right, second] = [tokens[atom.from - 1], tokens[atom.to], tokens[atom.to + 1]];
  if (left !== undefined && BEFORE_AMOUNT(left)) return true;
  if (left?.text === ':' && tokens[atom.from - 2]?.type === 'digits' && !left.spaced && !tokens[atom.from]!.spaced)
    return true;
  if (right?.text === ':' && second?.type === 'digits' && !second.spaced) return true;
  if (right === undefined || right.type === 'end' || right.type === 'pause') return false;
  if (atom.form === 'cardinal' && tokens[atom.from]!.type === 'han') return true;
  if (
    atom.form === 'cardinal' &&
    tokens.slice(atom.to, atom.to + 4).some((token) => token.text.length > 1 && UNIT(token))
  )
    return true;
  if (right.text === 'hundred' || right.text === 'thousand' || right.text === 'million') return true;
  if (!UNIT(right)) return false;
  if (right.type === 'han') {
    if (right.text === '点' && (second?.type === 'letters' || said >= LONG_NUMBER)) return false;
    if (right.text === '号' && said >= LONG_NUMBER) return false;
    return said < LONG_NUMBER || /^[元块]$/.test(right.text);
  }
  if (right.text === 'x' || right.text === 'g')
    return said < LONG_NUMBER && !right.spaced && tokens[atom.to + 1]?.type !== 'digits';
  return !(right.text.length === 1 && said >= LONG_NUMBER);
}

/** A letter or "a", "o" at the end that begins the next words and belongs to no number. */
function isStray(tokens: readonly Token[], last: Atom, atoms: number): boolean {
  const token = tokens[last.from]!;
  if (last.form !== 'letter' || last.to > last.from + 1) return false;
  if (!/^[aio]$/.test(token.text)) return false;
  const next = tokens[last.to];
  return (
    token.spaced &&
    atoms > 1 &&
    next?.type === 'letters' &&
    !/^(?:is|that|thank|thanks|please|right|correct|okay)$/.test(next.text)
  );
}
