// What the answer to a refusal looks like. The sentence is the one of scorecards/problems/problem.ts.
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { matchedRoutes } from 'hono/route';
import { invalidInput, Problem, type ProblemCode, sentence } from '../../scorecards/problems/problem.ts';
import { failureOf, isAway } from '../../transcription/failure/failure.ts';
import type { Refusal } from './contract.ts';
import type { Env } from './route.ts';
import { statusOf } from './statuses.ts';

/** What cannot be served now is worth another try so many seconds later. */
const RETRY_S = 3;

/** What the operator needs to know. */
const LOGGED = new Set<ProblemCode>(['failed', 'unavailable', 'storage-full']);

/**
 * The answer to whatever was thrown: a refusal with its sentence, or a failure that shows nothing but its reference.
 */
export function answerProblem(error: unknown, c: Context<Env>): Response {
  const problem = asProblem(error) ?? new Problem('failed', { id: c.get('requestId') });
  if (LOGGED.has(problem.code)) {
    c.get('deps').log.error(
      { failure: failureOf(error), request: c.get('requestId'), method: c.req.method, route: routeOf(c) },
      'request failed',
    );
  }
  const body: Refusal = {
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
    // Thrown by the validators alone, of a body that cannot be parsed.
    return invalidInput('', 'not-json');
  }
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (DISK_FULL.has(code)) return new Problem('storage-full');
  }
  return isAway(error) ? new Problem('unavailable') : null;
}

/** No room for a file, or in a quota; SQLSTATE 53100 where it is the database that has none. */
const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);
