// Output of Deepgram: alternatives with words for every channel, a speaker per word if requested, and utterances if
// requested. The words contain everything; utterances are used only if words are missing.

import { z } from 'zod';
import { spreadWords } from '../correcting/spread.ts';
import { joinWords } from '../transcript/words.ts';
import { withoutTimes } from './json-shapes.ts';
import { between0And1, type Foreign, type Said, type SpokenWord, stretchesOf, toMs } from './said.ts';

const Seconds = z.number().finite();
const DeepgramWord = z.object({
  word: z.string(),
  punctuated_word: z.string().nullish(),
  start: Seconds,
  end: Seconds,
  confidence: z.number().nullish(),
  speaker: z.number().int().nullish(),
});
type DeepgramWord = z.infer<typeof DeepgramWord>;

const Utterance = z.object({
  start: Seconds,
  end: Seconds,
  transcript: z.string(),
  confidence: z.number().nullish(),
  channel: z.number().int().nullish(),
  speaker: z.number().int().nullish(),
  words: z.array(DeepgramWord).nullish(),
});

export const DeepgramFile = z.object({
  metadata: z
    .object({ duration: Seconds.nullish(), model_info: z.record(z.string(), z.unknown()).nullish() })
    .nullish(),
  results: z.object({
    channels: z.array(
      z.object({
        detected_language: z.string().nullish(),
        alternatives: z.array(
          z.object({
            transcript: z.string().nullish(),
            words: z.array(DeepgramWord).nullish(),
            languages: z.array(z.string()).nullish(),
          }),
        ),
      }),
    ),
    utterances: z.array(Utterance).nullish(),
  }),
});

export function readDeepgram({ metadata, results }: z.infer<typeof DeepgramFile>): Foreign {
  const several = results.channels.length > 1;
  const said = results.channels.flatMap(({ alternatives }, channel) => {
    return stretchesOf(wordsOf(alternatives[0]?.words ?? [], several ? channel : null), joinWords);
  });
  // Words hold everything; where a channel has none, utterances do.
  const wordless = results.channels.some(
    ({ alternatives: [best] }) => best?.transcript?.trim() && (best.words ?? []).length === 0,
  );
  const utterances = results.utterances ?? [];
  if (wordless && utterances.length === 0) withoutTimes('Deepgram', 'words, utterances');
  const best = results.channels.map(({ alternatives }) => alternatives[0]);
  const language =
    results.channels.find(({ detected_language }) => detected_language != null)?.detected_language ??
    best.find((one) => one?.languages?.[0] !== undefined)?.languages?.[0] ??
    null;
  const name = Object.values(metadata?.model_info ?? {})
    .map((info) => (typeof info === 'object' && info !== null && 'name' in info ? info.name : null))
    .find((one) => typeof one === 'string');
  return {
    format: 'deepgram',
    said: said.length > 0 && !wordless ? said : utterances.map((one) => utterance(one, several)),
    language,
    duration_ms: typeof metadata?.duration === 'number' ? toMs(metadata.duration) : null,
    model: typeof name === 'string' ? `Deepgram ${name}` : 'Deepgram',
  };
}

/** On channels speakers are recognised by them alone. */
function wordsOf(words: readonly DeepgramWord[], channel: number | null): SpokenWord[] {
  return words.map(({ word, punctuated_word, start, end, confidence, speaker }) => {
    const start_ms = toMs(start);
    return {
      text: (punctuated_word ?? word).trim(),
      start_ms,
      end_ms: Math.max(start_ms, toMs(end)),
      confidence: between0And1(confidence ?? 1),
      label: channel === null && typeof speaker === 'number' ? String(speaker) : null,
      channel,
    };
  });
}

function utterance(
  { start, end, transcript, confidence, channel, speaker, words }: z.infer<typeof Utterance>,
  several: boolean,
): Said {
  const own = several ? (channel ?? 0) : null;
  const [start_ms, end_ms] = [toMs(start), Math.max(toMs(start), toMs(end))];
  const spoken = wordsOf(words ?? [], own).map(({ label: _, channel: __, ...word }) => word);
  return {
    start_ms,
    end_ms,
    text: transcript.trim(),
    label: own === null && typeof speaker === 'number' ? String(speaker) : null,
    channel: own,
    confidence: typeof confidence === 'number' ? between0And1(confidence) : null,
    words: spoken.length > 0 ? spoken : spreadWords(transcript, start_ms, end_ms, between0And1(confidence ?? 1)),
  };
}
