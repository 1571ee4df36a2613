// Only one process may open the folder of the embedded database; two would silently lose data. The lock is a file
// naming its owner. It counts only while that owner is alive, so a killed process needs no clean-up, and only in the
// folder it was created in, because a copied folder carries the lock of the original.
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

/**
 * `born` tells the process from a later one that was given the same number, `folder` the folder from a copy of it (empty
 * in locks of earlier versions).
 */
type Owner = { pid: number; born: string; folder: string; socket: string };

export type Lock = { taken: true; release(): void } | { taken: false; owner: number };

/** Where the socket of a folder's running database is, or null when none runs. */
export function socketOf(folder: string): string | null {
  const owner = read(join(folder, 'lock'));
  return owner && isOf(owner, folder) ? owner.socket : null;
}

/** The same, of one that answers. */
export async function runningSocket(folder: string): Promise<string | null> {
  const socket = socketOf(folder);
  return socket !== null && (await answers(socket)) ? socket : null;
}

/** Takes the folder's lock, from a dead owner too. */
export async function takeLock(folder: string, socket: string): Promise<Lock> {
  const path = join(folder, 'lock');
  const mine: Owner = { pid: process.pid, born: born(process.pid), folder: identityOf(folder), socket };
  const taken: Lock = {
    taken: true,
    release: () => {
      if (read(path)?.pid === process.pid) rmSync(path, { force: true });
    },
  };
  if (create(path, mine)) return taken;
  // Taking it from a dead owner is itself done under a lock, or two could each remove the other's new one.
  const takeover = join(folder, 'lock.takeover');
  const helper = read(takeover);
  if (helper && !(isOf(helper, folder) && runs(helper))) rmSync(takeover, { force: true });
  if (!create(takeover, mine)) return { taken: false, owner: read(takeover)?.pid ?? 0 };
  try {
    const owner = read(path);
    if (owner && isOf(owner, folder) && (runs(owner) || (await answers(owner.socket))))
      return { taken: false, owner: owner.pid };
    rmSync(path, { force: true });
    return create(path, mine) ? taken : { taken: false, owner: read(path)?.pid ?? 0 };
  } finally {
    rmSync(takeover, { force: true });
  }
}

/** The file appears with its content or not at all: a half-written one would read as nobody's. */
function create(path: string, owner: Owner): boolean {
  const draft = `${path}.${owner.pid}`;
  writeFileSync(draft, JSON.stringify(owner), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path: string): Owner | null {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<Owner>;
    return typeof value.pid === 'number' && typeof value.socket === 'string'
      ? { pid: value.pid, born: String(value.born), folder: String(value.folder ?? ''), socket: value.socket }
      : null;
  } catch {
    return null;
  }
}

/** A copy is another inode; the same folder seen from two containers is one. */
const identityOf = (folder: string): string => String(statSync(folder, { bigint: true }).ino);

const isOf = (owner: Owner, folder: string): boolean => owner.folder === '' || owner.folder === identityOf(folder);

function runs(owner: Owner): boolean {
  if (owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = born(owner.pid);
  return now === '' || owner.born === '' || now === owner.born;
}

/** When a process began, as far as the system tells: on Linux the boot and the tick within it. */
function born(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return '';
  }
}

/** An owner in another container has no process here, but its socket answers. */
function answers(socket: string): Promise<boolean> {
  return new Promise((done) => {
    const probe = connect(socket);
    probe.once('connect', () => {
      probe.destroy();
      done(true);
    });
    probe.once('error', () => done(false));
  });
}
