// Where somebody lives. English: a house number, a street's name and its kind, then flat, town and post code up to the
// end of the clause. Chinese: from province to room, 浙江省杭州市西湖区文三路二十八号三单元五零二室. Addresses are given in an
// order, so the street anchors them and the rest is read from there. A bare place ("Chennai", 北京) is no address.

import type { Span } from './emails.ts';
import { readAtom } from './numbers.ts';
import type { Token } from './tokens.ts';

const STREET =
  /^(?:street|st|str|avenue|ave|av|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|terrace|close|crescent|square|sq|highway|hwy|parkway|pkwy|way|trail|alley|row|mews|gardens|grove|circle|cir)$/;
/** Also everyday words: a street's kind where they are written with a capital, or an address was asked for. */
const AMBIGUOUS = /^(?:close|way|place|pl|row|circle|cir|square|sq|court|trail|grove|gardens|alley|av|str)$/;
const HOUSE_PART = /^(?:apartment|apt|flat|unit|suite|ste|building|block|house|po|p\.o|box)$/;
const COUNTED =
  /^(?:%|percent|dollars?|pounds?|euros?|days?|weeks?|months?|years?|hours?|minutes?|block|mile|times?|am|pm|people|persons?|gb|mb|megabits?|texts?|met(?:er|re)s?|feet|square|percent|points?|dollar|items?|pieces?|by|x|centimet(?:er|re)s?|inches|adults?|children|kids)$/;
const ENDS =
  /^(?:and|is|please|but|so|my|thanks|thank|can|could|you|i|it|it's|has|have|had|that|that's|okay|ok|yes|not|because|for|from|since|there|where|with|was|want|would|will|phone|email|name|ssn|as)$/;
const NO_PLACE =
  /^(?:yes|yeah|no|ok|okay|thanks|thank|right|correct|sure|hello|hi|perfect|great|bye|goodbye|exactly|press|um|uh)$/;
const STREET_WORDS = 4;
const LONGEST = 16;
/** Tokens of a turn that only goes on with a place. */
const BRIEF = 4;

/**
 * @param expected whether an address was asked for or announced at a token: then less will do
 */
export function addressesOf(tokens: readonly Token[], expected: (at: number) => boolean): Span[] {
  const spans: Span[] = [];
  const anchors = nextAnchors(tokens);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (i < (spans.at(-1)?.to ?? 0)) continue;
    const span =
      token.type === 'han'
        ? anchors[i]! - i < ANCHOR_WITHIN
          ? chinese(tokens, i, expected)
          : null
        : (english(tokens, i, expected) ?? postCode(tokens, i) ?? answer(tokens, i, expected));
    if (span !== null && span.from >= (spans.at(-1)?.to ?? 0)) spans.push(span);
  }
  return spans;
}

/** A number, one to four words, a street's kind. */
function english(tokens: readonly Token[], i: number, expected: (at: number) => boolean): Span | null {
  const number = houseNumber(tokens, i);
  if (number === null) return null;
  let at = number;
  for (let words = 0; words <= STREET_WORDS; words++) {
    const token = tokens[at];
    if (token === undefined || token.type === 'end' || COUNTED.test(token.text)) return null;
    const kind = words > 0 && STREET.test(token.text) && (token.spaced || tokens[at - 1]!.type !== 'digits');
    if (kind && !COUNTED.test(tokens[at + 1]?.text ?? '')) {
      const sure = !AMBIGUOUS.test(token.text) || /^[A-Z]/.test(token.raw) || expected(i);
      if (sure) return { from: i, to: clauseEnd(tokens, at + 1) };
    }
    const follows =
      token.type === 'letters' &&
      !ENDS.test(token.text) &&
      !/^(?:in|at|on|to|of|the|a|all|or|by|through|till|until)$/.test(token.text);
    const counted = token.type === 'digits' || /^(?:st|nd|rd|th)$/.test(token.text);
    if (token.text === ',' && words === 0) words -= 1;
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
    if (token.type === 'end' || token.type === 'mark' || /^[?!;。]$/.test(token.text) || ENDS.test(token.text)) break;
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
  if (token === undefined || ENDS.test(token.text)) return false;
  let rest = 0;
  while (tokens[i + rest]?.turn === token.turn && tokens[i + rest]!.type !== 'pause') rest += 1;
  return (
    HOUSE_PART.test(token.text) ||
    (rest <= BRIEF &&
      (token.type === 'digits' ||
        /^[A-Z]/.test(token.raw) ||
        (rest <= 2 && tokens[i + rest - 1]!.type === 'digits' && !NO_PLACE.test(token.text))))
  );
}

/** United Kingdom: SW1A 1AA. */
function postCode(tokens: readonly Token[], i: number): Span | null {
  const start = tokens[i]!;
  if (start.type !== 'letters' || start.text.length > 2 || tokens[i + 1]?.type !== 'digits') return null;
  const six = tokens.slice(i, i + 6);
  const end = six.findIndex(({ type, turn }) => (type !== 'letters' && type !== 'digits') || turn !== start.turn);
  const four = end < 0 ? six : six.slice(0, end);
  const text = four.map(({ text }) => text).join('');
  const code = /^[a-z]{1,2}\d[a-z\d]?\d[abd-hjlnp-uw-z]{2}/.exec(text)?.[0];
  if (code === undefined || start.raw !== start.raw.toUpperCase()) return null;
  let length = 0;
  let to = i;
  while (length < code.length) length += tokens[to++]!.text.length;
  return length === code.length ? { from: i, to } : null;
}

/** Asked for an address, people give one without "street": "190 new york 4th cross", or a post code alone. */
function answer(tokens: readonly Token[], i: number, expected: (at: number) => boolean): Span | null {
  const token = tokens[i]!;
  const part = HOUSE_PART.test(token.text) && houseNumber(tokens, i + 1) !== null;
  if (!part && token.type !== 'digits') return null;
  if (!expected(i)) return null;
  const to = clauseEnd(tokens, i);
  const words = tokens.slice(i, to).filter(({ type }) => type === 'letters').length;
  const code = /^\d{5,6}$/.test(token.text);
  if (tokens.slice(i + 1, to).some(({ text }) => COUNTED.test(text))) return null;
  return words >= 2 || code || part ? { from: i, to: Math.max(to, i + 1) } : null;
}

const HAN_NUMBER = '[零〇一二三四五六七八九十百两幺甲乙丙丁a-z\\d-]';
const ROAD = `(?:[\\p{Script=Han}a-z\\d]{1,8}?(?:路|街道?|大道|巷|胡同|弄|里|村|镇|道|环))`;
const ESTATE = `(?:[\\p{Script=Han}a-z\\d]{1,10}?(?:小区|花园|花苑|家园|新村|公寓|大厦|广场|苑|城|园|府|庭|湾|居|院))`;
const ROOM = `(?:[,，、 ]?(?:(?:第)?${HAN_NUMBER}{1,6}(?:号楼|栋|幢|座|单元|楼|层|室|号院|号|户|门|弄|组|队)))`;
const DIVISION = `(?:[\\p{Script=Han}]{2,7}?(?:省|自治区|市|区|县|州|旗))`;
const ADDRESS = new RegExp(
  `(?:${DIVISION}[,， ]?){0,4}(?:(?:${ROAD}[,， ]?){1,3}(?:${ESTATE}?)${ROOM}{1,6}|${ESTATE}${ROOM}{1,6})(?:[,， ]?${ESTATE}${ROOM}{0,5})?|(?:${DIVISION}[,， ]?){2,4}(?:${ROAD}|${ESTATE})?`,
  'uy',
);
const DIVISIONS_ONLY = new RegExp(`^(?:${DIVISION}[,， ]?){2,4}$`, 'u');
const CLAUSE_REST = /^[^,，。;；!?！？、\s的]{0,16}?(?=$|[,，。;；!?！？、\s]|周边|附近|评分|电话)/u;
/** Characters before an address that are no part of it. */
const LEAD = /^.*(?:地址|住址|[是在到往至住为成址于]|寄|[,，。:： ])/u;
const ANCHOR_WITHIN = 12;
const ANCHOR = /[省市区县路街巷弄村镇道号栋幢室苑园]/;

/** For each token the place of the next one a Chinese address cannot do without. */
function nextAnchors(tokens: readonly Token[]): Uint32Array {
  const next = new Uint32Array(tokens.length);
  let at = tokens.length + ANCHOR_WITHIN;
  for (let i = tokens.length - 1; i >= 0; i--) {
    if (tokens[i]!.type === 'han' && ANCHOR.test(tokens[i]!.text)) at = i;
    next[i] = at;
  }
  return next;
}

function chinese(tokens: readonly Token[], i: number, expected: (at: number) => boolean): Span | null {
  const before = tokens[i - 1];
  // An address begins behind a lead ("住在", "是", a sign); anywhere else inside a word it would begin too early.
  if (before?.type === 'han' && !/[是在到往至住为成址于寄搬发的]/.test(before.text)) return null;
  let text = '';
  const places: number[] = [];
  for (let at = i; at < tokens.length && at - i < 48; at++) {
    const token = tokens[at]!;
    if (token.type === 'end' || token.type === 'mark' || /^[。?!;]$/.test(token.text)) break;
    if (token.type === 'pause') continue;
    for (let n = 0; n < token.text.length; n++) places.push(at);
    text += token.text;
  }
  ADDRESS.lastIndex = 0;
  const match = ADDRESS.exec(text)?.[0];
  if (match === undefined || match.length < 4) return null;
  const only = DIVISIONS_ONLY.test(match);
  if (only && !expected(i)) return null;
  if (
    LEAD.test(match) &&
    /(?:[是在到住为成]|位于|地址)/.test(match.slice(0, 6)) &&
    match.search(/[是在到住为成址]|位于/) < 5
  )
    return null;
  const length = match.replace(/[,， ]+$/, '').length;
  // What follows up to the end of the clause tells the place as well: 27号百联清城购物中心1层.
  const rest = expected(i) ? clauseRest(tokens, text, places, length) : 0;
  return { from: i, to: places[length + rest - 1]! + 1 };
}

/** Letters from the end of the matched address to the end of its clause, within its turn; 0 where more is said. */
function clauseRest(tokens: readonly Token[], text: string, places: readonly number[], length: number): number {
  const turn = tokens[places[length - 1]!]!.turn;
  let end = length;
  while (end < text.length && tokens[places[end]!]!.turn === turn) end += 1;
  return CLAUSE_REST.exec(text.slice(length, end))?.[0].length ?? 0;
}
