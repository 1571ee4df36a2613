// Output of Google Speech-to-Text: results with alternatives and words (v1 with startTime, v2 with startOffset), the
// answer of a long-running job around them, and batch jobs by file. With speakers, v1 lists all words once more in its
// last result; those are used instead of the others.

import { z } from 'zod';
import { joinWords } from '../transcript/words.ts';
import { at, durationMs, Label, type Stretch, saidOf, sayTheSame, withoutTimes, word } from './json-shapes.ts';
import { type Foreign, type Said, type SpokenWord, stretchesOf, Unreadable } from './said.ts';

const MAKER = 'Google Speech-to-Text';

const GoogleWord = z.object({
  word: z.string(),
  startTime: z.unknown().optional(),
  endTime: z.unknown().optional(),
  startOffset: z.unknown().optional(),
  endOffset: z.unknown().optional(),
  confidence: z.number().nullish(),
  speakerTag: Label,
  speakerLabel: Label,
});
type GoogleWord = z.infer<typeof GoogleWord>;

/** What a result may have besides what was said: one of silence has nothing else. */
const RESULT_KEYS = new Set(['channelTag', 'languageCode', 'resultEndTime', 'resultEndOffset']);

const Result = z.looseObject({
  alternatives: z
    .array(
      z.object({
        transcript: z.string().nullish(),
        confidence: z.number().nullish(),
        words: z.array(GoogleWord).nullish(),
      }),
    )
    .nullish(),
  channelTag: z.number().int().nullish(),
  languageCode: z.string().nullish(),
  resultEndTime: z.unknown().optional(),
  resultEndOffset: z.unknown().optional(),
});
type Result = z.infer<typeof Result>;

export const GoogleFile = z.object({ results: z.array(Result) });

/** The list of results, wherever this kind of job has it; null for files that are not Google's. */
export function googleResults(value: unknown): unknown {
  const inside = [value, at(value, 'response'), at(value, 'transcript')];
  for (const one of inside) {
    const results = at(one, 'results');
    if (Array.isArray(results)) return results.some((result) => at(result, 'alternatives') !== undefined) ? one : null;
    if (typeof results !== 'object' || results === null) continue;
    for (const file of Object.values(results)) {
      const held = [at(file, 'transcript'), at(file, 'inlineResult', 'transcript')].find((it) =>
        Array.isArray(at(it, 'results')),
      );
      if (held) return held;
    }
  }
  return null;
}

export function readGoogle({ results }: z.infer<typeof GoogleFile>): Foreign {
  const several = new Set(results.flatMap(({ channelTag }) => (channelTag == null ? [] : [channelTag]))).size > 1;
  const last = results.at(-1);
  const speakers = wordsOf(last, false).some(({ label }) => label !== null && label !== '0');
  const before = results
    .slice(0, -1)
    .some((result) => wordsOf(result, false).some(({ label }) => label !== null && label !== '0'));
  // The last result repeats all words with their speakers.
  const read = last && speakers && !before && results.length > 1 && repeatsAll(results) ? [last] : results;
  let end = 0;
  const said = read.flatMap((result): Said[] => {
    const from = end;
    end = durationMs(result.resultEndTime ?? result.resultEndOffset) ?? from;
    const words = wordsOf(result, several);
    const best = result.alternatives?.[0];
    if (!result.alternatives && Object.keys(result).some((key) => !RESULT_KEYS.has(key))) {
      throw new Unreadable('transcript-field', { path: `results[${results.indexOf(result)}].alternatives` });
    }
    const text = best?.transcript?.trim() ?? '';
    const [begins, ends] = [words[0], words.at(-1)];
    if (begins && ends && (text === '' || sayTheSame(words, text))) return stretchesOf(words, joinWords);
    if (begins && ends) {
      // The words are not what the result says: it counts, between the first and the last of them.
      const { start_ms, label, channel } = begins;
      return saidOf([{ text, start_ms, end_ms: ends.end_ms, label, channel, confidence: best?.confidence }]);
    }
    if (text === '') return [];
    if (end <= from) withoutTimes(MAKER, 'enableWordTimeOffsets');
    const channel = several ? (result.channelTag ?? 1) - 1 : null;
    const stretch: Stretch = { text, start_ms: from, end_ms: end, channel, confidence: best?.confidence };
    return saidOf([stretch]);
  });
  const language = results.find(({ languageCode }) => languageCode != null)?.languageCode ?? null;
  return { format: 'google', said, language, duration_ms: null, model: MAKER };
}

function repeatsAll(results: readonly Result[]): boolean {
  const last = wordsOf(results.at(-1), false).length;
  return last >= results.slice(0, -1).reduce((sum, result) => sum + wordsOf(result, false).length, 0);
}

/** Protocol buffers leave out what is 0: a word without a start begins where the recording does. */
function wordsOf(result: Result | undefined, several: boolean): SpokenWord[] {
  const best = result?.alternatives?.[0];
  const words = best?.words ?? [];
  if (!words.some((one) => endOf(one) !== null)) return [];
  return words.map((one): SpokenWord => {
    const start_ms = durationMs(one.startTime ?? one.startOffset) ?? 0;
    const label = several ? null : (one.speakerLabel ?? one.speakerTag);
    const channel = several ? (result?.channelTag ?? 1) - 1 : null;
    return { ...word(one.word, start_ms, endOf(one) ?? start_ms, one.confidence ?? best?.confidence), label, channel };
  });
}

const endOf = (one: GoogleWord): number | null => durationMs(one.endTime ?? one.endOffset);
