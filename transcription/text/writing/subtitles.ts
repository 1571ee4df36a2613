// A transcript as subtitles. A cue must be readable while it is spoken, so turns are split at pauses and sentences into
// cues of at most two lines and seven seconds. SRT (SubRip) has no speakers, so a turn begins with its speaker's name;
// WebVTT has voice tags for them. Cues of people who speak at once overlap, which both formats allow.

import { spreadWords } from '../../correcting/spread.ts';
import type { Transcript, Turn, Word } from '../../transcript/transcript.ts';
import { joinWords } from '../../transcript/words.ts';
import { printedSpeaker } from './printed.ts';

export type Cue = {
  speaker: Turn['speaker'];
  start_ms: number;
  end_ms: number;
  /** One or two lines. */
  lines: string[];
  /** The first of its turn. */
  first: boolean;
};

/** Columns of a line; a Chinese character takes two. Netflix's style guides: 42 Latin letters, 16 Chinese characters. */
const LINE_COLUMNS = 42;
const CUE_COLUMNS = 2 * LINE_COLUMNS;
/** The same guides: seven seconds. */
const LONGEST_MS = 7000;
/** A pause at which the eye may rest. */
const PAUSE_MS = 700;
/** A cue of a short word stays long enough to be seen, unless the next one of its speaker begins. */
const SHORTEST_MS = 800;
const SENTENCE_END = /[.?!…。？！]["'”’」』）)]*$/u;

/** @returns cues in order of their start */
export function cuesOf(turns: readonly Turn[]): Cue[] {
  const cues = turns.flatMap((turn) => {
    const parts = cut(turn.words.length > 0 ? turn.words : spreadWords(turn.text, turn.start_ms, turn.end_ms));
    return parts.map((words, i) => {
      const start_ms = words[0]?.start_ms ?? turn.start_ms;
      const next = parts[i + 1]?.[0]?.start_ms ?? Number.POSITIVE_INFINITY;
      const end_ms = Math.max(words.at(-1)?.end_ms ?? turn.end_ms, start_ms + 1);
      const seen = Math.max(end_ms, Math.min(start_ms + SHORTEST_MS, next));
      return { speaker: printedSpeaker(turn.speaker), start_ms, end_ms: seen, lines: wrap(words), first: i === 0 };
    });
  });
  return cues.sort((a, b) => a.start_ms - b.start_ms || a.end_ms - b.end_ms);
}

function cut(words: readonly Word[]): Word[][] {
  const parts: Word[][] = [];
  let columns = 0;
  for (const word of words) {
    const open = parts.at(-1);
    const last = open?.at(-1);
    const first = open?.[0];
    const wide = columns + 1 + columnsOf(word.text);
    const ends =
      !open ||
      !last ||
      !first ||
      wide > CUE_COLUMNS ||
      word.end_ms - first.start_ms > LONGEST_MS ||
      word.start_ms - last.end_ms >= PAUSE_MS ||
      (SENTENCE_END.test(last.text) && columns > LINE_COLUMNS / 2);
    if (ends) {
      parts.push([word]);
      columns = columnsOf(word.text);
    } else {
      open.push(word);
      columns = wide;
    }
  }
  return parts;
}

/** Two lines of about the same length where one does not do. */
function wrap(words: readonly Word[]): string[] {
  const whole = joinWords(words);
  if (columnsOf(whole) <= LINE_COLUMNS || words.length < 2) return [whole];
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < words.length; i++) {
    const longer = Math.max(columnsOf(joinWords(words.slice(0, i))), columnsOf(joinWords(words.slice(i))));
    if (longer < least) {
      least = longer;
      best = i;
    }
  }
  return [joinWords(words.slice(0, best)), joinWords(words.slice(best))];
}

function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text)
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Script=Han}/u.test(
        character,
      )
        ? 2
        : 1;
  return columns;
}

/** SubRip: numbered cues; the speaker's name stands before the first cue of a turn. */
export function toSrt({ turns }: Pick<Transcript, 'turns'>): string {
  return cuesOf(turns)
    .map(({ speaker, start_ms, end_ms, lines, first }, i) => {
      const text = lines.join('\n').replaceAll('-->', '→');
      return `${i + 1}\n${stamp(start_ms, ',')} --> ${stamp(end_ms, ',')}\n${first ? `${speaker}: ` : ''}${text}\n\n`;
    })
    .join('');
}

/**
 * WebVTT (W3C) with a voice tag in every cue.
 * @param title stands in the header; null: nothing
 */
export function toVtt({ turns }: Pick<Transcript, 'turns'>, title: string | null = null): string {
  const head = title === null ? 'WEBVTT' : `WEBVTT - ${title.replace(/\s+/g, ' ').replaceAll('-->', '→')}`;
  const cues = cuesOf(turns).map(({ speaker, start_ms, end_ms, lines }) => {
    return `${stamp(start_ms, '.')} --> ${stamp(end_ms, '.')}\n<v ${speaker}>${lines.map(escaped).join('\n')}\n`;
  });
  return [`${head}\n`, ...cues].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `01:02:03.456` */
function stamp(ms: number, point: ',' | '.'): string {
  const digits = (n: number, length: number): string => String(Math.floor(n)).padStart(length, '0');
  return `${digits(ms / 3_600_000, 2)}:${digits((ms / 60_000) % 60, 2)}:${digits((ms / 1000) % 60, 2)}${point}${digits(ms % 1000, 3)}`;
}
