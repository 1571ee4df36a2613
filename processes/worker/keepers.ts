// Several processes that transcribe, side by side. Each recording goes to one that is free; where none is, it waits.

import { createKeeper, type Keeper, type KeeperOptions } from './keeper.ts';

/** @param count processes at most; one is started when there is work for it */
export function createKeepers(count: number, options: KeeperOptions): Keeper {
  const all = Array.from({ length: count }, () => createKeeper(options));
  const free = [...all];
  const waiting: ((keeper: Keeper) => void)[] = [];

  const take = (): Promise<Keeper> => {
    // The one that worked last has its model open.
    const next = free.pop();
    return next ? Promise.resolve(next) : new Promise((done) => waiting.push(done));
  };
  const giveBack = (keeper: Keeper): void => {
    const next = waiting.shift();
    if (next) next(keeper);
    else free.push(keeper);
  };

  return {
    async transcribe(request, progress, signal, keep) {
      const keeper = await take();
      try {
        return await keeper.transcribe(request, progress, signal, keep);
      } finally {
        giveBack(keeper);
      }
    },
    async close() {
      await Promise.all(all.map((keeper) => keeper.close()));
    },
  };
}
