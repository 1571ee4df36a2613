// Every refusal the product can give, with the sentence a person reads in either language. The web, the API and the
// command line all say it from here. A sentence tells what is wrong and what to do next.

export type Language = 'en' | 'zh';
type Params = Record<string, string | number>;
type Sentence = { en: string; zh: string };

/** `{name}` in a sentence is filled from the problem's parameters. */
const SENTENCES = {
  // access
  'not-signed-in': { en: 'Please sign in.', zh: '请先登录。' },
  'not-allowed': { en: 'This is not yours to see or do. Ask an administrator if you need it.', zh: '您没有此项权限。如有需要,请联系管理员。' },
  'not-found': { en: 'This does not exist, or is not yours to see.', zh: '内容不存在,或您无权查看。' },
  'wrong-credentials': { en: 'E-mail or password is wrong.', zh: '邮箱或密码不正确。' },
  'too-many-attempts': { en: 'Too many attempts. Wait a minute and try again.', zh: '尝试次数过多,请一分钟后再试。' },
  'deactivated': { en: 'This account is deactivated. Ask an administrator.', zh: '该账号已停用,请联系管理员。' },
  // form of a request
  'invalid-input': { en: '{field}: {reason}', zh: '{field}:{reason}' },
  'stale': { en: 'Somebody changed this in the meantime. Your version is kept; look at theirs and decide.', zh: '内容已被他人修改。您的版本已保留,请对照后再决定。' },
  'failed': { en: 'Something went wrong on our side. Reference {id}.', zh: '系统出现错误,参考编号 {id}。' },
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

/** The sentence for a refusal. */
export function sentence(code: ProblemCode, params: Params, language: Language): string {
  return SENTENCES[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
