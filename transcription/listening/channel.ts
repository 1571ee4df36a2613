// Messages between the worker and its transcription process. Plain values only, because they cross a process boundary.

import type { Stage } from '../../scorecards/transcripts/states.ts';
import type { Failure, RefusalCode } from '../failure/refusal.ts';
import type { ModelPlace } from '../models/place.ts';
import type { Direction } from '../speakers/roles.ts';
import type { AgentChannel, Transcript } from '../transcript/transcript.ts';
import type { Checkpoint } from './checkpoints.ts';

/** One recording to be transcribed, with all that a process needs to know for it. */
export type RecordingRequest = ModelPlace & {
  file: string;
  /**
   * What the recording was called, where the file is called otherwise: sound without a header is known by its ending.
   */
  name?: string;
  /** null: recognised by what is said. */
  agent_channel: AgentChannel | null;
  /** Who called whom; null or absent: not known. */
  direction?: Direction | null;
  /** `en`, `zh` or another tag, or `auto`. */
  language: string;
  /** With `auto` the language is one of these; absent: English and Chinese. */
  languages?: readonly string[];
  /** Path of ffmpeg from the settings; null: the one on the PATH, else the packaged one. */
  ffmpeg: string | null;
  /** Folder for temporary files; null: the system's. */
  temporary: string | null;
  /** Longest recording, ms; null: 4 h. */
  longest_ms: number | null;
  /** Names and words the organisation uses; absent: none. */
  vocabulary?: readonly string[];
  /** What earlier tries at the same recording left behind; absent: nothing. */
  checkpoints?: readonly Checkpoint[];
};

export type ChildMessage =
  | { type: 'progress'; stage: Stage; done: number }
  | { type: 'checkpoint'; checkpoint: Checkpoint }
  | { type: 'done'; transcript: Transcript }
  | { type: 'failed'; code: RefusalCode; detail: string | null; failure?: Failure };
