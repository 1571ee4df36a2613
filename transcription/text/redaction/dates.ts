// Dates as written and spoken in both languages: 1982-03-04, 4th of March 1982, "March the fourth nineteen eighty two",
// 一九八二年三月四号. Only a date of birth is personal data here; other dates are recognised so that their digits are not taken
// for anything else.

import { belowHundred, digitOf } from './numbers.ts';
import type { Token } from './tokens.ts';
import { words } from './vocabulary.ts';

/** Tokens [from, to) of a stream. `year`: whether it names one; `month`: whether it names one. */
export type DateSpan = { from: number; to: number; year: boolean; month: boolean };

const MONTH = words(
  /^(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/,
);
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth'.split(
    ' ',
  );
const ORDINAL = words(new Set(ORDINALS));
const TENS = words(/^(?:twenty|thirty)$/);
const SUFFIX = words(/^(?:st|nd|rd|th)$/);
const CHINESE_UNIT = words(/^[年月]$/);
/** Figures of a year, and the unit behind them. */
const UNIT_WITHIN = 4;
const PARTS = words(/^[-/.]$/);
const SOFT = words(/^(?:,|the|of|um|uh|\.|-|')$/);

/** All dates of a stream, in order. */
export function datesOf(tokens: readonly Token[]): DateSpan[] {
  const dates: DateSpan[] = [];
  const units = nextUnits(tokens);
  for (let i = 0; i < tokens.length; i++) {
    const date = readDate(tokens, i, units[i]! - i <= UNIT_WITHIN);
    if (date === null) continue;
    if (tokens[i - 1]?.text === 'the') date.from -= 1;
    dates.push(date);
    i = date.to - 1;
  }
  return dates;
}

/** For each token the place of the next 年 or 月. */
function nextUnits(tokens: readonly Token[]): Uint32Array {
  const next = new Uint32Array(tokens.length);
  let at = tokens.length + UNIT_WITHIN;
  for (let i = tokens.length - 1; i >= 0; i--) {
    if (CHINESE_UNIT(tokens[i])) at = i;
    next[i] = at;
  }
  return next;
}

/** @param unit whether a Chinese date may begin here: one of its units is near */
function readDate(tokens: readonly Token[], i: number, unit: boolean): DateSpan | null {
  const token = tokens[i]!;
  if (token.type === 'digits' || token.type === 'han')
    return (
      (token.type === 'digits' ? written(tokens, i) : null) ??
      (unit ? chinese(tokens, i) : null) ??
      (token.type === 'digits' ? dayFirst(tokens, i) : null)
    );
  if (token.type !== 'letters') return null;
  return MONTH(token) ? monthFirst(tokens, i) : dayFirst(tokens, i);
}

/** 1982-03-04, 4/3/1982, 4.3.82 */
function written(tokens: readonly Token[], i: number): DateSpan | null {
  if (!PARTS(tokens[i + 1])) return null;
  const [a, s, b, t, c] = [tokens[i]!, tokens[i + 1]!, tokens[i + 2], tokens[i + 3], tokens[i + 4]];
  if (!t || s.text !== t.text || b?.type !== 'digits' || c?.type !== 'digits') return null;
  if (s.spaced !== t.spaced || tokens[i - 1]?.text === s.text || (tokens[i + 5]?.text === s.text && s.text !== '.'))
    return null;
  const lengths = [a, b, c].map(({ text }) => text.length);
  const numbers = [a, b, c].map(({ text }) => Number(text));
  const [x, y, z] = numbers as [number, number, number];
  const yearFirst = lengths[0] === 4 && x > 1850 && x < 2100 && y >= 1 && y <= 12 && z >= 1 && z <= 31;
  const yearLast =
    (lengths[2] === 4 || lengths[2] === 2) &&
    lengths[0]! <= 2 &&
    lengths[1]! <= 2 &&
    x >= 1 &&
    y >= 1 &&
    Math.min(x, y) <= 12 &&
    Math.max(x, y) <= 31;
  return yearFirst || yearLast ? { from: i, to: i + 5, year: true, month: true } : null;
}

/** 一九八二年三月四号, 82年3月4日, 三月四号, 1982年 */
function chinese(tokens: readonly Token[], i: number): DateSpan | null {
  let at = i;
  const part = (unit: RegExp, most: number): boolean => {
    let start = at;
    if (at > i && (tokens[start]?.text === ',' || tokens[start]?.type === 'pause')) start += 1;
    let to = start;
    while (
      to < tokens.length &&
      to - start < most &&
      (tokens[to]!.type === 'digits' || /^[零〇一二三四五六七八九十]$/.test(tokens[to]!.text))
    )
      to += 1;
    if (to === start || !unit.test(tokens[to]?.text ?? '')) return false;
    at = to + 1;
    return true;
  };
  const year = part(/^年$/, 4);
  if (year && tokens[at]?.text === '的') at += 1;
  const long = year && isYear(tokens, i, at - 1);
  const month = part(/^月$/, 2);
  if (!month) return long ? { from: i, to: at, year: true, month: false } : null;
  const day = part(/^[日号好]$/, 3);
  return day || year ? { from: i, to: at, year, month: true } : null;
}

/** Four figures or two of a year, not the three of "三年". */
function isYear(tokens: readonly Token[], from: number, to: number): boolean {
  const text = tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join('')
    .replace(/[年的]/g, '');
  return /^(?:19|20)?\d\d$/.test(text) || (/^[零〇一二三四五六七八九]{2,4}$/.test(text) && text.length !== 3);
}

/** March 4th 1982, March the fourth, nineteen eighty two, March 1982 */
function monthFirst(tokens: readonly Token[], i: number): DateSpan | null {
  // "n for november, seven" spells.
  if (
    /^(?:for|in|like)$/.test(tokens[i - 1]?.text ?? '') &&
    tokens[i - 2] !== undefined &&
    (tokens[i - 2]!.text === tokens[i]!.text[0] || tokens[i - 2]!.text === 'as')
  )
    return null;
  const day = readDay(tokens, soft(tokens, i + 1));
  if (day === null) {
    const year = readYear(tokens, soft(tokens, i + 1));
    return year === null ? null : { from: i, to: year, year: true, month: true };
  }
  // "March 1982" is no 19th of March.
  const year = readYear(tokens, soft(tokens, day));
  return { from: i, to: year ?? day, year: year !== null, month: true };
}

/** the fourth of March nineteen eighty two, 4 March 1982, "the fourth of the third, eighty two" */
function dayFirst(tokens: readonly Token[], i: number): DateSpan | null {
  const day = readDay(tokens, i);
  if (day === null) return null;
  const month = soft(tokens, day);
  const named = MONTH(tokens[month]);
  const counted = !named && tokens[day]?.text === 'of' && ordinal(tokens, month) !== null;
  if (!named && !counted) return null;
  const behind = named ? month + 1 : ordinal(tokens, month)!;
  const year = readYear(tokens, soft(tokens, behind));
  if (counted && year === null) return null;
  // "4 may" is a day only with "of", an ordinal or a year: "we four may come".
  if (tokens[month]?.text === 'may' && year === null && tokens[day]?.text !== 'of') return null;
  return { from: i, to: year ?? behind, year: year !== null, month: true };
}

function soft(tokens: readonly Token[], from: number): number {
  let at = from;
  for (let n = 0; n < 5 && (SOFT(tokens[at]) || tokens[at]?.type === 'pause'); n++) at += 1;
  return at;
}

function ordinal(tokens: readonly Token[], i: number): number | null {
  const token = tokens[i];
  if (token === undefined) return null;
  if (ORDINAL(token)) return i + 1;
  if (TENS(token)) {
    const at = tokens[i + 1]?.text === '-' ? i + 2 : i + 1;
    return ORDINAL(tokens[at]) ? at + 1 : null;
  }
  return token.type === 'digits' && token.text.length <= 2 && SUFFIX(tokens[i + 1]) ? i + 2 : null;
}

function readDay(tokens: readonly Token[], i: number): number | null {
  const counted = ordinal(tokens, i);
  if (counted !== null) return counted;
  const day = belowHundred(tokens, i);
  return day !== null && day.value >= 1 && day.value <= 31 && !isCentury(tokens, day) ? day.to : null;
}

/** "March nineteen eighty two": the nineteen is the year's. */
function isCentury(tokens: readonly Token[], { value, to }: { value: number; to: number }): boolean {
  if (value !== 19 && value !== 20) return false;
  const rest = belowHundred(tokens, to);
  return rest !== null && tokens[to]!.type === tokens[to - 1]!.type;
}

/** @returns the token behind the year, or null */
export function readYear(tokens: readonly Token[], i: number): number | null {
  const token = tokens[i];
  if (token === undefined) return null;
  if (token.type === 'digits' && /^(?:18|19|20)\d\d$/.test(token.text)) return i + 1;
  if (token.text === 'two' && tokens[i + 1]?.text === 'thousand') {
    const at = tokens[i + 2]?.text === 'and' ? i + 3 : i + 2;
    return belowHundred(tokens, at)?.to ?? i + 2;
  }
  if ((token.text === 'oh' || token.text === 'o' || token.text === 'zero') && digitOf(tokens[i + 1]) !== null)
    return i + 2;
  const first = belowHundred(tokens, i);
  if (first === null) return null;
  if (first.value === 19 || first.value === 20) {
    const at = /^[-,]$/.test(tokens[first.to]?.text ?? '') ? first.to + 1 : first.to;
    if (/^(?:oh|o|zero)$/.test(tokens[at]?.text ?? '') && digitOf(tokens[at + 1]) !== null) return at + 2;
    if (tokens[at]?.text === 'hundred') return at + 1;
    const rest = belowHundred(tokens, at);
    if (rest !== null) return rest.to;
  }
  return first.value >= 10 && (token.type !== 'digits' || token.text.length === 2) ? first.to : null;
}
