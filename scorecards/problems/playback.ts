// Why a recording cannot be heard, or an original not be seen (yet).

export const PLAYBACK_SENTENCES = {
  'recording-being-prepared': {
    en: 'The recording is being prepared: what personal data was said in it is made silent. It can be heard in a moment.',
    zh: '录音正在处理：其中的个人信息将被消音，稍后即可收听。',
  },
  'recording-unchecked': {
    en: 'The recording can be heard when it has been transcribed: until then nobody knows what personal data is said in it.',
    zh: '录音需在转写完成后才能收听：在此之前无法确定其中是否含有个人信息。',
  },
  'copy-failed': {
    en: 'The copy of the recording that may be heard could not be made. Whoever imports recordings can have it tried again.',
    zh: '未能生成可供收听的录音副本。可由负责导入录音的人员重新生成。',
  },
  'masking-failed': {
    en: 'Personal data in this conversation could not be looked for, so that nothing of it is kept, shown or played. Try again in a minute; if it stays so, tell whoever runs Attune.',
    zh: '未能检查此会话中的个人信息，因此不会保存、显示或播放其内容。请一分钟后重试；如仍不行，请联系系统管理员。',
  },
  'originals-not-opened': {
    en: 'Originals are shown to whoever has said today why they are needed. Open them with a reason first.',
    zh: '查看原始内容须先说明原因，当日有效。请先填写原因后打开。',
  },
  // correcting a transcript
  'typed-stays': {
    en: 'This was written by the speakers themselves and stays as they wrote it. Transcripts of recordings can be corrected.',
    zh: '这是双方自己输入的文字，不能修改；只有录音的文字记录可以更正。',
  },
  'mark-missing': {
    en: 'A mark stands for personal data you are not shown. Leave each mark where its words belong, and write around it.',
    zh: '标记代表不予显示的个人信息。请保留每个标记并放在原处，只改其余文字。',
  },
  'no-such-turn': {
    en: 'There is no such turn in this transcript. Open it again and look.',
    zh: '文字记录中没有这一段，请重新打开后查看。',
  },
  'empty-turn': {
    en: 'A turn needs words. If nobody said anything here, remove the turn.',
    zh: '每段须有文字。如果此处无人说话，请删除该段。',
  },
  'nothing-to-join': {
    en: 'There is no turn before this one in the same channel to join it with.',
    zh: '同一声道中没有更早的段落可以合并。',
  },
  'nothing-heard-there': {
    en: 'The first transcript has nothing at this place to go back to.',
    zh: '最初的文字记录在此处没有内容，无法恢复。',
  },
  'no-two-sides': {
    en: 'Agent and customer are not told apart in this recording, so there are no sides to swap. Say turn by turn who speaks.',
    zh: '该录音未区分坐席与客户，无法互换。请逐段指定说话人。',
  },
} as const;
