// What is wrong with a submitted value, in words: which field, and what it may contain.

type Words = { en: string; zh: string };

/** By `reason`. {limit} is a number, {choices} what may be written; {field} is put in the reader's words. */
export const INPUT_SENTENCES = {
  missing: { en: '{field} is missing. Fill it in.', zh: '缺少{field}，请填写。' },
  'too-short': {
    en: '{field} needs at least {limit} characters.',
    zh: '{field}至少需要 {limit} 个字符。',
  },
  'too-long': {
    en: '{field} has more than {limit} characters. Shorten it.',
    zh: '{field}超过 {limit} 个字符，请缩短。',
  },
  'too-few': { en: '{field}: enter at least {limit}.', zh: '{field}至少需要 {limit} 项。' },
  'too-many': { en: '{field}: enter at most {limit}.', zh: '{field}最多 {limit} 项。' },
  'too-small': { en: '{field} must be {limit} or more.', zh: '{field}不能小于 {limit}。' },
  'too-large': { en: '{field} must be {limit} or less.', zh: '{field}不能大于 {limit}。' },
  'not-text': { en: '{field} must be text.', zh: '{field}应为文字。' },
  'not-a-number': { en: '{field} must be a number.', zh: '{field}应为数字。' },
  'not-whole': { en: '{field} must be a whole number.', zh: '{field}应为整数。' },
  'not-yes-or-no': { en: '{field} must be true or false.', zh: '{field}应为 true 或 false。' },
  'not-a-list': { en: '{field} must be a list.', zh: '{field}应为列表。' },
  'not-an-object': { en: '{field} must be an object with named fields.', zh: '{field}应为带字段名的对象。' },
  'not-a-choice': { en: '{field} must be one of: {choices}.', zh: '{field}只能是以下之一：{choices}。' },
  'not-an-e-mail': {
    en: '{field} is not a valid email address. Use the format name@example.com.',
    zh: '{field}不是有效的邮箱地址。请写成 name@example.com 的形式。',
  },
  'not-a-day': {
    en: '{field} is not a date between 1900 and 2999. Use the format 2026-03-02.',
    zh: '{field}不是 1900 至 2999 年间的有效日期。请写成 2026-03-02 的形式。',
  },
  'not-a-time-zone': {
    en: '{field} is not a known time zone. Choose one from the list, such as Asia/Shanghai.',
    zh: '{field}无效。请从列表中选择，例如 Asia/Shanghai。',
  },
  'not-an-id': {
    en: '{field} can contain letters, digits, hyphens and underscores, at most 40.',
    zh: '{field}只能包含字母、数字、连字符和下划线，最多 40 个字符。',
  },
  'not-a-place': {
    en: '{field} is not a position in this list. Reload the list.',
    zh: '{field}不是该列表中的位置，请重新加载列表。',
  },
  'wrong-format': {
    en: '{field} is not in a supported format. Check it and try again.',
    zh: '{field}的格式无法识别，请检查后重试。',
  },
  unknown: { en: '{field} is not a known field. Remove it.', zh: '没有{field}这一字段，请去掉。' },
  unstorable: {
    en: '{field} contains a character that cannot be stored (NUL or half of a surrogate pair). Remove it.',
    zh: '{field}含有非文本字符（空字符或残缺字符），请删除。',
  },
  'shorter-than-shortest': {
    en: '{field} is less than the shortest. Swap the two, or leave one empty.',
    zh: '{field}小于最短时长。请对调，或只填一项。',
  },
  'before-first-day': {
    en: '{field} is before the first day. Swap the two, or leave one empty.',
    zh: '{field}早于开始日期。请对调，或只填一项。',
  },
  'text-or-cells': {
    en: 'The file is missing. Send its text or the cells of a workbook.',
    zh: '缺少文件内容，请发送文本或工作簿的单元格。',
  },
  'longer-than-announced': {
    en: '{field} exceeds the declared {limit} bytes. Start the upload again.',
    zh: '{field}超过声明的 {limit} 字节，请重新开始上传。',
  },
  'not-json': {
    en: '{field} is not valid JSON. Check it and send it again.',
    zh: '{field}不是有效的 JSON，请检查后重新发送。',
  },
  'not-utf-8': {
    en: '{field} is not UTF-8. Save it as UTF-8 and send it again.',
    zh: '{field}不是 UTF-8 编码，请转换后重新发送。',
  },
} as const satisfies Record<string, Words>;

export type InputReason = keyof typeof INPUT_SENTENCES;

/** For a rule of a schema: `z.string().refine(isDay, because('not-a-day'))`. */
export const because = (reason: InputReason, more: { limit?: number } = {}) => ({ params: { reason, ...more } });

/** Fields by the name programs know. What only holds others together has no words of its own. */
const CHINESE: Record<string, string> = {
  acknowledged: '是否已确认',
  active: '是否启用',
  actor: '操作人',
  agent: '坐席',
  agents: '坐席',
  all: '全部条件',
  answers: '答案',
  any: '任一条件',
  best: '最佳值',
  body: '发送的内容',
  cells: '单元格',
  changes: '修改',
  channel: '渠道',
  channels: '渠道',
  code: '验证码',
  column: '列',
  columns: '列',
  comment: '评语',
  competency: '能力项',
  confirm_dates: '日期确认',
  criteria: '评分项',
  criterion: '评分项',
  critical: '致命项',
  critical_policy: '致命项的处理',
  currentPassword: '当前密码',
  cursor: '翻页位置',
  date_order: '日期写法',
  delimiter: '分隔符',
  done: '是否完成',
  dry_run: '试运行',
  due_on: '截止日期',
  explanation: '更正原因',
  duration_max_ms: '最长时长',
  duration_min_ms: '最短时长',
  email: '邮箱',
  employee_number: '工号',
  en: '英文',
  end_ms: '结束时间',
  evidence: '证据',
  failed: '未通过的评分项',
  file_name: '文件名',
  files: '文件',
  format: '格式',
  from: '开始日期',
  guidance: '评分说明',
  header: '列名',
  id: '编号',
  ids: '编号',
  interaction_id: '服务记录',
  interactions: '通话',
  into: '并入的任务',
  is: '条件答案',
  items: '选项',
  key: '编号',
  kind: '类型',
  kinds: '个人信息类别',
  label: '名称',
  language: '语言',
  languages: '语言',
  level_now: '当前水平',
  level_wanted: '目标水平',
  limit: '行数',
  may_not_apply: '可不适用',
  member_id: '成员',
  metadata: '详情',
  model: '模型',
  models: '模型',
  name: '名称',
  newPassword: '新密码',
  not: '否定条件',
  not_applicable: '“不适用”的处理',
  note: '备注',
  of: '选项类别',
  number: '版本',
  offset: '起始位置',
  open: '是否未完成',
  options: '选项',
  organisation: '中心名称',
  original: '是否原文',
  password: '密码',
  per_agent_per_week: '每人每周条数',
  q: '搜索内容',
  queue: '队列',
  queues: '队列',
  quote: '引文',
  reason: '原因',
  recorder: '录音设备',
  recorders: '录音设备',
  rememberMe: '保持登录',
  reviewer: '质检员',
  reviewers: '质检员',
  revision: '修订版本',
  role: '角色',
  roles: '角色',
  scale: '评分方式',
  scope: '负责的团队',
  scorecard: '评分表',
  scorecard_version_id: '评分表',
  second_factor: '需要两步验证的角色',
  section_threshold_bp: '分组阈值',
  sections: '分组',
  shown_when: '显示条件',
  size: '大小',
  speaker: '说话人',
  spent_ms: '用时',
  start_ms: '开始时间',
  state: '状态',
  steps: '步骤',
  subject: '对象',
  summary: '总评',
  team: '团队',
  teams: '团队',
  text: '文本',
  texts: '文本',
  theme: '主题',
  time_zone: '时区',
  to: '结束日期',
  token: '令牌',
  turn: '发言',
  turns: '发言',
  type: '类型',
  value: '值',
  value_bp: '分值',
  week: '周',
  weight: '权重',
  what: '',
  who: '',
  words: '词语',
  worst: '最差值',
  zh: '中文',
};

/** In English, if a field's label differs from its name. */
const ENGLISH: Record<string, string> = {
  all: 'all of these',
  any: 'any of these',
  best: 'best value',
  body: 'what was sent',
  confirm_dates: 'confirmed dates',
  critical: 'critical error',
  critical_policy: 'effect of critical errors',
  currentPassword: 'current password',
  date_order: 'order of dates',
  delimiter: 'delimiter',
  dry_run: 'trial run',
  due_on: 'due date',
  duration_max_ms: 'longest duration',
  duration_min_ms: 'shortest duration',
  email: 'email',
  en: 'English',
  end_ms: 'end',
  failed: 'failed criterion',
  from: 'first day',
  header: 'column name',
  interaction_id: 'interaction',
  interactions: 'calls',
  into: 'task to merge into',
  is: 'answers it depends on',
  key: 'id',
  kinds: 'kinds of personal data',
  limit: 'number of rows',
  member_id: 'member',
  metadata: 'details',
  newPassword: 'new password',
  not: 'negated condition',
  not_applicable: 'effect of “not applicable”',
  number: 'version',
  of: 'list of choices',
  organisation: 'centre name',
  per_agent_per_week: 'number per agent and week',
  q: 'search',
  rememberMe: 'stay signed in',
  scope: 'teams responsible for',
  scorecard_version_id: 'scorecard',
  second_factor: 'roles requiring two-step sign-in',
  section_threshold_bp: 'threshold of sections',
  shown_when: 'condition',
  spent_ms: 'time spent',
  start_ms: 'start',
  to: 'last day',
  value_bp: 'worth',
  what: '',
  who: '',
  worst: 'worst value',
  zh: 'Chinese',
};

/** Whether a field has words, for the test that walks everything the API takes. */
export const hasWords = (field: string): boolean => Object.hasOwn(CHINESE, field);

const wordsFor = (field: string, language: 'en' | 'zh'): string =>
  language === 'zh' ? CHINESE[field]! : (ENGLISH[field] ?? field.replaceAll('_', ' '));

/**
 * A field in words: `email` → "Email", `steps.1.due_on` → "Steps no. 2, due date". A part that is a person's own, such
 * as the id of a criterion, stands as it is.
 * @param path as a schema gives it, with points between; empty for the whole of what was sent
 */
export function fieldWords(path: string, language: 'en' | 'zh'): string {
  const parts: string[] = [];
  for (const part of (path === '' ? 'body' : path).split('.')) {
    const place = /^\d{1,9}$/.test(part) && parts.length > 0 ? Number(part) + 1 : null;
    const words = hasWords(part) ? wordsFor(part, language) : part;
    if (place !== null) parts.push(`${parts.pop()}${language === 'zh' ? `第 ${place} 项` : ` no. ${place}`}`);
    else if (words !== '') parts.push(words);
  }
  if (language === 'zh') return parts.join('的');
  const said = parts.join(', ');
  return said.charAt(0).toUpperCase() + said.slice(1);
}
