import { listScorecards, publishScorecard, readScorecard } from '../../db/scorecards/scorecards.ts';
import { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { answer, jsonBody, route, router } from '../http/route.ts';
import { PublishedScorecard, ScorecardList, ScorecardQuery, ScorecardVersion, VersionPath } from './contract.ts';

export const scorecardsApi = router()
  .openapi(
    route('scorecards:read', {
      operationId: 'listScorecards',
      method: 'get',
      path: '/',
      request: { query: ScorecardQuery },
      responses: { 200: answer(ScorecardList, 'Scorecards by key, each with its latest version') },
    }),
    async (c) => c.json(await listScorecards(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('scorecards:publish', {
      operationId: 'publishScorecard',
      method: 'post',
      path: '/',
      request: jsonBody(Scorecard),
      responses: { 200: answer(PublishedScorecard, 'The version made; earlier ones stay as they are') },
      refuses: [422],
    }),
    async (c) => c.json(await publishScorecard(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('scorecards:read', {
      operationId: 'readScorecard',
      method: 'get',
      path: '/{key}/versions/{number}',
      request: { params: VersionPath },
      responses: { 200: answer(ScorecardVersion, 'One version in full') },
    }),
    async (c) => c.json(await readScorecard(c.get('ctx'), c.req.valid('param')), 200),
  );

export type ScorecardsApi = typeof scorecardsApi;
