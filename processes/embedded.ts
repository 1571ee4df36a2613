// ENTRY: the embedded database, a separate process: `node processes/embedded.ts <folder>`. PostgreSQL compiled to
// WebAssembly keeps its files in the folder and answers on a unix socket beside them, to which the API and the
// transcription worker connect; a heavy query stalls only this process. Only the server's user has access to the folder
// (0700), because the database asks for no password and writes its files readable for all.
//
// Files are written without fsync: what was acknowledged survives the death of any process, including this one (kill
// -9), but not a power failure or a crash of the machine. Whoever starts it should say so.
//
// When ready it sends `{ ready: true, socket }` over the process channel, or prints it as a line if there is none. It
// ends on SIGTERM, and when the process that started it is gone.
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import postgres from 'postgres';
import { takeLock } from '../db/database/embedded-lock.ts';
import { oneSession } from '../db/database/embedded-session.ts';
import { failureLine, guardOutput } from '../transcription/failure/failure.ts';

/** More than the processes of one machine open; the server's own default is 1. */
const CONNECTIONS = 64;
/** How often it is looked whether much would have to be done again after a kill. */
const LOOK_MS = 5_000;
/** Log that is done again within a few seconds. */
const MOST_LOG_BYTES = 32 * 1024 * 1024;
/** A unix socket's path may hold 107 bytes on Linux, 103 on macOS. */
const LONGEST_PATH = 100;

const folder = resolve(process.argv[2] ?? 'data/db');
const fail: (line: string) => never = (line) => {
  process.send?.({ ready: false, reason: line });
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

guardOutput(process, console, (failure, line) => process.stderr.write(`${JSON.stringify({ failure, msg: line })}\n`));

mkdirSync(folder, { recursive: true, mode: 0o700 });
chmodSync(folder, 0o700);

const near = join(folder, '.s.PGSQL.5432');
const away = Buffer.byteLength(near) > LONGEST_PATH ? join(tmpdir(), `attune-${process.pid}`) : null;
if (away) mkdirSync(away, { mode: 0o700 });
const socket = away ? join(away, '.s.PGSQL.5432') : near;

const lock = await takeLock(folder, socket);
if (!lock.taken)
  fail(`The database in ${folder} is in use by process ${lock.owner}. Stop it first: two at once lose data.`);
rmSync(socket, { force: true });

const pglite = await PGlite.create({
  dataDir: join(folder, 'files'),
  // Parts of ids are looked for by their trigrams.
  extensions: { pg_trgm },
  // The default of 128 MB is held for good; a centre on one machine does not need it.
  startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB', '-c', 'timezone=UTC'],
}).catch((error: unknown) => fail(`The database in ${folder} could not be opened: ${failureLine(error)}`));

const server = new PGLiteSocketServer({
  // If the engine itself breaks, its memory cannot be trusted: end, and open the files again.
  db: oneSession(pglite, (error) => fail(`The embedded database broke: ${failureLine(error)}`)),
  path: socket,
  maxConnections: CONNECTIONS,
});
await server.start();
chmodSync(socket, 0o600);

// The engine by itself writes down what is in memory only when it is closed: after a kill all since its start would
// have to be done again. This is asked for as any client asks, so that it never comes within someone's transaction.
const own = postgres({
  path: socket,
  user: 'postgres',
  database: 'postgres',
  max: 1,
  max_lifetime: null,
  fetch_types: false,
});
const looking = setInterval(async () => {
  try {
    const [logged] = await own<{ bytes: number }[]>`
      select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()`;
    if ((logged?.bytes ?? 0) > MOST_LOG_BYTES) await own`checkpoint`.simple();
  } catch (error) {
    if (!ending) process.stderr.write(`The embedded database could not write a checkpoint: ${failureLine(error)}\n`);
  }
}, LOOK_MS);

let ending = false;
const end = async (): Promise<void> => {
  if (ending) return;
  ending = true;
  clearInterval(looking);
  await own.end({ timeout: 1 });
  await server.stop();
  await pglite.close();
  if (away) rmSync(away, { recursive: true, force: true });
  lock.release();
  process.exit(0);
};

process.on('SIGTERM', end);
// Ctrl-C reaches every process of the terminal at once. The one that started this one ends it when it is done with it.
process.on('SIGINT', () => {
  if (!process.channel) void end();
});
if (process.channel) process.on('disconnect', end);

const ready = { ready: true, socket };
if (process.send) process.send(ready);
else console.log(JSON.stringify(ready));
