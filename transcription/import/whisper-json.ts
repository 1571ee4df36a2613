// Output of Whisper programs. openai-whisper, faster-whisper, WhisperX and the hosted service have `segments` in
// seconds, with words if requested and a speaker where WhisperX named one; whisper.cpp has `transcription` in
// milliseconds, with tokens in its full form, of which those in square brackets are not text.

import { z } from 'zod';
import { spreadWords } from '../correcting/spread.ts';
import type { Word } from '../transcript/transcript.ts';
import { sayTheSame } from './json-shapes.ts';
import { between0And1, type Foreign, mean, type Said, toMs } from './said.ts';

const Seconds = z.number().finite();
const Label = z.union([z.string(), z.number()]).nullish();

const OpenWord = z.object({
  word: z.string(),
  start: Seconds.nullish(),
  end: Seconds.nullish(),
  probability: z.number().nullish(),
  score: z.number().nullish(),
  speaker: Label,
});
type OpenWord = z.infer<typeof OpenWord>;

export const WhisperFile = z.object({
  segments: z.array(
    z.object({
      start: Seconds,
      end: Seconds,
      text: z.string(),
      avg_logprob: z.number().nullish(),
      words: z.array(OpenWord).nullish(),
      speaker: Label,
    }),
  ),
  language: z.string().nullish(),
  duration: Seconds.nullish(),
  words: z.array(OpenWord).nullish(),
});

export function readWhisper(file: z.infer<typeof WhisperFile>): Foreign {
  const loose = wordsBySegment(file.segments, file.words ?? []);
  const said = file.segments.map((segment, i): Said => {
    const start_ms = toMs(segment.start);
    const end_ms = Math.max(start_ms, toMs(segment.end));
    const certain = typeof segment.avg_logprob === 'number' ? between0And1(Math.exp(segment.avg_logprob)) : null;
    // The hosted service lists the words of all segments beside them.
    const own = segment.words ?? loose[i] ?? [];
    const words = wordsOf(own, start_ms, end_ms, certain ?? 1);
    const text = segment.text.trim();
    return {
      start_ms,
      end_ms,
      text,
      label: labelOf(segment.speaker ?? own.find(({ speaker }) => speaker != null)?.speaker),
      channel: null,
      confidence: certain ?? (own.some((word) => word.probability != null || word.score != null) ? mean(words) : null),
      words: sayTheSame(words, text) ? words : spreadWords(text, start_ms, end_ms, certain ?? 1),
    };
  });
  const duration_ms = typeof file.duration === 'number' ? toMs(file.duration) : null;
  return { format: 'whisper', said, language: file.language ?? null, duration_ms, model: null };
}

/** Each word with the last segment that has begun, found by halving: segments stand in order. */
function wordsBySegment(segments: readonly { start: number }[], words: readonly OpenWord[]): OpenWord[][] {
  const own: OpenWord[][] = segments.map(() => []);
  for (const word of words) {
    if (typeof word.start !== 'number') continue;
    let [low, high] = [0, segments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((segments[middle]?.start ?? 0) <= word.start) low = middle + 1;
      else high = middle;
    }
    own[Math.max(0, low - 1)]?.push(word);
  }
  return own;
}

function labelOf(speaker: string | number | null | undefined): string | null {
  return speaker === null || speaker === undefined ? null : String(speaker);
}

/** WhisperX gives no times to what it cannot align, such as numbers: they begin where the word before ended. */
function wordsOf(words: readonly OpenWord[], from: number, to: number, confidence: number): Word[] {
  const next: (number | null)[] = [];
  let after: number | null = null;
  for (const word of words.toReversed()) {
    next.push(after);
    if (typeof word.start === 'number') after = word.start;
  }
  next.reverse();
  let last = from;
  return words.flatMap((word, i) => {
    const text = word.word.trim();
    if (text === '') return [];
    const start_ms = typeof word.start === 'number' ? toMs(word.start) : last;
    const begins = next[i] ?? null;
    const end_ms = Math.max(
      start_ms,
      typeof word.end === 'number' ? toMs(word.end) : begins !== null ? toMs(begins) : to,
    );
    last = end_ms;
    return [{ text, start_ms, end_ms, confidence: between0And1(word.probability ?? word.score ?? confidence) }];
  });
}

const Offsets = z.object({ from: z.number().finite(), to: z.number().finite() });

export const WhisperCppFile = z.object({
  transcription: z.array(
    z.object({
      offsets: Offsets,
      text: z.string(),
      tokens: z.array(z.object({ text: z.string(), offsets: Offsets.optional(), p: z.number().nullish() })).nullish(),
      speaker: Label,
    }),
  ),
  result: z.object({ language: z.string().nullish() }).nullish(),
  model: z.object({ type: z.string().nullish() }).nullish(),
});

export function readWhisperCpp(file: z.infer<typeof WhisperCppFile>): Foreign {
  const said = file.transcription.map((segment): Said => {
    const start_ms = Math.max(0, Math.round(segment.offsets.from));
    const end_ms = Math.max(start_ms, Math.round(segment.offsets.to));
    const tokens = (segment.tokens ?? []).filter(({ text }) => !/^\[_.*\]$/.test(text));
    const known = tokens.flatMap(({ p }) => (typeof p === 'number' ? [Math.log(Math.max(p, 1e-6))] : []));
    const confidence =
      known.length === 0 ? null : rounded(Math.exp(known.reduce((sum, p) => sum + p, 0) / known.length));
    const text = segment.text.trim();
    const words = tokenWords(tokens);
    return {
      start_ms,
      end_ms,
      text,
      // Its stereo diarisation writes the channel's number, or ? where both speak.
      label: segment.speaker === '?' ? null : labelOf(segment.speaker),
      channel: null,
      confidence,
      words: sayTheSame(words, text) ? words : spreadWords(text, start_ms, end_ms, confidence ?? 1),
    };
  });
  return {
    format: 'whisper.cpp',
    said,
    language: file.result?.language ?? null,
    duration_ms: null,
    model: file.model?.type ? `whisper.cpp ${file.model.type}` : null,
  };
}

type Token = { text: string; offsets?: { from: number; to: number } | undefined; p?: number | null | undefined };

/** Tokens are pieces of words: a word begins at a blank. Where a token has no times, or half a character, none are made. */
function tokenWords(tokens: readonly Token[]): Word[] {
  const words: Word[] = [];
  for (const { text, offsets, p } of tokens) {
    if (!offsets || text.includes('\ufffd')) return [];
    const last = words.at(-1);
    const [start_ms, end_ms] = [Math.max(0, Math.round(offsets.from)), Math.round(offsets.to)];
    const apart =
      /^\s/.test(text) ||
      /^\p{Script=Han}/u.test(text) ||
      (last && /\p{Script=Han}$/u.test(last.text) && /^\p{L}/u.test(text));
    if (!last || apart)
      words.push({ text: text.trim(), start_ms, end_ms: Math.max(start_ms, end_ms), confidence: between0And1(p ?? 1) });
    else {
      last.text += text.trimEnd();
      last.end_ms = Math.max(last.end_ms, end_ms);
      last.confidence = rounded(Math.sqrt(last.confidence * between0And1(p ?? 1)));
    }
  }
  return words.filter(({ text }) => text !== '');
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
