// Output of Azure's speech service: batch jobs (recognizedPhrases, in ticks and ISO durations), fast transcription
// (phrases, in ms), and the events of a live session, single or in a list (Offset, Duration, NBest).

import { z } from 'zod';
import type { Word } from '../transcript/transcript.ts';
import { durationMs, Label, Num, type Stretch, saidOf, ticksMs, wholeMs, withoutTimes, word } from './json-shapes.ts';
import { type Foreign, Unreadable } from './said.ts';

const MAKER = 'Azure Speech';

const TickWord = z.object({
  word: z.string().optional(),
  displayText: z.string().optional(),
  offsetInTicks: Num.optional(),
  durationInTicks: Num.optional(),
  offset: z.unknown().optional(),
  duration: z.unknown().optional(),
  confidence: z.number().nullish(),
});

export const AzureBatchFile = z.object({
  duration: z.unknown().optional(),
  recognizedPhrases: z.array(
    z.object({
      recognitionStatus: z.string().nullish(),
      channel: z.number().int().nullish(),
      speaker: Label,
      locale: z.string().nullish(),
      offset: z.unknown().optional(),
      duration: z.unknown().optional(),
      offsetInTicks: Num.nullish(),
      durationInTicks: Num.nullish(),
      offsetMilliseconds: Num.nullish(),
      durationMilliseconds: Num.nullish(),
      nBest: z
        .array(
          z.object({
            confidence: z.number().nullish(),
            display: z.string().nullish(),
            lexical: z.string().nullish(),
            words: z.array(TickWord).nullish(),
            displayWords: z.array(TickWord).nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

type Timed = {
  offset?: unknown;
  duration?: unknown;
  offsetInTicks?: number | null | undefined;
  durationInTicks?: number | null | undefined;
  offsetMilliseconds?: number | null | undefined;
  durationMilliseconds?: number | null | undefined;
};

function timesOf(one: Timed): { start_ms: number; end_ms: number } | null {
  const at = (ms: unknown, ticks: unknown, iso: unknown): number | null =>
    typeof ms === 'number' ? wholeMs(ms) : typeof ticks === 'number' ? ticksMs(ticks) : durationMs(iso);
  const start_ms = at(one.offsetMilliseconds, one.offsetInTicks, one.offset);
  const length = at(one.durationMilliseconds, one.durationInTicks, one.duration);
  return start_ms === null || length === null ? null : { start_ms, end_ms: start_ms + length };
}

function wordsOf(words: readonly z.infer<typeof TickWord>[] | null | undefined): Word[] {
  return (words ?? []).flatMap((one) => {
    const times = timesOf(one);
    return times ? [word(one.displayText ?? one.word ?? '', times.start_ms, times.end_ms, one.confidence)] : [];
  });
}

export function readAzureBatch(file: z.infer<typeof AzureBatchFile>): Foreign {
  const channels = new Set(file.recognizedPhrases.map(({ channel }) => channel ?? 0));
  const stretches = file.recognizedPhrases.flatMap((phrase, i): Stretch[] => {
    const best = phrase.nBest?.[0];
    const text = best?.display ?? best?.lexical ?? null;
    if (text === null) {
      if (phrase.nBest?.length === 0 || /NoMatch|Silence/i.test(phrase.recognitionStatus ?? '')) return [];
      throw new Unreadable('transcript-field', { path: `recognizedPhrases[${i}].nBest[0].display` });
    }
    if (text.trim() === '') return [];
    const times = timesOf(phrase) ?? withoutTimes(MAKER, 'offset, duration');
    const words = [wordsOf(best?.displayWords), wordsOf(best?.words)].find((some) => some.length > 0) ?? [];
    const channel = channels.size > 1 ? (phrase.channel ?? 0) : null;
    const label = channel === null ? phrase.speaker : null;
    return [{ text, ...times, label, channel, confidence: best?.confidence, words }];
  });
  return {
    format: 'azure',
    said: saidOf(stretches),
    language: file.recognizedPhrases.find(({ locale }) => locale != null)?.locale ?? null,
    duration_ms: durationMs(file.duration),
    model: MAKER,
  };
}

const Phrase = z.object({
  channel: z.number().int().nullish(),
  speaker: Label,
  offsetMilliseconds: Num,
  durationMilliseconds: Num,
  text: z.string(),
  locale: z.string().nullish(),
  confidence: z.number().nullish(),
  words: z.array(z.object({ text: z.string(), offsetMilliseconds: Num, durationMilliseconds: Num })).nullish(),
});

export const AzureFastFile = z.object({ durationMilliseconds: Num.nullish(), phrases: z.array(Phrase) });

export function readAzureFast(file: z.infer<typeof AzureFastFile>): Foreign {
  const several = new Set(file.phrases.map(({ channel }) => channel ?? 0)).size > 1;
  const said = saidOf(
    file.phrases.map((one): Stretch => {
      const start_ms = wholeMs(one.offsetMilliseconds);
      return {
        text: one.text,
        start_ms,
        end_ms: start_ms + wholeMs(one.durationMilliseconds),
        label: several ? null : one.speaker,
        channel: several ? (one.channel ?? 0) : null,
        confidence: one.confidence,
        words: (one.words ?? []).map(({ text, offsetMilliseconds: from, durationMilliseconds: length }) =>
          word(text, wholeMs(from), wholeMs(from + length)),
        ),
      };
    }),
  );
  const duration_ms = file.durationMilliseconds == null ? null : wholeMs(file.durationMilliseconds);
  const language = file.phrases.find(({ locale }) => locale != null)?.locale ?? null;
  return { format: 'azure', said, language, duration_ms, model: MAKER };
}

const TimedWord = z.object({ Word: z.string(), Offset: Num, Duration: Num });

const Event = z.object({
  RecognitionStatus: z.union([z.string(), z.number()]).nullish(),
  Offset: Num,
  Duration: Num,
  DisplayText: z.string().nullish(),
  Text: z.string().nullish(),
  SpeakerId: Label,
  Channel: z.number().int().nullish(),
  NBest: z
    .array(
      z.object({
        Confidence: z.number().nullish(),
        Display: z.string().nullish(),
        Words: z.array(TimedWord).nullish(),
      }),
    )
    .nullish(),
});

/** The events of a live session. */
export const AzureEvents = z.array(Event);

export function readAzureEvents(events: z.infer<typeof AzureEvents>): Foreign {
  const several = new Set(events.map(({ Channel }) => Channel ?? 0)).size > 1;
  const stretches = events.flatMap((one): Stretch[] => {
    const best = one.NBest?.[0];
    const text = one.DisplayText ?? best?.Display ?? one.Text ?? '';
    if (text.trim() === '') return [];
    const start_ms = ticksMs(one.Offset);
    const words = (best?.Words ?? []).map(({ Word, Offset, Duration }) =>
      word(Word, ticksMs(Offset), ticksMs(Offset + Duration)),
    );
    const times = { start_ms, end_ms: start_ms + ticksMs(one.Duration) };
    const channel = several ? (one.Channel ?? 0) : null;
    return [{ text, ...times, label: several ? null : one.SpeakerId, channel, confidence: best?.Confidence, words }];
  });
  return { format: 'azure', said: saidOf(stretches), language: null, duration_ms: null, model: MAKER };
}
