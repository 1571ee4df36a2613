// Where the search terms occur in a conversation, with a little of the surrounding text.

import type { Speaker } from '../../transcript/transcript.ts';
import { MARK } from '../redaction/mask.ts';
import type { Term } from './query.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Letters `from` to `to` of a turn's text. */
export type Place = { turn: number; from: number; to: number };

/** @returns every place in order; places that overlap are one */
export function placesOf(turns: readonly { speaker: Speaker; text: string }[], terms: readonly Term[]): Place[] {
  const wanted = terms.filter((term) => !term.without);
  if (wanted.length === 0) return [];
  return turns.flatMap(({ speaker, text }, turn) => {
    const own = wanted.filter(({ by }) => by === null || by === speaker);
    if (own.length === 0) return [];
    const tokens = tokensOf(text);
    const found = own.flatMap((term) => occurrences(tokens, term)).sort((a, b) => a.from - b.from || b.to - a.to);
    const places: Place[] = [];
    for (const { from, to } of found) {
      const last = places.at(-1);
      if (last && from < last.to) last.to = Math.max(last.to, to);
      else places.push({ turn, from, to });
    }
    return places;
  });
}

function occurrences(tokens: readonly Token[], { tokens: wanted, unfinished }: Term): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let i = 0; i + wanted.length <= tokens.length; i++) {
    const fits = wanted.every((token, n) => {
      const here = tokens[i + n] as Token;
      if (n > 0 && here.broken) return false;
      return unfinished && n === wanted.length - 1 ? here.text.startsWith(token.text) : here.text === token.text;
    });
    if (fits) found.push({ from: (tokens[i] as Token).from, to: (tokens[i + wanted.length - 1] as Token).to });
  }
  return found;
}

export type Snippet = { before: string; match: string; after: string };

/** Letters shown before a place, and after it: a line of a list. */
const BEFORE = 36;
const AFTER = 72;

/** A place with the words around it; `…` where the turn goes on. No word and no mark is cut. */
export function snippetOf(text: string, { from, to }: Pick<Place, 'from' | 'to'>): Snippet {
  const begin = from <= BEFORE ? 0 : borderAfter(text, from - BEFORE, from);
  const end = text.length - to <= AFTER ? text.length : borderBefore(text, to + AFTER, to);
  const before = text.slice(begin, from).replace(/\s+/gu, ' ');
  const after = text.slice(to, end).replace(/\s+/gu, ' ');
  return {
    before: begin > 0 ? `…${before.replace(/^[\s.,;:!?，。；：！？、)\]-]+/u, '')}` : before,
    match: text.slice(from, to),
    after: end < text.length ? `${after.trimEnd()}…` : after,
  };
}

/** The next place from `at` on where a word begins. */
function borderAfter(text: string, at: number, last: number): number {
  const mark = markAround(text, at);
  if (mark) return Math.min(last, mark.to);
  for (let i = at; i < last; i++) if (isBorder(text, i)) return i;
  return last;
}

function borderBefore(text: string, at: number, first: number): number {
  const mark = markAround(text, at);
  if (mark) return Math.max(first, mark.from);
  for (let i = at; i > first; i--) if (isBorder(text, i)) return i;
  return first;
}

function markAround(text: string, at: number): { from: number; to: number } | null {
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (index < at && at < index + mark.length) return { from: index, to: index + mark.length };
  }
  return null;
}

const isBorder = (text: string, i: number): boolean =>
  !/[\p{L}\p{N}][\p{L}\p{N}'’]/u.test(text.slice(i - 1, i + 1)) || /\p{Script=Han}/u.test(text.slice(i - 1, i + 1));
