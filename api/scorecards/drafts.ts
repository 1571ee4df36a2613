// Drafts of scorecards, and what becomes of a scorecard.
import { z } from 'zod';
import {
  beginDraft,
  beginScorecard,
  discardDraft,
  keepDraft,
  publishDraft,
  readDraft,
} from '../../db/scorecards/drafts.ts';
import { restoreScorecard, retireScorecard } from '../../db/scorecards/retiring.ts';
import { addIncluded } from '../../db/scorecards/scorecards.ts';
import { readUse } from '../../db/scorecards/use.ts';
import { Draft } from '../../scorecards/scorecard/definition.ts';
import { answer, jsonBody, route, router } from '../http/route.ts';
import {
  DraftChange,
  NextDraft,
  PublishedScorecard,
  Revision,
  SavedDraft,
  ScorecardDraft,
  ScorecardKey,
  ScorecardUse,
} from './contract.ts';

const byKey = { params: z.object({ key: z.string().max(40) }) };

export const scorecardDraftsApi = router()
  .openapi(
    route('scorecards:edit', {
      operationId: 'beginScorecard',
      method: 'post',
      path: '/drafts',
      request: jsonBody(Draft),
      responses: { 200: answer(ScorecardDraft, 'The draft of a new scorecard') },
      refuses: [422],
    }),
    async (c) => c.json(await beginScorecard(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('scorecards:edit', {
      operationId: 'beginScorecardDraft',
      method: 'post',
      path: '/{key}/draft',
      request: { ...byKey, ...jsonBody(NextDraft) },
      responses: { 200: answer(ScorecardDraft, 'The draft of the next version: begun, or the one there is') },
      refuses: [422],
    }),
    async (c) => c.json(await beginDraft(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  .openapi(
    route('scorecards:edit', {
      operationId: 'readScorecardDraft',
      method: 'get',
      path: '/{key}/draft',
      request: byKey,
      responses: { 200: answer(ScorecardDraft, 'The draft as it was last saved') },
    }),
    async (c) => c.json(await readDraft(c.get('ctx'), c.req.valid('param')), 200),
  )
  .openapi(
    route('scorecards:edit', {
      operationId: 'saveScorecardDraft',
      method: 'put',
      path: '/{key}/draft',
      request: { ...byKey, ...jsonBody(DraftChange) },
      responses: { 200: answer(SavedDraft, 'Saved. `stale` comes with the draft as it is now') },
      refuses: [409],
    }),
    async (c) => c.json(await keepDraft(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  .openapi(
    route('scorecards:edit', {
      operationId: 'discardScorecardDraft',
      method: 'post',
      path: '/{key}/draft/discard',
      request: { ...byKey, ...jsonBody(Revision) },
      responses: { 200: answer(ScorecardKey, 'Gone; a scorecard that was never published with it') },
      refuses: [409],
    }),
    async (c) => c.json(await discardDraft(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  .openapi(
    route('scorecards:publish', {
      operationId: 'publishScorecardDraft',
      method: 'post',
      path: '/{key}/draft/publish',
      request: { ...byKey, ...jsonBody(Revision) },
      responses: { 200: answer(PublishedScorecard, 'The version made of it') },
      refuses: [409, 422],
    }),
    async (c) => c.json(await publishDraft(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  .openapi(
    route('scorecards:publish', {
      operationId: 'addIncludedScorecard',
      method: 'post',
      path: '/library',
      request: jsonBody(ScorecardKey),
      responses: { 200: answer(PublishedScorecard, 'A scorecard included with Attune, in use from now on') },
      refuses: [404, 422],
    }),
    async (c) => c.json(await addIncluded(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('scorecards:edit', {
      operationId: 'readScorecardUse',
      method: 'get',
      path: '/{key}/use',
      request: byKey,
      responses: { 200: answer(ScorecardUse, 'Work under way on a scorecard, and what its past answers say') },
    }),
    async (c) => c.json(await readUse(c.get('ctx'), c.req.valid('param')), 200),
  )
  .openapi(
    route('scorecards:publish', {
      operationId: 'retireScorecard',
      method: 'post',
      path: '/{key}/retire',
      request: byKey,
      responses: { 200: answer(ScorecardKey, 'No new work begins on it') },
      refuses: [422],
    }),
    async (c) => c.json(await retireScorecard(c.get('ctx'), c.req.valid('param')), 200),
  )
  .openapi(
    route('scorecards:publish', {
      operationId: 'restoreScorecard',
      method: 'post',
      path: '/{key}/restore',
      request: byKey,
      responses: { 200: answer(ScorecardKey, 'In use again') },
    }),
    async (c) => c.json(await restoreScorecard(c.get('ctx'), c.req.valid('param')), 200),
  );

export type ScorecardDraftsApi = typeof scorecardDraftsApi;
