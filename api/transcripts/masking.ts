import { z } from '@hono/zod-openapi';
import { changeMasking, type Masking, readMasking } from '../../db/transcripts/masking.ts';
import { PERSONAL_DATA } from '../../transcription/text/redaction/kinds.ts';
import { json, jsonBody, route, router } from '../http/route.ts';

export const maskingApi = router()
  .openapi(
    route('masking:manage', {
      method: 'get',
      path: '/',
      responses: { 200: json<Masking>('Kinds of personal data that are masked and muted') },
    }),
    async (c) => c.json(await readMasking(c.get('ctx')), 200),
  )
  .openapi(
    route('masking:manage', {
      method: 'patch',
      path: '/',
      request: jsonBody(
        z.object({
          kinds: z.array(z.enum(PERSONAL_DATA)).max(PERSONAL_DATA.length),
          reason: z.string().max(500).default('').openapi({ description: 'Needed where less is masked than before' }),
        }),
      ),
      responses: { 200: json<Masking>('Holds at once for what is read; muted copies are made anew') },
    }),
    async (c) => c.json(await changeMasking(c.get('ctx'), c.req.valid('json')), 200),
  );

export type MaskingApi = typeof maskingApi;
