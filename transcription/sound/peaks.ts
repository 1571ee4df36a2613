// Waveform peaks: the highest level of each bucket, per channel. They are collected while the audio streams by, so its
// length is unknown: buckets start at 20 ms and double whenever there are more than can be drawn.

import type { Peaks } from '../transcript/transcript.ts';

/** Fifty values a second: finer than a pixel at any zoom of the player. */
const FIRST_BUCKET_MS = 20;
/** More columns than any screen has. */
export const MOST_BUCKETS = 4000;

export type PeaksGatherer = {
  /** @param channels one block a channel, all of one length, −1 to 1 */
  add(channels: Float32Array[]): void;
  /** @returns the peaks up to now: 0 silence, 255 full scale */
  peaks(): Peaks;
};

/** @param rate samples a second; @param count channels */
export function createPeaks(rate: number, count: number): PeaksGatherer {
  let bucketMs = FIRST_BUCKET_MS;
  let bucketSamples = (rate * bucketMs) / 1000;
  let position = 0;
  const levels: number[][] = Array.from({ length: count }, () => []);

  const halve = (): void => {
    bucketMs *= 2;
    bucketSamples *= 2;
    for (const [i, level] of levels.entries()) {
      levels[i] = Array.from({ length: Math.ceil(level.length / 2) }, (_, j) =>
        Math.max(level[2 * j] ?? 0, level[2 * j + 1] ?? 0),
      );
    }
  };

  return {
    add(channels) {
      const length = channels[0]?.length ?? 0;
      while (Math.ceil((position + length) / bucketSamples) > MOST_BUCKETS) halve();
      for (const [c, samples] of channels.entries()) {
        const level = levels[c];
        if (!level) continue;
        for (let i = 0; i < length; i++) {
          const bucket = Math.floor((position + i) / bucketSamples);
          const value = Math.abs(samples[i] ?? 0);
          if (value > (level[bucket] ?? 0) || level[bucket] === undefined) level[bucket] = value;
        }
      }
      position += length;
    },
    peaks: () => ({
      bucket_ms: bucketMs,
      channels: levels.map((level) => level.map((value) => Math.min(255, Math.round(value * 255)))),
    }),
  };
}
