// Why a recording cannot be played, an original cannot be opened, or a transcript cannot be corrected (yet).

export const PLAYBACK_SENTENCES = {
  'recording-being-prepared': {
    en: 'The recording is being prepared: personal data is being muted. You can play it in a moment.',
    zh: '录音正在处理：其中的个人信息将被消音，稍后即可收听。',
  },
  'recording-unchecked': {
    en: 'You can play the recording once it is transcribed. It has to be checked for personal data first.',
    zh: '录音需在转写完成后才能收听：在此之前无法确定其中是否含有个人信息。',
  },
  'copy-failed': {
    en: 'The recording could not be prepared for playback. Someone who imports recordings can try again.',
    zh: '未能生成可供收听的录音副本。可由负责导入录音的人员重新生成。',
  },
  'masking-failed': {
    en: 'This conversation could not be checked for personal data, so nothing is stored, shown or played. Try again in a minute; if the problem remains, ask the operator of Attune.',
    zh: '未能检查此会话中的个人信息，因此不会保存、显示或播放其内容。请一分钟后重试；如仍不行，请联系系统管理员。',
  },
  'originals-not-opened': {
    en: 'Opening originals requires a reason, which is valid for today. Open the original with a reason first.',
    zh: '查看原始内容须先说明原因，当日有效。请先填写原因后打开。',
  },
  // correcting a transcript
  'typed-stays': {
    en: 'Written conversations can’t be corrected. Only transcripts of recordings can.',
    zh: '这是双方自己输入的文字，不能修改；只有录音的文字记录可以更正。',
  },
  'mark-missing': {
    en: 'Each mark stands for masked personal data. Keep every mark in its place and edit the text around it.',
    zh: '标记代表已隐藏的个人信息。请保留每个标记并放在原处，只改其余文字。',
  },
  'no-such-turn': {
    en: 'This turn is no longer in the transcript. Reload the page.',
    zh: '文字记录中没有这一段，请重新打开后查看。',
  },
  'empty-turn': {
    en: 'A turn needs text. If nobody spoke here, remove the turn.',
    zh: '每段须有文字。如果此处无人说话，请删除该段。',
  },
  'nothing-to-join': {
    en: 'There is no earlier turn in the same channel to join with.',
    zh: '同一声道中没有更早的段落可以合并。',
  },
  'nothing-heard-there': {
    en: 'The original transcript has no text here to restore.',
    zh: '最初的文字记录在此处没有内容，无法恢复。',
  },
  'no-two-sides': {
    en: 'Agent and customer are not separated in this recording, so they can’t be swapped. Set the speaker turn by turn.',
    zh: '该录音未区分坐席与客户，无法互换。请逐段指定说话人。',
  },
} as const;
