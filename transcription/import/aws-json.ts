// Output of Amazon Transcribe. Batch jobs list items: words with times as strings, punctuation without. A job with
// channels lists them by channel; a job with speakers names one in each item, or in older files in separate segments.
// Call Analytics has turns with their side.

import { z } from 'zod';
import type { Word } from '../transcript/transcript.ts';
import { joinWords } from '../transcript/words.ts';
import { Label, Num, type Stretch, saidOf, wholeMs, word } from './json-shapes.ts';
import { type Foreign, type SpokenWord, stretchesOf, toMs } from './said.ts';
import { gather } from './word-json.ts';

const Item = z.object({
  type: z.enum(['pronunciation', 'punctuation']),
  start_time: Num.optional(),
  end_time: Num.optional(),
  alternatives: z.array(z.object({ content: z.string(), confidence: Num.nullish() })).min(1),
  speaker_label: z.string().nullish(),
});
type Item = z.infer<typeof Item>;

const Segment = z.object({
  start_time: Num,
  end_time: Num,
  speaker_label: z.string(),
  items: z.array(z.object({ start_time: Num, speaker_label: z.string() })).nullish(),
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
  return gather(
    items.flatMap(({ type, start_time, end_time, alternatives, speaker_label }) => {
      const [best] = alternatives;
      if (!best) return [];
      const start_ms = start_time === undefined || type === 'punctuation' ? null : toMs(start_time);
      // On channels speakers are recognised by them alone.
      const labelled = speaker_label ?? (start_time === undefined ? null : speakers.get(start_time)) ?? null;
      const spoken = word(best.content, start_ms ?? 0, toMs(end_time ?? start_time ?? 0), best.confidence);
      return [
        { ...spoken, start_ms, label: channel === null ? labelled : null, channel, joins: type === 'punctuation' },
      ];
    }),
  );
}

const Turn = z.object({
  BeginOffsetMillis: Num,
  EndOffsetMillis: Num,
  Content: z.string(),
  ParticipantRole: Label,
  ParticipantId: Label,
  Items: z
    .array(
      z.object({
        Type: z.string(),
        Content: z.string(),
        Confidence: Num.nullish(),
        BeginOffsetMillis: Num.nullish(),
        EndOffsetMillis: Num.nullish(),
      }),
    )
    .nullish(),
});
type Turn = z.infer<typeof Turn>;

/** Call Analytics names the role in every turn; Contact Lens lists who took part, and turns have their ids. */
export const AwsAnalyticsFile = z.object({
  Transcript: z.array(Turn),
  Participants: z.array(z.object({ ParticipantId: z.string(), ParticipantRole: Label })).nullish(),
  LanguageCode: z.string().nullish(),
});

export function readAwsAnalytics(file: z.infer<typeof AwsAnalyticsFile>): Foreign {
  const model = file.Participants ? 'Amazon Contact Lens' : 'Amazon Transcribe Call Analytics';
  const roles = new Map(
    (file.Participants ?? []).map(({ ParticipantId, ParticipantRole }) => [ParticipantId, ParticipantRole]),
  );
  const said = saidOf(file.Transcript.map((turn) => stretchOf(turn, roles)));
  return { format: 'aws-analytics', said, language: file.LanguageCode ?? null, duration_ms: null, model };
}

/** What a segment may hold. */
const FOUND = new Set(['Transcript', 'Utterance', 'Categories', 'PostContactSummary']);

/** What Contact Lens writes during a call: segments, of which some are turns and others findings. */
export const AwsLive = z.array(
  z
    .looseObject({ Transcript: Turn.nullish() })
    .refine((segment) => Object.keys(segment).every((key) => FOUND.has(key))),
);

export function readAwsLive(segments: z.infer<typeof AwsLive>): Foreign {
  const turns = segments.flatMap(({ Transcript }) => (Transcript ? [Transcript] : []));
  const said = saidOf(turns.map((turn) => stretchOf(turn, new Map())));
  return { format: 'aws-analytics', said, language: null, duration_ms: null, model: 'Amazon Contact Lens' };
}

function stretchOf(turn: Turn, roles: ReadonlyMap<string, string | null>): Stretch {
  const words: Word[] = [];
  for (const item of turn.Items ?? []) {
    const last = words.at(-1);
    if (item.BeginOffsetMillis == null || /punctuation/i.test(item.Type)) {
      if (last) last.text += item.Content;
      continue;
    }
    const from = wholeMs(item.BeginOffsetMillis);
    words.push(word(item.Content, from, wholeMs(item.EndOffsetMillis ?? from), item.Confidence));
  }
  const id = turn.ParticipantId;
  const label = turn.ParticipantRole ?? (id === null ? null : (roles.get(id) ?? id));
  return {
    text: turn.Content,
    start_ms: wholeMs(turn.BeginOffsetMillis),
    end_ms: wholeMs(turn.EndOffsetMillis),
    label,
    words,
  };
}
