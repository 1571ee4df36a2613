import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChatImport } from '../../../db/interactions/chats.ts';
import type { InteractionDetail, InteractionPage } from '../../../db/interactions/interactions.ts';
import type { FinishedUpload, UploadProgress } from '../../../db/interactions/uploads.ts';
import { event } from '../../../db/schema/tables.ts';
import { type Browser, refusal, type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { heardAlready } from '../../support/heard.ts';
import { type FreshOrganisation, freshOrganisation, insertInteraction, memberOf } from '../../support/organisation.ts';
import { wav } from '../../support/sound.ts';

describeWithDatabase('interactions through the API', (database) => {
  let api: TestApi;
  let clock = new Date('2026-07-06T09:00:00.000Z');
  beforeAll(() => {
    api = testApi(database, { now: () => clock });
  });
  afterAll(() => api.close());

  const put = (browser: Browser, id: string, offset: number, bytes: Uint8Array) =>
    browser.ask('PUT', `/api/interactions/uploads/${id}?offset=${offset}`, {
      body: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });

  /** A call of the first agent (E8), brought in by the manager. */
  async function upload(people: FreshOrganisation, bytes: Uint8Array, file_name = 'call.wav'): Promise<string> {
    const manager = await api.signedIn(people.manager);
    const metadata = {
      external_id: crypto.randomUUID(),
      agent: 'E8',
      channel: 'voice',
      started_at: '2026-07-03T10:00:00Z',
    };
    const begun = await manager.post('/api/interactions/uploads', { file_name, size: bytes.byteLength, metadata });
    const { id } = (await begun.json()) as UploadProgress;
    expect(await (await put(manager, id, 0, bytes)).json()).toEqual({ received: bytes.byteLength });
    const finished = await manager.post(`/api/interactions/uploads/${id}/finish`, {});
    expect(finished.status).toBe(200);
    return ((await finished.json()) as FinishedUpload).interaction.id;
  }

  it('a recording is uploaded in pieces, found in the list and opened', async () => {
    const people = await freshOrganisation(database.db);
    const bytes = wav(2000);
    const manager = await api.signedIn(people.manager);
    const metadata = { external_id: 'call-1', agent: 'E8', channel: 'voice', started_at: '2026-07-03T10:00:00Z' };
    const begun = await manager.post('/api/interactions/uploads', {
      file_name: 'c.wav',
      size: bytes.byteLength,
      metadata,
    });
    const progress = (await begun.json()) as UploadProgress;
    expect(progress).toMatchObject({ received: 0, issues: [] });
    expect(progress.piece_bytes).toBeGreaterThan(1024 * 1024);
    expect(await (await put(manager, progress.id, 0, bytes.subarray(0, 10_000))).json()).toEqual({ received: 10_000 });
    expect(await refusal(put(manager, progress.id, 0, bytes))).toMatchObject({
      status: 422,
      code: 'upload-offset',
      detail: { received: 10_000 },
    });
    const asked = await manager.get(`/api/interactions/uploads/${progress.id}`);
    expect(await asked.json()).toMatchObject({ received: 10_000, size: bytes.byteLength });
    await put(manager, progress.id, 10_000, bytes.subarray(10_000));
    const finished = await manager.post(`/api/interactions/uploads/${progress.id}/finish`, {});
    const { outcome, interaction } = (await finished.json()) as FinishedUpload;
    expect(outcome).toBe('created');
    const page = (await (
      await manager.get('/api/interactions?channel=voice&state=working&q=call-1')
    ).json()) as InteractionPage;
    expect(page).toMatchObject({ total: 1, rows: [{ id: interaction.id }] });
    const one = (await (await manager.get(`/api/interactions/${interaction.id}`)).json()) as InteractionDetail;
    expect(one).toMatchObject({ external_id: 'call-1', transcription: { state: 'queued' } });
    const states = await manager.get(`/api/interactions/states?ids=${interaction.id},int_nothing`);
    expect(await states.json()).toMatchObject([{ id: interaction.id, transcription: { state: 'queued' } }]);
    expect(await (await manager.get(`/api/interactions/${interaction.id}/transcript`)).json()).toBeNull();
    expect(await (await manager.get(`/api/interactions/${interaction.id}/peaks`)).json()).toBeNull();
    const retried = await manager.post(`/api/interactions/${interaction.id}/retry`, {});
    expect(await retried.json()).toEqual({ state: 'queued' });
  });

  it('a transcript made elsewhere follows its recording, and a bad one says where it is bad', async () => {
    const people = await freshOrganisation(database.db);
    const id = await upload(people, wav(13_000), 'call.wav');
    const manager = await api.signedIn(people.manager);
    const bring = (text: string) => manager.post(`/api/interactions/${id}/transcript`, { text, file_name: 'call.vtt' });
    expect(await refusal(bring('WEBVTT\n\n00:01.000 --> 00:61.000\nHello\n'))).toMatchObject({
      status: 422,
      code: 'transcript-cue',
      message: expect.stringContaining('Line 3'),
    });
    const brought = await bring('WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hello, Larkfield Home.\n');
    expect(await brought.json()).toMatchObject({ outcome: 'created', revision: 1, turns: 1 });
    const read = await manager.get(`/api/interactions/${id}/transcript`);
    expect(await read.json()).toMatchObject({ turns: [{ speaker: 'agent', text: 'Hello, Larkfield Home.' }] });
    const states = await manager.get(`/api/interactions/states?ids=${id}`);
    expect(await states.json()).toMatchObject([{ transcription: { state: 'done' } }]);
  });

  it('bad files are refused in the language of who sends them', async () => {
    const people = await freshOrganisation(database.db);
    const manager = await api.signedIn(people.manager);
    const begin = (file_name: string, size: number) =>
      manager.post('/api/interactions/uploads', { file_name, size, metadata: {} });
    expect(await refusal(begin('a.wav', 0))).toMatchObject({ status: 422, code: 'empty-file' });
    const large = await refusal(begin('a.wav', 600 * 1024 * 1024));
    expect(large).toMatchObject({
      status: 422,
      code: 'recording-too-large',
      message: expect.stringContaining('500 MB'),
    });
    expect(await refusal(begin('a.wav', -1))).toMatchObject({ status: 400, code: 'invalid-input' });
    const text = new TextEncoder().encode('this is not a recording '.repeat(400));
    const { id } = (await (await begin('call.wav', text.byteLength)).json()) as UploadProgress;
    expect(await refusal(put(manager, id, 0, text))).toMatchObject({ code: 'not-sound', detail: { why: 'text' } });
    expect(await refusal(put(manager, id, 0, text))).toMatchObject({ code: 'upload-gone' });
  });

  it('a recording is heard whole or by ranges', async () => {
    const people = await freshOrganisation(database.db);
    const bytes = wav(1000);
    const id = await upload(people, bytes, "Müller's call.wav");
    await heardAlready(people.worker, id);
    const reviewer = await api.signedIn(people.reviewers[0]);
    const hear = (headers: Record<string, string> = {}, method = 'GET') =>
      reviewer.ask(method, `/api/interactions/${id}/recording`, { headers });

    const whole = await hear();
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': `${bytes.byteLength}`,
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-disposition': "inline; filename*=UTF-8''M%C3%BCller%27s%20call.wav",
    });
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytes);

    const part = async (range: string) => {
      const answer = await hear({ range });
      return [answer.status, answer.headers.get('content-range'), (await answer.arrayBuffer()).byteLength];
    };
    const size = bytes.byteLength;
    expect(await part('bytes=0-')).toEqual([206, `bytes 0-${size - 1}/${size}`, size]);
    expect(await part('bytes=100-199')).toEqual([206, `bytes 100-199/${size}`, 100]);
    expect(await part('bytes=-44')).toEqual([206, `bytes ${size - 44}-${size - 1}/${size}`, 44]);
    expect(await part(`bytes=16000-${size + 900}`)).toEqual([206, `bytes 16000-${size - 1}/${size}`, size - 16_000]);
    expect(await part(`bytes=${size}-`)).toEqual([416, `bytes */${size}`, 0]);
    expect(await part('bytes=-0')).toEqual([416, `bytes */${size}`, 0]);
    // Several ranges at once, and what is no range: the whole, as the standard allows.
    expect((await part('bytes=0-1,5-6'))[0]).toBe(200);
    expect((await part('bytes=9-3'))[0]).toBe(200);
    const middle = await hear({ range: 'bytes=1000-1999' });
    expect(new Uint8Array(await middle.arrayBuffer())).toEqual(bytes.slice(1000, 2000));

    const etag = whole.headers.get('etag')!;
    expect((await hear({ 'if-none-match': etag })).status).toBe(304);
    expect((await hear({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    expect((await hear({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
    const head = await hear({}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, `${size}`, '']);
  });

  it('agents hear only their own, coaches their teams’, administrators and other organisations nothing', async () => {
    const people = await freshOrganisation(database.db);
    const id = await upload(people, wav(300, 350));
    await heardAlready(people.worker, id);
    const status = async (ctx: FreshOrganisation['manager']) =>
      (await (await api.signedIn(ctx)).get(`/api/interactions/${id}/recording`)).status;
    expect(await status(people.agents[0])).toBe(200);
    expect(await status(people.coach)).toBe(200);
    expect(await status(people.agents[1])).toBe(404);
    expect(await status(people.otherCoach)).toBe(404);
    expect(await status(people.outsider)).toBe(404);
    expect(await status(people.administrator)).toBe(403);
    expect((await api.browser().get(`/api/interactions/${id}/recording`)).status).toBe(401);
  });

  it('playing a recording is recorded once a day per person', async () => {
    const people = await freshOrganisation(database.db);
    const id = await upload(people, wav(300, 360));
    await heardAlready(people.worker, id);
    const heard = async () =>
      (
        await database.db
          .select()
          .from(event)
          .where(and(eq(event.subject, id), eq(event.kind, 'recording.heard')))
      ).map(({ actor_id }) => actor_id);
    const [coach, agent] = [await api.signedIn(people.coach), await api.signedIn(people.agents[0])];
    const path = `/api/interactions/${id}/recording`;
    await coach.ask('HEAD', path);
    expect(await heard()).toEqual([]);
    for (const range of ['bytes=0-99', 'bytes=100-', 'bytes=50-60']) {
      await (await coach.get(path, { headers: { range } })).arrayBuffer();
    }
    await (await agent.get(path)).arrayBuffer();
    expect((await heard()).toSorted()).toEqual([memberOf(people.coach), memberOf(people.agents[0])].toSorted());
    clock = new Date(clock.getTime() + 24 * 3600_000);
    // A session lasts no longer than a day.
    const tomorrow = await api.signedIn(people.coach);
    await (await tomorrow.get(path)).arrayBuffer();
    expect(await heard()).toHaveLength(3);
  });

  it('chats are imported as JSON or CSV, after a check that writes nothing', async () => {
    const people = await freshOrganisation(database.db);
    const manager = await api.signedIn(people.manager);
    const csv = 'external_id,agent,channel,started_at,speaker,at,text\nc-1,E8,chat,2026-07-03 10:00,agent,,Hello\n';
    const send = async (dry_run: boolean) =>
      (await (
        await manager.post('/api/interactions/chats', { format: 'csv', text: csv, dry_run })
      ).json()) as ChatImport;
    expect(await send(true)).toMatchObject({ dry_run: true, created: 1 });
    expect(await send(false)).toMatchObject({ dry_run: false, created: 1 });
    expect(await send(false)).toMatchObject({ created: 0, already_there: 1 });
    const broken = manager.post('/api/interactions/chats', { format: 'json', text: '{"a": ' });
    expect(await refusal(broken)).toMatchObject({ status: 422, code: 'json-broken' });
  });

  it('a CSV for recordings is checked before anything is uploaded', async () => {
    const people = await freshOrganisation(database.db);
    const manager = await api.signedIn(people.manager);
    const text = '\uFEFFfile,external_id,agent,channel,started_at\na.wav,1,nobody,voice,2026-07-03 10:00\n';
    const report = await manager.post('/api/interactions/metadata', { text, files: ['a.wav', 'b.wav'] });
    expect(await report.json()).toMatchObject({
      rows: [{ line: 2, issues: [{ column: 'agent', code: 'unknown-agent', reason: { zh: expect.any(String) } }] }],
      files_without_row: ['b.wav'],
    });
  });

  it('who does not review starts no review', async () => {
    const people = await freshOrganisation(database.db);
    const id = await insertInteraction(people.agents[0]);
    const manager = await api.signedIn(people.manager);
    const at = `/api/interactions/${id}`;
    for (const asked of [
      manager.post(`${at}/review`, { scorecard_version_id: 'scv' }),
      manager.get(`${at}/scorecards`),
    ]) {
      expect(await refusal(asked)).toMatchObject({ code: 'not-allowed' });
    }
  });

  it('no review starts on a scorecard that nobody named', async () => {
    const people = await freshOrganisation(database.db);
    const id = await insertInteraction(people.agents[0]);
    const reviewer = await api.signedIn(people.reviewers[0]);
    for (const body of [{}, { scorecard_version_id: null }]) {
      expect(await refusal(reviewer.post(`/api/interactions/${id}/review`, body))).toMatchObject({
        code: 'invalid-input',
        params: { field: 'scorecard_version_id' },
      });
    }
  });
});
