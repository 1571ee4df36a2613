// A centre of its own for a journey: the built server with its worker on a free port, a data folder that goes away, and
// the embedded database or a PostgreSQL. Started as `npm start` starts it.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export type Centre = {
  url: string;
  data: string;
  process: ChildProcess;
  output: () => string;
  stop: () => Promise<void>;
};

/** `databaseUrl` null: the embedded database. `arguments`: those of `npm start -- …`. `port`: else a free one. */
export async function startCentre(options: {
  databaseUrl: string | null;
  arguments?: string[];
  data?: string;
  port?: number;
  env?: Record<string, string>;
}): Promise<Centre> {
  const port = options.port ?? (await freePort());
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'attune-journey-'));
  const env: Record<string, string | undefined> = {
    ...process.env,
    PORT: String(port),
    ATTUNE_DATA: data,
    // The models of the repository, and no hub.
    ATTUNE_MODELS: '',
    ATTUNE_HUB: 'http://127.0.0.1:9',
    ATTUNE_THREADS: '1',
    DATABASE_URL: options.databaseUrl ?? undefined,
    ...options.env,
  };
  if (!options.databaseUrl) delete env.DATABASE_URL;
  const child = spawn(process.execPath, [join(root, 'dist/server/server.js'), ...(options.arguments ?? ['--empty'])], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child, () => output).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    url,
    data,
    process: child,
    output: () => output,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((done) => child.once('exit', done));
        child.kill('SIGTERM');
        await ended;
      }
      if (!options.data) rmSync(data, { recursive: true, force: true });
    },
  };
}

async function untilHealthy(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${url}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`the server did not answer within two minutes:\n${output()}`);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });
}
