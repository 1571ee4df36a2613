// Chinese services: Alibaba (recorded files, Paraformer, Tingwu, and the dialogue analysis of its contact centre),
// Tencent, iFlytek, Baidu, Volcengine and Huawei. Times are in milliseconds; some put JSON into a string inside their
// JSON.

import { z } from 'zod';
import type { Word } from '../transcript/transcript.ts';
import { joinWords } from '../transcript/words.ts';
import { Label, Num, type Stretch, saidOf, unfinished, wholeMs, withoutTimes, word } from './json-shapes.ts';
import { parseJson } from './json-text.ts';
import { type Foreign, stretchesOf, type TranscriptFormat } from './said.ts';

function foreign(
  format: TranscriptFormat,
  model: string,
  stretches: readonly Stretch[],
  duration?: number | null,
): Foreign {
  const duration_ms = typeof duration === 'number' ? wholeMs(duration) : null;
  return { format, said: saidOf(stretches), language: null, duration_ms, model };
}

/** One channel is no side. */
const channelOf = (
  channels: readonly (number | null | undefined)[],
): ((channel: number | null | undefined) => number | null) => {
  const several = new Set(channels.map((channel) => channel ?? 0)).size > 1;
  return (channel) => (several ? (channel ?? 0) : null);
};

export const AliyunFile = z.object({
  BizDuration: Num.nullish(),
  Result: z.object({
    Sentences: z.array(
      z.object({
        BeginTime: Num,
        EndTime: Num,
        Text: z.string(),
        ChannelId: z.number().int().nullish(),
        SpeakerId: Label,
      }),
    ),
    Words: z
      .array(z.object({ BeginTime: Num, EndTime: Num, Word: z.string(), ChannelId: z.number().int().nullish() }))
      .nullish(),
  }),
});

/** Recorded files. Words stand beside the sentences. */
export function readAliyun({ BizDuration, Result }: z.infer<typeof AliyunFile>): Foreign {
  const channel = channelOf(Result.Sentences.map(({ ChannelId }) => ChannelId));
  const words = Map.groupBy(Result.Words ?? [], ({ ChannelId }) => channel(ChannelId));
  const stretches = Result.Sentences.map((one): Stretch => {
    const own = channel(one.ChannelId);
    const spoken = between(words.get(own) ?? [], one.BeginTime, one.EndTime);
    return {
      text: one.Text,
      start_ms: wholeMs(one.BeginTime),
      end_ms: wholeMs(one.EndTime),
      label: own === null ? one.SpeakerId : null,
      channel: own,
      words: spoken.map(({ Word, BeginTime, EndTime }) => word(Word, wholeMs(BeginTime), wholeMs(EndTime))),
    };
  });
  return foreign('aliyun', 'Aliyun', stretches, BizDuration);
}

/** Words in order that begin in a sentence, found by halving. */
function between<T extends { BeginTime: number }>(words: readonly T[], from: number, to: number): T[] {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.BeginTime ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < words.length && (words[end]?.BeginTime ?? to) < to) end++;
  return words.slice(low, end);
}

const ParaformerWord = z.object({
  begin_time: Num,
  end_time: Num,
  text: z.string(),
  punctuation: z.string().nullish(),
});

export const ParaformerFile = z.object({
  properties: z.object({ original_duration_in_milliseconds: Num.nullish() }).nullish(),
  transcripts: z.array(
    z.object({
      channel_id: z.number().int().nullish(),
      text: z.string().nullish(),
      sentences: z
        .array(
          z.object({
            begin_time: Num,
            end_time: Num,
            text: z.string(),
            speaker_id: Label,
            words: z.array(ParaformerWord).nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

export function readParaformer({ properties, transcripts }: z.infer<typeof ParaformerFile>): Foreign {
  const channel = channelOf(transcripts.map(({ channel_id }) => channel_id));
  const stretches = transcripts.flatMap(({ channel_id, sentences, text }): Stretch[] => {
    if (!sentences && text?.trim()) withoutTimes('Aliyun Paraformer', 'sentences');
    const own = channel(channel_id);
    return (sentences ?? []).map((one) => ({
      text: one.text,
      start_ms: wholeMs(one.begin_time),
      end_ms: wholeMs(one.end_time),
      label: own === null ? one.speaker_id : null,
      channel: own,
      words: (one.words ?? []).map((each) =>
        word(each.text + (each.punctuation ?? ''), wholeMs(each.begin_time), wholeMs(each.end_time)),
      ),
    }));
  });
  return foreign('aliyun', 'Aliyun Paraformer', stretches, properties?.original_duration_in_milliseconds);
}

export const TingwuFile = z.object({
  Transcription: z.object({
    AudioInfo: z.object({ Duration: Num.nullish() }).nullish(),
    Paragraphs: z.array(
      z.object({ SpeakerId: Label, Words: z.array(z.object({ Start: Num, End: Num, Text: z.string() })) }),
    ),
  }),
});

export function readTingwu({ Transcription }: z.infer<typeof TingwuFile>): Foreign {
  const { Paragraphs, AudioInfo } = Transcription;
  const words = Paragraphs.flatMap(({ SpeakerId, Words }) =>
    Words.map((one) => ({ ...word(one.Text, wholeMs(one.Start), wholeMs(one.End)), label: SpeakerId, channel: null })),
  );
  const said = stretchesOf(words, joinWords);
  return { ...foreign('aliyun', 'Aliyun Tingwu', [], AudioInfo?.Duration), said };
}

const Dialogue = z.object({ Begin: Num, End: Num, Words: z.string(), Role: Label, Identity: Label });

/** The sentences of the dialogue analysis, whichever call returned them. */
export const ScaDialogues = z.array(Dialogue);

export function readSca(dialogues: z.infer<typeof ScaDialogues>): Foreign {
  const stretches = dialogues.map(
    (one): Stretch => ({
      text: one.Words,
      start_ms: wholeMs(one.Begin),
      end_ms: wholeMs(one.End),
      label: one.Role ?? one.Identity,
    }),
  );
  return foreign('aliyun', 'Aliyun SCA', stretches);
}

export const TencentFile = z.object({
  AudioDuration: Num.nullish(),
  StatusStr: z.string().nullish(),
  Result: z.string().nullish(),
  ResultDetail: z
    .array(
      z.object({
        FinalSentence: z.string(),
        StartMs: Num,
        EndMs: Num,
        SpeakerId: Label,
        Words: z.array(z.object({ Word: z.string(), OffsetStartMs: Num, OffsetEndMs: Num })).nullish(),
      }),
    )
    .nullish(),
});

/** `[0:0.020,0:2.380,0]  text`: minutes, seconds, and the speaker if separated. */
const TENCENT_LINE = /^\s*\[(\d{1,4}):(\d{1,2}(?:\.\d{1,3})?),(\d{1,4}):(\d{1,2}(?:\.\d{1,3})?)(?:,(\d{1,3}))?\]\s*/;

export function readTencent(data: z.infer<typeof TencentFile>): Foreign {
  const seconds = (data.AudioDuration ?? 0) * 1000;
  if (data.ResultDetail && data.ResultDetail.length > 0) {
    const stretches = data.ResultDetail.map(
      (one): Stretch => ({
        text: one.FinalSentence,
        start_ms: wholeMs(one.StartMs),
        end_ms: wholeMs(one.EndMs),
        label: one.SpeakerId,
        // Words begin where their sentence does.
        words: (one.Words ?? []).map((each) =>
          word(each.Word, wholeMs(one.StartMs + each.OffsetStartMs), wholeMs(one.StartMs + each.OffsetEndMs)),
        ),
      }),
    );
    return foreign('tencent', 'Tencent ASR', speakersWhereSeveral(stretches), seconds || null);
  }
  if (data.StatusStr && !/success/i.test(data.StatusStr)) unfinished('Tencent ASR', data.StatusStr);
  const stretches = (data.Result ?? '').split('\n').flatMap((line): Stretch[] => {
    const found = TENCENT_LINE.exec(line);
    const text = line.slice(found?.[0].length ?? 0);
    if (text.trim() === '') return [];
    if (!found) return withoutTimes('Tencent ASR', 'ResTextFormat=1');
    const [, m1, s1, m2, s2, speaker] = found;
    const at = (m: string | undefined, s: string | undefined) => wholeMs((Number(m) * 60 + Number(s)) * 1000);
    return [{ text, start_ms: at(m1, s1), end_ms: at(m2, s2), label: speaker ?? null }];
  });
  return foreign('tencent', 'Tencent ASR', speakersWhereSeveral(stretches), seconds || null);
}

/** Everyone has number 0 if speakers were not separated. */
function speakersWhereSeveral(stretches: readonly Stretch[]): Stretch[] {
  const several = new Set(stretches.map(({ label }) => label)).size > 1;
  return stretches.map((one) => (several ? one : { ...one, label: null }));
}

const LfasrWord = z.object({
  wb: Num.optional(),
  we: Num.optional(),
  cw: z.array(z.object({ w: z.string(), wp: z.string().nullish() })),
});
const LfasrBest = z.object({
  st: z.object({
    bg: Num,
    ed: Num,
    rl: Label,
    rt: z.array(z.object({ ws: z.array(LfasrWord) })),
  }),
});
const Lfasr = z.object({ lattice: z.array(z.object({ json_1best: z.unknown() })) });

const Inner = z.unknown().transform((value): unknown => (typeof value === 'string' ? parseJson(value) : value));

export const IflytekFile = z.object({ orderResult: Inner.pipe(Lfasr) });

/** A frame is 10 ms. */
const FRAME_MS = 10;

export function readIflytek({ orderResult }: z.infer<typeof IflytekFile>): Foreign {
  const stretches = orderResult.lattice.map(({ json_1best }): Stretch => {
    const { st } = Inner.pipe(LfasrBest).parse(json_1best);
    const words: Word[] = [];
    for (const { wb, we, cw } of st.rt.flatMap(({ ws }) => ws)) {
      const text = cw[0]?.w ?? '';
      const last = words.at(-1);
      // Punctuation has no time of its own.
      if (cw[0]?.wp === 'p' && last) last.text += text;
      else words.push(word(text, wholeMs(st.bg + (wb ?? 0) * FRAME_MS), wholeMs(st.bg + (we ?? wb ?? 0) * FRAME_MS)));
    }
    const label = st.rl === '0' ? null : st.rl;
    return { text: joinWords(words), start_ms: wholeMs(st.bg), end_ms: wholeMs(st.ed), label, words };
  });
  return foreign('iflytek', 'iFlytek', stretches);
}

/** The older form: sentences alone. */
export const IflytekSentences = z.array(z.object({ bg: Num, ed: Num, onebest: z.string(), speaker: Label }));

export function readIflytekSentences(sentences: z.infer<typeof IflytekSentences>): Foreign {
  const stretches = sentences.map(
    (one): Stretch => ({ text: one.onebest, start_ms: wholeMs(one.bg), end_ms: wholeMs(one.ed), label: one.speaker }),
  );
  return foreign('iflytek', 'iFlytek', speakersWhereSeveral(stretches));
}

export const BaiduFile = z.object({
  tasks_info: z
    .array(
      z.object({
        task_status: z.string().nullish(),
        task_result: z
          .object({
            audio_duration: Num.nullish(),
            result: z.array(z.string()).nullish(),
            detailed_result: z
              .array(
                z.object({
                  res: z.union([z.array(z.string()), z.string()]),
                  begin_time: Num,
                  end_time: Num,
                  speaker: Label,
                  channel: z.union([z.string(), z.number()]).nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
      }),
    )
    .min(1)
    .max(1),
});

export function readBaidu({ tasks_info }: z.infer<typeof BaiduFile>): Foreign {
  const [task] = tasks_info;
  const result = task?.task_result;
  if (!result) return unfinished('Baidu', task?.task_status ?? '');
  if (!result.detailed_result && result.result) withoutTimes('Baidu', 'detailed_result');
  const stretches = (result.detailed_result ?? []).map(
    (one): Stretch => ({
      text: typeof one.res === 'string' ? one.res : (one.res[0] ?? ''),
      start_ms: wholeMs(one.begin_time),
      end_ms: wholeMs(one.end_time),
      label: one.speaker ?? (one.channel == null ? null : String(one.channel)),
    }),
  );
  return foreign('baidu', 'Baidu', speakersWhereSeveral(stretches), result.audio_duration);
}

const VolcengineResult = z.object({
  text: z.string().nullish(),
  utterances: z
    .array(
      z.object({
        text: z.string(),
        start_time: Num,
        end_time: Num,
        additions: z.object({ speaker: Label, channel_id: Label }).nullish(),
        words: z.array(z.object({ text: z.string(), start_time: Num, end_time: Num })).nullish(),
      }),
    )
    .nullish(),
});

export const VolcengineFile = z.object({
  audio_info: z.object({ duration: Num.nullish() }).nullish(),
  result: z.union([VolcengineResult, z.array(VolcengineResult).transform((all) => all[0] ?? {})]),
});

export function readVolcengine({ audio_info, result }: z.infer<typeof VolcengineFile>): Foreign {
  if (!result.utterances && result.text?.trim()) withoutTimes('Volcengine', 'show_utterances');
  const stretches = (result.utterances ?? []).map(
    (one): Stretch => ({
      text: one.text,
      start_ms: wholeMs(one.start_time),
      end_ms: wholeMs(one.end_time),
      label: one.additions?.speaker ?? one.additions?.channel_id ?? null,
      words: (one.words ?? [])
        // A time of -1 is that of a blank.
        .filter(({ start_time }) => start_time >= 0)
        .map((each) => word(each.text, wholeMs(each.start_time), wholeMs(each.end_time))),
    }),
  );
  return foreign('volcengine', 'Volcengine', speakersWhereSeveral(stretches), audio_info?.duration);
}

export const HuaweiFile = z.object({
  audio_duration: Num.nullish(),
  segments: z.array(
    z.object({
      start_time: Num,
      end_time: Num,
      result: z.object({
        text: z.string(),
        analysis_info: z.object({ role: Label, speaker: Label, channel: Label }).nullish(),
      }),
    }),
  ),
});

export function readHuawei({ audio_duration, segments }: z.infer<typeof HuaweiFile>): Foreign {
  const stretches = segments.map(({ start_time, end_time, result }): Stretch => {
    const info = result.analysis_info;
    const label = info?.role ?? info?.speaker ?? info?.channel ?? null;
    return { text: result.text, start_ms: wholeMs(start_time), end_ms: wholeMs(end_time), label };
  });
  return foreign('huawei', 'Huawei SIS', stretches, audio_duration);
}
