// Runs a child process that transcribes: starts it, sends it one recording after another, watches its progress, and
// replaces it after some hours of audio, because native memory only grows. Whatever happens to the process, the caller
// gets a refusal.

import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { saysOutOfMemory } from '../../transcription/failure/failure.ts';
import { type Failure, Refusal } from '../../transcription/failure/refusal.ts';
import type { ChildMessage, RecordingRequest } from '../../transcription/listening/channel.ts';
import type { Checkpoint } from '../../transcription/listening/checkpoints.ts';
import type { Progress } from '../../transcription/listening/parts.ts';
import type { Transcript } from '../../transcription/transcript/transcript.ts';

export type TranscriptionProcessOptions = {
  /** The child's entry: `processes/child.ts` from source, `child.js` beside the bundled worker. */
  entry: string;
  /** A new process after so much sound. */
  recycle_after_ms?: number;
  /** Without a sign of life for so long the process is given up. */
  stalled_ms?: number;
  /**
   * What went wrong in the process without being the answer to a request. All else it writes may hold what was said.
   */
  log?: (failure: Failure) => void;
  /** How many processes the system has ended so far because its memory was full; null where it does not tell. */
  memoryKills?: () => number | null;
};

export type TranscriptionProcess = {
  /**
   * Transcribes a recording; calls wait for each other.
   * @param keep called with every new checkpoint
   * @throws Refusal with any of its codes: `crashed`, `out-of-memory`, `timeout` and `cancelled` come from here
   */
  transcribe(
    request: RecordingRequest,
    progress: Progress,
    signal?: AbortSignal,
    keep?: (checkpoint: Checkpoint) => void,
  ): Promise<Transcript>;
  /** Ends the process. */
  close(): Promise<void>;
};

/** Two hours of sound: about as much as one busy morning of a small team. */
const RECYCLE_MS = 2 * 3_600_000;
/** Longer than any window takes, with all its second looks, on a machine that is busy with ten other things. */
const STALLED_MS = 15 * 60_000;

export function createTranscriptionProcess(options: TranscriptionProcessOptions): TranscriptionProcess {
  const { entry, recycle_after_ms = RECYCLE_MS, stalled_ms = STALLED_MS, log = () => {} } = options;
  const { memoryKills = systemMemoryKills } = options;
  const child = createChild(entry, log);
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();

  const run = async (
    request: RecordingRequest,
    progress: Progress,
    keep: (checkpoint: Checkpoint) => void,
    signal?: AbortSignal,
  ): Promise<Transcript> => {
    if (closed || signal?.aborted) throw new Refusal('cancelled');
    try {
      const transcript = await ask(child.running(), request, {
        progress,
        keep,
        stalledMs: stalled_ms,
        memoryKills,
        signal,
      });
      if (child.heard(transcript.duration_ms) >= recycle_after_ms) await child.stop();
      return transcript;
    } catch (error) {
      // After anything but a plain answer the process's state is unknown.
      if (!(error instanceof Refusal) || STATE_UNKNOWN.has(error.code)) await child.stop();
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
      await child.stop();
      await queue;
    },
  };
}

/** The process itself: started when it is needed, and how much it has heard since. */
function createChild(entry: string, log: (failure: Failure) => void) {
  let child: ChildProcess | null = null;
  let heardMs = 0;

  const running = (): ChildProcess => {
    if (child?.connected) return child;
    // A child of the bundled server must not inherit the parent's debugger or watch flags. Its garbage is small objects
    // that hold megabytes of sound and states: a small nursery lets go of them sooner, 90 MB at the peak.
    const started = fork(entry, [], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--max-semi-space-size=4'],
      serialization: 'advanced',
    });
    started.stderr?.setEncoding('utf8');
    if (started.stderr) createInterface(started.stderr).on('line', (line) => loggedLine(line, log));
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

  const heard = (ms: number): number => {
    heardMs += ms;
    return heardMs;
  };
  return { running, stop, heard };
}

const STATE_UNKNOWN: ReadonlySet<string> = new Set(['crashed', 'out-of-memory', 'timeout', 'cancelled']);

type Following = {
  progress: Progress;
  keep: (checkpoint: Checkpoint) => void;
  stalledMs: number;
  memoryKills: () => number | null;
  signal: AbortSignal | undefined;
};

/** Sends one request and waits for its answer, for the process's end, for silence, or for the caller to give up. */
function ask(
  child: ChildProcess,
  request: RecordingRequest,
  { progress, keep, stalledMs, memoryKills, signal }: Following,
): Promise<Transcript> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    const before = memoryKills();
    let timer: NodeJS.Timeout;
    const settle = (then: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('close', onClose);
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
    const onClose = (code: number | null, killed: string | null): void => {
      const now = memoryKills();
      const full = killed === 'SIGKILL' && before !== null && now !== null && now > before;
      refuse(endOf(full || saysOutOfMemory(complaint), killed ?? code));
    };
    const onMessage = (message: ChildMessage): void => {
      watch();
      if (message.type === 'progress') progress(message.stage, message.done);
      else if (message.type === 'checkpoint') keep(message.checkpoint);
      else if (message.type === 'done') settle(() => resolve(message.transcript));
      else refuse(new Refusal(message.code, message.detail, message.failure ? { failure: message.failure } : {}));
    };
    child.on('message', onMessage);
    // Not at its exit: what it wrote last tells what of, and may still be on its way.
    child.on('close', onClose);
    child.stderr?.on('data', onComplaint);
    signal?.addEventListener('abort', onAbort, { once: true });
    watch();
    child.send(request, (error) => {
      if (error) refuse(new Refusal('crashed', null, { cause: error }));
    });
  });
}

/**
 * The process ended without an answer. It ran out of memory only where that is told: by Node or the model's runtime
 * before they gave up, or by the system, which counts whom it ends for want of memory. Anybody else may have ended it.
 */
function endOf(memory: boolean, how: string | number | null): Refusal {
  const code = memory ? 'out-of-memory' : 'crashed';
  const ended = how ?? 'unknown';
  const failure: Failure = { kind: 'Refusal', code, ended, place: [] };
  return new Refusal(code, typeof ended === 'number' ? `exit status ${ended}` : `killed by ${ended}`, { failure });
}

/** Linux counts for the whole machine, containers included. */
function systemMemoryKills(): number | null {
  try {
    const count = /^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1];
    return count === undefined ? null : Number(count);
  } catch {
    return null;
  }
}

/** A line of the child's own making (child.ts) is taken; what its libraries write is not. */
function loggedLine(line: string, log: (failure: Failure) => void): void {
  if (!line.startsWith('{"failure":') || !line.endsWith('}')) return;
  try {
    log((JSON.parse(line) as { failure: Failure }).failure);
  } catch {
    // Cut off, because the process ended in the middle of it.
  }
}
