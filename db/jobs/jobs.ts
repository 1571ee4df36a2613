// Work that happens later. A verb enqueues a job in the transaction that writes the row the job is about. Workers take
// jobs one at a time; if a worker dies, its job goes to the next. Delivery is at least once, so handlers must be
// idempotent.
//
// A failed job is retried later. How often depends on the error: an outage of the database, file store or disk is
// waited out however long it lasts; an error of the item itself is retried a few times, then the job is given up. Of an
// error only its code and the job's id are stored, because errors carry statement values, which hold what customers
// said. The log has the details under that id.
import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import { failureOf, isOutage } from '../../transcription/failure/failure.ts';
import { type Failure, Refusal } from '../../transcription/failure/refusal.ts';
import { ROLE } from '../database/bound.ts';
import type { DatabaseConfig } from '../database/client.ts';
import type { Db } from '../database/context.ts';

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
  /** Transcripts are masked again, after the one named; null: from the first. */
  mask: { organisation_id: string; after: string | null };
  /** Transcripts are indexed again, after the interaction named; null: from the first. */
  index: { organisation_id: string; after: string | null };
  /** Transcripts are measured again, after the one named; null: from the first. */
  measure: { organisation_id: string; after: string | null };
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

/** A job waits for a worker as long as necessary; a finished one is not kept, because the rows show its result. */
const KEPT = { retentionSeconds: 365 * 24 * 3600, deleteAfterSeconds: 3600 };

/**
 * The library's own count: of workers that died with the job in progress. That is rarely the job's fault (a deployment,
 * a machine switched off), but a recording that takes its worker along shall not do so for ever.
 */
const DEATHS = { retryLimit: 20, retryDelay: 1, retryBackoff: true, retryDelayMax: 60, heartbeatSeconds: HEARTBEAT_S };
/** The same of short work, which does not say that it lives: it has fifteen minutes. */
const SHORT = { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 300 };

const QUEUES: Record<Queue, object> = {
  'transcribe-lost': { ...KEPT, ...SHORT },
  // Four hours of sound on a slow machine.
  transcribe: { ...KEPT, ...DEATHS, expireInSeconds: 12 * 3600, deadLetter: 'transcribe-lost' },
  'copy-lost': { ...KEPT, ...SHORT },
  // Four hours of sound, decoded and encoded on a slow machine.
  copy: { ...KEPT, ...DEATHS, expireInSeconds: 2 * 3600, deadLetter: 'copy-lost' },
  peaks: { ...KEPT, ...DEATHS },
  'try-model': { ...KEPT, ...DEATHS, expireInSeconds: 12 * 3600 },
  mask: { ...KEPT, ...DEATHS },
  index: { ...KEPT, ...DEATHS },
  measure: { ...KEPT, ...DEATHS },
};

/** Where a job goes that was given up. Elsewhere nobody waits: a picture that cannot be drawn is done without. */
const LOST: Partial<Record<Queue, Queue>> = { transcribe: 'transcribe-lost', copy: 'copy-lost' };

/** A job whose own fault it is has so many tries. */
export const MOST_TRIES = 5;
/** Of these nobody would ever know that they were given up: a minute apart, that takes most of a day. */
const PATIENT: ReadonlySet<Queue> = new Set(['transcribe-lost', 'copy-lost', 'mask', 'index', 'measure']);
const MOST_PATIENT_TRIES = 1000;
/** A recording waits no longer than this once an outage is over. */
const LONGEST_WAIT_S = 60;

const QUIET = { supervise: false, schedule: false, migrate: false, persistWarnings: false } as const;

/** Adds jobs to a queue in the caller's transaction. Works wherever a connection does, Workers included. */
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

/** Removes all jobs of an organisation, in any state. */
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
    await forgetErrors(boss);
    await allowAdding(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Any number that no other advisory lock uses: of two grants at once PostgreSQL refuses one. */
const GRANT_LOCK = 7_202_603_117;

/** Verbs add jobs in their own transactions, as the role those take. It sees none. */
async function allowAdding(boss: PgBoss): Promise<void> {
  const [role] = (await boss.getDb().executeSql(`select 1 from pg_roles where rolname = '${ROLE}'`)).rows;
  if (!role) return;
  await boss.getDb().executeSql(`
    select pg_advisory_xact_lock(${GRANT_LOCK});
    grant usage on schema pgboss to ${ROLE};
    grant select on pgboss.version, pgboss.queue to ${ROLE};
    grant insert on pgboss.job, pgboss.job_common to ${ROLE}`);
}

/** Earlier versions kept errors as they were thrown, with what was said in them. Of those the job's id is left. */
async function forgetErrors(boss: PgBoss): Promise<void> {
  await boss.getDb().executeSql(`
    update pgboss.job set output = jsonb_build_object('code', 'unknown', 'reference', id)
    where output is not null
      and not (output - 'code' - 'reference' = '{}' and output ->> 'code' ~ '^[A-Za-z0-9_-]{1,60}$'
        and output ->> 'reference' = id::text)`);
}

export type Job = {
  /** Aborted when the job has been given to someone else, because this worker seemed dead. */
  signal: AbortSignal;
  /** How often it failed before by its own fault: 0 the first time. */
  tries: number;
};

export type Handler<Q extends Queue> = (data: Jobs[Q], job: Job) => Promise<void>;

export type Working = {
  /** Takes no more jobs and waits for the handlers in progress. */
  stop(): Promise<void>;
};

/** What went wrong with a job, for the log. */
export type JobFailure = {
  queue: Queue;
  /** The job's id, as it is stored. */
  reference: string;
  /** Names of the rows it is about. */
  of: Jobs[Queue];
  /** Which of `most` tries it was. An outage uses up none: it is the so-manieth in a row. */
  attempt: number;
  most: number;
  outages: number;
  failure: Failure;
  next: 'again' | 'given-up';
};

/**
 * Takes jobs until stopped. A handler that throws gives its job back for another try, later each time.
 * @param handlers at most `concurrency` jobs of each queue are in progress at once
 * @param onFailure a handler threw
 * @param onError what goes wrong between the jobs: the connection lost, a query failed
 */
export async function work(
  config: DatabaseConfig,
  handlers: { [Q in Queue]?: Handler<Q> },
  options: { concurrency: number; onFailure: (failure: JobFailure) => void; onError: (error: Error) => void },
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
    await boss.work<Data>(
      queue,
      {
        pollingIntervalSeconds: POLL_S,
        localConcurrency: options.concurrency,
        heartbeatRefreshSeconds: HEARTBEAT_S / 4,
      },
      async ([job]) => {
        if (!job) return;
        const { was, ...data } = job.data;
        try {
          await handler(data, { signal: job.signal, tries: was?.faults ?? 0 });
        } catch (error) {
          return await takeBack(boss, queue, job, error, options.onFailure);
        }
      },
    );
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 20_000 }) };
}

/** What went wrong with the same thing before; beside what a job carries. */
type Past = { faults: number; outages: number };
type Data = Jobs[Queue] & { was?: Past };

/**
 * A job that went wrong is ended, and another left in its place for later. The database may be away for that, too: then
 * it is as if the worker had died. @returns what is stored of the job that is ended
 */
async function takeBack(
  boss: PgBoss,
  queue: Queue,
  job: { id: string; data: Data; signal: AbortSignal },
  error: unknown,
  onFailure: (failure: JobFailure) => void,
): Promise<{ code: string; reference: string }> {
  const failure = failureOf(error);
  const stored = { code: failure.code ?? failure.kind, reference: job.id };
  const { was = { faults: 0, outages: 0 }, ...data } = job.data;
  const { target, past, wait_s } = nextTry(queue, was, error);
  onFailure({
    ...{ queue, reference: job.id, of: data, failure, most: mostTries(queue) },
    ...{ attempt: was.faults + 1, outages: past.outages, next: target === queue ? 'again' : 'given-up' },
  });
  // Someone else has it.
  if (job.signal.aborted) throw stored;
  try {
    if (target) await boss.insert(target, [{ data: { ...data, was: past }, startAfter: wait_s }]);
  } catch {
    throw stored;
  }
  return stored;
}

/**
 * What becomes of a job that went wrong.
 * @returns the queue it goes to, null for none; what it was; and seconds until then
 */
export function nextTry(queue: Queue, was: Past, error: unknown): { target: Queue | null; past: Past; wait_s: number } {
  if (isCalledOff(error)) return { target: queue, past: was, wait_s: 0 };
  if (isOutage(error)) {
    return { target: queue, past: { ...was, outages: was.outages + 1 }, wait_s: waitAfter(was.outages) };
  }
  const past = { faults: was.faults + 1, outages: 0 };
  if (past.faults >= mostTries(queue))
    return { target: LOST[queue] ?? null, past: { faults: 0, outages: 0 }, wait_s: 0 };
  return { target: queue, past, wait_s: waitAfter(was.faults) };
}

const mostTries = (queue: Queue): number => (PATIENT.has(queue) ? MOST_PATIENT_TRIES : MOST_TRIES);

/** Seconds: 1, 2, 4 … */
const waitAfter = (before: number): number => Math.min(LONGEST_WAIT_S, 2 ** before);

/** Nothing went wrong: a worker that is asked to end gives back what it has in progress. */
const isCalledOff = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || (error instanceof Refusal && error.code === 'cancelled'));

/** The library's own pool. On the embedded database all connections share one session: one is enough. */
function pool(config: DatabaseConfig, connections: number): object {
  if ('url' in config) return { connectionString: config.url, max: connections };
  const folder = config.socket.slice(0, config.socket.lastIndexOf('/'));
  const port = Number(config.socket.slice(config.socket.lastIndexOf('.') + 1));
  return { host: folder, port, user: 'postgres', database: 'postgres', max: 1 };
}
