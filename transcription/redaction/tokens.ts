// A turn's text in the pieces personal data is made of: figures, Latin words and letters, Chinese characters, signs.
// Each keeps its place, so that what is found can be told as a stretch of the text the reader sees.

import type { Turn } from '../transcript.ts';
import { PERSONAL_DATA } from './kinds.ts';

export type TokenType = 'digits' | 'letters' | 'han' | 'sign' | 'mark' | 'pause' | 'end';

/**
 * `text` is lower-case with half-width figures, letters and signs; `pause` stands between two turns of one speaker that
 * may be one dictation, `end` between two that are not. `spaced`: a blank stands before it.
 */
export type Token = {
  type: TokenType;
  text: string;
  /** As it is written, for telling capitals. */
  raw: string;
  turn: number;
  start: number;
  end: number;
  spaced: boolean;
};

const PIECE = new RegExp(
  `\\[\\[(?:${PERSONAL_DATA.join('|')})\\]\\]|\\d+|[a-zà-öø-ÿ]+(?:['’][a-zà-öø-ÿ]+)*|\\p{Script=Han}|\\S`,
  'gu',
);

/** Of the same length as what it is made from: offsets hold in both. */
export function plainText(text: string): string {
  const half = text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const lower = half.toLowerCase();
  return lower.length === half.length ? lower : half;
}

export function tokenise({ text }: Turn, turn: number, plain: string): Token[] {
  const tokens: Token[] = [];
  for (const match of plain.matchAll(PIECE)) {
    const [piece] = match;
    const start = match.index;
    const end = start + piece.length;
    tokens.push({
      type: typeOf(piece),
      text: piece,
      raw: text.slice(start, end),
      turn,
      start,
      end,
      spaced: start === 0 || /\s/.test(plain[start - 1]!),
    });
  }
  return tokens;
}

function typeOf(piece: string): TokenType {
  if (piece.startsWith('[[') && piece.length > 2) return 'mark';
  const first = piece.charCodeAt(0);
  if (first >= 48 && first <= 57) return 'digits';
  if ((first >= 97 && first <= 122) || (first >= 0xe0 && first <= 0xff && first !== 0xf7)) return 'letters';
  return /\p{Script=Han}/u.test(piece) ? 'han' : 'sign';
}
