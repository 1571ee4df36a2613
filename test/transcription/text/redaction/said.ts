// Conversations for the masking tests, written the way people read them.

import {
  findPersonalData,
  PERSONAL_DATA,
  type PersonalDataKind,
} from '../../../../transcription/text/redaction/personal-data.ts';
import type { Speaker, Turn } from '../../../../transcription/transcript/transcript.ts';

/** "agent: May I have your card number?" as a typed turn; `a:` and `c:` for short. */
export function typed(...lines: string[]): Turn[] {
  return lines.map((line) => {
    const [who = '', ...text] = line.split(': ');
    const speaker: Speaker = who === 'a' ? 'agent' : who === 'c' ? 'customer' : 'unknown';
    return { speaker, channel: 0, start_ms: 0, end_ms: 0, text: text.join(': '), confidence: null, words: [] };
  });
}

/** The same as spoken: words 400 ms long, one every half second, turns ten seconds apart. */
export function spoken(...lines: string[]): Turn[] {
  return typed(...lines).map((turn, index) => {
    const pieces = turn.text.match(/\p{Script=Han}\p{P}*|[^\s\p{Script=Han}]+/gu) ?? [];
    const words = pieces.map((text, i) => {
      const start_ms = index * 10_000 + i * 500;
      return { text, start_ms, end_ms: start_ms + 400, confidence: 0.5 + i / 100 };
    });
    return { ...turn, start_ms: index * 10_000, end_ms: words.at(-1)?.end_ms ?? 0, confidence: 0.9, words };
  });
}

const NO_NAMES = PERSONAL_DATA.filter((kind) => kind !== 'name');

/** What is found: "card: 4111 1111" in order of turns. */
export function found(turns: readonly Turn[], kinds: readonly PersonalDataKind[] = NO_NAMES): string[] {
  return findPersonalData(turns, kinds).map(
    ({ kind, turn, start, end }) => `${kind}: ${turns[turn]!.text.slice(start, end)}`,
  );
}
