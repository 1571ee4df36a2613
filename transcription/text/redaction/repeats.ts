// A number is often repeated: group by group while it is dictated, confirmed in full, mentioned later by its last four
// digits. Whoever repeats it, it is the same datum and is masked too. Repetitions are looked up by a few of their
// digits or words, so that a conversation full of numbers is not compared pair by pair.

import type { Conversation } from './conversation.ts';
import type { Find } from './identifiers.ts';
import { type Run, runsOf } from './runs.ts';
import { numbersByFigures, sameData } from './same-data.ts';
import type { Token } from './tokens.ts';
import { words } from './vocabulary.ts';

/** A find with the row of tokens it is in and the datum it belongs to. */
export type Placed = Find & { stream: number; datum: number };

/** Fewest figures by which a number is recognised anywhere, and right beside its dictation. */
const FEWEST = 4;
const FEWEST_BESIDE = 2;
/** Turns behind a dictation in which it is read back; and how much of a reading back must agree. */
const BESIDE_TURNS = 3;
const AGREEMENT = 0.9;
const FEWEST_ALIKE = 8;
const MOST_ALIKE = 40;
/** Tokens beside the figures that a turn which reads back may hold. */
const REST_OF_READING = 4;
/** Numbers given around one turn with which a reading back is compared. */
const MOST_BESIDE = 64;
const SINCE = words(/^(?:in|since|from|until)$/);
const JOINS = words(/^[-,、.]$/);

/** Gives finds that say the same thing the same datum, in order of their turns. */
export function joinData(conversation: Conversation, finds: readonly Omit<Placed, 'datum'>[]): Placed[] {
  const first = ({ stream, from }: Omit<Placed, 'datum'>): Token => conversation.streams[stream]![from]!;
  const ordered = finds.toSorted((a, b) => first(a).turn - first(b).turn || first(a).start - first(b).start);
  const known = sameData(FEWEST);
  const placed: Placed[] = [];
  let data = 0;
  for (const find of ordered) {
    const same = known.find(find.kind, find.chars);
    const datum = same === null ? data++ : placed[same]!.datum;
    known.add(find.kind, find.chars, placed.length);
    placed.push({ ...find, datum });
  }
  return placed;
}

/** Rows of figures not yet found that repeat a datum, or a part of one. */
export function repeatsOf(conversation: Conversation, taken: readonly Uint8Array[], data: readonly Placed[]): Placed[] {
  const numbers = data.filter(({ chars, kind }) => kind !== 'name' && kind !== 'email' && /\d{2}/.test(chars));
  if (numbers.length === 0) return [];
  const beside = numbersBeside(conversation, numbers);
  const alike = numbersByFigures(
    numbers.map(({ chars }) => chars),
    FEWEST,
  );
  const said = conversation.tokens.map((own) => own.reduce((n, { type }) => n + (type === 'sign' ? 0 : 1), 0));
  return conversation.streams.flatMap((tokens, stream) =>
    runsOf(tokens, taken[stream]!).flatMap((run) => {
      const { turn } = tokens[run.from]!;
      const near = (beside[turn] ?? []).filter(
        ({ one, last }) => stream !== one.stream && readsBack(said[turn]!, run, turn <= last),
      );
      const far = isSince(tokens, run) ? [] : alike(run.chars).map((n) => ({ one: numbers[n]!, n }));
      const source = [
        ...near.filter(({ one }) => repeatsBeside(run.chars, one.chars)),
        ...far.filter(({ one }) => repeats(run.chars, one.chars)),
      ].reduce<{ one: Placed; n: number } | null>((least, next) => (least && least.n <= next.n ? least : next), null);
      if (source === null) return [];
      const { one } = source;
      return [{ ...one, from: withPrefix(tokens, run, one.chars), to: run.to, chars: run.chars, stream }];
    }),
  );
}

type Beside = { one: Placed; n: number; last: number };

/** For each turn the numbers given in it, right before or right after it. */
function numbersBeside({ streams, turns }: Conversation, numbers: readonly Placed[]): (Beside[] | undefined)[] {
  const beside: (Beside[] | undefined)[] = [];
  numbers.forEach((one, n) => {
    const tokens = streams[one.stream]!;
    const [first, last] = [tokens[one.from]!.turn, tokens[one.to - 1]!.turn];
    for (let turn = Math.max(0, first - 1); turn <= last + BESIDE_TURNS && turn < turns.length; turn++) {
      const own = beside[turn] ?? [];
      if (own.length < MOST_BESIDE) own.push({ one, n, last });
      beside[turn] = own;
    }
  });
  return beside;
}

/** @param said tokens of the turn that are no signs @param within the dictation is still going on */
function readsBack(said: number, { from, to, chars }: Run, within: boolean): boolean {
  return said - (to - from) <= (chars.length >= FEWEST || within ? REST_OF_READING : 0);
}

function repeatsBeside(said: string, datum: string): boolean {
  if (said.length >= FEWEST_BESIDE && /\d\d|\d$/.test(said) && datum.includes(said)) return true;
  return said.length >= FEWEST_ALIKE && agreement(said, datum) >= AGREEMENT;
}

function repeats(said: string, datum: string): boolean {
  if (said.length < FEWEST || datum.length < FEWEST) return false;
  return datum.endsWith(said) || said.includes(datum) || (said.length >= FEWEST + 2 && datum.includes(said));
}

/** "since 2019": a year, whatever number ends the same way. */
const isSince = (tokens: readonly Token[], { chars, from }: Run): boolean =>
  /^(?:19|20)\d\d$/.test(chars) && SINCE(tokens[from - 1]);

/** A code's letters before its figures are read back with them. */
function withPrefix(tokens: readonly Token[], { from, chars }: Run, datum: string): number {
  let at = from - 1;
  while (JOINS(tokens[at])) at -= 1;
  const before = tokens[at];
  return before?.type === 'letters' && datum.includes(before.text + chars) ? at : from;
}

/** Share of the shorter row's figures that stand in the longer one in the same order. */
function agreement(a: string, b: string): number {
  if (a.length > MOST_ALIKE || b.length > MOST_ALIKE) return 0;
  let row = new Array<number>(b.length + 1).fill(0);
  for (const character of a) {
    const next = [0];
    for (let j = 1; j <= b.length; j++)
      next.push(character === b[j - 1] ? row[j - 1]! + 1 : Math.max(row[j]!, next[j - 1]!));
    row = next;
  }
  return row[b.length]! / Math.min(a.length, b.length);
}

/** Every later or earlier mention of a name that was found. */
export function namesAgain(
  conversation: Conversation,
  taken: readonly Uint8Array[],
  names: readonly Placed[],
): Placed[] {
  const known = new Map<string, Placed>();
  for (const name of names) {
    for (const word of name.chars.split(' ')) if (word.length >= 3) known.set(word, name);
    const han = name.chars.replaceAll(' ', '');
    if (/^\p{Script=Han}{2,4}$/u.test(han)) known.set(han, name);
  }
  if (known.size === 0) return [];
  const beginnings = beginningsOf(known);
  const firsts = new Set([...known.keys()].map((word) => word[0]));
  return conversation.streams.flatMap((tokens, stream) =>
    tokens.flatMap((token, at) => {
      if (taken[stream]![at] || !firsts.has(token.text[0])) return [];
      if (token.type === 'letters') {
        const name = known.get(token.text) ?? beginnings.get(token.text);
        return name === undefined ? [] : [{ ...name, from: at, to: at + 1, stream }];
      }
      if (token.type !== 'han') return [];
      for (const length of [4, 3, 2]) {
        const text = tokens
          .slice(at, at + length)
          .map((one) => one.text)
          .join('');
        const name = known.get(text);
        if (name !== undefined) return [{ ...name, from: at, to: at + length, stream }];
      }
      return [];
    }),
  );
}

/** Letters of the longest beginning by which a name is known again. */
const LONGEST_BEGINNING = 32;

/** "Annabelle" heard once and "Anna" the next time. */
function beginningsOf(names: ReadonlyMap<string, Placed>): Map<string, Placed> {
  const beginnings = new Map<string, Placed>();
  for (const [word, name] of names) {
    if (!/^[a-z]/.test(word)) continue;
    for (let letters = FEWEST; letters <= Math.min(word.length, LONGEST_BEGINNING); letters++) {
      const beginning = word.slice(0, letters);
      if (!beginnings.has(beginning)) beginnings.set(beginning, name);
    }
  }
  return beginnings;
}
