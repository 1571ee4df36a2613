import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { modelCopies } from '../../../db/jobs/workers.ts';
import { organisation } from '../../../db/schema/tables.ts';
import { wishModel } from '../../../db/transcripts/speech.ts';
import { DEFAULT_MODEL } from '../../../transcription/models/place.ts';
import { SHIPPED } from '../../../transcription/models/shipped.ts';
import { SPEECH } from '../../support/calls.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { bringRecording, centre, revisionsOf, rowOf, SOON_MS, startWorker, TEST_MS } from '../../support/worker.ts';

/** A model that does not come with the product; here its files are those of the one that does. */
const OTHER = 'whisper-tiny';
const FILES = join(SHIPPED, DEFAULT_MODEL);

describe('the worker', () => {
  describeWithDatabase('and its models', (database) => {
    it('lets recordings wait while there is no model, and goes on with all of them by itself when it comes', {
      timeout: TEST_MS,
    }, async () => {
      const { people, data } = await centreWith(database, OTHER);
      const empty = join(data, 'models-of-the-house');
      mkdirSync(empty);
      const calls = [
        await bringRecording(people.agents[0], data, SPEECH.newAddress),
        await bringRecording(people.agents[1], data, SPEECH.cardNumber),
      ];
      await startWorker(database, data, { ATTUNE_MODELS: empty });
      for (const call of calls) {
        await vi.waitFor(
          async () =>
            expect(await rowOf(database, call)).toMatchObject({ state: 'waiting', code: 'model-unavailable' }),
          { timeout: SOON_MS, interval: 100 },
        );
      }
      symlinkSync(FILES, join(empty, OTHER), 'junction');
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
      const { people, data } = await centreWith(database, OTHER);
      const call = await bringRecording(people.agents[0], data, SPEECH.newAddress, { language: 'en' });
      const hub = await startHub(`onnx-community/${OTHER}_timestamped`, FILES);
      await wishModel(people.administrator, { model: OTHER });
      await startWorker(database, data, { ATTUNE_HUB: hub });
      await vi.waitFor(async () => expect((await rowOf(database, call)).state).toBe('done'), {
        timeout: SOON_MS,
        interval: 200,
      });
      await vi.waitFor(
        async () => {
          const copies = await modelCopies({ db: database.db, now: new Date() });
          expect(copies.find(({ model }) => model === OTHER)).toMatchObject({ state: 'ready' });
        },
        { timeout: SOON_MS, interval: 200 },
      );
    });
  });
});

async function centreWith(database: TestDatabase, model: string) {
  const made = await centre(database);
  await database.db.update(organisation).set({ settings: { model } }).where(eq(organisation.id, made.id));
  return made;
}

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
