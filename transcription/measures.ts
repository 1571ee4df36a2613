// Facts of a conversation that need no opinion: who spoke how long, when nobody did, who cut in on whom. They are taken
// from the turns' words, so that a pause inside a turn counts as silence and not as talk.

import type { Speaker, Turn } from './transcript.ts';

type Silence = { start_ms: number; end_ms: number };

/** The agent began while the customer was still speaking. `by_ms` is how much earlier than the customer's end. */
type Interruption = { at_ms: number; by_ms: number };

/** All in ms; `null` where the recording cannot tell (one channel with speakers not told apart, or nobody spoke). */
export type CallMeasures = {
  agent_talk_ms: number | null;
  customer_talk_ms: number | null;
  /** Both speaking at the same time. */
  overlap_ms: number | null;
  /** Every moment in which nobody speaks, before the first and after the last word included. */
  silence_ms: number;
  /** The gaps of {@link SILENCE_MS} and more. */
  silences: Silence[];
  longest_silence_ms: number;
  /** From the start of the recording to the agent's first word. */
  time_to_greeting_ms: number | null;
  interruptions: Interruption[] | null;
};

/** Shorter pauses are part of speaking; from here on a caller wonders whether the line is dead. */
const SILENCE_MS = 3000;
/** Pauses that belong to talking: breath, stops, looking for a word. */
const BREATH_MS = 1000;
/** Two people who start a little early do not interrupt each other. */
const INTERRUPTION_MS = 300;
/** An interruption takes the floor; "yes" and "mm-hm" do not. */
const LEAST_INTERRUPTING_MS = 800;

/**
 * Measures a call.
 * @param turns in order of their start
 * @param duration_ms of the recording
 */
export function measureCall(turns: readonly Turn[], duration_ms: number): CallMeasures {
  const agent = talk(turns, 'agent');
  const customer = talk(turns, 'customer');
  const told = agent.length + customer.length > 0;
  const spoken = merge(turns.flatMap(stretches), 0);
  const gaps = gapsBetween(spoken, duration_ms);
  const overlap = length(agent) + length(customer) - length(merge([...agent, ...customer], 0));
  return {
    agent_talk_ms: told ? length(agent) : null,
    customer_talk_ms: told ? length(customer) : null,
    overlap_ms: told ? overlap : null,
    silence_ms: length(gaps),
    silences: gaps.filter((gap) => gap.end_ms - gap.start_ms >= SILENCE_MS),
    longest_silence_ms: gaps.reduce((most, gap) => Math.max(most, gap.end_ms - gap.start_ms), 0),
    time_to_greeting_ms: agent[0]?.start_ms ?? null,
    interruptions: told ? interruptions(turns) : null,
  };
}

/**
 * Times from the customer's message to the agent's answer in a chat.
 * @returns the first one in ms, null where the customer never wrote or was never answered
 */
export function firstResponse(turns: readonly Turn[]): number | null {
  const asked = turns.find(({ speaker }) => speaker === 'customer');
  if (!asked) return null;
  const answered = turns.find(({ speaker, start_ms }) => speaker === 'agent' && start_ms >= asked.start_ms);
  return answered ? answered.start_ms - asked.start_ms : null;
}

function talk(turns: readonly Turn[], speaker: Speaker): Silence[] {
  return merge(turns.filter((turn) => turn.speaker === speaker).flatMap(stretches), 0);
}

/** A turn's words with the breaths between them; a turn without words counts whole. */
function stretches(turn: Turn): Silence[] {
  return turn.words.length > 0 ? merge(turn.words, BREATH_MS) : [turn];
}

/** Joins what overlaps or is nearer together than `gap`. */
function merge(spans: readonly Silence[], gap: number): Silence[] {
  const merged: Silence[] = [];
  for (const { start_ms, end_ms } of [...spans].sort((a, b) => a.start_ms - b.start_ms)) {
    const last = merged.at(-1);
    if (last && start_ms - last.end_ms <= gap) last.end_ms = Math.max(last.end_ms, end_ms);
    else merged.push({ start_ms, end_ms });
  }
  return merged;
}

function gapsBetween(spans: readonly Silence[], duration: number): Silence[] {
  const gaps: Silence[] = [];
  let from = 0;
  for (const { start_ms, end_ms } of spans) {
    if (start_ms > from) gaps.push({ start_ms: from, end_ms: start_ms });
    from = Math.max(from, end_ms);
  }
  if (duration > from) gaps.push({ start_ms: from, end_ms: duration });
  return gaps;
}

function length(spans: readonly Silence[]): number {
  return spans.reduce((sum, span) => sum + span.end_ms - span.start_ms, 0);
}

function interruptions(turns: readonly Turn[]): Interruption[] {
  const customer = turns.filter(({ speaker }) => speaker === 'customer');
  return turns.flatMap((turn) => {
    if (turn.speaker !== 'agent' || turn.end_ms - turn.start_ms < LEAST_INTERRUPTING_MS) return [];
    const cut = customer.find(
      (other) => other.start_ms < turn.start_ms && other.end_ms - turn.start_ms >= INTERRUPTION_MS,
    );
    return cut ? [{ at_ms: turn.start_ms, by_ms: cut.end_ms - turn.start_ms }] : [];
  });
}
