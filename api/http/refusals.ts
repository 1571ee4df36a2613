// Refusals in the contract: one answer per status, with the codes that use it.
import type { RouteConfig } from '@hono/zod-openapi';
import { PROBLEM_CODES } from '../../scorecards/problems/problem.ts';
import { Refusal } from './contract.ts';
import { type RefusalStatus, statusOf } from './statuses.ts';

const NAMES: Record<RefusalStatus, string> = {
  400: 'Invalid',
  401: 'NotSignedIn',
  403: 'NotAllowed',
  404: 'NotFound',
  408: 'TooSlow',
  409: 'Conflict',
  413: 'TooLarge',
  421: 'WrongHost',
  422: 'RefusedByRule',
  429: 'TooManyAttempts',
  500: 'Failed',
  503: 'Unavailable',
  507: 'StorageFull',
};

const RETRY_AFTER = { 'retry-after': { description: 'Seconds', schema: { type: 'integer' } } };

/** What stands once in the document, by status. */
export const REFUSALS = Object.fromEntries(
  Object.entries(NAMES).map(([status, name]) => [
    status,
    {
      name,
      description: PROBLEM_CODES.filter((code) => statusOf(code) === Number(status))
        .toSorted()
        .join(', '),
      headers: Number(status) === 503 ? RETRY_AFTER : undefined,
      content: { 'application/json': { schema: Refusal } },
    },
  ]),
);

/** The responses of these statuses. */
export const refusals = (statuses: readonly RefusalStatus[]): RouteConfig['responses'] =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${NAMES[status]}` }]));
