import { z } from 'zod';
import {
  dropModel,
  saveLanguages,
  saveRecorders,
  saveVocabulary,
  showSpeech,
  useModel,
  wishModel,
} from '../../db/transcripts/speech.ts';
import { MOST_CALLS, MOST_MODELS, showTrial, startTrial, stopTrial } from '../../db/transcripts/trials.ts';
import { answer, jsonBody, pathId, route, router } from '../http/route.ts';
import { RecorderSide, SpeechView, StoppedRuns, TrialView } from './speech-contract.ts';

const Model = z.object({ model: z.string().min(1).max(100) });
const responses = { 200: answer(SpeechView, 'How recordings are transcribed, and with what') };

export const speechApi = router()
  .openapi(route('speech:read', { operationId: 'readSpeech', method: 'get', path: '/', responses }), async (c) =>
    c.json(await showSpeech(c.get('ctx')), 200),
  )
  .openapi(
    route('speech:manage', {
      operationId: 'useModel',
      method: 'put',
      path: '/model',
      request: jsonBody(Model),
      responses,
      refuses: [422],
    }),
    async (c) => c.json(await useModel(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', {
      operationId: 'wishModel',
      method: 'post',
      path: '/models',
      request: jsonBody(Model),
      responses,
      refuses: [422],
    }),
    async (c) => c.json(await wishModel(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', {
      operationId: 'dropModel',
      method: 'post',
      path: '/models/drop',
      request: jsonBody(Model),
      responses,
      refuses: [422],
    }),
    async (c) => c.json(await dropModel(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', {
      operationId: 'saveVocabulary',
      method: 'put',
      path: '/vocabulary',
      request: jsonBody(z.object({ words: z.array(z.string().max(1000)).max(2000) })),
      responses,
      refuses: [422],
    }),
    async (c) => c.json(await saveVocabulary(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', {
      operationId: 'saveLanguages',
      method: 'put',
      path: '/languages',
      request: jsonBody(z.object({ languages: z.array(z.string().min(2).max(10)).max(100) })),
      responses,
      refuses: [422],
    }),
    async (c) => c.json(await saveLanguages(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', {
      operationId: 'saveRecorders',
      method: 'put',
      path: '/recorders',
      request: jsonBody(
        z.object({
          recorders: z.array(RecorderSide).max(100),
        }),
      ),
      responses,
      refuses: [422],
    }),
    async (c) => c.json(await saveRecorders(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:read', {
      operationId: 'readTrial',
      method: 'get',
      path: '/trial',
      responses: { 200: answer(TrialView.nullable(), 'The newest comparison of models') },
    }),
    async (c) => c.json(await showTrial(c.get('ctx')), 200),
  )
  .openapi(
    route('speech:manage', {
      operationId: 'startTrial',
      method: 'post',
      path: '/trials',
      request: jsonBody(
        z.object({
          interactions: z.array(z.string().max(100)).min(1).max(MOST_CALLS),
          models: z.array(z.string().min(1).max(100)).min(2).max(MOST_MODELS),
        }),
      ),
      responses: { 200: answer(TrialView, 'The comparison that has begun') },
      refuses: [422],
    }),
    async (c) => c.json(await startTrial(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', {
      operationId: 'stopTrial',
      method: 'post',
      path: '/trials/{id}/stop',
      request: pathId,
      responses: { 200: answer(StoppedRuns, 'Runs that were called off') },
    }),
    async (c) => c.json(await stopTrial(c.get('ctx'), c.req.valid('param')), 200),
  );

export type SpeechApi = typeof speechApi;
