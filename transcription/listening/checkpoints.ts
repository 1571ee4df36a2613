// Checkpoints of a transcription. A two-hour call takes most of an hour to transcribe, and a machine may be switched
// off in the middle, so every costly result (speech spans, languages, the words of a window) is stored as soon as it is
// computed, together with the settings it depends on. The next attempt, on any machine, reuses them and produces
// exactly the same transcript.

import type { LaneFrames } from '../sound/span.ts';

/** One finding. `value` is plain JSON, so that it can cross processes and lie in a database. */
export type Checkpoint = {
  /** The settings the finding depends on, in words; under others it counts for nothing. */
  under: string;
  /** What was found out, such as `words 0 16000-464000`: lane and samples of a window. */
  name: string;
  value: unknown;
};

/** The notes of one try, under its settings. */
export type Checkpoints = {
  /** What was noted under this name, else what `make` finds, noted from now on. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
  /** What an earlier try noted; null where it noted nothing. */
  recall<T>(name: string): T | null;
  keep(name: string, value: unknown): void;
};

/**
 * @param under everything the findings depend on beside the sound itself
 * @param earlier notes of earlier tries; those under other settings are passed over
 * @param keep called with every new checkpoint
 */
export function openCheckpoints(
  under: string,
  earlier: readonly Checkpoint[],
  keep: (checkpoint: Checkpoint) => void,
): Checkpoints {
  const found = new Map(
    earlier.filter((checkpoint) => checkpoint.under === under).map(({ name, value }) => [name, value]),
  );
  const checkpoints: Checkpoints = {
    async once<T>(name: string, make: () => Promise<T>): Promise<T> {
      if (found.has(name)) return checkpoints.recall<T>(name) as T;
      const value = await make();
      checkpoints.keep(name, value);
      return value;
    },
    recall<T>(name: string): T | null {
      const value = (found.get(name) ?? null) as T | null;
      // Each is asked for once, and a long recording's are large.
      found.delete(name);
      return value;
    },
    keep: (name, value) => keep({ under, name, value }),
  };
  return checkpoints;
}

/** What was measured of a lane, exactly, as text: 4 bytes a value. */
export type PackedFrames = { voice: string; level: string };

export function packFrames({ voice, level }: LaneFrames): PackedFrames {
  return { voice: pack(voice), level: pack(level) };
}

export function unpackFrames({ voice, level }: PackedFrames): LaneFrames {
  return { voice: unpack(voice), level: unpack(level) };
}

/** As many bytes as a call can take as arguments. */
const BYTES_AT_ONCE = 8192;

function pack(values: Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += BYTES_AT_ONCE) {
    text += String.fromCharCode(...bytes.subarray(at, at + BYTES_AT_ONCE));
  }
  return btoa(text);
}

function unpack(text: string): Float32Array {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}
