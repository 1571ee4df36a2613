// Word errors as the figures of the shared recordings count them: Levenshtein over tokens. English: NFKC, lower case,
// hyphens split, punctuation dropped except apostrophes, a few contractions spelled out, number words zero to nine and
// numbers as single digits. Chinese: NFKC, simplified, punctuation dropped, one character a token, Latin words whole, the
// digits 零 to 九 as figures.

import { Converter } from 'opencc-js/t2cn';

const ENGLISH_DIGITS = 'zero one two three four five six seven eight nine'.split(' ');
const CHINESE_DIGITS = [...'零一二三四五六七八九'];
const SPELLED_OUT: readonly (readonly [string, string])[] = [
  ["i'm", 'i am'],
  ["you're", 'you are'],
  ["it's", 'it is'],
  ["that's", 'that is'],
  ["don't", 'do not'],
  ["didn't", 'did not'],
  ["can't", 'can not'],
  ['cannot', 'can not'],
  ['okay', 'ok'],
  ['mister', 'mr'],
  ["i'll", 'i will'],
];

const simplified = Converter({ from: 't', to: 'cn' });

export function errorTokens(text: string, language: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return language.startsWith('zh') ? chineseTokens(plain) : englishTokens(plain);
}

function chineseTokens(text: string): string[] {
  const digits = [...simplified(text)].map((c) => (CHINESE_DIGITS.includes(c) ? `${CHINESE_DIGITS.indexOf(c)}` : c));
  const bare = digits.join('').replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  return bare.match(/[a-z]+|./gu) ?? [];
}

function englishTokens(text: string): string[] {
  let plain = text.replaceAll('’', "'").replaceAll('-', ' ');
  plain = plain.replace(/\be mails?\b/g, (match) => match.replace(' ', ''));
  for (const [short, long] of SPELLED_OUT) plain = plain.replace(new RegExp(`\\b${short}\\b`, 'g'), long);
  const words = plain
    .replace(/[^\p{L}\p{M}\p{N}_' ]/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);
  return words.flatMap((word) => {
    const digit = ENGLISH_DIGITS.indexOf(word);
    const spelled = digit >= 0 ? `${digit}` : word;
    return /^\p{Nd}+$/u.test(spelled) ? [...spelled] : [spelled];
  });
}

/** @returns edits between the two, and tokens of the reference */
export function wordErrors(
  reference: string,
  hypothesis: string,
  language: string,
): { errors: number; tokens: number } {
  const a = errorTokens(reference, language);
  const b = errorTokens(hypothesis, language);
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, x] of a.entries()) {
    const current = [i + 1];
    for (const [j, y] of b.entries()) {
      current.push(Math.min((previous[j + 1] ?? 0) + 1, (current[j] ?? 0) + 1, (previous[j] ?? 0) + (x === y ? 0 : 1)));
    }
    previous = current;
  }
  return { errors: previous.at(-1) ?? 0, tokens: a.length };
}
