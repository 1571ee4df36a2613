// Why a recording was not imported or not transcribed. A sentence says so where work resumes automatically.

export const RECORDING_SENTENCES = {
  // the recording (the codes of transcription/failure/refusal.ts)
  'empty-file': {
    en: 'The file is empty. Export it again from the recorder.',
    zh: '文件为空，请从录音系统重新导出。',
  },
  'not-sound': {
    en: 'This is not an audio recording, whatever its extension. Upload the recording itself.',
    zh: '文件内容不是录音，与扩展名不符。请提供原始录音文件。',
  },
  'protected-recording': {
    en: 'The recording is copy-protected (DRM) and cannot be read. Upload an unprotected copy.',
    zh: '录音带有版权保护（DRM），无法读取。请提供未加保护的版本。',
  },
  'no-such-file': {
    en: 'File not found. Check the name and the folder.',
    zh: '没有这个文件，请检查文件名和所在文件夹。',
  },
  'is-folder': {
    en: 'This is a folder, not a recording. Specify the recordings in it.',
    zh: '这是文件夹，不是录音。请指定其中的录音文件。',
  },
  'unreadable-recording': {
    en: 'This account can’t read the file. Ask its owner for permission.',
    zh: '当前账号无权读取该文件，请向文件所有者申请权限。',
  },
  'no-audio-track': {
    en: 'This is a video or other container without an audio track. Export it again with audio.',
    zh: '这是没有音轨的视频或其他容器文件，请导出带声音的文件。',
  },
  'too-short': {
    en: 'The recording contains no audio. Export it again from the recorder.',
    zh: '录音中没有声音，请从录音系统重新导出。',
  },
  'too-long': {
    en: 'The recording is too long. Split it into parts, or ask an administrator to raise the limit.',
    zh: '录音时长超出上限。请分段后上传，或联系管理员调高上限。',
  },
  'too-many-channels': {
    en: 'The recording has more than two channels, so speakers cannot be assigned. Export it in mono or stereo.',
    zh: '录音超过两个声道，无法区分说话人。请导出为单声道或双声道。',
  },
  damaged: {
    en: 'The recording is damaged and cannot be read. Export it again and upload the new file.',
    zh: '录音文件已损坏，无法读取。请重新导出后再上传。',
  },
  'decoder-missing': {
    en: 'This format requires ffmpeg, which is not installed. Ask an administrator to install it and try again, or upload a WAV file.',
    zh: '该格式需要 ffmpeg 才能读取，但系统尚未安装。请联系管理员安装后重试，或改传 WAV 文件。',
  },
  'decoder-timeout': {
    en: 'Reading the recording timed out. Try again; if it happens again, upload a WAV file.',
    zh: '读取录音时停止响应。请重试；若再次出现，请改传 WAV 文件。',
  },
  'model-unavailable': {
    en: 'No speech model is available yet. The recording is queued and resumes automatically; an administrator can install a model.',
    zh: '语音模型尚未就绪。录音会排队等待并自动继续；管理员可前往安装模型。',
  },
  'model-unfit': {
    en: 'This speech model cannot run because one of its files is missing. Choose another on the Speech page; the recording is queued and resumes automatically.',
    zh: '该语音模型缺少必要文件，无法在此运行。请在“语音识别”页面另选模型；录音会排队等待并自动继续。',
  },
  'model-damaged': {
    en: 'The speech model was damaged in two downloads. It is retried automatically; if this continues, check the connection to the hub or its mirror.',
    zh: '语音模型两次下载均校验不符。系统会自动重试；若仍出现，请检查与模型仓库或其镜像之间的网络。',
  },
  'shipped-model-damaged': {
    en: 'The speech model included with Attune is damaged on this machine. An administrator can restore the models folder, for example with “git checkout models”; the recording is queued and resumes automatically.',
    zh: '随 Attune 附带的语音模型文件在本机已损坏。管理员可恢复程序的 models 目录（例如执行 git checkout models）；录音会排队等待并自动继续。',
  },
  'disk-full': {
    en: 'Not enough disk space for the speech model. Free up space, or choose a smaller model on the Speech page.',
    zh: '磁盘空间不足，放不下语音模型。请清理空间，或在“语音识别”页面选用较小的模型。',
  },
  'out-of-memory': {
    en: 'The machine ran out of memory. Try again when it is less busy, or ask an administrator to add memory.',
    zh: '内存不足，转写中断。请稍后重试，或联系管理员增加内存。',
  },
  crashed: {
    en: 'Transcription stopped unexpectedly. Try again; if it happens again, send the recording to an administrator.',
    zh: '转写意外中断。请重试；若再次出现，请将录音交给管理员排查。',
  },
  timeout: {
    en: 'Transcription timed out. Try again when the machine is less busy.',
    zh: '转写超时，请在系统空闲时重试。',
  },
  cancelled: {
    en: 'Transcription was cancelled. You can start it again at any time.',
    zh: '转写已取消，需要时可重新开始。',
  },
  'recording-too-large': {
    en: 'The recording is larger than {limit} MB. Compress it or split it into parts.',
    zh: '录音超过 {limit} MB，请压缩或分段后上传。',
  },
  // uploads
  'upload-offset': {
    en: 'This part does not follow the previous one. {expected} bytes have been received; continue from there.',
    zh: '该分片与已上传内容不衔接。已收到 {expected} 字节，请从此处继续。',
  },
  'upload-gone': {
    en: 'This upload no longer exists: it was completed or was idle for more than a day. Start again.',
    zh: '该上传已完成或已超过一天，记录不再保留。请重新上传。',
  },
  'upload-incomplete': {
    en: 'Only {received} of {size} bytes have been received. Upload the rest first.',
    zh: '文件共 {size} 字节，目前只收到 {received} 字节。请先传完。',
  },
  'file-without-row': {
    en: 'No metadata row matches the file {file}. Add one, or enter the details manually.',
    zh: '元数据中没有文件 {file} 对应的行。请补充该行，或手工填写。',
  },
  'row-without-file': {
    en: 'The file {file} has not been uploaded. Add it, or remove the row.',
    zh: '文件 {file} 尚未上传。请补传文件，或删除该行。',
  },
} as const;
