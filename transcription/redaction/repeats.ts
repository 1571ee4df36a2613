// A number given once is often said again: read back group by group while it is dictated, confirmed whole, named later
// by its last four figures. Whoever says it, it is the same datum and is masked with it.

import type { Conversation } from './conversation.ts';
import type { Find } from './identifiers.ts';
import { type Run, runsOf } from './runs.ts';
import type { Token } from './tokens.ts';

/** A find with the row of tokens it is in and the datum it belongs to. */
export type Placed = Find & { stream: number; datum: number };

/** Fewest figures by which a number is recognised anywhere, and right beside its dictation. */
const FEWEST = 4;
const FEWEST_BESIDE = 2;
/** Turns behind a dictation in which it is read back; and how much of a reading back must agree. */
const BESIDE_TURNS = 3;
const AGREEMENT = 0.9;
const FEWEST_ALIKE = 8;
/** Tokens beside the figures that a turn which reads back may hold. */
const REST_OF_READING = 4;

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
        const beside = turn >= first - 1 && turn <= last + BESIDE_TURNS && stream !== one.stream;
        return repeats(
          run.chars,
          one.chars,
          beside && readsBack(conversation.tokens[turn]!, run, turn <= last),
          tokens[run.from - 1],
        );
      });
      if (source === undefined) return [];
      return [{ ...source.one, from: withPrefix(tokens, run, source.one.chars), to: run.to, chars: run.chars, stream }];
    }),
  );
}

function readsBack(turn: readonly Token[], { from, to, chars }: Run, within: boolean): boolean {
  const rest = turn.filter(({ type }) => type !== 'sign').length - (to - from);
  return rest <= (chars.length >= FEWEST || within ? REST_OF_READING : 0);
}

function repeats(said: string, datum: string, beside: boolean, before: Token | undefined): boolean {
  if (beside && said.length >= FEWEST_BESIDE && datum.includes(said) && /\d\d|\d$/.test(said)) return true;
  if (beside && said.length >= FEWEST_ALIKE && agreement(said, datum) >= AGREEMENT) return true;
  if (said.length < FEWEST || datum.length < FEWEST) return false;
  const year = /^(?:19|20)\d\d$/.test(said) && /^(?:in|since|from|until)$/.test(before?.text ?? '');
  if (year) return false;
  return datum.endsWith(said) || said.includes(datum) || (said.length >= FEWEST + 2 && datum.includes(said));
}

/** A code's letters before its figures are read back with them. */
function withPrefix(tokens: readonly Token[], { from, chars }: Run, datum: string): number {
  let at = from - 1;
  while (/^[-,、.]$/.test(tokens[at]?.text ?? '')) at -= 1;
  const before = tokens[at];
  return before?.type === 'letters' && datum.includes(before.text + chars) ? at : from;
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

/** Letters and words of a datum said again beside its dictation: "peter dot lane", 一九九四年, "X as in x-ray". */
export function echoesOf(conversation: Conversation, taken: readonly Uint8Array[], data: readonly Placed[]): Placed[] {
  return data.flatMap((one) => {
    const tokens = conversation.streams[one.stream]!;
    const words = tokens
      .slice(one.from, one.to)
      .filter(isWord)
      .map(({ text }) => text);
    if (words.length < 2) return [];
    const text = ` ${words.join(' ')} `;
    const [first, last] = [tokens[one.from]!.turn, tokens[one.to - 1]!.turn + BESIDE_TURNS];
    return conversation.streams.flatMap((others, stream) =>
      stream === one.stream
        ? []
        : echoesIn(others, taken[stream]!, text, first, last).map((span) => ({ ...one, ...span, stream, chars: '' })),
    );
  });
}

const isWord = ({ type }: Token): boolean => type === 'letters' || type === 'digits' || type === 'han';

function echoesIn(
  tokens: readonly Token[],
  taken: Uint8Array,
  text: string,
  first: number,
  last: number,
): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  const begin = turnStart(tokens, first);
  for (let i = begin; i < tokens.length && tokens[i]!.turn <= last; i++) {
    let [to, said, words] = [i, '', 0];
    for (let at = i; at < tokens.length && tokens[at]!.turn === tokens[i]!.turn && taken[at] !== 1; at++) {
      const token = tokens[at]!;
      if (!isWord(token)) {
        if (words === 0) break;
        continue;
      }
      if (!text.includes(`${said || ' '}${token.text} `)) break;
      said = `${said || ' '}${token.text} `;
      words += 1;
      to = at + 1;
    }
    if (words < 2 || said.replace(/ /g, '').length < (/\p{Script=Han}/u.test(said) ? 3 : 5)) continue;
    spans.push({ from: i, to });
    i = to - 1;
  }
  return spans;
}

/** The first token of a turn or of the next one there is; turns ascend. */
function turnStart(tokens: readonly Token[], turn: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.turn < turn) low = middle + 1;
    else high = middle;
  }
  return low;
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
        const name = words.get(token.text) ?? cutShort(token.text, words);
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

/** "Annabelle" heard once and "Anna" the next time. */
function cutShort(text: string, words: ReadonlyMap<string, Placed>): Placed | undefined {
  if (text.length < FEWEST) return undefined;
  for (const [word, name] of words) if (word.startsWith(text) && /^[a-z]/.test(word)) return name;
  return undefined;
}
