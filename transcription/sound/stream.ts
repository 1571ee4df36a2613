// Audio streams: a recording read once from start to end, and the PCM buffer for reading it again.

import type { RecordingNotes } from '../transcript/transcript.ts';

/** A recording as a stream. */
export type Sound = {
  channels: number;
  /** Where the container tells; null for a stream. */
  duration_ms: number | null;
  /** What a file that was cut off says it should hold; null for one that is whole. Certain when it has been read. */
  announced_ms: number | null;
  /** What had to be assumed or left out; absent or null: nothing. */
  notes?: RecordingNotes | null;
  /** Blocks at 16 kHz, one array per channel, −1 to 1. */
  blocks: AsyncIterable<Float32Array[]>;
  close(): Promise<void>;
};

/** Sound set aside; positions in samples. */
export type PcmBuffer = {
  write(lane: number, block: Float32Array): Promise<void>;
  /** Fewer samples come back only past the end. */
  read(lane: number, start: number, end: number): Promise<Float32Array>;
  close(): Promise<void>;
};
