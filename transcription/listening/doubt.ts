// Detects hallucinated text. A recogniser that hears nothing clear still writes something: a repeated phrase, or a
// sentence that closed a thousand films in its training data. Such text is worse than none, because reviewers believe
// it.

import type { TimedWord } from '../transcript/words.ts';

/** What the whole of a window's text gives away about itself. */
export type Doubt = 'repeats' | 'unlikely' | 'too-fast' | 'stock-phrase' | 'nobody';

/** Four times the same in a row is a loop, unless its sound bears it. */
const REPEATS = 4;
/** Nobody says the same more often on end. */
const MOST_REPEATS = 8;
/** What a syllable takes where people speak fast (8 a second, as below); of one repetition alone attention tells less. */
const SYLLABLE_MS = 125;
const HASTE = 0.6;
/** Whisper's own thresholds for trying again: mean log-probability, zlib's ratio, and the chance that nobody speaks. */
const LEAST_LOGPROB = -1;
const MOST_COMPRESSION = 2.4;
const NOBODY = 0.6;
/**
 * Chinese packs so little into each character that zlib tells nothing. Of three characters in a row hardly any come twice
 * within half a minute: under a twentieth on the shared calls; from a third on it is a loop.
 */
const MOST_REPEATED_TRIGRAMS = 1 / 3;
/** Short answers repeat themselves. */
const ENOUGH_CHARACTERS = 24;
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

/** What is known of a text beside its words; absent: not known. */
export type Evidence = {
  /** false: the text never ended. */
  complete?: boolean;
  /** Mean log-probability, the end of the text included. */
  logprob?: number;
  /** How much smaller zlib makes it. */
  compression?: number;
  /** Probability that nobody speaks. */
  no_speech?: number;
};

/**
 * @param words of one window
 * @param speechSeconds how long the detector heard speech in it
 * @returns what is wrong with the text, or null
 */
export function doubtWords(words: readonly TimedWord[], speechSeconds: number, evidence: Evidence = {}): Doubt | null {
  if (words.length === 0) return null;
  const logprob = evidence.logprob ?? words.reduce((sum, word) => sum + word.logprob, 0) / words.length;
  if ((evidence.no_speech ?? 0) > NOBODY && logprob < LEAST_LOGPROB) return 'nobody';
  const complete = evidence.complete ?? true;
  const isDoubtful = (run: Loop): boolean => !complete || isNumber(words, run) || !isBorne(words, run);
  if (
    findLoop(
      words.map(({ text }) => bare(text)),
      isDoubtful,
    )
  )
    return 'repeats';
  // What was truly said again and again is as good as said once.
  const once = dropLoops(words, false);
  const compressed = once.length === words.length && (evidence.compression ?? 0) > MOST_COMPRESSION;
  if (compressed || repeatedTrigrams(once) > MOST_REPEATED_TRIGRAMS) return 'repeats';
  // In half a second of sure speech stock phrases are what was said; in a breath they are not.
  const stock = STOCK_PHRASES.some((phrase) => phrase.test(plain(words)));
  if (stock && (speechSeconds < 0.6 || logprob < -0.7)) return 'stock-phrase';
  if (words.length > 8 && words.length > MOST_WORDS_PER_SECOND * speechSeconds) return 'too-fast';
  return logprob < LEAST_LOGPROB ? 'unlikely' : null;
}

/** Of all three characters in a row the part that came before; 0 where the text is short or has no Chinese. */
export function repeatedTrigrams(words: readonly { text: string }[]): number {
  const characters = [...words.map(({ text }) => text).join('')].filter((one) => /\p{Script=Han}/u.test(one));
  if (characters.length < ENOUGH_CHARACTERS) return 0;
  const seen = new Set<string>();
  for (let i = 2; i < characters.length; i++) seen.add(characters.slice(i - 2, i + 1).join(''));
  return 1 - seen.size / (characters.length - 2);
}

/** Phrases that are never said in a call and always invented. */
export function isNeverSaid(words: readonly TimedWord[]): boolean {
  return STOCK_PHRASES.slice(-2).some((phrase) => phrase.test(plain(words)));
}

/**
 * Keeps one of the repetitions of a loop and drops the others.
 * @param bearable whether repetitions stay that their sound can hold; a text that never ended has none
 */
export function dropLoops(words: readonly TimedWord[], bearable: boolean): TimedWord[] {
  const kept = [...words];
  for (;;) {
    const loop = findLoop(
      kept.map(({ text }) => bare(text)),
      (run) => !bearable || !isBorne(kept, run),
    );
    if (!loop) return kept;
    kept.splice(loop.start + loop.length, loop.end - loop.start - loop.length);
  }
}

/** Whether each repetition has the time that saying it takes, and all of them together. */
function isBorne(words: readonly TimedWord[], { start, length, end }: Loop): boolean {
  const times = (end - start) / length;
  if (times > MOST_REPEATS) return false;
  const needed = SYLLABLE_MS * words.slice(start, start + length).reduce((sum, { text }) => sum + syllables(text), 0);
  const starts = Array.from({ length: times }, (_, i) => words[start + i * length]?.start_ms ?? 0);
  // Attention leaves the last one early: it lasts into the pause that follows.
  const last = words[end - 1] ?? { start_ms: 0, end_ms: 0 };
  const next = words[end]?.start_ms ?? Number.POSITIVE_INFINITY;
  const until = Math.max(last.end_ms, Math.min(next, last.start_ms + 2 * SYLLABLE_MS));
  const each = starts.map((from, i) => (starts[i + 1] ?? until) - from);
  return until - (starts[0] ?? 0) >= times * needed && each.every((ms) => ms >= HASTE * needed);
}

/** Groups of digits: the model writes one too many if they are equal, so another attempt may be better. */
function isNumber(words: readonly TimedWord[], { start, end }: Loop): boolean {
  return words.slice(start, end).every(({ text }) => /^\d+$/.test(bare(text)));
}

/** About as many syllables as a word has: Chinese characters, figures, or vowels that stand together. */
function syllables(text: string): number {
  return Math.max(1, text.match(/\p{Script=Han}|\d|[aeiouy]+/giu)?.length ?? 0);
}

/** The words of all repetitions, from `start` to before `end`, and the length of one. */
type Loop = { start: number; length: number; end: number };

/**
 * A phrase of one to twelve words that comes four times or more on end. Single digits and letters are exempt up to ten
 * times: people read out numbers such as 8 8 8 8.
 */
export function findLoop(words: readonly string[], isLoop: (run: Loop) => boolean = () => true): Loop | null {
  for (let length = 1; length <= 12; length++) {
    for (let start = 0; start + length * REPEATS <= words.length; start++) {
      let end = start + length;
      while (end < words.length && words[end] === words[end - length]) end++;
      const times = Math.floor((end - start) / length);
      const short = words.slice(start, start + length).every((word) => /^[\da-z零一二三四五六七八九幺]$/.test(word));
      const run = { start, length, end: start + times * length };
      if (times >= (short ? 10 : REPEATS) && isLoop(run)) return run;
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
