// The picture of a recording that nobody listens to: the sound streams by once, and only its loudest moments are kept.

import { RATE } from '../listening/speech.ts';
import type { Peaks } from '../transcript.ts';
import { DEFAULT_LIMITS, openAudio } from './audio.ts';
import type { CopyRequest } from './copy.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { createPeaks } from './peaks.ts';

/** @throws Refusal: why the recording cannot be read */
export async function drawRecording(
  request: Pick<CopyRequest, 'file' | 'name' | 'ffmpeg' | 'path' | 'signal'>,
): Promise<Peaks> {
  const { file, name, signal = null } = request;
  const ffmpeg = findFfmpeg(request.ffmpeg, request.path);
  const sound = await openAudio(file, { ffmpeg, limits: DEFAULT_LIMITS, signal, name });
  try {
    const peaks = createPeaks(RATE, sound.channels);
    for await (const block of sound.blocks) peaks.add(block);
    return peaks.peaks();
  } finally {
    await sound.close();
  }
}
