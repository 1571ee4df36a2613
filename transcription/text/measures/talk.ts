// Who speaks when. A turn is talk from its first word to its last, including short pauses for breath or for finding a
// word. A longer pause is silence, even if the turn continues after it.

import type { Turn } from '../../transcript/transcript.ts';
import type { Overlap, Side } from './schema.ts';
import { lengthOf, merge, type Stretch } from './spans.ts';

/**
 * Pauses that belong to talking: between two sentences of one speaker up to 1.2 s were measured on the shared calls,
 * whose truth counts them as talk.
 */
const PAUSE_MS = 1500;

/** When a turn's speaker speaks; a turn without words counts whole. Zero-length stretches are left out. */
export function stretchesOf(turn: Turn): Stretch[] {
  const spans =
    turn.words.length > 0 ? merge(turn.words, PAUSE_MS) : [{ start_ms: turn.start_ms, end_ms: turn.end_ms }];
  return spans.filter(({ start_ms, end_ms }) => end_ms > start_ms);
}

/** One stretch of one side's talk, and the turn it is in. */
export type Spoken = Stretch & { side: Side; turn: number };

/** Every stretch of both sides in the order of their starts. */
export function spokenBy(turns: readonly Turn[]): Spoken[] {
  return turns
    .flatMap((turn, index) => {
      const { speaker } = turn;
      if (speaker !== 'agent' && speaker !== 'customer') return [];
      return stretchesOf(turn).map((stretch) => ({ ...stretch, side: speaker, turn: index }));
    })
    .sort((a, b) => a.start_ms - b.start_ms || a.end_ms - b.end_ms || (a.side < b.side ? -1 : 1));
}

/** The stretches of one side, joined where they touch. */
export const talkOf = (spoken: readonly Spoken[], side: Side): Stretch[] =>
  merge(
    spoken.filter((one) => one.side === side),
    0,
  );

/**
 * Both speak at once: what the talk of both sides has in common.
 * @param agent @param customer in order, without overlap of their own
 */
export function overlapsOf(agent: readonly Stretch[], customer: readonly Stretch[]): Overlap[] {
  const found: Overlap[] = [];
  for (let i = 0, j = 0; i < agent.length && j < customer.length; ) {
    const own = agent[i] as Stretch;
    const other = customer[j] as Stretch;
    const start_ms = Math.max(own.start_ms, other.start_ms);
    const end_ms = Math.min(own.end_ms, other.end_ms);
    if (end_ms > start_ms)
      found.push({ start_ms, end_ms, began: own.start_ms > other.start_ms ? 'agent' : 'customer' });
    if (own.end_ms < other.end_ms) i++;
    else j++;
  }
  return found;
}

/** The agent's part of all talk, basis points; overlap counts for both. null when nobody speaks. */
export function shareOf(agent: readonly Stretch[], customer: readonly Stretch[]): number | null {
  const [own, other] = [lengthOf(agent), lengthOf(customer)];
  return own + other === 0 ? null : Math.round((own / (own + other)) * 10_000);
}
