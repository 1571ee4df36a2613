// Threads that detect personal data. A conversation has a time limit: when it expires, the thread is ended, the
// conversation is refused, and the next one gets a new thread.
import { Worker } from 'node:worker_threads';
import type { LookForPersonalData } from '../../db/database/context.ts';
import type { PersonalData } from '../../transcription/text/redaction/kinds.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';

/** A chat of 1 MB, the largest there is, takes about a second. */
const BUDGET_MS = 10_000;
/** So much goes on at once; what comes meanwhile waits. */
const THREADS = 2;
const MOST_MEMORY_MB = 512;

type Waiting = { turns: readonly Turn[]; done: (found: PersonalData[]) => void; failed: (error: Error) => void };

export type MaskingThreads = {
  lookFor: LookForPersonalData;
  /** Ends every thread; what is under way or waits is refused. */
  close(): Promise<void>;
};

/** @param program path of masking-thread, built or as source */
export function maskingThreads(program: string, { budget_ms = BUDGET_MS, threads = THREADS } = {}): MaskingThreads {
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();
  const waiting: Waiting[] = [];
  let closed = false;

  function next(): void {
    if (busy.size >= threads) return;
    const one = waiting.shift();
    if (one === undefined) return;
    const worker = idle.pop() ?? begin();
    busy.set(worker, one);
    worker.ref();
    const late = setTimeout(() => end(worker, 'took too long'), budget_ms);
    worker.once('message', (found: PersonalData[]) => {
      clearTimeout(late);
      if (!busy.delete(worker)) return;
      worker.unref();
      idle.push(worker);
      one.done(found);
      next();
    });
    worker.once('exit', () => clearTimeout(late));
    worker.postMessage(one.turns);
  }

  function begin(): Worker {
    const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
    // Its message may hold what was said.
    worker.on('error', () => end(worker, 'failed'));
    worker.on('exit', () => end(worker, 'ended'));
    return worker;
  }

  function end(worker: Worker, why: string): void {
    const one = busy.get(worker);
    busy.delete(worker);
    const at = idle.indexOf(worker);
    if (at !== -1) idle.splice(at, 1);
    void worker.terminate();
    one?.failed(new Error(`looking for personal data ${why}`));
    next();
  }

  return {
    lookFor: (turns) =>
      new Promise((done, failed) => {
        if (closed) return failed(new Error('looking for personal data ended'));
        waiting.push({ turns, done, failed });
        next();
      }),
    async close() {
      closed = true;
      for (const { failed } of waiting.splice(0)) failed(new Error('looking for personal data ended'));
      await Promise.all([...idle, ...busy.keys()].map((worker) => worker.terminate()));
    },
  };
}
