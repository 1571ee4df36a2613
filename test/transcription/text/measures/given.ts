// Handwritten turns, for the rules of measuring.
import type { Speaker, Turn } from '../../../../transcription/transcript/transcript.ts';

/** A turn that is spoken from its start to its end, without places of its words. */
export const said = (speaker: Speaker, start_ms: number, end_ms: number, text = 'words that are said'): Turn => ({
  speaker,
  channel: speaker === 'customer' ? 1 : 0,
  start_ms,
  end_ms,
  text,
  confidence: 0.9,
  words: [],
});

/** A message; in writing a turn has a moment and no length. */
export const wrote = (speaker: Speaker, at_ms: number, text = 'some words'): Turn => ({
  ...said(speaker, at_ms, at_ms, text),
  channel: 0,
  confidence: null,
});

/** A turn of words at their places: `[text, start, end]`. */
export const spoken = (speaker: Speaker, ...words: [text: string, start_ms: number, end_ms: number][]): Turn => ({
  ...said(speaker, words[0]?.[1] ?? 0, words.at(-1)?.[2] ?? 0, words.map(([text]) => text).join(' ')),
  words: words.map(([text, start_ms, end_ms]) => ({ text, start_ms, end_ms, confidence: 0.9 })),
});
