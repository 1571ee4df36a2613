// Numbers that tell their kind by their own form: check digits, built-in dates, prefixes. Published rules: ISO/IEC 7812
// (Luhn) for cards, GB 11643 for Chinese identity numbers, ISO 13616 for IBANs, the numbering plans of China, the
// United States and the United Kingdom for telephones.

import type { PersonalDataKind } from './kinds.ts';

/** Figures and letters of the shortest and the longest number with a form of its own: a telephone's, an IBAN. */
const SHORTEST_SHAPE = 8;
const LONGEST_SHAPE = 34;
/** ISO/IEC 7812. */
const LONGEST_FIGURES = 19;
/** International numbers have at most fifteen figures (ITU-T E.164). */
const LONGEST_PHONE = 15;

/** Whether a number was said or written in groups of these lengths, from its beginning; blanks, signs and pauses part them. */
export type Groups = (...lengths: number[]) => boolean;

export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    sum += i % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
  }
  return digits.length > 0 && sum % 10 === 0;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: seventeen figures and a check character, ISO 7064 MOD 11-2. */
export function chineseIdentity(chars: string): boolean {
  if (!/^\d{17}[\dx]$/.test(chars)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(chars[i]), 0);
  return '10x98765432'[sum % 11] === chars[17];
}

/** ISO 13616: country, two check figures, up to thirty characters; the remainder by 97 is 1. */
export function iban(chars: string): boolean {
  if (!/^[a-z]{2}\d{2}[a-z0-9]{11,30}$/.test(chars)) return false;
  let rest = 0;
  for (const character of chars.slice(4) + chars.slice(0, 4))
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

const dated = (yyyymmdd: string): boolean => /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(yyyymmdd);

/**
 * Numbers anybody may ring: toll-free and shared-cost ones, short codes. They belong to companies and stay readable.
 */
export function publicPhone(chars: string, groups: Groups): boolean {
  if (chars.length > LONGEST_PHONE || !/^[01489]/.test(chars)) return false;
  // 1-866 … is toll-free in America, 186 … a mobile in China: the pause behind the 1 tells.
  if (/^18(?:00|88|77|66|55|44|33)\d{7}$/.test(chars)) return groups(1);
  return /^(?:400\d{7}|8(?:00|88|77|66|55|44|33)\d{7}|080[08]\d{6,7}|0?800\d{6,7}|0845\d{7}|0870\d{7}|03[0-4]\d{8}|95\d{3}|100(?:00|10|86)|12\d{3}|911|999|1[12]\d)$/.test(
    chars,
  );
}

/**
 * The kind a number's form alone tells; null when it may be anything.
 * @param chars figures and lower-case letters
 * @param plus whether a plus sign stands before it
 */
export function kindByShape(chars: string, groups: Groups, plus = false): PersonalDataKind | null {
  if (chars.length < SHORTEST_SHAPE || chars.length > LONGEST_SHAPE) return null;
  if (/^\d+$/.test(chars)) return figures(chars, groups, plus);
  const { length } = chars;
  if (length === 18 && /^\d{17}x$/.test(chars) && (chineseIdentity(chars) || dated(chars.slice(6, 14))))
    return 'identity';
  if (length === 9 && /^[a-ceghj-prstw-z][a-ceghj-nprstw-z]\d{6}[a-d]$/.test(chars)) return 'identity';
  if (length >= 15 && iban(chars)) return 'account';
  return null;
}

/** How long a number may be that begins at a place of figures and letters: only an IBAN has more than figures do. */
export const longestShape = (chars: string, start: number): number =>
  /^[a-z]{2}\d\d$/.test(chars.slice(start, start + 4)) ? LONGEST_SHAPE : LONGEST_FIGURES;

/** First figures of issuers. */
function mayBeCard(chars: string): boolean {
  const [first, second] = [chars.charCodeAt(0) - 48, chars.charCodeAt(1) - 48];
  return (first >= 3 && first <= 6) || (first === 2 && second >= 2 && second <= 7);
}

function figures(chars: string, groups: Groups, plus: boolean): PersonalDataKind | null {
  const { length } = chars;
  if (length > LONGEST_FIGURES) return null;
  if (length === 18 && (chineseIdentity(chars) || (/^[1-8]/.test(chars) && dated(chars.slice(6, 14)))))
    return 'identity';
  if (length >= 13 && mayBeCard(chars) && luhn(chars)) return 'card';
  // Sixteen figures in fours are a card's even where the recogniser got one of them wrong.
  if (length === 16 && groups(4, 4, 4, 4)) return 'card';
  if (length === 15 && /^[1-6]\d{5}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/.test(chars)) return 'identity';
  if (length === 9 && groups(3, 2, 4)) return 'identity';
  if (length > LONGEST_PHONE || publicPhone(chars, groups)) return null;
  if (plus && length >= 8 && length <= 15) return 'phone';
  return isPhone(chars, groups) ? 'phone' : null;
}

/** China: mobiles and area codes; the United Kingdom; the United States, whose ten figures need their groups. */
function isPhone(chars: string, groups: Groups): boolean {
  const { length } = chars;
  if (/^[018]/.test(chars) && /^(?:(?:0086|86)?1[3-9]\d{9}|0(?:10|2\d|[3-9]\d{2})\d{7,8})$/.test(chars)) return true;
  if (/^[04]/.test(chars) && /^(?:0044|44|0)[1-7]\d{8,9}$/.test(chars)) return true;
  if (length === 10 && /^[2-9]\d\d[2-9]/.test(chars)) return groups(3, 3, 4) || groups(3, 7) || groups(10);
  return length === 11 && /^1[2-9]\d\d[2-9]/.test(chars) && (groups(1, 3, 3, 4) || groups(1, 3, 7));
}
