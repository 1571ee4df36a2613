// Work that happens later. A verb puts a job into the very transaction that writes the row it is about: both are there
// or neither. A worker takes jobs one by one; when it dies its job is given to the next one. Delivery is at least
// once, so whoever handles a job must be able to do it twice.
import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import type { DatabaseConfig } from './client.ts';
import type { Db } from './context.ts';

/** What each queue's jobs carry: names of rows, never the rows. */
export type Jobs = {
  /** A recording waits for its transcript. */
  transcribe: { organisation_id: string; interaction_id: string };
  /** A transcription whose worker died again and again. */
  'transcribe-lost': Jobs['transcribe'];
  /** A copy of a recording is to be made. */
  copy: { organisation_id: string; copy_id: string };
  /** A copy whose worker died again and again. */
  'copy-lost': Jobs['copy'];
  /** Transcripts are masked anew, after the one named; null: from the first. */
  mask: { organisation_id: string; after: string | null };
  /** A recording whose transcript was made elsewhere is to be drawn. */
  peaks: { organisation_id: string; interaction_id: string };
  /** A call is heard with one model, for comparison. */
  'try-model': { organisation_id: string; run_id: string };
};

export type Queue = keyof Jobs;

/** Anything an insert can be sent through: the connection or a transaction on it. */
type Executor = Pick<Db, 'execute'>;

/** Without a sign of life this long, a job's worker is dead. The library allows no less. */
const HEARTBEAT_S = 10;
/** How often dead workers are looked for, and with it how long a killed worker's job lies still: 10–15 s. */
const SUPERVISE_S = 3;
/** New jobs are looked for this often: nobody minds a second before minutes of listening. */
const POLL_S = 1;

/** A job waits as long as it takes for a worker; a finished one is of no more use: the rows tell what became of it. */
const KEPT = { retentionSeconds: 365 * 24 * 3600, deleteAfterSeconds: 3600 };

const QUEUES: Record<Queue, object> = {
  'transcribe-lost': { ...KEPT, retryLimit: 10, retryDelay: 5, retryBackoff: true, retryDelayMax: 300 },
  transcribe: {
    ...KEPT,
    // A worker killed in the middle uses up one of these; one that is asked to stop hands its job back and does not.
    retryLimit: 4,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    // Four hours of sound on a slow machine.
    expireInSeconds: 12 * 3600,
    heartbeatSeconds: HEARTBEAT_S,
    deadLetter: 'transcribe-lost',
  },
  'copy-lost': { ...KEPT, retryLimit: 10, retryDelay: 5, retryBackoff: true, retryDelayMax: 300 },
  copy: {
    ...KEPT,
    retryLimit: 4,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    // Four hours of sound, decoded and encoded on a slow machine.
    expireInSeconds: 2 * 3600,
    heartbeatSeconds: HEARTBEAT_S,
    deadLetter: 'copy-lost',
  },
  // A picture that cannot be drawn is done without.
  peaks: {
    ...KEPT,
    retryLimit: 4,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: HEARTBEAT_S,
  },
  'try-model': {
    ...KEPT,
    retryLimit: 4,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 12 * 3600,
    heartbeatSeconds: HEARTBEAT_S,
  },
  mask: {
    ...KEPT,
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
    heartbeatSeconds: HEARTBEAT_S,
  },
};

const QUIET = { supervise: false, schedule: false, migrate: false, persistWarnings: false } as const;

/** Adds jobs to a queue inside the caller's transaction. Works wherever a connection does, Workers included. */
export async function enqueue<Q extends Queue>(
  tx: Executor,
  queue: Q,
  jobs: Jobs[Q][],
  options: { after?: Date } = {},
): Promise<void> {
  if (jobs.length === 0) return;
  // A client of its own for the length of this call: it keeps no timer, and all it says goes through the transaction.
  const boss = new PgBoss({ ...QUIET, db: fromDrizzle(tx, sql) });
  let failure: Error | null = null;
  boss.on('error', (error) => {
    failure = error;
  });
  await boss.start();
  try {
    await boss.insert(
      queue,
      jobs.map((data) => ({ data, ...(options.after ? { startAfter: options.after } : {}) })),
    );
    if (failure) throw failure;
  } finally {
    await boss.stop({ graceful: false, close: false });
  }
}

/** Takes away every job of an organisation, whatever its state. */
export async function forgetJobs(tx: Executor, organisation_id: string): Promise<void> {
  await tx.execute(sql`delete from pgboss.job where data->>'organisation_id' = ${organisation_id}`);
}

/** Makes the queues' tables and the queues; called by migrate(). Any number of processes may do it at once. */
export async function installJobs(config: DatabaseConfig): Promise<void> {
  const boss = new PgBoss({ ...QUIET, ...pool(config, 1), migrate: true });
  boss.on('error', () => {});
  await boss.start();
  try {
    for (const [name, options] of Object.entries(QUEUES)) await boss.createQueue(name, options);
    for (const [name, options] of Object.entries(QUEUES)) await boss.updateQueue(name, options);
  } finally {
    await boss.stop({ graceful: false });
  }
}

export type Job = {
  /** Aborted when the job has been given to somebody else, because this worker seemed dead. */
  signal: AbortSignal;
  /** How often it was begun before: 0 the first time. */
  tries: number;
};

export type Handler<Q extends Queue> = (data: Jobs[Q], job: Job) => Promise<void>;

export type Working = {
  /** Takes no more jobs and waits for the handlers in hand. */
  stop(): Promise<void>;
};

/**
 * Takes jobs until stopped. A handler that throws gives its job back for another try, later each time.
 * @param handlers at most `concurrency` jobs of each queue are in hand at once
 * @param onError what goes wrong between the jobs: the connection lost, a query failed
 */
export async function work(
  config: DatabaseConfig,
  handlers: { [Q in Queue]?: Handler<Q> },
  options: { concurrency: number; onError: (error: Error) => void },
): Promise<Working> {
  const boss = new PgBoss({
    ...pool(config, 2),
    schedule: false,
    migrate: false,
    persistWarnings: false,
    superviseIntervalSeconds: SUPERVISE_S,
    monitorIntervalSeconds: SUPERVISE_S,
  });
  boss.on('error', options.onError);
  await boss.start();
  for (const queue of Object.keys(handlers) as Queue[]) {
    const handler = handlers[queue] as Handler<Queue>;
    await boss.work<Jobs[Queue]>(
      queue,
      {
        pollingIntervalSeconds: POLL_S,
        localConcurrency: options.concurrency,
        heartbeatRefreshSeconds: HEARTBEAT_S / 4,
      },
      async ([job]) => {
        if (job) await handler(job.data, { signal: job.signal, tries: job.retryCount });
      },
    );
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 20_000 }) };
}

/** The library's own pool. On the embedded database all connections share one session: one is enough. */
function pool(config: DatabaseConfig, connections: number): object {
  if ('url' in config) return { connectionString: config.url, max: connections };
  const folder = config.socket.slice(0, config.socket.lastIndexOf('/'));
  const port = Number(config.socket.slice(config.socket.lastIndexOf('.') + 1));
  return { host: folder, port, user: 'postgres', database: 'postgres', max: 1 };
}
