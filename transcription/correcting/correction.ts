// Times for corrected text. The audio has not changed, so unchanged words keep their times: new words are aligned with
// the old ones, and inserted words share the time of what they replace, by length. A word written by a person has
// confidence 1. A turn remembers the span of the recording it was recognised in, so that the original text can be shown
// and restored after any split, join or edit.

import type { Speaker, Turn, Word } from '../transcript/transcript.ts';
import { meanConfidence } from '../transcript/turns.ts';
import { joinWords } from '../transcript/words.ts';
import { wordsOfText } from './written-words.ts';

/** Nobody says a letter faster than this, ms: a missed word takes room from the pause beside it, where there is one. */
const LEAST_LETTER_MS = 40;

/** Pairs of words looked at in one correction. */
const MOST_COMPARED = 1_000_000;

/** The stretch of the recording a turn was heard in, ms. */
export const heardIn = (turn: Turn): { from_ms: number; to_ms: number } =>
  turn.corrected ?? { from_ms: turn.start_ms, to_ms: turn.end_ms };

/** The form in which words of two texts are compared: case, width and punctuation are ignored. */
const keyOf = (text: string): string => {
  const plain = text.normalize('NFKC').toLowerCase();
  return plain.replace(/[\p{P}\p{S}\s]+/gu, '') || plain;
};

/** As corrected; the caller that stores it says in which revision. */
const correctedFrom = (turn: Turn): Turn['corrected'] => ({
  revision: turn.corrected?.revision ?? 0,
  ...heardIn(turn),
});

/**
 * The turn with another text. Unchanged words keep their times and confidence, also where only case or punctuation
 * differ; the turn begins with its first word and ends with its last. A turn whose words have no times keeps its own.
 * @param text not empty: a turn goes only when someone removes it
 */
export function correctTurn(turn: Turn, text: string): Turn {
  const texts = wordsOfText(text).map((word) => word.text);
  const corrected = correctedFrom(turn);
  if (turn.words.length === 0 || texts.length === 0) return { ...turn, text, confidence: 1, words: [], corrected };
  const words: Word[] = [];
  for (const part of layBeside(turn.words, texts)) {
    if (part.same) words.push({ ...part.old, text: part.text });
    else words.push(...spread(part, words.at(-1)?.end_ms ?? turn.start_ms, part.before_ms ?? turn.end_ms));
  }
  return { ...turn, ...extent(words), text, confidence: meanConfidence(words), words, corrected };
}

type Laid =
  | { same: true; old: Word; text: string }
  /** Words in place of others (or of none), before the next that is the same. */
  | { same: false; old: readonly Word[]; texts: string[]; before_ms: number | null };

/** Old words and new texts side by side, with the fewest changes. */
function layBeside(old: readonly Word[], texts: readonly string[]): Laid[] {
  const [a, b] = [old.map(({ text }) => keyOf(text)), texts.map(keyOf)];
  const laid: Laid[] = [];
  let [i, j] = [0, 0];
  for (const [at, to] of [...pairsOf(a, b), [a.length, b.length] as const]) {
    if (at > i || to > j) {
      const before_ms = old[at]?.start_ms ?? null;
      if (to > j) laid.push({ same: false, old: old.slice(i, at), texts: texts.slice(j, to), before_ms });
    }
    if (at < a.length) laid.push({ same: true, old: old[at] as Word, text: texts[to] as string });
    [i, j] = [at + 1, to + 1];
  }
  return laid;
}

/** Places of the same keys in both lists, both ascending: a longest common subsequence. */
function pairsOf(a: readonly string[], b: readonly string[]): [number, number][] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [rows, columns] = [a.length - head - tail, b.length - head - tail];
  const pairs: [number, number][] = Array.from({ length: head }, (_, i) => [i, i]);
  const width = columns + 1;
  // Two long texts that have nothing in common are not worth the memory: all between is new.
  if (rows * columns > MOST_COMPARED) return [...pairs, ...ends()];
  const longest = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      longest[i * width + j] =
        a[head + i] === b[head + j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (a[head + i] === b[head + j]) pairs.push([head + i++, head + j++]);
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i++;
    else j++;
  }
  return [...pairs, ...ends()];

  function ends(): [number, number][] {
    return Array.from({ length: tail }, (_, i) => [a.length - tail + i, b.length - tail + i]);
  }
}

/** New words over the time of those they stand for, or of the pause they were missed in; longer words take longer. */
function spread(part: Extract<Laid, { same: false }>, after_ms: number, before_ms: number): Word[] {
  const letters = part.texts.map((text) => Math.max(1, keyOf(text).length));
  const all = letters.reduce((sum, n) => sum + n, 0);
  // A recogniser's word may end after the next has begun.
  const earliest = Math.min(after_ms, before_ms);
  const needed = all * LEAST_LETTER_MS;
  let from = clamp(part.old[0]?.start_ms ?? earliest, earliest, before_ms);
  let to = clamp(part.old.at(-1)?.end_ms ?? before_ms, from, before_ms);
  if (to - from < needed) to = Math.min(before_ms, from + needed);
  if (to - from < needed) from = Math.max(earliest, to - needed);
  let said = 0;
  return part.texts.map((text, i) => {
    const start_ms = from + Math.round(((to - from) * said) / all);
    said += letters[i]!;
    return { text, start_ms, end_ms: from + Math.round(((to - from) * said) / all), confidence: 1 };
  });
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Agent and customer change places throughout; other voices stay. */
export function swapSides(turns: readonly Turn[]): Turn[] {
  const other: Partial<Record<Speaker, Speaker>> = { agent: 'customer', customer: 'agent' };
  return turns.map((turn) => ({ ...turn, speaker: other[turn.speaker] ?? turn.speaker }));
}

/**
 * A turn cut in two.
 * @param texts what is said before and after the cut; words may be corrected with it
 * @returns null where there is nothing on one side
 */
export function splitTurn(turn: Turn, texts: readonly [string, string]): [Turn, Turn] | null {
  const [before, after] = [texts[0].trim(), texts[1].trim()];
  if (before === '' || after === '') return null;
  const whole = correctTurn(turn, joinWords([{ text: before }, { text: after }]));
  const { from_ms, to_ms } = heardIn(turn);
  const revision = turn.corrected?.revision ?? 0;
  const n = wordsOfText(before).length;
  const [head, tail] = [whole.words.slice(0, n), whole.words.slice(n)];
  const share = before.length / (before.length + after.length);
  const cut = Math.round(tail[0]?.start_ms ?? turn.start_ms + (turn.end_ms - turn.start_ms) * share);
  const border = clamp(cut, from_ms, to_ms);
  const half = (text: string, words: Word[], start_ms: number, end_ms: number, from: number, to: number): Turn => ({
    ...turn,
    ...(words.length > 0 ? extent(words) : { start_ms, end_ms }),
    text,
    words,
    confidence: words.length > 0 ? meanConfidence(words) : whole.confidence,
    corrected: { revision, from_ms: from, to_ms: to },
  });
  return [half(before, head, turn.start_ms, cut, from_ms, border), half(after, tail, cut, turn.end_ms, border, to_ms)];
}

/** Two turns as one, by the speaker of the first. */
export function joinTurns(first: Turn, second: Turn): Turn {
  // Of two that overlap the words come in the order of their times: a time never goes backwards.
  const words = [...first.words, ...second.words].sort((a, b) => a.start_ms - b.start_ms);
  const [a, b] = [heardIn(first), heardIn(second)];
  return {
    ...first,
    start_ms: Math.min(first.start_ms, second.start_ms),
    end_ms: Math.max(first.end_ms, second.end_ms),
    text:
      first.end_ms <= second.start_ms || words.length === 0
        ? joinWords([{ text: first.text }, { text: second.text }])
        : joinWords(words),
    confidence: words.length === 0 ? second.confidence && first.confidence : meanConfidence(words),
    words,
    corrected: {
      revision: first.corrected?.revision ?? 0,
      from_ms: Math.min(a.from_ms, b.from_ms),
      to_ms: Math.max(a.to_ms, b.to_ms),
    },
  };
}

/**
 * What the model wrote where this turn is now: of every turn of the first revision the words whose middle lies in the
 * stretch, with the times and borders they had.
 */
export function asHeard(turn: Turn, first: readonly Turn[]): Turn[] {
  const { from_ms, to_ms } = heardIn(turn);
  const inside = (one: { start_ms: number; end_ms: number }) => {
    const middle = (one.start_ms + one.end_ms) / 2;
    return middle >= from_ms && middle <= to_ms;
  };
  return first.flatMap((one): Turn[] => {
    if (one.channel !== turn.channel || one.end_ms < from_ms || one.start_ms > to_ms) return [];
    if (one.words.every(inside)) return one.words.length > 0 || inside(one) ? [one] : [];
    const begin = one.words.findIndex(inside);
    if (begin === -1) return [];
    const end = one.words.findLastIndex(inside) + 1;
    const words = one.words.slice(begin, end);
    return [{ ...one, ...extent(words), text: joinWords(words), words, confidence: meanConfidence(words) }];
  });
}

/** From the first word to the last. */
const extent = (words: readonly Word[]): { start_ms: number; end_ms: number } => ({
  start_ms: words[0]?.start_ms ?? 0,
  end_ms: words.reduce((last, word) => Math.max(last, word.end_ms), 0),
});
