import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { s3Blobs } from '../../../db/blobs/s3.ts';
import { transcript } from '../../../db/schema/tables.ts';
import { recordingOf, SPEECH } from '../../support/calls.ts';
import { describeOnBothDatabases, describeWithDatabase } from '../../support/database.ts';
import { ended } from '../../support/embedded.ts';
import { s3Server } from '../../support/s3.ts';
import {
  bringRecording,
  centre,
  checkpointsLeft,
  childrenOf,
  revisionsOf,
  rowOf,
  runs,
  SOON_MS,
  startWorker,
  TEST_MS,
} from '../../support/worker.ts';

/** 41 s in two channels: long enough to be interrupted. */
const CALL = recordingOf('zh-late');
const SHORT = SPEECH.newAddress;

describe('the worker', () => {
  describeOnBothDatabases('that transcribes', (database) => {
    it('that is killed with kill -9 in the middle leaves its job to the next, which finishes it, once', {
      timeout: TEST_MS,
    }, async () => {
      const { people, data } = await centre(database);
      const call = await bringRecording(people.agents[0], data, CALL, { language: 'zh' });
      const first = await startWorker(database, data);
      await vi.waitFor(async () => expect((await rowOf(database, call)).progress_bp).toBeGreaterThan(500), {
        timeout: SOON_MS,
        interval: 50,
      });
      // Until something is worth being taken over.
      await vi.waitFor(async () => expect(await checkpointsLeft(database, call)).toBeGreaterThan(0), {
        timeout: SOON_MS,
      });
      await ended(first.process, 'SIGKILL');
      const killed = Date.now();
      expect(await rowOf(database, call)).toMatchObject({ state: 'running', attempt: 1 });
      const second = await startWorker(database, data);
      await vi.waitFor(async () => expect((await rowOf(database, call)).attempt).toBe(2), {
        timeout: SOON_MS,
        interval: 100,
      });
      const taken = Date.now() - killed;
      console.info(`taken over after ${taken} ms`);
      expect(taken).toBeLessThan(30_000);
      await vi.waitFor(async () => expect((await rowOf(database, call)).state).toBe('done'), {
        timeout: SOON_MS,
        interval: 200,
      });
      expect(await revisionsOf(database, call)).toEqual([1]);
      expect(second.said()).toContain('continuing from checkpoints');
      expect(await checkpointsLeft(database, call)).toBe(0);
    });
  });

  describeWithDatabase('that transcribes, whatever the database,', (database) => {
    it('follows a recording through its stages to its words', { timeout: TEST_MS }, async () => {
      const { id, people, data } = await centre(database);
      const call = await bringRecording(people.agents[0], data, CALL, { language: 'zh', agent_channel: 'left' });
      await startWorker(database, data);
      const stages = new Set<string>();
      const shares: number[] = [];
      await vi.waitFor(
        async () => {
          const row = await rowOf(database, call);
          if (row.stage) stages.add(row.stage);
          if (row.state === 'running' && row.stage !== 'model') shares.push(row.progress_bp);
          expect(row.state).toBe('done');
        },
        { timeout: SOON_MS, interval: 100 },
      );
      expect([...stages]).toContain('recognising');
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      const [words] = await database.db.select().from(transcript).where(eq(transcript.interaction_id, call));
      expect(words).toMatchObject({
        organisation_id: id,
        revision: 1,
        language: 'zh',
        method: 'channels',
        model: 'whisper-base',
      });
      expect(words?.text).toMatch(/快递/);
      expect(words?.peaks?.channels).toHaveLength(2);
    });

    it('that is asked to end gives its job back at once, and leaves no process behind', {
      timeout: TEST_MS,
    }, async () => {
      const { people, data } = await centre(database);
      const call = await bringRecording(people.agents[0], data, CALL, { language: 'zh' });
      const first = await startWorker(database, data);
      await vi.waitFor(async () => expect((await rowOf(database, call)).progress_bp).toBeGreaterThan(500), {
        timeout: SOON_MS,
        interval: 50,
      });
      const children = childrenOf(first.process.pid);
      expect(children).toHaveLength(1);
      const exit = once(first.process, 'exit');
      first.process.kill('SIGTERM');
      expect(await exit).toEqual([0, null]);
      expect(await rowOf(database, call)).toMatchObject({ state: 'queued', attempt: 1 });
      expect(children.filter(runs)).toEqual([]);
      const asked = Date.now();
      await startWorker(database, data);
      await vi.waitFor(async () => expect((await rowOf(database, call)).attempt).toBe(2), {
        timeout: 10_000,
        interval: 50,
      });
      expect(Date.now() - asked).toBeLessThan(8000);
      await vi.waitFor(async () => expect((await rowOf(database, call)).state).toBe('done'), {
        timeout: SOON_MS,
        interval: 200,
      });
      expect(await revisionsOf(database, call)).toEqual([1]);
    });

    it('fetches a recording from the object store, and keeps no copy', { timeout: TEST_MS }, async () => {
      const store = await s3Server().listen();
      onTestFinished(store.close);
      const { people, data } = await centre(database);
      const id = await bringRecording(people.agents[0], data, SHORT, {}, s3Blobs(store.config));
      const temporary = join(data, 'temporary');
      mkdirSync(temporary);
      await startWorker(database, data, {
        TMPDIR: temporary,
        S3_ENDPOINT: store.config.endpoint,
        S3_BUCKET: store.config.bucket,
        S3_REGION: store.config.region,
        S3_ACCESS_KEY_ID: store.config.accessKeyId,
        S3_SECRET_ACCESS_KEY: store.config.secretAccessKey,
      });
      await vi.waitFor(async () => expect((await rowOf(database, id)).state).toBe('done'), {
        timeout: SOON_MS,
        interval: 100,
      });
      await vi.waitFor(() => expect(readdirSync(temporary)).toEqual([]), { timeout: 5000 });
    });

    it('says why a recording cannot be transcribed, and goes on with the next', { timeout: TEST_MS }, async () => {
      const { people, data } = await centre(database);
      const text = join(data, 'text.wav');
      writeFileSync(text, 'This is no sound at all, it is a letter.\n'.repeat(50));
      const cut = join(data, 'cut.wav');
      writeFileSync(cut, readFileSync(SHORT).subarray(0, 20));
      const [letter, stump, good] = [
        await bringRecording(people.agents[0], data, text),
        await bringRecording(people.agents[0], data, cut),
        await bringRecording(people.agents[0], data, SHORT),
      ];
      await startWorker(database, data);
      await vi.waitFor(async () => expect((await rowOf(database, good)).state).toBe('done'), {
        timeout: SOON_MS,
        interval: 200,
      });
      expect(await rowOf(database, letter)).toMatchObject({ state: 'failed', code: 'not-sound' });
      expect(await rowOf(database, stump)).toMatchObject({ state: 'failed' });
    });
  });
});
