// Which status a refusal is answered with, and what its answer looks like. The sentence is the one of scorecards/problem.ts.
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Language, Problem, type ProblemCode, sentence } from '../scorecards/problem.ts';
import type { Env } from './route.ts';

/** The body of every refusal. */
export type Refused = { code: ProblemCode; params: Record<string, string | number>; message: string; detail: unknown };

/** Understood, well formed, and refused by a rule of the work. What is not in the table below is answered so. */
const REFUSED_BY_RULE = 422;

const STATUS: Partial<Record<ProblemCode, ContentfulStatusCode>> = {
  'invalid-input': 400,
  'password-too-short': 400,
  'password-too-long': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'not-allowed': 403,
  'not-your-review': 403,
  'originals-not-opened': 403,
  deactivated: 403,
  'foreign-origin': 403,
  'not-found': 404,
  'no-such-turn': 404,
  'invitation-gone': 404,
  'upload-gone': 404,
  stale: 409,
  'stale-draft': 409,
  'recording-being-prepared': 409,
  'recording-unchecked': 409,
  'copy-failed': 409,
  'masking-failed': 503,
  'already-started': 409,
  'already-submitted': 409,
  'already-acknowledged': 409,
  'too-large': 413,
  'wrong-host': 421,
  'too-many-attempts': 429,
  failed: 500,
  unavailable: 503,
};

export const statusOf = (code: ProblemCode): ContentfulStatusCode => STATUS[code] ?? REFUSED_BY_RULE;

/** The first of our two languages that an Accept-Language header names; English when it names neither. */
export function preferredLanguage(accept: string | undefined): Language {
  const wanted = (accept ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((value) => value !== undefined);
      return { language: tag.split('-')[0], q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ language, q }) => (language === 'en' || language === 'zh') && q > 0)
    .sort((a, b) => b.q - a.q);
  return wanted[0]?.language === 'zh' ? 'zh' : 'en';
}

/** The answer to whatever was thrown: a refusal with its sentence, or a failure that shows nothing but its reference. */
export function answerProblem(error: unknown, c: Context<Env>): Response {
  const problem = asProblem(error) ?? new Problem('failed', { id: c.get('requestId') });
  if (problem.code === 'failed' || problem.code === 'unavailable') {
    c.get('deps').log.error(
      { err: error, request: c.get('requestId'), method: c.req.method, path: c.req.path },
      'request failed',
    );
  }
  const body: Refused = {
    code: problem.code,
    params: problem.params,
    message: sentence(problem.code, problem.params, c.get('language')),
    detail: problem.detail,
  };
  return c.json(body, statusOf(problem.code));
}

function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException && error.status < 500) {
    return new Problem('invalid-input', { field: 'body', reason: error.message });
  }
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (UNSTORABLE.has(code)) return new Problem('invalid-input', { field: 'text', reason: cause.message });
    if (DATABASE_AWAY.has(code)) return new Problem('unavailable');
  }
  return null;
}

/** SQLSTATEs of text and numbers no column can hold (a NUL character, half a surrogate pair, a number out of range). */
const UNSTORABLE = new Set(['22021', '22P05', '22P02', '22003', '22007', '22008']);

/** The database is starting, stopping or restarting: worth another try in a moment. */
const DATABASE_AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  '57P01',
  '57P02',
  '57P03',
]);
