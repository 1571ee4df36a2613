import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desc, eq } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { localBlobs } from '../../../db/blobs/local.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { importTranscript, recordPeaks } from '../../../db/interactions/transcript-files.ts';
import { event, member, transcript, transcription } from '../../../db/schema/tables.ts';
import {
  queueTranscription,
  recordTranscript,
  reportProgress,
  startTranscription,
  transcriptOf,
} from '../../../db/transcripts/transcripts.ts';
import type { Transcript } from '../../../transcription/transcript/transcript.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { eventsAbout } from '../../support/events.ts';
import { freshOrganisation, insertInteraction } from '../../support/organisation.ts';

const file = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../fixtures/transcripts', name), 'utf8');

const HEARD: Transcript = {
  duration_ms: 13_000,
  language: 'en',
  languages: ['en'],
  method: 'channels',
  speakers_confidence: null,
  turns: [
    { speaker: 'agent', channel: 0, start_ms: 500, end_ms: 2500, text: 'Good morning.', confidence: 0.9, words: [] },
  ],
  peaks: { bucket_ms: 20, channels: [[1], [2]] },
  model: 'whisper-tiny.en',
  pipeline: '1',
  took_ms: 4000,
};

const folder = mkdtempSync(join(tmpdir(), 'attune-transcripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const blobs = localBlobs(folder);

/** Imports a transcript as someone with access to the stored recordings. */
const bring = (ctx: Ctx, input: Parameters<typeof importTranscript>[1]) => importTranscript({ ...ctx, blobs }, input);

async function aRecording(database: TestDatabase, fields: Parameters<typeof insertInteraction>[1] = {}) {
  const people = await freshOrganisation(database.db);
  const id = await insertInteraction(people.agents[0], { channel: 'voice', file_name: 'call.wav', ...fields });
  await people.manager.db.transaction((tx) => queueTranscription(tx, people.manager, id));
  return { people, id };
}

describeWithDatabase('a transcript made elsewhere', (database) => {
  const stateOf = async (id: string) =>
    (await database.db.select().from(transcription).where(eq(transcription.interaction_id, id)))[0]?.state;
  const revisionsOf = (id: string) =>
    database.db.select().from(transcript).where(eq(transcript.interaction_id, id)).orderBy(desc(transcript.revision));

  it('is the first revision of a recording that waits, which is then done without listening', async () => {
    const { people, id } = await aRecording(database);
    const input = { id, text: file('call.vtt'), file_name: 'call.vtt' };
    expect(await bring(people.manager, input)).toEqual({
      outcome: 'created',
      revision: 1,
      format: 'vtt',
      language: 'en',
      turns: 4,
      reordered: 0,
      repeated: 0,
      marks: 0,
      speakers: [
        { name: expect.any(String), speaker: 'agent', cues: 2 },
        { name: expect.any(String), speaker: 'customer', cues: 2 },
      ],
    });
    expect(await stateOf(id)).toBe('done');
    expect(await startTranscription(people.worker, { interaction_id: id })).toBeNull();
    expect(await transcriptOf(people.manager, { id })).toMatchObject({
      revision: 1,
      language: 'en',
      method: 'named',
      turns: [{ speaker: 'agent' }, { speaker: 'customer' }, { speaker: 'agent' }, { speaker: 'customer' }],
    });
    const [entry] = await eventsAbout(database.db, id);
    expect(entry).toMatchObject({ kind: 'transcript.ready', detail: { file_name: 'call.vtt', format: 'vtt' } });
  });

  it('is the next revision where one is there, and the first stays', async () => {
    const { people, id } = await aRecording(database);
    await recordTranscript(people.worker, { interaction_id: id, transcript: HEARD });
    const text = file('aws-channels.json');
    expect(await bring(people.manager, { id, text, file_name: 'a.json' })).toMatchObject({ revision: 2 });
    const [second, first] = await revisionsOf(id);
    expect(second).toMatchObject({ origin: 'imported', model: 'Amazon Transcribe', duration_ms: 13_000 });
    expect(first).toMatchObject({ origin: 'heard', turns: HEARD.turns });
  });

  it('sent twice is kept once', async () => {
    const { people, id } = await aRecording(database);
    const input = { id, text: file('zh.srt'), file_name: 'zh.srt' };
    await bring(people.manager, input);
    expect(await bring(people.manager, input)).toMatchObject({ outcome: 'already-there', revision: 1 });
    expect(await revisionsOf(id)).toHaveLength(1);
  });

  it('takes the recording from a worker that has it in hand', async () => {
    const { people, id } = await aRecording(database);
    const work = await startTranscription(people.worker, { interaction_id: id });
    await bring(people.manager, { id, text: file('call.srt'), file_name: 'call.srt' });
    const progress = {
      interaction_id: id,
      attempt: work?.attempt ?? 0,
      stage: 'recognising',
      progress_bp: 5000,
    } as const;
    expect(await reportProgress(people.worker, progress)).toBe(false);
    expect(await recordTranscript(people.worker, { interaction_id: id, transcript: HEARD })).toBe(false);
    expect(await revisionsOf(id)).toHaveLength(1);
  });

  it('that belongs to another recording, or cannot be read, leaves everything as it was', async () => {
    const { people, id } = await aRecording(database, { duration_ms: 4000 });
    const refused = (text: string) => bring(people.manager, { id, text, file_name: 'a' });
    await expect(refused(file('call.vtt'))).rejects.toMatchObject({
      code: 'transcript-past-end-line',
      params: { line: 20 },
    });
    await expect(refused('{"segments": [')).rejects.toMatchObject({ code: 'transcript-json', params: { line: 1 } });
    expect(await stateOf(id)).toBe('queued');
    expect(await revisionsOf(id)).toEqual([]);
  });

  it('is for recordings of one’s own organisation, and for people who may import', async () => {
    const { people, id } = await aRecording(database);
    const others = await freshOrganisation(database.db);
    const input = { id, text: file('call.vtt'), file_name: 'call.vtt' };
    await expect(bring(others.manager, input)).rejects.toMatchObject({ code: 'not-found' });
    await expect(bring(people.agents[0], input)).rejects.toMatchObject({ code: 'not-allowed' });
    const chat = await insertInteraction(people.agents[0], { channel: 'chat' });
    await expect(bring(people.manager, { ...input, id: chat })).rejects.toMatchObject({
      code: 'transcript-of-text',
    });
  });

  it('has the recording’s length and picture as soon as these are known, never its last word’s', async () => {
    const { people, id } = await aRecording(database);
    await bring(people.manager, { id, text: file('call.vtt'), file_name: 'call.vtt' });
    expect(await transcriptOf(people.manager, { id })).toMatchObject({ duration_ms: 12_000 });
    // The second of its sound tracks was left out, and it was cut off.
    const recording_notes = { assumed: null, tracks: { heard: [1], of: 2 }, unread_bytes: 0 };
    const report = { duration_ms: 24_600, announced_ms: 30_000, recording_notes };
    await recordPeaks(people.worker, { interaction_id: id, peaks: { bucket_ms: 20, channels: [[1, 2]] }, ...report });
    expect(await transcriptOf(people.manager, { id })).toMatchObject(report);
    // The next one is measured by it.
    const text = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hello.\n\n00:31.000 --> 00:32.000\n<v Agent>Bye.\n';
    await expect(bring(people.manager, { id, text, file_name: 'b.vtt' })).rejects.toMatchObject({
      code: 'transcript-past-end-line',
      params: { line: 6, end: '0:32', duration: '0:24' },
    });
    const again = { id, text: file('call.srt'), file_name: 'call.srt' };
    expect(await bring(people.manager, again)).toMatchObject({ revision: 2 });
    expect(await transcriptOf(people.manager, { id })).toMatchObject(report);
  });

  it('identifies the agent by the name known here, and keeps other speakers separate', async () => {
    const { people, id } = await aRecording(database);
    const [agent] = await database.db
      .select({ name: member.name })
      .from(member)
      .where(eq(member.id, people.agents[0].actor.member ?? ''));
    const cue = (at: number, name: string, said: string) => `00:0${at}.000 --> 00:0${at}.900\n<v ${name}>${said}\n`;
    const cues = [
      cue(1, 'Ravi Patel', 'Hello.'),
      cue(2, agent?.name ?? '', 'Hi.'),
      cue(3, 'Priya Shah', 'I take over.'),
    ];
    const report = await bring(people.manager, { id, text: ['WEBVTT\n', ...cues].join('\n'), file_name: 'a.vtt' });
    expect(report.speakers.map(({ speaker }) => speaker)).toEqual(['customer', 'agent', 'speaker-3']);
    expect(await transcriptOf(people.manager, { id })).toMatchObject({
      method: 'named',
      speakers_confidence_bp: 10_000,
      measures: { overlap_ms: null },
    });
    const [entry] = await database.db.select().from(event).where(eq(event.subject, id));
    expect(JSON.stringify(entry?.detail)).not.toContain('Ravi');
  });

  it('may contain no speech: its marks are reported and no turn is stored', async () => {
    const { people, id } = await aRecording(database);
    const text = 'WEBVTT\n\n00:01.000 --> 00:02.000\n[Music]\n\n00:03.000 --> 00:04.000\n（掌声）\n';
    expect(await bring(people.manager, { id, text, file_name: 'a.vtt' })).toMatchObject({ turns: 0, marks: 2 });
    expect(await transcriptOf(people.manager, { id })).toMatchObject({ turns: [] });
  });
});
