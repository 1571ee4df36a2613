// The Cloudflare entry in a local worker, on PostgreSQL through Hyperdrive's local substitute, with R2 and the built
// web.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unstable_startWorker } from 'wrangler';
import type { InteractionPage } from '../../db/interactions/interactions.ts';
import type { FinishedUpload, UploadProgress } from '../../db/interactions/uploads.ts';
import type { Me } from '../../db/people/people.ts';
import { Browser, ORIGIN, refusal, SECRET, withPassword } from '../support/api.ts';
import { describeOnDatabase } from '../support/database.ts';
import { heardAlready } from '../support/heard.ts';
import { freshOrganisation } from '../support/organisation.ts';
import { wav } from '../support/sound.ts';

const root = resolve(import.meta.dirname, '../..');
const quiet = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: '1' };

it('the built web is there for the worker to serve', () => {
  expect(existsSync(join(root, 'dist/web/index.html')), 'npm run build comes first').toBe(true);
});

describe('wrangler', () => {
  it('is deployable', () => {
    const folder = mkdtempSync(join(tmpdir(), 'attune-deploy-'));
    const said = execFileSync(join(root, 'node_modules/.bin/wrangler'), ['deploy', '--dry-run', '--outdir', folder], {
      cwd: root,
      env: quiet,
      encoding: 'utf8',
    });
    expect(said).toContain('--dry-run: exiting now');
    for (const binding of ['HYPERDRIVE', 'FILES', 'ASSETS']) expect(said).toContain(`env.${binding}`);
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
});

describeOnDatabase('postgres', 'a local worker', (database) => {
  let worker: Awaited<ReturnType<typeof unstable_startWorker>>;
  const kept = mkdtempSync(join(tmpdir(), 'attune-worker-'));
  beforeAll(async () => {
    Object.assign(process.env, { WRANGLER_SEND_METRICS: 'false' });
    // The stand-in wants a password, where the database of the tests asks for none.
    const address = new URL(database.env.DATABASE_URL!);
    address.password ||= 'none';
    process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE = address.href;
    worker = await unstable_startWorker({
      config: join(root, 'wrangler.toml'),
      bindings: { ATTUNE_SECRET: { type: 'plain_text', value: SECRET } },
      dev: {
        server: { hostname: '127.0.0.1', port: 0 },
        inspector: false,
        persist: kept,
        watch: false,
        logLevel: 'error',
      },
    });
    await worker.ready;
  }, 120_000);
  afterAll(async () => {
    await worker.dispose();
    delete process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE;
    rmSync(kept, { recursive: true, force: true });
  });

  const browser = () =>
    new Browser(async (request) => {
      const body = request.body === null ? {} : { body: new Uint8Array(await request.arrayBuffer()) };
      const answer = await worker.fetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        ...body,
      });
      return answer as unknown as Response;
    });

  it('says that it is well, and what it can do', async () => {
    expect(await (await browser().get('/api/health')).json()).toMatchObject({ status: 'ok', database: 'reachable' });
    expect(await (await browser().get('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
  });

  it('serves the pages with the headers of the app', async () => {
    for (const path of ['/', '/reviews/rev_1']) {
      const answer = await browser().get(path);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(await answer.text()).toContain('<div id="app">');
    }
  });

  it('signs in, lists, uploads a recording in pieces and plays part of it', async () => {
    const people = await freshOrganisation(database.db);
    const email = await withPassword(people.manager);
    const one = browser();
    expect(await refusal(one.signIn(email, 'not the password'))).toMatchObject({
      status: 401,
      code: 'wrong-credentials',
    });
    expect((await one.signIn(email)).status).toBe(200);
    expect((await (await one.get('/api/session')).json()) as Me).toMatchObject({ member: { name: 'Maria Manager' } });

    const bytes = wav(1000);
    const agent = people.people.find(({ roles }) => roles.includes('agent'))!;
    const metadata = {
      external_id: 'call-1',
      agent: agent.email,
      channel: 'voice',
      started_at: '2026-07-03T10:00:00Z',
    };
    const begun = await one.post('/api/interactions/uploads', {
      file_name: 'call.wav',
      size: bytes.byteLength,
      metadata,
    });
    const { id } = (await begun.json()) as UploadProgress;
    const headers = { 'content-type': 'application/octet-stream' };
    const half = 9000;
    for (const [from, to] of [
      [0, half],
      [half, bytes.byteLength],
    ] as const) {
      const sent = await one.ask('PUT', `/api/interactions/uploads/${id}?offset=${from}`, {
        body: bytes.slice(from, to),
        headers,
      });
      expect(await sent.json()).toEqual({ received: to });
    }
    const { interaction } = (await (await one.post(`/api/interactions/uploads/${id}/finish`)).json()) as FinishedUpload;
    const list = (await (await one.get('/api/interactions')).json()) as InteractionPage;
    expect(list.rows).toEqual([
      expect.objectContaining({ id: interaction.id, transcription: expect.objectContaining({ state: 'queued' }) }),
    ]);

    await heardAlready(people.worker, interaction.id);
    const part = await one.get(`/api/interactions/${interaction.id}/recording`, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(10, 20));
  });

  it('answers twenty people at once', async () => {
    const people = await freshOrganisation(database.db);
    const email = await withPassword(people.reviewers[0]);
    const one = browser();
    await one.signIn(email);
    const answers = await Promise.all(Array.from({ length: 20 }, () => one.get('/api/interactions')));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
  });

  it('refuses a page of another site', async () => {
    const foreign = browser().ask('POST', '/api/auth/sign-out', { headers: { origin: 'https://evil.example' } });
    expect(await refusal(foreign)).toMatchObject({ status: 403, code: 'foreign-origin' });
    expect((await browser().ask('POST', '/api/auth/sign-out', { headers: { origin: ORIGIN } })).status).toBe(200);
  });
});
