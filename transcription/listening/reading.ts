// One window, from audio to timed words. A suspicious result is retried at a higher temperature and then in halves;
// speech without words is collected and tried once more; words are kept within detected speech, because attention alone
// lets them drift into the surrounding silence.

import { RATE, type Span, spanLength, toMs, uncovered } from '../sound/span.ts';
import type { Pause, TimedWord } from '../transcript/words.ts';
import { type Doubt, doubtWords, dropLoops, isNeverSaid } from './doubt.ts';
import type { Heard, Reading, Recogniser } from './parts.ts';
import { halveWindow, packWindows, speechInWindow, toRecording, type Window, windowSound } from './windows.ts';

/** Reads samples of the lane that the window is of. */
export type LaneSound = (start: number, end: number) => Promise<Float32Array>;

/** How often a window is split before its result is accepted. */
const MOST_RETRIES = 2;
/** Speech without words shorter than this is a breath, an "uh" or a slow word. */
const LEAST_MISSED = 0.4 * RATE;
/** So much of it in one stretch is worth a second look. */
const MISSED = 1.3 * RATE;
/** A word found again may begin so much outside of what was passed over. */
const SLACK = 0.2 * RATE;
/**
 * Where more of a window was passed over than this, several languages are likely: each stretch is asked for on its own.
 */
const MUCH = 1 / 3;
/** What was passed over once must be clear the second time: it is held to more than the first reading is. */
const LEAST_FOUND = -0.7;
/** A spoken word lasts no longer; a longer one in the alignment covers something that was not written. */
const LONGEST_WORD_MS = 1200;
const LONGEST_CHARACTER_MS = 600;
/** Between the groups of a number; where the other side says "yes" it is longer, and then something else begins. */
const READING_PAUSE = 1.5 * RATE;
/** How much of the voice after its last word a stretch can owe to that word. */
const LONGEST_ENDING_MS = 500;
/** How much of the voice before its first word a stretch can owe to that word, or to a short one that was left out. */
const LONGEST_BEGINNING_MS = 800;
/** The least that a word is given, so that it can be seen and clicked. */
const SHORTEST_WORD_MS = 40;

/** Who reads a lane, and how. */
export type Reader = {
  recogniser: Recogniser;
  sound: LaneSound;
  /** Where the lane's speech can be heard, see `sharpen`: its words lie there. */
  audible: readonly Span[];
  language: string;
  /** Words that may come. */
  vocabulary: readonly string[];
  loop: Loop;
};

/** The steps of the loop around the model. Each can be left out, to see what it does. */
export type Loop = {
  /** Retries of a doubtful text, bolder each time; Whisper's own are these and two more, which hardly ever help. */
  temperatures: readonly number[];
  /** A doubtful window is read in halves. */
  halves: boolean;
  /** Speech without words is asked for again. */
  coverage: boolean;
  /** Loops and stock phrases are dropped. */
  filters: boolean;
  /** The model gets the preceding text as a prompt. */
  previous: boolean;
};

export const LOOP: Loop = {
  temperatures: [0.2, 0.4, 0.6],
  halves: true,
  coverage: true,
  filters: true,
  previous: false,
};

/**
 * @param heard the window, if it was listened to already
 * @param previous what was said before it
 * @returns words with times in the recording, in order
 */
export async function readWindow(
  reader: Reader,
  window: Window,
  heard: Heard | null = null,
  previous = '',
  retries = MOST_RETRIES,
): Promise<TimedWord[]> {
  const { recogniser, sound, loop } = reader;
  const listened = heard ?? (await recogniser.listen(await windowSound(window, sound)));
  const { reading, doubt } = await askUntilSure(reader, window, listened, previous);
  const seconds = spanLength(window.speech) / RATE;
  if (doubt !== null && loop.filters) {
    const gone = doubt === 'stock-phrase' || doubt === 'nobody';
    const halves = gone || retries === 0 || !loop.halves ? null : halveWindow(window);
    if (halves) return await readBoth(reader, halves, retries - 1);
    if (gone || doubt === 'too-fast' || (doubt === 'unlikely' && seconds < 1)) return [];
  }
  const said = loop.filters ? dropLoops(reading.words, reading.complete) : reading.words;
  return loop.filters && isNeverSaid(reading.words) ? [] : placeWords(said, window, reader.audible);
}

async function readBoth(
  reader: Reader,
  [first, second]: readonly [Window, Window],
  retries: number,
): Promise<TimedWord[]> {
  const before = await readWindow(reader, first, null, '', retries);
  return [...before, ...(await readWindow(reader, second, null, '', retries))];
}

type Answer = { reading: Reading; doubt: Doubt | null };

/**
 * The first text that gives no reason for doubt, from the likeliest to bolder ones; where none is, the likeliest of
 * all.
 */
async function askUntilSure(reader: Reader, window: Window, heard: Heard, previous: string): Promise<Answer> {
  const { language, vocabulary, loop } = reader;
  const speech = speechInWindow(window);
  const seconds = spanLength(window.speech) / RATE;
  const answers: Answer[] = [];
  for (const temperature of [0, ...loop.temperatures]) {
    // A bold reading starts afresh: what was said before may be what led it astray.
    const how = {
      temperature,
      seed: seedOf(window, temperature),
      previous: temperature > 0 ? '' : previous,
      vocabulary,
      pauses: pausesOf(window),
    };
    const reading = await heard.words(language, speech, how);
    const doubt = reading.complete ? doubtWords(reading.words, seconds, reading) : 'repeats';
    if (doubt === null) return { reading, doubt };
    answers.push({ reading, doubt });
    // Nobody speaks there: anything else the model could write is invented too.
    if (doubt === 'stock-phrase' || doubt === 'nobody') break;
  }
  return answers.reduce((best, one) => (likelihood(one.reading) > likelihood(best.reading) ? one : best));
}

/** A text that never ended is likelier with every repetition: it counts for nothing. */
function likelihood({ complete, logprob, words }: Reading): number {
  if (!complete) return Number.NEGATIVE_INFINITY;
  return logprob ?? words.reduce((sum, word) => sum + word.logprob, 0) / Math.max(1, words.length);
}

/** The same window is always decoded with the same random numbers. */
function seedOf({ pieces, length }: Window, temperature: number): number {
  return Math.round((pieces[0]?.start ?? 0) + length * 31 + temperature * 1000);
}

/**
 * Asks once more for speech that came back without words. All of a lane is gathered first, so that a few windows hold
 * it: the model passes over a phrase among others, hardly ever the same phrase in other company.
 * @param windows of one lane and language, with the words that were read in each
 * @param read reads a window; it is asked for as few as hold what was passed over
 * @returns all words of the windows and those that were found, in order
 */
export async function readMissed(
  windows: readonly { window: Window; words: readonly TimedWord[] }[],
  read: (window: Window) => Promise<TimedWord[]>,
): Promise<TimedWord[]> {
  const passed = windows.map(({ window, words }) => {
    const spans = missedSpeech(window, words);
    return { spans, alone: spanLength(spans) > MUCH * spanLength(window.speech) };
  });
  const missed = passed.flatMap(({ spans }) => spans);
  const pack = (spans: readonly Span[]): Window[] => packWindows(spans, spans.at(-1)?.end ?? 0, []);
  const again = [
    ...pack(passed.flatMap(({ spans, alone }) => (alone ? [] : spans))),
    ...passed.flatMap(({ spans, alone }) => (alone ? spans.flatMap((span) => pack([span])) : [])),
  ];
  const words = windows.flatMap((one) => one.words);
  const all = words.slice();
  for (const window of again) {
    let more = (await read(window)).filter((word) => !overlapsAny(word, words));
    for (const { start, end } of missed) {
      const inside = more.filter((word) => word.start_ms >= toMs(start - SLACK) && word.start_ms < toMs(end + SLACK));
      more = more.filter((word) => !inside.includes(word));
      if (inside.length > 0 && meanLogprob(inside) > LEAST_FOUND) all.push(...inside);
    }
  }
  return all.sort((a, b) => a.start_ms - b.start_ms);
}

function meanLogprob(words: readonly TimedWord[]): number {
  return words.reduce((sum, { logprob }) => sum + logprob, 0) / Math.max(1, words.length);
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

/** The long pauses of the recording between the pieces of a window. */
function pausesOf(window: Window): Pause[] {
  const speech = speechInWindow(window);
  return window.pieces.slice(1).flatMap((piece, i) => {
    const before = window.pieces[i];
    if (!before || piece.start - before.end < READING_PAUSE) return [];
    const start = speech.findLast(({ end }) => end <= before.at + before.end - before.start)?.end;
    const end = speech.find((span) => span.start >= piece.at)?.start;
    return start === undefined || end === undefined ? [] : [{ start_ms: toMs(start), end_ms: toMs(end) }];
  });
}

/** Times of the window to times of the recording, clipped to speech and never going backwards. */
function placeWords(words: readonly TimedWord[], window: Window, audible: readonly Span[]): TimedWord[] {
  const speech = audible.filter(({ start, end }) =>
    window.pieces.some((piece) => start < piece.end && end > piece.start),
  );
  let last = 0;
  return words.map((word) => {
    const start = toRecording(window, (word.start_ms * RATE) / 1000);
    const end = toRecording(window, (word.end_ms * RATE) / 1000);
    const span = clipToSpeech({ start, end }, speech, longestMs(word.text) > LONGEST_WORD_MS);
    const start_ms = Math.max(last, toMs(span.start));
    const end_ms = Math.max(start_ms + SHORTEST_WORD_MS, toMs(span.end));
    last = start_ms;
    return { ...word, start_ms, end_ms };
  });
}

/**
 * Attention comes to the first word of a stretch late, all the more where the model left a short one before it out
 * ("sorry, …"), and leaves the last one early: within reason they last as long as the voice does.
 * @param words in order, with times in the recording
 * @param speech where the lane's can be heard
 */
export function fillSpeech(words: readonly TimedWord[], speech: readonly Span[]): TimedWord[] {
  let at = 0;
  return words.map((word, i) => {
    while (at < speech.length - 1 && toMs(speech[at]?.end ?? 0) <= word.start_ms) at++;
    const span = speech[at];
    if (!span || word.start_ms < toMs(span.start) || word.start_ms >= toMs(span.end)) return word;
    const before = words[i - 1]?.end_ms ?? 0;
    const next = words[i + 1]?.start_ms ?? Number.POSITIVE_INFINITY;
    const first = before <= toMs(span.start);
    const last = next >= toMs(span.end);
    return {
      ...word,
      start_ms: first ? Math.max(toMs(span.start), word.start_ms - LONGEST_BEGINNING_MS) : word.start_ms,
      end_ms: last ? Math.max(word.end_ms, Math.min(toMs(span.end), word.end_ms + LONGEST_ENDING_MS)) : word.end_ms,
    };
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
  const groups = whole ? joinNear(parts) : parts;
  return groups.reduce((best, part) => (part.end - part.start > best.end - best.start ? part : best));
}

/** Joins what is no further apart than the pauses of someone reading out a number. */
function joinNear(parts: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { start, end } of parts) {
    const last = joined.at(-1);
    if (last && start - last.end <= READING_PAUSE) last.end = end;
    else joined.push({ start, end });
  }
  return joined;
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
