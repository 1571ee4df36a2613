// What the API says of itself, held against what it answers: every answer of a test goes through here.
import { isDeepStrictEqual } from 'node:util';
import type { RouteConfig } from '@hono/zod-openapi';
import { createApp } from '../../api/app/app.ts';
import { routesOf } from '../../api/app/openapi.ts';
import { Refusal } from '../../api/http/contract.ts';
import { statusOf } from '../../api/http/statuses.ts';

/** The schema of an operation's answers with this status; null where they are no JSON. */
export function answerSchema({ responses }: RouteConfig, status: number) {
  const answer = responses[status];
  const content = answer && 'content' in answer ? answer.content?.['application/json'] : undefined;
  const schema = content && 'schema' in content ? content.schema : undefined;
  return schema && 'safeParse' in schema ? schema : null;
}

const matcher = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
/** Every operation, in the order in which a request is matched. */
export const ROUTES = routesOf(createApp(() => ({}) as never));
const operations = ROUTES.map((route) => ({ route, path: matcher(route.path) }));

/** The operation a request is for; null for a path that is none. */
function routeOf(method: string, url: string): RouteConfig | null {
  const { pathname } = new URL(url);
  const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
  const found = operations.find(({ route, path }) => route.method === asked && path.test(pathname));
  return found?.route ?? null;
}

/** @throws where an answer under /api is none that its operation declares, or has more or less in it than declared */
export async function holdToContract(request: Request, answer: Response): Promise<void> {
  if (!new URL(request.url).pathname.startsWith('/api/')) return;
  const route = routeOf(request.method, request.url);
  const name = `${request.method} ${route?.path ?? new URL(request.url).pathname} ${answer.status}`;
  if (route && !(answer.status in route.responses)) throw new Error(`${name}: the contract has no such answer`);
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
  const refused = answer.status >= 400 && answer.status !== 416;
  const schema = refused ? Refusal : route && answerSchema(route, answer.status);
  if (!schema || !isJson) {
    if (schema && request.method !== 'HEAD') throw new Error(`${name}: declared as JSON, and is none`);
    if (isJson) throw new Error(`${name}: JSON that is not declared`);
    return;
  }
  const body: unknown = await answer.clone().json();
  const read = schema.safeParse(body);
  if (!read.success) throw new Error(`${name}: ${read.error.message}\n${JSON.stringify(body).slice(0, 2000)}`);
  // A schema passes over what it does not name: what is gone after it was undeclared.
  if (!isDeepStrictEqual(read.data, body)) {
    throw new Error(`${name}: more than was declared\n${JSON.stringify(body)}\n${JSON.stringify(read.data)}`);
  }
  if (refused && statusOf(Refusal.parse(body).code) !== answer.status) throw new Error(`${name}: another status`);
}
