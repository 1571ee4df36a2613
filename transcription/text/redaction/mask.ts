// Masked data is replaced by a mark that names its type: a reviewer sees that a card number was given, but not which.
// The mark is written in double brackets, which neither people nor recognisers write; pages show it in the reader's
// language.

import type { Turn, Word } from '../../transcript/transcript.ts';
import { PERSONAL_DATA, type PersonalData, type PersonalDataKind } from './kinds.ts';
import { wordPlaces } from './places.ts';

/** Every mark in a text; the first group is its kind. Carries no state: for `matchAll` and `replaceAll`. */
export const MARK: RegExp = new RegExp(`\\[\\[(${PERSONAL_DATA.join('|')})\\]\\]`, 'g');

/** What stands in place of personal data: `[[card]]`. */
export function markOf(kind: PersonalDataKind): string {
  return `[[${kind}]]`;
}

/**
 * The turns with every find replaced by its mark, in text and words: the words of a find become one word with their
 * times and the least of their confidences. Turns without a find are the same objects.
 */
export function maskTurns(turns: readonly Turn[], found: readonly PersonalData[]): Turn[] {
  const finds = Map.groupBy(found, ({ turn }) => turn);
  return turns.map((turn, i) => {
    const own = finds.get(i);
    return own === undefined
      ? turn
      : maskTurn(
          turn,
          own.toSorted((a, b) => a.start - b.start),
        );
  });
}

function maskTurn(turn: Turn, finds: readonly PersonalData[]): Turn {
  let text = '';
  let from = 0;
  for (const { kind, start, end } of finds) {
    if (start < from) continue;
    text += turn.text.slice(from, start) + markOf(kind);
    from = end;
  }
  text += turn.text.slice(from);
  return { ...turn, text, words: maskWords(turn, finds) };
}

/** What a word holds beside the find (a full stop, an opening bracket) stays with the mark. */
function maskWords(turn: Turn, finds: readonly PersonalData[]): Word[] {
  const places = wordPlaces(turn);
  const words: Word[] = [];
  let i = 0;
  for (const { kind, start, end, first_word, last_word } of finds) {
    if (first_word === null || last_word === null || last_word <= i) {
      const shared = words.at(-1);
      if (shared && first_word !== null && last_word === i) shared.text += markOf(kind);
      continue;
    }
    for (; i < first_word; i++) words.push(turn.words[i]!);
    const covered = turn.words.slice(i, last_word);
    const [first, last] = [places[i]!, places[last_word - 1]!];
    words.push({
      text:
        turn.text.slice(Math.min(first.start, start), start) +
        markOf(kind) +
        turn.text.slice(end, Math.max(last.end, end)),
      start_ms: covered[0]!.start_ms,
      end_ms: covered.at(-1)!.end_ms,
      confidence: covered.reduce((least, { confidence }) => Math.min(least, confidence), 1),
    });
    i = last_word;
  }
  for (; i < turn.words.length; i++) words.push(turn.words[i]!);
  return words;
}
