import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { localBlobs } from '../../../db/blobs/local.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { organisationsUnmasked } from '../../../db/database/crossing.ts';
import { newId } from '../../../db/database/id.ts';
import { playbackOf, playRecording } from '../../../db/interactions/recordings.ts';
import { beginUpload, type FileCtx, finishUpload, receivePiece } from '../../../db/interactions/uploads.ts';
import { blob, recording_copy, transcript } from '../../../db/schema/tables.ts';
import { failCopy, recordCopy, retryCopies, startCopy } from '../../../db/transcripts/copies.ts';
import { changeMasking, maskOldTranscripts } from '../../../db/transcripts/masking.ts';
import { openOriginals } from '../../../db/transcripts/originals.ts';
import { lookThrough } from '../../../db/transcripts/personal-data.ts';
import { keepTranscript, maskAnew } from '../../../db/transcripts/revisions.ts';
import { recordTranscript, startTranscription, transcriptOf } from '../../../db/transcripts/transcripts.ts';
import type { Turn } from '../../../transcription/transcript/transcript.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { eventsAbout } from '../../support/events.ts';
import {
  at,
  type FreshOrganisation,
  freshOrganisation,
  insertInteraction,
  memberOf,
} from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { wav } from '../../support/sound.ts';

const CARD = '4111 1111 1111 1111';

const sounds = resolve(import.meta.dirname, '../../fixtures/sounds');

describeWithDatabase('what may be heard', (database) => {
  it('is the recording with its finds muted, as soon as that copy exists', async () => {
    const { people, id, original, files } = await recorded([said('customer', 1000, `It is ${CARD} .`)]);
    const reviewer = files(people.reviewers[0]);
    await refused(playRecording(reviewer, { id }), 'recording-being-prepared');
    const before = await playbackOf(reviewer, { id });
    expect(before).toMatchObject({ state: 'preparing', originals: { may: false } });
    // The words of the number and a quarter of a second on either side, to the end of what is said.
    expect(before.muted).toEqual([{ start_ms: 1350, end_ms: 3050 }]);

    const copy = await made(people, files, id);
    const heard = await playRecording(reviewer, { id });
    expect(heard).toMatchObject({ sha256: copy.sha256, mime: 'audio/wav' });
    expect(await bytesOf(heard)).toEqual(copy.bytes);
    for (const ctx of [people.agents[0], people.coach, people.manager]) {
      expect((await playRecording(files(ctx), { id })).sha256, 'nobody hears the original unasked').not.toBe(original);
    }
    expect(await playbackOf(reviewer, { id })).toMatchObject({ state: 'ready', version: copy.sha256 });
  });

  it('is known without the words of the transcript', async () => {
    const { people, id, files } = await recorded([said('customer', 1000, `It is ${CARD} .`)]);
    const { muted } = await playbackOf(files(people.reviewers[0]), { id });
    const without = { turns: [], personal_data: [] };
    await database.db.update(transcript).set(without).where(eq(transcript.interaction_id, id));
    expect((await playbackOf(files(people.reviewers[0]), { id })).muted).toEqual(muted);
    expect(muted).toHaveLength(1);
  });

  it('is found in the words of a transcript of an earlier version, until it has been kept for that as well', async () => {
    const { people, id, files } = await recorded([said('customer', 1000, `It is ${CARD} .`)]);
    const one = eq(transcript.interaction_id, id);
    const kept = async () => (await database.db.select().from(transcript).where(one))[0]?.personal_sounds;
    const before = await kept();
    expect(before).toEqual([{ kind: 'card', start_ms: 1350, end_ms: 3050 }]);
    await database.db.update(transcript).set({ personal_sounds: null }).where(one);
    expect((await playbackOf(files(people.reviewers[0]), { id })).muted).toEqual([{ start_ms: 1350, end_ms: 3050 }]);
    expect(await organisationsUnmasked(database.installation)).toContain(people.id);
    await walk(people);
    expect(await kept()).toEqual(before);
    expect(await organisationsUnmasked(database.installation)).not.toContain(people.id);
  });

  it('is the recording itself where nothing was found in it', async () => {
    const { people, id, original, files } = await recorded([said('customer', 1000, 'Where is my sofa ?')]);
    expect((await playRecording(files(people.reviewers[0]), { id })).sha256).toBe(original);
    expect(await copiesOf(id)).toEqual([]);
  });

  it('is nothing until its content is known, for managers too', async () => {
    const { people, id, files } = await recorded(null);
    for (const ctx of [people.manager, people.reviewers[0], people.agents[0]]) {
      await refused(playRecording(files(ctx), { id }), 'recording-unchecked');
      expect(await playbackOf(files(ctx), { id })).toMatchObject({ state: 'unchecked', version: '' });
    }
  });

  it('is a playable copy where browsers do not play the recording', async () => {
    const { people, id, files } = await recorded([said('agent', 0, 'Good morning')], gsm());
    const [row] = await copiesOf(id);
    expect(row).toMatchObject({ kind: 'playable', muted: [], state: 'queued' });
    await refused(playRecording(files(people.reviewers[0]), { id }), 'recording-being-prepared');
    const copy = await made(people, files, id);
    expect((await playRecording(files(people.reviewers[0]), { id })).sha256).toBe(copy.sha256);
  });

  it('is a copy of everything but plain WAV under a true header, since players do not jump in it exactly', async () => {
    const lying = wav(2000);
    new DataView(lying.buffer).setUint32(40, 48, true);
    const mp3 = new Uint8Array(readFileSync(join(sounds, 'stereo.mp3')));
    for (const bytes of [lying, mp3]) {
      const { people, id, files } = await recorded([said('agent', 0, 'Good morning')], bytes);
      expect(await copiesOf(id)).toMatchObject([{ kind: 'playable', state: 'queued' }]);
      const copy = await made(people, files, id);
      expect((await playRecording(files(people.reviewers[0]), { id })).sha256).toBe(copy.sha256);
    }
  });

  it('is ordered when it is wanted, of a recording that was taken in before its kind had copies', async () => {
    const mp3 = new Uint8Array(readFileSync(join(sounds, 'stereo.mp3')));
    const { people, id, files } = await recorded([said('agent', 0, 'Good morning')], mp3);
    await database.db.delete(recording_copy).where(eq(recording_copy.interaction_id, id));
    expect(await playbackOf(files(people.reviewers[0]), { id })).toMatchObject({ state: 'preparing' });
    expect(await copiesOf(id)).toMatchObject([{ kind: 'playable', state: 'queued' }]);
  });

  it('follows the newest revision; a mark left in a corrected turn stays muted', async () => {
    const turn = said('customer', 1000, `It is ${CARD} .`);
    const { people, id, files } = await recorded([turn]);
    const copy = await made(people, files, id);
    const words = [...turn.words.slice(0, 2), { ...turn.words[2]!, text: '[[card]]', end_ms: turn.words[5]!.end_ms }];
    const corrected = [{ ...turn, text: "It's [[card]].", words: [{ ...words[0]!, text: "It's" }, words[2]!] }];
    const spoken = await lookThrough(people.manager, corrected);
    await people.manager.db.transaction((tx) =>
      keepTranscript(tx, people.manager, {
        interaction_id: id,
        revision: 2,
        origin: 'corrected',
        language: 'en',
        languages: ['en'],
        duration_ms: 8000,
        method: 'channels',
        said: spoken,
      }),
    );
    const view = await transcriptOf(people.reviewers[0], { id });
    expect(view?.turns[0]?.text).toBe("It's [[card]].");
    const { muted, state } = await playbackOf(files(people.reviewers[0]), { id });
    expect(muted[0]?.start_ms).toBeLessThanOrEqual(1350);
    expect(muted[0]?.end_ms).toBeGreaterThanOrEqual(3050);
    // Spans that differ by a word need another copy: the first is not reused.
    if (state === 'ready') expect((await playRecording(files(people.manager), { id })).sha256).toBe(copy.sha256);
  });

  it('a copy is made once: a second worker, even one believed dead, finds it', async () => {
    const { people, id, files } = await recorded([said('customer', 1000, `It is ${CARD} .`)]);
    const [row] = await copiesOf(id);
    const first = await startCopy(people.worker, { id: row!.id });
    const second = await startCopy(people.worker, { id: row!.id });
    expect([first?.attempt, second?.attempt]).toEqual([1, 2]);
    await failCopy(people.worker, { id: row!.id, attempt: 1, code: 'damaged' });
    expect((await copiesOf(id))[0]).toMatchObject({ state: 'running' });
    const file = { sha256: 'a'.repeat(64), size: 10, mime: 'audio/wav' };
    const both = await Promise.all([
      recordCopy(people.worker, { id: row!.id, file }),
      recordCopy(people.worker, { id: row!.id, file }),
    ]);
    expect(both.toSorted()).toEqual([false, true]);
    expect(await startCopy(people.worker, { id: row!.id })).toBeNull();
    expect(await copiesOf(id)).toHaveLength(1);
    const stored = await database.db.select().from(blob).where(eq(blob.organisation_id, people.id));
    expect(stored.filter(({ sha256 }) => sha256 === file.sha256)).toHaveLength(1);
    expect(files).toBeDefined();
  });

  it('a copy that cannot be made says why, and is retried when someone who may import asks for it', async () => {
    const { people, id, files } = await recorded([said('customer', 1000, `It is ${CARD} .`)]);
    const [row] = await copiesOf(id);
    const taken = await startCopy(people.worker, { id: row!.id });
    await failCopy(people.worker, { id: row!.id, attempt: taken!.attempt, code: 'decoder-missing' });
    const reviewer = files(people.reviewers[0]);
    expect(await playbackOf(reviewer, { id })).toMatchObject({ state: 'failed', code: 'decoder-missing' });
    expect((await refused(playRecording(reviewer, { id }), 'copy-failed')).detail).toEqual({ code: 'decoder-missing' });
    await refused(retryCopies(people.reviewers[0], { id }), 'not-allowed');
    await refused(retryCopies(people.outsider, { id }), 'not-found');
    expect(await retryCopies(people.manager, { id })).toEqual({ queued: 1 });
    expect((await copiesOf(id))[0]).toMatchObject({ state: 'queued', code: null });
    expect(await retryCopies(people.manager, { id }), 'asked again nothing happens').toEqual({ queued: 0 });
  });

  it('no person acts as the worker', async () => {
    const { people, id } = await recorded([said('customer', 1000, `It is ${CARD} .`)]);
    const [row] = await copiesOf(id);
    await refused(startCopy(people.manager, { id: row!.id }), 'not-allowed');
    await refused(maskAnew(people.manager, { after: null }), 'not-allowed');
  });

  it('the original is opened by managers alone, with a reason, for the day, and all of it is written down', async () => {
    const { people, id, original, files } = await recorded([said('customer', 1000, `It is ${CARD} .`)]);
    for (const ctx of [people.agents[0], people.reviewers[0], people.coach, people.administrator]) {
      const opened = openOriginals(ctx, { id, reason: 'Curious' });
      await refused(opened, 'not-allowed');
    }
    await refused(openOriginals(people.outsider, { id, reason: 'Curious' }), 'not-found');
    const hear = (ctx: Ctx) => playRecording(files(ctx), { id, original: true });
    await refused(hear(people.manager), 'originals-not-opened');
    await refused(transcriptOf(people.manager, { id, original: true }), 'originals-not-opened');

    await openOriginals(people.manager, { id, reason: 'A disputed charge' });
    expect((await hear(people.manager)).sha256).toBe(original);
    await hear(people.manager);
    const words = await transcriptOf(people.manager, { id, original: true });
    expect(words?.turns[0]?.text).toContain(CARD);
    expect((await transcriptOf(people.manager, { id }))?.turns[0]?.text, 'unasked it stays masked').toBe(
      'It is [[card]] .',
    );
    const actor_id = memberOf(people.manager);
    expect(await eventsAbout(database.db, id, 'originals.opened', 'originals.heard', 'originals.read')).toEqual([
      { kind: 'originals.opened', detail: { reason: 'A disputed charge' }, actor_id },
      { kind: 'originals.heard', detail: {}, actor_id },
      { kind: 'originals.read', detail: {}, actor_id },
    ]);
    const tomorrow = at(people.manager, new Date(people.manager.now.getTime() + 86_400_000));
    await refused(hear(tomorrow), 'originals-not-opened');
  });

  it('another choice of kinds holds at once for words, and makes another copy', async () => {
    const { people, id, files } = await recorded([
      said('customer', 1000, `It is ${CARD} .`),
      said('customer', 5000, 'Write to anna.berg@example.com please'),
    ]);
    const first = await made(people, files, id);
    expect((await playbackOf(files(people.manager), { id })).muted).toHaveLength(2);
    const reason = 'Cards are of no use to us';
    for (const nobody of [people.reviewers[0], people.manager])
      await refused(changeMasking(nobody, { kinds: [], reason }), 'not-allowed');
    await refused(changeMasking(people.administrator, { kinds: ['email'], reason: ' ' }), 'reason-needed');
    await changeMasking(people.administrator, { kinds: ['email'], reason });
    const view = await transcriptOf(people.reviewers[0], { id });
    expect(view?.turns.map(({ text }) => text)).toEqual([`It is ${CARD} .`, 'Write to [[email]] please']);
    // Asked for before the job came to it, it is ordered by that.
    expect(await playbackOf(files(people.reviewers[0]), { id })).toMatchObject({ state: 'preparing' });
    expect((await playbackOf(files(people.reviewers[0]), { id })).muted).toHaveLength(1);
    await walk(people);
    expect(await copiesOf(id)).toHaveLength(2);
    const second = await made(people, files, id);
    expect((await playRecording(files(people.reviewers[0]), { id })).sha256).toBe(second.sha256);
    const [row] = await database.db.select().from(transcript).where(eq(transcript.interaction_id, id));
    expect(row?.text).toBe(`It is ${CARD} .\nWrite to [[email]] please`);

    await changeMasking(people.administrator, { kinds: ['card', 'email'], reason: '' });
    expect((await playRecording(files(people.reviewers[0]), { id })).sha256, 'the first copy fits again').toBe(
      first.sha256,
    );
  });

  it('transcripts from before personal data was looked for are masked at once, and searched some at a time', async () => {
    const people = await freshOrganisation(database.db);
    const ids: string[] = [];
    for (let i = 0; i < 45; i++) ids.push(await insertInteraction(people.agents[0], {}, [typed(`It is ${CARD}`)]));
    await database.db
      .update(transcript)
      .set({ personal_data: null, personal_sounds: null, text: `It is ${CARD}` })
      .where(eq(transcript.organisation_id, people.id));
    const before = await transcriptOf(people.reviewers[0], { id: ids[0]! });
    expect(before?.turns[0]?.text).toBe('It is [[card]]');
    expect(await maskOldTranscripts({ db: database.installation })).toBeGreaterThan(0);
    expect(await maskAnew(people.worker, { after: null })).toBe(20);
    const unsearched = async () =>
      (await database.db.select().from(transcript).where(eq(transcript.organisation_id, people.id))).filter(
        ({ personal_data, text }) => personal_data === null || text.includes('4111'),
      );
    expect(await unsearched(), 'whoever goes on finds the others').toHaveLength(25);
    await walk(people);
    expect(await unsearched()).toEqual([]);
  });

  /** An imported recording, with a transcript of these turns. */
  async function recorded(turns: Turn[] | null, bytes: Uint8Array<ArrayBuffer> = wav(8000, 200 + Math.random() * 500)) {
    const people = await freshOrganisation(database.db);
    const folder = mkdtempSync(join(tmpdir(), 'attune-files-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const blobs = localBlobs(folder);
    const files = (ctx: Ctx): FileCtx => ({ ...ctx, blobs });
    const manager = files(people.manager);
    const agent = people.people.find((one) => one.id === memberOf(people.agents[0]))!.email;
    const metadata = { external_id: newId('ext'), agent, channel: 'voice', started_at: manager.now.toISOString() };
    const begun = await beginUpload(manager, { file_name: 'call.wav', size: bytes.byteLength, metadata });
    await receivePiece(manager, { id: begun.id, offset: 0, piece: bytes });
    const { interaction } = await finishUpload(manager, { id: begun.id });
    if (turns) {
      await startTranscription(people.worker, { interaction_id: interaction.id });
      await recordTranscript(people.worker, {
        interaction_id: interaction.id,
        transcript: {
          duration_ms: 8000,
          language: 'en',
          languages: ['en'],
          method: 'channels',
          speakers_confidence: null,
          turns,
          peaks: { bucket_ms: 50, channels: [[1]] },
          model: 'test',
          pipeline: 'test',
          took_ms: 1,
        },
      });
    }
    const original = createHash('sha256').update(bytes).digest('hex');
    return { people, id: interaction.id, original, files };
  }

  const copiesOf = (id: string) =>
    database.db.select().from(recording_copy).where(eq(recording_copy.interaction_id, id)).orderBy(recording_copy.id);

  /** Makes the copy that waits, as a worker would. */
  async function made(people: FreshOrganisation, files: (ctx: Ctx) => FileCtx, id: string) {
    const row = (await copiesOf(id)).find(({ state }) => state === 'queued');
    const taken = await startCopy(people.worker, { id: row!.id });
    const bytes = new TextEncoder().encode(`a copy for ${JSON.stringify(taken?.muted)} of ${id}`);
    const { blobs } = files(people.worker);
    const upload = newId('cpy');
    await blobs.append(upload, 0, bytes, bytes.byteLength);
    const stored = await blobs.finish(people.id, upload);
    await recordCopy(people.worker, { id: row!.id, file: { ...stored, mime: 'audio/wav' } });
    return { ...stored, bytes };
  }

  /** Continues the job that masks again until it is finished. */
  async function walk(people: FreshOrganisation): Promise<void> {
    const rows = await database.db
      .select({ id: transcript.id })
      .from(transcript)
      .where(eq(transcript.organisation_id, people.id))
      .orderBy(asc(transcript.id));
    for (let i = 0; i <= rows.length; i += 20) await maskAnew(people.worker, { after: rows[i - 1]?.id ?? null });
  }
});

/** Words of 300 ms each. */
function said(speaker: Turn['speaker'], start_ms: number, text: string): Turn {
  const words = text.split(' ').map((word, i) => ({
    text: word,
    start_ms: start_ms + i * 300,
    end_ms: start_ms + i * 300 + 300,
    confidence: 0.9,
  }));
  return { speaker, channel: 0, start_ms, end_ms: words.at(-1)!.end_ms, text, confidence: 0.9, words };
}

const typed = (text: string): Turn => ({
  speaker: 'customer',
  channel: 0,
  start_ms: 0,
  end_ms: 0,
  text,
  confidence: null,
  words: [],
});

/** The header of a WAV file with GSM 6.10 in it; what follows is never decoded here. */
function gsm(): Uint8Array<ArrayBuffer> {
  const bytes = wav(1000, 300 + Math.random() * 100);
  new DataView(bytes.buffer).setUint16(20, 49, true);
  return bytes;
}

async function bytesOf(heard: { open: () => Promise<ReadableStream<Uint8Array>> }): Promise<Uint8Array> {
  return new Uint8Array(
    await new Response((await heard.open()) as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer(),
  );
}
