// A number given once is often said again: read back group by group while it is dictated, confirmed whole, named later
// by its last four figures. Whoever says it, it is the same datum and is masked with it.

import type { Conversation } from './conversation.ts';
import type { Find } from './identifiers.ts';
import { runsOf } from './runs.ts';
import type { Token } from './tokens.ts';

/** A find with the row of tokens it is in and the datum it belongs to. */
export type Placed = Find & { stream: number; datum: number };

/** Fewest figures by which a number is recognised anywhere, and right beside its dictation. */
const FEWEST = 4;
const FEWEST_BESIDE = 2;
/** Turns behind a dictation in which it is read back; and how much of a reading back must agree. */
const BESIDE_TURNS = 3;
const AGREEMENT = 0.75;

/** Gives finds that say the same thing the same datum, in order of their turns. */
export function joinData(conversation: Conversation, finds: readonly Omit<Placed, 'datum'>[]): Placed[] {
  const ordered = finds.toSorted((a, b) => placeOf(conversation, a) - placeOf(conversation, b));
  const placed: Placed[] = [];
  let data = 0;
  for (const find of ordered) {
    const same = placed.find((other) => other.kind === find.kind && says(other.chars, find.chars));
    placed.push({ ...find, datum: same?.datum ?? data++ });
  }
  return placed;
}

const placeOf = ({ streams }: Conversation, { stream, from }: { stream: number; from: number }): number => {
  const token = streams[stream]![from]!;
  return token.turn * 100_000 + token.start;
};

/** One is the other, or its end ("ending in 4471"). */
function says(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  return long === short || (short.length >= FEWEST && long.endsWith(short));
}

/** Rows of figures not yet found that repeat a datum, or a part of one. */
export function repeatsOf(conversation: Conversation, taken: readonly Uint8Array[], data: readonly Placed[]): Placed[] {
  const numbers = data.filter(({ chars, kind }) => kind !== 'name' && kind !== 'email' && /\d{2}/.test(chars));
  if (numbers.length === 0) return [];
  const spans = numbers.map((one) => {
    const tokens = conversation.streams[one.stream]!;
    return { one, first: tokens[one.from]!.turn, last: tokens[one.to - 1]!.turn };
  });
  return conversation.streams.flatMap((tokens, stream) =>
    runsOf(tokens, taken[stream]!).flatMap((run) => {
      const { turn } = tokens[run.from]!;
      const source = spans.find(({ one, first, last }) => {
        const beside = turn >= first - 1 && turn <= last + BESIDE_TURNS;
        return repeats(run.chars, one.chars, beside && !(stream === one.stream && turn > last), tokens[run.from - 1]);
      });
      return source === undefined ? [] : [{ ...source.one, from: run.from, to: run.to, chars: run.chars, stream }];
    }),
  );
}

function repeats(said: string, datum: string, beside: boolean, before: Token | undefined): boolean {
  if (beside && said.length >= FEWEST_BESIDE && datum.includes(said) && /\d\d|\d$/.test(said)) return true;
  if (beside && said.length > FEWEST && agreement(said, datum) >= AGREEMENT) return true;
  if (said.length < FEWEST || datum.length < FEWEST) return false;
  const year = /^(?:19|20)\d\d$/.test(said) && /^(?:in|since|from|until)$/.test(before?.text ?? '');
  if (year) return false;
  return datum.endsWith(said) || said.includes(datum) || (said.length >= FEWEST + 2 && datum.includes(said));
}

/** Share of the shorter row's figures that stand in the longer one in the same order. */
function agreement(a: string, b: string): number {
  if (a.length > 40 || b.length > 40) return 0;
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
  const words = new Map<string, Placed>();
  for (const name of names) {
    for (const word of name.chars.split(' ')) if (word.length >= 3) words.set(word, name);
    const han = name.chars.replaceAll(' ', '');
    if (/^\p{Script=Han}{2,4}$/u.test(han)) words.set(han, name);
  }
  if (words.size === 0) return [];
  return conversation.streams.flatMap((tokens, stream) =>
    tokens.flatMap((token, at) => {
      if (taken[stream]![at]) return [];
      if (token.type === 'letters') {
        const name = words.get(token.text);
        return name === undefined ? [] : [{ ...name, from: at, to: at + 1, stream }];
      }
      if (token.type !== 'han') return [];
      for (const length of [4, 3, 2]) {
        const text = tokens
          .slice(at, at + length)
          .map((one) => one.text)
          .join('');
        const name = words.get(text);
        if (name !== undefined) return [{ ...name, from: at, to: at + length, stream }];
      }
      return [];
    }),
  );
}
