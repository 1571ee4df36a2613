import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { model_trial_run, organisation, transcript } from '../../../db/schema/tables.ts';
import { queueTranscription, recordTranscript, startTranscription } from '../../../db/transcripts/transcripts.ts';
import {
  failRun,
  recordRun,
  reportRun,
  showTrial,
  startRun,
  startTrial,
  stopTrial,
} from '../../../db/transcripts/trials.ts';
import type { Transcript, Turn } from '../../../transcription/transcript/transcript.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, insertInteraction } from '../../support/organisation.ts';

const said = (speaker: Turn['speaker'], start_ms: number, text: string): Turn => ({
  speaker,
  channel: speaker === 'agent' ? 0 : 1,
  start_ms,
  end_ms: start_ms + 2000,
  text,
  confidence: 0.9,
  words: [],
});

const heard = (took_ms: number, ...turns: Turn[]): Transcript => ({
  duration_ms: 60_000,
  language: 'en',
  languages: ['en'],
  method: 'channels',
  speakers_confidence: null,
  turns,
  peaks: { bucket_ms: 20, channels: [[0]] },
  model: 'whisper-base',
  pipeline: 'test',
  took_ms,
});

const TRUTH = [
  said('agent', 0, 'Good morning, Harbour Energy.'),
  said('customer', 3000, 'My card is 4111 1111 1111 1111.'),
];
const MODELS = ['whisper-tiny', 'whisper-small'];

describeWithDatabase('a comparison of models', (database) => {
  async function centre() {
    const people = await freshOrganisation(database.db);
    const id = await insertInteraction(people.agents[0], { channel: 'voice', file_name: 'a.wav' });
    await people.agents[0].db.transaction((tx) => queueTranscription(tx, people.agents[0], id));
    await startTranscription(people.worker, { interaction_id: id });
    await recordTranscript(people.worker, { interaction_id: id, transcript: heard(5000, ...TRUTH) });
    return { people, id, worker: people.worker, administrator: people.administrator };
  }
  const runsOf = (of: string) =>
    database.db
      .select()
      .from(model_trial_run)
      .where(eq(model_trial_run.organisation_id, of))
      .orderBy(model_trial_run.id);

  it('hears each call with each model, and leaves the transcript as it is', async () => {
    const { people, id, worker, administrator } = await centre();
    const before = await database.db.select().from(transcript).where(eq(transcript.interaction_id, id));
    const begun = await startTrial(administrator, { interactions: [id], models: MODELS });
    expect(begun).toMatchObject({ under_way: true, calls: [{ interaction_id: id, corrected: false }] });
    const [first, second] = await runsOf(people.id);
    expect(await startRun(worker, { run_id: first!.id })).toMatchObject({ model: 'whisper-tiny' });
    expect(await reportRun(worker, { run_id: first!.id, progress_bp: 5000 })).toBe(true);
    await recordRun(worker, {
      run_id: first!.id,
      transcript: heard(6000, said('agent', 0, 'Good morning, harbor energy.'), TRUTH[1]!),
    });
    await startRun(worker, { run_id: second!.id });
    await failRun(worker, { run_id: second!.id, code: 'model-unavailable' });
    const shown = await showTrial(administrator);
    expect(shown).toMatchObject({
      under_way: false,
      models: [
        { model: 'whisper-tiny', factor: 0.1, errors: null },
        { model: 'whisper-small', factor: null, errors: null },
      ],
      calls: [
        {
          runs: [
            { state: 'done', factor: 0.1 },
            { state: 'failed', code: 'model-unavailable' },
          ],
        },
      ],
    });
    expect(await database.db.select().from(transcript).where(eq(transcript.interaction_id, id))).toEqual(before);
    // A job that comes a second time finds nothing to do.
    expect(await startRun(worker, { run_id: first!.id })).toBeNull();
  });

  it('counts errors against a transcript that a person has corrected, and marks where two models differ', async () => {
    const { people, id, worker, administrator } = await centre();
    const [row] = await database.db.select().from(transcript).where(eq(transcript.interaction_id, id));
    await database.db
      .insert(transcript)
      .values({ ...row!, id: `${row!.id}-2`, revision: 2, origin: 'corrected', turns: TRUTH });
    await startTrial(administrator, { interactions: [id], models: MODELS });
    const [first, second] = await runsOf(people.id);
    await recordRun(worker, {
      run_id: first!.id,
      transcript: heard(6000, said('agent', 0, 'Good morning, harbor energy.'), TRUTH[1]!),
    });
    await recordRun(worker, { run_id: second!.id, transcript: heard(30_000, ...TRUTH) });
    const shown = await showTrial(administrator);
    expect(shown?.models.map(({ errors }) => errors?.errors)).toEqual([1, 0]);
    const parts = shown?.calls[0]?.runs.map(({ turns }) => turns[0]?.parts.filter(({ same }) => !same));
    expect(parts).toEqual([[{ text: 'harbor ', same: false }], [{ text: 'Harbour ', same: false }]]);
  });

  it('shows no personal data', async () => {
    const { people, id, worker, administrator } = await centre();
    await database.db.update(organisation).set({ settings: {} }).where(eq(organisation.id, people.id));
    await startTrial(administrator, { interactions: [id], models: MODELS });
    const [first] = await runsOf(people.id);
    await recordRun(worker, { run_id: first!.id, transcript: heard(6000, ...TRUTH) });
    const shown = JSON.stringify(await showTrial(administrator));
    expect(shown).toContain('[[card]]');
    expect(shown).not.toContain('4111');
  });

  it('is one at a time, of calls that have been transcribed, by an administrator', async () => {
    const { people, id, worker, administrator } = await centre();
    const start = { interactions: [id], models: MODELS };
    await expect(startTrial(people.manager, start)).rejects.toMatchObject({ code: 'not-allowed' });
    const chat = await insertInteraction(people.agents[0]);
    await expect(startTrial(administrator, { ...start, interactions: [chat] })).rejects.toMatchObject({
      code: 'not-a-recording',
    });
    const elsewhere = await freshOrganisation(database.db);
    await expect(startTrial(elsewhere.administrator, start)).rejects.toMatchObject({ code: 'not-a-recording' });
    await expect(startTrial(administrator, { ...start, models: ['whisper-tiny', '../x'] })).rejects.toMatchObject({
      code: 'unknown-model',
    });
    const { id: trial } = await startTrial(administrator, start);
    await expect(startTrial(administrator, start)).rejects.toMatchObject({ code: 'trial-under-way' });
    await expect(stopTrial(elsewhere.administrator, { id: trial })).rejects.toMatchObject({ code: 'not-found' });
    expect(await stopTrial(administrator, { id: trial })).toEqual({ stopped: 2 });
    const [first] = await runsOf(people.id);
    expect(await startRun(worker, { run_id: first!.id })).toBeNull();
    expect(await reportRun(worker, { run_id: first!.id, progress_bp: 1 })).toBe(false);
    await startTrial(administrator, start);
  });

  it('shows a manager only the calls of their agents', async () => {
    const { people, id, administrator } = await centre();
    await startTrial(administrator, { interactions: [id], models: MODELS });
    const scoped = { ...people.manager, actor: { ...people.manager.actor, scope: [people.teams[1].id] } };
    expect((await showTrial(people.manager))?.calls).toHaveLength(1);
    expect((await showTrial(scoped))?.calls).toEqual([]);
  });
});
