// The whole API over one set of dependencies; node.ts and worker.ts are two tiny entries over it.
import type { Db } from '../db/context.ts';

/** What the API is handed by its entry. */
export type Deps = { db: Db };
