// How a route is declared: permission, name, input, answers and refusals.
import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Ctx } from '../../db/database/context.ts';
import type { Entry } from '../../db/people/sessions.ts';
import { unstorableIn } from '../../scorecards/files/cells.ts';
import { can, type Permission } from '../../scorecards/people/access.ts';
import { refuseIssues } from '../../scorecards/problems/issues.ts';
import { invalidInput, type Language, Problem } from '../../scorecards/problems/problem.ts';
import { BODY_BYTES, STRANGER_BYTES, takesJson } from './bodies.ts';
import type { Deps } from './deps.ts';
import { refusals } from './refusals.ts';
import type { RefusalStatus } from './statuses.ts';

export type Env = {
  Variables: {
    /** Set when someone is signed in; `route()` refuses the request before a handler could miss it. */
    ctx: Ctx;
    /** Set with any session that runs, also where something is missing to it. */
    entry: Entry;
    deps: Deps;
    /** What an answer and the log line about it share. */
    requestId: string;
    /** The member's language, else the one the browser asks for. */
    language: Language;
    /** The body holds a file as `text` or `cells`. */
    takesFile: boolean;
  };
};

/**
 * `public`: answered without sign-in. `entering`: answered to a session to which the second factor is still missing.
 */
export type RoutePermission = Permission | 'public' | 'entering';

const MISSING = { code: 'code-needed', factor: 'factor-needed', open: 'not-signed-in' } as const;

/** An answer of JSON. @param schema of the stage's contract: what the verb gives back has to fit it */
export const answer = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
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

type Config<P extends string> = Omit<RouteConfig, 'path' | 'security'> & {
  path: P;
  operationId: string;
  /** Refusals that do not follow from what the route takes: 404 where a body names rows, 409, 422, 429. */
  refuses?: readonly RefusalStatus[];
  /** Where a form is too little. */
  'x-body-limit'?: number;
};

/**
 * createRoute with the permission checked before a byte of the body is read, and written into the OpenAPI document
 * beside the bytes of JSON that are taken and all refusals.
 */
export function route<const P extends string, const R extends Config<P>>(permission: RoutePermission, config: R) {
  const { refuses = [], ...declared } = config;
  const isJson = 'application/json' in (config.request?.body?.content ?? {});
  const most = config['x-body-limit'] ?? (permission === 'public' ? STRANGER_BYTES : BODY_BYTES);
  const noted: MiddlewareHandler<Env> = async (c, next) => {
    c.set('takesFile', most > BODY_BYTES);
    await next();
  };
  const checks = isJson ? [requires(permission), noted, takesJson(most)] : [requires(permission)];
  return createRoute({
    ...(declared as R),
    middleware: checks,
    security: permission === 'public' ? [] : [{ session: [] }],
    'x-permission': permission,
    ...(isJson ? { 'x-body-limit': most } : {}),
    // Refusals are thrown by what lies below and answered in one place: a handler's own type need not name them.
    responses: { ...config.responses, ...refusals([...refuses, ...following(permission, config)]) } as R['responses'],
  });
}

/** Refusals that every route can give which takes such a thing. */
function following(permission: RoutePermission, { method, request }: Config<string>): RefusalStatus[] {
  const when = (holds: unknown, ...statuses: RefusalStatus[]) => (holds ? statuses : []);
  return [
    ...when(permission !== 'public', 401),
    // Without a permission to lack, a write from a foreign page.
    ...when((permission !== 'public' && permission !== 'entering') || method !== 'get', 403),
    ...when(request?.params, 400, 404),
    ...when(request?.query, 400),
    ...when(request?.body, 400, 408, 413),
    ...([421, 500, 503, 507] as const),
  ];
}

/** A stage's router. A body, query or path that does not fit is refused with `invalid-input`. */
/**
 * A stage's router. A body, query or path that does not fit, or holds what no database can store, is refused with
 * `invalid-input`.
 */
export const router = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      // A failure holds what was sent as well, which its type does not say.
      const { data } = result as { data: unknown };
      if (!result.success) throw refuseIssues(result.error.issues, data);
      const field = unstorableIn(c.get('takesFile') ? withoutFile(data) : data);
      if (field !== null) throw invalidInput(field.join('.'), 'unstorable');
    },
  });

/** A file is read value by value: values that cannot be stored are reported with their row. */
const withoutFile = (data: unknown): unknown =>
  typeof data === 'object' && data !== null ? { ...data, text: null, cells: null } : data;
