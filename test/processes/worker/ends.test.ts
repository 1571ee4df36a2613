import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { connect } from '../../../db/database/client.ts';
import { recordingOf, SPEECH } from '../../support/calls.ts';
import { describeOnDatabase } from '../../support/database.ts';
import { ended, startEmbedded } from '../../support/embedded.ts';
import { ownersHandle } from '../../support/owner.ts';
import { copyTemplate } from '../../support/postgres.ts';
import { program } from '../../support/programs.ts';
import {
  bringRecording,
  centre,
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
  describeOnDatabase('postgres', 'on two machines', (database) => {
    it('takes one recording, and the other another, each of them once', { timeout: TEST_MS }, async () => {
      const { people, data } = await centre(database);
      const calls: string[] = [];
      // The long ones first: while one machine has its own, the other is there.
      for (const file of [recordingOf('zh-late'), recordingOf('zh-bill'), SPEECH.newAddress, SPEECH.lostCard]) {
        calls.push(await bringRecording(people.agents[0], data, file));
      }
      const one = { ATTUNE_WORKERS: '1' };
      await Promise.all([startWorker(database, data, one), startWorker(database, data, one)]);
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

  describeOnDatabase('embedded', 'and the process that started it', (database) => {
    it('ends, and what listens for it too, when the process that started it is killed', {
      timeout: TEST_MS,
    }, async () => {
      const { people, data } = await centre(database);
      const call = await bringRecording(people.agents[0], data, CALL, { language: 'zh' });
      const script = join(data, 'parent.mjs');
      writeFileSync(
        script,
        `import { fork } from 'node:child_process';\nconst child = fork(${JSON.stringify(program('worker'))}, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });\nchild.on('message', () => process.send(child.pid));`,
      );
      const parent = fork(script, [], {
        env: { ...process.env, ...database.env, ATTUNE_DATA: data, ATTUNE_MODELS: '' },
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
      return {
        ...connection,
        db: ownersHandle(connection.db),
        process: embedded.process,
        env: { ATTUNE_DATABASE_SOCKET: embedded.socket },
      };
    };
    const before = await open();
    const { people, data } = await centre(before);
    const call = await bringRecording(people.agents[0], data, CALL, { language: 'zh' });
    const other = await bringRecording(people.agents[0], data, SHORT);
    const worker = await startWorker(before, data);
    await vi.waitFor(async () => expect((await rowOf(before, call)).progress_bp).toBeGreaterThan(500), {
      timeout: SOON_MS,
      interval: 50,
    });
    await Promise.all([ended(before.process, 'SIGKILL'), ended(worker.process, 'SIGKILL')]);
    void before.close().catch(() => {});
    const after = await open();
    expect(await rowOf(after, call)).toMatchObject({ state: 'running', attempt: 1 });
    await startWorker(after, data);
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
