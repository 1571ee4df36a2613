// The waveform of a recording that is not transcribed: the audio streams through once and only its peaks are kept.

import type { Drawn } from '../transcript/transcript.ts';
import { DEFAULT_LIMITS, openAudio } from './audio.ts';
import type { CopyRequest } from './copy.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { createPeaks } from './peaks.ts';
import { RATE } from './span.ts';

/**
 * @returns the peaks, how long the sound is, and what had to be assumed or left out
 * @throws Refusal: why the recording cannot be read
 */
export async function drawRecording(
  request: Pick<CopyRequest, 'file' | 'name' | 'ffmpeg' | 'path' | 'signal'>,
): Promise<Drawn> {
  const { file, name, signal = null } = request;
  const ffmpeg = findFfmpeg(request.ffmpeg, request.path);
  const sound = await openAudio(file, { ffmpeg, limits: DEFAULT_LIMITS, signal, name });
  try {
    const peaks = createPeaks(RATE, sound.channels);
    let samples = 0;
    for await (const block of sound.blocks) {
      peaks.add(block);
      samples += block[0]?.length ?? 0;
    }
    return {
      peaks: peaks.peaks(),
      duration_ms: Math.round((samples * 1000) / RATE),
      announced_ms: sound.announced_ms,
      recording_notes: sound.notes ?? null,
    };
  } finally {
    await sound.close();
  }
}
