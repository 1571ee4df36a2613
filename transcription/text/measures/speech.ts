// How someone speaks: their pace and their filler words. Both are counted per minute of that speaker's own talk, as
// suits the language: English by words, Chinese by characters.

import type { Turn, Word } from '../../transcript/transcript.ts';
import type { Filler, Fillers, Pace, Side } from './schema.ts';
import { lengthOf } from './spans.ts';
import { stretchesOf } from './talk.ts';

/** Under this much talk a rate says nothing. */
const LEAST_TALK_MS = 5000;

const TOKEN = /\p{Script=Han}|[\p{L}\p{N}]+(?:['’.,:-][\p{L}\p{N}]+)*/gu;
const HAN = /\p{Script=Han}/u;

/** @returns null for a side that speaks less than 5 s */
export function paceOf(turns: readonly Turn[], side: Side): Pace | null {
  const own = turns.filter((turn) => turn.speaker === side);
  const talk = lengthOf(own.flatMap(stretchesOf));
  if (talk < LEAST_TALK_MS) return null;
  const tokens = own.flatMap((turn) => lettersAlone(turn.text).match(TOKEN) ?? []);
  if (tokens.length === 0) return null;
  const characters = tokens.filter((token) => HAN.test(token)).length;
  return {
    unit: characters * 2 > tokens.length ? 'characters' : 'words',
    count: tokens.length,
    per_minute: Math.round((tokens.length * 60_000) / talk),
  };
}

/** Latin letters that stand against Chinese ones are a word of their own. */
const lettersAlone = (text: string): string =>
  text.replace(/(?<=\p{Script=Han})(?=[a-z0-9])|(?<=[a-z0-9])(?=\p{Script=Han})/giu, ' ');

/**
 * Words that only fill a pause. English: the filled pauses of Clark & Fox Tree, "Using uh and um in spontaneous
 * speaking" (Cognition 84, 2002), and the markers "you know" and "I mean" of Schiffrin, "Discourse Markers" (1987);
 * "like", "so" and "well" are left out, because most of the time they mean something. Chinese: Zhao & Jurafsky, "A
 * preliminary study of Mandarin filled pauses" (DiSS 2005): 嗯, 呃, and 那个, 这个 where they stand before a pause or are
 * said twice.
 */
const ENGLISH: readonly (readonly string[])[] = [
  ['um'],
  ['uh'],
  ['uhm'],
  ['umm'],
  ['er'],
  ['erm'],
  ['you', 'know'],
  ['i', 'mean'],
];
/** Fillers in any position. */
const CHINESE_ALWAYS = ['嗯', '呃', '唔'];
/** Point at something, unless a pause or the same again follows. */
const CHINESE_BEFORE_PAUSE = ['那个', '这个', '就是说'];
/** First words of fillers: most words are not, and are skipped quickly. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  ...ENGLISH.map(([first]) => first ?? ''),
  ...CHINESE_ALWAYS,
  ...CHINESE_BEFORE_PAUSE.map((phrase) => phrase.slice(0, 1)),
]);
/** Between words, as long as a comma. */
const PAUSE_MS = 300;
/** Alone these are an answer. */
const ANSWER = /^[嗯呃唔哦\s，。！？、,.!?]+$/u;
/** "You know" that asks or tells: "do you know", "you know that", "you know what". */
const BEFORE_KNOW = new Set(['do', 'did', 'if', 'as', 'let', 'that', 'whether', 'when', 'sure', 'how', 'dont']);
const AFTER_KNOW = new Set([
  'what',
  'where',
  'who',
  'why',
  'how',
  'when',
  'if',
  'that',
  'the',
  'my',
  'about',
  'your',
  'whether',
]);

type Piece = { text: string; at_ms: number; paused: boolean };

/** @returns null for a side that speaks less than 5 s */
export function fillersOf(turns: readonly Turn[], side: Side): Fillers | null {
  const own = turns.filter((turn) => turn.speaker === side);
  const talk = lengthOf(own.flatMap(stretchesOf));
  if (talk < LEAST_TALK_MS) return null;
  const moments = own.flatMap(fillersIn);
  return { count: moments.length, per_minute: Math.round((moments.length * 600_000) / talk) / 10, moments };
}

function fillersIn(turn: Turn): Filler[] {
  if (ANSWER.test(turn.text)) return [];
  const pieces = piecesOf(turn);
  const found: Filler[] = [];
  for (let i = 0; i < pieces.length; ) {
    const words = fillerAt(pieces, i);
    const piece = pieces[i];
    if (words === 0 || !piece) {
      i++;
      continue;
    }
    const said = pieces.slice(i, i + words).map(({ text }) => text);
    found.push({ at_ms: piece.at_ms, text: HAN.test(said[0] ?? '') ? said.join('') : said.join(' ') });
    i += words;
  }
  return found;
}

/** @returns how many pieces from `i` on are a filler; 0 for none */
function fillerAt(pieces: readonly Piece[], i: number): number {
  if (!BEGINNINGS.has(pieces[i]?.text ?? '')) return 0;
  for (const phrase of ENGLISH) {
    if (!phrase.every((word, n) => pieces[i + n]?.text === word)) continue;
    if (phrase[1] !== 'know') return phrase.length;
    const [before, after] = [pieces[i - 1]?.text ?? '', pieces[i + 2]?.text ?? ''];
    const opens = !pieces[i - 1] || pieces[i - 1]?.paused;
    const literal = (!opens && BEFORE_KNOW.has(before)) || (!pieces[i + 1]?.paused && AFTER_KNOW.has(after));
    if (!literal) return phrase.length;
  }
  const here = pieces[i]?.text ?? '';
  if (CHINESE_ALWAYS.includes(here)) return 1;
  for (const phrase of CHINESE_BEFORE_PAUSE) {
    const letters = [...phrase];
    if (!spells(pieces, i, letters)) continue;
    const end = i + letters.length;
    if (pieces[end - 1]?.paused || spells(pieces, end, letters)) return letters.length;
  }
  return 0;
}

const spells = (pieces: readonly Piece[], from: number, letters: readonly string[]): boolean =>
  letters.every((letter, n) => pieces[from + n]?.text === letter);

/**
 * English words and single characters in order, lower case, without punctuation; `paused`: a pause or comma follows.
 */
function piecesOf(turn: Turn): Piece[] {
  const words: Pick<Word, 'text' | 'start_ms' | 'end_ms'>[] =
    turn.words.length > 0
      ? turn.words
      : (turn.text.match(/\p{Script=Han}[^\p{Script=Han}\p{L}\p{N}]*|[^\s\p{Script=Han}]+/gu) ?? []).map((text) => ({
          text,
          start_ms: turn.start_ms,
          end_ms: turn.start_ms,
        }));
  return words.flatMap((word, i) => {
    const text = word.text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const next = words[i + 1];
    const paused =
      /[,.!?;:，。！？、；：…—-]$/u.test(word.text.trim()) || !next || next.start_ms - word.end_ms >= PAUSE_MS;
    return text === '' ? [] : [{ text, at_ms: word.start_ms, paused }];
  });
}
