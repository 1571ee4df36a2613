// Services that list words: Rev, Speechmatics, ElevenLabs, IBM Watson, Vosk, and hosted Whisper with words only.

import { z } from 'zod';
import { joinWords } from '../transcript/words.ts';
import { Label, Num, withoutTimes, word } from './json-shapes.ts';
import { type Foreign, type Said, type SpokenWord, stretchesOf, toMs, Unreadable } from './said.ts';

/** Punctuation and what has no times belongs to the word before, or waits for the first one. */
export function gather(
  parts: readonly (Omit<SpokenWord, 'start_ms'> & { start_ms: number | null; joins: boolean })[],
): SpokenWord[] {
  const words: SpokenWord[] = [];
  let front = '';
  for (const { joins, start_ms, ...part } of parts) {
    const last = words.at(-1);
    if (start_ms !== null && !joins) {
      words.push({ ...part, text: front + part.text, start_ms });
      front = '';
    } else if (last) last.text += joins ? part.text : ` ${part.text}`;
    else front += joins ? part.text : `${part.text} `;
  }
  return words;
}

export const RevFile = z.object({
  monologues: z.array(
    z.object({
      speaker: Label,
      speaker_info: z.object({ display_name: z.string().nullish() }).nullish(),
      elements: z.array(
        z.object({
          type: z.string(),
          value: z.string(),
          ts: Num.nullish(),
          end_ts: Num.nullish(),
          confidence: z.number().nullish(),
        }),
      ),
    }),
  ),
});

export function readRev({ monologues }: z.infer<typeof RevFile>): Foreign {
  const said = monologues.flatMap(({ speaker, speaker_info, elements }): Said[] => {
    const label = speaker_info?.display_name || speaker;
    const parts = elements.map((one) => ({
      ...word(one.value.trim(), 0, toMs(one.end_ts ?? one.ts ?? 0), one.confidence),
      start_ms: one.ts == null ? null : toMs(one.ts),
      label,
      channel: null,
      joins: one.type === 'punct',
    }));
    const words = gather(parts);
    if (words.length === 0 && parts.some(({ text }) => /\p{L}/u.test(text))) withoutTimes('Rev', 'ts, end_ts');
    return stretchesOf(words, joinWords);
  });
  return { format: 'rev', said, language: null, duration_ms: null, model: 'Rev' };
}

export const SpeechmaticsFile = z.object({
  metadata: z.object({ transcription_config: z.object({ language: z.string().nullish() }).nullish() }).nullish(),
  results: z.array(
    z.object({
      type: z.string(),
      start_time: Num.nullish(),
      end_time: Num.nullish(),
      channel: z.string().nullish(),
      attaches_to: z.string().nullish(),
      alternatives: z
        .array(z.object({ content: z.string(), confidence: z.number().nullish(), speaker: Label }))
        .nullish(),
    }),
  ),
});

export function readSpeechmatics({ metadata, results }: z.infer<typeof SpeechmaticsFile>): Foreign {
  const channels = [...new Set(results.flatMap(({ channel }) => (channel ? [channel] : [])))];
  const parts = results.flatMap((one, i) => {
    const best = one.alternatives?.[0];
    if (!best && /^(word|punctuation|entity)$/.test(one.type)) {
      throw new Unreadable('transcript-field', { path: `results[${i}].alternatives` });
    }
    if (!best) return [];
    const channel = channels.length > 1 ? channels.indexOf(one.channel ?? '') : -1;
    return [
      {
        ...word(best.content, 0, toMs(one.end_time ?? one.start_time ?? 0), best.confidence),
        start_ms: one.start_time == null ? null : toMs(one.start_time),
        label: channel >= 0 || best.speaker === 'UU' ? null : best.speaker,
        channel: channel >= 0 ? channel : null,
        joins: one.type === 'punctuation' && one.attaches_to !== 'next',
      },
    ];
  });
  const said = stretchesOf(gather(parts), joinWords);
  if (said.length === 0 && parts.length > 0) withoutTimes('Speechmatics', 'json-v2');
  const language = metadata?.transcription_config?.language ?? null;
  return { format: 'speechmatics', said, language, duration_ms: null, model: 'Speechmatics' };
}

export const ElevenLabsFile = z.object({
  language_code: z.string().nullish(),
  words: z.array(
    z.object({ text: z.string(), start: Num.nullish(), end: Num.nullish(), type: z.string(), speaker_id: Label }),
  ),
});

export function readElevenLabs({ language_code, words }: z.infer<typeof ElevenLabsFile>): Foreign {
  const parts = words
    .filter(({ type }) => type !== 'spacing')
    .map((one) => ({
      ...word(one.text, 0, toMs(one.end ?? one.start ?? 0)),
      start_ms: one.start == null ? null : toMs(one.start),
      label: one.speaker_id,
      channel: null,
      joins: false,
    }));
  const said = stretchesOf(gather(parts), joinWords);
  if (said.length === 0 && parts.length > 0) withoutTimes('ElevenLabs', 'timestamps_granularity: word');
  return { format: 'elevenlabs', said, language: language_code ?? null, duration_ms: null, model: 'ElevenLabs' };
}

export const WatsonFile = z.object({
  results: z.array(
    z.object({
      alternatives: z.array(
        z.object({
          transcript: z.string(),
          timestamps: z.array(z.tuple([z.string(), Num, Num])).nullish(),
        }),
      ),
    }),
  ),
  speaker_labels: z.array(z.object({ from: Num, speaker: Label })).nullish(),
});

export function readWatson({ results, speaker_labels }: z.infer<typeof WatsonFile>): Foreign {
  const speakers = new Map((speaker_labels ?? []).map(({ from, speaker }) => [from, speaker]));
  const words = results.flatMap(({ alternatives }): SpokenWord[] => {
    const best = alternatives[0];
    if (best && !best.timestamps && best.transcript.trim() !== '') withoutTimes('IBM Watson', 'timestamps=true');
    return (best?.timestamps ?? []).map(([text, start, end]) => ({
      ...word(text, toMs(start), toMs(end)),
      label: speakers.get(start) ?? null,
      channel: null,
    }));
  });
  return {
    format: 'watson',
    said: stretchesOf(words, joinWords),
    language: null,
    duration_ms: null,
    model: 'IBM Watson',
  };
}

const VoskPart = z.object({
  text: z.string().nullish(),
  result: z.array(z.object({ word: z.string(), start: Num, end: Num, conf: z.number().nullish() })).nullish(),
});

/** One object, or one for every stretch. */
export const VoskFile = z.array(VoskPart);

export function readVosk(parts: z.infer<typeof VoskFile>): Foreign {
  const words = parts.flatMap(({ text, result }): SpokenWord[] => {
    if (!result && text?.trim()) withoutTimes('Vosk', 'SetWords(true)');
    return (result ?? []).map((one) => ({
      ...word(one.word, toMs(one.start), toMs(one.end), one.conf),
      label: null,
      channel: null,
    }));
  });
  return { format: 'vosk', said: stretchesOf(words, joinWords), language: null, duration_ms: null, model: 'Vosk' };
}

export const WordsFile = z.object({
  words: z.array(
    z.object({
      word: z.string(),
      start: Num.nullish(),
      end: Num.nullish(),
      probability: z.number().nullish(),
      speaker: Label,
    }),
  ),
  language: z.string().nullish(),
  duration: Num.nullish(),
});

/** The hosted Whisper asked for words alone, and WhisperX's list of them. */
export function readWords({ words, language, duration }: z.infer<typeof WordsFile>): Foreign {
  const parts = words.map((one) => ({
    ...word(one.word, 0, toMs(one.end ?? one.start ?? 0), one.probability),
    start_ms: one.start == null ? null : toMs(one.start),
    label: one.speaker,
    channel: null,
    joins: false,
  }));
  const said = stretchesOf(gather(parts), joinWords);
  if (said.length === 0 && parts.length > 0) withoutTimes('Whisper', 'timestamp_granularities[]=word');
  const duration_ms = duration == null ? null : toMs(duration);
  return { format: 'whisper', said, language: language ?? null, duration_ms, model: null };
}
