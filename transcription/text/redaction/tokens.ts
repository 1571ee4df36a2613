// Splits a turn's text into the pieces personal data consists of: digits, Latin words and letters, Chinese characters,
// signs. Each keeps its position, so a find can be given as a span of the text the reader sees.

import type { Turn } from '../../transcript/transcript.ts';
import { PERSONAL_DATA } from './kinds.ts';
import type { TokenType, Word } from './vocabulary.ts';

/**
 * `text` is lower-case with half-width figures, letters and signs; `pause` stands between two turns of one speaker that
 * may be one dictation, `end` between two that are not. `spaced`: a blank stands before it.
 */
export type Token = {
  type: TokenType;
  text: string;
  word: Word;
  /** As written, for recognising capitals. */
  raw: string;
  turn: number;
  /** How many tokens of its turn stand before it. */
  place: number;
  start: number;
  end: number;
  spaced: boolean;
  /** The number that begins with it, and in which row of tokens that was looked for last (numbers.ts). */
  atom: Atom | null;
  row: readonly Token[] | null;
};

/**
 * One saying of figures or letters: tokens [from, to). `chars`: what it stands for, letters in lower case.
 * `digit`: one digit alone; `group`: tens, pairs, doubled; `cardinal`: hundreds and thousands; `written`: digits.
 */
export type Atom = {
  from: number;
  to: number;
  chars: string;
  form: 'digit' | 'group' | 'cardinal' | 'written' | 'letter';
};

/** Tokens [from, to) of a stream. */
export type Span = { from: number; to: number };

/** Of the same length as what it is made from: offsets hold in both. */
export function plainText(text: string): string {
  const half = text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const lower = half.toLowerCase();
  if (lower.length === half.length) return lower;
  return half.replace(/\p{Lu}/gu, (capital) => {
    const small = capital.toLowerCase();
    return small.length === capital.length ? small : capital;
  });
}

export function tokenise({ text }: Turn, turn: number, plain: string, wordOf: (text: string) => Word): Token[] {
  const tokens: Token[] = [];
  let spaced = true;
  for (let start = 0; start < plain.length; ) {
    if (isBlank(plain.charCodeAt(start))) {
      spaced = true;
      start += 1;
      continue;
    }
    const end = pieceEnd(plain, start);
    const piece = plain.slice(start, end);
    const place = tokens.length;
    const word = wordOf(piece);
    // Most words are written as they are read, so one string serves both.
    const raw = text.startsWith(piece, start) ? piece : text.slice(start, end);
    tokens.push({
      type: word.type,
      text: word.text,
      word,
      raw,
      turn,
      place,
      start,
      end,
      spaced,
      row: null,
      atom: null,
    });
    spaced = false;
    start = end;
  }
  return tokens;
}

/** Figures, a Latin word with what it has behind apostrophes, a mark, or one character. */
function pieceEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  let end = start + 1;
  if (isFigure(first)) {
    while (isFigure(text.charCodeAt(end))) end += 1;
    return end;
  }
  if (isLatin(first)) {
    for (;;) {
      while (isLatin(text.charCodeAt(end))) end += 1;
      const sign = text.charCodeAt(end);
      if ((sign !== 0x27 && sign !== 0x2019) || !isLatin(text.charCodeAt(end + 1))) return end;
      end += 2;
    }
  }
  if (first === BRACKET && text.charCodeAt(end) === BRACKET) {
    MARK_HERE.lastIndex = start;
    return MARK_HERE.test(text) ? MARK_HERE.lastIndex : end;
  }
  return start + (text.codePointAt(start)! > 0xffff ? 2 : 1);
}

const BRACKET = 0x5b;
const MARK_HERE = new RegExp(`\\[\\[(?:${PERSONAL_DATA.join('|')})\\]\\]`, 'y');
const isFigure = (code: number): boolean => code >= 48 && code <= 57;
const isLatin = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 0xe0 && code <= 0xff && code !== 0xf7);
const isBlank = (code: number): boolean =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  (code > 127 && (code < 0x3001 || code === 0xfeff) && /\s/.test(String.fromCharCode(code)));

export function typeOf(piece: string): TokenType {
  if (piece.startsWith('[[') && piece.length > 2) return 'mark';
  const first = piece.charCodeAt(0);
  if (isFigure(first)) return 'digits';
  if (isLatin(first)) return 'letters';
  return /\p{Script=Han}/u.test(piece) ? 'han' : 'sign';
}
