// Street addresses. English: a house number, a street's name and its type, then flat, town and post code up to the end
// of the clause. Chinese ones are read in chinese-addresses.ts. Addresses follow a fixed order, so the street anchors
// them and the rest is read from there. A place alone ("Chennai", 北京) is not an address.

import { chineseAddresses } from './chinese-addresses.ts';
import { NUMBER, readAtom } from './numbers.ts';
import type { Span, Token } from './tokens.ts';
import { words } from './vocabulary.ts';

const STREET = words(
  /^(?:street|st|str|avenue|ave|av|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|terrace|close|crescent|square|sq|highway|hwy|parkway|pkwy|way|trail|alley|row|mews|gardens|grove|circle|cir)$/,
);
/** Also everyday words: a street's kind where they are written with a capital, or an address was asked for. */
const AMBIGUOUS = words(/^(?:close|way|place|pl|row|circle|cir|square|sq|court|trail|grove|gardens|alley|av|str)$/);
const HOUSE_PART = words(/^(?:apartment|apt|flat|unit|suite|ste|building|block|house|po|p\.o|box)$/);
const COUNTED = words(
  /^(?:%|percent|dollars?|pounds?|euros?|days?|weeks?|months?|years?|hours?|minutes?|block|mile|times?|am|pm|people|persons?|gb|mb|megabits?|texts?|met(?:er|re)s?|feet|square|percent|points?|dollar|items?|pieces?|by|x|centimet(?:er|re)s?|inches|adults?|children|kids)$/,
);
const ENDS = words(
  /^(?:and|is|please|but|so|my|thanks|thank|can|could|you|i|it|it's|has|have|had|that|that's|okay|ok|yes|not|because|for|from|since|there|where|with|was|want|would|will|phone|email|name|ssn|as)$/,
);
const NO_PLACE = words(
  /^(?:yes|yeah|no|ok|okay|thanks|thank|right|correct|sure|hello|hi|perfect|great|bye|goodbye|exactly|press|um|uh)$/,
);
const BETWEEN = words(/^(?:in|at|on|to|of|the|a|all|or|by|through|till|until)$/);
const SUFFIX = words(/^(?:st|nd|rd|th)$/);
const CLOSES = words(/^[?!;。]$/);
const STREET_WORDS = 4;
const LONGEST = 16;
/** Tokens of a turn that only goes on with a place. */
const BRIEF = 4;

/**
 * @param expected whether an address was requested or announced at a token: then weaker evidence is enough
 */
export function addressesOf(tokens: readonly Token[], expected: (at: number) => boolean): Span[] {
  const spans: Span[] = [];
  const places = chineseAddresses(tokens, expected);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (i < (spans.at(-1)?.to ?? 0)) continue;
    const span =
      token.type === 'han'
        ? places(i)
        : token.type === 'digits' || token.type === 'letters'
          ? ((NUMBER(token) ? english(tokens, i, expected) : null) ??
            postCode(tokens, i) ??
            answer(tokens, i, expected))
          : null;
    if (span !== null && span.from >= (spans.at(-1)?.to ?? 0)) spans.push(span);
  }
  return spans;
}

/** A number, one to four words, a street's kind. */
function english(tokens: readonly Token[], i: number, expected: (at: number) => boolean): Span | null {
  const number = houseNumber(tokens, i);
  if (number === null) return null;
  let at = number;
  for (let named = 0; named <= STREET_WORDS; named++) {
    const token = tokens[at];
    if (token === undefined || token.type === 'end' || COUNTED(token)) return null;
    const kind = named > 0 && STREET(token) && (token.spaced || tokens[at - 1]!.type !== 'digits');
    if (kind && !COUNTED(tokens[at + 1])) {
      const sure = !AMBIGUOUS(token) || /^[A-Z]/.test(token.raw) || expected(i);
      if (sure) return { from: i, to: clauseEnd(tokens, at + 1) };
    }
    const follows = token.type === 'letters' && !ENDS(token) && !BETWEEN(token);
    const counted = token.type === 'digits' || SUFFIX(token);
    if (token.text === ',' && named === 0) named -= 1;
    else if (!follows && !counted) return null;
    at += 1;
  }
  return null;
}

/** The number before a street's name: 22, 4b, "twenty two", "one hundred and five". */
function houseNumber(tokens: readonly Token[], i: number): number | null {
  let at = i;
  let atoms = 0;
  while (atoms < 5) {
    const atom = readAtom(tokens, at);
    if (atom === null || (atom.form === 'letter' && (atoms === 0 || tokens[at]!.spaced))) break;
    at = atom.to;
    atoms += 1;
    if (tokens[at]?.text === '-' || (tokens[at]?.text === 'and' && atom.form === 'cardinal')) at += 1;
  }
  return atoms > 0 ? at : null;
}

/** Flat, town, state and post code behind a street, up to a full stop that ends the clause. */
function clauseEnd(tokens: readonly Token[], from: number): number {
  let end = from;
  for (let at = from; at < tokens.length && at - from < LONGEST; at++) {
    const token = tokens[at]!;
    if (token.type === 'end' || token.type === 'mark' || CLOSES(token) || ENDS(token)) break;
    if (token.text === '.') {
      const next = tokens[at + 1];
      if (
        next === undefined ||
        (next.spaced && at > from && !/^(?:st|rd|ave|apt|dr|ln|no)$/.test(tokens[at - 1]!.text))
      )
        break;
      continue;
    }
    if (token.type === 'pause') {
      if (!placeLike(tokens, at + 1)) break;
      continue;
    }
    if (token.type !== 'sign') end = at + 1;
  }
  return end;
}

function placeLike(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token === undefined || ENDS(token)) return false;
  let rest = 0;
  while (rest <= BRIEF && tokens[i + rest]?.turn === token.turn && tokens[i + rest]!.type !== 'pause') rest += 1;
  return (
    HOUSE_PART(token) ||
    (rest <= BRIEF &&
      (token.type === 'digits' ||
        /^[A-Z]/.test(token.raw) ||
        (rest <= 2 && tokens[i + rest - 1]!.type === 'digits' && !NO_PLACE(token))))
  );
}

/** United Kingdom: SW1A 1AA. */
function postCode(tokens: readonly Token[], i: number): Span | null {
  const start = tokens[i]!;
  if (start.type !== 'letters' || start.text.length > 2 || tokens[i + 1]?.type !== 'digits') return null;
  if (start.raw !== start.raw.toUpperCase()) return null;
  const six = tokens.slice(i, i + 6);
  const end = six.findIndex(({ type, turn }) => (type !== 'letters' && type !== 'digits') || turn !== start.turn);
  const four = end < 0 ? six : six.slice(0, end);
  const text = four.map(({ text }) => text).join('');
  const code = /^[a-z]{1,2}\d[a-z\d]?\d[abd-hjlnp-uw-z]{2}/.exec(text)?.[0];
  if (code === undefined) return null;
  let length = 0;
  let to = i;
  while (length < code.length) length += tokens[to++]!.text.length;
  return length === code.length ? { from: i, to } : null;
}

/** Asked for an address, people give one without "street": "190 new york 4th cross", or a post code alone. */
function answer(tokens: readonly Token[], i: number, expected: (at: number) => boolean): Span | null {
  const token = tokens[i]!;
  const part = HOUSE_PART(token) && houseNumber(tokens, i + 1) !== null;
  if (!part && token.type !== 'digits') return null;
  if (!expected(i)) return null;
  const to = clauseEnd(tokens, i);
  const letters = tokens.slice(i, to).filter(({ type }) => type === 'letters').length;
  const code = /^\d{5,6}$/.test(token.text);
  if (tokens.slice(i + 1, to).some((one) => COUNTED(one))) return null;
  return letters >= 2 || code || part ? { from: i, to: Math.max(to, i + 1) } : null;
}
