// Where playback is in a transcript: turn and word at a time, previous and next turn, and skippable silence. Pure;
// times are whole milliseconds from the start of the recording.
import type { Turn } from '../../transcription/transcript/transcript.ts';

type Spoken = Pick<Turn, 'start_ms' | 'end_ms'>;

/** Index of the last item that starts at or before `ms`; -1 before the first. Items in order of their start. */
export function lastStarted(items: readonly { start_ms: number }[], ms: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle] as { start_ms: number }).start_ms <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The turn to show at a time: the one being spoken, of two at once the one that began last, and in a pause the one
 * before it. -1 before anyone has spoken.
 */
export function turnAt(turns: readonly Spoken[], ms: number): number {
  const last = lastStarted(turns, ms);
  // Someone who began earlier may still be speaking when a short interjection is over.
  for (let i = last; i >= 0 && i > last - 4; i--) if ((turns[i] as Spoken).end_ms > ms) return i;
  return last;
}

/** The word being spoken in a turn; between two words the earlier one; -1 outside the turn's words. */
export function wordAt(turn: Pick<Turn, 'words' | 'end_ms'>, ms: number): number {
  const index = lastStarted(turn.words, ms);
  const last = turn.words.length - 1;
  if (index === last && last >= 0 && ms > (turn.words[last]?.end_ms ?? 0)) return -1;
  return index;
}

/** Steps smaller than this after a turn's start still go to the turn before, as players do with tracks. */
const AGAIN_MS = 1500;

/** Start of the next (+1) or previous (−1) turn from a time; the ends stay where they are. */
export function turnStep(turns: readonly Spoken[], ms: number, step: 1 | -1): number {
  const at = lastStarted(turns, ms);
  if (step === 1) return turns[Math.min(at + 1, turns.length - 1)]?.start_ms ?? ms;
  const here = turns[at];
  if (!here) return 0;
  return ms - here.start_ms > AGAIN_MS ? here.start_ms : (turns[at - 1]?.start_ms ?? 0);
}

/** Silence is left a little before the next word, so that its first sound is heard. */
const BEFORE_WORD_MS = 300;
/** So much of a pause is heard before it is skipped: pauses keep their rhythm. */
const HEARD_MS = 700;

/** Where to jump to from inside a silence; null where there is something to hear. */
export function skipFrom(silences: readonly { start_ms: number; end_ms: number }[], ms: number): number | null {
  const silence = silences[lastStarted(silences, ms)];
  if (!silence) return null;
  const to = silence.end_ms - BEFORE_WORD_MS;
  return ms >= silence.start_ms + HEARD_MS && to - ms > 200 ? to : null;
}
