import { changeMasking, readMasking } from '../../db/transcripts/masking.ts';
import { answer, jsonBody, route, router } from '../http/route.ts';
import { Masking, MaskingChange } from './contract.ts';

export const maskingApi = router()
  .openapi(
    route('masking:manage', {
      operationId: 'readMasking',
      method: 'get',
      path: '/',
      responses: { 200: answer(Masking, 'Kinds of personal data that are masked and muted') },
    }),
    async (c) => c.json(await readMasking(c.get('ctx')), 200),
  )
  .openapi(
    route('masking:manage', {
      operationId: 'changeMasking',
      method: 'patch',
      path: '/',
      request: jsonBody(MaskingChange),
      responses: { 200: answer(Masking, 'Holds at once for what is read; muted copies are made anew') },
      refuses: [422],
    }),
    async (c) => c.json(await changeMasking(c.get('ctx'), c.req.valid('json')), 200),
  );

export type MaskingApi = typeof maskingApi;
