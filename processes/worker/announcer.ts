// Every few seconds, a worker announces itself and its models, and downloads requested models one after another. The
// Speech page shows it.

import type { Installation } from '../../db/database/context.ts';
import {
  ANNOUNCED_MS,
  announceWorker,
  dismissWorker,
  type ModelCopy,
  modelsWished,
  type WorkerFacts,
} from '../../db/jobs/workers.ts';
import { failureOf } from '../../transcription/failure/failure.ts';
import { Refusal } from '../../transcription/failure/refusal.ts';
import { fetchModel, modelsAtHand } from '../../transcription/models/folder.ts';
import type { ModelPlace } from '../../transcription/models/place.ts';

export type Announcer = {
  /** Announces and looks for wishes; called every {@link LOOK_MS}. */
  look(): Promise<void>;
  /** Takes leave. */
  close(): Promise<void>;
};

export type AnnouncerOptions = {
  db: Installation;
  worker: WorkerFacts;
  where: Pick<ModelPlace, 'models' | 'cache' | 'hub'>;
  /** A model has come. */
  onReady: (model: string) => void;
  log: { info: (fields: object, line: string) => void; warn: (fields: object, line: string) => void };
};

/** A person who asked for a model looks for its progress about so often. */
export const LOOK_MS = 1500;
/** A model that could not be had is tried again by itself after so long. */
const AGAIN_MS = 5 * 60_000;

export function createAnnouncer({ db, worker, where, onReady, log }: AnnouncerOptions): Announcer {
  let current: { model: string; copy: ModelCopy; off: AbortController; done: Promise<void> } | null = null;
  const failed = new Map<string, Failed>();
  let announced = 0;
  let closed = false;

  const fetch = (model: string, wishedAt: string): void => {
    const off = new AbortController();
    const copy: ModelCopy = { model, state: 'downloading', received: 0, total: null, code: null };
    const progress = (received: number, total: number): void => void Object.assign(copy, { received, total });
    const done = fetchModel({ ...where, model }, progress, off.signal).then(
      () => {
        log.info({ model }, 'model downloaded');
        onReady(model);
      },
      (error: unknown) => {
        const code = error instanceof Refusal ? error.code : 'model-unavailable';
        if (code === 'cancelled') return;
        log.warn({ model, failure: failureOf(error) }, 'model download failed');
        failed.set(model, { copy: { ...copy, state: 'failed', code }, at: Date.now(), wished_at: wishedAt });
      },
    );
    const forget = (): void => {
      current = null;
    };
    current = { model, copy, off, done: done.finally(forget) };
    failed.delete(model);
  };

  return {
    async look() {
      if (closed) return;
      const wishes = await modelsWished({ db });
      if (current && !wishes.some(({ model }) => model === current?.model)) current.off.abort();
      for (const model of failed.keys()) if (!wishes.some((wish) => wish.model === model)) failed.delete(model);
      const busy = current !== null;
      if (!busy && wishes.length === 0 && Date.now() - announced < ANNOUNCED_MS) return;
      const atHand = await modelsAtHand(where);
      const wanted = wishes.find((wish) => isWanted(wish, atHand, failed.get(wish.model)));
      if (!current && wanted && !closed) fetch(wanted.model, wanted.wished_at);
      if (!current && !busy && Date.now() - announced < ANNOUNCED_MS) return;
      announced = Date.now();
      const ready = atHand.map(({ model, bytes }) => ({
        model,
        state: 'ready' as const,
        received: bytes,
        total: bytes,
      }));
      const models: ModelCopy[] = [...ready, ...[...failed.values()].map(({ copy }) => copy)];
      const once = new Map([...models, ...(current ? [current.copy] : [])].map((copy) => [copy.model, copy]));
      await announceWorker({ db, now: new Date() }, { worker, models: [...once.values()] });
    },
    async close() {
      closed = true;
      current?.off.abort();
      await current?.done;
      await dismissWorker({ db }, { id: worker.id });
    },
  };
}

type Failed = { copy: ModelCopy; at: number; wished_at: string };

/** Not there yet; one that could not be had is tried again when it is wished for anew, or after a while. */
function isWanted(
  wish: { model: string; wished_at: string },
  atHand: readonly { model: string }[],
  failed: Failed | undefined,
): boolean {
  if (atHand.some(({ model }) => model === wish.model)) return false;
  return !failed || failed.wished_at !== wish.wished_at || Date.now() - failed.at > AGAIN_MS;
}
