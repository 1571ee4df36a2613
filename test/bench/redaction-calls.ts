// The shared calls: every turn in which personal data is spoken, from the true text and from the recogniser's output.

import { findPersonalData, PERSONAL_DATA } from '../../transcription/text/redaction/personal-data.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import type { TrueCall } from '../transcription/voices.ts';

/** What is personal in the labelled turns, and where it is said again: call, turn, words. */
const SAID: Record<string, [turn: number, words: string][]> = {
  'en-parcel': [[5, 'four seven one nine two']],
  'en-charge': [[3, 'eight zero three five one']],
  'en-address': [
    [3, 'four one one one, one one one one, one one one one, one one one one'],
    [4, 'Four one one one, one one one one, one one one one, one one one one'],
    [5, 'Twenty two Maple Street, apartment five, Riverside'],
    [12, 'peter dot lane at example dot com'],
    [13, 'Peter dot lane at example dot com'],
  ],
  'en-router': [
    [3, 'Anna Berg'],
    [3, 'five five five, zero one four two, double seven'],
    [4, 'Anna'],
    [5, 'Nine three zero six'],
    [16, 'Anna'],
  ],
  'zh-return': [[5, '三八二六']],
  'zh-late': [[3, '七七二零一五']],
  'zh-lost-card': [
    [3, '陈志强'],
    [4, '陈'],
    [5, '零九二八一五'],
  ],
  'zh-bill': [[3, '一三八零零一三八零零零']],
};

type Row = { call: string; turn: number; words: string; masked: boolean; heard: string };
type Result = { rows: Row[]; wrong: string[]; turns: number };

/** From the true text: each stretch masked whole; finds anywhere else are wrong. */
export function inTruth(calls: readonly TrueCall[]): Result {
  const [rows, wrong]: [Row[], string[]] = [[], []];
  for (const call of calls) {
    const turns: Turn[] = call.turns.map((turn) => ({ ...turn, channel: 0, confidence: null, words: [] }));
    const finds = findPersonalData(turns, PERSONAL_DATA);
    const said = (SAID[call.id] ?? []).map(([turn, words]) => ({
      turn,
      words,
      start: turns[turn]!.text.indexOf(words),
    }));
    for (const { turn, words, start } of said) {
      const whole = [...words].every(
        (letter, i) =>
          !/[\p{L}\p{N}]/u.test(letter) ||
          finds.some((find) => find.turn === turn && find.start <= start + i && find.end > start + i),
      );
      rows.push({ call: call.id, turn, words, masked: whole, heard: turns[turn]!.text });
    }
    for (const { turn, start, end } of finds)
      if (!said.some((one) => one.turn === turn && one.start < end && one.start + one.words.length > start))
        wrong.push(`${call.id} ${turn}: ${turns[turn]!.text.slice(start, end)}`);
  }
  return { rows, wrong, turns: calls.reduce((sum, { turns }) => sum + turns.length, 0) };
}

/** Beside the true words' times, ms. */
const SLACK_MS = 600;
const FIGURES =
  /\d|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|twenty)\b|[零一二三四五六七八九幺]/i;

/**
 * From a recogniser's transcript: at the time of the labelled turn something is masked and no figure, and no word of
 * the datum, is left; finds at other times are wrong.
 */
export function inTranscripts(calls: readonly TrueCall[], transcripts: ReadonlyMap<string, readonly Turn[]>): Result {
  const [rows, wrong]: [Row[], string[]] = [[], []];
  let count = 0;
  for (const call of calls) {
    const turns = transcripts.get(call.id) ?? [];
    count += turns.length;
    const finds = findPersonalData(turns, PERSONAL_DATA);
    const said = SAID[call.id] ?? [];
    for (const [index, words] of said) {
      const { start_ms, end_ms, speaker } = call.turns[index]!;
      const heard = turns
        .flatMap((turn, t) =>
          turn.speaker === speaker
            ? turn.words.map((word, w) => ({
                ...word,
                masked: finds.some(
                  (find) => find.turn === t && w >= (find.first_word ?? 0) && w < (find.last_word ?? 0),
                ),
              }))
            : [],
        )
        .filter((word) => word.end_ms > start_ms - SLACK_MS && word.start_ms < end_ms + SLACK_MS);
      const own = new Set(words.toLowerCase().match(/[a-z]{3,}|\p{Script=Han}/gu) ?? []);
      const open = heard.filter(
        ({ text, masked }) =>
          !masked &&
          (own.has(text.toLowerCase().replace(/[^a-z\p{Script=Han}]/gu, '')) ||
            (/^\d/.test(text) && FIGURES.test(text))),
      );
      const some = heard.some(({ masked }) => masked);
      rows.push({
        call: call.id,
        turn: index,
        words,
        masked: some && open.length === 0,
        heard: heard.map(({ text, masked }) => (masked ? `⟦${text}⟧` : text)).join(' '),
      });
    }
    for (const { start_ms, end_ms, turn, start, end } of finds) {
      const near = said.some(
        ([index]) =>
          (end_ms ?? 0) > call.turns[index]!.start_ms - SLACK_MS &&
          (start_ms ?? 0) < call.turns[index]!.end_ms + SLACK_MS,
      );
      if (!near) wrong.push(`${call.id} ${turn}: ${turns[turn]!.text.slice(start, end)}`);
    }
  }
  return { rows, wrong, turns: count };
}
