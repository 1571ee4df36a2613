// What a file uploaded as a recording really is: the sentence of `not-sound` by its parameter `why`
// (transcription/sound/not-sound.ts).

export const NOT_SOUND_SENTENCES: Readonly<Record<string, { en: string; zh: string }>> = {
  text: {
    en: 'This is a text file, not an audio recording. Upload the recording itself.',
    zh: '这是文本文件，不是录音。请提供录音文件本身。',
  },
  'web-page': {
    en: 'This is a web page (HTML), not an audio recording. It is often the sign-in page of the system it was downloaded from: sign in there and download the recording again.',
    zh: '这是网页（HTML），不是录音。多半是下载系统的登录页面，请登录后重新下载录音。',
  },
  mail: {
    en: 'This is an email, not an audio recording. Save the attached recording and upload that.',
    zh: '这是电子邮件，不是录音。请先保存邮件附件中的录音，再上传该录音。',
  },
  playlist: {
    en: 'This is a playlist, not an audio recording. Upload the recordings it lists.',
    zh: '这是播放列表，不是录音。请上传列表中的录音文件。',
  },
  image: {
    en: 'This is an image, not an audio recording. Upload the recording itself.',
    zh: '这是图片，不是录音。请提供录音文件本身。',
  },
  document: {
    en: 'This is a PDF or PostScript document, not an audio recording. Upload the recording itself.',
    zh: '这是 PDF 或 PostScript 文档，不是录音。请提供录音文件本身。',
  },
  office: {
    en: 'This is an Office document (such as Word, Excel or PowerPoint), not an audio recording. Upload the recording itself.',
    zh: '这是 Office 文档（如 Word、Excel、PowerPoint），不是录音。请提供录音文件本身。',
  },
  archive: {
    en: 'This is an archive (such as ZIP), not an audio recording. Unpack it and upload the recordings inside.',
    zh: '这是压缩包（如 ZIP），不是录音。请解压后上传其中的录音。',
  },
  program: {
    en: 'This is a program, not an audio recording. Upload the recording itself.',
    zh: '这是可执行程序，不是录音。请提供录音文件本身。',
  },
  notes: {
    en: 'This is a MIDI file, which contains notes but no audio. Upload the recording itself.',
    zh: '这是 MIDI 文件，只有音符，没有录下的声音。请提供录音文件本身。',
  },
  database: {
    en: 'This is an SQLite database, not an audio recording. Upload the recording itself.',
    zh: '这是 SQLite 数据库，不是录音。请提供录音文件本身。',
  },
  protected: {
    en: 'The recording is copy-protected (DRM) and cannot be read. Upload an unprotected copy.',
    zh: '录音带有版权保护（DRM），无法读取。请提供未加保护的版本。',
  },
  recorder: {
    en: 'This is a call recorder’s proprietary format, which only the vendor’s player can read. Export it there as WAV and upload that.',
    zh: '这是录音系统的专有格式，只有其厂商的播放器能读取。请在其中导出为 WAV 后上传。',
  },
  headerless: {
    en: 'This is audio without a header, so its encoding is unknown. Export it as WAV, or rename it with the extension of its encoding: .ul (µ-law), .al (A-law), .sln (16-bit), .gsm, .g722 or .vox.',
    zh: '这是没有文件头的原始音频，无法得知其编码。请导出为 WAV，或按编码改扩展名：.ul（µ-law）、.al（A-law）、.sln（16 位）、.gsm、.g722 或 .vox。',
  },
  unknown: {
    en: 'This file type is not recognised. If it is audio without a header, export it as WAV, or rename it with the extension of its encoding: .ul (µ-law), .al (A-law), .sln (16-bit), .gsm, .g722 or .vox.',
    zh: '无法识别该文件的类型。如果是没有文件头的原始音频，请导出为 WAV，或按编码改扩展名：.ul（µ-law）、.al（A-law）、.sln（16 位）、.gsm、.g722 或 .vox。',
  },
};
