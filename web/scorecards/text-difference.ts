// What changed inside a text: word by word, and character by character where a language writes without spaces.
import { diffArrays } from 'diff';

export type Stretch = { words: string; changed: boolean };

const TOKENS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}])+|\s+|./gsu;

/** Beyond this many differences the search, whose time grows with their square, is given up. */
const MOST_DIFFERENCES = 400;
/** Texts that have less than this share in common are two texts: marking the crumbs they share helps nobody. */
const LEAST_COMMON = 0.3;

/** The old text and the new one, each with what the other lacks marked. */
export function textDifference(before: string, after: string): { before: Stretch[]; after: Stretch[] } {
  const [old, young] = [tokensOf(before), tokensOf(after)];
  const found = diffArrays(old, young, { maxEditLength: MOST_DIFFERENCES });
  const common = found?.reduce((sum, one) => sum + (one.added || one.removed ? 0 : one.count), 0) ?? 0;
  if (!found || common < LEAST_COMMON * Math.max(old.length, young.length)) {
    return { before: [{ words: before, changed: true }], after: [{ words: after, changed: true }] };
  }
  const stretches = (without: 'added' | 'removed'): Stretch[] =>
    found
      .filter((one) => !one[without])
      .map(({ value, added, removed }) => ({ words: value.join(''), changed: added || removed }));
  return { before: stretches('added'), after: stretches('removed') };
}

const tokensOf = (text: string): string[] => text.match(TOKENS) ?? [];
