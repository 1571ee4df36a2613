// Searchable units of a text: English by words, Chinese by characters, because Chinese is written without word
// boundaries. Both are normalised: compatibility forms folded, lower case, no accents, simplified characters.
// Punctuation and spaces are ignored. Masked personal data is left out, and no match spans it.

import { simplified } from '../../listening/chinese.ts';
import { MARK } from '../redaction/mask.ts';

export type Token = {
  /** In the writing in which it is compared. */
  text: string;
  /** Where it stands in the text it was taken from. */
  from: number;
  to: number;
  /** A character of a writing without spaces: such tokens may begin and end anywhere in a word. */
  character: boolean;
  /** Something that is masked stands before it. */
  broken: boolean;
};

/** Nobody looks for longer words; what a machine wrote may have no end. */
const LONGEST = 64;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let broken = false;
  const marks = text.includes('[[') ? [...text.matchAll(MARK)] : [];
  for (const mark of [...marks, null]) {
    const end = mark?.index ?? text.length;
    while (at < end) {
      const kind = kindAt(text, at);
      if (kind === 'nothing') {
        at += widthAt(text, at);
        continue;
      }
      const to = kind === 'character' ? at + widthAt(text, at) : wordEnd(text, at, end);
      const own = kind === 'character' ? comparableCharacter(text.slice(at, to)) : comparableWord(text.slice(at, to));
      if (own !== '') {
        tokens.push({ text: own, from: at, to, character: kind === 'character', broken });
        broken = false;
      }
      at = to;
    }
    if (mark) {
      at = mark.index + mark[0].length;
      broken = true;
    }
  }
  return tokens;
}

const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LETTER = /[\p{L}\p{N}]/u;
const ACCENT = /\p{M}/u;

/** Asked for every letter of every transcript: the common ones are recognised by their numbers. */
function kindAt(text: string, at: number): 'character' | 'letter' | 'nothing' {
  const code = text.codePointAt(at) ?? 0;
  if (code < 128) return isPlain(code) ? 'letter' : 'nothing';
  if (isCommonHan(code)) return 'character';
  const one = String.fromCodePoint(code);
  if (CHARACTER.test(one)) return 'character';
  return LETTER.test(one) ? 'letter' : 'nothing';
}

const isPlain = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
const isCommonHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;
const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** A word goes on over accents, and over an apostrophe that a letter follows. */
function wordEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const mark = text[at];
    const inside = (mark === "'" || mark === '’') && at + 1 < end && kindAt(text, at + 1) === 'letter';
    if (!inside && kindAt(text, at) !== 'letter' && !ACCENT.test(String.fromCodePoint(text.codePointAt(at) ?? 0)))
      break;
    at += widthAt(text, at);
  }
  return at;
}

/** A radical or a vowel sign alone is no character. */
function comparableCharacter(character: string): string {
  if (isCommonHan(character.codePointAt(0) ?? 0)) return simplified(character);
  return simplified(character.normalize('NFKC')).replace(/[^\p{L}\p{N}]/gu, '');
}

const PLAIN = /^[A-Za-z0-9]+$/;

function comparableWord(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase().slice(0, LONGEST);
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, LONGEST);
}

/**
 * Tokens in one line, as phrases are looked for: a space at both ends and between words, none between characters, a bar
 * where something is masked.
 */
export function lineOf(tokens: readonly Token[]): string {
  let line = ' ';
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    if (token.broken) line += before ? ' | ' : '| ';
    else if (before && !(before.character && token.character)) line += ' ';
    line += token.text;
  }
  return `${line} `;
}

/** Two neighbouring tokens, written as in a line. */
export const pairOf = (token: Token, next: Token): string =>
  token.character && next.character ? token.text + next.text : `${token.text} ${next.text}`;
