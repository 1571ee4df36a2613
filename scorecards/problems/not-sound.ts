// What a file is that was handed in as a recording and is none: the sentence of `not-sound` by its parameter `why`
// (transcription/sound/not-sound.ts).

export const NOT_SOUND_SENTENCES: Readonly<Record<string, { en: string; zh: string }>> = {
  text: {
    en: 'This is not a sound recording but a text file. Hand in the recording itself.',
    zh: '这是文本文件，不是录音。请提供录音文件本身。',
  },
  'web-page': {
    en: 'This is not a sound recording but a web page (HTML). Often it is the sign-in page of the system it was downloaded from; sign in there and download the recording again.',
    zh: '这是网页（HTML），不是录音。多半是下载系统的登录页面，请登录后重新下载录音。',
  },
  mail: {
    en: 'This is not a sound recording but an e-mail. Save the recording that is attached to it and hand that in.',
    zh: '这是电子邮件，不是录音。请先保存邮件附件中的录音，再上传该录音。',
  },
  playlist: {
    en: 'This is not a sound recording but a playlist. Hand in the recordings it lists.',
    zh: '这是播放列表，不是录音。请上传列表中的录音文件。',
  },
  image: {
    en: 'This is not a sound recording but a picture. Hand in the recording itself.',
    zh: '这是图片，不是录音。请提供录音文件本身。',
  },
  document: {
    en: 'This is not a sound recording but a PDF or PostScript document. Hand in the recording itself.',
    zh: '这是 PDF 或 PostScript 文档，不是录音。请提供录音文件本身。',
  },
  office: {
    en: 'This is not a sound recording but an Office document (such as Word, Excel or PowerPoint). Hand in the recording itself.',
    zh: '这是 Office 文档（如 Word、Excel、PowerPoint），不是录音。请提供录音文件本身。',
  },
  archive: {
    en: 'This is not a sound recording but an archive (such as ZIP). Unpack it and hand in the recordings inside.',
    zh: '这是压缩包（如 ZIP），不是录音。请解压后上传其中的录音。',
  },
  program: {
    en: 'This is not a sound recording but a program. Hand in the recording itself.',
    zh: '这是可执行程序，不是录音。请提供录音文件本身。',
  },
  notes: {
    en: 'This is not a sound recording but a MIDI file: notes to be played. Hand in the recording itself.',
    zh: '这是 MIDI 文件，只有音符，没有录下的声音。请提供录音文件本身。',
  },
  database: {
    en: 'This is not a sound recording but an SQLite database. Hand in the recording itself.',
    zh: '这是 SQLite 数据库，不是录音。请提供录音文件本身。',
  },
  protected: {
    en: 'The recording is copy-protected (DRM) and cannot be read. Hand in a copy without protection.',
    zh: '录音带有版权保护（DRM），无法读取。请提供未加保护的版本。',
  },
  recorder: {
    en: 'This is a call recorder’s own format, which only its maker’s player reads. Export it there as WAV and hand that in.',
    zh: '这是录音系统的专有格式，只有其厂商的播放器能读取。请在其中导出为 WAV 后上传。',
  },
  headerless: {
    en: 'This is sound without a header, so it cannot be told how it is coded. Export it as WAV, or give it the ending of its coding: .ul (µ-law), .al (A-law), .sln (16-bit), .gsm, .g722 or .vox.',
    zh: '这是没有文件头的原始音频，无法得知其编码。请导出为 WAV，或按编码改扩展名：.ul（µ-law）、.al（A-law）、.sln（16 位）、.gsm、.g722 或 .vox。',
  },
  unknown: {
    en: 'This is no kind of recording that is known here. If it is sound without a header, export it as WAV, or give it the ending of its coding: .ul (µ-law), .al (A-law), .sln (16-bit), .gsm, .g722 or .vox.',
    zh: '无法识别该文件的类型。如果是没有文件头的原始音频，请导出为 WAV，或按编码改扩展名：.ul（µ-law）、.al（A-law）、.sln（16 位）、.gsm、.g722 或 .vox。',
  },
};
