// Converts to simplified Chinese. Whisper mixes traditional and simplified characters within a sentence; in one script,
// searching, scoring and reading work the same for every speaker.

import { Converter } from 'opencc-js/t2cn';
import type { TimedWord } from '../transcript/words.ts';

/** Punctuation as Chinese writes it beside its characters; between Latin letters and digits it stays unchanged. */
const WIDE: Record<string, string> = { ',': '，', '?': '？', '!': '！', ':': '：', ';': '；', '.': '。' };
const AFTER_CHARACTER = /(?<=\p{Script=Han})[,?!:;.]/gu;
const AT_END = /(?<=[\p{L}\p{N}])[,?!:;.]$/u;
const CHARACTER_FIRST = /^\p{Script=Han}/u;

let convert: ((text: string) => string) | null = null;

/** Simplifies words in place of each other: the whole is converted, because some characters depend on their neighbours. */
export function simplify(words: readonly TimedWord[]): TimedWord[] {
  convert ??= Converter({ from: 't', to: 'cn' });
  const lengths = words.map(({ text }) => [...text].length);
  const characters = [...convert(words.map(({ text }) => text).join(''))];
  const same = characters.length === lengths.reduce((sum, length) => sum + length, 0);
  let at = 0;
  return words.map((word, i) => {
    const text = same ? characters.slice(at, at + (lengths[i] ?? 0)).join('') : (convert?.(word.text) ?? word.text);
    at += lengths[i] ?? 0;
    const wide = text.replace(AFTER_CHARACTER, (mark) => WIDE[mark] ?? mark);
    const before = CHARACTER_FIRST.test(words[i + 1]?.text ?? '');
    return { ...word, text: before ? wide.replace(AT_END, (mark) => WIDE[mark] ?? mark) : wide };
  });
}

const singles = new Map<string, string>();

/** One character in simplified form, whatever its neighbours: for comparison, where equal input needs equal output. */
export function simplified(character: string): string {
  let found = singles.get(character);
  if (found === undefined) {
    convert ??= Converter({ from: 't', to: 'cn' });
    found = convert(character);
    singles.set(character, found);
  }
  return found;
}
