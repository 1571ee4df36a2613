import { z } from '@hono/zod-openapi';
import { type SavedDraft, saveDraft } from '../../db/evaluations/drafts.ts';
import {
  acknowledgeEvaluation,
  type EvaluationList,
  type EvaluationPage,
  listEvaluations,
  readEvaluation,
} from '../../db/evaluations/evaluations.ts';
import { correctEvaluation } from '../../db/evaluations/versions.ts';
import {
  listQueue,
  type Queue,
  readWorkspace,
  type Taken,
  takeNextReview,
  takeReview,
  type Workspace,
} from '../../db/samples/reviews.ts';
import { type Submitted, submitReview } from '../../db/submission/submission.ts';
import { Answers } from '../../scorecards/scorecard/answers.ts';
import { CHANNELS } from '../../scorecards/scorecard/definition.ts';
import type { Score } from '../../scorecards/scorecard/score.ts';
import { json, jsonBody, pathId, route, router } from '../http/route.ts';

/** 2³¹ − 1: what a column of integers holds. */
const Whole = z.int().min(0).max(2_147_483_647);

const Draft = z.object({
  revision: Whole.openapi({ description: 'The revision the change was made on; 0 for the first' }),
  answers: Answers,
  summary: z.string().max(10_000),
  spent_ms: Whole,
});

const Correction = z.object({
  answers: Answers,
  summary: z.string().max(10_000),
  explanation: z.string().max(4000).openapi({ description: 'Why; the agent and the reviewer read it' }),
});

const YesNo = z.enum(['true', 'false']).transform((given) => given === 'true');

const Filter = z.object({
  agent: z.string().max(100).optional(),
  team: z.string().max(100).optional(),
  kind: z.enum(['random', 'targeted']).optional(),
  channel: z.enum(CHANNELS).optional(),
  from: z.iso.date().optional().openapi({ description: 'First day of the contact' }),
  to: z.iso.date().optional().openapi({ description: 'Last day of the contact' }),
  critical: YesNo.optional(),
  failed: z.string().max(40).optional().openapi({ description: 'A criterion that was given nothing' }),
  scorecard: z.string().max(40).optional().openapi({ description: 'Key of the scorecard of `failed`' }),
  acknowledged: YesNo.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

export const evaluationsApi = router()
  .openapi(
    route('reviews:work', {
      method: 'get',
      path: '/queue',
      responses: { 200: json<Queue>('My reviews that are to be done, oldest first') },
    }),
    async (c) => c.json(await listQueue(c.get('ctx')), 200),
  )
  .openapi(
    route('reviews:work', {
      method: 'post',
      path: '/queue/next',
      responses: { 200: json<{ review: Taken | null }>('The review that has waited longest, taken') },
    }),
    async (c) => c.json({ review: await takeNextReview(c.get('ctx')) }, 200),
  )
  .openapi(
    route('reviews:work', {
      method: 'get',
      path: '/reviews/{id}',
      request: pathId,
      responses: { 200: json<Workspace>('What the workspace shows') },
    }),
    async (c) => c.json(await readWorkspace(c.get('ctx'), { review: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('reviews:work', {
      method: 'post',
      path: '/reviews/{id}/take',
      request: pathId,
      responses: { 200: json<Taken>('Taken for two hours') },
    }),
    async (c) => c.json(await takeReview(c.get('ctx'), { review: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('reviews:work', {
      method: 'put',
      path: '/reviews/{id}/draft',
      request: { ...pathId, ...jsonBody(Draft) },
      responses: { 200: json<SavedDraft>('Kept, with its new revision') },
    }),
    async (c) => {
      const input = { review: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await saveDraft(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('reviews:work', {
      method: 'post',
      path: '/reviews/{id}/submit',
      request: { ...pathId, ...jsonBody(z.object({ revision: Whole })) },
      responses: { 200: json<Submitted>('The evaluation, its score, and the coaching it leads to') },
    }),
    async (c) => {
      const input = { review: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await submitReview(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('evaluations:read', {
      method: 'get',
      path: '/',
      request: { query: Filter },
      responses: { 200: json<EvaluationList>('Submitted evaluations, newest first, a page at a time') },
    }),
    async (c) => c.json(await listEvaluations(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('evaluations:read', {
      method: 'get',
      path: '/{id}',
      request: pathId,
      responses: { 200: json<EvaluationPage>("One evaluation as it was submitted, with the agent's mean beside it") },
    }),
    async (c) => c.json(await readEvaluation(c.get('ctx'), { evaluation: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('evaluations:correct', {
      method: 'post',
      path: '/{id}/corrections',
      request: { ...pathId, ...jsonBody(Correction) },
      responses: {
        200: json<{ evaluation: string; score: Score }>('The version that counts from now on; the one before stays'),
      },
    }),
    async (c) => {
      const input = { evaluation: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await correctEvaluation(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('evaluations:acknowledge', {
      method: 'post',
      path: '/{id}/acknowledge',
      request: { ...pathId, ...jsonBody(z.object({ comment: z.string().max(4000) })) },
      responses: { 200: json<{ at: string }>('Acknowledged, once and for good') },
    }),
    async (c) => {
      const input = { evaluation: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await acknowledgeEvaluation(c.get('ctx'), input), 200);
    },
  );

export type EvaluationsApi = typeof evaluationsApi;
