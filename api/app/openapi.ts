// The page that describes the API to programs: every path with what it takes, and the permission it asks for.
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from '../http/route.ts';
import { VERSION } from './health.ts';

/** Serves the description of every route registered so far, and of itself, at `path`. Public. */
export function describeApi(app: OpenAPIHono<Env>, path: string): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path,
    'x-permission': 'public',
    responses: { 200: { description: 'This description' } },
  });
  let description: object | null = null;
  app.get(path, (c) => {
    description ??= app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Attune',
        version: VERSION,
        description:
          'Quality review and coaching for contact centres. `x-permission` names what a member must be allowed to do; ' +
          '`public` answers without sign-in. Refusals are `{ code, params, message, detail }`.',
      },
    });
    return c.json(description, 200);
  });
}
