// The complete transcriber for one process: models are opened once and reused for one recording after another. The
// worker's child process and the command line are thin wrappers around it.

import { DEFAULT_LIMITS, openAudio } from '../sound/audio.ts';
import { findFfmpeg } from '../sound/ffmpeg.ts';
import { openPcmBuffer } from '../sound/pcm-buffer.ts';
import type { Voiceprint } from '../speakers/print.ts';
import { openVoiceprint } from '../speakers/voiceprint.ts';
import type { Transcript } from '../transcript/transcript.ts';
import type { RecordingRequest } from './channel.ts';
import type { Checkpoint } from './checkpoints.ts';
import type { Progress, Recogniser } from './parts.ts';
import { transcribe } from './transcriber.ts';
import { openVoiceDetector, type VoiceDetector } from './vad.ts';
import { openWhisper } from './whisper.ts';

/** What only the entry can know of its process. */
export type Surroundings = { path: string; temporary: string };

/**
 * Transcribes one recording.
 * @param keep called with every new checkpoint; see {@link RecordingRequest.checkpoints}
 * @throws Refusal, or anything else for a fault of ours
 */
export type Listener = (
  request: RecordingRequest,
  progress: Progress,
  signal: AbortSignal | null,
  keep?: (checkpoint: Checkpoint) => void,
) => Promise<Transcript>;

/** @returns a listener that keeps the model it used last */
export function createListener(surroundings: Surroundings): Listener {
  let voice: VoiceDetector | null = null;
  let opened: { key: string; recogniser: Recogniser; voiceprint: Voiceprint | null } | null = null;
  return async (request, progress, signal, keep = () => {}) => {
    // A recording that must be refused is refused before a model is loaded for it.
    const sound = await openAudio(request.file, {
      ffmpeg: findFfmpeg(request.ffmpeg, surroundings.path),
      limits: { ...DEFAULT_LIMITS, longest_ms: request.longest_ms ?? DEFAULT_LIMITS.longest_ms },
      signal,
      name: request.name,
    });
    try {
      voice ??= await openVoiceDetector();
      const key = JSON.stringify([request.model, request.models, request.cache, request.hub, request.threads]);
      if (opened?.key !== key) {
        progress('model', 0);
        const recogniser = await openWhisper(request, (done) => progress('model', done));
        opened = { key, recogniser, voiceprint: await openVoiceprint(request) };
      }
      return await transcribe(
        {
          sound,
          voice,
          recogniser: opened.recogniser,
          voiceprint: opened.voiceprint,
          pcm: (lanes) => openPcmBuffer(request.temporary ?? surroundings.temporary, lanes),
          clock: () => performance.now(),
          progress,
          checkpoints: { earlier: request.checkpoints ?? [], keep },
        },
        {
          agent_channel: request.agent_channel,
          direction: request.direction ?? null,
          language: request.language,
          languages: request.languages,
          vocabulary: request.vocabulary ?? [],
        },
      );
    } finally {
      await sound.close();
    }
  };
}
