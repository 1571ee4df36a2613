// Generated personal data and the ways people write, say and spell it, including recogniser errors: digits in wrong
// groups, mixed with words, with commas and full stops in between. Everything depends on the generator alone.

import type { Random } from '../../scorecards/statistics/random.ts';
import type { PersonalDataKind } from '../../transcription/text/redaction/personal-data.ts';
import type { Language } from './redaction-phrases.ts';

export type Style = 'written' | 'spoken' | 'noisy';
/** Pieces in the order they are said; a dictation over several turns gives one a turn. */
export type Saying = { pieces: string[]; last: string | null };

const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;
const chance = (random: Random, percent: number): boolean => random.below(100) < percent;
const figures = (random: Random, n: number): string => Array.from({ length: n }, () => random.below(10)).join('');

// --- Values --------------------------------------------------------------------------------------------------------

function cardNumber(random: Random, language: Language): string {
  const length = language === 'zh' && chance(random, 40) ? 19 : 16;
  const start = language === 'zh' ? '62' : pick(random, ['4', '51', '55', '4']);
  const body = start + figures(random, length - start.length - 1);
  for (let check = 0; check < 10; check++) if (luhnSum(body + check) % 10 === 0) return wrong(random, body + check);
  return body;
}

const luhnSum = (digits: string): number =>
  [...digits]
    .reverse()
    .reduce((sum, digit, i) => sum + (i % 2 === 0 ? Number(digit) : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)]!), 0);

/** One figure in eight numbers is heard wrongly. */
function wrong(random: Random, digits: string): string {
  if (!chance(random, 12)) return digits;
  const at = 1 + random.below(digits.length - 1);
  return digits.slice(0, at) + ((Number(digits[at]) + 1) % 10) + digits.slice(at + 1);
}

function identityNumber(random: Random, language: Language): string {
  if (language === 'en') {
    const which = random.below(3);
    if (which === 0) return figures(random, 9);
    if (which === 1)
      return `${pick(random, ['AB', 'QJ', 'CE', 'SN'])}${figures(random, 6)}${pick(random, ['A', 'B', 'C', 'D'])}`;
    return chance(random, 50) ? figures(random, 9) : `${pick(random, ['X', 'K', 'C'])}${figures(random, 8)}`;
  }
  const date = `${1950 + random.below(55)}${String(1 + random.below(12)).padStart(2, '0')}${String(1 + random.below(28)).padStart(2, '0')}`;
  const body = pick(random, ['330106', '110101', '440305', '510104']) + date + figures(random, 3);
  const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, w, i) => total + w * Number(body[i]),
    0,
  );
  return body + '10X98765432'[sum % 11];
}

function phoneNumber(random: Random, language: Language): { value: string; groups: number[] } {
  if (language === 'zh') {
    if (chance(random, 25))
      return {
        value: `0${pick(random, ['10', '21', '571', '755'])}${2 + random.below(7)}${figures(random, 7)}`,
        groups: [],
      };
    return {
      value: `1${pick(random, ['38', '59', '86', '77', '91'])}${figures(random, 8)}`,
      groups: pick(random, [[3, 4, 4], [3, 4, 4], [4, 4, 3], [11]]),
    };
  }
  if (chance(random, 30)) return { value: `07${figures(random, 9)}`, groups: [5, 3, 3] };
  return {
    value: `${2 + random.below(6)}${1 + random.below(9)}${figures(random, 1)}${2 + random.below(8)}${figures(random, 6)}`,
    groups: [3, 3, 4],
  };
}

function cut(random: Random, value: string, groups: readonly number[]): string[] {
  const parts: string[] = [];
  // Letters before figures are said with the first of them, unless the form itself parts them.
  const prefix = groups.length > 0 ? 0 : (/^[A-Z]+/.exec(value)?.[0].length ?? 0);
  let at = prefix === 0 ? 0 : prefix + 2;
  if (at > 0) parts.push(value.slice(0, at));
  for (let i = 0; at < value.length; i++) {
    const size = groups[i] ?? 2 + random.below(3);
    parts.push(value.slice(at, at + size));
    at += size;
  }
  const lone = parts.at(-1)!.length === 1 && parts.length > 1 ? parts.pop()! : '';
  parts[parts.length - 1] += lone;
  return parts;
}

// --- Sayings -------------------------------------------------------------------------------------------------------

const ENGLISH = 'zero one two three four five six seven eight nine'.split(' ');
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const HAN = [...'零一二三四五六七八九'];
const ALPHABET: Record<string, string> = {
  a: 'alpha',
  b: 'bravo',
  c: 'charlie',
  d: 'delta',
  e: 'echo',
  j: 'juliet',
  k: 'kilo',
  m: 'mike',
  n: 'november',
  q: 'quebec',
  s: 'sierra',
  x: 'x-ray',
  g: 'golf',
  h: 'hotel',
};

/** A group of figures and letters as words. */
function inWords(random: Random, group: string, language: Language, habit: number): string {
  const words: string[] = [];
  for (let i = 0; i < group.length; i++) {
    const character = group[i]!.toLowerCase();
    if (/[a-z]/.test(character)) {
      const spelled = ALPHABET[character];
      words.push(
        language === 'en' && spelled && habit === 3
          ? `${character.toUpperCase()} ${pick(random, ['for', 'as in'])} ${spelled}`
          : character.toUpperCase(),
      );
      continue;
    }
    const digit = Number(character);
    const same = /^(\d)\1+/.exec(group.slice(i))?.[0].length ?? 1;
    if (language === 'zh') {
      if (same === 3 && chance(random, 40)) {
        words.push(`三个${HAN[digit]}`);
        i += 2;
      } else words.push(digit === 1 && habit < 2 ? '幺' : HAN[digit]!);
      continue;
    }
    if (same >= 2 && habit < 2 && chance(random, 60)) {
      words.push(same >= 3 ? 'triple' : 'double', ENGLISH[digit]!);
      i += same >= 3 ? 2 : 1;
    } else if (habit === 2 && i + 1 < group.length && /\d/.test(group[i + 1]!) && digit > 0) {
      const two = Number(group.slice(i, i + 2));
      words.push(two < 20 ? TEENS[two - 10]! : TENS[digit]! + (two % 10 ? `-${ENGLISH[two % 10]}` : ''));
      i += 1;
    } else words.push(digit === 0 && habit === 1 ? 'oh' : ENGLISH[digit]!);
  }
  return words.join(language === 'zh' ? '' : ' ');
}

/** Groups as a recogniser writes them: some figures, some words, cut anywhere. */
function noisy(random: Random, group: string, language: Language): string {
  const parts: string[] = [];
  for (let i = 0; i < group.length; ) {
    const size = 1 + random.below(4);
    const part = group.slice(i, i + size);
    i += size;
    parts.push(
      part.length === 1 && /\d/.test(part) && chance(random, 50)
        ? language === 'zh'
          ? HAN[Number(part)]!
          : ENGLISH[Number(part)]!
        : part,
    );
  }
  return parts.reduce(
    (text, part) =>
      text +
      (/\d$/.test(text) && /^\d/.test(part) ? pick(random, [' ', '-', ', ', ',', ' ']) : language === 'zh' ? '' : ' ') +
      part,
  );
}

export function sayNumber(random: Random, groups: readonly string[], style: Style, language: Language): string[] {
  const habit = random.below(4);
  return groups.map((group) =>
    style === 'written'
      ? group
      : style === 'spoken'
        ? inWords(random, group, language, habit)
        : noisy(random, group, language),
  );
}

const NAMES = ['jane', 'smith', 'peter', 'lane', 'maria', 'olsen', 'kevin', 'wong', 'linda', 'berg'];
const PINYIN = ['zhang', 'wei', 'liming', 'chen', 'xiao', 'wang', 'fang'];

function email(random: Random, style: Style, language: Language): string[] {
  const names = language === 'zh' ? PINYIN : NAMES;
  const domain =
    language === 'zh'
      ? pick(random, ['qq', '163', '126', 'sina', 'gmail'])
      : pick(random, ['gmail', 'hotmail', 'example', 'outlook', 'acme-mail']);
  const [first, second] = [pick(random, names), pick(random, names)];
  const link = pick(random, ['.', '_', '', '.']);
  const number = chance(random, 50) ? figures(random, 2 + random.below(3)) : '';
  if (style === 'written') return [`${first}${link}${second}${number}`, `@${domain}.com`];
  if (language === 'zh') {
    const spell = chance(random, 50);
    const sign = { '.': '点', _: '下划线', '': '' }[link]!;
    const word = (text: string): string => (spell ? [...text].join(' ') : text);
    const local = `${word(first)}${sign || ' '}${word(second)}${number && ` ${style === 'spoken' ? inWords(random, number, 'zh', 1) : number}`}`;
    const said = style === 'spoken' && /\d/.test(domain) ? inWords(random, domain, 'zh', 3) : domain;
    return [local, `${pick(random, ['艾特', ' at ', '@', '圈a'])}${said}${pick(random, ['点com', '点 com', '.com'])}`];
  }
  const sign = { '.': ' dot ', _: ' underscore ', '': ' ' }[link]!;
  const spell = chance(random, 35);
  const word = (text: string): string => (spell ? [...text].join(style === 'noisy' ? '-' : ' ') : text);
  const local = `${word(first)}${sign}${word(second)}${number && ` ${style === 'spoken' ? inWords(random, number, 'en', 0) : number}`}`;
  const host = domain.replace('-', ' dash ');
  if (style === 'noisy') return [`${first}${link || '.'}${second}${number}`, `at ${domain}.com`];
  return [local, `at ${host} dot com`];
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth'.split(
    ' ',
  );

const below100 = (n: number): string =>
  n < 10
    ? `oh ${ENGLISH[n]}`
    : n < 20
      ? TEENS[n - 10]!
      : TENS[Math.floor(n / 10)]! + (n % 10 ? ` ${ENGLISH[n % 10]}` : '');
const hanBelow100 = (n: number): string =>
  n < 10 ? HAN[n]! : `${n >= 20 ? HAN[Math.floor(n / 10)] : ''}十${n % 10 ? HAN[n % 10] : ''}`;

function birth(random: Random, style: Style, language: Language): string[] {
  const [year, month, day] = [1940 + random.below(66), random.below(12), 1 + random.below(28)];
  const short = year % 100;
  if (language === 'zh') {
    if (style === 'written')
      return pick(random, [
        [`${year}年`, `${month + 1}月${day}日`],
        [`${year}-${month + 1}-${day}`],
        [`${year}年${month + 1}月${day}号`],
      ]);
    const said =
      style === 'noisy'
        ? [`${short < 10 ? `0${short}` : short}年`, `${month + 1}月${day}号`]
        : [
            `${[...String(year)].map((digit) => HAN[Number(digit)]).join('')}年`,
            `${hanBelow100(month + 1)}月${hanBelow100(day)}${pick(random, ['号', '日'])}`,
          ];
    return said;
  }
  const name = MONTHS[month]!;
  if (style === 'written')
    return pick(random, [
      [`${month + 1}/${day}/${year}`],
      [`${name} ${day},`, `${year}`],
      [`${day} ${name}`, `${year}`],
      [`${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`],
    ]);
  if (style === 'noisy')
    return pick(random, [
      [`${name} ${day}th`, `${year}`],
      [`the ${day}th of ${name}`, `19 ${String(short).padStart(2, '0')}`],
      [`${name} the ${day}th`, `${below100(short)}`],
    ]);
  const years = year < 2000 ? `nineteen ${below100(short)}` : `two thousand and ${ENGLISH[short] ?? 'five'}`;
  return pick(random, [
    [`the ${ORDINALS[day - 1]} of ${name}`, years],
    [`${name} ${ORDINALS[day - 1]}`, years],
    [`${name} the ${ORDINALS[day - 1]}`, years],
  ]);
}

function address(random: Random, style: Style, language: Language): string[] {
  if (language === 'zh') {
    const n = (top: number): string =>
      style === 'spoken' ? hanBelow100(1 + random.below(Math.min(top, 99))) : String(1 + random.below(top));
    const place = pick(random, ['浙江省杭州市西湖区', '上海市浦东新区', '北京市海淀区', '广州市天河区']);
    return [
      `${place}${pick(random, ['文三路', '世纪大道', '中关村大街', '体育西路'])}${n(300)}号`,
      `${pick(random, ['', '阳光花园'])}${n(20)}栋${n(6)}单元${n(2000)}室`,
    ];
  }
  const number = 2 + random.below(96);
  const said = style === 'spoken' ? below100(number).replace('oh ', '') : String(number);
  const street = `${pick(random, ['Maple', 'Oak', 'Station', 'Mill Hill', 'Church'])} ${pick(random, ['Street', 'Road', 'Avenue', 'Lane', 'Drive'])}`;
  return [
    `${said} ${style === 'noisy' ? street.toLowerCase() : street}`,
    pick(random, ['apartment five, Riverside', 'Leeds', 'Springfield 62704', 'Flat 3, London']),
  ];
}

/** One way of giving one made-up datum. */
export function sayDatum(
  random: Random,
  kind: Exclude<PersonalDataKind, 'name'>,
  style: Style,
  language: Language,
): Saying {
  if (kind === 'email') return { pieces: email(random, style, language), last: null };
  if (kind === 'birth') return { pieces: birth(random, style, language), last: null };
  if (kind === 'address') return { pieces: address(random, style, language), last: null };
  const { value, groups } = madeValue(random, kind, language);
  const pieces = sayNumber(random, cut(random, value, groups), style, language);
  const last = /^\d{8,}$/.test(value) ? value.slice(-4) : null;
  return { pieces, last };
}

function madeValue(random: Random, kind: PersonalDataKind, language: Language): { value: string; groups: number[] } {
  if (kind === 'card')
    return { value: cardNumber(random, language), groups: chance(random, 75) ? [4, 4, 4, 4, 4] : [] };
  if (kind === 'identity') {
    const value = identityNumber(random, language);
    return {
      value,
      groups:
        language === 'zh'
          ? pick(random, [[6, 8, 4], [6, 4, 4, 4], [18]])
          : /^\d{9}$/.test(value)
            ? [3, 2, 4]
            : /^[A-Z]{2}/.test(value)
              ? [2, 2, 2, 2, 1]
              : [],
    };
  }
  if (kind === 'phone') return phoneNumber(random, language);
  if (kind === 'account' && chance(random, 15)) return { value: iban(random), groups: [4, 4, 4, 4, 4, 4] };
  if (chance(random, 25))
    return { value: pick(random, ['MB', 'LH', 'ORD', 'C', 'TK']) + figures(random, 5 + random.below(4)), groups: [] };
  return {
    value: `${1 + random.below(9)}${figures(random, (kind === 'order' ? 4 : 6) + random.below(5))}`,
    groups: [],
  };
}

function iban(random: Random): string {
  const body = figures(random, 18);
  const rest = [...`${body}131400`].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0);
  return `DE${String(98 - rest).padStart(2, '0')}${body}`;
}
