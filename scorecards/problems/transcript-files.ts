// Why a transcript from another system was not imported. Each sentence says where in the file the problem is.

export const TRANSCRIPT_FILE_SENTENCES = {
  'transcript-unknown': {
    en: 'This transcript format is not supported. Export it as WebVTT, SRT or the JSON of the program that created it.',
    zh: '无法识别该转写文件。请导出为 WebVTT、SRT，或转写程序自己的 JSON。',
  },
  'transcript-encoding': {
    en: 'The text encoding is not recognised. Save the file as UTF-8 and try again.',
    zh: '无法识别文件的文字编码，请另存为 UTF-8 后重试。',
  },
  'transcript-json': {
    en: 'The JSON is incomplete or invalid at line {line}. Export the transcript again.',
    zh: 'JSON 在第 {line} 行中断或有误，请重新导出转写文件。',
  },
  'transcript-json-twice': {
    en: '“{key}” appears a second time in line {line} of the JSON, so one value would be lost. Export the transcript again.',
    zh: 'JSON 第 {line} 行重复出现“{key}”，其中一个值会丢失。请重新导出。',
  },
  'transcript-field': {
    en: '{path} is missing or invalid in the transcript. Export it again, or fix it in the file.',
    zh: '转写文件中 {path} 缺失或内容不符，请重新导出，或在该处修正。',
  },
  'transcript-cue': {
    en: 'Line {line} of the transcript should contain start and end times such as 00:00:01.000 --> 00:00:04.000, but is “{text}”.',
    zh: '转写文件第 {line} 行应为起止时间，例如 00:00:01.000 --> 00:00:04.000，现为“{text}”。',
  },
  'transcript-stray': {
    en: 'Line {line} of the transcript comes before the first times, so its time is unknown: “{text}”. Add times, or remove it.',
    zh: '转写文件第 {line} 行位于第一个时间之前，无法确定说话时间：“{text}”。请补上时间或删除该行。',
  },
  'transcript-without-times': {
    en: 'The transcript has no times. Export it with times.',
    zh: '转写文件只有文字、没有时间，请导出带时间的版本。',
  },
  'transcript-maker-times': {
    en: 'This {maker} transcript has no times. Export it with times: {ask}.',
    zh: '这份 {maker} 转写只有文字、没有时间，请导出带时间的结果：{ask}。',
  },
  'transcript-maker-unfinished': {
    en: 'This {maker} job has no result yet ({state}). Export it once it is finished.',
    zh: '这是 {maker} 尚无结果的任务（{state}），请在任务完成后导出结果。',
  },
  'transcript-maker-unknown': {
    en: 'This {maker} transcript format is not supported. Export it as {ask}.',
    zh: '这是 {maker} 的转写，该格式无法读取。请导出为 {ask}。',
  },
  'transcript-empty': {
    en: 'The transcript is empty.',
    zh: '转写文件中没有任何文字。',
  },
  'transcript-too-long': {
    en: 'The transcript covers more than a day, so it cannot belong to a single recording.',
    zh: '转写超过一整天的通话，不是单个录音的转写。',
  },
  'transcript-past-end': {
    en: 'The transcript runs to {end}, but the recording ends at {duration}. It belongs to another recording.',
    zh: '转写延续到 {end}，而录音在 {duration} 结束，应属于另一条录音。',
  },
  'transcript-past-end-line': {
    en: 'Line {line} of the transcript ends at {end}, but the recording ends at {duration}. The transcript belongs to another recording, or its times are offset.',
    zh: '转写文件第 {line} 行结束于 {end}，而录音在 {duration} 结束：该转写属于另一条录音，或时间起点不同。',
  },
  'transcript-of-text': {
    en: 'This is a written interaction and already has its text. Transcripts can only be added to recordings.',
    zh: '该会话为文字渠道，内容已在系统中。转写文件只能用于录音。',
  },
} as const;
