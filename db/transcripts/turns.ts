// A turn-taking queue for work with many statements. A connection serves statements in order: if fifty recordings
// finish at once, a reviewer's draft would wait behind a thousand statements; this way it waits behind a few.
import type { Db } from '../database/context.ts';

const AT_ONCE = 4;

/** Of one connection: in a Worker each request has its own, and nobody waits. */
type Line = { busy: number; waiting: (() => void)[] };
const lines = new WeakMap<Db, Line>();

/** Does the work as soon as few enough others of this connection are being done. */
export async function inTurn<T>(db: Db, work: () => Promise<T>): Promise<T> {
  const line = lines.get(db) ?? { busy: 0, waiting: [] };
  lines.set(db, line);
  if (line.busy >= AT_ONCE) await new Promise<void>((go) => line.waiting.push(go));
  else line.busy++;
  try {
    return await work();
  } finally {
    const next = line.waiting.shift();
    // The next one takes over the slot.
    if (next) next();
    else line.busy--;
  }
}
