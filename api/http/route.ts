// How a route is declared: its permission first, then what it takes; what it answers is the type of the verb's result.
import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Ctx } from '../../db/database/context.ts';
import type { Entry } from '../../db/people/sessions.ts';
import { can, type Permission } from '../../scorecards/people/access.ts';
import { type Language, Problem } from '../../scorecards/problems/problem.ts';
import { FORM_BYTES, STRANGER_BYTES, takesJson } from './bodies.ts';
import type { Deps } from './deps.ts';

export type Env = {
  Variables: {
    /** Set when somebody is signed in; `route()` refuses the request before a handler could miss it. */
    ctx: Ctx;
    /** Set with any session that runs, also where something is missing to it. */
    entry: Entry;
    deps: Deps;
    /** What an answer and the log line about it share. */
    requestId: string;
    /** The member's language, else the one the browser asks for. */
    language: Language;
  };
};

/** `public`: answered without sign-in. `entering`: answered to a session to which the second factor is still missing. */
export type RoutePermission = Permission | 'public' | 'entering';

const MISSING = { code: 'code-needed', factor: 'factor-needed', open: 'not-signed-in' } as const;

/** JSON of type T. Its shape is the verb's; the OpenAPI page describes what goes in. */
export const json = <T>(description: string) => ({
  description,
  content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object' }) } },
});

/** What a request carries as JSON. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

/** `…/{id}` */
export const pathId = { params: z.object({ id: z.string().max(100) }) };

const requires =
  (permission: RoutePermission): MiddlewareHandler<Env> =>
  async (c, next) => {
    const [entry, ctx] = [c.get('entry'), c.get('ctx')];
    if (permission === 'entering') {
      if (!entry) throw new Problem('not-signed-in');
    } else if (permission !== 'public') {
      if (!ctx) throw new Problem(entry ? MISSING[entry.standing] : 'not-signed-in');
      if (!can(ctx.actor, permission)) throw new Problem('not-allowed');
    }
    await next();
  };

/**
 * createRoute with the permission checked before a byte of the body is read, and written into the OpenAPI document
 * beside the bytes of JSON that are taken.
 * @param config `x-body-limit`: where a form is too little
 */
export function route<const P extends string, const R extends Omit<RouteConfig, 'path'> & { path: P }>(
  permission: RoutePermission,
  config: R & { 'x-body-limit'?: number },
) {
  const isJson = 'application/json' in (config.request?.body?.content ?? {});
  const most = config['x-body-limit'] ?? (permission === 'public' ? STRANGER_BYTES : FORM_BYTES);
  const checks: MiddlewareHandler<Env>[] = isJson ? [requires(permission), takesJson(most)] : [requires(permission)];
  return createRoute({
    ...config,
    middleware: checks,
    'x-permission': permission,
    ...(isJson ? { 'x-body-limit': most } : {}),
  });
}

/** A stage's router. A body, query or path that does not fit is refused with `invalid-input`. */
export const router = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      const issue = result.error.issues[0];
      throw new Problem(
        'invalid-input',
        { field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' },
        result.error.issues,
      );
    },
  });
