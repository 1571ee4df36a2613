// Every refusal the product can give, with the sentence a person reads in either language. The web, the API and the
// command line all say it from here. A sentence tells what is wrong and what to do next.
import { FORM_SENTENCES } from './sentences/forms.ts';
import { HEARING_SENTENCES } from './sentences/hearing.ts';
import { RECORDING_SENTENCES } from './sentences/recordings.ts';
import { REVIEW_SENTENCES } from './sentences/reviews.ts';
import { ROW_SENTENCES } from './sentences/rows.ts';
import { SPEECH_SENTENCES } from './sentences/speech.ts';
import { TRANSCRIPT_FILE_SENTENCES } from './sentences/transcript-files.ts';

export type Language = 'en' | 'zh';
export type Params = Record<string, string | number>;
type Sentence = { en: string; zh: string };

/** `{name}` in a sentence is filled from the problem's parameters. */
const SENTENCES = {
  // access
  'not-signed-in': { en: 'Please sign in.', zh: '请先登录。' },
  'not-allowed': {
    en: 'This is not yours to see or do. Ask an administrator if you need it.',
    zh: '您没有此项权限。如有需要，请联系管理员。',
  },
  'not-found': { en: 'This does not exist, or is not yours to see.', zh: '内容不存在，或您无权查看。' },
  'wrong-credentials': { en: 'E-mail or password is wrong.', zh: '邮箱或密码不正确。' },
  'too-many-attempts': { en: 'Too many attempts. Wait a minute and try again.', zh: '尝试次数过多，请一分钟后再试。' },
  deactivated: { en: 'This account is deactivated. Ask an administrator.', zh: '该账号已停用，请联系管理员。' },
  'wrong-password': { en: 'The current password is wrong.', zh: '当前密码不正确。' },
  'password-too-short': { en: 'A password needs at least {min} characters.', zh: '密码至少需要 {min} 个字符。' },
  'password-too-long': { en: 'A password has at most {max} characters.', zh: '密码最多 {max} 个字符。' },
  'foreign-origin': {
    en: 'This request came from another site. Open Attune itself and try again; if you did, ATTUNE_URL has to name its address.',
    zh: '请求来自其他网站。请直接打开 Attune 重试；若仍出现，请将 ATTUNE_URL 设为其访问地址。',
  },
  'wrong-host': {
    en: 'Attune is not known under the name {host}. Whoever runs it sets ATTUNE_URL to the address people use.',
    zh: 'Attune 未以 {host} 这一名称提供服务。请管理员将 ATTUNE_URL 设为用户使用的地址。',
  },
  unavailable: { en: 'The database is not answering. Try again in a moment.', zh: '数据库暂时没有响应，请稍后重试。' },
  // people
  'already-started': {
    en: 'The first administrator already exists. Please sign in.',
    zh: '首位管理员已存在，请登录。',
  },
  'invitation-gone': {
    en: 'This invitation has been used or has expired. Ask an administrator for a new one.',
    zh: '该邀请已被使用或已过期，请向管理员索取新的邀请。',
  },
  'already-joined': {
    en: '{name} has already joined and signs in with a password.',
    zh: '{name} 已加入，可用密码登录。',
  },
  'email-taken': { en: '{email} already belongs to someone.', zh: '邮箱 {email} 已被使用。' },
  'employee-number-taken': {
    en: 'Employee number {number} already belongs to someone.',
    zh: '工号 {number} 已被使用。',
  },
  'team-taken': { en: 'There is already a team named {name}.', zh: '已有名为“{name}”的团队。' },
  'last-administrator': {
    en: 'This is the last active administrator. Make someone else an administrator first.',
    zh: '这是最后一位在用的管理员，请先指定另一位管理员。',
  },
  'unknown-role': { en: 'There is no role {value}.', zh: '没有 {value} 这一角色。' },
  'unknown-team': {
    en: 'There is no team {value}. Create it first, or choose another.',
    zh: '没有团队“{value}”，请先新建或另选。',
  },
  'unknown-time-zone': {
    en: '{value} is not a time zone. Choose one from the list, such as Asia/Shanghai.',
    zh: '{value} 不是有效时区，请从列表中选择，例如 Asia/Shanghai。',
  },
  // form of a request
  'too-large': { en: 'This is larger than {limit} MB.', zh: '内容超过 {limit} MB。' },
  'invalid-input': { en: '{field}: {reason}', zh: '{field}：{reason}' },
  stale: {
    en: 'Somebody changed this in the meantime. Your version is kept; look at theirs and decide.',
    zh: '内容已被他人修改。您的版本已保留，请对照后再决定。',
  },
  failed: { en: 'Something went wrong on our side. Reference {id}.', zh: '系统出现错误，参考编号 {id}。' },
  // recordings, rows, reviews and what follows from them, forms
  ...RECORDING_SENTENCES,
  ...HEARING_SENTENCES,
  ...ROW_SENTENCES,
  ...TRANSCRIPT_FILE_SENTENCES,
  ...REVIEW_SENTENCES,
  ...FORM_SENTENCES,
  ...SPEECH_SENTENCES,
} as const satisfies Record<string, Sentence>;

export type ProblemCode = keyof typeof SENTENCES;
export const PROBLEM_CODES = Object.keys(SENTENCES) as ProblemCode[];

/** An expected refusal: thrown by verbs, answered by the API with a status, shown by the web as a sentence. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly params: Params;
  /** What the person needs to go on: rows refused, the other version of a draft. */
  readonly detail: unknown;
  constructor(code: ProblemCode, params: Params = {}, detail: unknown = null) {
    super(code);
    this.code = code;
    this.params = params;
    this.detail = detail;
  }
}

/** A refusal as a value, for `catch`; anything else goes on being thrown. */
export function orProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}

/** The sentence for a refusal. */
export function sentence(code: ProblemCode, params: Params, language: Language): string {
  return SENTENCES[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
