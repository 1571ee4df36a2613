import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { s3Blobs } from '../../db/blobs/s3.ts';
import { connect } from '../../db/client.ts';
import { organisation, transcript, transcription, transcription_note } from '../../db/schema/tables.ts';
import { wishModel } from '../../db/speech.ts';
import { modelCopies } from '../../db/workers.ts';
import { describeOnBothDatabases, describeOnDatabase, type TestDatabase } from '../support/database.ts';
import { ended, startEmbedded } from '../support/embedded.ts';
import { freshOrganisation } from '../support/organisation.ts';
import { copyTemplate } from '../support/postgres.ts';
import { s3Server } from '../support/s3.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { bringRecording, dataFolder, startWorker } from '../support/worker.ts';

const models = sharedPath('models');
/** 70 s in two channels: long enough to be interrupted. */
const CALL = sharedPath('calls/en-address.wav');
const SHORT = sharedPath('audio/en/LJ002-0020.wav');

/** A machine that is busy with other tests takes its time; on an idle one each is done in seconds. */
const SOON_MS = 120_000;
const TEST_MS = 300_000;

describeShared('the worker', () => {
  describeOnBothDatabases('that transcribes', (database) => {
    it('follows a recording through its stages to its words', { timeout: TEST_MS }, async () => {
      const { id, people, data } = await centre(database);
      const call = await bringRecording(people.agents[0], data, CALL, { language: 'en', agent_channel: 'left' });
      await startWorker(database, data, models);
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
        language: 'en',
        method: 'channels',
        model: 'whisper-tiny.en',
      });
      expect(words?.text).toMatch(/address/i);
      expect(words?.peaks?.channels).toHaveLength(2);
    });

    it('that is killed with kill -9 in the middle leaves its job to the next, which finishes it, once', {
      timeout: TEST_MS,
    }, async () => {
      const { people, data } = await centre(database);
      const call = await bringRecording(people.agents[0], data, CALL, { language: 'en' });
      const first = await startWorker(database, data, models);
      await vi.waitFor(async () => expect((await rowOf(database, call)).progress_bp).toBeGreaterThan(500), {
        timeout: SOON_MS,
        interval: 50,
      });
      // Until something is worth being taken over.
      await vi.waitFor(async () => expect(await notesLeft(database, call)).toBeGreaterThan(0), { timeout: SOON_MS });
      await ended(first.process, 'SIGKILL');
      const killed = Date.now();
      expect(await rowOf(database, call)).toMatchObject({ state: 'running', attempt: 1 });
      const second = await startWorker(database, data, models);
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
      expect(second.said()).toContain('goes on from notes');
      expect(await notesLeft(database, call)).toBe(0);
    });

    it('that is asked to end gives its job back at once, and leaves no process behind', {
      timeout: TEST_MS,
    }, async () => {
      const { people, data } = await centre(database);
      const call = await bringRecording(people.agents[0], data, CALL, { language: 'en' });
      const first = await startWorker(database, data, models);
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
      await startWorker(database, data, models);
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
  });

  describeOnDatabase('postgres', 'on two machines', (database) => {
    it('takes one recording, and the other another, each of them once', { timeout: TEST_MS }, async () => {
      const { people, data } = await centre(database);
      const calls: string[] = [];
      for (const name of ['en-address', 'en-charge', 'en-parcel', 'en-router']) {
        calls.push(await bringRecording(people.agents[0], data, sharedPath(`calls/${name}.wav`), { language: 'en' }));
      }
      const one = { ATTUNE_WORKERS: '1', ATTUNE_THREADS: '1' };
      await Promise.all([startWorker(database, data, models, one), startWorker(database, data, models, one)]);
      const together = new Set<string>();
      await vi.waitFor(
        async () => {
          const rows = await Promise.all(calls.map((call) => rowOf(database, call)));
          const running = rows.filter((row) => row.state === 'running').map((row) => row.worker_id ?? '');
          if (running.length === 2) for (const worker of running) together.add(worker);
          expect(rows.map((row) => row.state)).toEqual(calls.map(() => 'done'));
        },
        { timeout: SOON_MS, interval: 100 },
      );
      expect(together.size).toBe(2);
      for (const call of calls) {
        expect(await rowOf(database, call)).toMatchObject({ attempt: 1 });
        expect(await revisionsOf(database, call)).toEqual([1]);
      }
    });
  });

  describeOnDatabase('embedded', 'that transcribes, whatever the database,', (database) => {
    it('lets recordings wait while there is no model, and goes on with all of them by itself when it comes', {
      timeout: TEST_MS,
    }, async () => {
      const { people, data } = await centre(database);
      const empty = join(data, 'models-of-the-house');
      mkdirSync(empty);
      const calls = [
        await bringRecording(people.agents[0], data, SHORT),
        await bringRecording(people.agents[1], data, sharedPath('audio/en/LJ002-0035.wav')),
      ];
      await startWorker(database, data, empty);
      for (const call of calls) {
        await vi.waitFor(
          async () =>
            expect(await rowOf(database, call)).toMatchObject({ state: 'waiting', code: 'model-unavailable' }),
          { timeout: SOON_MS, interval: 100 },
        );
      }
      symlinkSync(join(models, 'whisper-tiny.en'), join(empty, 'whisper-tiny.en'));
      for (const call of calls) {
        await vi.waitFor(async () => expect((await rowOf(database, call)).state).toBe('done'), {
          timeout: SOON_MS,
          interval: 200,
        });
        expect(await revisionsOf(database, call)).toEqual([1]);
      }
    });

    it('fetches a model that somebody wishes for, and goes on with what waited for it', {
      timeout: TEST_MS,
    }, async () => {
      const { people, data } = await centre(database);
      const call = await bringRecording(people.agents[0], data, SHORT, { language: 'en' });
      const hub = await startHub('onnx-community/whisper-tiny.en_timestamped', join(models, 'whisper-tiny.en'));
      await wishModel(people.administrator, { model: 'whisper-tiny.en' });
      await startWorker(database, data, null, { ATTUNE_HUB: hub });
      await vi.waitFor(async () => expect((await rowOf(database, call)).state).toBe('done'), {
        timeout: SOON_MS,
        interval: 200,
      });
      await vi.waitFor(
        async () => {
          const copies = await modelCopies({ db: database.db, now: new Date() });
          expect(copies).toMatchObject([{ model: 'whisper-tiny.en', state: 'ready' }]);
        },
        { timeout: SOON_MS, interval: 200 },
      );
    });

    it('fetches a recording from the object store, and keeps no copy', { timeout: TEST_MS }, async () => {
      const store = await s3Server().listen();
      onTestFinished(store.close);
      const { people, data } = await centre(database);
      const id = await bringRecording(people.agents[0], data, SHORT, {}, s3Blobs(store.config));
      const temporary = join(data, 'temporary');
      mkdirSync(temporary);
      await startWorker(database, data, models, {
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
      await startWorker(database, data, models);
      await vi.waitFor(async () => expect((await rowOf(database, good)).state).toBe('done'), {
        timeout: SOON_MS,
        interval: 200,
      });
      expect(await rowOf(database, letter)).toMatchObject({ state: 'failed', code: 'not-sound' });
      expect(await rowOf(database, stump)).toMatchObject({ state: 'failed' });
    });

    it('ends, and what listens for it too, when the process that started it is killed', {
      timeout: TEST_MS,
    }, async () => {
      const { people, data } = await centre(database);
      const call = await bringRecording(people.agents[0], data, CALL, { language: 'en' });
      const entry = resolve(import.meta.dirname, '../../transcription/worker.ts');
      const script = join(data, 'parent.mjs');
      writeFileSync(
        script,
        `import { fork } from 'node:child_process';\nconst child = fork(${JSON.stringify(entry)}, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });\nchild.on('message', () => process.send(child.pid));`,
      );
      const parent = fork(script, [], {
        env: { ...process.env, ...database.env, ATTUNE_DATA: data, ATTUNE_MODELS: models },
        execArgv: [],
      });
      const [worker] = (await once(parent, 'message')) as [number];
      await vi.waitFor(async () => expect((await rowOf(database, call)).progress_bp).toBeGreaterThan(500), {
        timeout: SOON_MS,
        interval: 50,
      });
      const processes = [worker, ...childrenOf(worker)];
      expect(processes).toHaveLength(2);
      await ended(parent, 'SIGKILL');
      await vi.waitFor(() => expect(processes.filter(runs)).toEqual([]), { timeout: 12_000, interval: 100 });
    });
  });

  it('and its database, both killed with kill -9 in the middle, lose nothing: there is one transcript after the next start', {
    timeout: TEST_MS,
  }, async () => {
    const folder = copyTemplate(inject('embeddedTemplate'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const open = async () => {
      const embedded = await startEmbedded(folder);
      onTestFinished(() => ended(embedded.process, 'SIGKILL'));
      const connection = connect({ socket: embedded.socket });
      return { ...connection, process: embedded.process, env: { ATTUNE_DATABASE_SOCKET: embedded.socket } };
    };
    const before = await open();
    const { people, data } = await centre(before);
    const call = await bringRecording(people.agents[0], data, CALL, { language: 'en' });
    const other = await bringRecording(people.agents[0], data, SHORT);
    const worker = await startWorker(before, data, models);
    await vi.waitFor(async () => expect((await rowOf(before, call)).progress_bp).toBeGreaterThan(500), {
      timeout: SOON_MS,
      interval: 50,
    });
    await Promise.all([ended(before.process, 'SIGKILL'), ended(worker.process, 'SIGKILL')]);
    void before.close().catch(() => {});
    const after = await open();
    expect(await rowOf(after, call)).toMatchObject({ state: 'running', attempt: 1 });
    await startWorker(after, data, models);
    for (const id of [call, other]) {
      await vi.waitFor(async () => expect((await rowOf(after, id)).state).toBe('done'), {
        timeout: SOON_MS,
        interval: 200,
      });
      expect(await revisionsOf(after, id)).toEqual([1]);
    }
    await after.close();
  });
});

/** Serves one model as the hub does. Returns the hub's address. */
async function startHub(name: string, folder: string): Promise<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => ({ path, found: statSync(join(folder, path)) }))
    .filter(({ found }) => found.isFile());
  const server = createServer((request, answer) => {
    const path = request.url?.split(`/${name}/resolve/main/`)[1];
    if (path) answer.end(readFileSync(join(folder, path)));
    else if (request.url?.startsWith(`/api/models/${name}/tree/`)) {
      answer.end(JSON.stringify(files.map(({ path, found }) => ({ type: 'file', path, size: found.size }))));
    } else answer.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Rows = Pick<TestDatabase, 'db'>;

async function centre(database: Rows) {
  const people = await freshOrganisation(database.db);
  await database.db
    .update(organisation)
    .set({ settings: { model: 'whisper-tiny.en' } })
    .where(eq(organisation.id, people.id));
  return { id: people.id, people, data: dataFolder() };
}

async function rowOf(database: Rows, id: string) {
  const [row] = await database.db.select().from(transcription).where(eq(transcription.interaction_id, id));
  if (!row) throw new Error('No such recording');
  return row;
}

async function revisionsOf(database: Rows, id: string): Promise<number[]> {
  const rows = await database.db
    .select({ n: transcript.revision })
    .from(transcript)
    .where(eq(transcript.interaction_id, id));
  return rows.map((row) => row.n);
}

async function notesLeft(database: Rows, id: string): Promise<number> {
  return await database.db.$count(transcription_note, eq(transcription_note.interaction_id, id));
}

/** Numbers of a process's own children, from the system. */
function childrenOf(pid: number | undefined): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

function runs(pid: number): boolean {
  try {
    // A process that has ended and not been collected still has its number.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
