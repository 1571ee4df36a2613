// Spreads the time of a text over its words, by length. Chinese characters count one by one; punctuation belongs to the
// preceding word.

import type { Word } from '../transcript/transcript.ts';

const WORD = /[\p{Script=Han}][\u3001-\u303f\uff00-\uff0f\uff1a-\uff20…—]*|[^\s\p{Script=Han}]+/gu;

/**
 * @param confidence of the whole, 0 to 1; 1 where nobody said
 * @returns words in order, the first beginning at `start_ms` and the last ending at `end_ms`
 */
export function spreadWords(text: string, start_ms: number, end_ms: number, confidence = 1): Word[] {
  const texts = text.match(WORD) ?? [];
  const total = texts.reduce((sum, one) => sum + one.length, 0);
  let done = 0;
  const at = (): number => start_ms + Math.round(((end_ms - start_ms) * done) / total);
  return texts.map((one) => {
    const start = at();
    done += one.length;
    return { text: one, start_ms: start, end_ms: at(), confidence };
  });
}
