// What a reader sees of a conversation with personal data. An organisation chooses the types it masks; finds of other
// types stay readable. People who correct a transcript see marks instead of the data, so a mark in a text counts as a
// find, and the audio under it stays muted in the next revision.

import type { Turn } from '../../transcript/transcript.ts';
import { MARK, markOf, maskTurns } from './mask.ts';
import { findPersonalData, PERSONAL_DATA, type PersonalData, type PersonalDataKind } from './personal-data.ts';
import { withWords, wordPlaces } from './places.ts';

/**
 * Masked unless the organisation decides otherwise. Reviewers need order numbers to follow a complaint, and a name is
 * too often the agent's own or a street's to be hidden unasked.
 */
export const MASKED_BY_DEFAULT: readonly PersonalDataKind[] = PERSONAL_DATA.filter(
  (kind) => kind !== 'order' && kind !== 'name',
);

/** The kinds an organisation masks. @param mask its choice; undefined: none was made */
export const maskedKinds = ({ mask }: { mask?: readonly PersonalDataKind[] }): PersonalDataKind[] =>
  PERSONAL_DATA.filter((kind) => (mask ?? MASKED_BY_DEFAULT).includes(kind));

/** Personal data of every kind in a conversation, and what was masked before someone corrected it. */
export function personalDataOf(turns: readonly Turn[]): PersonalData[] {
  const found = findPersonalData(turns, PERSONAL_DATA);
  let datum = found.reduce((most, one) => Math.max(most, one.datum), -1) + 1;
  const marked = turns.flatMap((turn, index) => {
    const places = wordPlaces(turn);
    return [...turn.text.matchAll(MARK)].map((match) => {
      const stretch = { kind: match[1] as PersonalDataKind, turn: index, start: match.index };
      return withWords({ ...stretch, end: match.index + match[0].length, datum: datum++ }, turn, places);
    });
  });
  if (marked.length === 0) return found;
  const byPlace = (a: PersonalData, b: PersonalData): number => a.turn - b.turn || a.start - b.start;
  marked.sort(byPlace);
  let next = 0;
  const apart = found.toSorted(byPlace).filter((one) => {
    // Marks stand apart from each other, as finds do: those that end before this one lie behind for good.
    while (next < marked.length && isBefore(marked[next]!, one)) next += 1;
    const mark = marked[next];
    return mark === undefined || isBefore(one, mark);
  });
  return [...apart, ...marked].sort(byPlace);
}

const isBefore = (a: PersonalData, b: PersonalData): boolean =>
  a.turn < b.turn || (a.turn === b.turn && a.end <= b.start);

/** The turns with what was found of these kinds as marks. */
export const maskedTurns = (
  turns: readonly Turn[],
  found: readonly PersonalData[],
  kinds: readonly PersonalDataKind[],
): Turn[] =>
  maskTurns(
    turns,
    found.filter(({ kind }) => kinds.includes(kind)),
  );

/** A quote reaches over so many turns at most: 500 characters of short answers. */
const TURNS_OF_QUOTE = 40;
/** So many letters or figures of a datum, cut off at a quote's edge, still give something away. */
const LEAST_PART = 4;

/**
 * A quote out of a conversation, with personal data in it as marks; what lies half inside it too.
 * @param turn index of the turn where the quote begins; null when nobody knows
 */
export function maskedQuote(
  quote: string,
  turn: number | null,
  turns: readonly Turn[],
  found: readonly PersonalData[],
  kinds: readonly PersonalDataKind[],
): string {
  const hidden = found.filter(({ kind }) => kinds.includes(kind));
  if (quote === '' || hidden.length === 0) return quote;
  return (turn === null ? null : inPlace(quote, turn, turns, hidden)) ?? byWords(quote, turns, hidden);
}

/** The quote as it stands in the turns, joined as a selection over several of them is; null when it does not. */
function inPlace(quote: string, turn: number, turns: readonly Turn[], hidden: readonly PersonalData[]): string | null {
  let text = '';
  const starts = new Map<number, number>();
  for (let i = turn; i < Math.min(turns.length, turn + TURNS_OF_QUOTE); i++) {
    starts.set(i, text.length);
    text += `${turns[i]?.text ?? ''} `;
  }
  const at = text.indexOf(quote);
  if (at < 0) return null;
  let masked = '';
  let from = at;
  for (const one of hidden) {
    const base = starts.get(one.turn);
    if (base === undefined) continue;
    const [start, end] = [Math.max(from, base + one.start), Math.min(at + quote.length, base + one.end)];
    if (start >= end) continue;
    masked += text.slice(from, start) + markOf(one.kind);
    from = end;
  }
  return masked + text.slice(from, at + quote.length);
}

/** The words of an older revision may stand elsewhere now: the data themselves are looked for, whole and in part. */
function byWords(quote: string, turns: readonly Turn[], hidden: readonly PersonalData[]): string {
  let masked = quote;
  for (const one of hidden) {
    const datum = turns[one.turn]?.text.slice(one.start, one.end) ?? '';
    if (datum.length < 2) continue;
    masked = masked.replaceAll(datum, () => markOf(one.kind));
    if (datum.length < LEAST_PART) continue;
    const compact = bare(datum);
    const hide = (part: string): string =>
      bare(part).length >= LEAST_PART && compact.includes(bare(part)) ? markOf(one.kind) : part;
    masked = masked
      .replaceAll(/\p{N}+(?:[\s\-.]+\p{N}+)*/gu, (part) => ([...part].length < 2 ? part : hide(part)))
      .replaceAll(/\S+/gu, (part) => (/[@.\p{N}]/u.test(part) ? hide(part) : part));
  }
  return masked;
}

const bare = (text: string): string => text.replace(/[\s\-,.，。]/g, '');
