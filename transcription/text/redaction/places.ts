// A find is a span of text; muting and masking need the words it covers and their times. A turn's text is normally its
// words joined, but a corrected text may differ, so each word is searched for from where the previous one ended.

import type { Turn } from '../../transcript/transcript.ts';
import type { PersonalData, PersonalDataKind } from './kinds.ts';

/** A stretch of a turn's text before its words are known. */
export type Stretch = { kind: PersonalDataKind; turn: number; start: number; end: number; datum: number };

/** Letters that may stand between a word and the one before it. */
const AHEAD = 40;

/** Offsets of each word in the turn's text; a word that is not in it has the place of the gap where it would stand. */
export function wordPlaces({ text, words }: Pick<Turn, 'text' | 'words'>): { start: number; end: number }[] {
  let from = 0;
  return words.map((word) => {
    const ahead = text.slice(from, from + AHEAD + word.text.length).indexOf(word.text);
    if (ahead < 0) return { start: from, end: from };
    const start = from + ahead;
    from = start + word.text.length;
    return { start, end: from };
  });
}

/** @param places of the turn's words, as wordPlaces gives them */
export function withWords(
  stretch: Stretch,
  turn: Turn,
  places: readonly { start: number; end: number }[],
): PersonalData {
  // Words stand in order: those covered are between the first that ends in it and the last that begins in it.
  const first = countWhile(places, ({ end }) => end <= stretch.start);
  const last = countWhile(places, ({ start }) => start < stretch.end) - 1;
  if (last < first) {
    const spoken = turn.words.length > 0;
    // A find that no word covers (a corrected text) is muted with its whole turn rather than not at all.
    return {
      ...stretch,
      first_word: spoken ? 0 : null,
      last_word: spoken ? turn.words.length : null,
      start_ms: spoken ? turn.start_ms : null,
      end_ms: spoken ? turn.end_ms : null,
    };
  }
  return {
    ...stretch,
    first_word: first,
    last_word: last + 1,
    start_ms: turn.words[first]!.start_ms,
    end_ms: turn.words[last]!.end_ms,
  };
}

/** How many of a list's first ones a rule holds for, which none after them keeps. */
function countWhile<T>(list: readonly T[], holds: (one: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
