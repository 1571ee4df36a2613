// One window from sound to words of the recording. A reading that gives itself away is tried again in halves; speech that
// came back without words is asked for on its own; words lie inside the speech that the voice detector heard, because
// attention alone lets them drift into the silence around it.

import { doubtWords, dropLoops, isNeverSaid } from './doubt.ts';
import type { Heard, Recogniser } from './parts.ts';
import { RATE, type Span, spanLength, toMs, uncovered } from './speech.ts';
import { halveWindow, packWindows, splitWindow, toRecording, type Window, windowSound } from './windows.ts';
import type { TimedWord } from './words.ts';

/** Reads samples of the lane that the window is of. */
export type LaneSound = (start: number, end: number) => Promise<Float32Array>;

/** How often a window is cut or asked again before its reading is taken as it is. */
const MOST_RETRIES = 2;
/** Speech without words shorter than this is a breath, an "uh" or a slow word. */
const LEAST_MISSED = 0.4 * RATE;
/** So much of it in one stretch is worth a second look. */
const MISSED = 1.3 * RATE;
/** A spoken word lasts no longer; a longer one in the alignment covers something that was not written. */
const LONGEST_WORD_MS = 1200;
const LONGEST_CHARACTER_MS = 600;
/** How much of the voice after its last word a stretch can owe to that word. */
const LONGEST_ENDING_MS = 500;
/** The least that a word is given, so that it can be seen and clicked. */
const SHORTEST_WORD_MS = 40;

/**
 * @param heard the window, if it was listened to already
 * @returns words with times in the recording, in order
 */
export async function readWindow(
  recogniser: Recogniser,
  window: Window,
  language: string,
  sound: LaneSound,
  heard: Heard | null = null,
  retries = MOST_RETRIES,
): Promise<TimedWord[]> {
  const listened = heard ?? (await recogniser.listen(await windowSound(window, sound)));
  const reading = await listened.words(language, speechInWindow(window));
  const seconds = spanLength(window.speech) / RATE;
  const doubt = reading.complete ? doubtWords(reading.words, seconds) : 'repeats';
  if (doubt !== null) {
    const halves = doubt === 'stock-phrase' || retries === 0 ? null : halveWindow(window);
    if (halves) {
      const first = await readWindow(recogniser, halves[0], language, sound, null, retries - 1);
      return [...first, ...(await readWindow(recogniser, halves[1], language, sound, null, retries - 1))];
    }
    if (doubt === 'stock-phrase' || doubt === 'too-fast' || (doubt === 'unlikely' && seconds < 1)) return [];
  }
  const words = isNeverSaid(reading.words) ? [] : placeWords(dropLoops(reading.words), window);
  return retries === 0 ? words : await fillGaps(recogniser, window, words, language, sound, retries);
}

/**
 * Reads a window again where speech came back without words. The first stretch that was passed over becomes the beginning
 * of a window of its own, because the model skips at the end and in the middle, hardly ever at the beginning.
 */
async function fillGaps(
  recogniser: Recogniser,
  window: Window,
  words: TimedWord[],
  language: string,
  sound: LaneSound,
  retries: number,
): Promise<TimedWord[]> {
  const missed = missedSpeech(window, words);
  const [gap] = missed;
  // One stretch that gave nothing was heard whole: asking the same again gives the same.
  if (!gap || (words.length === 0 && window.pieces.length === 1)) return words;
  const at = window.pieces.findIndex(({ start, end }) => gap.start >= start && gap.start < end);
  const halves = splitWindow(window, Math.max(1, at));
  if (!halves) return await insertMissed(recogniser, missed, words, language, sound);
  const again: TimedWord[] = [];
  for (const half of halves) again.push(...(await readWindow(recogniser, half, language, sound, null, retries - 1)));
  return spanLength(missedSpeech(window, again)) < spanLength(missed) ? again : words;
}

/** Reads what was passed over inside one stretch alone, and puts it between the words there are. */
async function insertMissed(
  recogniser: Recogniser,
  missed: readonly Span[],
  words: readonly TimedWord[],
  language: string,
  sound: LaneSound,
): Promise<TimedWord[]> {
  const found: TimedWord[] = [];
  for (const window of packWindows(missed, missed.at(-1)?.end ?? 0, [])) {
    const more = await readWindow(recogniser, window, language, sound, null, 0);
    found.push(...more.filter((word) => !overlapsAny(word, words)));
  }
  return [...words, ...found].sort((a, b) => a.start_ms - b.start_ms);
}

/** The stretches of a window in which much was passed over, and what of them. */
function missedSpeech(window: Window, words: readonly TimedWord[]): Span[] {
  const missed = uncovered(window.speech, words.map(wordCover)).filter(({ start, end }) => end - start >= LEAST_MISSED);
  return window.pieces.flatMap((piece) => {
    const inside = missed.filter(({ start, end }) => start >= piece.start && end <= piece.end);
    return spanLength(inside) >= MISSED ? inside : [];
  });
}

function overlapsAny(word: TimedWord, words: readonly TimedWord[]): boolean {
  const middle = (word.start_ms + word.end_ms) / 2;
  return words.some((other) => {
    const cover = wordCover(other);
    return middle >= toMs(cover.start) && middle < toMs(cover.end);
  });
}

/** The stretch of sound a word can be answerable for. */
function wordCover(word: TimedWord): Span {
  const end = Math.min(word.end_ms, word.start_ms + longestMs(word.text));
  return { start: (word.start_ms * RATE) / 1000, end: (end * RATE) / 1000 };
}

/** Written as one word, a number or a name that is spelt is spoken as many. */
function longestMs(text: string): number {
  const spelt = text.match(/\d|(?<=-)\p{L}/gu)?.length ?? 0;
  return Math.max(/\p{Script=Han}/u.test(text) ? LONGEST_CHARACTER_MS : LONGEST_WORD_MS, spelt * LONGEST_CHARACTER_MS);
}

/** The speech of a window in the window's own samples. */
function speechInWindow(window: Window): Span[] {
  return window.pieces.flatMap((piece) =>
    window.speech
      .filter((span) => span.start >= piece.start && span.end <= piece.end)
      .map((span) => ({ start: span.start - piece.start + piece.at, end: span.end - piece.start + piece.at })),
  );
}

/** Times of the window to times of the recording, clipped to speech and never going backwards. */
function placeWords(words: readonly TimedWord[], window: Window): TimedWord[] {
  let last = 0;
  return words.map((word) => {
    const start = toRecording(window, (word.start_ms * RATE) / 1000);
    const end = toRecording(window, (word.end_ms * RATE) / 1000);
    const span = clipToSpeech({ start, end }, window.speech, longestMs(word.text) > LONGEST_WORD_MS);
    const start_ms = Math.max(last, toMs(span.start));
    const end_ms = Math.max(start_ms + SHORTEST_WORD_MS, toMs(span.end));
    last = start_ms;
    return { ...word, start_ms, end_ms };
  });
}

/**
 * Attention leaves the last word of a stretch early: it lasts as long as the voice does, within reason.
 * @param words in order, with times in the recording
 * @param speech where the voice detector heard speech
 */
export function untilSpeechEnds(words: readonly TimedWord[], speech: readonly Span[]): TimedWord[] {
  return words.map((word, i) => {
    const next = words[i + 1]?.start_ms ?? Number.POSITIVE_INFINITY;
    const span = speech.find(({ start, end }) => toMs(start) <= word.start_ms && word.start_ms < toMs(end));
    if (!span || next < toMs(span.end)) return word;
    return { ...word, end_ms: Math.max(word.end_ms, Math.min(toMs(span.end), word.end_ms + LONGEST_ENDING_MS)) };
  });
}

/**
 * The part of a word that lies in speech: of several the longest, of none the nearest moment.
 * @param whole a number read out with pauses keeps all of its parts
 */
function clipToSpeech(word: Span, speech: readonly Span[], whole: boolean): Span {
  const parts = speech
    .map((span) => ({ start: Math.max(word.start, span.start), end: Math.min(word.end, span.end) }))
    .filter(({ start, end }) => end > start);
  const [first] = parts;
  if (!first) return { start: nearestSpeech(word, speech), end: nearestSpeech(word, speech) };
  if (whole) return { start: first.start, end: parts.at(-1)?.end ?? first.end };
  return parts.reduce((best, part) => (part.end - part.start > best.end - best.start ? part : best));
}

function nearestSpeech(word: Span, speech: readonly Span[]): number {
  let nearest = word.start;
  let distance = Number.POSITIVE_INFINITY;
  for (const { start, end } of speech) {
    const away = Math.max(start - word.end, word.start - end);
    if (away < distance) {
      distance = away;
      nearest = start >= word.end ? start : end;
    }
  }
  return nearest;
}
