import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Ctx } from '../../../db/database/context.ts';
import { interactionStates } from '../../../db/interactions/interactions.ts';
import { modelsWaitedFor, resumeWaiting } from '../../../db/jobs/waiting.ts';
import { event, organisation, transcript, transcription } from '../../../db/schema/tables.ts';
import { lookThrough } from '../../../db/transcripts/personal-data.ts';
import {
  failTranscription,
  handBack,
  peaksOf,
  queueTranscription,
  recordTexts,
  recordTranscript,
  reportProgress,
  retryTranscription,
  startTranscription,
  transcriptOf,
  waitForModel,
} from '../../../db/transcripts/transcripts.ts';
import type { Transcript, Turn } from '../../../transcription/transcript/transcript.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { at, freshOrganisation, insertInteraction, NOW } from '../../support/organisation.ts';

const said = (speaker: Turn['speaker'], start_ms: number, end_ms: number, text: string): Turn => ({
  speaker,
  channel: 0,
  start_ms,
  end_ms,
  text,
  confidence: 0.9,
  words: [],
});

const HEARD: Transcript = {
  duration_ms: 61_000,
  language: 'en',
  languages: ['en'],
  method: 'channels',
  speakers_confidence: null,
  turns: [said('agent', 500, 2500, 'Good morning.'), said('customer', 3000, 5000, 'My parcel is lost.')],
  peaks: {
    bucket_ms: 20,
    channels: [
      [0, 255],
      [3, 4],
    ],
  },
  model: 'whisper-tiny.en',
  pipeline: '1',
  took_ms: 4321.6,
};

async function aRecording(database: TestDatabase) {
  const people = await freshOrganisation(database.db);
  const id = await insertInteraction(people.agents[0], {
    channel: 'voice',
    file_name: 'call.wav',
    agent_channel: 'left',
    language: 'en',
  });
  await people.manager.db.transaction((tx) => queueTranscription(tx, people.manager, id));
  return { people, worker: people.worker, id, interaction_id: id };
}

describeWithDatabase('a recording’s transcription', (database) => {
  const rowOf = async (id: string) =>
    (await database.db.select().from(transcription).where(eq(transcription.interaction_id, id)))[0];
  const jobsOf = async (id: string) =>
    (
      await database.sql<
        { state: string }[]
      >`select state::text from pgboss.job where name = 'transcribe' and data ->> 'interaction_id' = ${id}`
    ).map((row) => row.state);
  const revisionsOf = async (id: string) =>
    (await database.db.select().from(transcript).where(eq(transcript.interaction_id, id))).length;
  const begin = async (ctx: Ctx, interaction_id: string) => {
    const work = await startTranscription(ctx, { interaction_id });
    if (!work) throw new Error('nothing to do');
    return { interaction_id, attempt: work.attempt };
  };

  it('is queued together with its job, or not at all', async () => {
    const { people, id } = await aRecording(database);
    expect(await rowOf(id)).toMatchObject({
      state: 'queued',
      attempt: 0,
      progress_bp: 0,
      queued_at: NOW.toISOString(),
    });
    expect(await jobsOf(id)).toEqual(['created']);
    const other = await insertInteraction(people.agents[0], { file_name: 'other.wav', content_sha256: 'f' });
    await expect(
      people.manager.db.transaction(async (tx) => {
        await queueTranscription(tx, people.manager, other);
        throw new Error('the import failed');
      }),
    ).rejects.toThrow('the import failed');
    expect(await rowOf(other)).toBeUndefined();
    expect(await jobsOf(other)).toEqual([]);
  });

  it('begins with what the worker needs to know, and is the worker’s alone', async () => {
    const { people, worker, interaction_id } = await aRecording(database);
    await database.db
      .update(organisation)
      .set({ settings: { model: 'whisper-small', vocabulary: ['Larkfield'] } })
      .where(eq(organisation.id, people.id));
    expect(await startTranscription(worker, { interaction_id })).toEqual({
      attempt: 1,
      sha256: interaction_id,
      file_name: 'call.wav',
      agent_channel: 'left',
      language: 'en',
      model: 'whisper-small',
      vocabulary: ['Larkfield'],
      languages: null,
      direction: null,
    });
    await expect(startTranscription(people.manager, { interaction_id })).rejects.toThrow('not-allowed');
    await expect(recordTranscript(people.administrator, { interaction_id, transcript: HEARD })).rejects.toThrow(
      'not-allowed',
    );
    const elsewhere: Ctx = { ...worker, actor: { ...worker.actor, organisation: people.outsider.actor.organisation } };
    expect(await startTranscription(elsewhere, { interaction_id })).toBeNull();
  });

  it('is recorded once, however many workers finish it at once', async () => {
    const { people, worker, interaction_id } = await aRecording(database);
    await begin(worker, interaction_id);
    await begin(worker, interaction_id);
    const later = at(worker, '2026-07-06T09:03:00Z');
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => recordTranscript(later, { interaction_id, transcript: HEARD })),
    );
    expect(outcomes.toSorted()).toEqual([false, false, true]);
    expect(await recordTranscript(later, { interaction_id, transcript: { ...HEARD, turns: [] } })).toBe(false);
    expect(await revisionsOf(interaction_id)).toBe(1);
    expect(await rowOf(interaction_id)).toMatchObject({
      state: 'done',
      stage: null,
      progress_bp: 10_000,
      code: null,
      finished_at: '2026-07-06T09:03:00.000Z',
    });
    const entries = await database.db
      .select()
      .from(event)
      .where(and(eq(event.subject, interaction_id), eq(event.kind, 'transcript.ready')));
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      actor_id: null,
      organisation_id: people.id,
      detail: { attempt: 2, took_ms: 4322 },
    });
    expect(await startTranscription(worker, { interaction_id })).toBeNull();
  });

  it('listens only to the worker that began last about progress and failure, but takes a good transcript from any', async () => {
    const { worker, interaction_id } = await aRecording(database);
    const first = await begin(worker, interaction_id);
    expect(
      await reportProgress(at(worker, '2026-07-06T09:00:05Z'), { ...first, stage: 'decoding', progress_bp: 500.4 }),
    ).toBe(true);
    expect(await rowOf(interaction_id)).toMatchObject({
      state: 'running',
      stage: 'decoding',
      progress_bp: 500,
      seen_at: '2026-07-06T09:00:05.000Z',
    });
    const second = await begin(worker, interaction_id);
    expect(await rowOf(interaction_id)).toMatchObject({ attempt: 2, stage: null, progress_bp: 0 });
    expect(await reportProgress(worker, { ...first, stage: 'recognising', progress_bp: 9000 })).toBe(false);
    await failTranscription(worker, { ...first, code: 'damaged' });
    expect(await rowOf(interaction_id)).toMatchObject({ state: 'running', progress_bp: 0 });
    await failTranscription(worker, { ...second, code: 'damaged' });
    expect(await rowOf(interaction_id)).toMatchObject({ state: 'failed', code: 'damaged' });
    expect(await recordTranscript(worker, { interaction_id, transcript: HEARD })).toBe(true);
    expect(await rowOf(interaction_id)).toMatchObject({ state: 'done', code: null });
    await failTranscription(worker, { ...second, code: 'crashed' });
    await failTranscription(worker, { interaction_id, attempt: null, code: 'crashed' });
    expect(await rowOf(interaction_id)).toMatchObject({ state: 'done', code: null });
  });

  it('that failed is retried once by people who may import, and not by others', async () => {
    const { people, worker, interaction_id: id } = await aRecording(database);
    const mine = await begin(worker, id);
    expect(await retryTranscription(people.manager, { id })).toEqual({ state: 'running' });
    await failTranscription(worker, { ...mine, code: 'crashed' });
    await expect(retryTranscription(people.coach, { id })).rejects.toThrow('not-allowed');
    await expect(retryTranscription(people.outsider, { id })).rejects.toThrow('not-found');
    const states = await Promise.all([
      retryTranscription(people.manager, { id }),
      retryTranscription(people.administrator, { id }),
    ]);
    expect(states).toEqual([{ state: 'queued' }, { state: 'queued' }]);
    expect(await rowOf(id)).toMatchObject({ state: 'queued', code: null, finished_at: null });
    expect(await jobsOf(id)).toEqual(['created', 'created']);
  });

  it('released by a worker is queued, with a new job if the worker’s is not released automatically', async () => {
    const { worker, interaction_id } = await aRecording(database);
    await handBack(worker, { ...(await begin(worker, interaction_id)), requeue: false });
    expect(await rowOf(interaction_id)).toMatchObject({ state: 'queued' });
    expect(await jobsOf(interaction_id)).toHaveLength(1);
    const stale = await begin(worker, interaction_id);
    const mine = await begin(worker, interaction_id);
    await handBack(worker, { ...stale, requeue: true });
    expect(await rowOf(interaction_id)).toMatchObject({ state: 'running' });
    expect(await jobsOf(interaction_id)).toHaveLength(1);
    await handBack(worker, { ...mine, requeue: true });
    expect(await rowOf(interaction_id)).toMatchObject({ state: 'queued' });
    expect(await jobsOf(interaction_id)).toHaveLength(2);
  });

  it('waits for its organisation’s model and continues when it is available', async () => {
    const [one, two] = [await aRecording(database), await aRecording(database)];
    const model = `mine-${one.id}`;
    for (const { people, worker, interaction_id } of [one, two]) {
      await database.db
        .update(organisation)
        .set({ settings: { model: `mine-${interaction_id}` } })
        .where(eq(organisation.id, people.id));
      await waitForModel(worker, await begin(worker, interaction_id));
      expect(await rowOf(interaction_id)).toMatchObject({ state: 'waiting', code: 'model-unavailable' });
    }
    expect(await modelsWaitedFor({ db: database.installation })).toEqual(
      expect.arrayContaining([model, `mine-${two.id}`]),
    );
    expect(await resumeWaiting({ db: database.installation }, { model, most: 10 })).toBe(1);
    expect(await resumeWaiting({ db: database.installation }, { model, most: 10 })).toBe(0);
    expect(await rowOf(one.id)).toMatchObject({ state: 'queued' });
    expect(await rowOf(two.id)).toMatchObject({ state: 'waiting' });
    expect(await jobsOf(one.id)).toHaveLength(2);
  });

  it('sets the interaction’s length and language if the import did not, and leaves the import’s row unchanged', async () => {
    const people = await freshOrganisation(database.db);
    const silent = await insertInteraction(people.agents[0], {
      channel: 'voice',
      file_name: 'a.wav',
      content_sha256: 'a',
    });
    const declared = await insertInteraction(people.agents[0], {
      channel: 'voice',
      file_name: 'b.wav',
      content_sha256: 'b',
      duration_ms: 60_000,
      language: 'zh-CN',
    });
    for (const interaction_id of [silent, declared]) {
      await people.manager.db.transaction((tx) => queueTranscription(tx, people.manager, interaction_id));
    }
    const lengths = async () => {
      const states = await interactionStates(people.manager, { ids: [silent, declared] });
      return [silent, declared]
        .map((id) => states.find((state) => state.id === id))
        .map((state) => [state?.duration_ms, state?.language]);
    };
    expect(await lengths()).toEqual([
      [null, null],
      [60_000, 'zh-CN'],
    ]);
    for (const interaction_id of [silent, declared])
      await recordTranscript(people.worker, { interaction_id, transcript: HEARD });
    expect(await lengths()).toEqual([
      [61_000, 'en'],
      [60_000, 'zh-CN'],
    ]);
    expect(await database.db.query.interaction.findFirst({ where: (t, { eq: is }) => is(t.id, silent) })).toMatchObject(
      { declared_duration_ms: null, declared_language: null },
    );
  });

  it('that was truncated reports how long its file says it should be', async () => {
    const whole = await aRecording(database);
    await startTranscription(whole.worker, whole);
    await recordTranscript(whole.worker, { interaction_id: whole.id, transcript: HEARD });
    expect(await transcriptOf(whole.people.manager, whole)).toMatchObject({ announced_ms: null });

    const cut = await aRecording(database);
    await startTranscription(cut.worker, cut);
    await recordTranscript(cut.worker, { interaction_id: cut.id, transcript: { ...HEARD, announced_ms: 90_000 } });
    expect(await transcriptOf(cut.people.manager, cut)).toMatchObject({ duration_ms: 61_000, announced_ms: 90_000 });
  });

  it('reports what was assumed or left out when it was read', async () => {
    const read = await aRecording(database);
    await startTranscription(read.worker, read);
    const recording_notes = {
      assumed: { coding: 'mulaw' as const, rate: 8000, channels: 1 },
      tracks: { heard: [2], of: 2 },
      unread_bytes: 12,
    };
    await recordTranscript(read.worker, { interaction_id: read.id, transcript: { ...HEARD, recording_notes } });
    expect(await transcriptOf(read.people.manager, read)).toMatchObject({ recording_notes });
  });

  it('gives its words and waveform only to people who may read the interaction', async () => {
    const { people, worker, interaction_id: id } = await aRecording(database);
    expect(await transcriptOf(people.manager, { id })).toBeNull();
    await recordTranscript(worker, { interaction_id: id, transcript: HEARD });
    const view = await transcriptOf(people.reviewers[0], { id });
    expect(view).toMatchObject({
      revision: 1,
      language: 'en',
      method: 'channels',
      duration_ms: 61_000,
      turns: HEARD.turns,
    });
    expect(view?.measures).toMatchObject({
      kind: 'call',
      agent_talk_ms: 2000,
      customer_talk_ms: 2000,
      time_to_greeting_ms: 500,
    });
    expect(await peaksOf(people.agents[0], { id })).toEqual(HEARD.peaks);
    expect(await transcriptOf(people.coach, { id })).not.toBeNull();
    for (const ctx of [people.otherCoach, people.agents[1], people.outsider]) {
      await expect(transcriptOf(ctx, { id })).rejects.toThrow('not-found');
      await expect(peaksOf(ctx, { id })).rejects.toThrow('not-found');
    }
  });
});

describeWithDatabase('conversations imported as text', (database) => {
  it('has its words at once, many at a time, and is kept even where it holds what no database stores', async () => {
    const people = await freshOrganisation(database.db);
    const ids: string[] = [];
    for (let i = 0; i < 3; i++)
      ids.push(await insertInteraction(people.agents[0], { file_name: 'none yet', content_sha256: `${i}` }));
    const turns: Turn[] = [said('customer', 0, 0, 'a\u0000b \ud800 你好'), said('agent', 30_000, 30_000, 'Hello 😀')];
    const spoken = await lookThrough(people.manager, turns);
    await people.manager.db.transaction((tx) =>
      recordTexts(
        tx,
        people.manager,
        ids.map((interaction_id) => ({ interaction_id, language: 'zh', said: spoken })),
      ),
    );
    const view = await transcriptOf(people.manager, { id: ids[2] ?? '' });
    expect(view).toMatchObject({
      method: null,
      language: 'zh',
      duration_ms: 30_000,
      measures: { kind: 'text', first_response_ms: 30_000, rounds: 1 },
    });
    expect(view?.turns.map((turn) => turn.text)).toEqual(['ab \ufffd 你好', 'Hello 😀']);
    expect(await peaksOf(people.manager, { id: ids[2] ?? '' })).toBeNull();
  });
});
