// The API's description of itself: up to date in the repository, complete, and usable by a client written against it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { descriptionOf } from '../../../api/app/openapi.ts';
import { ORIGIN } from '../../support/api.ts';
import { holdToContract, ROUTES } from '../../support/contract.ts';

type Schema = Record<string, unknown>;
type Answer = { $ref?: string; content?: Record<string, { schema: Schema }> };
type Operation = { operationId: string; security: object[]; responses: Record<string, Answer>; 'x-permission': string };

const document = descriptionOf(ROUTES);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method} ${path}`,
    method,
    path,
    ...(operation as unknown as Operation),
  })),
);

describe('the description of the API', () => {
  it('is the one kept with the source: `npm run openapi` writes it', () => {
    const kept = readFileSync(join(import.meta.dirname, '../../../api/openapi.json'), 'utf8');
    expect(JSON.parse(kept)).toEqual(document);
    expect(kept).toBe(`${JSON.stringify(document, null, 2)}\n`);
  });

  it('names every operation, and no two alike', () => {
    expect(operations.length).toBeGreaterThan(100);
    expect(operations.filter(({ operationId }) => !/^[a-z][A-Za-z]+$/.test(operationId))).toEqual([]);
    const names = operations.map(({ operationId }) => operationId);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('has a schema for everything that is answered as JSON', () => {
    const untyped = operations.flatMap(({ name, responses }) =>
      Object.entries(responses)
        .filter(([status]) => status.startsWith('2'))
        .flatMap(([, { content = {} }]) => Object.values(content))
        .filter(({ schema }) => says(schema) === false)
        .map(() => name),
    );
    expect(untyped).toEqual([]);
    const answered = operations.filter(({ responses }) => responses[200]?.content?.['application/json']);
    expect(answered.length).toBeGreaterThan(100);
  });

  it('answers no list whole that grows with a centre', () => {
    const whole = operations.flatMap(({ name, responses }) =>
      responses[200]?.content?.['application/json']?.schema.type === 'array' ? [name] : [],
    );
    // As many as were asked about; no more than a hundred.
    expect(whole).toEqual(['get /api/auth/sessions', 'get /api/interactions/states']);
  });

  it('names no schema that is not there', () => {
    const named = JSON.stringify(document).matchAll(/"#\/components\/(\w+)\/(\w+)"/g);
    const components = document.components as unknown as Record<string, Record<string, unknown>>;
    expect([...named].filter(([, kind = '', name = '']) => !(name in (components[kind] ?? {})))).toEqual([]);
  });

  it('states the permission, the session and the refusals', () => {
    for (const { name, method, path, security, responses, 'x-permission': permission } of operations) {
      expect(security, name).toEqual(permission === 'public' ? [] : [{ session: [] }]);
      const refused = Object.keys(responses).map(Number);
      expect(refused, name).toEqual(expect.arrayContaining([421, 500, 503, 507]));
      if (permission !== 'public') expect(refused, name).toContain(401);
      if (permission !== 'public' && permission !== 'entering') expect(refused, name).toContain(403);
      if (['post', 'put', 'patch', 'delete'].includes(method)) expect(refused, name).toContain(403);
      if (path.includes('{')) expect(refused, name).toEqual(expect.arrayContaining([400, 404]));
    }
  });

  /** Whether a schema tells anything of a value. */
  function says(schema: Schema): boolean {
    return Object.keys(schema).length > 0 && JSON.stringify(schema) !== '{"type":"object"}';
  }
});

describe('an answer of a test is held to the contract', () => {
  const request = new Request(`${ORIGIN}/api/people/teams`);
  const held = (status: number, body: unknown) => holdToContract(request, Response.json(body, { status }));
  const refusal = { code: 'not-allowed', params: {}, message: 'No.', detail: null };

  it('with no more and no less in it than was declared', async () => {
    const page = (row: object) => ({ rows: [{ id: 'tea_1', agents: 0, ...row }], next: null });
    await held(200, page({ name: 'One' }));
    await held(403, refusal);
    await expect(held(200, page({}))).rejects.toThrow('name');
    await expect(held(200, page({ name: 'One', secret: 1 }))).rejects.toThrow('more than was declared');
    await expect(held(403, { ...refusal, stack: 'at …' })).rejects.toThrow('more than was declared');
    await expect(held(403, { code: 'not-allowed' })).rejects.toThrow();
  });

  it('with a status that was declared, and the one its code has', async () => {
    await expect(held(201, [])).rejects.toThrow('no such answer');
    await expect(held(409, { ...refusal, code: 'stale' })).rejects.toThrow('no such answer');
    await expect(held(401, refusal)).rejects.toThrow('another status');
  });
});
