// Everything one machine runs: the port, the embedded database if no other is given, migrations, the demonstration in
// an empty database, the transcription workers, and an orderly shutdown.
import type { Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import pino from 'pino';
import { createApp } from '../../api/app/app.ts';
import type { Deps } from '../../api/http/deps.ts';
import { setupToken } from '../../api/http/setup-token.ts';
import { createAuth } from '../../api/people/session.ts';
import { type Connection, connect, type DatabaseConfig } from '../../db/database/client.ts';
import { sweepUploads } from '../../db/interactions/uploads.ts';
import { renewLibraries } from '../../db/scorecards/scorecards.ts';
import { failureLine, failureOf, guardOutput } from '../../transcription/failure/failure.ts';
import type { DemoUser } from '../demo/demo.ts';
import { SettingsError } from '../environment/environment.ts';
import { keepSealing } from './audit.ts';
import { type Child, keepRunning } from './children.ts';
import { compressed } from './compressed.ts';
import { makeFolder, openDatabase } from './database.ts';
import type { Settings } from './env.ts';
import { blobsOf, freeBytes } from './files.ts';
import { type Beginning, demonstrate, offerSetUp } from './first-start.ts';
import { maskingThreads } from './masking-threads.ts';
import { pagesOf } from './pages.ts';
import { addressOf, drain, listen } from './port.ts';
import { keptSecret } from './secret.ts';

type Options = {
  beginning: Beginning;
  /** Handed on to the processes beside. */
  environment: Record<string, string | undefined>;
  /** A line for the person who started the server. */
  say: (line: string) => void;
};

/** This file runs from the source, or within the bundle in dist/server. */
const fromSource = import.meta.filename.endsWith('.ts');
const root = resolve(import.meta.dirname, '../..');
const worker = join(root, fromSource ? 'processes/worker.ts' : 'dist/server/worker.js');
const maskingThread = join(root, fromSource ? 'processes/masking-thread.ts' : 'dist/server/masking-thread.js');

/** Uploads that nobody went on with for a day are looked for this often. */
const SWEEP_MS = 3_600_000;

/** Runs until SIGINT or SIGTERM. Throws SettingsError with a line on what can be fixed by the person who started it. */
export async function run(settings: Settings, { beginning, environment, say }: Options): Promise<void> {
  const data = resolve(settings.data);
  makeFolder(data);
  const children: Child[] = [];
  const masking = maskingThreads(maskingThread);
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
    const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
    guardOutput(process, console, (failure, line) => logger.error({ failure }, line));

    const config = await openDatabase(settings, { environment, say, children });
    connection = connect(config);

    const deps = depsOf(settings, { data, db: connection.db, log: logger, masking, server });
    await renewLibraries({ db: deps.db, now: deps.now() });
    const users = await demonstrate(deps, settings, { ...beginning, say });
    const setUp = await offerSetUp(deps, data);
    deps.setup = setUp.token;
    const beside = besides(config, environment, data);
    // One process; it starts one for each recording it does at once.
    if (settings.workers !== 0) {
      children.push(
        keepRunning({
          name: 'The transcription worker',
          path: worker,
          arguments: [],
          environment: beside,
          say,
        }),
      );
    }
    if (ending) return;
    app = { fetch: compressed(createApp(deps).fetch) };
    keepSweeping(deps);
    keepSealing({ db: deps.db, settings, log: logger });
    announce(settings, server, { users, tokenAt: setUp.path, say });
  } catch (error) {
    if (ending) return;
    say(error instanceof SettingsError ? error.message : `Attune could not start: ${failureLine(error)}`);
    await end(1);
  }
}

function keepSweeping({ db, blobs, now, log }: Deps): void {
  setInterval(() => {
    sweepUploads({ db, blobs, now: now() }).catch((error: unknown) =>
      log.error({ failure: failureOf(error) }, 'sweeping uploads failed'),
    );
  }, SWEEP_MS).unref();
}

type Running = {
  data: string;
  db: Deps['db'];
  log: Deps['log'];
  masking: ReturnType<typeof maskingThreads>;
  server: Server;
};

/** What every request is answered with. */
function depsOf(settings: Settings, { data, db, log, masking, server }: Running): Deps {
  return {
    db,
    blobs: blobsOf(settings),
    auth: createAuth({ db: db, secret: settings.secret ?? keptSecret(data), url: settings.url }),
    log,
    setup: setupToken(null),
    now: () => new Date(),
    lookFor: masking.lookFor,
    url: settings.url,
    home: settings.url ?? ownAddress(settings, server),
    address: (request, bindings) => addressOf(request, bindings as HttpBindings, settings.behind_proxy),
    freeBytes: () => freeBytes(data),
    pages: pagesOf(join(root, 'dist/web')),
  };
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

/** What the child processes get through their environment. */
function besides(config: DatabaseConfig, environment: Options['environment'], data: string): Options['environment'] {
  const database = 'url' in config ? { DATABASE_URL: config.url } : { ATTUNE_DATABASE_SOCKET: config.socket };
  return { ...environment, ...database, ATTUNE_DATA: data };
}

/** Where this server listens: on every address of the machine, that is the first others reach it by. */
function ownAddress(settings: Settings, server: Server): string {
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : settings.port;
  return `http://${hostOf(settings.host)}:${port}`;
}

function hostOf(host: string): string {
  if (['127.0.0.1', '::1'].includes(host)) return 'localhost';
  if (!['0.0.0.0', '::'].includes(host)) return host.includes(':') ? `[${host}]` : host;
  const others = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return others.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? 'localhost';
}

function announce(
  settings: Settings,
  server: Server,
  { users, tokenAt, say }: { users: DemoUser[]; tokenAt: string | null; say: Options['say'] },
): void {
  const url = settings.url ?? ownAddress(settings, server);
  const lines = ['', `Attune is at ${url}`];
  if (tokenAt !== null)
    lines.push('', `Create the first administrator at ${url}/start. The set-up token is in ${tokenAt}`);
  if (users.length > 0)
    lines.push(
      '',
      'Accounts of the demonstration centre',
      ...users.map((one) => `  ${one.role.padEnd(14)} ${one.email.padEnd(32)} ${one.password}`),
    );
  say(`${lines.join('\n')}\n`);
}
