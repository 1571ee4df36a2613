// The HTTP status of each refusal.
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ProblemCode } from '../../scorecards/problems/problem.ts';

/** Understood, well formed, and refused by a rule of the work. What is not in the table below is answered so. */
const REFUSED_BY_RULE = 422;

const STATUS = {
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
  'body-too-large': 413,
  'too-many-values': 413,
  'wrong-host': 421,
  'too-many-attempts': 429,
  failed: 500,
  overloaded: 503,
  unavailable: 503,
  'import-broken-off': 503,
  'storage-full': 507,
} as const satisfies Partial<Record<ProblemCode, ContentfulStatusCode>>;

/** The statuses refusals have. */
export type RefusalStatus = (typeof STATUS)[keyof typeof STATUS] | typeof REFUSED_BY_RULE;

const TABLE: Partial<Record<ProblemCode, RefusalStatus>> = STATUS;

export const statusOf = (code: ProblemCode): RefusalStatus => TABLE[code] ?? REFUSED_BY_RULE;
