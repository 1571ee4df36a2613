// The OpenAPI description: every path with its input, answers, refusals and permission, generated from the routes' own
// schemas. It is served, and `npm run openapi` writes it to api/openapi.json.
import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import { z } from 'zod';
import { REFUSALS } from '../http/refusals.ts';
import { answer, type Env, route } from '../http/route.ts';
import { VERSION } from './health.ts';

type Json = Record<string, unknown>;
type Direction = 'input' | 'output';
/** By media type. */
type Content = Partial<Record<string, object>>;

const Description = z
  .looseObject({
    openapi: z.string(),
    info: z.looseObject({ title: z.string(), version: z.string() }),
    paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
    components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
  })
  .meta({ id: 'Description' });
export type Description = z.infer<typeof Description>;

const INFO = {
  title: 'Attune',
  version: VERSION,
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  description:
    'Quality review and coaching for contact centres. `x-permission` names what a member must be allowed to do; ' +
    '`public` answers without sign-in, `entering` before the second factor is proven. Every refusal is a `Refusal`. ' +
    'Times are ISO 8601 in UTC, lengths whole milliseconds, scores and shares basis points (10 000 are the whole). ' +
    'Answers may come to hold more than is described here.',
};

const SESSION = {
  type: 'apiKey',
  in: 'cookie',
  name: 'attune.session_token',
  description: 'Set by POST /api/auth/sign-in/email. Under https its name begins with `__Secure-`.',
};

/** The routes an app has, in the order in which a request is matched. */
export const routesOf = ({ openAPIRegistry }: Pick<OpenAPIHono<Env>, 'openAPIRegistry'>): RouteConfig[] =>
  openAPIRegistry.definitions.flatMap((one) => (one.type === 'route' ? [one.route] : []));

/** An OpenAPI 3.1 document, its keys in the order of the alphabet. */
export function descriptionOf(routes: readonly RouteConfig[]): Description {
  const schemas = new Schemas();
  const paths: Description['paths'] = {};
  for (const one of routes) {
    const { path, method, operationId } = one;
    if (!operationId) throw new Error(`${method} ${path} has no operationId`);
    paths[path] = { ...paths[path], [method]: { operationId, ...operationOf(one, schemas) } };
  }
  const refusals = Object.values(REFUSALS).map(({ name, description, headers, content }) => [
    name,
    { description, headers, content: contentOf(content, 'output', schemas) },
  ]);
  return sorted({
    openapi: '3.1.0',
    info: INFO,
    paths,
    components: {
      schemas: schemas.named,
      responses: Object.fromEntries(refusals),
      securitySchemes: { session: SESSION },
    },
  }) as Description;
}

/** Serves the description of what is registered so far, and of itself, at `path`. Public. */
export function describeApi(app: OpenAPIHono<Env>, path: string): void {
  let description: Description | null = null;
  app.openapi(
    route('public', {
      operationId: 'describeApi',
      method: 'get',
      path,
      responses: { 200: answer(Description, 'This description') },
    }),
    (c) => {
      description ??= descriptionOf(routesOf(app));
      return c.json(description, 200);
    },
  );
}

function operationOf({ request, responses, security, ...config }: RouteConfig, schemas: Schemas): Json {
  const { body } = request ?? {};
  return {
    security,
    'x-permission': config['x-permission'],
    'x-body-limit': config['x-body-limit'],
    parameters: [...parametersOf('path', request?.params, schemas), ...parametersOf('query', request?.query, schemas)],
    requestBody: body && { required: body.required, content: contentOf(body.content, 'input', schemas) },
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, one]) => [
        status,
        '$ref' in one ? one : { description: one.description, content: contentOf(one.content, 'output', schemas) },
      ]),
    ),
  };
}

function parametersOf(where: 'path' | 'query', given: unknown, schemas: Schemas): Json[] {
  if (!(given instanceof z.ZodType)) return [];
  const { properties = {}, required = [] } = schemas.of(given, 'input');
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...type } = schema as Json;
    return { name, in: where, required: required.includes(name), description, schema: type };
  });
}

function contentOf(content: Content | undefined, direction: Direction, schemas: Schemas): Json | undefined {
  if (!content) return undefined;
  const types = Object.entries(content).map(([type, media]) => {
    const schema = media && 'schema' in media ? media.schema : undefined;
    return [type, { schema: schema instanceof z.ZodType ? schemas.of(schema, direction) : schema }];
  });
  return Object.fromEntries(types) as Json;
}

/** Schemas of a document: those with an id stand in it once, under their name. */
class Schemas {
  readonly named: Record<string, Json> = {};

  of(schema: z.ZodType, direction: Direction): Json & { properties?: Json; required?: string[] } {
    // Within another, a schema with an id is a reference to it.
    const { $defs = {}, properties } = z.toJSONSchema(z.object({ schema }), {
      io: direction,
      unrepresentable: 'any',
      override: ({ jsonSchema }) => withoutNoise(jsonSchema),
    });
    for (const [name, definition] of Object.entries($defs)) {
      const { id: _, ...found } = referring(definition) as Json;
      const known = this.named[name];
      if (known && JSON.stringify(known) !== JSON.stringify(found))
        throw new Error(`${name} is not the same in what is sent and in what is answered: two names`);
      this.named[name] = found;
    }
    return referring(properties?.schema) as Json;
  }
}

/** What says no more than the rest, and that an answer will never hold more. */
function withoutNoise(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.format) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

const referring = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/'));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([key, field]) => [key, sorted(field)]));
}
