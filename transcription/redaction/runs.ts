// A run is one number as it was dictated: figures and letters one after the other, over commas, hyphens, blanks, "um"
// and the turns in which the other side only assents. Figures that count or measure something ("five days", $600,
// 三十块钱, 10:30, 4th) are amounts and end a run.

import { type Atom, digitOf, misheardDigit, readAtom } from './numbers.ts';
import type { Token } from './tokens.ts';

/** Tokens [from, to) of a stream. `chars`: figures and letters; `groups`: their lengths between pauses of any kind. */
export type Run = { from: number; to: number; chars: string; atoms: Atom[]; groups: number[]; plus: boolean };

const SEPARATOR = /^(?:[-–—,.、·/()_+'’…]|dash|hyphen|space|dot|um|uh|uhm|er|erm|杠|横|嗯|呃|额|然|后|那|个)$/;
const OPENING_OF_NEXT =
  /^(?:and|then|yes|yeah|okay|ok|right|it's|is|so|next|um|uh|the|rest|是|然|后|对|接|着|再|就|[,.、。，!?-])$/;
/** Tokens between two figures of one run, within a turn; at the beginning of the next turn. */
const LONGEST_GAP = 3;
const FEW_BEHIND = 2;
const LONGEST_OPENING = 4;

const UNIT =
  /^(?:%|percent|dollars?|bucks?|euros?|pounds?|cents?|pence|quid|usd|gbp|eur|rmb|yuan|rupees?|credits?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|weeks?|months?|years?|nights?|times?|items?|pieces?|people|persons?|passengers?|guests?|adults?|kids|members?|stars?|o'clock|am|pm|a\.m|p\.m|gb|mb|kb|tb|gigs?|gigabytes?|megs?|megabits?|megabytes?|mbps|kbps|inch(?:es)?|cm|mm|km|kg|g|lbs?|miles?|metres?|meters?|feet|ft|watts?|volts?|degrees?|st|nd|rd|th|points?|working|business|boxes|bottles?|pairs?|units?|copies|lamps?|chairs?|orders|bedrooms?|x|元|块|毛|角|万|亿|天|日|月|年|周|点|时|分|秒|个|件|次|位|名|人|岁|斤|米|号|楼|层|折|倍|度|寸|瓶|盒|套|双|台|张|份|条|只|本|章|页|期|兆|公|小|钟|工|度|成|项|种|家|座|%)$/;
const BEFORE_AMOUNT = /^[$£€¥￥#]$/;
/** Chinese units that are also part of numbers' talk: "四号" is a day, "号" behind five figures is not. */
const LONG_NUMBER = 5;

/** All runs of a stream, in order. `taken`: tokens that are something else already. */
export function runsOf(tokens: readonly Token[], taken: Uint8Array): Run[] {
  const runs: Run[] = [];
  let i = 0;
  while (i < tokens.length) {
    const run = taken[i] ? null : readRun(tokens, taken, i);
    if (run === null) i += 1;
    else {
      runs.push(run);
      i = run.to;
    }
  }
  return runs;
}

function readRun(tokens: readonly Token[], taken: Uint8Array, start: number): Run | null {
  const atoms: Atom[] = [];
  let at = start;
  while (at < tokens.length) {
    if (taken[at]) break;
    const atom = nextAtom(tokens, at, atoms);
    if (atom === null || isAmount(tokens, atom, atoms)) break;
    atoms.push(atom);
    at = overGap(tokens, atom.to, atoms);
  }
  while (atoms.length > 0 && isStray(tokens, atoms.at(-1)!, atoms)) {
    atoms.pop();
  }
  const [first, last] = [atoms[0], atoms.at(-1)];
  if (first === undefined || last === undefined || !atoms.some(({ chars }) => /\d/.test(chars))) return null;
  // "one hundred" by itself counts something.
  if (atoms.every(({ form, chars }) => form === 'cardinal' && chars.length < 4)) return null;
  const plus = tokens[first.from - 1]?.text === '+' || tokens[first.from - 1]?.text === 'plus';
  const chars = atoms.map((atom) => atom.chars).join('');
  return { from: first.from, to: last.to, chars, atoms, groups: groupLengths(tokens, atoms), plus };
}

/** Lengths of the groups atoms fall into by what stands between them. */
export function groupLengths(tokens: readonly Token[], atoms: readonly Atom[]): number[] {
  const groups: number[] = [];
  atoms.forEach((atom, i) => {
    const last = atoms[i - 1];
    if (last !== undefined && closeTo(tokens, last, atom)) groups[groups.length - 1]! += atom.chars.length;
    else groups.push(atom.chars.length);
  });
  return groups;
}

/** Letters count where they stand by figures: glued to them, single ones, or explained ("b for bravo"). */
function nextAtom(tokens: readonly Token[], at: number, before: readonly Atom[]): Atom | null {
  const token = tokens[at]!;
  const next = tokens[at + 1];
  const glued = token.type === 'letters' && token.text.length <= 4;
  if (glued && (next?.type === 'digits' || (next?.type === 'han' && digitOf(next) !== null)) && !next.spaced)
    return { from: at, to: at + 1, chars: token.text, form: 'letter' };
  if (glued && before.length > 0 && !token.spaced && tokens[at - 1]?.type === 'digits' && !UNIT.test(token.text))
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

function overGap(tokens: readonly Token[], from: number, before: readonly Atom[]): number {
  let at = from;
  if (/^(?:and|then)$/.test(tokens[at]?.text ?? '') && before.length > 2) at += 1;
  while (at - from < LONGEST_GAP && SEPARATOR.test(tokens[at]?.text ?? '')) at += 1;
  if (/^[.。!?]$/.test(tokens[at]?.text ?? '') && tokens[at + 1]?.type === 'pause') at += 1;
  if (tokens[at]?.type !== 'pause') return at;
  at += 1;
  for (let n = 0; n < LONGEST_OPENING && OPENING_OF_NEXT.test(tokens[at]?.text ?? ''); n++) at += 1;
  return goesOn(tokens, at) ? at : from;
}

/** Whether a turn goes on with a dictation: it is figures first, and little else where they are few. */
function goesOn(tokens: readonly Token[], from: number): boolean {
  let at = from;
  let said = 0;
  let figures = false;
  for (let atom = readAtom(tokens, at); atom !== null; atom = readAtom(tokens, at)) {
    said += atom.chars.length;
    figures ||= /\d/.test(atom.chars) && !/^oh?$/.test(tokens[at]!.text);
    at = atom.to;
    while (SEPARATOR.test(tokens[at]?.text ?? '')) at += 1;
  }
  let rest = 0;
  while (at + rest < tokens.length && tokens[at + rest]!.type !== 'pause' && tokens[at + rest]!.type !== 'end')
    rest += 1;
  if (!figures) return rest === 0 && said > 0 && /^[B-Z]$/.test(tokens[from]!.raw);
  return said > 2 || rest <= FEW_BEHIND;
}

/** Tokens at which a group begins or behind which one ends. */
export function groupEnds(tokens: readonly Token[], atoms: readonly Atom[]): Set<number> {
  const ends = new Set<number>();
  atoms.forEach((atom, i) => {
    const [last, next] = [atoms[i - 1], atoms[i + 1]];
    if (last === undefined || !closeTo(tokens, last, atom) || tokens[atom.from]!.spaced) ends.add(atom.from);
    if (next === undefined || !closeTo(tokens, atom, next) || tokens[next.from]!.spaced) ends.add(atom.to);
  });
  return ends;
}

/** Without a pause: written together, or figures said one by one with nothing between. */
function closeTo(tokens: readonly Token[], last: Atom, atom: Atom): boolean {
  if (last.to !== atom.from) return false;
  if (last.form === 'written' || atom.form === 'written') return !tokens[atom.from]!.spaced;
  return true;
}

/** Money, time, measures, ordinals, decimals: what a figure counts stands right behind or before it. */
function isAmount(tokens: readonly Token[], atom: Atom, before: readonly Atom[]): boolean {
  const [left, right, second] = [tokens[atom.from - 1], tokens[atom.to], tokens[atom.to + 1]];
  if (left !== undefined && BEFORE_AMOUNT.test(left.text)) return true;
  if (left?.text === ':' && tokens[atom.from - 2]?.type === 'digits' && !left.spaced && !tokens[atom.from]!.spaced)
    return true;
  if (right?.text === ':' && second?.type === 'digits' && !second.spaced) return true;
  if (right === undefined || right.type === 'end' || right.type === 'pause') return false;
  const said = before.reduce((sum, { chars }) => sum + chars.length, atom.chars.length);
  if (atom.form === 'cardinal' && tokens[atom.from]!.type === 'han') return true;
  if (
    atom.form === 'cardinal' &&
    tokens.slice(atom.to, atom.to + 4).some(({ text }) => text.length > 1 && UNIT.test(text))
  )
    return true;
  if (right.text === 'hundred' || right.text === 'thousand' || right.text === 'million') return true;
  if (!UNIT.test(right.text)) return false;
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
function isStray(tokens: readonly Token[], last: Atom, atoms: readonly Atom[]): boolean {
  const token = tokens[last.from]!;
  if (last.form !== 'letter' || last.to > last.from + 1) return false;
  if (!/^[aio]$/.test(token.text)) return false;
  const next = tokens[last.to];
  return (
    token.spaced &&
    atoms.length > 1 &&
    next?.type === 'letters' &&
    !/^(?:is|that|thank|thanks|please|right|correct|okay)$/.test(next.text)
  );
}
