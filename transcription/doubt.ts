// A recogniser that hears nothing clear writes something all the same: one phrase again and again, or a sentence that
// closed a thousand films in what it learnt from. Such text is worse than none, because a reviewer believes it.

import type { TimedWord } from './words.ts';

/** What the whole of a window's text gives away about itself. */
export type Doubt = 'repeats' | 'unlikely' | 'too-fast' | 'stock-phrase';

/** Four times the same in a row is no longer emphasis. */
const REPEATS = 4;
/** Whisper's own threshold for trying again. */
const LEAST_LOGPROB = -1;
/** Nobody speaks more syllables a second (Pellegrino et al. 2011: 5 to 8). */
const MOST_WORDS_PER_SECOND = 8;

/**
 * Phrases Whisper is known to write for silence, noise and music. They count only where nothing else is said: a caller
 * may well say "thank you" to an agent.
 */
const STOCK_PHRASES: readonly RegExp[] = [
  /^(thank you|thanks)( (so|very) much)?( for (watching|listening|viewing|your attention))?$/,
  /^(please )?(like and )?subscribe( to (my|our|the) channel)?$/,
  /^(subtitles|captions|transcription|translation|transcribed) (by|from) .*$/,
  /^(you|bye|the end|music|applause|silence|blank audio)$/,
  /^.*(amara org|otter ai|opensubtitles).*$/,
  /^.*(字幕|请不吝点赞|明镜与点点|打赏支持|订阅转发|谢谢观看|感谢观看|中文字幕|由.*提供).*$/,
];

/**
 * @param words of one window
 * @param speechSeconds how long the detector heard speech in it
 * @returns what is wrong with the text, or null
 */
export function doubtWords(words: readonly TimedWord[], speechSeconds: number): Doubt | null {
  if (words.length === 0) return null;
  if (findLoop(words.map(({ text }) => bare(text))) !== null) return 'repeats';
  const logprob = words.reduce((sum, word) => sum + word.logprob, 0) / words.length;
  // In half a second of sure speech stock phrases are what was said; in a breath they are not.
  const stock = STOCK_PHRASES.some((phrase) => phrase.test(plain(words)));
  if (stock && (speechSeconds < 0.6 || logprob < -0.7)) return 'stock-phrase';
  if (words.length > 8 && words.length > MOST_WORDS_PER_SECOND * speechSeconds) return 'too-fast';
  return logprob < LEAST_LOGPROB ? 'unlikely' : null;
}

/** Phrases that are never said in a call and always invented. */
export function isNeverSaid(words: readonly TimedWord[]): boolean {
  return STOCK_PHRASES.slice(-2).some((phrase) => phrase.test(plain(words)));
}

/** Keeps one of the repetitions and drops the others. */
export function dropLoops(words: readonly TimedWord[]): TimedWord[] {
  let kept = [...words];
  for (
    let loop = findLoop(kept.map(({ text }) => bare(text)));
    loop;
    loop = findLoop(kept.map(({ text }) => bare(text)))
  ) {
    kept = [...kept.slice(0, loop.start + loop.length), ...kept.slice(loop.end)];
  }
  return kept;
}

/**
 * A phrase of one to twelve words that comes four times or more on end. Single digits and letters are exempt up to ten
 * times: people read out numbers such as 8 8 8 8.
 */
export function findLoop(words: readonly string[]): { start: number; length: number; end: number } | null {
  for (let length = 1; length <= 12; length++) {
    for (let start = 0; start + length * REPEATS <= words.length; start++) {
      let end = start + length;
      while (end < words.length && words[end] === words[end - length]) end++;
      const times = Math.floor((end - start) / length);
      const short = words.slice(start, start + length).every((word) => /^[\da-z零一二三四五六七八九幺]$/.test(word));
      if (times >= (short ? 10 : REPEATS)) return { start, length, end: start + times * length };
    }
  }
  return null;
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function plain(words: readonly TimedWord[]): string {
  const cjk = words.some(({ text }) => /\p{Script=Han}/u.test(text));
  return words.map(({ text }) => bare(text)).join(cjk ? '' : ' ');
}
