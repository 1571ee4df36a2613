// What cannot be set about speech: models, languages, the word list, recorders, comparisons of models.

export const SPEECH_SENTENCES = {
  'unknown-model': {
    en: '“{model}” is no name of a model. Write a folder of the models folder, or owner/name as on the hub.',
    zh: '“{model}”不是模型名称。请填写模型文件夹中的文件夹名，或模型站上的“所有者/名称”。',
  },
  'model-in-use': {
    en: '{model} transcribes your recordings. Choose another first.',
    zh: '{model} 正用于转写录音，请先改用其他模型。',
  },
  'word-too-long': {
    en: 'Line {line} has more than {limit} characters. One word or name a line.',
    zh: '第 {line} 行超过 {limit} 个字符。每行请只写一个词或名称。',
  },
  'too-many-words': {
    en: 'These are {count} words; {limit} at most can be listened for. Keep those that matter most.',
    zh: '共 {count} 个词，最多 {limit} 个。请保留最重要的。',
  },
  'unknown-language': {
    en: 'No speech model knows a language “{language}”. Choose from the list.',
    zh: '语音模型不支持语言“{language}”，请从列表中选择。',
  },
  'no-languages': {
    en: 'Choose at least one language.',
    zh: '请至少选择一种语言。',
  },
  'too-many-languages': {
    en: 'These are {count} languages; {limit} at most can be told apart well. Keep those that are spoken most.',
    zh: '共 {count} 种语言，最多 {limit} 种才能可靠区分。请保留最常用的。',
  },
  'recorder-twice': {
    en: 'Recorder {name} stands there twice. Keep one row.',
    zh: '录音系统 {name} 出现了两次，请只保留一行。',
  },
  'not-a-recording': {
    en: 'Only recordings that have been transcribed can be compared. Choose others.',
    zh: '只能选择已完成转写的录音进行对比，请另选。',
  },
  'trial-under-way': {
    en: 'A comparison is under way. Wait for it to end, or stop it.',
    zh: '已有一项对比正在进行，请等待其完成或先停止。',
  },
} as const;
