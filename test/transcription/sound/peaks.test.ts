import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPeaks, MOST_BUCKETS } from '../../../transcription/sound/peaks.ts';

describe('peaks of a waveform', () => {
  it('are fifty a second for a short recording', () => {
    const peaks = createPeaks(16_000, 1);
    peaks.add([new Float32Array(16_000)]);
    expect(peaks.peaks()).toEqual({ bucket_ms: 20, channels: [new Array(50).fill(0)] });
  });

  it('are never more than can be drawn, and cover the whole recording', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 60 }), (blocks) => {
        const peaks = createPeaks(1000, 2);
        for (const length of blocks) peaks.add([new Float32Array(length), new Float32Array(length)]);
        const { bucket_ms, channels } = peaks.peaks();
        const total = blocks.reduce((sum, length) => sum + length, 0);
        expect(channels).toHaveLength(2);
        for (const levels of channels) expect(levels).toHaveLength(Math.ceil(total / bucket_ms));
        expect(channels[0]?.length).toBeLessThanOrEqual(MOST_BUCKETS);
      }),
    );
  });

  it('hold the largest level of each bucket, however the stream is cut', () => {
    const samples = Float32Array.from({ length: 200_000 }, (_, i) => (i === 123_456 ? -0.5 : 0));
    const whole = createPeaks(1000, 1);
    whole.add([samples]);
    const pieces = createPeaks(1000, 1);
    for (let at = 0; at < samples.length; at += 777) pieces.add([samples.subarray(at, at + 777)]);
    expect(pieces.peaks()).toEqual(whole.peaks());
    const { bucket_ms, channels } = whole.peaks();
    expect(channels[0]?.[Math.floor(123_456 / bucket_ms)]).toBe(128);
  });

  it('keep full scale at 255', () => {
    const peaks = createPeaks(1000, 1);
    peaks.add([Float32Array.of(1, -1.5)]);
    expect(peaks.peaks().channels).toEqual([[255]]);
  });
});
