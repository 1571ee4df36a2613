// What is wrong or doubtful about a scorecard: an error prevents publishing, a warning may be intended. Each has its sentence
// among the problems.
import type { Params, ProblemCode } from '../problems/problem.ts';

export type FindingCode = Extract<ProblemCode, `scorecard-${string}`>;

/** `params` fill the sentence; `section` or `criterion` in them says where. */
export type Finding = { severity: 'error' | 'warning'; code: FindingCode; params: Params };

export const error = (code: FindingCode, params: Params): Finding => ({ severity: 'error', code, params });
export const warning = (code: FindingCode, params: Params): Finding => ({ severity: 'warning', code, params });
