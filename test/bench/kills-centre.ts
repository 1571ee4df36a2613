// A centre whose processes can be killed one by one, and which restarts.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DatabaseConfig } from '../../db/database/client.ts';
import { connectDriver, type Sql } from '../../db/database/client.ts';
import { socketOf } from '../../db/database/embedded-lock.ts';
import { isAway } from '../../transcription/failure/failure.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';

export type Victim = 'server' | 'worker' | 'database' | 'backend';

export type MortalCentre = {
  url: string;
  /** The data folder. */
  data: string;
  /** Where the centre's processes put temporary files. */
  temporary: string;
  victims: readonly Victim[];
  /** Kills, and waits until the centre answers again. @returns how long that took, ms; null: nothing to kill */
  kill(victim: Victim): Promise<number | null>;
  /** What was killed last, and how long ago. */
  lately: () => string;
  /** A connection of one's own, for one look. */
  look<T>(see: (sql: Sql) => Promise<T>): Promise<T>;
  output: () => string;
  stop(): Promise<void>;
};

const entry = resolve(import.meta.dirname, '../../dist/server/server.js');
/** The database is looked into so many times while it takes nobody in. */
const LOOKS = 60;
/** After that it is not coming back. */
const GONE_MS = 240_000;

export async function startMortalCentre(kind: 'embedded' | 'postgres'): Promise<MortalCentre> {
  const folder = mkdtempSync(join(tmpdir(), 'attune-kills-'));
  const data = join(folder, 'data');
  const temporary = join(folder, 'temporary');
  for (const one of [data, temporary]) mkdirSync(one, { mode: 0o700 });
  const postgres = kind === 'postgres' ? await startPostgres(true) : null;
  if (kind === 'postgres' && !postgres) throw new Error('No PostgreSQL here');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let output = '';
  const env: Record<string, string | undefined> = {
    ...process.env,
    PORT: String(port),
    TMPDIR: temporary,
    ATTUNE_DATA: data,
    ATTUNE_WORKERS: '1',
    ATTUNE_PROXY: '1',
    DATABASE_URL: postgres?.url,
  };
  if (!postgres) delete env.DATABASE_URL;
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [entry, '--empty'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-2_000_000);
      });
    }
    return child;
  };
  let server = start();
  await untilHealthy(url).catch((error: unknown) => {
    server.kill('SIGKILL');
    postgres?.stop();
    throw error;
  });

  let last: { victim: Victim; at: number } | null = null;
  const pidOf = (victim: Victim): number | null => {
    if (victim === 'server') return server.pid ?? null;
    if (victim === 'worker') return childOf(server.pid, 'worker.js');
    if (!postgres) return childOf(server.pid, 'embedded.js');
    return victim === 'database' ? postgres.pid() : anyBackend(postgres);
  };

  return {
    url,
    data,
    temporary,
    victims: postgres ? ['server', 'worker', 'database', 'backend'] : ['server', 'worker', 'database'],
    async kill(victim) {
      const pid = pidOf(victim);
      if (pid === null) return null;
      const began = performance.now();
      process.kill(pid, 'SIGKILL');
      last = { victim, at: began };
      if (victim === 'worker') return 0;
      if (victim === 'server') server = start();
      else if (victim === 'database' && postgres) await postgres.restart();
      else if (victim === 'database') await until(() => ![null, pid].includes(childOf(server.pid, 'embedded.js')));
      await untilHealthy(url);
      return performance.now() - began;
    },
    lately: () =>
      last === null
        ? 'before any kill'
        : `${Math.round(performance.now() - last.at)} ms after a kill of the ${last.victim}`,
    async look(see) {
      const socket = postgres ? null : socketOf(join(data, 'db'));
      const config: DatabaseConfig = postgres ? { url: postgres.url, connections: 1 } : { socket: socket ?? '' };
      // After a killed backend the others end too, a moment later than the centre first answers.
      for (let tries = 0; ; tries++) {
        const sql = connectDriver(config);
        try {
          return await see(sql);
        } catch (error) {
          if (!isAway(error) || tries === LOOKS) throw error;
          await new Promise((wake) => setTimeout(wake, 500));
        } finally {
          await sql.end({ timeout: 5 });
        }
      }
    },
    output: () => output,
    async stop() {
      const ended = new Promise((done) => server.once('exit', done));
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGTERM');
        await ended;
      }
      postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilHealthy(url: string): Promise<void> {
  await until(async () => {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    await answer?.body?.cancel();
    return answer?.status === 200;
  });
}

async function until(there: () => boolean | Promise<boolean>): Promise<void> {
  const last = performance.now() + GONE_MS;
  while (!(await there())) {
    if (performance.now() > last) throw new Error(`Nothing for ${GONE_MS / 1000} s`);
    await new Promise((wake) => setTimeout(wake, 40));
  }
}

/** A child of a process by the name of its program (Linux). */
function childOf(parent: number | undefined, program: string): number | null {
  return processes().find(({ ppid, words }) => ppid === parent && words.includes(program))?.pid ?? null;
}

/** One that serves a connection, not one of the server's own. */
function anyBackend(postgres: Postgres): number | null {
  const serving = processes().filter(({ ppid, words }) => ppid === postgres.pid() && /127\.0\.0\.1\(\d+\)/.test(words));
  return serving[Math.floor(serving.length / 2)]?.pid ?? null;
}

function processes(): { pid: number; ppid: number; words: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z') return [];
      return [{ pid: Number(name), ppid: Number(ppid), words: readFileSync(`/proc/${name}/cmdline`, 'utf8') }];
    } catch {
      return [];
    }
  });
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
