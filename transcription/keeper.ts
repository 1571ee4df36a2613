// Keeps the process that transcribes: starts it, hands it one recording after another, watches that it gets on, and
// starts a new one after some hours of sound, because native memory only ever grows. Whatever happens to the process, the
// caller hears of it as a refusal.

import { type ChildProcess, fork } from 'node:child_process';
import type { Note } from './listening/notes.ts';
import type { Progress } from './listening/parts.ts';
import { Refusal } from './refusal.ts';
import type { ChildMessage, RecordingRequest } from './sound/channel.ts';
import type { Transcript } from './transcript.ts';

export type KeeperOptions = {
  /** The child's entry: `transcription/child.ts` from source, `child.js` beside the bundled worker. */
  entry: string;
  /** A new process after so much sound. */
  recycle_after_ms?: number;
  /** Without a sign of life for so long the process is given up. */
  stalled_ms?: number;
  /** Lines the process writes to its error output, for the log. */
  log?: (line: string) => void;
};

export type Keeper = {
  /**
   * Transcribes a recording; calls wait for each other.
   * @param keep told of every finding that another try could take over
   * @throws Refusal with any of its codes: `crashed`, `out-of-memory`, `timeout` and `cancelled` come from here
   */
  transcribe(
    request: RecordingRequest,
    progress: Progress,
    signal?: AbortSignal,
    keep?: (note: Note) => void,
  ): Promise<Transcript>;
  /** Ends the process. */
  close(): Promise<void>;
};

/** Two hours of sound: about as much as one busy morning of a small team. */
const RECYCLE_MS = 2 * 3_600_000;
/** Longer than any window takes, with all its second looks, on a machine that is busy with ten other things. */
const STALLED_MS = 15 * 60_000;

export function createKeeper(options: KeeperOptions): Keeper {
  const { entry, recycle_after_ms = RECYCLE_MS, stalled_ms = STALLED_MS, log = () => {} } = options;
  let child: ChildProcess | null = null;
  let heardMs = 0;
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();

  const running = (): ChildProcess => {
    if (child?.connected) return child;
    // A child of the bundled server must not inherit the parent's debugger or watch flags. Its garbage is small objects
    // that hold megabytes of sound and states: a small nursery lets go of them sooner, 90 MB at the peak.
    const started = fork(entry, [], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--max-semi-space-size=4'],
      serialization: 'advanced',
    });
    started.stderr?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.trim() !== '') log(line);
    });
    started.on('exit', () => {
      if (child === started) child = null;
    });
    child = started;
    heardMs = 0;
    return started;
  };

  const stop = async (): Promise<void> => {
    const stopping = child;
    child = null;
    if (!stopping || stopping.exitCode !== null || stopping.signalCode !== null) return;
    const ended = new Promise((done) => stopping.once('exit', done));
    stopping.kill('SIGKILL');
    await ended;
  };

  const run = async (
    request: RecordingRequest,
    progress: Progress,
    keep: (note: Note) => void,
    signal?: AbortSignal,
  ): Promise<Transcript> => {
    if (closed || signal?.aborted) throw new Refusal('cancelled');
    try {
      const transcript = await ask(running(), request, { progress, keep, stalledMs: stalled_ms, signal });
      heardMs += transcript.duration_ms;
      if (heardMs >= recycle_after_ms) await stop();
      return transcript;
    } catch (error) {
      // After anything but a plain answer the process's state is unknown.
      if (!(error instanceof Refusal) || STATE_UNKNOWN.has(error.code)) await stop();
      throw closed ? new Refusal('cancelled') : error;
    }
  };

  return {
    transcribe(request, progress, signal, keep = () => {}) {
      const result = queue.then(() => run(request, progress, keep, signal));
      queue = result.catch(() => {});
      return result;
    },
    async close() {
      closed = true;
      await stop();
      await queue;
    },
  };
}

const STATE_UNKNOWN: ReadonlySet<string> = new Set(['crashed', 'out-of-memory', 'timeout', 'cancelled']);

type Following = {
  progress: Progress;
  keep: (note: Note) => void;
  stalledMs: number;
  signal: AbortSignal | undefined;
};

/** Sends one request and waits for its answer, for the process's end, for silence, or for the caller to give up. */
function ask(
  child: ChildProcess,
  request: RecordingRequest,
  { progress, keep, stalledMs, signal }: Following,
): Promise<Transcript> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    let timer: NodeJS.Timeout;
    const settle = (then: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.stderr?.off('data', onComplaint);
      signal?.removeEventListener('abort', onAbort);
      then();
    };
    const refuse = (refusal: Refusal): void => settle(() => reject(refusal));
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => refuse(new Refusal('timeout', `nothing for ${stalledMs / 1000} s`)), stalledMs);
    };
    const onAbort = (): void => refuse(new Refusal('cancelled'));
    const onComplaint = (text: string): void => {
      complaint = (complaint + text).slice(-4000);
    };
    const onExit = (code: number | null, killed: string | null): void => refuse(endOf(code, killed, complaint));
    const onMessage = (message: ChildMessage): void => {
      watch();
      if (message.type === 'progress') progress(message.stage, message.done);
      else if (message.type === 'note') keep(message.note);
      else if (message.type === 'done') settle(() => resolve(message.transcript));
      else refuse(new Refusal(message.code, message.detail));
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.stderr?.on('data', onComplaint);
    signal?.addEventListener('abort', onAbort, { once: true });
    watch();
    child.send(request, (error) => {
      if (error) refuse(new Refusal('crashed', error.message));
    });
  });
}

/** Node ends with 134 (SIGABRT) when its heap is full; the system kills with SIGKILL when its own memory is. */
function endOf(code: number | null, killed: string | null, complaint: string): Refusal {
  const memory = killed === 'SIGKILL' || /heap out of memory|allocation failed/i.test(complaint);
  const how = killed === null ? `exit status ${code}` : `killed by ${killed}`;
  return new Refusal(
    memory ? 'out-of-memory' : 'crashed',
    `${how}${complaint ? `: ${complaint.trim().slice(-500)}` : ''}`,
  );
}
