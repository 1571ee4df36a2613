import { z } from 'zod';
import { anyOrganisation } from '../../db/database/crossing.ts';
import manifest from '../../package.json' with { type: 'json' };
import { Problem } from '../../scorecards/problems/problem.ts';
import { answer, route, router } from '../http/route.ts';

export const VERSION: string = manifest.version;

const Health = z
  .object({ status: z.literal('ok'), version: z.string(), database: z.literal('reachable') })
  .meta({ id: 'Health' });

/** Below this the embedded database, a recording, a log may not be written to its end. */
const LEAST_BYTES = 32 * 1024 * 1024;

/**
 * Answers 200 while requests can be served, `unavailable` (503) while the database cannot be reached, and `storage-full`
 * (507) while there is no room to save anything.
 */
export const healthApi = router().openapi(
  route('public', {
    operationId: 'readHealth',
    method: 'get',
    path: '/',
    responses: { 200: answer(Health, 'Requests can be served') },
  }),
  async (c) => {
    await anyOrganisation(c.get('deps').db);
    const free = await c.get('deps').freeBytes();
    if (free !== null && free < LEAST_BYTES) throw new Problem('storage-full');
    return c.json({ status: 'ok', version: VERSION, database: 'reachable' } as const, 200);
  },
);
