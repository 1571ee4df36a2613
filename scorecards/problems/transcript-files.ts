// Why a transcript made elsewhere was not taken in: each says where in the file the trouble is.

export const TRANSCRIPT_FILE_SENTENCES = {
  'transcript-unknown': {
    en: 'This is no transcript that is read here. Export it as WebVTT or SRT, or as the JSON of the program that made it.',
    zh: '无法识别该转写文件。请导出为 WebVTT、SRT，或转写程序自己的 JSON。',
  },
  'transcript-encoding': {
    en: 'This text is in an encoding that is not known here. Save it as UTF-8 and try again.',
    zh: '无法识别文件的文字编码，请另存为 UTF-8 后重试。',
  },
  'transcript-json': {
    en: 'The JSON breaks off or goes wrong in line {line}. Export the transcript again.',
    zh: 'JSON 在第 {line} 行中断或有误，请重新导出转写文件。',
  },
  'transcript-json-twice': {
    en: 'In line {line} of the JSON “{key}” stands for the second time, so one of the two would be lost. Export the transcript again.',
    zh: 'JSON 第 {line} 行重复出现“{key}”，其中一个值会丢失。请重新导出。',
  },
  'transcript-field': {
    en: 'In the transcript {path} is missing or is not what it should be. Export it again, or mend it there.',
    zh: '转写文件中 {path} 缺失或内容不符，请重新导出，或在该处修正。',
  },
  'transcript-cue': {
    en: 'Line {line} of the transcript should hold a start and an end such as 00:00:01.000 --> 00:00:04.000: “{text}”.',
    zh: '转写文件第 {line} 行应为起止时间，例如 00:00:01.000 --> 00:00:04.000，现为“{text}”。',
  },
  'transcript-stray': {
    en: 'Line {line} of the transcript stands before the first times, so it is not known when it was said: “{text}”. Give it times, or take it out.',
    zh: '转写文件第 {line} 行位于第一个时间之前，无法确定说话时间：“{text}”。请补上时间或删除该行。',
  },
  'transcript-without-times': {
    en: 'The transcript says what was said, but not when. Export it with times.',
    zh: '转写文件只有文字、没有时间，请导出带时间的版本。',
  },
  'transcript-maker-times': {
    en: 'This transcript of {maker} says what was said, but not when. Export it with times: {ask}.',
    zh: '这份 {maker} 转写只有文字、没有时间，请导出带时间的结果：{ask}。',
  },
  'transcript-maker-unfinished': {
    en: 'This is a job of {maker} without a result ({state}). Export it once it is done.',
    zh: '这是 {maker} 尚无结果的任务（{state}），请在任务完成后导出结果。',
  },
  'transcript-maker-unknown': {
    en: 'This is a transcript of {maker} in a form that is not read here. Export it as {ask}.',
    zh: '这是 {maker} 的转写，该格式无法读取。请导出为 {ask}。',
  },
  'transcript-empty': {
    en: 'The transcript holds no words.',
    zh: '转写文件中没有任何文字。',
  },
  'transcript-too-long': {
    en: 'The transcript is longer than a day of speech. It is not of one recording.',
    zh: '转写超过一整天的通话，不是单个录音的转写。',
  },
  'transcript-past-end': {
    en: 'The transcript goes on to {end}, but the recording ends at {duration}. It belongs to another recording.',
    zh: '转写延续到 {end}，而录音在 {duration} 结束，应属于另一条录音。',
  },
  'transcript-past-end-line': {
    en: 'Line {line} of the transcript ends at {end}, but the recording ends at {duration}. The transcript belongs to another recording, or its times begin elsewhere.',
    zh: '转写文件第 {line} 行结束于 {end}，而录音在 {duration} 结束：该转写属于另一条录音，或时间起点不同。',
  },
  'transcript-of-text': {
    en: 'This interaction was in writing: its words are there already. Transcripts belong to recordings.',
    zh: '该会话为文字渠道，内容已在系统中。转写文件只能用于录音。',
  },
} as const;
