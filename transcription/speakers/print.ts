import type { Span } from '../sound/span.ts';

/** Hears whose voice it is, without knowing whose. */
export type Voiceprint = {
  /**
   * @param sound 16 kHz, 30 s at most, speech of −30 dBFS and above
   * @param windows in samples of `sound`; 1.6 s is best, half of it is the least that tells much
   * @returns a unit vector for each window; vectors of one voice lie near each other
   */
  vectors(sound: Float32Array, windows: readonly Span[]): Promise<Float32Array[]>;
};
