// What can be searched for in a text: English by its words, Chinese by its characters, because nobody writes where a
// Chinese word ends. Both are compared in one writing: compatibility forms folded, small letters, no accents, simplified
// characters. Punctuation and spaces are no part of it. Personal data that is masked is not there at all, and nothing is
// found across it.

import { simplified } from '../chinese.ts';
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

const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}])(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}]|['’](?=\p{L}))*/gu;
/** Nobody looks for longer words; what a machine wrote may have no end. */
const LONGEST = 64;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const mark of [...text.matchAll(MARK), null]) {
    const piece = text.slice(at, mark?.index);
    let broken = at > 0;
    for (const { 0: found, index } of piece.matchAll(TOKEN)) {
      const from = at + index;
      tokens.push({
        text: comparable(found),
        from,
        to: from + found.length,
        character: CHARACTER.test(found),
        broken,
      });
      broken = false;
    }
    if (mark) at = mark.index + mark[0].length;
  }
  return tokens.filter((token) => token.text !== '');
}

function comparable(word: string): string {
  // A radical or a vowel sign alone is no character.
  if (CHARACTER.test(word)) return simplified(word.normalize('NFKC')).replace(/[^\p{L}\p{N}]/gu, '');
  const folded = word.normalize('NFKD').replace(/[\p{M}'’]/gu, '');
  return folded
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

/**
 * Pairs of neighbouring characters, and the last character of each run alone: with these every stretch of characters is
 * found, a single one by what begins with it.
 */
export function pairsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token, i) => {
    if (!token.character) return [];
    const next = tokens[i + 1];
    return next?.character && !next.broken ? [token.text + next.text] : [token.text];
  });
}
