// How the two sides take turns: who interrupts whom, and how long each takes to answer.

import type { Turn } from '../../transcript/transcript.ts';
import type { Interruption, Latency, Side } from './schema.ts';
import { median, type Stretch } from './spans.ts';
import type { Spoken } from './talk.ts';

/** Two people who start a little early do not interrupt each other. */
const EARLY_MS = 300;
/** Taking the floor takes longer than a syllable. */
const LEAST_MS = 500;
/** A sentence outlives no more of the other's interjections than this. */
const NEAR = 20;
/** Listening aloud: a speaker who says no more than this keeps the other talking. */
const ASSENT =
  /^(?:(?:yes|yeah|yep|no|okay|ok|right|sure|mm|mhm|mm-?hm+|hm+|uh-?huh|uh|um|oh|ah|i see|exactly|好的?|嗯+|对+|是的?|啊+|哦+|噢|行|明白)[\s,.!?，。！？、]*)+$/iu;

/**
 * A side interrupts when it begins at least 0.3 s before the other has finished, speaks for 0.5 s or more, still speaks
 * when the other stops (so it took the floor), and says more than a word of assent.
 */
export function interruptionsOf(turns: readonly Turn[], spoken: readonly Spoken[]): Interruption[] {
  return spoken.flatMap((own, i) => {
    if (own.end_ms - own.start_ms < LEAST_MS) return [];
    // Only who began before can be cut in on: the list is in the order of starts.
    let cut: Spoken | null = null;
    for (let j = i - 1; j >= 0 && j >= i - NEAR; j--) {
      const other = spoken[j] as Spoken;
      const cutIn = other.end_ms - own.start_ms >= EARLY_MS && other.end_ms <= own.end_ms;
      if (other.side !== own.side && other.start_ms < own.start_ms && cutIn) cut = other;
    }
    return cut && !ASSENT.test(turns[own.turn]?.text ?? '')
      ? [{ by: own.side, at_ms: own.start_ms, early_ms: cut.end_ms - own.start_ms }]
      : [];
  });
}

/**
 * How long a side takes to answer: from the end of the other's talk to its own start, whenever the floor changes hands.
 * Beginning before the other has finished counts as 0; an answer after a hold is the hold's and is not counted.
 * @returns null when the side never answers
 */
export function latencyOf(spoken: readonly Spoken[], side: Side, holds: readonly Stretch[]): Latency | null {
  const answers: { ms: number; at: number }[] = [];
  for (const [i, own] of spoken.entries()) {
    const before = spoken[i - 1];
    if (own.side !== side || !before || before.side === side) continue;
    if (holds.some((hold) => hold.end_ms === own.start_ms)) continue;
    answers.push({ ms: Math.max(0, own.start_ms - before.end_ms), at: own.start_ms });
  }
  const longest = answers.reduce<(typeof answers)[number] | null>(
    (most, one) => (most && most.ms >= one.ms ? most : one),
    null,
  );
  if (!longest) return null;
  return {
    answers: answers.length,
    median_ms: median(answers.map(({ ms }) => ms)) ?? 0,
    longest_ms: longest.ms,
    longest_at_ms: longest.at,
  };
}
