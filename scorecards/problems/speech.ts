// Why a speech setting is refused: models, languages, the word list, recorders, comparisons of models.

export const SPEECH_SENTENCES = {
  'unknown-model': {
    en: '“{model}” is not a model name. Enter a folder in the models folder, or owner/name as on the hub.',
    zh: '“{model}”不是模型名称。请填写模型文件夹中的文件夹名，或模型仓库中的“所有者/名称”。',
  },
  'model-in-use': {
    en: '{model} is in use for your recordings. Switch to another model first.',
    zh: '{model} 正用于转写录音，请先改用其他模型。',
  },
  'word-too-long': {
    en: 'Line {line} has more than {limit} characters. Enter one word or name per line.',
    zh: '第 {line} 行超过 {limit} 个字符。每行请只写一个词或名称。',
  },
  'too-many-words': {
    en: '{count} words entered; the limit is {limit}. Keep the most important ones.',
    zh: '共 {count} 个词，最多 {limit} 个。请保留最重要的。',
  },
  'unknown-language': {
    en: '“{language}” is not a supported language. Choose one from the list.',
    zh: '语音模型不支持语言“{language}”，请从列表中选择。',
  },
  'no-languages': {
    en: 'Choose at least one language.',
    zh: '请至少选择一种语言。',
  },
  'too-many-languages': {
    en: '{count} languages selected; at most {limit} can be told apart reliably. Keep the most common ones.',
    zh: '共 {count} 种语言，最多 {limit} 种才能可靠区分。请保留最常用的。',
  },
  'recorder-twice': {
    en: 'Recorder {name} is listed twice. Keep one row.',
    zh: '录音系统 {name} 出现了两次，请只保留一行。',
  },
  'not-a-recording': {
    en: 'Only transcribed recordings can be compared. Choose others.',
    zh: '只能选择已完成转写的录音进行对比，请另选。',
  },
  'trial-under-way': {
    en: 'A comparison is already running. Wait for it to finish, or stop it.',
    zh: '已有一项对比正在进行，请等待其完成或先停止。',
  },
} as const;
