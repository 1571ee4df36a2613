// Groups words into turns. Each lane's words are split into phrases at its speaker's pauses; consecutive phrases of one
// speaker are one turn unless the other speaks in between. A word of assent in the middle of the other's sentence
// becomes a turn after the beginning of that sentence, and splits it only where there was a pause.

import type { Speaker, Turn, Word } from './transcript.ts';
import { joinWords } from './words.ts';

/** The words of one speaker, in order: all of a channel, or what one of its voices said. */
export type Lane = { channel: number; speaker: Speaker; words: readonly Word[] };

/** A pause long enough for the other to take the floor. */
const PHRASE_GAP_MS = 500;
/** After a pause like this the same speaker starts a new turn (a hold, a search in a system). */
const TURN_GAP_MS = 2000;

/** @returns turns ordered by their start; every word is in exactly one */
export function wordsToTurns(lanes: readonly Lane[]): Turn[] {
  const phrases = lanes.flatMap((lane) => cutPhrases(lane)).sort(byStart);
  const turns: Turn[] = [];
  for (const phrase of phrases) {
    const last = turns.at(-1);
    if (
      last &&
      last.channel === phrase.channel &&
      last.speaker === phrase.speaker &&
      phrase.start_ms - last.end_ms < TURN_GAP_MS
    ) {
      last.words.push(...phrase.words);
      last.end_ms = phrase.end_ms;
    } else turns.push(phrase);
  }
  return turns.map((turn) => ({ ...turn, text: joinWords(turn.words), confidence: meanConfidence(turn.words) }));
}

function cutPhrases({ channel, speaker, words }: Lane): Turn[] {
  const phrases: Turn[] = [];
  for (const word of words) {
    const last = phrases.at(-1);
    if (last && word.start_ms - last.end_ms < PHRASE_GAP_MS) {
      last.words.push(word);
      last.end_ms = Math.max(last.end_ms, word.end_ms);
    } else {
      const { start_ms, end_ms } = word;
      phrases.push({ speaker, channel, start_ms, end_ms, text: '', confidence: null, words: [word] });
    }
  }
  return phrases;
}

function byStart(a: Turn, b: Turn): number {
  return a.start_ms - b.start_ms || a.end_ms - b.end_ms || a.channel - b.channel;
}

/** The geometric mean, because a confidence is the exponential of a mean logarithm; to three digits. */
export function meanConfidence(words: readonly Word[]): number {
  const sum = words.reduce((total, { confidence }) => total + Math.log(Math.max(confidence, 1e-6)), 0);
  return Math.round(Math.exp(sum / words.length) * 1000) / 1000;
}
