import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { connect } from '../../db/database/client.ts';
import { socketOf, takeLock } from '../../db/database/embedded-lock.ts';
import { ended, startEmbedded } from '../support/embedded.ts';
import { program } from '../support/programs.ts';

function aFolder(...deeper: string[]): string {
  const top = mkdtempSync(join(tmpdir(), 'attune-embedded-'));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  const folder = join(top, ...deeper);
  mkdirSync(folder, { recursive: true });
  cpSync(inject('embeddedTemplate'), folder, { recursive: true });
  return folder;
}

/** Started, and always stopped after the test. */
async function started(folder: string) {
  const embedded = await startEmbedded(folder);
  onTestFinished(() => ended(embedded.process, 'SIGKILL'));
  return embedded;
}

it('gives only its owner access to the folder', async () => {
  const folder = aFolder();
  const { socket, stop } = await started(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(socket).mode & 0o077).toBe(0);
  expect(socketOf(folder)).toBe(socket);
  await stop();
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

it('is refused to a second process with a sentence, and keeps running', async () => {
  const folder = aFolder();
  const first = await started(folder);
  await expect(startEmbedded(folder)).rejects.toThrow(`is in use by process ${first.process.pid}`);
  const connection = connect({ socket: first.socket });
  expect(await connection.sql`select 1 as one`).toEqual([{ one: 1 }]);
  await connection.close();
});

it('is given to one of two processes that find a dead owner’s lock at the same moment', async () => {
  const folder = aFolder();
  const first = await started(folder);
  await ended(first.process, 'SIGKILL');
  expect(existsSync(join(folder, 'lock'))).toBe(true);
  const outcomes = await Promise.allSettled([started(folder), started(folder)]);
  expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

it('believes no lock whose number now belongs to another process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'attune-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => ended(other, 'SIGKILL'));
  await once(other, 'spawn');
  const lock = (born: string) =>
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: other.pid, born, socket: join(folder, 'none') }));
  lock('an earlier boot/1');
  expect((await takeLock(folder, 'mine')).taken).toBe(true);
  const stat = readFileSync(`/proc/${other.pid}/stat`, 'utf8');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  lock(`${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`);
  expect(await takeLock(folder, 'mine')).toEqual({ taken: false, owner: other.pid });
});

it('opens as a copy, whose lock speaks of the original, even while that runs', async () => {
  const folder = aFolder();
  const first = await started(folder);
  const copy = aFolder();
  cpSync(join(folder, 'lock'), join(copy, 'lock'));
  expect(socketOf(copy)).toBeNull();
  const second = await started(copy);
  expect(second.socket).not.toBe(first.socket);
  expect([socketOf(folder), socketOf(copy)]).toEqual([first.socket, second.socket]);
});

it('believes no lock of an earlier version, or of another machine, whose process is not running', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'attune-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const gone = spawn(process.execPath, ['-e', '']);
  await ended(gone, 'SIGKILL');
  const none = { socket: join(folder, 'none') };
  const owners = [
    { pid: gone.pid, born: '', ...none },
    // Here the number belongs to another process: this one's parent, and the first of the machine.
    { pid: process.ppid, born: 'boot of another machine/123', ...none },
    { pid: 1, born: 'boot of another machine/123', folder: '', ...none },
    { pid: 999_999_999, born: '', ...none },
  ];
  for (const owner of owners) {
    writeFileSync(join(folder, 'lock'), JSON.stringify(owner));
    const lock = await takeLock(folder, 'mine');
    expect(lock.taken, JSON.stringify(owner)).toBe(true);
    if (lock.taken) lock.release();
  }
  // Not even a lock.
  for (const text of ['', '{', '[]', '{"pid":"1"}']) {
    writeFileSync(join(folder, 'lock'), text);
    const lock = await takeLock(folder, 'mine');
    expect(lock.taken, text).toBe(true);
    if (lock.taken) lock.release();
  }
});

it('works from a folder whose path is too long for a socket', async () => {
  const folder = aFolder(
    'a-rather-long-name-for-a-folder'.repeat(2),
    'another-rather-long-name-for-a-folder'.repeat(2),
  );
  const { socket, stop } = await started(folder);
  expect(socket.length).toBeLessThan(100);
  const connection = connect({ socket });
  expect(await connection.sql`select count(*)::int as n from organisation`).toEqual([{ n: 0 }]);
  await connection.close();
  await stop();
  expect(existsSync(socket)).toBe(false);
});

it('loses no acknowledged row when it is killed in the middle of writing, again and again', async () => {
  const folder = aFolder();
  let acknowledged = 0;
  for (let round = 0; round < 4; round++) {
    const embedded = await started(folder);
    const connection = connect({ socket: embedded.socket });
    await connection.sql`create table if not exists counted (n int primary key, filling text)`;
    const rows = await connection.sql<{ n: number }[]>`select n from counted`;
    expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
    const there = new Set(rows.map((row) => row.n));
    for (let n = 0; n < acknowledged; n++) expect(there.has(n)).toBe(true);
    acknowledged = rows.length;
    const killAt = acknowledged + 60 + round * 37;
    const filling = 'x'.repeat(3000);
    try {
      for (;;) {
        const n = acknowledged;
        const insertion = connection.sql`insert into counted values (${n}, ${filling})`;
        // Killed with the statement on its way.
        if (n === killAt) await Promise.all([insertion, ended(embedded.process, 'SIGKILL')]);
        else await insertion;
        acknowledged = n + 1;
      }
    } catch {
      // The connection is gone, as it should be.
    }
    await ended(embedded.process, 'SIGKILL');
    void connection.close().catch(() => {});
  }
  expect(acknowledged).toBeGreaterThan(240);
}, 120_000);

it('checkpoints often enough that little is replayed after a kill, but never within a transaction', async () => {
  const { socket } = await started(aFolder());
  const { sql, close } = connect({ socket });
  const written = async () =>
    (await sql<{ lsn: string }[]>`select redo_lsn::text as lsn from pg_control_checkpoint()`)[0]!.lsn;
  const before = await written();
  await sql`create table filled (n int, filling text)`;
  await sql`alter table filled alter filling set storage external`;
  await sql.begin(async (tx) => {
    await tx`insert into filled select n, repeat(md5(n::text), 100) from generate_series(1::int, 15000) as n`;
    await tx`select pg_sleep(6)`;
    await tx`insert into filled values (0, '')`;
  });
  await expect.poll(written, { timeout: 60_000 }).not.toBe(before);
  expect(await sql`select count(*)::int as n from filled`).toEqual([{ n: 15_001 }]);
  await close();
}, 120_000);

it('ends when the process that started it is killed', async () => {
  const folder = aFolder();
  const script = `require('node:child_process').fork(${JSON.stringify(program('embedded'))}, [${JSON.stringify(folder)}]).on('message', (m) => console.log(JSON.stringify(m)))`;
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(parent.stdout, 'data');
  expect(existsSync(join(folder, 'lock'))).toBe(true);
  await ended(parent, 'SIGKILL');
  await expect.poll(() => existsSync(join(folder, 'lock'))).toBe(false);
});
