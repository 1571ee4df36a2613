// Findings come by the dozen and are worth a few seconds of work each: they are gathered and written together.

import type { Note } from '../../transcription/listening/notes.ts';

/** A worker that is killed loses no more than this. */
const EVERY_MS = 5000;

export type NoteTaker = {
  keep(note: Note): void;
  /** Writes what is left. */
  settled(): Promise<void>;
};

/**
 * @param write keeps some notes
 * @param onFailure a write went wrong: its notes are tried again with the next
 */
export function takeNotes(
  write: (notes: Note[]) => Promise<unknown>,
  onFailure: (error: unknown) => void,
  everyMs = EVERY_MS,
): NoteTaker {
  let gathered: Note[] = [];
  let writing: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const notes = gathered;
    gathered = [];
    if (notes.length === 0) return;
    try {
      await write(notes);
    } catch (error) {
      gathered.unshift(...notes);
      onFailure(error);
    }
  };
  const timer = setInterval(() => {
    writing = writing.then(flush);
  }, everyMs);
  return {
    keep: (note) => void gathered.push(note),
    async settled() {
      clearInterval(timer);
      await writing;
      await flush();
    },
  };
}
