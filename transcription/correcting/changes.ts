// Applies a person's changes to a transcript one by one, keeping track of personal data: a detected number stays
// detected as long as its words are there, so correcting the words around it never exposes it.

import type { PersonalData } from '../text/redaction/kinds.ts';
import { wordPlaces } from '../text/redaction/places.ts';
import type { Speaker, Turn, Word } from '../transcript/transcript.ts';
import { asHeard, correctTurn, heardIn, joinTurns, splitTurn, swapSides } from './correction.ts';

/** `turn` is the index in the transcript as the changes before it left it. */
export type Change =
  | { kind: 'words'; turn: number; text: string }
  | { kind: 'speaker'; turn: number; speaker: Speaker }
  /** Cut in two, with the texts of both. */
  | { kind: 'split'; turn: number; texts: [string, string] }
  /** With the one before it of the same channel. */
  | { kind: 'join'; turn: number }
  | { kind: 'remove'; turn: number }
  /** Words and borders as the model had them; the speaker stays. */
  | { kind: 'restore'; turn: number }
  | { kind: 'swap' };

export type ChangeRefusal = 'no-such-turn' | 'empty-turn' | 'nothing-to-join' | 'nothing-heard-there' | 'no-two-sides';

/**
 * The turns after one change, in order of their start.
 * @param options.first turns as they were heard or imported, before anyone corrected them
 * @param options.revision the number the corrected transcript will have
 */
export function applyChange(
  turns: readonly Turn[],
  change: Change,
  options: { first: readonly Turn[]; revision: number },
): Turn[] | ChangeRefusal {
  if (change.kind === 'swap') {
    const sides = turns.some(({ speaker }) => speaker === 'agent' || speaker === 'customer');
    return sides ? swapSides(turns) : 'no-two-sides';
  }
  const turn = turns[change.turn];
  if (!turn) return 'no-such-turn';
  const stamp = (one: Turn): Turn => ({ ...one, corrected: { ...heardIn(one), revision: options.revision } });
  const instead = (found: readonly Turn[], also = change.turn): Turn[] =>
    [...turns.filter((_, i) => i !== change.turn && i !== also), ...found].sort(byStart);
  switch (change.kind) {
    case 'words': {
      const text = change.text.trim();
      if (text === '') return 'empty-turn';
      return text === turn.text ? [...turns] : instead([stamp(correctTurn(turn, text))]);
    }
    case 'speaker':
      return change.speaker === turn.speaker ? [...turns] : instead([stamp({ ...turn, speaker: change.speaker })]);
    case 'split': {
      const halves = splitTurn(turn, change.texts);
      return halves ? instead(halves.map(stamp)) : 'empty-turn';
    }
    case 'join': {
      const before = joinedWith(turns, change.turn);
      return before === null ? 'nothing-to-join' : instead([stamp(joinTurns(turns[before]!, turn))], before);
    }
    case 'remove':
      return instead([]);
    case 'restore': {
      const heard = asHeard(turn, options.first);
      if (heard.length === 0) return 'nothing-heard-there';
      return instead(heard.map((one) => stamp({ ...one, speaker: turn.speaker })));
    }
  }
}

/** Index of the turn that this one may be joined with: the nearest before it in the same channel. */
export function joinedWith(turns: readonly Turn[], index: number): number | null {
  const found = turns.slice(0, index).findLastIndex((one) => one.channel === turns[index]?.channel);
  return found === -1 ? null : found;
}

const byStart = (a: Turn, b: Turn): number => a.start_ms - b.start_ms || a.end_ms - b.end_ms || a.channel - b.channel;

/**
 * Personal data that was found before a correction, where its words stand afterwards. A word is known again by its
 * channel, its times and its text; a datum that was cut in two is found twice.
 */
export function carryPersonalData(
  before: readonly Turn[],
  found: readonly PersonalData[],
  after: readonly Turn[],
): PersonalData[] {
  const marked = new Map<string, { find: PersonalData; letters: string }>();
  for (const find of found) {
    const turn = before[find.turn];
    if (!turn || find.first_word === null || find.last_word === null) continue;
    const places = wordPlaces(turn);
    for (let i = find.first_word; i < find.last_word; i++) {
      // Of its first and last word the find may leave something out: a full stop, a bracket.
      const { start, end } = places[i]!;
      const letters = turn.text.slice(Math.max(start, find.start), Math.min(end, find.end));
      marked.set(wordKey(turn, turn.words[i]!), { find, letters });
    }
  }
  return after.flatMap((turn, index) => {
    const whole = wordless(before, found, turn, index);
    if (whole.length > 0) return whole;
    const runs: PersonalData[] = [];
    const places = turn.words.length > 0 && marked.size > 0 ? wordPlaces(turn) : [];
    for (const [i, word] of turn.words.entries()) {
      const mark = marked.get(wordKey(turn, word));
      if (!mark) continue;
      const place = places[i]!;
      const inside = word.text.indexOf(mark.letters);
      const start = inside === -1 ? place.start : place.start + inside;
      const end = inside === -1 ? place.end : start + mark.letters.length;
      const last = runs.at(-1);
      if (last && last.last_word === i && last.datum === mark.find.datum && last.kind === mark.find.kind) {
        Object.assign(last, { end, last_word: i + 1, end_ms: word.end_ms });
        continue;
      }
      const { kind, datum } = mark.find;
      const { start_ms, end_ms } = word;
      runs.push({
        kind,
        datum,
        turn: index,
        start,
        end,
        first_word: i,
        last_word: i + 1,
        start_ms,
        end_ms,
      });
    }
    return runs;
  });
}

const wordKey = ({ channel }: Turn, { start_ms, end_ms, text }: Word): string =>
  `${channel} ${start_ms} ${end_ms} ${withoutEnd(text.toLowerCase())}`;

/** Without the punctuation at its end, from where it is taken off: an expression would try it at every sign. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[\p{P}\p{S}]/u.test(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** In a turn without words the very letters are looked for. */
function wordless(before: readonly Turn[], found: readonly PersonalData[], turn: Turn, index: number): PersonalData[] {
  if (turn.words.length > 0) return [];
  return found.flatMap((find) => {
    const old = before[find.turn];
    if (!old || find.first_word !== null || old.channel !== turn.channel) return [];
    if (old.start_ms > turn.end_ms || old.end_ms < turn.start_ms) return [];
    const letters = old.text.slice(find.start, find.end);
    const start = turn.text.indexOf(letters);
    return start === -1 ? [] : [{ ...find, turn: index, start, end: start + letters.length }];
  });
}

/** New finds and earlier finds of the same turns. */
export function mergeFinds(fresh: readonly PersonalData[], known: readonly PersonalData[]): PersonalData[] {
  const numbers = fresh.reduce((most, { datum }) => Math.max(most, datum + 1), 0);
  return withoutOverlap([...fresh, ...known.map((find) => ({ ...find, datum: find.datum + numbers }))]);
}

/** Finds in order, none over another: where two overlap, one covers both. */
export function withoutOverlap(finds: readonly PersonalData[]): PersonalData[] {
  const merged: PersonalData[] = [];
  for (const find of finds.toSorted((a, b) => a.turn - b.turn || a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (!last || last.turn !== find.turn || find.start >= last.end) {
      merged.push({ ...find });
      continue;
    }
    if (find.end <= last.end) continue;
    last.end = find.end;
    last.last_word = most(last.last_word, find.last_word);
    last.end_ms = most(last.end_ms, find.end_ms);
  }
  return merged;
}

const most = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));
