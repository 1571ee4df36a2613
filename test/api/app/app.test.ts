import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../api/app/app.ts';
import type { Deps } from '../../../api/http/deps.ts';
import { PROBLEM_CODES, sentence } from '../../../scorecards/problems/problem.ts';
import { ORIGIN, refusal, type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation } from '../../support/organisation.ts';
import { refusing } from '../../support/owner.ts';

describeWithDatabase('every answer', (database) => {
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database);
  });
  afterAll(() => api.close());

  it('carries headers that keep foreign pages and scripts away', async () => {
    const answer = await api.browser().get('/api/health');
    expect(answer.status).toBe(200);
    const policy = answer.headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'self'",
      "script-src 'self'",
      "media-src 'self' blob:",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ])
      expect(policy).toContain(part);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}$/);
    expect(answer.headers.get('strict-transport-security')).toBeNull();
  });

  it('to an unknown path is a refusal in the requested language', async () => {
    const browser = api.browser();
    expect(await refusal(browser.get('/api/nothing'))).toEqual({
      status: 404,
      code: 'not-found',
      params: {},
      message: 'This does not exist, or you don’t have access to it.',
      detail: null,
    });
    const chinese = browser.get('/api/nothing', { headers: { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' } });
    expect((await refusal(chinese)).message).toBe('内容不存在，或您无权查看。');
  });

  it('to someone who is not signed in asks them to sign in', async () => {
    expect(await refusal(api.browser().get('/api/people/names'))).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  it('to a body that is no JSON says so', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const browser = await api.signedIn(administrator);
    const headers = { 'content-type': 'application/json' };
    expect(await refusal(browser.ask('POST', '/api/people/teams', { headers, body: '{"name":' }))).toMatchObject({
      status: 400,
      code: 'invalid-input',
    });
    expect(await refusal(browser.ask('POST', '/api/people/teams', { headers, body: '' }))).toMatchObject({
      status: 400,
      code: 'invalid-input',
    });
    expect(
      await refusal(
        browser.ask('POST', '/api/people/teams', { headers: { 'content-type': 'text/plain' }, body: 'name=x' }),
      ),
    ).toMatchObject({ status: 400, code: 'invalid-input' });
  });

  it('to text that no database can store says so', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const browser = await api.signedIn(administrator);
    expect(await refusal(browser.post('/api/people/teams', { name: 'a\u0000b' }))).toMatchObject({
      status: 400,
      code: 'invalid-input',
    });
  });

  it('to more than a form can hold is a refusal with the limit', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const browser = await api.signedIn(administrator);
    const large = await refusal(browser.post('/api/people/teams', { name: 'x'.repeat(3_000_000) }));
    expect(large).toMatchObject({
      status: 413,
      code: 'too-large',
      params: { limit: 2 },
      message: 'This is larger than 2 MB.',
    });
  });

  it('to a failure shows only a reference; the log has the details, without what was typed', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const own = testApi(database);
    const browser = await own.signedIn(administrator);
    own.deps.db = refusing(database.sql, 'team', () =>
      Promise.reject(
        Object.assign(new Error('Failed query: insert into team\nparams: Secret Team'), { query: 'insert' }),
      ),
    );
    const failed = await browser.post('/api/people/teams', { name: 'Secret Team' });
    const { status, code, params, message, detail } = await refusal(failed.clone());
    expect({ status, code, detail }).toEqual({ status: 500, code: 'failed', detail: null });
    expect(message).toContain(String(params.id));
    expect(params.id).toBe(failed.headers.get('x-request-id'));
    expect(await failed.text()).not.toMatch(/insert|team/i);
    expect(own.log).toEqual([
      expect.objectContaining({
        level: 'error',
        fields: expect.objectContaining({ request: params.id, route: '/api/people/teams', method: 'POST' }),
      }),
    ]);
    own.close();
  });

  it('to a full disk says so, whether the database or the files are out of space', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const full = async (error: Error) => {
      const own = testApi(database);
      const browser = await own.signedIn(administrator);
      own.deps.db = refusing(database.sql, 'team', () => Promise.reject(error));
      return { own, browser };
    };
    for (const code of ['53100', 'ENOSPC', 'EDQUOT']) {
      const cause = Object.assign(new Error('could not extend file "base/5/16397"'), { code });
      const { own, browser } = await full(cause);
      expect(await refusal(browser.post('/api/people/teams', { name: 'No room' }))).toMatchObject({
        status: 507,
        code: 'storage-full',
        message:
          'The server’s disk is full, so nothing was saved. Ask the operator of Attune to free up space, then try again.',
      });
      expect(own.log).toHaveLength(1);
      own.close();
    }
    let free = 5_000_000;
    const own = testApi(database, { freeBytes: async () => free });
    expect(await refusal(own.browser().get('/api/health'))).toMatchObject({ status: 507, code: 'storage-full' });
    free = 5_000_000_000;
    expect((await own.browser().get('/api/health')).status).toBe(200);
    own.close();
  });

  describe('to a request from a page of another site', () => {
    it('is a refusal when it would change something', async () => {
      const { administrator } = await freshOrganisation(database.db);
      const browser = await api.signedIn(administrator);
      const from = (headers: Record<string, string>) =>
        browser.ask('POST', '/api/people/teams', { headers, body: { name: 'Theirs' } });
      for (const origin of [
        'https://evil.example',
        'http://localhost:9999',
        'http://localhost.evil.example:3210',
        'null',
      ]) {
        expect(await refusal(from({ origin })), origin).toMatchObject({ status: 403, code: 'foreign-origin' });
      }
      const { rows: teams } = (await (await browser.get('/api/people/teams')).json()) as { rows: { name: string }[] };
      expect(teams.map((team) => team.name)).not.toContain('Theirs');
    });

    it('is given when the page is ours, or there is no page', async () => {
      const { administrator } = await freshOrganisation(database.db);
      const browser = await api.signedIn(administrator);
      const ours = await browser.ask('POST', '/api/people/teams', {
        headers: { origin: ORIGIN },
        body: { name: 'One' },
      });
      expect(ours.status).toBe(200);
      const behind = testApi(database, { url: 'https://quality.example.com' });
      const bySite = await behind
        .browser()
        .ask('POST', '/api/auth/sign-out', { headers: { origin: 'https://quality.example.com' } });
      expect(bySite.status).toBe(200);
      const program = await api.app.fetch(new Request(`${ORIGIN}/api/auth/sign-out`, { method: 'POST' }));
      expect(program.status).toBe(200);
      const crossSite = await api.app.fetch(
        new Request(`${ORIGIN}/api/auth/sign-out`, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }),
      );
      expect(crossSite.status).toBe(403);
      behind.close();
    });
  });

  it('under a name that is not ours is a refusal, so that no page can rebind itself to this machine', async () => {
    const ask = (host: string, app = api.app) => app.fetch(new Request(`http://${host}/api/health`));
    expect(await refusal(await ask('rebound.example:3210'))).toMatchObject({
      status: 421,
      code: 'wrong-host',
      params: { host: 'rebound.example' },
    });
    for (const host of ['localhost', 'attune:3210', '127.0.0.1:3210', '10.0.0.7', '[::1]:3210'])
      expect((await ask(host)).status, host).toBe(200);
    const named = testApi(database, { url: 'https://quality.example.com' });
    expect((await ask('quality.example.com', named.app)).status).toBe(200);
    named.close();
  });

  it('of health contains the version', async () => {
    expect(await (await api.browser().get('/api/health')).json()).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      database: 'reachable',
    });
  });
});

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh', 'zh'],
    ['ZH-cn', 'zh'],
    ['zh-Hant-TW', 'zh'],
    ['de-DE,de;q=0.9', 'en'],
    ['fr, zh;q=0.3, en;q=0.5', 'en'],
    ['fr, zh;q=0.5, en;q=0.3', 'zh'],
    ['en;q=0, zh;q=0.1', 'zh'],
  ] as const)('for %j is %s, and no cookie is left', async (header, language) => {
    const headers: HeadersInit = header === undefined ? {} : { 'accept-language': header };
    const app = createApp({ url: null } as Deps);
    const answer = await app.fetch(new Request('http://quality.example.com/api/health', { headers }));
    const host = 'quality.example.com';
    expect(await answer.json()).toMatchObject({ message: sentence('wrong-host', { host }, language) });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

it('every refusal has one code', () => {
  expect(new Set(PROBLEM_CODES).size).toBe(PROBLEM_CODES.length);
});
