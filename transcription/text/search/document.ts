// A transcript in searchable form: its terms with their speakers, and its lines in the normalised form in which phrases
// are compared. It is built from masked turns, so masked data cannot be found.
//
// A term is a word, a character, or two consecutive ones, prefixed with a letter for the side that said it: a capital for
// words and characters, a small one for pairs, so that the beginning of a word is not looked for among pairs. Beginnings of
// a few letters, which half of all documents may have, are terms themselves, whoever said them. The index alone answers
// searches for words of either side and for phrases of two. Longer phrases are found by their pairs first and then compared
// with the lines.

import { z } from 'zod';
import type { Turn } from '../../transcript/transcript.ts';
import { wordPlaces } from '../redaction/places.ts';
import { Speaker } from '../schema.ts';
import { LEAST_BEGINNING, type Term } from './query.ts';
import { lineOf, pairOf, type Token, tokensOf } from './tokens.ts';

/** Who said a term, as its first letter: agent, customer, anyone else. */
const SIDE = { agent: 'A', customer: 'B' } as const;
const SIDES = ['A', 'B', 'C'] as const;
type Side = (typeof SIDES)[number];
const sideOf = (speaker: string): Side => SIDE[speaker as keyof typeof SIDE] ?? 'C';
/** First letter of a pair. */
const ofPairs = (side: Side): string => side.toLowerCase();

/** In every document, so that a search that only excludes words has something to start from. */
const ANY = '*';
/** In a document without pairs. */
const UNPAIRED = '~';
/** First letter of a beginning. */
const BEGINS = '<';
/** Letters of the longest beginning that is a term. Of more letters, few words begin alike. */
const BEGINNING = 4;

/**
 * A text search vector holds 1 MB. A transcript that would need more (several hundred thousand words) is indexed without
 * pairs.
 */
const MOST_BYTES = 1_000_000;

/**
 * Raised whenever documentOf() makes anything else of the same turns: what was indexed before is then indexed anew, in
 * every installation, beside the work of the day (db/transcripts/search-index.ts).
 */
export const SEARCH_VERSION = 3;

export type SearchDocument = {
  /** A text search vector: each term once for each side that said it. */
  terms: string;
  /** Whether the terms include pairs. */
  paired: boolean;
  /** What each side said, a line a turn. */
  agent: string;
  customer: string;
  others: string;
  /** What hits are shown from. */
  lines: SearchLine[];
};

/** One turn: speaker, start, text, and for words that were timed where they stand and when they begin. */
export const SearchLine = z.object({
  s: Speaker,
  t: z.int(),
  x: z.string(),
  w: z.string().optional(),
});
export type SearchLine = z.infer<typeof SearchLine>;

export function documentOf(turns: readonly Turn[]): SearchDocument {
  const singles = new Set<string>();
  const beginnings = new Set<string>();
  const pairs = new Set<string>();
  const said = { A: [] as string[], B: [] as string[], C: [] as string[] };
  for (const { speaker, text } of turns) {
    const tokens = tokensOf(text);
    const side = sideOf(speaker);
    for (const [i, token] of tokens.entries()) {
      singles.add(side + token.text);
      for (const beginning of beginningsOf(token)) beginnings.add(BEGINS + beginning);
      const next = tokens[i + 1];
      if (next && !next.broken) pairs.add(ofPairs(side) + pairOf(token, next));
    }
    if (tokens.length > 0) said[side].push(lineOf(tokens));
  }
  const paired = new TextEncoder().encode([...singles, ...beginnings, ...pairs].join('')).length <= MOST_BYTES;
  return {
    terms: [ANY, ...singles, ...beginnings, ...(paired ? pairs : [UNPAIRED])].map((term) => `'${term}'`).join(' '),
    paired,
    agent: said.A.join('\n'),
    customer: said.B.join('\n'),
    others: said.C.join('\n'),
    lines: turns.map(searchLine),
  };
}

/** What a word is found by while it is typed. */
function beginningsOf({ text, character }: Token): string[] {
  if (character) return [];
  const letters = [...text].slice(0, BEGINNING);
  return letters.slice(LEAST_BEGINNING - 1).map((_, i) => letters.slice(0, LEAST_BEGINNING + i).join(''));
}

/** A turn without all that is not needed to show a hit. */
export function searchLine({ speaker, start_ms, text, words }: Turn): SearchLine {
  const line = { s: speaker, t: start_ms, x: text };
  return words.length > 0 ? { ...line, w: placesOf(text, start_ms, words) } : line;
}

/** A text search query that matches documents with every wanted term and no excluded one. */
export function vectorQuery(terms: readonly Term[]): string {
  const wanted = terms.filter((term) => !term.without).map((term) => `(${queryOf(term)})`);
  // A document may have all pairs of a longer phrase without the phrase itself: its lines are compared instead.
  const unwanted = terms
    .filter((term) => term.without && term.tokens.length <= 2)
    .map((term) => `!(${term.tokens.length === 1 ? wordsQuery(term) : pairsQuery(term)})`);
  return [...(wanted.length > 0 ? wanted : [`'${ANY}'`]), ...unwanted].join(' & ');
}

function queryOf(term: Term): string {
  const { tokens, unfinished, by } = term;
  if (tokens.length > 1) return `${pairsQuery(term)} | '${UNPAIRED}' & (${wordsQuery(term)})`;
  const begun = unfinished && by === null ? tokens[0]!.text : null;
  return begun !== null && [...begun].length <= BEGINNING ? `'${BEGINS}${begun}'` : wordsQuery(term);
}

const wordsQuery = (term: Term): string => saidQuery(term, (side) => term.tokens.map(({ text }) => side + text));

const pairsQuery = (term: Term): string =>
  saidQuery(term, (side) =>
    term.tokens.slice(1).map((token, i) => ofPairs(side) + pairOf(term.tokens[i] as Token, token)),
  );

/** All parts, said by one side. */
function saidQuery({ by, unfinished }: Term, parts: (side: Side) => string[]): string {
  const of = (side: Side): string => `'${parts(side).join("' & '")}'${unfinished ? ':*' : ''}`;
  return by === null ? SIDES.map(of).join(' | ') : of(SIDE[by]);
}

/**
 * Phrases that must (`+`) or must not (`-`) be in the lines: sign, side (`*`: any), and the words in a row.
 * @returns `always` to compare with every document's lines, `unpaired` only with those of documents without pairs
 */
export function phrasesOf(terms: readonly Term[]): { always: string[]; unpaired: string[] } {
  const phrases = terms.filter(({ tokens }) => tokens.length > 1);
  const written = (term: Term): string =>
    `${term.without ? '-' : '+'}${term.by === null ? ANY : SIDE[term.by]}${lineWith(term)}`;
  return {
    always: phrases.filter(({ tokens }) => tokens.length > 2).map(written),
    unpaired: phrases.filter(({ tokens }) => tokens.length === 2).map(written),
  };
}

/** Without the blank at an end where the phrase may continue: a character, or an unfinished word. */
function lineWith({ tokens, unfinished }: Term): string {
  const line = lineOf(tokens.map((token) => ({ ...token, broken: false })));
  return line.slice(tokens[0]?.character ? 1 : 0, unfinished || tokens.at(-1)?.character ? -1 : undefined);
}

/** Places of words, base 36: letters from the word before, and hundredths of a second from the turn's start. */
function placesOf(text: string, start_ms: number, words: Turn['words']): string {
  let last = 0;
  const places: string[] = [];
  for (const [i, { start, end }] of wordPlaces({ text, words }).entries()) {
    // Where it would stand if it were there.
    if (start === end) continue;
    const hundredths = Math.max(0, Math.round((words[i]!.start_ms - start_ms) / 10));
    places.push(`${(start - last).toString(36)}.${hundredths.toString(36)}`);
    last = start;
  }
  return places.join(' ');
}

/**
 * When places of a line are said: the start of the word, ms; of a line without words its own start.
 * @returns tells it of places that are asked for in order
 */
export function momentsOf({ t, w }: SearchLine): (from: number) => number {
  const places = w ? w.split(' ') : [];
  let next = 0;
  let at = 0;
  let ms = t;
  return (from) => {
    for (; next < places.length; next++) {
      const [letters = '0', hundredths = '0'] = places[next]!.split('.');
      const begins = at + Number.parseInt(letters, 36);
      if (begins > from) break;
      at = begins;
      ms = t + Number.parseInt(hundredths, 36) * 10;
    }
    return ms;
  };
}
