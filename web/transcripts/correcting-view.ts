// What a corrected transcript shows besides its text. Pure.
import { asHeard, heardIn } from '../../transcription/correcting/correction.ts';
import { wordsOfText } from '../../transcription/correcting/written-words.ts';
import type { Speaker, Turn } from '../../transcription/transcript/transcript.ts';

/** The new turns; unchanged ones are the same objects, so only changes are redrawn. */
export function keepSame(before: readonly Turn[], after: readonly Turn[]): Turn[] {
  const known = new Map(before.map((turn) => [keyOf(turn), turn]));
  return after.map((turn) => known.get(keyOf(turn)) ?? turn);
}

const keyOf = (turn: Turn): string =>
  `${turn.channel} ${turn.start_ms} ${turn.end_ms} ${turn.speaker} ${turn.confidence} ${turn.corrected?.revision} ${turn.words.length} ${turn.text}`;

/** Index of the turn that is this one, in a transcript that someone else corrected; -1 when it is gone. */
export function sameTurn(turns: readonly Turn[], turn: Turn): number {
  const { from_ms, to_ms } = heardIn(turn);
  const middle = (from_ms + to_ms) / 2;
  return turns.findIndex((one) => {
    const own = heardIn(one);
    return one.channel === turn.channel && own.from_ms <= middle && middle <= own.to_ms;
  });
}

/** What was heard where a corrected turn is, where that was something else. */
export type Heard = { text: string | null; speaker: Speaker | null };

export function heardOf(turn: Turn, first: readonly Turn[]): Heard {
  const found = asHeard(turn, first);
  const text = found.map((one) => one.text).join(' ');
  const speakers = new Set(found.map((one) => one.speaker));
  const [speaker] = speakers;
  return {
    text: found.length === 0 || text === turn.text ? null : text,
    speaker: speakers.size === 1 && speaker !== turn.speaker ? (speaker ?? null) : null,
  };
}

/** Who else may have said it: the two sides, and every voice of the conversation. */
export function otherSpeakers(turns: readonly Turn[], turn: Turn): Speaker[] {
  const voices = new Set<Speaker>(['agent', 'customer', ...turns.map((one) => one.speaker)]);
  return [...voices].filter((one) => one !== turn.speaker && one !== 'system');
}

/** Where a text is cut when the cursor is here: between words, not in one. */
export function cutAt(text: string, at: number): number {
  const word = wordsOfText(text).find(({ start, end }) => start < at && at < end);
  if (!word) return at;
  return at - word.start < word.end - at ? word.start : word.end;
}

/** Changes of a revision by kind, with how many of each. */
export function countsOf<Kind extends string>(changes: readonly { kind: Kind }[]): [Kind, number][] {
  const counts = new Map<Kind, number>();
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
}
