// Which status a refusal is answered with, and what its answer looks like. The sentence is the one of scorecards/problems/problem.ts.
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { matchedRoutes } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Language, Problem, type ProblemCode, sentence } from '../../scorecards/problems/problem.ts';
import { failureOf, isAway } from '../../transcription/failure/failure.ts';
import type { Env } from './route.ts';

/** The body of every refusal. */
export type Refused = { code: ProblemCode; params: Record<string, string | number>; message: string; detail: unknown };

/** What cannot be served now is worth another try so many seconds later. */
const RETRY_S = 3;

/** Understood, well formed, and refused by a rule of the work. What is not in the table below is answered so. */
const REFUSED_BY_RULE = 422;

const STATUS: Partial<Record<ProblemCode, ContentfulStatusCode>> = {
  'invalid-input': 400,
  'too-deep': 400,
  'password-too-short': 400,
  'password-too-long': 400,
  'password-common': 400,
  'password-own-name': 400,
  'not-signed-in': 401,
  'code-needed': 401,
  'factor-needed': 401,
  'wrong-code': 401,
  'wrong-credentials': 401,
  'not-allowed': 403,
  'not-your-review': 403,
  'originals-not-opened': 403,
  deactivated: 403,
  'setup-token-wrong': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'no-such-turn': 404,
  'invitation-gone': 404,
  'reset-gone': 404,
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
  'evaluation-replaced': 409,
  'too-slow': 408,
  'too-large': 413,
  'form-too-large': 413,
  'too-many-values': 413,
  'wrong-host': 421,
  'too-many-attempts': 429,
  failed: 500,
  overloaded: 503,
  unavailable: 503,
  'import-broken-off': 503,
  'storage-full': 507,
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

/** What whoever runs the server has to know of. */
const LOGGED = new Set<ProblemCode>(['failed', 'unavailable', 'storage-full']);

/** The answer to whatever was thrown: a refusal with its sentence, or a failure that shows nothing but its reference. */
export function answerProblem(error: unknown, c: Context<Env>): Response {
  const problem = asProblem(error) ?? new Problem('failed', { id: c.get('requestId') });
  if (LOGGED.has(problem.code)) {
    c.get('deps').log.error(
      { failure: failureOf(error), request: c.get('requestId'), method: c.req.method, route: routeOf(c) },
      'request failed',
    );
  }
  const body: Refused = {
    code: problem.code,
    params: problem.params,
    message: sentence(problem.code, problem.params, c.get('language')),
    detail: problem.detail,
  };
  const status = statusOf(problem.code);
  return c.json(body, status, status === 503 ? { 'retry-after': String(RETRY_S) } : {});
}

/** `/api/people/invitations/:token`: what stands in the path itself may be a secret. */
const routeOf = (c: Context<Env>): string => matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? '*';

function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException && error.status < 500) {
    return new Problem('invalid-input', { field: 'body', reason: error.message });
  }
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (UNSTORABLE.has(code)) return new Problem('invalid-input', { field: 'text', reason: cause.message });
    if (DISK_FULL.has(code)) return new Problem('storage-full');
  }
  return isAway(error) ? new Problem('unavailable') : null;
}

/** SQLSTATEs of text and numbers no column can hold (a NUL character, half a surrogate pair, a number out of range). */
const UNSTORABLE = new Set(['22021', '22P05', '22P02', '22003', '22007', '22008']);

/** No room for a file, or in a quota; SQLSTATE 53100 where it is the database that has none. */
const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);
