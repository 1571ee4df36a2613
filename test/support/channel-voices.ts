// The voices of one channel of a real file, without words: decoder, voice detector and speaker encoder as the product
// puts them together.

import { tmpdir } from 'node:os';
import { openCheckpoints } from '../../transcription/listening/checkpoints.ts';
import { takeIn } from '../../transcription/listening/intake.ts';
import { findSpeech } from '../../transcription/listening/speech.ts';
import { openVoiceDetector } from '../../transcription/listening/vad.ts';
import { DEFAULT_LIMITS, openAudio } from '../../transcription/sound/audio.ts';
import { findFfmpeg } from '../../transcription/sound/ffmpeg.ts';
import { openPcmBuffer } from '../../transcription/sound/pcm-buffer.ts';
import type { Span } from '../../transcription/sound/span.ts';
import type { Voiceprint } from '../../transcription/speakers/print.ts';
import type { VoiceSample } from '../../transcription/speakers/speakers.ts';
import { hearVoices } from '../../transcription/speakers/voices.ts';

const notes = () => openCheckpoints('', [], () => {});

/**
 * @param side index of a channel; `mixed` for all of them in one. `spent_ms` is processor time for the voices alone.
 */
export async function channelVoices(
  file: string,
  side: number | 'mixed',
  voiceprint: Voiceprint,
): Promise<{ speech: Span[]; samples: VoiceSample[]; spent_ms: number }> {
  const ffmpeg = findFfmpeg(process.env.FFMPEG_PATH ?? null, process.env.PATH ?? '');
  const sound = await openAudio(file, { ffmpeg, limits: DEFAULT_LIMITS, signal: null });
  const pcm = await openPcmBuffer(tmpdir(), sound.channels);
  try {
    const voice = await openVoiceDetector();
    // Nobody reads a window here.
    const recogniser = { model: '', languages: [], listen: () => Promise.reject(new Error('no words are wanted')) };
    const parts = { sound, voice, recogniser, pcm: async () => pcm, clock: () => 0, progress: () => {} };
    const intake = await takeIn(parts, pcm, side === 'mixed' ? 'mono' : 'left', notes());
    const lane = side === 'mixed' ? 0 : side;
    const frames = intake.lanes[lane];
    if (!frames) throw new Error(`there is no channel ${lane} in ${file}`);
    const speech = findSpeech(frames.voice);
    const before = process.cpuUsage();
    const read = (start: number, end: number): Promise<Float32Array> => pcm.read(lane, start, end);
    const samples = await hearVoices(voiceprint, speech, { frames, samples: intake.samples, read });
    const { user, system } = process.cpuUsage(before);
    return { speech, samples, spent_ms: (user + system) / 1000 };
  } finally {
    await pcm.close();
    await sound.close();
  }
}
