// Everything one machine runs: the port, the embedded database when no other is named, the tables, the demo in an empty
// database, the transcription workers; and an orderly end. Started by node.ts alone.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import pino from 'pino';
import { localBlobs } from '../db/blobs/local.ts';
import { s3Blobs } from '../db/blobs/s3.ts';
import { type Connection, connect, type DatabaseConfig } from '../db/client.ts';
import { takeLock } from '../db/embedded-lock.ts';
import { migrate } from '../db/migrate.ts';
import { anyOrganisation } from '../db/people.ts';
import { sweepUploads } from '../db/uploads.ts';
import { createApp } from './app.ts';
import { type Child, keepRunning } from './children.ts';
import type { Deps } from './deps.ts';
import { type Settings, SettingsError } from './env.ts';
import { loggedError } from './log.ts';
import { maskingThreads } from './masking-threads.ts';
import { pagesOf } from './pages.ts';
import { keptSecret } from './secret.ts';
import { createAuth } from './session.ts';

type Options = {
  /** Leave an empty database empty. */
  empty: boolean;
  /** Handed on to the processes beside. */
  environment: Record<string, string | undefined>;
  /** A line for whoever started the server. */
  say: (line: string) => void;
};

/** This file runs from the source, or within the bundle in dist/server. */
const fromSource = import.meta.filename.endsWith('.ts');
const root = resolve(import.meta.dirname, fromSource ? '..' : '../..');
const programs = fromSource
  ? {
      database: join(root, 'db/embedded.ts'),
      worker: join(root, 'transcription/worker.ts'),
      masking: join(root, 'api/masking-thread.ts'),
    }
  : {
      database: join(root, 'dist/server/embedded.js'),
      worker: join(root, 'dist/server/worker.js'),
      masking: join(root, 'dist/server/masking-thread.js'),
    };

/** A database that another process still holds is waited for this long: the one before may be on its way out. */
const HELD_MS = 15_000;
/** Requests under way have this long to finish when the server is asked to end. */
const DRAIN_MS = 3_000;

/** Uploads that nobody went on with for a day are looked for this often. */
const SWEEP_MS = 3_600_000;

const POWER_LOSS =
  'The embedded database survives the end of any program, but a power loss or a crash of the machine can cost the last ' +
  'changes. For real use name a PostgreSQL in DATABASE_URL.';

/** Runs until SIGINT or SIGTERM. Throws SettingsError with a line for what whoever started it can mend. */
export async function run(settings: Settings, { empty, environment, say }: Options): Promise<void> {
  const data = resolve(settings.data);
  makeFolder(data);
  const children: Child[] = [];
  const masking = maskingThreads(programs.masking);
  let connection: Connection | null = null;
  let app: { fetch: (request: Request, bindings: HttpBindings) => Response | Promise<Response> } = { fetch: starting };

  const server = await listen(settings, (request, bindings) => app.fetch(request, bindings));

  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    for (const child of children) child.expectEnd();
    await drain(server);
    await Promise.all([connection?.close(), masking.close()]);
    for (const child of children.toReversed()) await child.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));

  try {
    const logger = pino(
      { base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: loggedError } },
      pino.destination(2),
    );

    let config: DatabaseConfig;
    if (settings.database_url !== null) config = { url: settings.database_url };
    else {
      const folder = join(data, 'db');
      makeFolder(folder);
      if (existsSync(unfinishedDemo(data))) await beginAnew(folder);
      say(`Using the embedded database in ${folder}.\n${POWER_LOSS}`);
      config = await startEmbedded(folder, { environment, say, children });
    }
    await migrate(config).catch((error: unknown) => {
      throw settings.database_url === null ? error : new SettingsError(whyNoDatabase(error));
    });
    connection = connect(config);

    const deps: Deps = {
      db: connection.db,
      blobs: settings.s3 === null ? localBlobs(join(data, 'files')) : s3Blobs(settings.s3),
      auth: createAuth({ db: connection.db, secret: settings.secret ?? keptSecret(data), url: settings.url }),
      log: logger,
      now: () => new Date(),
      lookFor: masking.lookFor,
      url: settings.url,
      address: (request, bindings) => addressOf(request, bindings as HttpBindings, settings.behind_proxy),
      pages: pagesOf(join(root, 'dist/web')),
    };
    const { demoUsers, fillDemo } = await import('./demo.ts');
    if (!empty && !(await anyOrganisation({ db: deps.db, now: deps.now() }))) {
      say('Filling the empty database with a demonstration centre …');
      if (settings.database_url === null) writeFileSync(unfinishedDemo(data), '');
      await fillDemo(deps);
      rmSync(unfinishedDemo(data), { force: true });
    }
    const beside = besides(config, environment, data);
    // One process; it starts one for each recording it does at once.
    if (settings.workers !== 0) {
      children.push(
        keepRunning({
          name: 'The transcription worker',
          path: programs.worker,
          arguments: [],
          environment: beside,
          say,
        }),
      );
    }
    if (ending) return;
    app = createApp(deps);
    setInterval(() => {
      sweepUploads({ db: deps.db, blobs: deps.blobs, now: deps.now() }).catch((err: unknown) =>
        logger.error({ err }, 'sweeping uploads failed'),
      );
    }, SWEEP_MS).unref();
    announce(settings, server, await demoUsers(deps), say);
  } catch (error) {
    if (ending) return;
    if (error instanceof SettingsError) say(error.message);
    else console.error(error);
    await end(1);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new SettingsError(`The data folder ${folder} cannot be made: ${(error as Error).message}`);
  }
}

/** There while the demo is being filled into the embedded database: a start that finds it begins again. */
const unfinishedDemo = (data: string): string => join(data, 'db', 'demo-unfinished');

/** Empties the embedded database's folder, as soon as the process before has left it. */
async function beginAnew(folder: string): Promise<void> {
  const giveUp = Date.now() + HELD_MS;
  for (;;) {
    const lock = await takeLock(folder, join(folder, 'lock'));
    if (lock.taken) {
      rmSync(join(folder, 'files'), { recursive: true, force: true });
      rmSync(join(folder, 'demo-unfinished'), { force: true });
      return lock.release();
    }
    if (Date.now() > giveUp) throw new SettingsError(`The database in ${folder} is in use by process ${lock.owner}.`);
    await new Promise((wake) => setTimeout(wake, 200));
  }
}

async function listen(
  settings: Settings,
  fetch: (request: Request, bindings: HttpBindings) => unknown,
): Promise<Server> {
  const server = createAdaptorServer({
    fetch: (request, bindings) => fetch(request, bindings as HttpBindings),
  }) as Server;
  await new Promise<void>((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => failed(new SettingsError(whyNotListening(error, settings))));
    server.listen(settings.port, settings.host, done);
  });
  return server;
}

function whyNotListening(error: NodeJS.ErrnoException, { host, port }: Settings): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is in use. Stop the program that uses it, or name another: PORT=${port === 65535 ? 3210 : port + 1} npm start`;
  }
  if (error.code === 'EACCES')
    return `Port ${port} is only for the system's own programs. Name one above 1023 in PORT.`;
  return `Attune cannot listen on ${host}:${port}: ${error.message}`;
}

function whyNoDatabase(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return `The database in DATABASE_URL could not be made ready: ${message}`;
}

/** What answers until the database is ready. */
function starting(request: Request): Response {
  const headers = { 'retry-after': '1', 'cache-control': 'no-store' };
  if (new URL(request.url).pathname.startsWith('/api/'))
    return Response.json(
      { code: 'unavailable', params: {}, message: 'Attune is starting.', detail: null },
      { status: 503, headers },
    );
  const page =
    '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>Attune</title><p style="font:16px system-ui;margin:20vh auto;width:max-content">Attune is starting … · 正在启动……</p>';
  return new Response(page, { status: 503, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } });
}

type Ready = { ready: true; socket: string } | { ready: false; reason: string };

/** Resolves when the embedded database takes connections. */
function startEmbedded(
  folder: string,
  { environment, say, children }: Pick<Options, 'environment' | 'say'> & { children: Child[] },
): Promise<DatabaseConfig> {
  const giveUp = Date.now() + HELD_MS;
  return new Promise((done, failed) => {
    let socket: string | null = null;
    const child = keepRunning({
      name: 'The embedded database',
      path: programs.database,
      arguments: [folder],
      environment,
      say: (line) => socket !== null && say(line),
      onMessage: (message) => {
        const said = message as Ready;
        if (said.ready && socket !== null && socket !== said.socket) {
          // Only where the folder's path is too long for a socket in it. Everything that is connected is so to the old.
          say('The embedded database has moved: start Attune again.');
          process.kill(process.pid, 'SIGTERM');
        } else if (said.ready) {
          socket = said.socket;
          done({ socket });
        } else if (socket === null && Date.now() > giveUp) failed(new SettingsError(said.reason));
      },
    });
    children.push(child);
  });
}

/** What the processes beside are told through their environment. */
function besides(config: DatabaseConfig, environment: Options['environment'], data: string): Options['environment'] {
  const database = 'url' in config ? { DATABASE_URL: config.url } : { ATTUNE_DATABASE_SOCKET: config.socket };
  return { ...environment, ...database, ATTUNE_DATA: data };
}

/**
 * Behind a reverse proxy everybody comes from the proxy, which says at the end of X-Forwarded-For from where it got the
 * request; what stands before that is the client's own claim.
 */
function addressOf(request: Request, bindings: HttpBindings, behindProxy: boolean): string | null {
  const forwarded = behindProxy ? request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded || (bindings.incoming.socket.remoteAddress ?? null);
}

function announce(
  settings: Settings,
  server: Server,
  users: { name: string; role: string; email: string; password: string }[],
  say: Options['say'],
): void {
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : settings.port;
  const host = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(settings.host) ? 'localhost' : settings.host;
  const lines = ['', `Attune is at ${settings.url ?? `http://${host}:${port}`}`];
  if (users.length > 0)
    lines.push(
      '',
      'Sign in to the demonstration centre as',
      ...users.map((one) => `  ${one.role.padEnd(14)} ${one.email.padEnd(32)} ${one.password}`),
    );
  say(`${lines.join('\n')}\n`);
}

function drain(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  });
}
