// How a customer's words sound: a weak signal from a word list, from negation and emphasis and, in writing, from
// repeated punctuation. It says "these words sound dissatisfied", never what a person feels, and it is computed for
// customers only, never for agents. Every result names the words it is based on.

import type { Turn } from '../../transcript/transcript.ts';
import {
  CHINESE_MOOD,
  CHINESE_NEGATION,
  CHINESE_STRONGER,
  ENGLISH_MOOD,
  ENGLISH_NEGATION_BEFORE,
  ENGLISH_NEGATIONS,
  ENGLISH_STRONGER,
  NEGATION_REACH,
} from './mood-words.ts';
import type { Mood, MoodSign, MoodTurn } from './schema.ts';

/** Fewer turns have no beginning and end. */
const LEAST_TURNS = 3;
const MOST = 6;
/** Negated bad words are not praise ("not bad"), negated good ones are nearly blame ("not happy"). */
const NEGATED_GOOD = -0.8;
const NEGATED_BAD = -0.3;
const STRONGER = 1.5;
const TREND = 1;

/**
 * @param written punctuation counts only where the customer set it: in a transcript it is the recogniser's
 * @returns null where the customer says too little: fewer than three turns, or nothing of the lists
 */
export function moodOf(turns: readonly Turn[], written: boolean): Mood | null {
  const own = turns.flatMap((turn, index) => (turn.speaker === 'customer' ? [{ turn, index }] : []));
  const scored = own.map(({ turn, index }): MoodTurn => {
    const signs = [...signsIn(turn.text), ...(written ? emphasisIn(turn.text) : [])];
    const sum = signs.reduce((total, { weight }) => total + weight, 0);
    return { turn: index, at_ms: turn.start_ms, score: toTenth(Math.max(-MOST, Math.min(MOST, sum))), signs };
  });
  const withSigns = scored.filter(({ signs }) => signs.length > 0);
  if (scored.length < LEAST_TURNS || withSigns.length === 0) return null;
  const third = Math.max(1, Math.floor(scored.length / 3));
  const start = meanScore(scored.slice(0, third));
  const end = meanScore(scored.slice(-third));
  const trend = end - start >= TREND ? 'better' : start - end >= TREND ? 'worse' : 'same';
  return { turns: withSigns, start, end, trend };
}

const meanScore = (turns: readonly MoodTurn[]): number =>
  toTenth(turns.reduce((sum, { score }) => sum + score, 0) / turns.length);

const toTenth = (value: number): number => Math.round(value * 10) / 10 || 0;

/** Words of the lists in a text, the longest first: "not good enough" is one sign, not two. */
export function signsIn(text: string): MoodSign[] {
  return [...englishSigns(text), ...chineseSigns(text)];
}

const PHRASE = Math.max(...[...ENGLISH_MOOD.keys()].map((words) => words.split(' ').length));

function englishSigns(text: string): MoodSign[] {
  const found: MoodSign[] = [];
  // A negation ends with its clause.
  for (const clause of text.split(/[.,!?;:，。！？；：\n]+/u)) {
    const shown = clause.match(/[a-z]+(?:['’][a-z]+)*/giu) ?? [];
    const words = shown.map((word) => word.toLowerCase().replace(/['’]/gu, ''));
    for (let i = 0; i < words.length; ) {
      if (!BEGINNINGS.has(words[i] ?? '')) {
        i++;
        continue;
      }
      const length = longestAt(words, i);
      const weight = ENGLISH_MOOD.get(words.slice(i, i + length).join(' '));
      if (weight === undefined) {
        i++;
        continue;
      }
      const from = Math.max(0, i - NEGATION_REACH);
      const before = words[i - 1] ?? '';
      const last = words.slice(from, i).findLastIndex((word) => ENGLISH_NEGATIONS.has(word));
      const negation = before === ENGLISH_NEGATION_BEFORE ? i - 1 : last === -1 ? -1 : from + last;
      const strong = ENGLISH_STRONGER.has(before);
      const said = shown.slice(strong && negation !== i - 1 ? i - 1 : i, i + length).join(' ');
      // Of what stands between, nothing is shown: it is not of the lists.
      const far = negation !== -1 && negation < i - (strong ? 2 : 1) ? ' …' : '';
      const whole = negation === -1 ? said : `${shown[negation]}${far} ${said}`;
      if (weight !== 0) found.push(sign(whole, weight, negation !== -1, strong));
      i += length;
    }
  }
  return found;
}

/** What an entry begins with: most words begin none. */
const BEGINNINGS: ReadonlySet<string> = new Set([...ENGLISH_MOOD.keys()].map((words) => words.split(' ')[0] ?? ''));

function longestAt(words: readonly string[], i: number): number {
  for (let length = Math.min(PHRASE, words.length - i); length > 1; length--) {
    if (ENGLISH_MOOD.has(words.slice(i, i + length).join(' '))) return length;
  }
  return 1;
}

const CHINESE_WORDS = new RegExp([...CHINESE_MOOD.keys()].sort((a, b) => b.length - a.length).join('|'), 'gu');

function chineseSigns(text: string): MoodSign[] {
  return [...text.matchAll(CHINESE_WORDS)].map(({ 0: word, index }) => {
    const before = text.slice(Math.max(0, index - 5), index);
    const strong = CHINESE_STRONGER.exec(before)?.[0] ?? '';
    const negation = CHINESE_NEGATION.exec(before.slice(0, before.length - strong.length))?.[0] ?? '';
    return sign(`${negation}${strong}${word}`, CHINESE_MOOD.get(word) ?? 0, negation !== '', strong !== '');
  });
}

/** "Not very good" is not worse than "not good": what is negated is not strengthened. */
function sign(text: string, weight: number, negated: boolean, strong: boolean): MoodSign {
  return negated
    ? { text, weight: toTenth(weight * (weight > 0 ? NEGATED_GOOD : NEGATED_BAD)), kind: 'negated' }
    : { text, weight: toTenth(strong ? weight * STRONGER : weight), kind: 'word' };
}

/** Stands for words in capitals, which may be anything. */
const SHOUTED = 'ABC';

/** Runs of exclamation and question marks, and words shouted in capitals. */
function emphasisIn(text: string): MoodSign[] {
  const runs = (text.match(/[!?！？]{2,}|(?:…|\.\.\.){2,}/gu) ?? []).map(
    (text): MoodSign => ({ text, weight: -1, kind: 'punctuation' }),
  );
  const shouted = text.match(/\b[A-Z]{3,}(?:[\s,]+[A-Z]{2,})+\b/gu) ?? [];
  return [...runs, ...shouted.map((): MoodSign => ({ text: SHOUTED, weight: -1, kind: 'punctuation' }))];
}
