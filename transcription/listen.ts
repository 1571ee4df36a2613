// The whole machinery put together for one process: models are opened once and kept, recordings come one after another.
// Both entries, the child of the worker and the command line, are thin over this.

import { type AudioLimits, DEFAULT_LIMITS, openAudio } from './audio.ts';
import type { Progress, Recogniser } from './parts.ts';
import { openTape } from './tape.ts';
import { transcribe } from './transcriber.ts';
import type { AgentChannel, Transcript } from './transcript.ts';
import { openVoiceDetector, type VoiceDetector } from './vad.ts';
import { type ModelPlace, openWhisper } from './whisper.ts';

/** One recording to be transcribed, with all that a process needs to know for it. */
export type ListenRequest = ModelPlace & {
  file: string;
  agent_channel: AgentChannel | null;
  /** `en`, `zh` or another tag, or `auto`. */
  language: string;
  /** See `findFfmpeg`; null where there is none. */
  ffmpeg: string | null;
  /** Folder for temporary files. */
  temporary: string;
  limits?: AudioLimits;
};

/** @returns a function that transcribes; it keeps the model it used last */
export function createListener(): (request: ListenRequest, progress: Progress, signal?: AbortSignal) => Promise<Transcript> {
  let voice: VoiceDetector | null = null;
  let opened: { key: string; recogniser: Recogniser } | null = null;
  return async (request, progress, signal) => {
    const { file, ffmpeg, limits = DEFAULT_LIMITS } = request;
    // A recording that must be refused is refused before a model is loaded for it.
    const sound = await openAudio(file, { ffmpeg, limits, signal: signal ?? null });
    try {
      voice ??= await openVoiceDetector();
      const key = JSON.stringify([request.model, request.models, request.cache, request.hub, request.threads]);
      if (opened?.key !== key) {
        progress('model', 0);
        opened = { key, recogniser: await openWhisper(request, (done) => progress('model', done)) };
      }
    } catch (error) {
      await sound.close();
      throw error;
    }
    return transcribe(
      {
        sound,
        voice,
        recogniser: opened.recogniser,
        tape: (lanes) => openTape(request.temporary, lanes),
        clock: () => performance.now(),
        progress,
      },
      { agent_channel: request.agent_channel, language: request.language },
    );
  };
}
