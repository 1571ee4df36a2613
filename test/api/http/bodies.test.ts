import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BODY_BYTES, hold, inTime, STRANGER_BYTES } from '../../../api/http/bodies.ts';
import { MOST_DEPTH } from '../../../transcription/import/depth.ts';
import { ORIGIN, refusal, type TestApi, testApi } from '../../support/api.ts';
import { ROUTES } from '../../support/contract.ts';
import { describeOnDatabase } from '../../support/database.ts';
import { freshOrganisation, insertInteraction } from '../../support/organisation.ts';

type Route = { method: string; path: string; permission: string; type: string };

/** Every route that takes a body, as the app itself describes it. */
const routes = ROUTES.flatMap(({ method, path, request, 'x-permission': permission }): Route[] => {
  const [type] = Object.keys(request?.body?.content ?? {});
  return type ? [{ method: method.toUpperCase(), path, permission: permission as string, type }] : [];
});
const named = (of: Route[]) => of.map((route) => [`${route.method} ${route.path}`, route] as const);

/** A body of chunks without an end, that counts how many were asked for. */
function endless(chunk = new Uint8Array(64 * 1024).fill(0x20)) {
  const asked = { chunks: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        asked.chunks++;
        controller.enqueue(chunk);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, asked };
}

function requestWith({ method, path, type }: Route, body: ReadableStream, headers: Record<string, string> = {}) {
  const url = `${ORIGIN}${path.replaceAll(/\{\w+\}/g, 'upl_0000000000')}`;
  return new Request(url, {
    method,
    headers: { 'content-type': type, origin: ORIGIN, ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
}

describe('JSON', () => {
  it('is awaited while it arrives at the pace of a poor connection, and no longer', async () => {
    const read = async (body: ReadableStream<Uint8Array>) => {
      let bytes = 0;
      for await (const chunk of inTime(body, { grace_ms: 20, bytes_per_s: 1_000_000 })) bytes += chunk.byteLength;
      return bytes;
    };
    const nothing = new ReadableStream<Uint8Array>({});
    await expect(read(nothing)).rejects.toMatchObject({ code: 'too-slow' });
    const stops = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(10)) });
    await expect(read(stops)).rejects.toMatchObject({ code: 'too-slow' });
    const whole = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let i = 0; i < 100; i++) controller.enqueue(new Uint8Array(1000));
        controller.close();
      },
    });
    expect(await read(whole)).toBe(100_000);
  });
});

describeOnDatabase('embedded', 'the body of a request', (database) => {
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database);
  });
  afterAll(() => api.close());

  it.each(named(routes.filter(({ permission }) => permission !== 'public')))(
    '%s: nobody signed in, and not a byte of it is read',
    async (_name, route) => {
      const { body, asked } = endless();
      expect(await refusal(api.app.fetch(requestWith(route, body)))).toMatchObject({
        status: 401,
        code: 'not-signed-in',
      });
      expect(asked.chunks).toBe(0);
    },
  );

  it('is not read at all where there is no such route', async () => {
    for (const path of ['/api/nothing', '/api/interactions/nothing/here', '/reviews/1']) {
      const { body, asked } = endless();
      const answer = await api.app.fetch(requestWith({ method: 'POST', path, permission: '', type: 'a/b' }, body));
      expect(answer.status).toBe(404);
      expect(asked.chunks).toBe(0);
    }
  });

  it.each(named(routes.filter(({ permission, type }) => permission === 'public' && type === 'application/json')))(
    '%s: a stranger may say little',
    async (_name, route) => {
      const { body, asked } = endless(new Uint8Array(1024).fill(0x20));
      expect(await refusal(api.app.fetch(requestWith(route, body)))).toMatchObject({
        status: 413,
        code: 'body-too-large',
        message: 'This is larger than 16 kB.',
      });
      expect(asked.chunks).toBe(STRANGER_BYTES / 1024 + 1);
      const announced = endless();
      const length = { 'content-length': String(STRANGER_BYTES + 1) };
      expect(await refusal(api.app.fetch(requestWith(route, announced.body, length)))).toMatchObject({ status: 413 });
      expect(announced.asked.chunks).toBe(0);
    },
  );

  it('is read up to what the route is for, and let go when it is done', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const browser = await api.signedIn(administrator);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const teams = routes.find(({ method, path }) => method === 'POST' && path === '/api/people/teams')!;
    for (let i = 0; i < 3; i++) {
      const { body, asked } = endless();
      expect(await refusal(api.app.fetch(requestWith(teams, body, { cookie })))).toMatchObject({
        code: 'too-large',
        params: { limit: 2 },
      });
      expect(asked.chunks).toBe(BODY_BYTES / (64 * 1024) + 1);
    }
  });

  it('is refused for a moment when all together hold too much', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const browser = await api.signedIn(administrator);
    const release = hold(64 * 1024 * 1024 - 10);
    try {
      const answer = await browser.post('/api/people/teams', { name: 'One team too many' });
      expect(answer.headers.get('retry-after')).toBe('3');
      expect(await refusal(answer)).toMatchObject({ status: 503, code: 'overloaded' });
    } finally {
      release();
    }
    expect((await browser.post('/api/people/teams', { name: 'One team' })).status).toBe(200);
  });

  it('is refused when it is nested too deeply or holds too many values, before anything walks it', async () => {
    const { administrator, agents } = await freshOrganisation(database.db);
    const browser = await api.signedIn(administrator);
    const headers = { 'content-type': 'application/json' };
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const recording = await insertInteraction(agents[0], { channel: 'voice', file_name: 'a.wav' });
    for (const deep of [nested(MOST_DEPTH + 1), nested(500_000), objects(100_000)]) {
      const body = `{"name":${deep}}`;
      expect(await refusal(browser.ask('POST', '/api/people/teams', { headers, body }))).toMatchObject({
        status: 400,
        code: 'too-deep',
      });
      const chats = { format: 'json', text: deep };
      expect(await refusal(browser.post('/api/interactions/chats', chats))).toMatchObject({ code: 'too-deep' });
      const transcript = { text: deep, file_name: 'a.json' };
      expect(await refusal(browser.post(`/api/interactions/${recording}/transcript`, transcript))).toMatchObject({
        code: 'too-deep',
      });
    }
    const wide = `{"files":[${'1,'.repeat(300_000)}1],"text":"file\\na"}`;
    expect(await refusal(browser.ask('POST', '/api/interactions/metadata', { headers, body: wide }))).toMatchObject({
      status: 413,
      code: 'too-many-values',
    });
  });

  it('may name anything __proto__, constructor or toString but a field, and nothing comes of it', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const browser = await api.signedIn(administrator);
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect((await browser.post('/api/people/teams', { name })).status, name).toBe(200);
      for (const path of [
        'interactions',
        'evaluations',
        'coaching/tasks',
        'scorecards',
        'calibration',
        'speech/trials',
      ]) {
        const answer = await browser.get(`/api/${path}/${name}`);
        expect(answer.status, `${path}/${name}`).toBeGreaterThanOrEqual(400);
        expect(answer.status, `${path}/${name}`).toBeLessThan(500);
      }
      const list = await browser.get(`/api/interactions?${name}=1&team=${name}&agent=${name}`);
      expect(list.status, name).toBe(200);
      expect(await list.json()).toMatchObject({ rows: [] });
    }
    const headers = { 'content-type': 'application/json' };
    const body = '{"name":"A team","__proto__":{"roles":["administrator"]}}';
    expect(await refusal(browser.ask('POST', '/api/people/teams', { headers, body }))).toMatchObject({
      status: 400,
      code: 'invalid-input',
      params: { field: '__proto__' },
    });
    expect(({} as { roles?: unknown }).roles).toBeUndefined();
  });

  it('is refused when it is not UTF-8', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const browser = await api.signedIn(administrator);
    const body = new Uint8Array([...Buffer.from('{"name":"'), 0xff, ...Buffer.from('"}')]);
    const headers = { 'content-type': 'application/json' };
    expect(await refusal(browser.ask('POST', '/api/people/teams', { headers, body }))).toMatchObject({
      status: 400,
      code: 'invalid-input',
    });
  });
});
