import { z } from '@hono/zod-openapi';
import {
  dropModel,
  type SpeechView,
  saveLanguages,
  saveRecorders,
  saveVocabulary,
  showSpeech,
  useModel,
  wishModel,
} from '../../db/transcripts/speech.ts';
import {
  MOST_CALLS,
  MOST_MODELS,
  showTrial,
  startTrial,
  stopTrial,
  type TrialView,
} from '../../db/transcripts/trials.ts';
import { json, jsonBody, pathId, route, router } from '../http/route.ts';

const Model = z.object({ model: z.string().min(1).max(100) });
const responses = { 200: json<SpeechView>('How recordings are transcribed, and with what') };

export const speechApi = router()
  .openapi(route('speech:read', { method: 'get', path: '/', responses }), async (c) =>
    c.json(await showSpeech(c.get('ctx')), 200),
  )
  .openapi(route('speech:manage', { method: 'put', path: '/model', request: jsonBody(Model), responses }), async (c) =>
    c.json(await useModel(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', { method: 'post', path: '/models', request: jsonBody(Model), responses }),
    async (c) => c.json(await wishModel(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', { method: 'post', path: '/models/drop', request: jsonBody(Model), responses }),
    async (c) => c.json(await dropModel(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', {
      method: 'put',
      path: '/vocabulary',
      request: jsonBody(z.object({ words: z.array(z.string().max(1000)).max(2000) })),
      responses,
    }),
    async (c) => c.json(await saveVocabulary(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', {
      method: 'put',
      path: '/languages',
      request: jsonBody(z.object({ languages: z.array(z.string().min(2).max(10)).max(100) })),
      responses,
    }),
    async (c) => c.json(await saveLanguages(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', {
      method: 'put',
      path: '/recorders',
      request: jsonBody(
        z.object({
          recorders: z
            .array(z.object({ recorder: z.string().max(100).nullable(), agent: z.enum(['left', 'right', 'mono']) }))
            .max(100),
        }),
      ),
      responses,
    }),
    async (c) => c.json(await saveRecorders(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:read', {
      method: 'get',
      path: '/trial',
      responses: { 200: json<TrialView | null>('The newest comparison of models') },
    }),
    async (c) => c.json(await showTrial(c.get('ctx')), 200),
  )
  .openapi(
    route('speech:manage', {
      method: 'post',
      path: '/trials',
      request: jsonBody(
        z.object({
          interactions: z.array(z.string().max(100)).min(1).max(MOST_CALLS),
          models: z.array(z.string().min(1).max(100)).min(2).max(MOST_MODELS),
        }),
      ),
      responses: { 200: json<TrialView>('The comparison that has begun') },
    }),
    async (c) => c.json(await startTrial(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('speech:manage', {
      method: 'post',
      path: '/trials/{id}/stop',
      request: pathId,
      responses: { 200: json<{ stopped: number }>('Runs that were called off') },
    }),
    async (c) => c.json(await stopTrial(c.get('ctx'), c.req.valid('param')), 200),
  );

export type SpeechApi = typeof speechApi;
