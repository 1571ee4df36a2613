// Numbers identified by their form alone: check digits, embedded dates, prefixes. Published rules: ISO/IEC 7812 (Luhn)
// for cards, GB 11643 for Chinese identity numbers, ISO 13616 for IBANs, and the numbering plans of China, the United
// States and the United Kingdom for telephones.

import type { PersonalDataKind } from './kinds.ts';

/** Figures and letters of the shortest and the longest number with a form of its own: a telephone's, an IBAN. */
const SHORTEST_SHAPE = 8;
const LONGEST_SHAPE = 34;
/** ISO/IEC 7812. */
const LONGEST_FIGURES = 19;
/** International numbers have at most fifteen figures (ITU-T E.164). */
const LONGEST_PHONE = 15;
/** Telephone numbers without a plus sign: the shortest with its area code. */
const SHORTEST_PHONE = 10;
/** 080 and 03 in the United Kingdom, 18 with America's 1. */
const LONGEST_PUBLIC = 11;

/**
 * Whether a number was said or written in groups of these lengths, from its beginning; blanks, signs and pauses part
 * them.
 */
export type Groups = (lengths: readonly number[]) => boolean;

const FOURS = [4, 4, 4, 4];
const AMERICAN_IDENTITY = [3, 2, 4];
const AMERICAN_PHONE = [[3, 3, 4], [3, 7], [10]];
const AMERICAN_PHONE_WITH_ONE = [
  [1, 3, 3, 4],
  [1, 3, 7],
];
const ONE = [1];

const NINE = 0x39;
const figureAt = (chars: string, i: number): number => chars.charCodeAt(i) - 48;

function isFigures(chars: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (chars.charCodeAt(i) > NINE) return false;
  return true;
}

/** ISO/IEC 7812-1: of the figures from the end every second is doubled. */
export function luhn(chars: string, start = 0, end = chars.length): boolean {
  let sum = 0;
  for (let i = end - 1; i >= start; i -= 2) {
    sum += figureAt(chars, i);
    if (i === start) break;
    const twice = 2 * figureAt(chars, i - 1);
    sum += twice > 9 ? twice - 9 : twice;
  }
  return end > start && sum % 10 === 0;
}

/**
 * Every place of a long number's figures at once: sums up to each, with every second figure doubled, odd and even ones.
 */
export function luhnWithin(chars: string): (start: number, end: number) => boolean {
  const sums = [new Uint32Array(chars.length + 1), new Uint32Array(chars.length + 1)] as const;
  for (let i = 0; i < chars.length; i++) {
    const figure = figureAt(chars, i);
    const twice = figure > 4 ? 2 * figure - 9 : 2 * figure;
    sums[i & 1]![i + 1] = sums[i & 1]![i]! + figure;
    sums[(i + 1) & 1]![i + 1] = sums[(i + 1) & 1]![i]! + twice;
  }
  return (start, end) => {
    const plain = sums[(end - 1) & 1]!;
    return end > start && (plain[end]! - plain[start]!) % 10 === 0;
  };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: seventeen figures and a check character, ISO 7064 MOD 11-2. */
export const chineseIdentity = (chars: string): boolean => /^\d{17}[\dx]$/.test(chars) && identityCheck(chars, 0);

function identityCheck(chars: string, start: number): boolean {
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) sum += WEIGHTS[i]! * figureAt(chars, start + i);
  return '10x98765432'[sum % 11] === chars[start + WEIGHTS.length];
}

/** ISO 13616: country, two check figures, up to thirty characters; the remainder by 97 is 1. */
export function iban(chars: string): boolean {
  if (!/^[a-z]{2}\d{2}[a-z0-9]{11,30}$/.test(chars)) return false;
  let rest = 0;
  for (const character of chars.slice(4) + chars.slice(0, 4))
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

const DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const dated = (chars: string, start: number): boolean =>
  (chars[start] === '1' || chars[start] === '2') && DAY.test(chars.slice(start, start + 8));

/** 080, 084 and 03; 10, 11, 12 and 18; 400; 80 to 88; 91, 95 and 99. */
const PUBLIC_SECONDS: Readonly<Record<number, string>> = { 0: '38', 1: '0128', 4: '0', 8: '0345678', 9: '159' };
const mayBePublic = (length: number, chars: string, start = 0): boolean =>
  length <= LONGEST_PUBLIC && PUBLIC_SECONDS[figureAt(chars, start)]?.includes(chars[start + 1]!) === true;

/**
 * Numbers anyone may ring: toll-free and shared-cost ones, short codes. They belong to companies and stay readable.
 */
export function publicPhone(chars: string, groups: Groups): boolean {
  if (!mayBePublic(chars.length, chars)) return false;
  // 1-866 … is toll-free in America, 186 … a mobile in China: the pause behind the 1 tells.
  if (/^18(?:00|88|77|66|55|44|33)\d{7}$/.test(chars)) return groups(ONE);
  return /^(?:400\d{7}|8(?:00|88|77|66|55|44|33)\d{7}|080[08]\d{6,7}|0?800\d{6,7}|0845\d{7}|0870\d{7}|03[0-4]\d{8}|95\d{3}|100(?:00|10|86)|12\d{3}|911|999|1[12]\d)$/.test(
    chars,
  );
}

/**
 * The kind a number's form alone tells; null when it may be anything.
 * @param chars digits and lower-case letters, of which [start, end) are the number
 * @param plus whether a plus sign stands before it
 */
export function kindByShape(
  chars: string,
  groups: Groups,
  plus = false,
  start = 0,
  end = chars.length,
): PersonalDataKind | null {
  const length = end - start;
  if (length < SHORTEST_SHAPE || length > LONGEST_SHAPE) return null;
  if (isFigures(chars, start, end)) return kindOfFigures(chars, groups, plus, start, end);
  const number = chars.slice(start, end);
  if (length === 18 && /^\d{17}x$/.test(number) && (chineseIdentity(number) || dated(number, 6))) return 'identity';
  if (length === 9 && /^[a-ceghj-prstw-z][a-ceghj-nprstw-z]\d{6}[a-d]$/.test(number)) return 'identity';
  if (length >= 15 && iban(number)) return 'account';
  return null;
}

/** How long a number may be that begins at a place of figures and letters: only an IBAN has more than figures do. */
export const longestShape = (chars: string, start: number): number =>
  /^[a-z]{2}\d\d$/.test(chars.slice(start, start + 4)) ? LONGEST_SHAPE : LONGEST_FIGURES;

/** First figures of issuers. */
function mayBeCard(chars: string, start: number): boolean {
  const [first, second] = [figureAt(chars, start), figureAt(chars, start + 1)];
  return (first >= 3 && first <= 6) || (first === 2 && second >= 2 && second <= 7);
}

/**
 * `kindByShape` of what is known to be figures. Asked at every place of a long dictation for every length: what a first
 * figure rules out comes before what has to be cut out and matched.
 */
export function kindOfFigures(
  chars: string,
  groups: Groups,
  plus: boolean,
  start: number,
  end: number,
  checks: (start: number, end: number) => boolean = (from, to) => luhn(chars, from, to),
): PersonalDataKind | null {
  const length = end - start;
  const first = figureAt(chars, start);
  if (length > LONGEST_FIGURES) return null;
  if (length === 18 && (identityCheck(chars, start) || (first >= 1 && first <= 8 && dated(chars, start + 6))))
    return 'identity';
  if (length >= 13 && mayBeCard(chars, start) && checks(start, end)) return 'card';
  // Sixteen figures in fours are a card's even where the recogniser got one of them wrong.
  if (length === 16 && groups(FOURS)) return 'card';
  if (length === 15 && first >= 1 && first <= 6 && OLD_IDENTITY.test(chars.slice(start, end))) return 'identity';
  if (length === 9 && groups(AMERICAN_IDENTITY)) return 'identity';
  if (length > LONGEST_PHONE || (mayBePublic(length, chars, start) && publicPhone(chars.slice(start, end), groups)))
    return null;
  if (plus) return 'phone';
  return length >= SHORTEST_PHONE && isPhone(chars, groups, start, end) ? 'phone' : null;
}

/** China's numbers of fifteen figures, given out until 1999. */
const OLD_IDENTITY = /^\d{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/;

/** China: mobiles and area codes; the United Kingdom; the United States, whose ten figures need their groups. */
function isPhone(chars: string, groups: Groups, start: number, end: number): boolean {
  const length = end - start;
  const first = figureAt(chars, start);
  const international = first === 0 && figureAt(chars, start + 1) === 0;
  if (
    (first === 0 && international === length > 12) ||
    (first === 1 && length === 11) ||
    (first === 8 && length === 13) ||
    (first === 4 && length <= 12)
  ) {
    const number = chars.slice(start, end);
    if (/^(?:(?:0086|86)?1[3-9]\d{9}|0(?:10|2\d|[3-9]\d{2})\d{7,8}|(?:0044|44|0)[1-7]\d{8,9})$/.test(number))
      return true;
  }
  const local = start + length - 10;
  if (length > 11 || figureAt(chars, local) < 2 || figureAt(chars, local + 3) < 2) return false;
  if (length === 10) return AMERICAN_PHONE.some(groups);
  return first === 1 && AMERICAN_PHONE_WITH_ONE.some(groups);
}
