import { z } from 'zod';
import { saveDraft } from '../../db/evaluations/drafts.ts';
import { acknowledgeEvaluation, listEvaluations, readEvaluation } from '../../db/evaluations/evaluations.ts';
import { correctEvaluation } from '../../db/evaluations/versions.ts';
import { listQueue, readWorkspace, takeNextReview, takeReview } from '../../db/samples/reviews.ts';
import { submitReview } from '../../db/submission/submission.ts';
import { answer, jsonBody, pathId, route, router } from '../http/route.ts';
import { NextReview, Queue, QueueQuery, Taken, Workspace } from '../samples/contract.ts';
import {
  Acknowledged,
  Corrected,
  Correction,
  Draft,
  EvaluationFilter,
  EvaluationList,
  EvaluationPage,
  SavedDraft,
  Submission,
  Submitted,
} from './contract.ts';

export const evaluationsApi = router()
  .openapi(
    route('reviews:work', {
      operationId: 'listQueue',
      method: 'get',
      path: '/queue',
      request: { query: QueueQuery },
      responses: { 200: answer(Queue, 'My reviews that are to be done, oldest first') },
    }),
    async (c) => c.json(await listQueue(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('reviews:work', {
      operationId: 'takeNextReview',
      method: 'post',
      path: '/queue/next',
      responses: { 200: answer(NextReview, 'The review that has waited longest, taken') },
    }),
    async (c) => c.json({ review: await takeNextReview(c.get('ctx')) }, 200),
  )
  .openapi(
    route('reviews:work', {
      operationId: 'readWorkspace',
      method: 'get',
      path: '/reviews/{id}',
      request: pathId,
      responses: { 200: answer(Workspace, 'What the workspace shows') },
      refuses: [422],
    }),
    async (c) => c.json(await readWorkspace(c.get('ctx'), { review: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('reviews:work', {
      operationId: 'takeReview',
      method: 'post',
      path: '/reviews/{id}/take',
      request: pathId,
      responses: { 200: answer(Taken, 'Taken for two hours') },
      refuses: [409, 422],
    }),
    async (c) => c.json(await takeReview(c.get('ctx'), { review: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('reviews:work', {
      operationId: 'saveDraft',
      method: 'put',
      path: '/reviews/{id}/draft',
      request: { ...pathId, ...jsonBody(Draft) },
      responses: { 200: answer(SavedDraft, 'Kept, with its new revision') },
      refuses: [409, 422],
    }),
    async (c) => {
      const input = { review: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await saveDraft(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('reviews:work', {
      operationId: 'submitReview',
      method: 'post',
      path: '/reviews/{id}/submit',
      request: { ...pathId, ...jsonBody(Submission) },
      responses: { 200: answer(Submitted, 'The evaluation, its score, and the coaching it leads to') },
      refuses: [409, 422],
    }),
    async (c) => {
      const input = { review: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await submitReview(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('evaluations:read', {
      operationId: 'listEvaluations',
      method: 'get',
      path: '/',
      request: { query: EvaluationFilter },
      responses: { 200: answer(EvaluationList, 'Submitted evaluations, newest first, a page at a time') },
    }),
    async (c) => c.json(await listEvaluations(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('evaluations:read', {
      operationId: 'readEvaluation',
      method: 'get',
      path: '/{id}',
      request: pathId,
      responses: { 200: answer(EvaluationPage, "One evaluation as it was submitted, with the agent's mean beside it") },
    }),
    async (c) => c.json(await readEvaluation(c.get('ctx'), { evaluation: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('evaluations:correct', {
      operationId: 'correctEvaluation',
      method: 'post',
      path: '/{id}/corrections',
      request: { ...pathId, ...jsonBody(Correction) },
      responses: { 200: answer(Corrected, 'The version that counts from now on; the one before stays') },
      refuses: [409, 422],
    }),
    async (c) => {
      const input = { evaluation: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await correctEvaluation(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('evaluations:acknowledge', {
      operationId: 'acknowledgeEvaluation',
      method: 'post',
      path: '/{id}/acknowledge',
      request: { ...pathId, ...jsonBody(z.object({ comment: z.string().max(4000) })) },
      responses: { 200: answer(Acknowledged, 'Acknowledged, once and for good') },
      refuses: [409],
    }),
    async (c) => {
      const input = { evaluation: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await acknowledgeEvaluation(c.get('ctx'), input), 200);
    },
  );

export type EvaluationsApi = typeof evaluationsApi;
