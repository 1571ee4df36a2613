// What the transcriber is built from: the machinery behind each of these is somebody else's business, and a test hands in
// whatever it likes.

import type { RecordingNotes } from '../transcript.ts';
import type { Evidence } from './doubt.ts';
import type { VoiceLane } from './lane.ts';
import type { Note } from './notes.ts';
import type { Span } from './speech.ts';
import type { Pause, TimedWord } from './words.ts';

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
export type Tape = {
  write(lane: number, block: Float32Array): Promise<void>;
  /** Fewer samples come back only past the end. */
  read(lane: number, start: number, end: number): Promise<Float32Array>;
  close(): Promise<void>;
};

/** What a recogniser made of one window; `complete` is false where it ran into its own limit. */
export type Reading = { words: TimedWord[]; complete: boolean } & Evidence;

/** How a window is read; by default the likeliest text, knowing nothing. */
export type HowToRead = {
  /** 0: the likeliest text; above it is drawn by chance, and bolder the higher it is. */
  temperature: number;
  /** For that chance: the same seed draws the same text. */
  seed: number;
  /** What was said just before; empty: nothing. */
  previous: string;
  /** Words that may come, the most important first. */
  vocabulary: readonly string[];
  /** The long ones, over which no number goes on. */
  pauses: readonly Pause[];
};

/** A window that was listened to; asking it again costs little. */
export type Heard = {
  /**
   * Probability of each language the model knows, by its tag.
   * @param stretch in samples of the window; absent: all of it
   */
  languages(stretch?: Span): Promise<Map<string, number>>;
  /** @param speech where the detector heard speech, in samples of the window */
  words(language: string, speech: readonly Span[], how?: HowToRead): Promise<Reading>;
};

export type Recogniser = {
  /** Name for the transcript. */
  model: string;
  /** Tags of the languages it can write. */
  languages: readonly string[];
  /** @param sound 30 s at most */
  listen(sound: Float32Array): Promise<Heard>;
};

/** Hears whose voice it is, without knowing whose. */
export type Voiceprint = {
  /**
   * @param sound 16 kHz, 30 s at most, speech of −30 dBFS and above
   * @param windows in samples of `sound`; 1.6 s is best, half of it is the least that tells much
   * @returns a unit vector for each window; vectors of one voice lie near each other
   */
  vectors(sound: Float32Array, windows: readonly Span[]): Promise<Float32Array[]>;
};

export type Stage = 'model' | 'decoding' | 'recognising';

/** @param done 0 to 1 of the stage for `model`, of the whole recording for the others */
export type Progress = (stage: Stage, done: number) => void;

export type TranscriberParts = {
  sound: Sound;
  /** Opens a lane of the voice detector. */
  voice: () => VoiceLane;
  recogniser: Recogniser;
  /** null or absent: speakers on one channel are not told apart. */
  voiceprint?: Voiceprint | null;
  /** Opens a tape for so many lanes. */
  tape: (lanes: number) => Promise<Tape>;
  /** Milliseconds of any clock, for `took_ms`. */
  clock: () => number;
  progress: Progress;
  /** What earlier tries at the recording found, and who is told of what this one finds; absent: nobody asks. */
  notes?: { earlier: readonly Note[]; keep: (note: Note) => void };
};
