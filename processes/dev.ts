// ENTRY (Node): `npm run dev`. Vite serves the pages and shows changes without a reload; the API runs from its sources
// and restarts when one changes; the embedded database keeps running beside them. Arguments after `npm run dev --` are
// those of `npm start --`.
import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createServer } from 'vite';
import { failureLine } from '../transcription/failure/failure.ts';
import { SettingsError } from './environment/environment.ts';
import type { Child } from './server/children.ts';
import { makeFolder, openDatabase } from './server/database.ts';
import { readSettings } from './server/env.ts';

const root = resolve(import.meta.dirname, '..');
const WATCHED = ['api', 'db', 'processes', 'scorecards', 'transcription'].map((name) => join(root, name));
/** An editor that saves several files, or a change of branch, is one change. */
const SETTLED_MS = 200;

const say = (line: string) => console.log(line);
const children: Child[] = [];
let api: ChildProcess | null = null;
let stopping: Promise<void> | null = null;

try {
  const settings = readSettings(process.env);
  makeFolder(resolve(settings.data));
  const database = await openDatabase(settings, { environment: process.env, say, children });
  const url = settings.url ?? `http://localhost:${settings.port}`;
  const behind = settings.port + 1;

  const begin = () => {
    const socket = 'socket' in database ? { ATTUNE_DATABASE_SOCKET: database.socket } : {};
    const env = { ...process.env, ...socket, HOST: '127.0.0.1', PORT: String(behind), ATTUNE_URL: url };
    api = spawn(process.execPath, [join(root, 'processes/server.ts'), ...process.argv.slice(2)], {
      env,
      stdio: 'inherit',
    });
  };
  const restart = async () => {
    say('Restarting the API …');
    stopping ??= stop(api).then(() => {
      stopping = null;
      begin();
    });
    await stopping;
  };

  const vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    server: {
      host: settings.host,
      port: settings.port,
      strictPort: true,
      proxy: { '/api': `http://127.0.0.1:${behind}` },
    },
  });
  await vite.listen();
  let settling: NodeJS.Timeout | undefined;
  vite.watcher.add(WATCHED).on('all', (event, path) => {
    if (event === 'addDir' || !WATCHED.some((folder) => path.startsWith(folder))) return;
    clearTimeout(settling);
    settling = setTimeout(restart, SETTLED_MS);
  });
  begin();

  const end = async () => {
    clearTimeout(settling);
    for (const child of children) child.expectEnd();
    await Promise.all([vite.close(), stopping, stop(api)]);
    for (const child of children) await child.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
} catch (error) {
  process.stderr.write(`${error instanceof SettingsError ? error.message : failureLine(error)}\n`);
  for (const child of children) await child.stop();
  process.exit(1);
}

/** Resolves when it is gone. */
function stop(child: ChildProcess | null): Promise<void> {
  return new Promise((done) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}
