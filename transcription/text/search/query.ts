// Parses the search field. All words must occur, in any order; "in quotes" they are consecutive; a minus excludes;
// `agent:` or `customer:` before a word limits the speaker. Chinese needs no quotes: characters typed together must be
// consecutive. The last word may be incomplete.

import { type Token, tokensOf } from './tokens.ts';

export type Said = 'agent' | 'customer';

export type Term = {
  /** One after the other. */
  tokens: Token[];
  /** The last token is the beginning of a word. */
  unfinished: boolean;
  without: boolean;
  by: Said | null;
};

const SPEAKERS: Record<string, Said> = {
  agent: 'agent',
  坐席: 'agent',
  座席: 'agent',
  客服: 'agent',
  customer: 'customer',
  客户: 'customer',
  顾客: 'customer',
};
const SPEAKER = new RegExp(`^(${Object.keys(SPEAKERS).join('|')})[:：]\\s*`, 'iu');
/** A quotation that nobody closed goes to the end. */
const QUOTED = /^(?:"([^"]*)(?:"|$)|“([^”]*)(?:”|$)|「([^」]*)(?:」|$)|＂([^＂]*)(?:＂|$))/u;
/** An unfinished word of one letter would find everything. */
export const LEAST_BEGINNING = 2;

/** @returns the terms in the order they were typed; none for punctuation alone */
export function termsOf(query: string): Term[] {
  const terms: Term[] = [];
  let rest = query.trimStart();
  while (rest !== '') {
    const minus = /^[-－](?=\S)/u.exec(rest);
    if (minus) rest = rest.slice(1);
    const named = SPEAKER.exec(rest);
    const speaker = named && named[0].length < rest.length ? named : null;
    if (speaker) rest = rest.slice(speaker[0].length);
    const quoted = QUOTED.exec(rest);
    const whole = quoted?.[0] ?? /^\S+/u.exec(rest)?.[0] ?? rest;
    const words = quoted ? (quoted.slice(1).find((one) => one !== undefined) ?? '') : whole;
    rest = rest.slice(whole.length);
    const tokens = tokensOf(words);
    const last = tokens.at(-1);
    if (last) {
      terms.push({
        tokens,
        unfinished: !quoted && !minus && rest === '' && !last.character && [...last.text].length >= LEAST_BEGINNING,
        without: minus !== null,
        by: speaker ? (SPEAKERS[speaker[1]?.toLowerCase() ?? ''] ?? null) : null,
      });
    }
    rest = rest.trimStart();
  }
  return terms;
}
