// Cards, identity numbers, accounts, telephones and orders are all runs of digits. A run is identified by its context
// first and its form second; a form that cannot be a coincidence (check digits, a mobile prefix) identifies it alone. A
// long unexplained run is masked as an account: masking one number too many is better than revealing someone's.

import { isCodeTurn, wholeCode } from './codes.ts';
import { contextOf, mentionsOf, speaksOfCard } from './context.ts';
import type { Conversation } from './conversation.ts';
import type { PersonalDataKind } from './kinds.ts';
import type { Context } from './readings.ts';
import { partsOf, type Run, runsOf } from './runs.ts';
import { type Groups, kindByShape, kindOfFigures, longestShape, luhnWithin, publicPhone } from './shapes.ts';
import type { Token } from './tokens.ts';

/** Tokens [from, to) of a stream hold personal data. `also`: what its form says where its context says otherwise. */
export type Find = { kind: PersonalDataKind; also: PersonalDataKind | null; from: number; to: number; chars: string };

/** Figures needed where the kind is known: "the last four", three of a security code. */
const FEWEST: Partial<Record<PersonalDataKind, number>> = {
  card: 3,
  identity: 3,
  account: 3,
  order: 3,
  phone: 4,
  birth: 4,
};
/** A lone "account" or "order" says little: "I have an account since 2019". */
const WEAK =
  /^(?:(?:credit|debit) card|account|order|booking|tracking|confirmation|reference|[账帐][户号]|手机|密码|验证码|username)$/;
const UNEXPLAINED = 6;
const UNEXPLAINED_SPOKEN = 5;
/** A number this long is not an amount mentioned nearby. */
const NO_AMOUNT = 11;
/** Figures of the shortest number that is recognised by its form among others. */
const SHORTEST_PART = 9;
/** How many turns back a card spoken of lends its expiry. */
const CARD_TURNS = 8;
/** In an answer the number comes soon, or is long. */
const OPENING_TOKENS = 10;
const LATE_ANSWER = 5;
/** Tokens of 1,200,000. */
const LONGEST_AMOUNT = 9;

export function identifiersOf(conversation: Conversation, tokens: readonly Token[], taken: Uint8Array): Find[] {
  const finds: Find[] = [];
  for (const run of runsOf(tokens, taken)) {
    const digits = figuresIn(run.chars);
    if (digits < 2 || taken[run.from]) continue;
    for (const find of explained(conversation, tokens, run, digits)) {
      taken.fill(1, find.from, find.to);
      finds.push(find);
    }
  }
  return finds;
}

const figuresIn = (chars: string): number => chars.replace(/\D/g, '').length;

function explained(conversation: Conversation, tokens: readonly Token[], run: Run, digits: number): Find[] {
  const context = contextOf(conversation, tokens, run.from, run.to);
  const shape = kindByShape(run.chars, run.groups, run.plus);
  const kind = context === null ? null : kindInContext(conversation, tokens, run, digits, context, shape);
  const whole = (one: PersonalDataKind): Find[] => [
    { kind: one, also: shape, ...wholeCode(conversation, tokens, run, one) },
  ];
  if (kind !== null) return whole(kind);
  if (shape !== null && !(context?.kinds[0] === 'none' && digits < NO_AMOUNT)) return whole(shape);
  const parts = partsByShape(tokens, run);
  if (parts.length > 0) return parts;
  if (!context?.kinds.includes('none') && isCodeTurn(tokens, run)) return whole('order');
  return isUnexplained(tokens, run, digits, context) ? whole('account') : [];
}

function kindInContext(
  conversation: Conversation,
  tokens: readonly Token[],
  run: Run,
  digits: number,
  context: Context,
  shape: PersonalDataKind | null,
): PersonalDataKind | null {
  if (isYear(tokens, run) || isMoney(tokens, run)) return null;
  if (context.asked && digits < LATE_ANSWER && tokens[run.from]!.place > OPENING_TOKENS) return null;
  if (
    publicPhone(run.chars, run.groups) &&
    (context.kinds[0] === 'phone' || context.kinds[0] === 'none' || digits >= 9)
  )
    return null;
  if (context.asked && context.kinds.length > 1 && shape !== null && context.kinds.includes(shape)) return shape;
  for (const kind of context.kinds) {
    if (kind === 'none') return null;
    if (kind === 'number' || kind === 'name') continue;
    if (kind === 'email') {
      if (context.mentions.qq && digits >= 5) return 'email';
      continue;
    }
    if (kind === 'expiry') {
      if (digits >= 3 && digits <= 6 && speaksOfCard(conversation, tokens[run.from]!.turn, CARD_TURNS)) return 'card';
      continue;
    }
    if (kind === 'address') {
      if ((digits === 5 || digits === 6) && !context.asked && context.mentions.post) return 'address';
      if (context.asked && digits >= 5 && context.mentions.post) return 'address';
      continue;
    }
    if (kind === 'birth') {
      if (digits >= 4 && digits <= 8) return 'birth';
      continue;
    }
    const fewest = !context.asked && WEAK.test(context.cue) ? 4 : (FEWEST[kind] ?? 3);
    if (digits < fewest && !(run.chars.length >= 5 && digits >= 2)) continue;
    if (!context.asked && WEAK.test(context.cue) && context.near > 14) continue;
    if (
      kind === 'phone' &&
      digits < 7 &&
      !context.mentions.part &&
      !mentionsOf(conversation, tokens[run.from]!.turn).part &&
      digits < 5
    )
      continue;
    return kind;
  }
  return null;
}

/** A run in which one number follows another: the longest parts whose form tells their kind. */
function partsByShape(tokens: readonly Token[], run: Run): Find[] {
  const longestFrom = partsOf(tokens, run, SHORTEST_PART);
  const longest = (start: number): number => longestShape(chars, start);
  const { chars } = run;
  const checks = luhnWithin(chars);
  const tell = /[a-z]/.test(chars)
    ? (start: number, end: number, groups: Groups) => kindByShape(chars, groups, false, start, end)
    : (start: number, end: number, groups: Groups) => kindOfFigures(chars, groups, false, start, end, checks);
  const finds: Find[] = [];
  let first = 0;
  while (first < run.atoms.length) {
    const found = longestFrom(first, longest, tell);
    if (found !== null) {
      const { result, part } = found;
      finds.push({ kind: result, also: result, from: part.from, to: part.to, chars: part.chars });
    }
    first = found?.last ?? first + 1;
  }
  return finds;
}

function isUnexplained(tokens: readonly Token[], run: Run, digits: number, context: Context | null): boolean {
  if (context?.kinds.includes('none') || isMoney(tokens, run) || publicPhone(run.chars, run.groups)) return false;
  if (run.atoms.some(({ form }) => form === 'cardinal') || isPlainDate(run.chars)) return false;
  const spoken = run.atoms.every(({ form }) => form === 'digit');
  const labelled = context !== null && context.kinds[0] === 'number';
  return digits >= (spoken || labelled ? UNEXPLAINED_SPOKEN : UNEXPLAINED) && run.atoms.length <= 24;
}

/** 1,200,000 and 12.50 */
function isMoney(tokens: readonly Token[], run: Run): boolean {
  if (run.to - run.from > LONGEST_AMOUNT) return false;
  const text = tokens
    .slice(run.from, run.to)
    .map((token, i) => (i > 0 && token.spaced ? ' ' : '') + token.text)
    .join('');
  return (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) && text.length <= 9) || /^\d{1,5}\.\d{1,2}$/.test(text);
}

/** "in 2019" */
function isYear(tokens: readonly Token[], run: Run): boolean {
  return (
    /^(?:19|20)\d\d$/.test(run.chars) &&
    !/^end/.test(tokens[run.from - 2]?.text ?? '') &&
    /^(?:in|since|from|until|till|year|by|during|summer|winter|before|after)$/.test(tokens[run.from - 1]?.text ?? '')
  );
}

/** 06042018, 20180604: the day of something. */
function isPlainDate(chars: string): boolean {
  return /^(?:[0-3]\d[0-3]\d20[012]\d|20[012]\d[01]\d[0-3]\d)$/.test(chars);
}
