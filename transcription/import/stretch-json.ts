// Services that list stretches of speech: transformers.js and the pipelines it comes from (chunks), AssemblyAI, Genesys
// Cloud, Twilio and Gladia.

import { z } from 'zod';
import { joinWords } from '../transcript/words.ts';
import { Label, Num, type Stretch, saidOf, unfinished, wholeMs, withoutTimes, word } from './json-shapes.ts';
import { type Foreign, stretchesOf, toMs } from './said.ts';

const Chunk = z.object({ text: z.string(), timestamp: z.tuple([Num.nullish(), Num.nullish()]).nullish() });

export const ChunksFile = z.object({ chunks: z.array(Chunk), language: z.string().nullish() });

/** The last end may be open; asked for words, every chunk is one. */
export function readChunks({ chunks, language }: z.infer<typeof ChunksFile>): Foreign {
  const full = chunks.filter(({ text }) => text.trim() !== '');
  if (full.length > 0 && full.every(({ timestamp }) => timestamp?.[0] == null)) {
    withoutTimes('transformers.js', 'return_timestamps: true');
  }
  let last = 0;
  const stretches = full.map(({ text, timestamp }): Stretch => {
    const start_ms = timestamp?.[0] == null ? last : toMs(timestamp[0]);
    const end_ms = timestamp?.[1] == null ? null : toMs(timestamp[1]);
    last = end_ms ?? start_ms;
    return { text, start_ms, end_ms };
  });
  const said = saidOf(stretches);
  const words = said.filter((one) => one.words.length <= 1).length;
  const wordByWord = said.length > 3 && words > 0.9 * said.length;
  const single = said.flatMap((one) => one.words.map((each) => ({ ...each, label: null, channel: null })));
  return {
    format: 'chunks',
    said: wordByWord ? stretchesOf(single, joinWords) : said,
    language: language ?? null,
    duration_ms: null,
    model: null,
  };
}

const AssemblyWord = z.object({
  text: z.string(),
  start: Num,
  end: Num,
  confidence: z.number().nullish(),
  speaker: Label,
  channel: Label,
});
const AssemblyPart = z.object({
  text: z.string(),
  start: Num,
  end: Num,
  confidence: z.number().nullish(),
  speaker: Label,
  channel: Label,
  words: z.array(AssemblyWord).nullish(),
});

export const AssemblyAiFile = z.object({
  status: z.string().nullish(),
  error: z.string().nullish(),
  text: z.string().nullish(),
  language_code: z.string().nullish(),
  audio_duration: Num.nullish(),
  utterances: z.array(AssemblyPart).nullish(),
  sentences: z.array(AssemblyPart).nullish(),
  paragraphs: z.array(AssemblyPart).nullish(),
  words: z.array(AssemblyWord).nullish(),
});

/** Times are in ms; utterances know the speakers. Channels are counted from 1. */
export function readAssemblyAi(file: z.infer<typeof AssemblyAiFile>): Foreign {
  if (file.status && file.status !== 'completed') unfinished('AssemblyAI', file.status);
  const parts = [file.utterances, file.sentences, file.paragraphs].find((some) => some && some.length > 0) ?? [];
  const channels = new Set([...parts, ...(file.words ?? [])].map(({ channel }) => channel));
  const channelOf = (channel: string | null): number | null => {
    return channels.size > 1 && channel !== null && /^\d+$/.test(channel) ? Number(channel) - 1 : null;
  };
  const said =
    parts.length > 0
      ? saidOf(
          parts.map((one): Stretch => {
            const channel = channelOf(one.channel);
            const words = (one.words ?? []).map((each) =>
              word(each.text, wholeMs(each.start), wholeMs(each.end), each.confidence),
            );
            const times = { start_ms: wholeMs(one.start), end_ms: wholeMs(one.end) };
            return {
              text: one.text,
              ...times,
              label: channel === null ? one.speaker : null,
              channel,
              confidence: one.confidence,
              words,
            };
          }),
        )
      : stretchesOf(
          (file.words ?? []).map((each) => {
            const channel = channelOf(each.channel);
            const own = word(each.text, wholeMs(each.start), wholeMs(each.end), each.confidence);
            return { ...own, label: channel === null ? each.speaker : null, channel };
          }),
          joinWords,
        );
  if (said.length === 0 && file.text?.trim()) withoutTimes('AssemblyAI', 'words, utterances');
  const duration_ms = file.audio_duration == null ? null : toMs(file.audio_duration);
  return { format: 'assemblyai', said, language: file.language_code ?? null, duration_ms, model: 'AssemblyAI' };
}

const Length = z.union([Num, z.object({ milliseconds: Num }).transform(({ milliseconds }) => milliseconds)]).nullish();

export const GenesysFile = z.object({
  startTime: z.union([z.number(), z.string()]).nullish(),
  duration: Length,
  transcripts: z.array(
    z.object({
      language: z.string().nullish(),
      phrases: z.array(
        z.object({
          text: z.string(),
          decoratedText: z.string().nullish(),
          startTimeMs: Num.nullish(),
          offset: Length,
          duration: Length,
          confidence: z.number().nullish(),
          participantPurpose: Label,
        }),
      ),
    }),
  ),
});

/** Phrases have the time of day they began at; the conversation tells when that was. `internal` is the agent. */
export function readGenesys(file: z.infer<typeof GenesysFile>): Foreign {
  const phrases = file.transcripts.flatMap((one) => one.phrases);
  const began =
    typeof file.startTime === 'number'
      ? file.startTime
      : typeof file.startTime === 'string'
        ? Date.parse(file.startTime)
        : null;
  const first = phrases.reduce(
    (least, { startTimeMs }) => Math.min(least, startTimeMs ?? least),
    Number.POSITIVE_INFINITY,
  );
  const base = began !== null && Number.isFinite(began) && began <= first ? began : first > 1e11 ? first : 0;
  const stretches = phrases.map((one): Stretch => {
    const at = one.offset ?? (one.startTimeMs == null ? null : one.startTimeMs - base);
    if (at === null) return withoutTimes('Genesys Cloud', 'startTimeMs');
    const start_ms = wholeMs(at);
    const label = one.participantPurpose;
    const end_ms = one.duration == null ? null : start_ms + wholeMs(one.duration);
    return { text: one.decoratedText || one.text, start_ms, end_ms, label, confidence: one.confidence };
  });
  const language = file.transcripts[0]?.language ?? null;
  return { format: 'genesys', said: saidOf(stretches), language, duration_ms: null, model: 'Genesys Cloud' };
}

export const TwilioFile = z.object({
  sentences: z.array(
    z.object({
      media_channel: z.number().int().nullish(),
      start_time: Num.nullish(),
      end_time: Num.nullish(),
      transcript: z.string(),
      confidence: Num.nullish(),
    }),
  ),
});

export function readTwilio({ sentences }: z.infer<typeof TwilioFile>): Foreign {
  const several = new Set(sentences.map(({ media_channel }) => media_channel)).size > 1;
  const stretches = sentences.map((one): Stretch => {
    if (one.start_time == null) return withoutTimes('Twilio', 'start_time, end_time');
    const channel = several ? (one.media_channel ?? 1) - 1 : null;
    const end_ms = one.end_time == null ? null : toMs(one.end_time);
    return { text: one.transcript, start_ms: toMs(one.start_time), end_ms, channel, confidence: one.confidence };
  });
  return { format: 'twilio', said: saidOf(stretches), language: null, duration_ms: null, model: 'Twilio' };
}

export const GladiaFile = z.object({
  languages: z.array(z.string()).nullish(),
  utterances: z.array(
    z.object({
      text: z.string(),
      start: Num,
      end: Num,
      confidence: z.number().nullish(),
      channel: z.number().int().nullish(),
      speaker: Label,
      words: z.array(z.object({ word: z.string(), start: Num, end: Num, confidence: z.number().nullish() })).nullish(),
    }),
  ),
});

export function readGladia({ languages, utterances }: z.infer<typeof GladiaFile>): Foreign {
  const several = new Set(utterances.map(({ channel }) => channel ?? 0)).size > 1;
  const said = saidOf(
    utterances.map(
      (one): Stretch => ({
        text: one.text,
        start_ms: toMs(one.start),
        end_ms: toMs(one.end),
        label: several ? null : one.speaker,
        channel: several ? (one.channel ?? 0) : null,
        confidence: one.confidence,
        words: (one.words ?? []).map((each) => word(each.word, toMs(each.start), toMs(each.end), each.confidence)),
      }),
    ),
  );
  return { format: 'gladia', said, language: languages?.[0] ?? null, duration_ms: null, model: 'Gladia' };
}
