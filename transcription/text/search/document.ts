// A transcript as it is searched: which terms are in it and who said them, and its lines in the writing in which
// phrases are compared. It is made of masked turns, so that what is masked cannot be found.

import { z } from 'zod';
import type { Turn } from '../../transcript/transcript.ts';
import { wordPlaces } from '../redaction/places.ts';
import { Speaker } from '../schema.ts';
import type { Term } from './query.ts';
import { lineOf, pairsOf, tokensOf } from './tokens.ts';

/** Who said a term, as the weights of a text search vector: agent, customer, anyone else. */
const WEIGHT = { agent: 'A', customer: 'B' } as const;
const weightOf = (speaker: string): 'A' | 'B' | 'C' => WEIGHT[speaker as keyof typeof WEIGHT] ?? 'C';

/**
 * Raised whenever documentOf() makes anything else of the same turns: what was indexed before is then indexed anew, in
 * every installation, beside the work of the day (db/transcripts/search-index.ts).
 */
export const SEARCH_VERSION = 1;

export type SearchDocument = {
  /** A text search vector: each term once for each side that said it. */
  terms: string;
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
  const terms = new Map<string, Set<string>>();
  const said = { A: [] as string[], B: [] as string[], C: [] as string[] };
  for (const { speaker, text } of turns) {
    const tokens = tokensOf(text);
    const weight = weightOf(speaker);
    const words = tokens.filter(({ character }) => !character).map((token) => token.text);
    for (const term of [...words, ...pairsOf(tokens)]) {
      const by = terms.get(term);
      if (by) by.add(weight);
      else terms.set(term, new Set([weight]));
    }
    if (tokens.length > 0) said[weight].push(lineOf(tokens));
  }
  return {
    terms: [...terms]
      .map(([term, by]) => `'${term}':${[...by].map((weight) => `${POSITION[weight]}${weight}`).join(',')}`)
      .join(' '),
    agent: said.A.join('\n'),
    customer: said.B.join('\n'),
    others: said.C.join('\n'),
    lines: turns.map(searchLine),
  };
}

/** A turn without all that is not needed to show a hit. */
export function searchLine({ speaker, start_ms, text, words }: Turn): SearchLine {
  const line = { s: speaker, t: start_ms, x: text };
  return words.length > 0 ? { ...line, w: placesOf(text, start_ms, words) } : line;
}

/** A weight needs a place to stand on; each has its own. */
const POSITION: Record<string, number> = { A: 1, B: 2, C: 3 };

/** The vector's query for one term. */
export function vectorQuery(term: Term): string {
  const by = term.by === null ? '' : WEIGHT[term.by];
  const words = term.tokens.filter(({ character }) => !character);
  const lexemes = words.map((token) => {
    const beginning = term.unfinished && token === term.tokens.at(-1) ? '*' : '';
    return `'${token.text}'${beginning || by ? ':' : ''}${beginning}${by}`;
  });
  // A pair is there as it is; a character that ends a stretch may have another one after it.
  const pairs = pairsOf(term.tokens).flatMap((pair, i, all) => {
    const whole = [...pair].length > 1;
    if (whole) return [`'${pair}'${by ? `:${by}` : ''}`];
    const covered = i > 0 && [...(all[i - 1] ?? '')].length > 1 && all[i - 1]?.endsWith(pair);
    return covered ? [] : [`'${pair}':*${by}`];
  });
  return [...new Set([...lexemes, ...pairs])].join(' & ');
}

/** What a line must hold, where the terms alone do not tell the order; null where they do. */
export function phraseOf({ tokens, unfinished }: Term): string | null {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last || tokens.length === 1 || (tokens.length === 2 && first.character && last.character)) return null;
  const line = lineOf(tokens.map((token) => ({ ...token, broken: false })));
  return line.slice(first.character ? 1 : 0, unfinished || last.character ? -1 : undefined);
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
