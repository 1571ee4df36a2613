// Every refusal of the product, with its sentence in both languages. The web, the API and the command line take it from
// here. A sentence says what is wrong and what to do next.
import { columnWords } from './columns.ts';
import { fieldWords, INPUT_SENTENCES, type InputReason } from './input.ts';
import { languageName } from './language-name.ts';
import { NOT_SOUND_SENTENCES } from './not-sound.ts';
import { PLAYBACK_SENTENCES } from './playback.ts';
import { RECORDING_SENTENCES } from './recordings.ts';
import { REVIEW_SENTENCES } from './reviews.ts';
import { ROW_SENTENCES } from './rows.ts';
import { SCORECARD_FILE_NOTES, SCORECARD_FILE_SENTENCES } from './scorecard-files.ts';
import { SCORECARD_SENTENCES } from './scorecards.ts';
import { SPEECH_SENTENCES } from './speech.ts';
import { TRANSCRIPT_FILE_SENTENCES } from './transcript-files.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Params = Record<string, string | number>;
type Sentence = { en: string; zh: string };

/** `{name}` in a sentence is filled from the problem's parameters. */
const SENTENCES = {
  // access
  'not-signed-in': { en: 'Please sign in.', zh: '请先登录。' },
  'not-allowed': {
    en: 'You don’t have permission for this. Ask an administrator if you need it.',
    zh: '您没有此项权限。如有需要，请联系管理员。',
  },
  'not-found': { en: 'This does not exist, or you don’t have access to it.', zh: '内容不存在，或您无权查看。' },
  'wrong-credentials': { en: 'Incorrect email or password.', zh: '邮箱或密码不正确。' },
  'too-many-attempts': {
    en: 'Too many attempts. Try again in {minutes} min.',
    zh: '尝试次数过多，请等待 {minutes} 分钟后再试。',
  },
  'code-needed': {
    en: 'Enter the code from your authenticator app to continue.',
    zh: '请输入身份验证应用中的验证码以继续。',
  },
  'factor-needed': {
    en: 'Your role requires two-step sign-in. Set up an authenticator app to continue.',
    zh: '您的角色登录时还需要验证码，请先设置身份验证应用。',
  },
  'wrong-code': {
    en: 'This code is incorrect or already used. Wait for the next code and try again.',
    zh: '验证码不正确或已使用，请等待下一个验证码后输入。',
  },
  'factor-not-begun': {
    en: 'There is nothing to confirm. Start the setup again.',
    zh: '没有待确认的设置，请重新开始设置身份验证应用。',
  },
  'factor-off': { en: 'Two-step sign-in is not set up.', zh: '尚未设置登录验证码。' },
  'factor-required': {
    en: 'Your role requires two-step sign-in. An administrator can change this rule.',
    zh: '您的角色登录时必须使用验证码，如需更改请联系管理员。',
  },
  deactivated: { en: 'This account is deactivated. Ask an administrator.', zh: '该账号已停用，请联系管理员。' },
  'wrong-password': { en: 'The current password is incorrect.', zh: '当前密码不正确。' },
  'password-too-short': { en: 'A password needs at least {min} characters.', zh: '密码至少需要 {min} 个字符。' },
  'password-common': {
    en: 'This password is too common and easy to guess. Choose another: a few unrelated words are easy to remember.',
    zh: '这样的密码很常见，容易被猜到。请另选一个，例如几个互不相关的词。',
  },
  'password-own-name': {
    en: 'A password based on your name, your email address, the centre’s name or Attune is easy to guess. Choose another.',
    zh: '由您的姓名、邮箱、中心名称或 Attune 组成的密码容易被猜到，请另选一个。',
  },
  'password-too-long': { en: 'A password can have at most {max} characters.', zh: '密码最多 {max} 个字符。' },
  'foreign-origin': {
    en: 'This request came from another site. Open Attune directly and try again. If you did, set ATTUNE_URL to its address.',
    zh: '请求来自其他网站。请直接打开 Attune 重试；若仍出现，请将 ATTUNE_URL 设为其访问地址。',
  },
  'wrong-host': {
    en: 'Attune does not serve the host name {host}. The operator has to set ATTUNE_URL to the address people use.',
    zh: '主机名 {host} 不是 Attune 的访问地址。请运维人员将 ATTUNE_URL 设为用户访问时使用的地址。',
  },
  unavailable: { en: 'The database is not answering. Try again in a moment.', zh: '数据库暂时没有响应，请稍后重试。' },
  'storage-full': {
    en: 'The server’s disk is full, so nothing was saved. Ask the operator of Attune to free up space, then try again.',
    zh: '服务器磁盘已满，内容未保存。请运维人员清理空间后重试。',
  },
  // people
  'too-many-events': {
    en: 'More than {limit} events. Narrow the filters.',
    zh: '事件超过 {limit} 条，请缩小筛选范围。',
  },
  'already-started': {
    en: 'The first administrator already exists. Please sign in.',
    zh: '首位管理员已存在，请登录。',
  },
  'setup-token-wrong': {
    en: 'The set-up token is incorrect. It is in the file whose path the server printed at start-up (on Cloudflare: ATTUNE_SETUP_TOKEN).',
    zh: '初始化令牌不正确。令牌在服务器启动时所显示路径的文件中（Cloudflare 上为 ATTUNE_SETUP_TOKEN）。',
  },
  'invitation-gone': {
    en: 'This invitation has been used or has expired. Ask an administrator for a new one.',
    zh: '该邀请已被使用或已过期，请向管理员索取新的邀请。',
  },
  'already-joined': {
    en: '{name} has already joined and signs in with a password.',
    zh: '{name} 已加入，可用密码登录。',
  },
  'not-joined': {
    en: '{name} has not joined yet and has no password. Create a new invitation link instead.',
    zh: '{name} 尚未加入，还没有密码。请重新生成邀请链接。',
  },
  'reset-gone': {
    en: 'This link has been used or has expired. Ask an administrator for a new one.',
    zh: '该链接已被使用或已过期，请向管理员索取新的链接。',
  },
  'no-address': {
    en: 'The address of this installation is not set. The operator has to set ATTUNE_URL.',
    zh: '尚未设置 Attune 的访问地址，请运维人员设置 ATTUNE_URL。',
  },
  'email-taken': { en: '{email} is already in use.', zh: '邮箱 {email} 已被使用。' },
  'employee-number-taken': {
    en: 'Employee number {number} is already in use.',
    zh: '工号 {number} 已被使用。',
  },
  'team-taken': { en: 'A team named {name} already exists.', zh: '已有名为“{name}”的团队。' },
  'last-administrator': {
    en: 'This is the last active administrator. Make someone else an administrator first.',
    zh: '这是最后一位在用的管理员，请先指定另一位管理员。',
  },
  // size and shape of a request
  'too-large': { en: 'This is larger than {limit} MB.', zh: '内容超过 {limit} MB。' },
  'body-too-large': { en: 'This is larger than {limit} kB.', zh: '内容超过 {limit} KB。' },
  'too-deep': {
    en: 'The JSON is nested more than {limit} levels deep and was not read.',
    zh: 'JSON 嵌套超过 {limit} 层，未读取。',
  },
  'too-many-values': {
    en: 'This holds more than {limit} values. Send it in several parts.',
    zh: '内容超过 {limit} 个值，请分成几部分发送。',
  },
  'too-slow': {
    en: 'The request was too slow and was cancelled. Check your connection and try again.',
    zh: '请求传输过慢，已中止。请检查网络后重试。',
  },
  overloaded: {
    en: 'The server is receiving too much data at once. Try again in a few seconds.',
    zh: '当前同时发送的内容过多，请几秒后重试。',
  },
  // Said by its reason: INPUT_SENTENCES.
  'invalid-input': {
    en: '{field} is not valid. Check it and try again.',
    zh: '{field} 无法使用，请检查后重试。',
  },
  stale: {
    en: 'Someone else changed this in the meantime. Your version is kept; compare the two and choose.',
    zh: '内容已被他人修改。您的版本已保留，请对照后再决定。',
  },
  failed: { en: 'Something went wrong on our side. Reference {id}.', zh: '系统出现错误，参考编号 {id}。' },
  // recordings, rows, reviews and what follows from them, scorecards
  ...RECORDING_SENTENCES,
  ...PLAYBACK_SENTENCES,
  ...ROW_SENTENCES,
  ...TRANSCRIPT_FILE_SENTENCES,
  ...REVIEW_SENTENCES,
  ...SCORECARD_SENTENCES,
  ...SCORECARD_FILE_SENTENCES,
  ...SCORECARD_FILE_NOTES,
  ...SPEECH_SENTENCES,
} as const satisfies Record<string, Sentence>;

export type ProblemCode = keyof typeof SENTENCES;
export const PROBLEM_CODES = Object.keys(SENTENCES) as ProblemCode[];

/** What a refusal carries besides its sentence. */
export type Detail = Record<string, unknown> | unknown[] | null;

/** An expected refusal: thrown by verbs, answered by the API with a status, shown by the web as a sentence. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly params: Params;
  /** What the person needs to go on: rows refused, the other version of a draft. */
  readonly detail: Detail;
  constructor(code: ProblemCode, params: Params = {}, detail: Detail = null) {
    super(code);
    this.code = code;
    this.params = params;
    this.detail = detail;
  }
}

/**
 * The refusal of a value that was sent.
 * @param field its path in what was sent, with points between; '' for the whole
 */
export const invalidInput = (field: string, reason: InputReason, more: Params = {}, detail: Detail = null): Problem =>
  new Problem('invalid-input', { field, reason, ...more }, detail);

/** A refusal as a value, for `catch`; anything else goes on being thrown. */
export function orProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}

/** The sentence for a refusal. */
export function sentence(code: ProblemCode, params: Params, language: Language): string {
  return wordsOf(code, params)[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(params[name] ?? '');
    if (name === 'field') return fieldWords(value, language);
    if (name === 'language') return languageName(value, language);
    return name === 'column' ? columnWords(value, language) : value;
  });
}

/** Some codes are said in more than one way. */
function wordsOf(code: ProblemCode, { why, reason }: Params): Sentence {
  if (code === 'not-sound') return NOT_SOUND_SENTENCES[String(why)] ?? SENTENCES[code];
  if (code === 'invalid-input') return (INPUT_SENTENCES as Record<string, Sentence>)[String(reason)] ?? SENTENCES[code];
  return SENTENCES[code];
}
