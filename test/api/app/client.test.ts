// An external client, written against the description of the API in the repository.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import openapi, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Uses of all kinds; what must not compile is marked. */
const PROGRAM = `
import createClient from 'openapi-fetch';
import type { components, paths } from './api';

const api = createClient<paths>({ baseUrl: 'http://localhost:3210' });

export async function openCritical(): Promise<string[]> {
  const { data, error } = await api.GET('/api/evaluations', { params: { query: { kind: 'random', critical: 'true' } } });
  if (error) throw new Error(error.message);
  const [first] = data.rows;
  const channel: 'voice' | 'chat' | 'email' | 'social' | undefined = first?.interaction.channel;
  // @ts-expect-error null while it is not acknowledged
  const at: string | undefined = first?.acknowledged_at;
  return [channel ?? '', at ?? '', ...data.rows.map(({ agent }) => agent.name)];
}

export async function mean(id: string): Promise<number | null> {
  const { data } = await api.GET('/api/evaluations/{id}', { params: { path: { id } } });
  const estimate = data?.context.estimate;
  // @ts-expect-error too few reviews have no mean
  estimate?.mean_bp;
  return estimate && !estimate.notEnough ? estimate.mean_bp : null;
}

export async function move(id: string): Promise<components['schemas']['TaskState'] | undefined> {
  const { data, error } = await api.PATCH('/api/coaching/tasks/{id}', {
    params: { path: { id } },
    body: { state: 'done', note: '' },
  });
  if (error?.code === 'illegal-transition') return undefined;
  // @ts-expect-error no such code
  if (error?.code === 'nothing') return undefined;
  // @ts-expect-error no such state
  await api.PATCH('/api/coaching/tasks/{id}', { params: { path: { id } }, body: { state: 'lost' } });
  return data?.state;
}

// @ts-expect-error no such path
await api.GET('/api/nothing');
`;

let folder: string;
beforeAll(() => {
  // Within the source, so that the program finds its libraries.
  const output = join(root, 'test/output');
  mkdirSync(output, { recursive: true });
  folder = mkdtempSync(join(output, 'client-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a client made from the description compiles, and refuses what the API would refuse', async () => {
  const types = await openapi(readFileSync(join(root, 'api/openapi.json'), 'utf8'), { silent: true });
  writeFileSync(join(folder, 'api.ts'), astToString(types));
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['*.ts'], compilerOptions: { types: [] } }),
  );
  const compiled = await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', folder]).catch(
    (failure: { stdout?: string }) => failure,
  );
  expect(compiled.stdout).toBe('');
}, 120_000);
