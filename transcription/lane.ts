// While sound streams by, each lane is measured in frames of 32 ms: how likely somebody speaks, and how loud it is.
// Two bytes of truth a frame are all that is kept of it, so four hours take a few megabytes.

import type { LaneFrames } from './crosstalk.ts';
import { FRAME } from './speech.ts';

/** Hears one lane from its beginning, frame after frame. */
export type VoiceLane = {
  /** @param frame {@link FRAME} samples @returns the probability of speech in it */
  next(frame: Float32Array): Promise<number>;
};

export type LaneGatherer = {
  push(block: Float32Array): Promise<void>;
  /** Measures the last, cut frame. */
  finish(): Promise<LaneFrames>;
};

/** @param voice the lane's detector */
export function gatherLane(voice: VoiceLane): LaneGatherer {
  const frame = new Float32Array(FRAME);
  let filled = 0;
  let count = 0;
  let probabilities = new Float32Array(1024);
  let levels = new Float32Array(1024);

  const measure = async (): Promise<void> => {
    if (count === probabilities.length) {
      probabilities = grown(probabilities);
      levels = grown(levels);
    }
    let energy = 0;
    for (let i = 0; i < FRAME; i++) energy += (frame[i] ?? 0) ** 2;
    levels[count] = 10 * Math.log10(energy / FRAME + 1e-10);
    probabilities[count] = await voice.next(frame);
    count++;
    filled = 0;
  };

  return {
    async push(block) {
      for (let at = 0; at < block.length; ) {
        const taken = Math.min(FRAME - filled, block.length - at);
        frame.set(block.subarray(at, at + taken), filled);
        filled += taken;
        at += taken;
        if (filled === FRAME) await measure();
      }
    },
    async finish() {
      if (filled > 0) {
        frame.fill(0, filled);
        await measure();
      }
      return { voice: probabilities.subarray(0, count), level: levels.subarray(0, count) };
    },
  };
}

function grown(values: Float32Array): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(values.length * 2);
  larger.set(values);
  return larger;
}
