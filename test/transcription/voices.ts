// Calls with exact reference transcripts, and the comparison of a transcript with them.

import { readFileSync } from 'node:fs';
import type { Speaker, Transcript, Word } from '../../transcription/transcript/transcript.ts';
import { wordErrors } from '../support/word-errors.ts';

type TrueTurn = { speaker: Speaker; start_ms: number; end_ms: number; text: string; labels?: string[] };
export type TrueCall = {
  id: string;
  language: string;
  file: string;
  recorder: { agent: 'left' | 'right' };
  duration_ms: number;
  turns: TrueTurn[];
  holds: { start_ms: number; end_ms: number; announced: boolean }[];
  measures: Record<string, number>;
};

/** @param file such as test/fixtures/speech/calls.json */
export function trueCalls(file: string): TrueCall[] {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Errors of each side's words, all of a speaker's turns joined in order. */
export function callErrors(call: TrueCall, transcript: Transcript): { errors: number; tokens: number } {
  let errors = 0;
  let tokens = 0;
  for (const speaker of ['agent', 'customer'] as const) {
    const line = (turns: readonly { speaker: Speaker; text: string }[]): string =>
      turns
        .filter((turn) => turn.speaker === speaker)
        .map(({ text }) => text)
        .join(' ');
    const counted = wordErrors(line(call.turns), line(transcript.turns), call.language);
    errors += counted.errors;
    tokens += counted.tokens;
  }
  return { errors, tokens };
}

/** The part of the words that lie inside a true turn of their side, give or take `slack` ms. */
export function placedShare(call: TrueCall, transcript: Transcript, slack: number): number {
  const words = transcript.turns.flatMap((turn) => turn.words.map((word) => ({ ...word, speaker: turn.speaker })));
  const placed = words.filter(({ speaker, start_ms, end_ms }) =>
    call.turns.some(
      (turn) => turn.speaker === speaker && start_ms >= turn.start_ms - slack && end_ms <= turn.end_ms + slack,
    ),
  );
  return placed.length / Math.max(1, words.length);
}

/** For each true turn how far from its start the nearest turn of its side begins (ms). */
export function startErrors(call: TrueCall, transcript: Transcript): number[] {
  return call.turns.map((turn) => {
    const starts = transcript.turns
      .filter(({ speaker }) => speaker === turn.speaker)
      .map(({ start_ms }) => Math.abs(start_ms - turn.start_ms));
    return Math.min(...starts, Number.POSITIVE_INFINITY);
  });
}

/** A word may lie so far outside of what its side says before it counts as the other's (ms). */
const ASTRAY_MS = 300;

/** Words that stand where their side is silent and the other speaks: on the wrong side, or on both. */
export function astray(call: TrueCall, transcript: Transcript): Word[] {
  const speaks = (agent: boolean, middle: number, slack: number): boolean =>
    call.turns.some(
      (turn) =>
        (turn.speaker === 'agent') === agent && middle >= turn.start_ms - slack && middle <= turn.end_ms + slack,
    );
  return transcript.turns.flatMap(({ speaker, words }) =>
    words.filter(({ start_ms, end_ms }) => {
      const middle = (start_ms + end_ms) / 2;
      const agent = speaker === 'agent';
      return !speaks(agent, middle, ASTRAY_MS) && speaks(!agent, middle, 0);
    }),
  );
}
