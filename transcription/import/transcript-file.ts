// Reads a transcript from another system: from the text of its file to our turns. Its format is recognised by content;
// what cannot be read is refused with its line or position. Stretches out of order are sorted, and their number is
// reported.

import type { Params, ProblemCode } from '../../scorecards/problems/problem.ts';
import { spreadWords } from '../correcting/spread.ts';
import type { Speaker, SpeakerMethod, Turn, Word } from '../transcript/transcript.ts';
import { joinWords } from '../transcript/words.ts';
import { looksLikeCues } from './cue-blocks.ts';
import { readCues } from './cue-files.ts';
import { parseJson } from './json-text.ts';
import { readMaker } from './makers.ts';
import { type Mark, setMarksApart } from './marks.ts';
import { type Foreign, mean, type Said, type TranscriptFormat, Unreadable } from './said.ts';
import { type SidesContext, sidesOf } from './sides.ts';

export type ReadTranscript = {
  format: TranscriptFormat;
  turns: Turn[];
  /** Primary tag, recognised by the file, else by its text; null where neither tells. */
  language: string | null;
  languages: string[];
  duration_ms: number;
  method: SpeakerMethod;
  /** Confidence in which side is which, 0 to 1; null if speakers were not separated. */
  speakers_confidence: number | null;
  model: string | null;
  /** Stretches that stood in another order than they were said in. */
  reordered: number;
  /** Stretches as the file has them. */
  cues: number;
  /** Everyone the file names, with the side each was given, in the order they speak. */
  speakers: NamedSpeaker[];
  /** Sounds that are no speech, set apart from what was said. */
  marks: Mark[];
  /** Captions that repeated words of earlier ones; these are kept once. */
  repeated: number;
};

/** `name` null: what the file says without a name. */
export type NamedSpeaker = { name: string | null; speaker: Speaker; cues: number };

export type TranscriptProblem = { code: ProblemCode; params: Params };

export type TranscriptContext = SidesContext & {
  /** Language of the recording where it is known. */
  language: string | null;
  /** Length of the recording where it is known, ms. */
  duration_ms: number | null;
};

/** A day of speech; beyond this a file is something else, or its times are rubbish. */
const MOST_WORDS = 300_000;
const LONGEST_MS = 24 * 3_600_000;
/**
 * Cues stay to be read a little past the end; nobody begins to speak there, but clocks of two programs differ a little.
 */
const PAST_END_MS = 5000;
const SLACK_MS = 500;
/** After a pause like this, the same speaker starts a new turn. */
const TURN_GAP_MS = 2000;
/** Without separate speakers, nothing else would ever end a turn. */
const LONGEST_UNTIMED_MS = 30_000;

/**
 * Reads WebVTT, SubRip, and the JSON of Whisper's programs, Amazon Transcribe and Deepgram.
 * @param text of the file, decoded
 * @returns the transcript, or why it cannot be read
 */
export function readTranscript(
  text: string,
  context: TranscriptContext,
): { read: ReadTranscript; problem: null } | { read: null; problem: TranscriptProblem } {
  try {
    return { read: arranged(parse(text.replace(/^\uFEFF/, '')), context), problem: null };
  } catch (error) {
    if (error instanceof Unreadable) return { read: null, problem: { code: error.code, params: error.params } };
    throw error;
  }
}

function parse(text: string): Foreign {
  const cues = looksLikeCues(text);
  if (cues) return readCues(text, cues);
  if (!/^\s*[[{]/.test(text)) throw new Unreadable('transcript-unknown');
  return readMaker(parseJson(text));
}

function arranged(foreign: Foreign, context: TranscriptContext): ReadTranscript {
  const marks: Mark[] = [];
  const said = foreign.said.flatMap((one): Said[] => {
    const apart = setMarksApart(one);
    marks.push(...apart.marks);
    return apart.said && apart.said.text !== '' ? [apart.said] : [];
  });
  if (said.length === 0 && marks.length === 0) throw new Unreadable('transcript-empty');
  const end = said.reduce((last, { end_ms }) => Math.max(last, end_ms), 0);
  const spoken = said.reduce((sum, { words }) => sum + words.length, 0);
  if (spoken > MOST_WORDS || end > LONGEST_MS) throw new Unreadable('transcript-too-long');
  within(said, context.duration_ms);
  const sides = sidesOf(said, context);
  const tag = primaryTag(foreign.language) ?? languageOf(said) ?? primaryTag(context.language);
  return {
    format: foreign.format,
    turns: toTurns(said, sides.speakerOf),
    language: tag,
    languages: tag === null ? [] : [tag],
    duration_ms: Math.min(LONGEST_MS, Math.max(end, foreign.duration_ms ?? 0)),
    method: sides.method,
    speakers_confidence: sides.confidence,
    model: foreign.model,
    reordered: outOfOrder(said),
    cues: said.length,
    speakers: namedIn(said, sides.speakerOf),
    marks,
    repeated: foreign.repeated ?? 0,
  };
}

/** @throws Unreadable where something is said after the recording has ended */
function within(said: readonly Said[], duration_ms: number | null): void {
  if (duration_ms === null) return;
  const past = said.find(
    ({ start_ms, end_ms }) => start_ms >= duration_ms + SLACK_MS || end_ms > duration_ms + PAST_END_MS,
  );
  if (!past) return;
  const times = { end: clock(past.end_ms), duration: clock(duration_ms) };
  throw past.line === undefined
    ? new Unreadable('transcript-past-end', times)
    : new Unreadable('transcript-past-end-line', { ...times, line: past.line });
}

/** On separate channels nobody has a name, and each side is identified on its own. */
function namedIn(said: readonly Said[], speakerOf: (said: Said) => Speaker): NamedSpeaker[] {
  const named = new Map<string, NamedSpeaker>();
  for (const one of said) {
    const speaker = speakerOf(one);
    const key = one.label === null ? `:${speaker}` : `=${one.label}`;
    const known = named.get(key);
    if (known) known.cues++;
    else named.set(key, { name: one.label, speaker, cues: 1 });
  }
  return [...named.values()];
}

/** Makers list one channel after another: an order counts within a channel only. */
function outOfOrder(said: readonly Said[]): number {
  const last = new Map<number | null, number>();
  return said.filter(({ channel, start_ms }) => {
    const before = last.get(channel) ?? 0;
    last.set(channel, Math.max(before, start_ms));
    return start_ms < before;
  }).length;
}

function toTurns(said: readonly Said[], speakerOf: (said: Said) => Speaker): Turn[] {
  const turns: (Turn & { rated: boolean })[] = [];
  for (const one of [...said].sort((a, b) => a.start_ms - b.start_ms || a.end_ms - b.end_ms)) {
    const speaker = speakerOf(one);
    const channel = one.channel ?? 0;
    const last = turns.at(-1);
    const goesOn =
      last !== undefined &&
      last.speaker === speaker &&
      last.channel === channel &&
      one.start_ms - last.end_ms < TURN_GAP_MS &&
      (speaker !== 'unknown' || one.end_ms - last.start_ms <= LONGEST_UNTIMED_MS);
    const words = one.words.flatMap(characters);
    if (goesOn) {
      last.words.push(...words);
      last.text = joinWords([last, one]);
      last.end_ms = Math.max(last.end_ms, one.end_ms);
      last.rated &&= one.confidence !== null;
    } else {
      const { start_ms, end_ms, text, confidence } = one;
      turns.push({ speaker, channel, start_ms, end_ms, text, confidence, words, rated: confidence !== null });
    }
  }
  return turns.map(({ rated, ...turn }) => {
    const words = forwards(turn.words);
    return { ...turn, words, confidence: rated ? mean(words) : null };
  });
}

/** In Chinese a character is a word; makers give several one time. */
function characters(word: Word): Word[] {
  if (!/\p{Script=Han}.*\p{Script=Han}/u.test(word.text)) return [word];
  return spreadWords(word.text, word.start_ms, word.end_ms, word.confidence);
}

/** Words in order, none beginning before the one in front of it or ending before it begins. */
function forwards(words: readonly Word[]): Word[] {
  return [...words]
    .sort((a, b) => a.start_ms - b.start_ms)
    .map((word) => ({ ...word, end_ms: Math.max(word.start_ms, word.end_ms) }));
}

const NAMES: Record<string, string> = {
  english: 'en',
  eng: 'en',
  chinese: 'zh',
  mandarin: 'zh',
  zho: 'zh',
  chi: 'zh',
  cmn: 'zh',
  cantonese: 'yue',
};

function primaryTag(language: string | null): string | null {
  const first = language?.trim().toLowerCase().split(/[-_ ]/)[0];
  if (!first) return null;
  return NAMES[first] ?? (/^[a-z]{2,3}$/.test(first) ? first : null);
}

/** Chinese by its characters, English by the words no English sentence does without. */
function languageOf(said: readonly Said[]): string | null {
  const text = said.map((one) => one.text).join(' ');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (letters > 0 && han / letters > 0.2) return 'zh';
  const common = text.match(/\b(the|you|is|and|to|for|of|that|it|your|have|this)\b/gi)?.length ?? 0;
  return common > 0 && common / Math.max(1, text.split(/\s+/).length) > 0.1 ? 'en' : null;
}

/** `1:02:03` */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
