// ENTRY (Node): takes queued recordings, passes each to a child process (child.ts), and stores the result. It may be
// killed at any moment: its job goes to the next worker, which continues from the last checkpoint, and a transcript is
// stored exactly once. Any number of workers may run on any number of machines; each transcribes as many recordings in
// parallel as its machine allows.
//
// It ends on SIGTERM, releasing its jobs, and when the process that started it is gone.
import { existsSync } from 'node:fs';
import { availableParallelism, hostname, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import pino from 'pino';
import { localBlobs } from '../db/blobs/local.ts';
import { s3Blobs } from '../db/blobs/s3.ts';
import { boundTo } from '../db/database/bound.ts';
import { connect, type DatabaseConfig } from '../db/database/client.ts';
import type { Ctx } from '../db/database/context.ts';
import { foldTallies } from '../db/database/crossing.ts';
import { socketOf } from '../db/database/embedded-lock.ts';
import { newId } from '../db/database/id.ts';
import { sweepUploads } from '../db/interactions/uploads.ts';
import { type Job, type Jobs, work } from '../db/jobs/jobs.ts';
import { modelsWaitedFor, resumeWaiting } from '../db/jobs/waiting.ts';
import { modelsChosen } from '../db/jobs/workers.ts';
import { databaseProblem } from '../db/migrations/migrate.ts';
import { checkpointsOf, saveCheckpoints } from '../db/transcripts/checkpoints.ts';
import { maskOldTranscripts } from '../db/transcripts/masking.ts';
import { measureOldTranscripts } from '../db/transcripts/measures.ts';
import { indexOldTranscripts } from '../db/transcripts/search-index.ts';
import {
  failTranscription,
  handBack,
  recordTranscript,
  reportProgress,
  startTranscription,
  type TranscriptionWork,
  waitForModel,
} from '../db/transcripts/transcripts.ts';
import manifest from '../package.json' with { type: 'json' };
import type { Stage } from '../scorecards/transcripts/states.ts';
import { failureLine, failureOf, guardOutput } from '../transcription/failure/failure.ts';
import { Refusal, type RefusalCode } from '../transcription/failure/refusal.ts';
import type { Checkpoint } from '../transcription/listening/checkpoints.ts';
import { planCapacity } from '../transcription/models/capacity.ts';
import { DEFAULT_MODEL, weightsOf } from '../transcription/models/place.ts';
import { sweepTemporary } from '../transcription/sound/temporary.ts';
import { LANGUAGES } from '../transcription/transcript/languages.ts';
import { readEnvironment, SettingsError, STORE, storeOf } from './environment/environment.ts';
import { createAnnouncer, LOOK_MS } from './worker/announcer.ts';
import { gatherCheckpoints } from './worker/checkpoint-writer.ts';
import { createCopier } from './worker/copier.ts';
import { createDrawer } from './worker/drawer.ts';
import { filesOf } from './worker/files.ts';
import { logFailure } from './worker/job-log.ts';
import { createTrials } from './worker/trials.ts';
import { createWorkerPool } from './worker/worker-pool.ts';

/** A person who waits looks about once a second. */
const PROGRESS_MS = 1000;
/** How often it is tried whether a model that is waited for has come. */
const WAITING_MS = 15_000;
const SWEEP_MS = 10 * 60_000;
const SELDOM_MS = 10_000;
/** On SIGTERM what is in progress is given back within this; afterwards it counts as killed. */
const GRACE_MS = 10_000;
/** Failures of the machine rather than of the recording: retried once, then reported. */
const ACCIDENTS: ReadonlySet<RefusalCode> = new Set(['crashed', 'out-of-memory', 'timeout', 'decoder-timeout']);

/** Nothing is wrong with the recording: it waits until there is a model that can be opened. */
const MODEL_TROUBLE: ReadonlySet<RefusalCode> = new Set([
  'model-unavailable',
  'model-unfit',
  'model-damaged',
  'shipped-model-damaged',
  'disk-full',
]);

const environment = settings();
const data = resolve(environment.ATTUNE_DATA ?? './data');
const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
guardOutput(process, console, (failure, line) => log.error({ failure }, line));
const config = database();
const blobs = environment.store ? s3Blobs(environment.store) : localBlobs(join(data, 'files'));
const connection = connect('url' in config ? { ...config, connections: 2 } : config);
const childEntry = ['child.ts', 'child.js']
  .map((name) => join(import.meta.dirname, name))
  .find((path) => existsSync(path));
if (!childEntry) throw new Error('child.js is missing beside the worker');
const machine = {
  cores: availableParallelism(),
  // A container may use less than its machine has.
  memory_bytes: Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY),
  model_bytes: Math.max(
    weightsOf(DEFAULT_MODEL),
    ...(await modelsChosen({ db: connection.db })).map((model) => weightsOf(model ?? DEFAULT_MODEL)),
  ),
};
const capacity = planCapacity(machine, {
  children: environment.ATTUNE_WORKERS ?? null,
  threads: environment.ATTUNE_THREADS ?? null,
});
const pool = createWorkerPool(capacity.children, {
  entry: childEntry,
  log: (failure) => log.warn({ from: 'child', failure }, 'child process error'),
});
const workerId = newId('wrk');
/** Where models are looked for, kept and fetched from. */
const where = {
  models: environment.ATTUNE_MODELS ?? null,
  cache: environment.ATTUNE_CACHE ?? join(data, 'models'),
  hub: environment.ATTUNE_HUB ?? null,
};
/** Models known to be there. */
const there = new Set<string | null>();
/** Aborted when this process is to end. */
const ending = new AbortController();

function settings() {
  try {
    const read = readEnvironment(process.env, [
      'DATABASE_URL',
      'ATTUNE_DATABASE_SOCKET',
      'ATTUNE_DATA',
      'ATTUNE_MODELS',
      'ATTUNE_CACHE',
      'ATTUNE_HUB',
      'ATTUNE_WORKERS',
      'ATTUNE_THREADS',
      'FFMPEG_PATH',
      ...STORE,
    ]);
    if (read.ATTUNE_WORKERS === 0) throw new SettingsError('ATTUNE_WORKERS is 0, but a worker needs at least 1.');
    return { ...read, store: storeOf(read) };
  } catch (error) {
    process.stderr.write(`${error instanceof SettingsError ? error.message : failureLine(error)}\n`);
    process.exit(1);
  }
}

function database(): DatabaseConfig {
  if (environment.DATABASE_URL) return { url: environment.DATABASE_URL };
  const socket = environment.ATTUNE_DATABASE_SOCKET ?? socketOf(join(data, 'db'));
  if (socket) return { socket };
  process.stderr.write(`No DATABASE_URL, and no embedded database runs in ${join(data, 'db')}\n`);
  process.exit(1);
}

/** The worker acts for the organisation whose recording it is. */
const fileOf = filesOf(blobs);
const actingFor = (organisation: string): Ctx => ({
  db: boundTo(connection.db, organisation),
  now: new Date(),
  actor: { organisation, member: null, roles: [], scope: null, worker: true },
});

async function transcribe({ organisation_id, interaction_id }: Jobs['transcribe'], job: Job): Promise<void> {
  const ctx = () => actingFor(organisation_id);
  const taken = await startTranscription(ctx(), { interaction_id, worker_id: workerId });
  if (!taken) return;
  const mine = { interaction_id, attempt: taken.attempt };
  const gone = new AbortController();
  const signal = AbortSignal.any([job.signal, ending.signal, gone.signal]);
  const progress = reporter(ctx, mine, taken.model, () => gone.abort());
  const file = await fileOf(organisation_id, taken.sha256);
  const checkpoints = gatherCheckpoints(
    (found) => saveCheckpoints(ctx(), { ...mine, checkpoints: found }),
    (error) => log.warn({ ...mine, failure: failureOf(error) }, 'checkpoints could not be written'),
  );
  try {
    const earlier = await checkpointsOf(ctx(), { interaction_id });
    if (earlier.length > 0) log.info({ ...mine, checkpoints: earlier.length }, 'continuing from checkpoints');
    const asked = request(taken, file.path, earlier);
    const transcript = await pool.transcribe(asked, progress.report, signal, checkpoints.keep);
    await Promise.all([progress.settled(), checkpoints.settled()]);
    const recorded = await recordTranscript(ctx(), { interaction_id, transcript });
    log.info(
      { interaction_id, recorded, took_ms: transcript.took_ms, duration_ms: transcript.duration_ms },
      'transcribed',
    );
  } catch (error) {
    await Promise.all([progress.settled(), checkpoints.settled()]);
    if (!(error instanceof Refusal)) throw error;
    await giveUp(ctx(), mine, error, taken.model, job);
  } finally {
    await file.release();
  }
}

/** What is the same for every recording this worker listens to. */
const everyRequest = {
  ...where,
  threads: capacity.threads,
  ffmpeg: environment.FFMPEG_PATH ?? null,
  temporary: null,
  longest_ms: null,
};

function request(taken: TranscriptionWork, file: string, checkpoints: Checkpoint[]) {
  return {
    file,
    name: taken.file_name,
    agent_channel: taken.agent_channel,
    direction: taken.direction,
    language: taken.language ?? 'auto',
    languages: taken.languages ?? LANGUAGES,
    model: taken.model ?? DEFAULT_MODEL,
    ...everyRequest,
    vocabulary: taken.vocabulary,
    checkpoints,
  };
}

async function giveUp(
  ctx: Ctx,
  mine: { interaction_id: string; attempt: number },
  refusal: Refusal,
  model: string | null,
  job: Job,
): Promise<void> {
  log.warn({ ...mine, failure: failureOf(refusal) }, 'not transcribed');
  if (ending.signal.aborted) return handBack(ctx, { ...mine, requeue: true });
  // Someone else has it.
  if (refusal.code === 'cancelled') return;
  if (MODEL_TROUBLE.has(refusal.code)) {
    there.delete(model);
    return waitForModel(ctx, { ...mine, code: refusal.code });
  }
  if (ACCIDENTS.has(refusal.code) && job.tries === 0) {
    await handBack(ctx, { ...mine, requeue: false });
    throw refusal;
  }
  await failTranscription(ctx, { ...mine, code: refusal.code });
}

/** Writes progress once a second at most, one write at a time, and tells when the recording is not ours any more. */
function reporter(
  ctx: () => Ctx,
  mine: { interaction_id: string; attempt: number },
  model: string | null,
  onGone: () => void,
) {
  let last = { at: 0, stage: '' };
  let writing: Promise<void> = Promise.resolve();
  let busy = false;
  const write = async (stage: Stage, done: number): Promise<void> => {
    try {
      if (!(await reportProgress(ctx(), { ...mine, stage, progress_bp: Math.round(done * 10_000) }))) onGone();
      // The model is open: everything else that waited for it can continue.
      if (stage !== 'model' && !there.has(model)) {
        there.add(model);
        await resumeWaiting({ db: connection.db }, { model, most: MANY });
      }
    } catch (error) {
      log.warn({ ...mine, failure: failureOf(error) }, 'progress could not be written');
    } finally {
      busy = false;
    }
  };
  return {
    report(stage: Stage, done: number): void {
      const now = performance.now();
      if (busy || (stage === last.stage && now - last.at < PROGRESS_MS)) return;
      last = { at: now, stage };
      busy = true;
      writing = write(stage, done);
    },
    settled: () => writing,
  };
}

const MANY = 100_000;

/** One of those that wait for a model is tried; when it gets on, all the others follow. */
async function tryWaiting(): Promise<void> {
  for (const model of await modelsWaitedFor({ db: connection.db })) {
    await resumeWaiting({ db: connection.db }, { model, most: there.has(model) ? MANY : 1 });
  }
}

const announcer = createAnnouncer({
  db: connection.db,
  worker: {
    id: workerId,
    host: hostname(),
    version: manifest.version,
    ...capacity,
    memory_bytes: machine.memory_bytes,
  },
  where,
  onReady: (model) => {
    there.add(model);
    void resumeWaiting({ db: connection.db }, { model, most: MANY }).catch(() => {});
  },
  log,
});

/** What those need who read recordings without a model. */
const decoding = {
  actingFor,
  fileOf,
  ffmpeg: environment.FFMPEG_PATH ?? null,
  path: process.env.PATH ?? '',
  ending: ending.signal,
  log,
};

// A database that is away is waited for; the tables of a newer version would be misread.
const problem = await databaseProblem(config).catch(() => null);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

const working = await work(
  config,
  {
    transcribe,
    'transcribe-lost': ({ organisation_id, interaction_id }) =>
      failTranscription(actingFor(organisation_id), { interaction_id, attempt: null, code: 'crashed' }),
    ...createTrials({ actingFor, pool, fileOf, request: everyRequest, ending: ending.signal, log }),
    ...createCopier({ ...decoding, blobs, temporary: tmpdir() }),
    ...createDrawer(decoding),
  },
  {
    concurrency: capacity.children,
    onFailure: (job) => logFailure(log, job),
    onError: seldom((error) => log.warn({ failure: failureOf(error) }, 'jobs')),
  },
);

/** What ended uploads and killed processes left. */
const sweep = async (): Promise<void> => {
  await sweepUploads({ db: connection.db, now: new Date(), blobs });
  await sweepTemporary(tmpdir(), new Date());
  await foldTallies(connection.db);
};
void sweep().catch((error: unknown) => log.warn({ failure: failureOf(error) }, 'sweep'));

/** What an earlier version of the program left to be done. */
const left = { masking: maskOldTranscripts, indexing: indexOldTranscripts, measuring: measureOldTranscripts };
for (const [name, order] of Object.entries(left)) {
  order({ db: connection.db }).catch((error: unknown) => log.warn({ failure: failureOf(error) }, name));
}

const every = (ms: number, name: string, task: () => Promise<unknown>): NodeJS.Timeout =>
  setInterval(() => void task().catch((error: unknown) => log.warn({ failure: failureOf(error) }, name)), ms);
/** While the database is away every look for jobs fails, ten times a second; it is said once in a while. */
function seldom(report: (error: Error) => void): (error: Error) => void {
  let said = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() - said < SELDOM_MS) return;
    said = performance.now();
    report(error);
  };
}

/** A look that takes its time is not overtaken by the next. */
function oneAtATime(task: () => Promise<void>): () => Promise<void> {
  let busy = false;
  return async () => {
    if (busy) return;
    busy = true;
    await task().finally(() => {
      busy = false;
    });
  };
}

const timers = [
  every(LOOK_MS, 'announcing', oneAtATime(announcer.look)),
  every(WAITING_MS, 'waiting', tryWaiting),
  every(SWEEP_MS, 'sweep', sweep),
];

async function end(): Promise<void> {
  if (ending.signal.aborted) return;
  // A database that is gone would be waited for: then the job is given on as a killed worker's is.
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  for (const timer of timers) clearInterval(timer);
  ending.abort();
  // With the database gone there is nothing to give back to.
  await working.stop().catch(() => {});
  await pool.close();
  await announcer.close().catch(() => {});
  await connection.close();
  process.exit(0);
}

process.on('SIGTERM', end);
// Ctrl-C reaches every process of the terminal at once; the one that started this one ends it.
process.on('SIGINT', () => {
  if (!process.channel) void end();
});
if (process.channel) process.on('disconnect', end);
process.send?.({ ready: true });
