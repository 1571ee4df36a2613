import { z } from 'zod';
import { assignReview, withdrawReview } from '../../db/samples/assignments.ts';
import { drawWeek } from '../../db/samples/draws.ts';
import { createPlan, listDraws, listPlans, readPlan, setPlanActive } from '../../db/samples/samples.ts';
import { SamplingPlan } from '../../scorecards/samples/plan.ts';
import { Row } from '../http/contract.ts';
import { answer, jsonBody, pathId, route, router } from '../http/route.ts';
import { Drawing, DrawList, PlanList, PlanPage, PlanQuery, PlanRow } from './contract.ts';

export const samplesApi = router()
  .openapi(
    route('samples:read', {
      operationId: 'listPlans',
      method: 'get',
      path: '/plans',
      request: { query: PlanQuery },
      responses: { 200: answer(PlanList, 'Plans, active ones first, by name') },
    }),
    async (c) => c.json(await listPlans(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('samples:plan', {
      operationId: 'createPlan',
      method: 'post',
      path: '/plans',
      request: jsonBody(SamplingPlan),
      responses: { 200: answer(PlanRow, 'The plan made') },
      refuses: [404, 422],
    }),
    async (c) => c.json(await createPlan(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('samples:read', {
      operationId: 'readPlan',
      method: 'get',
      path: '/plans/{id}',
      request: pathId,
      responses: { 200: answer(PlanPage, "A plan and its reviewers' progress") },
    }),
    async (c) => c.json(await readPlan(c.get('ctx'), { plan: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('samples:read', {
      operationId: 'listDraws',
      method: 'get',
      path: '/plans/{id}/draws',
      request: { ...pathId, query: PlanQuery },
      responses: { 200: answer(DrawList, 'What a plan drew, the newest week first') },
    }),
    async (c) => {
      const input = { plan: c.req.valid('param').id, ...c.req.valid('query') };
      return c.json(await listDraws(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('samples:plan', {
      operationId: 'setPlanActive',
      method: 'patch',
      path: '/plans/{id}',
      request: { ...pathId, ...jsonBody(z.object({ active: z.boolean() })) },
      responses: { 200: answer(PlanRow, 'The plan, switched on or off') },
    }),
    async (c) => {
      const input = { plan: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await setPlanActive(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('samples:plan', {
      operationId: 'drawWeek',
      method: 'post',
      path: '/plans/{id}/draw',
      request: {
        ...pathId,
        ...jsonBody(z.object({ week: z.iso.date().describe('Any day of the week') })),
      },
      responses: { 200: answer(Drawing, 'What was drawn, of how many, and what was left out why') },
      refuses: [422],
    }),
    async (c) => {
      const input = { plan: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await drawWeek(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('samples:plan', {
      operationId: 'assignReview',
      method: 'post',
      path: '/reviews/{id}/assign',
      request: { ...pathId, ...jsonBody(z.object({ reviewer: z.string().max(100) })) },
      responses: { 200: answer(Row, 'The review, given to somebody else') },
      refuses: [409, 422],
    }),
    async (c) => {
      const input = { review: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await assignReview(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('samples:plan', {
      operationId: 'withdrawReview',
      method: 'post',
      path: '/reviews/{id}/withdraw',
      request: { ...pathId, ...jsonBody(z.object({ reason: z.string().max(1000) })) },
      responses: { 200: answer(Row, 'The review, taken back') },
      refuses: [409, 422],
    }),
    async (c) => {
      const input = { review: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await withdrawReview(c.get('ctx'), input), 200);
    },
  );

export type SamplesApi = typeof samplesApi;
