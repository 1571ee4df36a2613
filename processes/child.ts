// ENTRY: a process that transcribes the recordings its parent sends, one at a time, and ends with its parent. It has no
// database: the parent may kill it at any moment and loses only the work in progress.

import { tmpdir } from 'node:os';
import { failureOf, guardOutput, isOutOfMemory } from '../transcription/failure/failure.ts';
import { Refusal } from '../transcription/failure/refusal.ts';
import type { ChildMessage, RecordingRequest } from '../transcription/listening/channel.ts';
import type { Checkpoint } from '../transcription/listening/checkpoints.ts';
import { createListener } from '../transcription/listening/listen.ts';

/** Lines for the worker's log, of the one form it takes from here. */
guardOutput(process, console, (failure) => process.stderr.write(`${JSON.stringify({ failure })}\n`));

const listen = createListener({ path: process.env.PATH ?? '', temporary: tmpdir() });

/** At most so many progress messages a second. */
const PROGRESS_MS = 250;

function send(message: ChildMessage): void {
  if (process.connected) process.send?.(message);
}

/** Every message a stage begins or ends with goes out; between them enough to move a bar. */
function throttledProgress() {
  let last = { at: 0, stage: '' };
  return (stage: 'model' | 'decoding' | 'recognising', done: number): void => {
    const now = performance.now();
    if (stage === last.stage && done < 1 && now - last.at < PROGRESS_MS) return;
    last = { at: now, stage };
    send({ type: 'progress', stage, done });
  };
}

async function answer(request: RecordingRequest): Promise<ChildMessage> {
  try {
    const keep = (checkpoint: Checkpoint): void => send({ type: 'checkpoint', checkpoint });
    return { type: 'done', transcript: await listen(request, throttledProgress(), null, keep) };
  } catch (error) {
    const failure = failureOf(error);
    if (error instanceof Refusal) return { type: 'failed', code: error.code, detail: error.detail, failure };
    // Of an error that nobody foresaw nothing leaves this process but where it arose: it may hold what was said.
    return { type: 'failed', code: isOutOfMemory(error) ? 'out-of-memory' : 'crashed', detail: null, failure };
  }
}

process.on('message', (request: RecordingRequest) => void answer(request).then(send));
process.on('disconnect', () => process.exit(0));
