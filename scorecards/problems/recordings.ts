// Why a recording or a file was not taken in. What may work later by itself says so.

export const RECORDING_SENTENCES = {
  // the recording (the codes of transcription/failure/refusal.ts)
  'empty-file': {
    en: 'The file is empty. Export it again from the recorder.',
    zh: '文件为空，请从录音系统重新导出。',
  },
  'not-sound': {
    en: 'This is not a sound recording, whatever its name says. Hand in the recording itself.',
    zh: '文件内容不是录音，与扩展名不符。请提供原始录音文件。',
  },
  'protected-recording': {
    en: 'The recording is copy-protected (DRM) and cannot be read. Hand in a copy without protection.',
    zh: '录音带有版权保护（DRM），无法读取。请提供未加保护的版本。',
  },
  'no-such-file': {
    en: 'There is no such file. Look at the name and the folder.',
    zh: '没有这个文件，请检查文件名和所在文件夹。',
  },
  'is-folder': {
    en: 'This is a folder, not a recording. Name the recordings in it.',
    zh: '这是文件夹，不是录音。请指定其中的录音文件。',
  },
  'unreadable-recording': {
    en: 'The file may not be read by this account. Ask whoever owns it for permission.',
    zh: '当前账号无权读取该文件，请向文件所有者申请权限。',
  },
  'no-audio-track': {
    en: 'This is a video or another container without a sound track. Export it again with sound.',
    zh: '这是没有音轨的视频或其他容器文件，请导出带声音的文件。',
  },
  'too-short': {
    en: 'The recording holds no sound. Export it again from the recorder.',
    zh: '录音时长为零，请从录音系统重新导出。',
  },
  'too-long': {
    en: 'The recording is longer than is taken in at once. Cut it into parts, or ask an administrator to raise the limit.',
    zh: '录音时长超出上限。请分段后上传，或联系管理员调高上限。',
  },
  'too-many-channels': {
    en: 'The recording has more than two channels, so it cannot be told who is on which. Export it in mono or stereo.',
    zh: '录音超过两个声道，无法区分说话人。请导出为单声道或双声道。',
  },
  damaged: {
    en: 'The recording is damaged and cannot be read. Export it again and hand in the new file.',
    zh: '录音文件已损坏，无法读取。请重新导出后再上传。',
  },
  'decoder-missing': {
    en: 'This kind of recording needs ffmpeg, which is not installed. Ask an administrator to install it, then try again; or hand in a WAV file.',
    zh: '该格式需要 ffmpeg 才能读取，但系统尚未安装。请联系管理员安装后重试，或改传 WAV 文件。',
  },
  'decoder-timeout': {
    en: 'Reading the recording came to a halt. Try again; if it happens again, hand in a WAV file.',
    zh: '读取录音时停止响应。请重试；若再次出现，请改传 WAV 文件。',
  },
  'model-unavailable': {
    en: 'No speech model is there yet. The recording waits and goes on by itself; an administrator can put a model in place.',
    zh: '语音模型尚未就绪。录音会排队等待并自动继续；管理员可前往安装模型。',
  },
  'model-unfit': {
    en: 'This speech model cannot be run here: a file of it is missing. Choose another on the page Speech; the recording waits and goes on by itself.',
    zh: '该语音模型缺少必要文件，无法在此运行。请在“语音识别”页面另选模型；录音会排队等待并自动继续。',
  },
  'model-damaged': {
    en: 'The speech model arrived damaged twice. It is tried again by itself; if that goes on, look at the line to the hub or its mirror.',
    zh: '语音模型两次下载均校验不符。系统会自动重试；若仍出现，请检查与模型站或其镜像之间的网络。',
  },
  'shipped-model-damaged': {
    en: 'The speech model that comes with Attune is damaged on this machine. An administrator can restore the folder models of the program, for example with “git checkout models”; the recording waits and goes on by itself.',
    zh: '随 Attune 附带的语音模型文件在本机已损坏。管理员可恢复程序的 models 目录（例如执行 git checkout models）；录音会排队等待并自动继续。',
  },
  'disk-full': {
    en: 'There is no room on the disk for the speech model. Make room, or choose a smaller one on the page Speech.',
    zh: '磁盘空间不足，放不下语音模型。请清理空间，或在“语音识别”页面选用较小的模型。',
  },
  'out-of-memory': {
    en: 'The machine ran out of memory. Try again when less is going on, or ask an administrator for more memory.',
    zh: '内存不足，转写中断。请稍后重试，或联系管理员增加内存。',
  },
  crashed: {
    en: 'Transcribing stopped unexpectedly. Try again; if it happens again, send the recording to an administrator.',
    zh: '转写意外中断。请重试；若再次出现，请将录音交给管理员排查。',
  },
  timeout: {
    en: 'Transcribing took longer than it may. Try again when less is going on.',
    zh: '转写超时，请在系统空闲时重试。',
  },
  cancelled: {
    en: 'Transcribing was called off. Start it again when you want it.',
    zh: '转写已取消，需要时可重新开始。',
  },
  'recording-too-large': {
    en: 'The recording is larger than {limit} MB. Compress it or cut it into parts.',
    zh: '录音超过 {limit} MB，请压缩或分段后上传。',
  },
  // uploads
  'upload-offset': {
    en: 'This part does not follow the last one; {expected} bytes are here. Go on from there.',
    zh: '该分片与已上传内容不衔接。已收到 {expected} 字节，请从此处继续。',
  },
  'upload-gone': {
    en: 'This upload is no longer here: it was finished or lay for more than a day. Begin again.',
    zh: '该上传已完成或已超过一天，记录不再保留。请重新上传。',
  },
  'upload-incomplete': {
    en: 'Only {received} of {size} bytes have arrived. Upload the rest first.',
    zh: '文件共 {size} 字节，目前只收到 {received} 字节。请先传完。',
  },
  'file-without-row': {
    en: 'No row of the metadata names the file {file}. Add one, or fill in its details by hand.',
    zh: '元数据中没有文件 {file} 对应的行。请补充该行，或手工填写。',
  },
  'row-without-file': {
    en: 'The file {file} has not been uploaded. Add it, or take the row out.',
    zh: '文件 {file} 尚未上传。请补传文件，或删除该行。',
  },
} as const;
