// What Amazon Transcribe writes. Its batch jobs list items, words with times as strings and punctuation without; a job
// with channels lists them by channel, a job with speakers names one in each item, or in older files in segments beside
// them. Call Analytics has turns with the side of each.

import { z } from 'zod';
import { spreadWords } from '../correcting/spread.ts';
import { joinWords } from '../listening/words.ts';
import type { Word } from '../transcript.ts';
import { between0And1, type Foreign, type Said, type SpokenWord, stretchesOf, toMs } from './said.ts';

/** Numbers come as strings. */
const Decimal = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number);

const Item = z.object({
  type: z.enum(['pronunciation', 'punctuation']),
  start_time: Decimal.optional(),
  end_time: Decimal.optional(),
  alternatives: z.array(z.object({ content: z.string(), confidence: Decimal.nullish() })).min(1),
  speaker_label: z.string().nullish(),
});
type Item = z.infer<typeof Item>;

const Segment = z.object({
  start_time: Decimal,
  end_time: Decimal,
  speaker_label: z.string(),
  items: z.array(z.object({ start_time: Decimal, speaker_label: z.string() })).nullish(),
});

export const AwsFile = z.object({
  results: z
    .object({
      language_code: z.string().nullish(),
      items: z.array(Item).nullish(),
      channel_labels: z
        .object({ channels: z.array(z.object({ channel_label: z.string(), items: z.array(Item) })) })
        .nullish(),
      speaker_labels: z.object({ segments: z.array(Segment) }).nullish(),
    })
    .refine(({ items, channel_labels }) => items != null || channel_labels != null, { path: ['items'] }),
});

export function readAws({ results }: z.infer<typeof AwsFile>): Foreign {
  const channels = results.channel_labels?.channels ?? [];
  const speakers = new Map<number, string>();
  for (const segment of results.speaker_labels?.segments ?? []) {
    for (const item of segment.items ?? []) speakers.set(item.start_time, item.speaker_label);
  }
  const said =
    channels.length > 0
      ? channels.flatMap(({ channel_label, items }, i) => {
          const channel = Number(/(\d+)$/.exec(channel_label)?.[1] ?? i);
          return stretchesOf(wordsOf(items, speakers, channel), joinWords);
        })
      : stretchesOf(wordsOf(results.items ?? [], speakers, null), joinWords);
  return {
    format: 'aws',
    said,
    language: results.language_code ?? null,
    duration_ms: null,
    model: 'Amazon Transcribe',
  };
}

function wordsOf(items: readonly Item[], speakers: ReadonlyMap<number, string>, channel: number | null): SpokenWord[] {
  const words: SpokenWord[] = [];
  for (const { type, start_time, end_time, alternatives, speaker_label } of items) {
    const [best] = alternatives;
    const last = words.at(-1);
    if (!best) continue;
    if (type === 'punctuation' || start_time === undefined) {
      if (last) last.text += best.content;
      continue;
    }
    const start_ms = toMs(start_time);
    // On channels speakers are told by them alone.
    const label = channel === null ? (speaker_label ?? speakers.get(start_time) ?? null) : null;
    const confidence = between0And1(best.confidence ?? 1);
    words.push({
      text: best.content,
      start_ms,
      end_ms: Math.max(start_ms, toMs(end_time ?? start_time)),
      confidence,
      label,
      channel,
    });
  }
  return words;
}

const Ms = z.number().finite();

export const AwsAnalyticsFile = z.object({
  Transcript: z.array(
    z.object({
      BeginOffsetMillis: Ms,
      EndOffsetMillis: Ms,
      Content: z.string(),
      ParticipantRole: z.string(),
      Items: z
        .array(
          z.object({
            Type: z.string(),
            Content: z.string(),
            Confidence: Decimal.nullish(),
            BeginOffsetMillis: Ms.nullish(),
            EndOffsetMillis: Ms.nullish(),
          }),
        )
        .nullish(),
    }),
  ),
  LanguageCode: z.string().nullish(),
});

export function readAwsAnalytics(file: z.infer<typeof AwsAnalyticsFile>): Foreign {
  const said = file.Transcript.map((turn): Said => {
    const start_ms = Math.max(0, Math.round(turn.BeginOffsetMillis));
    const end_ms = Math.max(start_ms, Math.round(turn.EndOffsetMillis));
    const words: Word[] = [];
    for (const item of turn.Items ?? []) {
      const last = words.at(-1);
      if (item.BeginOffsetMillis == null || /punctuation/i.test(item.Type)) {
        if (last) last.text += item.Content;
        continue;
      }
      const from = Math.max(0, Math.round(item.BeginOffsetMillis));
      const to = Math.max(from, Math.round(item.EndOffsetMillis ?? from));
      words.push({ text: item.Content, start_ms: from, end_ms: to, confidence: between0And1(item.Confidence ?? 1) });
    }
    const text = turn.Content.trim();
    return {
      start_ms,
      end_ms,
      text,
      label: turn.ParticipantRole,
      channel: null,
      confidence: null,
      words: words.length > 0 ? words : spreadWords(text, start_ms, end_ms),
    };
  });
  const model = 'Amazon Transcribe Call Analytics';
  return { format: 'aws-analytics', said, language: file.LanguageCode ?? null, duration_ms: null, model };
}
