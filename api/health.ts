import { anyOrganisation } from '../db/people.ts';
import manifest from '../package.json' with { type: 'json' };
import { json, route, router } from './route.ts';
import { visitor } from './session.ts';

export const VERSION: string = manifest.version;

export type Health = { status: 'ok'; version: string; database: 'reachable' };

/** Answers 200 while requests can be served, and `unavailable` (503) while the database cannot be reached. */
export const healthApi = router().openapi(
  route('public', { method: 'get', path: '/', responses: { 200: json<Health>('Requests can be served') } }),
  async (c) => {
    await anyOrganisation(visitor(c));
    return c.json({ status: 'ok', version: VERSION, database: 'reachable' } as const, 200);
  },
);
