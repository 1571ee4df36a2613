import { changeFramework, frameworkHistory, readFramework } from '../../db/competencies/frameworks.ts';
import { answer, jsonBody, route, router } from '../http/route.ts';
import {
  FrameworkChange,
  FrameworkHistory,
  FrameworkHistoryQuery,
  FrameworkQuery,
  FrameworkVersion,
} from './contract.ts';

export const competenciesApi = router()
  .openapi(
    route('scorecards:read', {
      operationId: 'readFramework',
      method: 'get',
      path: '/',
      request: { query: FrameworkQuery },
      responses: { 200: answer(FrameworkVersion, 'The framework that holds now, or one of its versions') },
      refuses: [404],
    }),
    async (c) => c.json(await readFramework(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('competencies:edit', {
      operationId: 'changeFramework',
      method: 'put',
      path: '/',
      request: jsonBody(FrameworkChange),
      responses: { 200: answer(FrameworkVersion, 'There is a new version; goals keep the one they were set by') },
      refuses: [409, 422],
    }),
    async (c) => c.json(await changeFramework(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('competencies:edit', {
      operationId: 'listFrameworkVersions',
      method: 'get',
      path: '/versions',
      request: { query: FrameworkHistoryQuery },
      responses: { 200: answer(FrameworkHistory, 'The versions the organisation made, the newest first') },
    }),
    async (c) => c.json(await frameworkHistory(c.get('ctx'), c.req.valid('query')), 200),
  );

export type CompetenciesApi = typeof competenciesApi;
