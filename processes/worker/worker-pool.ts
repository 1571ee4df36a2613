// A pool of transcription processes. Each recording goes to a free one, or waits.

import {
  createTranscriptionProcess,
  type TranscriptionProcess,
  type TranscriptionProcessOptions,
} from './transcription-process.ts';

/** @param count processes at most; one is started when there is work for it */
export function createWorkerPool(count: number, options: TranscriptionProcessOptions): TranscriptionProcess {
  const all = Array.from({ length: count }, () => createTranscriptionProcess(options));
  const free = [...all];
  const waiting: ((child: TranscriptionProcess) => void)[] = [];

  const take = (): Promise<TranscriptionProcess> => {
    // The one that worked last has its model open.
    const next = free.pop();
    return next ? Promise.resolve(next) : new Promise((done) => waiting.push(done));
  };
  const giveBack = (child: TranscriptionProcess): void => {
    const next = waiting.shift();
    if (next) next(child);
    else free.push(child);
  };

  return {
    async transcribe(request, progress, signal, keep) {
      const child = await take();
      try {
        return await child.transcribe(request, progress, signal, keep);
      } finally {
        giveBack(child);
      }
    },
    async close() {
      await Promise.all(all.map((child) => child.close()));
    },
  };
}
