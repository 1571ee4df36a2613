// Checkpoints arrive by the dozen and are worth a few seconds of work each, so they are written in batches.

import type { Checkpoint } from '../../transcription/listening/checkpoints.ts';

/** A worker that is killed loses no more than this. */
const EVERY_MS = 5000;

export type CheckpointWriter = {
  keep(checkpoint: Checkpoint): void;
  /** Writes what is left. */
  settled(): Promise<void>;
};

/**
 * @param write keeps some notes
 * @param onFailure a write went wrong: its notes are tried again with the next
 */
export function gatherCheckpoints(
  write: (checkpoints: Checkpoint[]) => Promise<unknown>,
  onFailure: (error: unknown) => void,
  everyMs = EVERY_MS,
): CheckpointWriter {
  let gathered: Checkpoint[] = [];
  let writing: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const checkpoints = gathered;
    gathered = [];
    if (checkpoints.length === 0) return;
    try {
      await write(checkpoints);
    } catch (error) {
      gathered.unshift(...checkpoints);
      onFailure(error);
    }
  };
  const timer = setInterval(() => {
    writing = writing.then(flush);
  }, everyMs);
  return {
    keep: (checkpoint) => void gathered.push(checkpoint),
    async settled() {
      clearInterval(timer);
      await writing;
      await flush();
    },
  };
}
