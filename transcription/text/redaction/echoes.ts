// Letters and words of personal data repeated beside its dictation: "peter dot lane", 一九九四年, "X as in x-ray". Pairs of
// consecutive words from the data are looked up among all pairs in what the others say.

import type { Conversation } from './conversation.ts';
import type { Placed } from './repeats.ts';
import type { Token } from './tokens.ts';

/** Turns behind a dictation in which it is said again. */
const BESIDE_TURNS = 3;
/** Words of a datum that are looked up: the longest address has fewer. */
const LONGEST = 64;
/** Places looked at for two words. */
const MOST_PLACES = 16;
/** Letters that say enough, of Latin words and of Chinese. */
const LEAST_LETTERS = 5;
const LEAST_CHARACTERS = 3;

type Place = { stream: number; at: number };

export function echoesOf(conversation: Conversation, taken: readonly Uint8Array[], data: readonly Placed[]): Placed[] {
  if (data.length === 0 || conversation.streams.length < 2) return [];
  const pairs = pairsIn(conversation, taken);
  return data.flatMap((one) => {
    const tokens = conversation.streams[one.stream]!;
    const words = tokens
      .slice(one.from, Math.min(one.to, one.from + 4 * LONGEST))
      .filter(isWord)
      .slice(0, LONGEST)
      .map(({ text }) => text);
    if (words.length < 2) return [];
    const [first, last] = [tokens[one.from]!.turn, tokens[one.to - 1]!.turn + BESIDE_TURNS];
    const places = new Map<string, Place>();
    for (let n = 1; n < words.length; n++)
      for (const place of between(conversation, pairs.get(pairOf(words[n - 1]!, words[n]!)) ?? [], first, last))
        if (place.stream !== one.stream) places.set(`${place.stream} ${place.at}`, place);
    const text = ` ${words.join(' ')} `;
    const behind = new Map<number, number>();
    return [...places.values()]
      .sort((a, b) => a.stream - b.stream || a.at - b.at)
      .flatMap(({ stream, at }) => {
        if (at < (behind.get(stream) ?? 0)) return [];
        const to = echoEnd(conversation.streams[stream]!, taken[stream]!, text, at);
        if (to === null) return [];
        behind.set(stream, to);
        return [{ ...one, stream, from: at, to, chars: '' }];
      });
  });
}

const isWord = ({ type }: Token): boolean => type === 'letters' || type === 'digits' || type === 'han';
const pairOf = (a: string, b: string): string => `${a} ${b}`;

/** Where two words of a turn that were not found yet follow one another, in order of the turns. */
function pairsIn({ streams }: Conversation, taken: readonly Uint8Array[]): Map<string, Place[]> {
  const pairs = new Map<string, Place[]>();
  streams.forEach((tokens, stream) => {
    let before: { at: number; token: Token } | null = null;
    tokens.forEach((token, at) => {
      if (taken[stream]![at] === 1) before = null;
      else if (isWord(token)) {
        if (before !== null && before.token.turn === token.turn) {
          const pair = pairOf(before.token.text, token.text);
          const there = pairs.get(pair);
          if (there === undefined) pairs.set(pair, [{ stream, at: before.at }]);
          else there.push({ stream, at: before.at });
        }
        before = { at, token };
      }
    });
  });
  const turnOf = ({ stream, at }: Place): number => streams[stream]![at]!.turn;
  if (streams.length > 1) for (const places of pairs.values()) places.sort((a, b) => turnOf(a) - turnOf(b));
  return pairs;
}

/** The places within some turns, as many as are looked at. */
function between({ streams }: Conversation, places: readonly Place[], first: number, last: number): Place[] {
  const turnOf = ({ stream, at }: Place): number => streams[stream]![at]!.turn;
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turnOf(places[middle]!) < first) low = middle + 1;
    else high = middle;
  }
  const found: Place[] = [];
  for (let n = low; n < places.length && found.length < MOST_PLACES && turnOf(places[n]!) <= last; n++)
    found.push(places[n]!);
  return found;
}

/** @param text words of the datum with blanks around each @returns the token behind what is said again; null when that says too little */
function echoEnd(tokens: readonly Token[], taken: Uint8Array, text: string, from: number): number | null {
  let said = ' ';
  let [to, words] = [from, 0];
  for (let at = from; at < tokens.length && tokens[at]!.turn === tokens[from]!.turn && taken[at] !== 1; at++) {
    const token = tokens[at]!;
    if (!isWord(token)) continue;
    const next = `${said}${token.text} `;
    if (!text.includes(next)) break;
    said = next;
    words += 1;
    to = at + 1;
  }
  const letters = said.replaceAll(' ', '').length;
  const enough = /\p{Script=Han}/u.test(said) ? LEAST_CHARACTERS : LEAST_LETTERS;
  return words >= 2 && letters >= enough ? to : null;
}
