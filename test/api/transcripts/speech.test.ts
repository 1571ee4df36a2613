import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { livedIn } from '../../support/lived-in.ts';

type Speech = { model: string; models: { model: string; wished: boolean }[] };

describeWithDatabase('how recordings are transcribed', (database) => {
  let api: TestApi;
  beforeAll(() => {
    api = testApi(database);
  });
  afterAll(() => api.close());

  it('a model that is not wanted any more is dropped; the one in use stays', async () => {
    const { administrator } = await livedIn(api);
    const browser = await api.signedIn(administrator);
    const before = (await (await browser.get('/api/speech')).json()) as Speech;
    const refused = await browser.post('/api/speech/models/drop', { model: before.model });
    expect([refused.status, await refused.json()]).toEqual([422, expect.objectContaining({ code: 'model-in-use' })]);
    const model = 'whisper-tiny';
    const wished = async (path: string) => {
      const { models } = (await (await browser.post(path, { model })).json()) as Speech;
      return models.find((one) => one.model === model)?.wished;
    };
    expect(await wished('/api/speech/models')).toBe(true);
    expect(await wished('/api/speech/models/drop')).toBe(false);
  });

  it('models are compared, one comparison at a time', async () => {
    const { administrator, ids } = await livedIn(api);
    const browser = await api.signedIn(administrator);
    const begin = () =>
      browser.post('/api/speech/trials', { interactions: [ids.recording], models: ['whisper-tiny', 'whisper-base'] });
    expect((await begin()).status).toBe(422);
    expect((await browser.post(`/api/speech/trials/${ids.trial}/stop`)).status).toBe(200);
    const begun = await begin();
    expect(begun.status).toBe(200);
    expect(await begun.json()).toMatchObject({ under_way: true, calls: [{ interaction_id: ids.recording }] });
  });
});
