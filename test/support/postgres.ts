// Started once for a run of the database tests: a PostgreSQL of our own in a folder that goes away, and a folder of the
// embedded database with all tables to copy from. Where no PostgreSQL is found its tests are skipped, and said so.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectDriver } from '../../db/database/client.ts';
import { migrate } from '../../db/migrations/migrate.ts';
import { startEmbedded } from './embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server to make databases on; null when there is none. */
    postgres: string | null;
    /** A migrated folder of the embedded database, to copy. */
    embeddedTemplate: string;
  }
}

/** The database every test file's own is copied from. */
export const TEMPLATE = 'attune_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = process.env.ATTUNE_TEST_POSTGRES
    ? { url: process.env.ATTUNE_TEST_POSTGRES, stop: () => {} }
    : await startPostgres();
  project.provide('postgres', postgres?.url ?? null);
  if (postgres) await makeTemplate(postgres.url);
  project.provide('embeddedTemplate', await embeddedTemplate());
  return async () => postgres?.stop();
}

/** The same address with another database's name. */
export function onDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function makeTemplate(url: string): Promise<void> {
  const sql = connectDriver({ url, connections: 1 });
  await sql.unsafe(`drop database if exists ${TEMPLATE} with (force)`);
  await sql.unsafe(`create database ${TEMPLATE}`);
  await sql.end();
  await migrate({ url: onDatabase(url, TEMPLATE) });
}

export type Postgres = {
  url: string;
  pid: () => number;
  /** After the server was ended by whomever: opens its folder anew. */
  restart: () => Promise<void>;
  stop: () => void;
};

/**
 * A server in a folder that goes away with it; null where no binaries are found.
 * @param durable what was acknowledged outlives kill -9, as in a server that is not set up for tests
 */
export async function startPostgres(durable = false): Promise<Postgres | null> {
  const bin = findBinaries();
  if (!bin) {
    console.warn(
      '\n  NO POSTGRESQL: neither /usr/lib/postgresql/*/bin nor PATH has initdb and postgres. Its tests are SKIPPED.\n',
    );
    return null;
  }
  // The server refuses to run as root.
  const root = process.getuid?.() === 0;
  const user = root ? postgresUser() : null;
  if (root && !user) {
    console.warn(
      '\n  NO POSTGRESQL: running as root, and there is no user postgres to run it as. Its tests are SKIPPED.\n',
    );
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), 'attune-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...(user ?? {}), cwd: '/', stdio: 'ignore' },
  );
  const port = await freePort();
  const settings = [
    'fsync=off',
    `synchronous_commit=${durable ? 'on' : 'off'}`,
    'full_page_writes=off',
    'shared_buffers=64MB',
    'max_connections=200',
    'listen_addresses=127.0.0.1',
  ];
  const words = ['-D', data, '-p', String(port), '-k', folder, ...settings.flatMap((one) => ['-c', one])];
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(join(bin, 'postgres'), words, {
      ...(user ?? {}),
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await answering(started);
    return started;
  };
  let server = await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    pid: () => server.pid ?? 0,
    restart: async () => {
      // The processes of the one before hold its memory until each has noticed.
      for (let tries = 0; ; tries++) {
        try {
          server = await start();
          return;
        } catch (error) {
          if (tries === 100) throw error;
          await new Promise((wake) => setTimeout(wake, 100));
        }
      }
    },
    stop: () => {
      server.kill('SIGQUIT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

function findBinaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null;
}

function postgresUser(): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/** Resolves when the server says that it takes connections. */
function answering(server: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    let output = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('database system is ready to accept connections')) done();
    });
    server.once('exit', () => failed(new Error(`PostgreSQL ended: ${output}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Made once for one state of the tables and kept: a first start takes seconds, a copy of its folder does not. */
async function embeddedTemplate(): Promise<string> {
  const root = resolve(import.meta.dirname, '../..');
  const hash = createHash('sha256');
  const migrations = resolve(root, 'db/migrations');
  for (const name of readdirSync(migrations).filter((file) => file.endsWith('.sql')))
    hash.update(readFileSync(join(migrations, name)));
  for (const file of ['db/jobs/jobs.ts', 'processes/embedded.ts', 'db/migrations/migrate.ts', 'package-lock.json'])
    hash.update(readFileSync(resolve(root, file)));
  const kept = join(tmpdir(), `attune-embedded-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(kept)) return kept;
  const folder = mkdtempSync(join(tmpdir(), 'attune-making-'));
  const embedded = await startEmbedded(folder);
  await migrate({ socket: embedded.socket });
  await embedded.stop();
  try {
    renameSync(folder, kept);
  } catch {
    // Another run was faster.
    rmSync(folder, { recursive: true, force: true });
  }
  return kept;
}

/** A copy of a migrated folder, for one test file. */
export function copyTemplate(template: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'attune-embedded-test-'));
  mkdirSync(folder, { recursive: true });
  cpSync(template, folder, { recursive: true });
  return folder;
}
