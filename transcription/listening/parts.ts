// The dependencies of the transcriber, as interfaces, so that tests can pass in their own.

import type { Stage } from '../../scorecards/transcripts/states.ts';
import type { Span } from '../sound/span.ts';
import type { PcmBuffer, Sound } from '../sound/stream.ts';
import type { Voiceprint } from '../speakers/print.ts';
import type { Pause, TimedWord } from '../transcript/words.ts';
import type { Checkpoint } from './checkpoints.ts';
import type { Evidence } from './doubt.ts';
import type { VoiceLane } from './lane.ts';

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

/** @param done 0 to 1 of the stage for `model`, of the whole recording for the others */
export type Progress = (stage: Stage, done: number) => void;

export type TranscriberParts = {
  sound: Sound;
  /** Opens a lane of the voice detector. */
  voice: () => VoiceLane;
  recogniser: Recogniser;
  /** null or absent: speakers are not separated in mono. */
  voiceprint?: Voiceprint | null;
  /** Opens a PCM buffer for so many lanes. */
  pcm: (lanes: number) => Promise<PcmBuffer>;
  /** Milliseconds of any clock, for `took_ms`. */
  clock: () => number;
  progress: Progress;
  /** Results of earlier attempts at the recording, and where new ones are stored; absent: neither. */
  checkpoints?: { earlier: readonly Checkpoint[]; keep: (checkpoint: Checkpoint) => void };
};
