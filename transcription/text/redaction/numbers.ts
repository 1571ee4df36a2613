// How people say numbers: digit by digit ("four seven one", 四七一), in pairs ("forty-two seventy"), doubled ("double oh
// seven", 三个八), in hundreds ("twenty-three hundred"), as letters ("B as in boy"), or written. These readers know number
// words, not what a number stands for.

import type { Atom, Token } from './tokens.ts';
import { words } from './vocabulary.ts';

const DIGIT = new Map(
  Object.entries({
    zero: '0',
    oh: '0',
    o: '0',
    nought: '0',
    naught: '0',
    nil: '0',
    one: '1',
    two: '2',
    three: '3',
    four: '4',
    five: '5',
    six: '6',
    seven: '7',
    eight: '8',
    nine: '9',
    niner: '9',
    fife: '5',
    零: '0',
    〇: '0',
    一: '1',
    二: '2',
    三: '3',
    四: '4',
    五: '5',
    六: '6',
    七: '7',
    八: '8',
    九: '9',
    幺: '1',
    两: '2',
    壹: '1',
    贰: '2',
    叁: '3',
    肆: '4',
    伍: '5',
    陆: '6',
    柒: '7',
    捌: '8',
    玖: '9',
  }),
);
const TEEN = new Map(
  Object.entries({
    ten: '10',
    eleven: '11',
    twelve: '12',
    thirteen: '13',
    fourteen: '14',
    fifteen: '15',
    sixteen: '16',
    seventeen: '17',
    eighteen: '18',
    nineteen: '19',
  }),
);
const TENS = new Map(
  Object.entries({
    twenty: '2',
    thirty: '3',
    forty: '4',
    fourty: '4',
    fifty: '5',
    sixty: '6',
    seventy: '7',
    eighty: '8',
    ninety: '9',
  }),
);
const TIMES = new Map(
  Object.entries({
    double: 2,
    triple: 3,
    treble: 3,
    quadruple: 4,
    两个: 2,
    三个: 3,
    四个: 4,
    俩: 2,
  }),
);
/** Heard for figures by recognisers; they count only between other figures. */
const MISHEARD = new Map(
  Object.entries({
    to: '2',
    too: '2',
    for: '4',
    fore: '4',
    ate: '8',
    won: '1',
    要: '1',
    妖: '1',
    腰: '1',
    溜: '6',
    林: '0',
    领: '0',
    死: '4',
    就: '9',
    酒: '9',
    久: '9',
    巴: '8',
    吧: '8',
    期: '7',
    妻: '7',
    武: '5',
    舞: '5',
    午: '5',
    山: '3',
    伞: '3',
    儿: '2',
    而: '2',
    耳: '2',
    医: '1',
    依: '1',
  }),
);

const isLetter = (token: Token | undefined): boolean => token?.type === 'letters' && token.text.length === 1;

const NUMBER_WORDS = new Set([...DIGIT.keys(), ...TEEN.keys(), ...TENS.keys()]);

const BELOW_HUNDRED = words(NUMBER_WORDS);
/** Figures, or a word of numbers: no letter. */
export const NUMBER = words({ has: (text: string) => /^\d/.test(text) || NUMBER_WORDS.has(text) || TIMES.has(text) });

/** Whether a number may begin here by a word that stands for figures and nothing else. */
export function digitOf(token: Token | undefined): string | null {
  if (token === undefined) return null;
  return DIGIT.get(token.text) ?? null;
}

/** Tens, teens and single digits as a number below 100; null if there is none at `i`. */
export function belowHundred(tokens: readonly Token[], i: number): { value: number; to: number } | null {
  const token = tokens[i];
  if (token === undefined || token.type === 'sign' || !(token.type === 'digits' || BELOW_HUNDRED(token))) return null;
  if (token.type === 'digits' && token.text.length <= 2) return { value: Number(token.text), to: i + 1 };
  const teen = TEEN.get(token.text);
  if (teen !== undefined) return { value: Number(teen), to: i + 1 };
  const tens = TENS.get(token.text);
  if (tens !== undefined) {
    const at = tokens[i + 1]?.text === '-' ? i + 2 : i + 1;
    const unit = digitOf(tokens[at]);
    if (unit !== null && unit !== '0') return { value: Number(tens + unit), to: at + 1 };
    return { value: Number(`${tens}0`), to: i + 1 };
  }
  const digit = DIGIT.get(token.text);
  return digit === undefined ? null : { value: Number(digit), to: i + 1 };
}

/** The number said at `i`, if one is; a row of tokens remembers the last that were read, which several rules ask for. */
export function readAtom(tokens: readonly Token[], i: number): Atom | null {
  const token = tokens[i];
  if (token === undefined) return null;
  if (token.row !== tokens) {
    token.row = tokens;
    token.atom = readNew(tokens, token, i);
  }
  return token.atom;
}

function readNew(tokens: readonly Token[], token: Token, i: number): Atom | null {
  if (token.type === 'digits') return { from: i, to: i + 1, chars: token.text, form: 'written' };
  if (token.type === 'han') return readChinese(tokens, i);
  if (token.type !== 'letters') return null;
  const times = TIMES.get(token.text);
  if (times !== undefined) {
    const next = tokens[i + 1];
    const digit = digitOf(next) ?? (next?.type === 'digits' && next.text.length === 1 ? next.text : null);
    if (digit !== null) return { from: i, to: i + 2, chars: digit.repeat(times), form: 'group' };
    if (isLetter(next)) return { from: i, to: i + 2, chars: next!.text.repeat(times), form: 'letter' };
    return null;
  }
  return readEnglish(tokens, i) ?? readLetter(tokens, i);
}

function readEnglish(tokens: readonly Token[], i: number): Atom | null {
  const below = belowHundred(tokens, i);
  if (below === null) return null;
  const scale = tokens[below.to]?.text;
  if (scale === 'hundred' || scale === 'thousand') {
    const chars = String(below.value * (scale === 'hundred' ? 100 : 1000));
    return { from: i, to: below.to + 1, chars, form: 'cardinal' };
  }
  const single = digitOf(tokens[i]) !== null;
  return { from: i, to: below.to, chars: String(below.value), form: single ? 'digit' : 'group' };
}

const CHINESE_UNIT = words(/^[十百千万亿]$/);
/** Characters of one number: 九千九百九十九亿九千九百九十九万九千九百九十九 has 23. */
const LONGEST_CHINESE = 24;

function readChinese(tokens: readonly Token[], i: number): Atom | null {
  const [token, next, third] = [tokens[i]!, tokens[i + 1], tokens[i + 2]];
  const times =
    next?.text === '个'
      ? (TIMES.get(`${token.text}个`) ?? TIMES.get(`${token.text.replace('二', '两')}个`))
      : undefined;
  if (times !== undefined) {
    const digit = digitOf(third) ?? (third?.type === 'digits' && third.text.length === 1 ? third.text : null);
    if (digit !== null && !CHINESE_UNIT(tokens[i + 3]))
      return { from: i, to: i + 3, chars: digit.repeat(times), form: 'group' };
  }
  const digit = digitOf(token);
  const unit = CHINESE_UNIT(token);
  if (digit === null && token.text !== '十') return null;
  if (unit || CHINESE_UNIT(next)) {
    let to = i;
    while (
      to < tokens.length &&
      to - i < LONGEST_CHINESE &&
      (digitOf(tokens[to]) !== null || CHINESE_UNIT(tokens[to])) &&
      tokens[to]!.type === 'han'
    )
      to++;
    return { from: i, to, chars: String(chineseNumber(tokens.slice(i, to).map(({ text }) => text))), form: 'cardinal' };
  }
  return { from: i, to: i + 1, chars: digit!, form: 'digit' };
}

const SCALE = new Map(Object.entries({ 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }));

/** 二十八 → 28, 一千二百 → 1200, 一百零五 → 105. */
export function chineseNumber(characters: readonly string[]): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const character of characters) {
    const power = SCALE.get(character);
    if (power === undefined) digit = Number(DIGIT.get(character) ?? 0);
    else if (power >= 10_000) {
      total = (total + section + digit) * power;
      [section, digit] = [0, 0];
    } else {
      section += (digit || 1) * power;
      digit = 0;
    }
  }
  return total + section + digit;
}

/** "B", "B for Bravo", "b as in x-ray": always with the explaining word, which tells as much as the letter. */
function readLetter(tokens: readonly Token[], i: number): Atom | null {
  const token = tokens[i]!;
  if (!isLetter(token)) return null;
  const next = tokens[i + 1]?.text;
  const lead =
    next === 'for' || next === 'like' ? 2 : next === 'as' && /^(?:in|and)$/.test(tokens[i + 2]?.text ?? '') ? 3 : 0;
  const to = lead > 0 ? explainingWord(tokens, i + lead, token.text) : null;
  return { from: i, to: to ?? i + 1, chars: token.text, form: 'letter' };
}

/** @returns the token after a word that begins with the letter, or with it and a hyphen; null if there is none */
function explainingWord(tokens: readonly Token[], i: number, letter: string): number | null {
  const word = tokens[i];
  if (word?.type !== 'letters' || !word.text.startsWith(letter)) return null;
  if (word.text.length > 1) return i + 1;
  return tokens[i + 1]?.text === '-' && tokens[i + 2]?.type === 'letters' ? i + 3 : null;
}

/** What a recogniser may have written for a figure between two others. */
export function misheardDigit(token: Token | undefined): string | null {
  return token === undefined ? null : (MISHEARD.get(token.text) ?? null);
}
