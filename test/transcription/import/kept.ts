// Compares the content of a transcript file with what was read from it.

import type { ReadTranscript } from '../../../transcription/import/transcript-file.ts';
import { type Conversation, wordsIn } from './conversation.ts';

/** Words that stand in a file and neither in what was read, its marks, nor its speakers' names. */
export function lostWords(file: string, conversation: Conversation, read: ReadTranscript): string[] {
  const there = new Set(wordsIn(file));
  const kept = new Set(wordsIn([...read.turns.map(({ text }) => text), ...labels(read)].join('\n')));
  const shown = new Set(
    wordsIn([...read.turns.flatMap(({ words }) => words.map(({ text }) => text)), ...labels(read)].join('\n')),
  );
  const said = conversation.lines.flatMap(({ text }) => wordsIn(text));
  return said.filter((word) => there.has(word) && !(kept.has(word) && shown.has(word)));
}

const labels = ({ marks, speakers }: ReadTranscript): string[] => [
  ...marks.map(({ text }) => text),
  ...speakers.flatMap(({ name }) => name ?? []),
];

/** What differs from what was said: words in another order or number, a time that is off, two sides in one. */
export function differences(
  { lines }: Conversation,
  read: ReadTranscript,
  { within_ms, named }: { within_ms: number; named: boolean },
): string[] {
  const wrong: string[] = [];
  const said = lines.flatMap(({ text }) => wordsIn(text));
  const kept = wordsIn(read.turns.map(({ text }) => text).join('\n'));
  if (said.join(' ') !== kept.join(' ')) wrong.push(`words: ${said.join(' ')} became ${kept.join(' ')}`);
  const words = read.turns.flatMap((turn) => turn.words.map((word) => ({ ...word, speaker: turn.speaker })));
  const sides = new Map<number, Set<string>>();
  for (const { start_ms, text, who } of lines) {
    const first = wordsIn(text)[0];
    const found = words.find((word) => wordsIn(word.text)[0] === first);
    if (!found) wrong.push(`no word ${first}`);
    else if (Math.abs(found.start_ms - start_ms) > within_ms)
      wrong.push(`${first} at ${found.start_ms}, not ${start_ms}`);
    if (found) sides.set(who, (sides.get(who) ?? new Set()).add(found.speaker));
  }
  const [one = new Set(), other = new Set()] = [sides.get(0), sides.get(1)];
  if (named && (one.size !== 1 || other.size !== 1 || [...one].some((speaker) => other.has(speaker)))) {
    wrong.push(`sides: ${[...one]} and ${[...other]}`);
  }
  return wrong;
}
