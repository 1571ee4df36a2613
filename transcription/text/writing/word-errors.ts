// The distance between two texts of the same speech: words substituted, deleted or inserted (Levenshtein), after both
// are normalised in what cannot be heard. English: NFKC, lower case, hyphens split, punctuation dropped except
// apostrophes, some contractions expanded, number words zero to nine and numbers as single digits. Chinese: NFKC,
// punctuation dropped, one token per character, Latin words whole, 零 to 九 as digits.

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

/** What errors are counted in. @param language primary tag */
export function errorTokens(text: string, language: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return language.startsWith('zh') ? chineseTokens(plain) : englishTokens(plain);
}

function chineseTokens(text: string): string[] {
  const digits = [...text].map((c) => (CHINESE_DIGITS.includes(c) ? `${CHINESE_DIGITS.indexOf(c)}` : c));
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

/** A stretch of a text that all others have too, or not. */
export type Marked = { text: string; same: boolean };

/**
 * A text in stretches, with what another has not marked: the longest common run of tokens is the same.
 * @param other the text to compare with
 */
export function markDifferences(text: string, other: string, language: string): Marked[] {
  // A mark in place of personal data stays whole.
  const parts = language.startsWith('zh') ? (text.match(/\[\[[a-z]+\]\]|./gsu) ?? []) : text.split(/(?<=\s)/);
  const keys = parts.map((part) => errorTokens(part, language).join(' '));
  const others = errorTokens(other, language);
  const common = commonKeys(keys, others);
  const marked: Marked[] = [];
  for (const [i, part] of parts.entries()) {
    const last = marked.at(-1);
    // What nobody hears differs from nothing.
    const same = keys[i] === '' ? (last?.same ?? true) : common.has(i);
    if (last?.same === same) last.text += part;
    else marked.push({ text: part, same });
  }
  return marked;
}

/** Indices of `keys` that lie on a longest common subsequence with `others`; a key of several tokens counts as one. */
function commonKeys(keys: readonly string[], others: readonly string[]): Set<number> {
  const width = others.length + 1;
  const lengths = new Uint16Array((keys.length + 1) * width);
  const step = (i: number, j: number): number => {
    const tokens = (keys[i] ?? '').split(' ');
    return keys[i] !== '' && tokens.every((token, k) => others[j + k] === token) ? tokens.length : 0;
  };
  for (let i = keys.length - 1; i >= 0; i--) {
    for (let j = others.length - 1; j >= 0; j--) {
      const run = step(i, j);
      const taken = run > 0 ? run + (lengths[(i + 1) * width + j + run] ?? 0) : 0;
      lengths[i * width + j] = Math.max(taken, lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const found = new Set<number>();
  for (let i = 0, j = 0; i < keys.length && j < others.length; ) {
    const run = step(i, j);
    const here = lengths[i * width + j] ?? 0;
    if (run > 0 && here === run + (lengths[(i + 1) * width + j + run] ?? 0)) {
      found.add(i);
      i++;
      j += run;
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return found;
}
