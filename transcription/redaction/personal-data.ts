// Personal data in a conversation, found from its words alone, in English and Chinese, spoken and typed.

import type { Turn } from '../transcript.ts';
import type { PersonalData, PersonalDataKind } from './kinds.ts';
import { type Stretch, withWords, wordPlaces } from './places.ts';

export { PERSONAL_DATA, type PersonalData, type PersonalDataKind } from './kinds.ts';
export { MARK, markOf, maskTurns } from './mask.ts';

const WRITTEN: [PersonalDataKind, RegExp][] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['identity', /(?<!\d)\d{17}[\dXx](?!\d)/g],
  ['card', /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g],
  ['phone', /(?<!\d)1[3-9]\d(?:[ -]?\d){8}(?!\d)/g],
];

/**
 * Every stretch of personal data of the kinds asked for, by turn and place. Needs the whole conversation: a question
 * in one turn tells what the figures in the next are.
 */
export function findPersonalData(turns: readonly Turn[], kinds: readonly PersonalDataKind[]): PersonalData[] {
  let datum = 0;
  return turns.flatMap((turn, index) => {
    const found: Stretch[] = [];
    for (const [kind, pattern] of WRITTEN)
      for (const match of turn.text.matchAll(pattern)) {
        const [start, end] = [match.index, match.index + match[0].length];
        if (!kinds.includes(kind) || found.some((other) => other.start < end && other.end > start)) continue;
        found.push({ kind, turn: index, start, end, datum: datum++ });
      }
    const places = found.length > 0 ? wordPlaces(turn) : [];
    return found.sort((a, b) => a.start - b.start).map((stretch) => withWords(stretch, turn, places));
  });
}
