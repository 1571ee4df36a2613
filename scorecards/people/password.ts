// Refused passwords. NIST SP 800-63B-4, section 3.1.1.2: length counts, composition rules do not. Refused is what
// attackers try first: common passwords, keyboard runs, repetitions, and the names of the person, the centre and the
// product. Decoration at the ends and digits for letters do not help.
import type { ProblemCode } from '../problems/problem.ts';

/** Long enough to withstand guessing at the permitted rate. */
export const PASSWORD = { min: 10, max: 128 };

/** So much beside a guessable word makes a password of its own: `anna walks the dog` is one, `anna2026!` is not. */
const ENOUGH_BESIDE = 8;
/** Words shorter than this are in too many passwords by chance. */
const SHORTEST_WORD = 3;
/** This few different characters are a pattern, whatever the length. */
const FEWEST_DIFFERENT = 5;

const PRODUCT = ['attune'];

/** What is written for which letter. */
const FIGURES: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Keys and figures in a row, as far as a finger runs; of other keyboards what these do not have yet. */
const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzu',
  'azert',
  'qsdfghjklm',
];

/**
 * Why a password is refused; null when it is not.
 * @param about names of the person and the centre, and the email address
 * @param isCommon whether many people have exactly this one, in lower case
 */
export function passwordProblem(
  password: string,
  about: readonly string[],
  isCommon: (password: string) => boolean,
): ProblemCode | null {
  const length = [...password].length;
  if (length < PASSWORD.min) return 'password-too-short';
  if (password.length > PASSWORD.max) return 'password-too-long';
  const plain = password.normalize('NFKC').toLowerCase();
  const forms = [plain, lettersOf(plain)];
  if (forms.some((form) => isPattern(form) || isCommonAtHeart(form, isCommon))) return 'password-common';
  const words = [...PRODUCT, ...about.flatMap(wordsOf)];
  return forms.some((form) => isNamed(form, words)) ? 'password-own-name' : null;
}

const lettersOf = (text: string): string => text.replace(/[013457@$!]/g, (figure) => FIGURES[figure] ?? figure);

/** Whether it is a common password, or one with figures and signs before or behind it. */
function isCommonAtHeart(text: string, isCommon: (password: string) => boolean): boolean {
  if (isCommon(text)) return true;
  const hearts = [text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''), text.replace(/[^\p{L}\p{N}]/gu, '')];
  return hearts.some((heart) => {
    const rest = text.length - heart.length;
    return heart.length >= 4 && rest < ENOUGH_BESIDE && isCommon(heart);
  });
}

/** One unit again and again, few different characters, or little but keys in a row. */
function isPattern(text: string): boolean {
  if (new Set(text).size < FEWEST_DIFFERENT) return true;
  for (let unit = 1; unit <= text.length / 2; unit++) {
    if (text.startsWith(text.slice(unit))) return true;
  }
  let steps = 0;
  for (let i = 1; i < text.length; i++) if (isStep(text.slice(i - 1, i + 1))) steps++;
  return text.length - 1 - steps < 4;
}

const REVERSED = ROWS.map((row) => [...row].reverse().join(''));
const isStep = (pair: string): boolean =>
  pair[0] === pair[1] || ROWS.some((row) => row.includes(pair)) || REVERSED.some((row) => row.includes(pair));

/** The words of a name or an address, and the whole without what stands between. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]/u);
  return [...words, words.join('')].filter((word) => word.length >= (/\p{Script=Han}/u.test(word) ? 2 : SHORTEST_WORD));
}

/** Whether it consists of the words, anywhere and also reversed, with little besides. */
function isNamed(text: string, words: readonly string[]): boolean {
  const whole = text.replace(/[^\p{L}\p{N}]/gu, '');
  let left = whole;
  for (const word of words.toSorted((a, b) => b.length - a.length)) {
    for (const spelled of [word, [...word].reverse().join('')]) left = left.split(spelled).join('');
  }
  const named = whole.length - left.length;
  // Three letters are in many a password by chance: they count where they are a good part of it.
  return named > 0 && left.length < ENOUGH_BESIDE && left.length <= 2 * named;
}
