// What `npm start` runs, as a process with its children, killed in every way.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../db/database/client.ts';
import { Browser, ORIGIN, PASSWORD } from '../support/api.ts';
import { describeOnDatabase, newPostgres } from '../support/database.ts';
import { program } from '../support/programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'attune-node-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Started = {
  process: ChildProcess;
  url: () => string | null;
  said: () => string;
  ended: Promise<number | NodeJS.Signals | null>;
};
const started: Started[] = [];
afterEach(async () => {
  for (const one of started.splice(0)) {
    one.process.kill('SIGTERM');
    await one.ended;
  }
});

function start(environment: Record<string, string>, ...words: string[]): Started {
  const env: Record<string, string | undefined> = {
    ...process.env,
    PORT: '0',
    ATTUNE_DATA: join(folder, 'data'),
    ...environment,
  };
  if (!('DATABASE_URL' in environment)) delete env.DATABASE_URL;
  const child = spawn(process.execPath, [program('server'), ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const one: Started = {
    process: child,
    url: () => /Attune is at (http:\S+)/.exec(said)?.[1] ?? null,
    said: () => said,
    ended: new Promise((done) => child.once('close', (code, signal) => done(code ?? signal))),
  };
  started.push(one);
  return one;
}

/** Waits for something outside to become true, looking often. */
async function until<T>(what: string, look: () => T | null | Promise<T | null>, within_ms = 60_000): Promise<T> {
  const deadline = Date.now() + within_ms;
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`not within ${within_ms} ms: ${what}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

const ready = (one: Started): Promise<string> =>
  until('the server is ready', () => {
    if (one.process.exitCode !== null) throw new Error(`ended with ${one.process.exitCode}: ${one.said()}`);
    return one.url();
  });

const runs = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
const childrenOf = (pid: number): { pid: number; line: string }[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map((id) => ({ pid: Number(id), line: readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ') }));

const browserOf = (url: string) =>
  new Browser((request) =>
    fetch(
      new Request(request.url.replace(ORIGIN, url), {
        method: request.method,
        headers: [...request.headers].map(([name, value]): [string, string] => [name, value.replace(ORIGIN, url)]),
        ...(request.body ? { body: request.body, duplex: 'half' } : {}),
      } as RequestInit),
    ),
  );

/** The first administrator, with the token that stands in the data folder. */
const administrator = (data: string) => ({
  token: readFileSync(join(folder, data, 'setup-token'), 'utf8').trim(),
  organisation: 'Harbour',
  time_zone: 'Europe/Berlin',
  language: 'en',
  name: 'Ada',
  email: 'ada@example.com',
  password: PASSWORD,
});

describe.runIf(process.platform === 'linux')('the server on the embedded database', () => {
  it('starts, is killed in every way, and keeps everything that was acknowledged', async () => {
    const first = start({}, '--empty');
    const url = await ready(first);
    expect(first.said()).toContain('a power failure or system crash can lose the latest changes');
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ status: 'ok' });
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    const browser = browserOf(url);
    // The token is in a file for its owner, whose path is printed; the token is not, and the file goes when it is used.
    const token = join(folder, 'data/setup-token');
    expect(statSync(token).mode & 0o777).toBe(0o600);
    expect(first.said()).toContain(`The set-up token is in ${token}`);
    expect(first.said()).not.toContain(administrator('data').token);
    expect((await browser.post('/api/start', { ...administrator('data'), token: 'a guess' })).status).toBe(403);
    expect((await browser.post('/api/start', administrator('data'))).status).toBe(200);
    expect(existsSync(token)).toBe(false);

    // The port is taken.
    const second = start({ PORT: new URL(url).port, ATTUNE_DATA: join(folder, 'other') }, '--empty');
    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(
      /^Port \d+ is in use\. Stop the program that uses it, or choose another: PORT=\d+ npm start\n$/,
    );

    // The database dies on its own: it is restarted automatically.
    const [database] = childrenOf(first.process.pid!).filter(({ line }) => line.includes('embedded'));
    process.kill(database!.pid, 'SIGKILL');
    await until(
      'the server says so',
      () => first.said().includes('The embedded database ended (SIGKILL); restarting') || null,
    );
    await until('requests are served again', async () =>
      (await browser.get('/api/session')).status === 200 ? true : null,
    );

    // The server dies: its children end, and the next one takes over at once.
    const children = childrenOf(first.process.pid!);
    expect(children.map(({ line }) => /(embedded|worker)/.exec(line)?.[0]).toSorted()).toEqual(['embedded', 'worker']);
    first.process.kill('SIGKILL');
    await first.ended;
    const next = start({});
    const nextUrl = await ready(next);
    await until('the children are gone', () => children.every(({ pid }) => !runs(pid)) || null);
    expect(next.said()).not.toContain('demonstration');
    expect(await (await fetch(`${nextUrl}/api/start`)).json()).toEqual({ empty: false });
    // The session is still good: the secret was kept.
    const again = browserOf(nextUrl);
    for (const [name, value] of browser.cookies) again.cookies.set(name, value);
    expect(await (await again.get('/api/session')).json()).toMatchObject({ member: { name: 'Ada' } });

    // Asked to end, it ends with all its children.
    const last = childrenOf(next.process.pid!);
    next.process.kill('SIGTERM');
    expect(await next.ended).toBe(0);
    expect(last.filter(({ pid }) => runs(pid))).toEqual([]);
  }, 180_000);

  it('waits a while for a folder that another server has, then says whose it is', async () => {
    const one = start({ ATTUNE_DATA: join(folder, 'busy'), ATTUNE_WORKERS: '0' }, '--empty');
    await ready(one);
    const other = start({ ATTUNE_DATA: join(folder, 'busy'), ATTUNE_WORKERS: '0' }, '--empty');
    expect(await other.ended).toBe(1);
    expect(other.said()).toContain('is in use by process');
  }, 120_000);

  it('recreates the demonstration after being killed while creating it, and drops all of it on request', async () => {
    const data = join(folder, 'half');
    const environment = { ATTUNE_DATA: data, ATTUNE_WORKERS: '0' };
    const one = start(environment);
    await until('it is being filled in', () => one.said().includes('Filling the empty database') || null);
    const socket = join(data, 'db/.s.PGSQL.5432');
    const { sql, close } = connect({ socket });
    await until('somebody is in', async () => ((await sql`select 1 from member`).length > 0 ? true : null));
    await close();
    one.process.kill('SIGKILL');
    await one.ended;
    const next = start(environment);
    await ready(next);
    expect(next.said()).toContain('sam@harbour.example');

    // Beside the running server.
    const drop = start(environment, '--drop-demo');
    expect(await drop.ended).toBe(0);
    expect(drop.said()).toContain('The demonstration centre has been removed.');
    expect(await (await fetch(`${next.url()}/api/start`)).json()).toEqual({ empty: true });
    next.process.kill('SIGTERM');
    await next.ended;
    const again = start(environment, '--drop-demo');
    expect(await again.ended).toBe(0);
    expect(again.said()).toContain('This database has no demonstration centre.');
  }, 240_000);
});

describe('the server', () => {
  let holder: Server | null = null;
  afterEach(() => holder?.close());

  it('refuses settings with one line each and nothing else', async () => {
    const one = start({ PORT: 'many', DATABASE_URL: 'nowhere' });
    expect(await one.ended).toBe(1);
    expect(one.said()).toBe(
      'PORT must be a whole number from 0 to 65535.\nDATABASE_URL must be an address such as postgres://user:password@host:5432/attune.\n',
    );
  });

  it('says why when the database cannot be reached, without its password', async () => {
    holder = createServer((socket) => socket.destroy());
    const port = await new Promise<number>((found) =>
      holder!.listen(0, '127.0.0.1', () => found((holder!.address() as { port: number }).port)),
    );
    holder.close();
    const one = start(
      { DATABASE_URL: `postgres://somebody:hunter2@127.0.0.1:${port}/attune`, ATTUNE_WORKERS: '0' },
      '--empty',
    );
    expect(await one.ended).toBe(1);
    expect(one.said()).toContain('The database in DATABASE_URL could not be made ready');
    expect(one.said()).not.toContain('hunter2');
  }, 60_000);
});

describeOnDatabase('postgres', 'the server', () => {
  it('makes its tables in an empty database and serves it, several at once', async () => {
    const { url: DATABASE_URL, drop } = await newPostgres(null);
    const servers = [1, 2].map((n) =>
      start({ DATABASE_URL, ATTUNE_WORKERS: '0', ATTUNE_DATA: join(folder, `postgres-${n}`) }),
    );
    const urls = await Promise.all(servers.map(ready));
    expect(servers[0]!.said()).not.toContain('power loss');
    for (const url of urls) expect(await (await fetch(`${url}/api/start`)).json()).toEqual({ empty: true });
    expect(servers[0]!.said()).not.toContain('demonstration');
    // One of the two becomes the first administrator: the other's token is void as well.
    const [one, other] = await Promise.all(
      urls.map(async (url, n) => (await browserOf(url).post('/api/start', administrator(`postgres-${n + 1}`))).status),
    );
    expect([one, other].toSorted()).toEqual([200, 409]);
    for (const one of servers) {
      one.process.kill('SIGINT');
      expect(await one.ended).toBe(0);
    }
    await drop();
  }, 120_000);
});
