// Child processes of the server: the embedded database and the transcription workers. Each has a channel to this
// process and ends with it; one that dies is restarted after increasing delays.
import { type ChildProcess, fork } from 'node:child_process';

/** How long a child has for finishing what it has in progress. */
const GRACE_MS = 15_000;
const SOONEST_MS = 500;
const LATEST_MS = 30_000;
/** One that lived this long did not fail at its start: the next restart is soon again. */
const LIVED_MS = 5_000;

export type Child = {
  /** From now on its end is nothing to fix: anyone who stops this process may have signalled all of them at once. */
  expectEnd(): void;
  /** Asks it to end, then makes it. Resolves when it is gone; it is not started again. */
  stop(): Promise<void>;
};

type Program = {
  name: string;
  path: string;
  arguments: string[];
  environment: Record<string, string | undefined>;
  /** A line for the person who watches the server. */
  say: (line: string) => void;
  onMessage?: (message: unknown) => void;
};

/** Starts a program of ours and keeps it running. */
export function keepRunning(program: Program): Child {
  let stopping = false;
  let delay = SOONEST_MS;
  let timer: NodeJS.Timeout | null = null;
  let child = begin();

  function begin(): ChildProcess {
    const started = Date.now();
    const next = spawn(program);
    // What was ready and is killed twice in a minute is waited for no longer than the first time.
    let worked = false;
    next.on('message', (message) => {
      worked ||= (message as { ready?: boolean } | null)?.ready === true;
    });
    next.once('exit', (code, signal) => {
      if (stopping) return;
      delay = worked || Date.now() - started > LIVED_MS ? SOONEST_MS : Math.min(delay * 2, LATEST_MS);
      program.say(`${program.name} ended (${signal ?? `code ${code}`}); restarting in ${delay / 1000} s.`);
      timer = setTimeout(() => {
        child = begin();
      }, delay);
    });
    return next;
  }

  const expectEnd = () => {
    stopping = true;
    if (timer) clearTimeout(timer);
  };
  return {
    expectEnd,
    stop: async () => {
      expectEnd();
      await ended(child);
    },
  };
}

function spawn({ path, arguments: words, environment, onMessage }: Program): ChildProcess {
  // Its lines belong to the server's log.
  const child = fork(path, words, { env: environment, stdio: ['ignore', 2, 2, 'ipc'] });
  child.on('error', () => {});
  if (onMessage) child.on('message', onMessage);
  return child;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return done();
    const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    child.once('exit', () => {
      clearTimeout(force);
      done();
    });
    child.kill('SIGTERM');
  });
}
