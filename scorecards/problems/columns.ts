// The columns of a file, in people's words.

type Words = { en: string; zh: string };

/** Columns of an interaction, of a turn and of a questionnaire, by this product's own names. */
export const COLUMN_WORDS: Readonly<Record<string, Words>> = {
  file: { en: 'File', zh: '文件' },
  external_id: { en: 'ID', zh: '编号' },
  agent: { en: 'Agent', zh: '坐席' },
  channel: { en: 'Channel', zh: '渠道' },
  started_at: { en: 'Started', zh: '开始时间' },
  duration_ms: { en: 'Duration in ms', zh: '时长（毫秒）' },
  duration_s: { en: 'Duration in s', zh: '时长（秒）' },
  duration_min: { en: 'Duration in min', zh: '时长（分钟）' },
  duration: { en: 'Duration (0:03:25)', zh: '时长（0:03:25）' },
  direction: { en: 'Direction', zh: '方向' },
  queue: { en: 'Queue', zh: '队列' },
  language: { en: 'Language', zh: '语言' },
  customer_ref: { en: 'Customer', zh: '客户' },
  tags: { en: 'Tags', zh: '标签' },
  csat: { en: 'Satisfaction', zh: '满意度' },
  resolved: { en: 'Resolved', zh: '是否解决' },
  agent_channel: { en: 'Agent’s side', zh: '坐席声道' },
  speaker: { en: 'Speaker', zh: '说话人' },
  at: { en: 'Time of the turn', zh: '发言时间' },
  text: { en: 'Text of the turn', zh: '发言内容' },
  turns: { en: 'Turns', zh: '发言' },
  // of a questionnaire
  section: { en: 'Section', zh: '分组' },
  criterion: { en: 'Criterion', zh: '评分项' },
  points: { en: 'Points', zh: '分值' },
  type: { en: 'Type', zh: '题型' },
  options: { en: 'Options', zh: '选项' },
  critical: { en: 'Critical', zh: '致命项' },
  comment_required: { en: 'Comment required', zh: '必填评语' },
  not_applicable: { en: 'N/A allowed', zh: '可不适用' },
  guidance: { en: 'Guidance', zh: '评分说明' },
  good: { en: 'Good example', zh: '正例' },
  poor: { en: 'Poor example', zh: '反例' },
};

/** `turns[0].speaker`: of the turns of a chat, counted from 0. */
const OF_A_TURN = /^turns\[(\d+)\]\.(\w+)$/;

/**
 * A column in words, with its name in the file where that is another: `external_id` → "ID (external_id)", and
 * `turns[0].speaker` → "Turn 1, speaker". A column of the person's own stands as they named it.
 */
export function columnWords(column: string, language: 'en' | 'zh'): string {
  const [, place, of = ''] = OF_A_TURN.exec(column) ?? [];
  if (place !== undefined) {
    const turn = Number(place) + 1;
    const words = (named(of)?.[language] ?? of).replace(/ of the turn$|^发言/, '');
    return language === 'zh' ? `第 ${turn} 条发言的${words}` : `Turn ${turn}, ${words.toLowerCase()}`;
  }
  const words = named(column)?.[language];
  if (words === undefined) return column;
  if (words.toLowerCase() === column) return words;
  return language === 'zh' ? `${words}（${column}）` : `${words} (${column})`;
}

const named = (column: string): Words | undefined =>
  Object.hasOwn(COLUMN_WORDS, column) ? COLUMN_WORDS[column] : undefined;
