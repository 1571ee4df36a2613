import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { announceWorker, dismissWorker, modelsWished, type WorkerFacts } from '../../../db/jobs/workers.ts';
import { event, transcription_checkpoint } from '../../../db/schema/tables.ts';
import { checkpointsOf, saveCheckpoints } from '../../../db/transcripts/checkpoints.ts';
import {
  dropModel,
  saveLanguages,
  saveRecorders,
  saveVocabulary,
  showSpeech,
  useModel,
  wishModel,
} from '../../../db/transcripts/speech.ts';
import {
  failTranscription,
  queueTranscription,
  recordTranscript,
  startTranscription,
} from '../../../db/transcripts/transcripts.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { NOTHING_SAID } from '../../support/heard.ts';
import { at, freshOrganisation, insertInteraction, NOW } from '../../support/organisation.ts';

const machine = (id: string): WorkerFacts => ({
  id,
  host: `machine-${id}`,
  version: '1',
  children: 2,
  threads: 2,
  memory_bytes: 8e9,
});

describeWithDatabase('speech settings', (database) => {
  it('are the product’s defaults until someone changes them', async () => {
    const { manager } = await freshOrganisation(database.db);
    const view = await showSpeech(manager);
    expect(view).toMatchObject({
      model: 'whisper-base',
      vocabulary: [],
      languages: ['en', 'zh'],
      recorders: [],
      queued: 0,
      waiting: 0,
    });
    expect(view.models.find(({ in_use }) => in_use)?.model).toBe('whisper-base');
    expect(view.models.every(({ state }) => state !== 'wished')).toBe(true);
  });

  it('are read by managers and changed by administrators alone', async () => {
    const { manager, reviewers, administrator } = await freshOrganisation(database.db);
    await expect(showSpeech(reviewers[0])).rejects.toMatchObject({ code: 'not-allowed' });
    for (const change of [
      () => useModel(manager, { model: 'whisper-small' }),
      () => wishModel(manager, { model: 'whisper-small' }),
      () => dropModel(manager, { model: 'whisper-small' }),
      () => saveVocabulary(manager, { words: ['Harbour'] }),
      () => saveRecorders(manager, { recorders: [] }),
      () => saveLanguages(manager, { languages: ['en'] }),
    ]) {
      await expect(change()).rejects.toMatchObject({ code: 'not-allowed' });
    }
    expect((await showSpeech(administrator)).model).toBe('whisper-base');
  });

  it('hold for the next recording: model, words and the side of the agent', async () => {
    const { administrator, agents, worker } = await freshOrganisation(database.db);
    await useModel(administrator, { model: 'somebody/whisper-of-ours' });
    await saveVocabulary(administrator, { words: ['  Harbour   Plus ', '', 'harbour plus', 'Kestrel'] });
    await saveRecorders(administrator, {
      recorders: [
        { recorder: 'North', agent: 'right' },
        { recorder: null, agent: 'mono' },
      ],
    });
    const begin = async (row: Parameters<typeof insertInteraction>[1]) => {
      const id = await insertInteraction(agents[0], { channel: 'voice', file_name: 'a.wav', ...row });
      await agents[0].db.transaction((tx) => queueTranscription(tx, agents[0], id));
      return await startTranscription(worker, { interaction_id: id });
    };
    expect(await begin({ metadata: { Recorder: 'north ' } })).toMatchObject({
      model: 'somebody/whisper-of-ours',
      vocabulary: ['harbour plus', 'Kestrel'],
      agent_channel: 'right',
    });
    expect(await begin({})).toMatchObject({ agent_channel: 'mono' });
    expect(await begin({ metadata: { recorder: 'North' }, agent_channel: 'left' })).toMatchObject({
      agent_channel: 'left',
    });
  });

  it('hold for the next recording: its languages, and who called whom', async () => {
    const { administrator, agents, worker } = await freshOrganisation(database.db);
    const begin = async (direction: 'inbound' | 'outbound' | null) => {
      const id = await insertInteraction(agents[0], { channel: 'voice', file_name: 'a.wav', direction });
      await agents[0].db.transaction((tx) => queueTranscription(tx, agents[0], id));
      return await startTranscription(worker, { interaction_id: id });
    };
    expect(await begin(null)).toMatchObject({ languages: null, direction: null });
    expect((await saveLanguages(administrator, { languages: ['zh', 'es', 'zh'] })).languages).toEqual(['zh', 'es']);
    expect(await begin('outbound')).toMatchObject({ languages: ['zh', 'es'], direction: 'outbound' });
    const entries = await database.db.select().from(event).where(eq(event.kind, 'speech.languages-changed'));
    expect(entries.map(({ detail }) => detail)).toContainEqual({ before: ['en', 'zh'], after: ['zh', 'es'] });
  });

  it('refuse the impossible: a language no model knows, none, or too many', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const save = (languages: string[]) => saveLanguages(administrator, { languages });
    await expect(save(['en', 'xx'])).rejects.toMatchObject({ code: 'unknown-language', params: { language: 'xx' } });
    await expect(save(['__proto__'])).rejects.toMatchObject({ code: 'unknown-language' });
    await expect(save([])).rejects.toMatchObject({ code: 'no-languages' });
    await expect(save('en zh es fr de pt it nl ja'.split(' '))).rejects.toMatchObject({ code: 'too-many-languages' });
    expect((await showSpeech(administrator)).languages).toEqual(['en', 'zh']);
  });

  it('refuse what cannot be: a strange name of a model, too long a word, too many, a recorder twice', async () => {
    const { administrator } = await freshOrganisation(database.db);
    for (const model of ['/etc', '../secret', 'a b', 'owner/name/more', 'https://hub']) {
      await expect(useModel(administrator, { model })).rejects.toMatchObject({ code: 'unknown-model' });
    }
    await expect(saveVocabulary(administrator, { words: ['fine', 'x'.repeat(61)] })).rejects.toMatchObject({
      code: 'word-too-long',
      params: { line: 2, limit: 60 },
    });
    const many = Array.from({ length: 201 }, (_, i) => `word ${i}`);
    await expect(saveVocabulary(administrator, { words: many })).rejects.toMatchObject({ code: 'too-many-words' });
    const twice = ['North', 'north'].map((recorder) => ({ recorder, agent: 'left' as const }));
    await expect(saveRecorders(administrator, { recorders: twice })).rejects.toMatchObject({ code: 'recorder-twice' });
    expect(await showSpeech(administrator)).toMatchObject({ model: 'whisper-base', vocabulary: [], recorders: [] });
  });

  it('tell how fast a model was from recordings that were listened to here, and from no others', async () => {
    const { manager, agents, worker } = await freshOrganisation(database.db);
    for (const took_ms of [6000, null]) {
      const id = await insertInteraction(agents[0], { channel: 'voice', file_name: 'a.wav' });
      await agents[0].db.transaction((tx) => queueTranscription(tx, agents[0], id));
      await startTranscription(worker, { interaction_id: id });
      const transcript = { ...NOTHING_SAID, model: 'whisper-base', duration_ms: 60_000, took_ms };
      await recordTranscript(worker, { interaction_id: id, transcript });
    }
    const { models } = await showSpeech(manager);
    expect(models.find(({ model }) => model === 'whisper-base')?.measured).toEqual({ factor: 0.1, recordings: 1 });
    expect(models.find(({ model }) => model === 'whisper-tiny')?.measured).toBeNull();
  });

  it('are events', async () => {
    const { administrator, id } = await freshOrganisation(database.db);
    await useModel(administrator, { model: 'whisper-small' });
    const rows = await database.db.select().from(event).where(eq(event.organisation_id, id));
    expect(rows).toMatchObject([
      { kind: 'speech.model-chosen', detail: { before: 'whisper-base', after: 'whisper-small' } },
    ]);
  });
});

describeWithDatabase('a wish for a model', (database) => {
  it('is there for every worker until it is dropped, and the model in use cannot be dropped', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const wished = async () => (await modelsWished({ db: database.installation })).map(({ model }) => model);
    const model = `somebody/${administrator.actor.organisation}`;
    const view = await wishModel(administrator, { model });
    expect(view.models.find((one) => one.model === model)).toMatchObject({ state: 'wished', wished: true });
    expect(await wished()).toContain(model);
    await dropModel(administrator, { model });
    for (const strange of ['您好', 'hello -world "a b"', '../models'])
      await expect(dropModel(administrator, { model: strange })).rejects.toMatchObject({ code: 'unknown-model' });
    expect(await wished()).not.toContain(model);
    await useModel(administrator, { model });
    await expect(dropModel(administrator, { model })).rejects.toMatchObject({ code: 'model-in-use' });
    expect(await wished()).toContain(model);
  });

  it('said again is a new try', async () => {
    const { administrator } = await freshOrganisation(database.db);
    const model = `somebody/${administrator.actor.organisation}`;
    await wishModel(administrator, { model });
    const before = (await modelsWished({ db: database.installation })).find((one) => one.model === model);
    await wishModel(at(administrator, '2026-07-06T10:00:00.000Z'), { model });
    const after = (await modelsWished({ db: database.installation })).find((one) => one.model === model);
    expect([before?.wished_at, after?.wished_at]).toEqual([NOW.toISOString(), '2026-07-06T10:00:00.000Z']);
  });
});

describeWithDatabase('a worker', (database) => {
  it('is shown with its models and what it has in hand of ours, and no more once it is silent', async () => {
    const { administrator, agents, worker } = await freshOrganisation(database.db);
    const other = await freshOrganisation(database.db);
    const id = `wrk_${administrator.actor.organisation}`;
    const model = `somebody/${administrator.actor.organisation}`;
    const models = [{ model, state: 'downloading' as const, received: 10, total: 100, code: null }];
    await announceWorker({ db: database.db, now: NOW }, { worker: machine(id), models });
    await announceWorker({ db: database.db, now: NOW }, { worker: machine(id), models });
    const call = await insertInteraction(agents[0], { channel: 'voice', file_name: 'a.wav' });
    await agents[0].db.transaction((tx) => queueTranscription(tx, agents[0], call));
    await startTranscription(worker, { interaction_id: call, worker_id: id });
    await wishModel(administrator, { model });
    const view = await showSpeech(administrator);
    expect(view.workers.find((one) => one.id === id)?.in_hand).toMatchObject([{ interaction_id: call }]);
    expect(view.models.find((one) => one.model === model)).toMatchObject({ state: 'downloading', received: 10 });
    const theirs = await showSpeech(other.administrator);
    expect(theirs.workers.find((one) => one.id === id)?.in_hand).toEqual([]);
    expect(JSON.stringify(theirs)).not.toContain(call);
    const later = await showSpeech(at(administrator, new Date(NOW.getTime() + 60_000)));
    expect(later.workers.some((one) => one.id === id)).toBe(false);
    await dismissWorker(database, { id });
    expect((await showSpeech(administrator)).workers.some((one) => one.id === id)).toBe(false);
  });
});

describeWithDatabase('notes of a try', (database) => {
  const checkpoint = (name: string, value: unknown, under = 'base') => ({ under, name, value });

  async function running() {
    const people = await freshOrganisation(database.db);
    const id = await insertInteraction(people.agents[0], { channel: 'voice', file_name: 'a.wav' });
    await people.agents[0].db.transaction((tx) => queueTranscription(tx, people.agents[0], id));
    const taken = await startTranscription(people.worker, { interaction_id: id });
    return { people, worker: people.worker, mine: { interaction_id: id, attempt: taken?.attempt ?? 0 } };
  }

  it('are stored only by the worker that has the recording', async () => {
    const { worker, mine, people } = await running();
    const long = 'a'.repeat(3_000_000);
    expect(
      await saveCheckpoints(worker, { ...mine, checkpoints: [checkpoint('frames', long), checkpoint('words 0', [])] }),
    ).toBe(true);
    expect(await checkpointsOf(worker, mine)).toEqual([checkpoint('frames', long), checkpoint('words 0', [])]);
    expect(await saveCheckpoints(worker, { ...mine, attempt: 7, checkpoints: [checkpoint('words 1', [])] })).toBe(
      false,
    );
    expect(await checkpointsOf(worker, mine)).toHaveLength(2);
    await expect(checkpointsOf(people.manager, mine)).rejects.toMatchObject({ code: 'not-allowed' });
    const other = await freshOrganisation(database.db);
    expect(await checkpointsOf(other.worker, mine)).toEqual([]);
    expect(await saveCheckpoints(other.worker, { ...mine, checkpoints: [checkpoint('words 1', [])] })).toBe(false);
  });

  it('made under other settings are replaced', async () => {
    const { worker, mine } = await running();
    await saveCheckpoints(worker, { ...mine, checkpoints: [checkpoint('words 0', ['one'])] });
    await saveCheckpoints(worker, { ...mine, checkpoints: [checkpoint('words 0', ['two'], 'small')] });
    expect(await checkpointsOf(worker, mine)).toEqual([checkpoint('words 0', ['two'], 'small')]);
  });

  it('go with the last hope of a transcript', async () => {
    const { worker, mine } = await running();
    await saveCheckpoints(worker, { ...mine, checkpoints: [checkpoint('words 0', [])] });
    await failTranscription(worker, { ...mine, code: 'damaged' });
    expect(
      await database.db.$count(
        transcription_checkpoint,
        eq(transcription_checkpoint.interaction_id, mine.interaction_id),
      ),
    ).toBe(0);
  });
});
