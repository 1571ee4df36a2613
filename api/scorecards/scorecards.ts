import { z } from '@hono/zod-openapi';
import {
  listScorecards,
  type PublishedScorecard,
  publishScorecard,
  readScorecard,
  type ScorecardRow,
  type ScorecardVersion,
} from '../../db/scorecards/scorecards.ts';
import { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { json, jsonBody, route, router } from '../http/route.ts';

export const scorecardsApi = router()
  .openapi(
    route('scorecards:read', {
      method: 'get',
      path: '/',
      responses: { 200: json<ScorecardRow[]>('Every form with its latest version') },
    }),
    async (c) => c.json(await listScorecards(c.get('ctx')), 200),
  )
  .openapi(
    route('scorecards:publish', {
      method: 'post',
      path: '/',
      // Conditions nest, which the description of the API cannot unfold.
      request: jsonBody(
        z
          .unknown()
          .openapi({ type: 'object', description: 'A form: scorecards/scorecard/definition.ts' })
          .pipe(Scorecard),
      ),
      responses: { 200: json<PublishedScorecard>('The version made; earlier ones stay as they are') },
    }),
    async (c) => c.json(await publishScorecard(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('scorecards:read', {
      method: 'get',
      path: '/{key}/versions/{number}',
      request: { params: z.object({ key: z.string().max(40), number: z.coerce.number().int().min(1).max(1_000_000) }) },
      responses: { 200: json<ScorecardVersion>('One version in full') },
    }),
    async (c) => c.json(await readScorecard(c.get('ctx'), c.req.valid('param')), 200),
  );

export type ScorecardsApi = typeof scorecardsApi;
