// The worker makes copies: of a real call with the real model, and whatever happens to it.
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { and, eq, ne } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { localBlobs } from '../../../db/blobs/local.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { newId } from '../../../db/database/id.ts';
import { playbackOf, playRecording } from '../../../db/interactions/recordings.ts';
import { importTranscript } from '../../../db/interactions/transcript-files.ts';
import { beginUpload, type FileCtx, finishUpload, receivePiece } from '../../../db/interactions/uploads.ts';
import { blob, recording_copy } from '../../../db/schema/tables.ts';
import { peaksOf, transcriptOf } from '../../../db/transcripts/transcripts.ts';
import { findFfmpeg } from '../../../transcription/sound/ffmpeg.ts';
import { readWavHeader } from '../../../transcription/sound/wav.ts';
import { recordingOf } from '../../support/calls.ts';
import { describeOnBothDatabases, describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { ended } from '../../support/embedded.ts';
import { heardAlready } from '../../support/heard.ts';
import { type FreshOrganisation, freshOrganisation, memberOf } from '../../support/organisation.ts';
import { wav } from '../../support/sound.ts';
import { dataFolder, startWorker } from '../../support/worker.ts';
import { memoryBytes } from '../../transcription/sounds.ts';

const SOON_MS = 240_000;
const TEST_MS = 300_000;

/** Where the call's truth says it is spoken; what else the turn says is left out. */
const SPOKEN = [
  { what: 'the card number', start_ms: 14_500, end_ms: 19_570 },
  { what: 'the agent repeating it', start_ms: 19_908, end_ms: 24_800 },
  { what: 'the address', start_ms: 28_995, end_ms: 32_156 },
  { what: 'the e-mail address', start_ms: 61_395, end_ms: 63_580 },
];

/** What a WAV file holds besides its header. */
async function samplesOf(file: Uint8Array): Promise<Uint8Array> {
  const { start, bytes } = (await readWavHeader(memoryBytes(file))).data[0]!;
  return file.subarray(start, bytes === null ? undefined : start + bytes);
}

describe('a call in which a card number is read aloud', () => {
  describeWithDatabase('from its recording to what is heard of it', (database) => {
    it('is silent wherever personal data is spoken, on both channels, and masked in its words', {
      timeout: TEST_MS,
    }, async () => {
      const file = recordingOf('en-address');
      const { people, data, files, id } = await arrived(database, readFileSync(file));
      await startWorker(database, data);
      const reviewer = files(people.reviewers[0]);
      await vi.waitFor(async () => expect((await playbackOf(reviewer, { id })).state).toBe('ready'), {
        timeout: SOON_MS,
        interval: 500,
      });
      const words = (await transcriptOf(reviewer, { id }))!.turns.map(({ text }) => text).join(' ');
      expect(words).toContain('[[card]]');
      expect(words).toContain('[[address]]');
      expect(words).toContain('[[email]]');
      expect(words).not.toMatch(/1111|four one|maple|peter|lane/i);
      expect(words).toMatch(/change the address/i);
      const header = await readWavHeader(memoryBytes(readFileSync(file)));
      const [before, after] = [await samplesOf(readFileSync(file)), await samplesOf(await bytesOf(reviewer, id))];
      const at = (ms: number) => Math.round((ms * header.rate) / 1000) * header.channels;
      for (const { what, start_ms, end_ms } of SPOKEN) {
        const part = after.subarray(at(start_ms), at(end_ms));
        expect(part.length).toBeGreaterThan(30_000);
        expect(
          part.findIndex((byte) => byte !== 0xff),
          what,
        ).toBe(-1);
      }
      const { muted } = await playbackOf(reviewer, { id });
      const silent = (i: number) => muted.some(({ start_ms, end_ms }) => i >= at(start_ms) - 2 && i < at(end_ms) + 2);
      expect(after.length).toBe(before.length);
      expect(after.findIndex((byte, i) => byte !== before[i] && !silent(i))).toBe(-1);
      const heardOf = muted.reduce((sum, one) => sum + one.end_ms - one.start_ms, 0);
      expect(heardOf, 'most of the call is heard').toBeLessThan(30_000);
    });
  });
});

describeWithDatabase('a worker that makes copies', (database) => {
  it('makes one of a recording that browsers do not play', { timeout: TEST_MS }, async () => {
    const { people, data, files, id } = await arrived(database, gsm());
    await heardAlready(people.worker, id);
    await startWorker(database, data);
    const reviewer = files(people.reviewers[0]);
    await vi.waitFor(async () => expect((await playbackOf(reviewer, { id })).state).toBe('ready'), {
      timeout: SOON_MS,
      interval: 200,
    });
    const recording = await playRecording(reviewer, { id });
    expect(recording).toMatchObject({ mime: 'audio/mp4', file_name: 'call.m4a' });
    expect((await bytesOf(reviewer, id)).subarray(4, 8)).toEqual(new TextEncoder().encode('ftyp'));
  });

  it('draws a recording whose transcript was made elsewhere', { timeout: TEST_MS }, async () => {
    const { people, data, files, id } = await arrived(database, wav(2000));
    const manager = files(people.manager);
    const text = 'WEBVTT\n\n00:00.200 --> 00:01.500\n<v Agent>Good morning.\n';
    await importTranscript(manager, { id, text, file_name: 'call.vtt' });
    // A whole WAV tells its length by itself.
    expect(await transcriptOf(manager, { id })).toMatchObject({ duration_ms: 2000 });
    expect(await peaksOf(manager, { id })).toBeNull();
    await startWorker(database, data);
    await vi.waitFor(async () => expect(await peaksOf(manager, { id })).not.toBeNull(), {
      timeout: SOON_MS,
      interval: 200,
    });
    const { bucket_ms, channels } = (await peaksOf(manager, { id }))!;
    expect(channels).toHaveLength(1);
    expect(channels[0]!.length * bucket_ms).toBe(2000);
    expect(Math.max(...channels[0]!)).toBeGreaterThan(50);
  });

  it('measures one by its sound where its header does not tell', { timeout: TEST_MS }, async () => {
    const { people, data, files, id } = await arrived(database, gsm());
    const manager = files(people.manager);
    const text = 'WEBVTT\n\n00:00.200 --> 00:00.500\n<v Agent>Good morning.\n';
    await importTranscript(manager, { id, text, file_name: 'call.vtt' });
    expect(await transcriptOf(manager, { id })).toMatchObject({ duration_ms: 500 });
    await startWorker(database, data);
    await vi.waitFor(async () => expect(await peaksOf(manager, { id })).not.toBeNull(), {
      timeout: SOON_MS,
      interval: 200,
    });
    const measured = (await transcriptOf(manager, { id }))?.duration_ms ?? 0;
    const { bucket_ms, channels } = (await peaksOf(manager, { id }))!;
    expect(measured).toBeGreaterThan(500);
    expect(Math.abs(measured - channels[0]!.length * bucket_ms)).toBeLessThanOrEqual(bucket_ms);
  });

  it('says why one cannot be made, and goes on with the next', { timeout: TEST_MS }, async () => {
    const broken = await arrived(database, gsm().subarray(0, 60));
    const good = await arrived(database, gsm(), broken);
    for (const { people, id } of [broken, good]) await heardAlready(people.worker, id);
    await startWorker(database, good.data);
    const reviewer = good.files(good.people.reviewers[0]);
    for (const [one, state] of [
      [broken, 'failed'],
      [good, 'ready'],
    ] as const) {
      await vi.waitFor(async () => expect((await playbackOf(reviewer, one)).state).toBe(state), {
        timeout: SOON_MS,
        interval: 200,
      });
    }
    expect((await playbackOf(reviewer, broken)).code).toMatch(/damaged|too-short/);
  });
});

describeOnBothDatabases('a worker that makes copies', (database) => {
  it('and is killed with kill -9 leaves its job to the next, which makes exactly one', {
    timeout: TEST_MS,
  }, async () => {
    const { people, data, id } = await arrived(database, gsm());
    await heardAlready(people.worker, id);
    // An ffmpeg that takes its time: there is a moment to be killed in.
    const slow = join(data, 'slow-ffmpeg');
    writeFileSync(slow, `#!/bin/sh\nsleep 2\nexec "${findFfmpeg(null, process.env.PATH ?? '')}" "$@"\n`);
    chmodSync(slow, 0o755);
    const first = await startWorker(database, data, { FFMPEG_PATH: slow });
    await vi.waitFor(async () => expect((await copyOf(database, id))?.state).toBe('running'), {
      timeout: SOON_MS,
      interval: 20,
    });
    await ended(first.process, 'SIGKILL');
    expect(await copyOf(database, id)).toMatchObject({ state: 'running', attempt: 1, sha256: null });
    await startWorker(database, data);
    await vi.waitFor(async () => expect((await copyOf(database, id))?.state).toBe('done'), {
      timeout: SOON_MS,
      interval: 200,
    });
    const rows = await database.db.select().from(recording_copy).where(eq(recording_copy.interaction_id, id));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.attempt).toBeGreaterThanOrEqual(2);
    const stored = await database.db
      .select()
      .from(blob)
      .where(and(eq(blob.organisation_id, people.id), ne(blob.mime, 'audio/wav')));
    expect(stored.map(({ sha256 }) => sha256)).toEqual([rows[0]?.sha256]);
    expect(readdirSync(join(data, 'files', 'uploads')), 'nothing half done lies about').toEqual([]);
  });
});

/** A recording that has come in through the door. */
async function arrived(
  database: TestDatabase,
  bytes: Uint8Array,
  beside?: { people: FreshOrganisation; data: string },
) {
  const people = beside?.people ?? (await freshOrganisation(database.db));
  const data = beside?.data ?? dataFolder();
  const blobs = localBlobs(join(data, 'files'));
  const files = (ctx: Ctx): FileCtx => ({ ...ctx, blobs });
  const manager = files(people.manager);
  const agent = people.people.find((one) => one.id === memberOf(people.agents[0]))!.email;
  const metadata = {
    external_id: newId('ext'),
    agent,
    channel: 'voice',
    started_at: manager.now.toISOString(),
    agent_channel: 'right',
  };
  const begun = await beginUpload(manager, { file_name: 'call.wav', size: bytes.byteLength, metadata });
  await receivePiece(manager, { id: begun.id, offset: 0, piece: bytes });
  const { interaction } = await finishUpload(manager, { id: begun.id });
  return { people, data, files, id: interaction.id };
}

/** Its words are there already: what is looked at is the copy. */
async function copyOf(database: TestDatabase, id: string) {
  const [row] = await database.db.select().from(recording_copy).where(eq(recording_copy.interaction_id, id));
  return row ?? null;
}

async function bytesOf(ctx: FileCtx, id: string): Promise<Uint8Array> {
  const { open, sha256 } = await playRecording(ctx, { id });
  const bytes = new Uint8Array(
    await new Response((await open()) as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer(),
  );
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  return bytes;
}

const gsm = (): Uint8Array =>
  new Uint8Array(readFileSync(resolve(import.meta.dirname, '../../fixtures/sounds/gsm.wav')));
