// Sound at one level. What the model reads at a near tie depends on how loud it is: a quarter of a decibel changes one in ten
// of its errors. What was put together again after a leak was taken off is therefore read at the level speech usually has,
// whatever was left of it.
import type { Recogniser } from './parts.ts';

/** Root mean square of a window of telephone speech, pauses included (−26 dB). */
const USUAL = 0.05;

/** Nothing is made louder than by 20 dB: where there is hardly anything, there is no speech. */
const MOST_GAIN = 10;

/** The same recogniser, given every window at the usual level. */
export const levelled = (recogniser: Recogniser): Recogniser => ({
  ...recogniser,
  listen: (sound) => recogniser.listen(atUsualLevel(sound)),
});

/** Silence before, between and after pieces of sound (zeros) is not counted. A copy. */
export function atUsualLevel(sound: Float32Array): Float32Array {
  let power = 0;
  let counted = 0;
  for (const sample of sound) {
    if (sample === 0) continue;
    power += sample * sample;
    counted++;
  }
  if (counted === 0) return sound;
  const gain = Math.min(MOST_GAIN, USUAL / Math.sqrt(power / counted));
  return sound.map((sample) => gain * sample);
}
