import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createResampler } from '../../transcription/resample.ts';
import { noise, tone } from './sounds.ts';

function resample(samples: Float32Array, from: number, to: number, block = samples.length): Float32Array {
  const resampler = createResampler(from, to);
  const parts: Float32Array[] = [];
  for (let at = 0; at < samples.length; at += block) parts.push(resampler.push(samples.subarray(at, at + block)));
  parts.push(resampler.flush());
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

/** Level of a frequency in dB relative to a full sine, away from the ends (Goertzel). */
function levelAt(samples: Float32Array, hertz: number, rate: number): number {
  const from = Math.floor(samples.length * 0.2);
  const to = Math.floor(samples.length * 0.8);
  let re = 0;
  let im = 0;
  let weight = 0;
  for (let i = from; i < to; i++) {
    const window = Math.sin((Math.PI * (i - from)) / (to - from)) ** 2;
    re += window * (samples[i] ?? 0) * Math.cos((2 * Math.PI * hertz * i) / rate);
    im += window * (samples[i] ?? 0) * Math.sin((2 * Math.PI * hertz * i) / rate);
    weight += window;
  }
  return 20 * Math.log10((2 * Math.hypot(re, im)) / weight + 1e-12);
}

function loudness(samples: Float32Array): number {
  const middle = samples.subarray(Math.floor(samples.length * 0.2), Math.floor(samples.length * 0.8));
  return 10 * Math.log10(middle.reduce((sum, s) => sum + s * s, 0) / middle.length + 1e-12);
}

const RATES = [8000, 11_025, 22_050, 24_000, 32_000, 44_100, 48_000];

describe('resampling to 16 kHz', () => {
  it.each(RATES)('keeps the speech band of %d Hz within 0.1 dB', (from) => {
    for (const hertz of [100, 300, 1000, 2000, 3400, ...(from > 16_000 ? [5000, 7000] : [])]) {
      expect(levelAt(resample(tone(hertz, from, 1, 1), from, 16_000), hertz, 16_000)).toBeCloseTo(0, 0.7);
      expect(Math.abs(levelAt(resample(tone(hertz, from, 1, 1), from, 16_000), hertz, 16_000))).toBeLessThan(0.1);
    }
  });

  it.each([8000, 11_025])('makes no image of %d Hz above its band', (from) => {
    for (const hertz of [300, 1000, 3000]) {
      expect(levelAt(resample(tone(hertz, from, 1, 1), from, 16_000), from - hertz, 16_000)).toBeLessThan(-70);
    }
  });

  it.each([24_000, 44_100, 48_000])('lets nothing of %d Hz fold down from above 8.5 kHz', (from) => {
    for (const hertz of [8500, 10_000, 11_500]) {
      expect(loudness(resample(tone(hertz, from, 1, 1), from, 16_000))).toBeLessThan(-65);
    }
  });

  it('gives ceil(n × to / from) samples for n', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RATES), fc.integer({ min: 0, max: 3000 }), (from, length) => {
        expect(resample(noise(length, 0.5), from, 16_000, 700)).toHaveLength(Math.ceil((length * 16_000) / from));
      }),
      { numRuns: 50 },
    );
  });

  it('does not depend on how the stream is cut', () => {
    const samples = noise(5000, 0.5);
    fc.assert(
      fc.property(fc.constantFrom(8000, 44_100), fc.integer({ min: 1, max: 2000 }), (from, block) => {
        expect(resample(samples, from, 16_000, block)).toEqual(resample(samples, from, 16_000));
      }),
      { numRuns: 20 },
    );
  });

  it('shifts nothing in time', () => {
    const pulse = new Float32Array(8000);
    pulse[4000] = 1;
    const out = resample(pulse, 8000, 16_000);
    expect(out.indexOf(Math.max(...out))).toBe(8000);
  });

  it('passes 16 kHz as it is', () => {
    const samples = noise(100, 0.5);
    expect(resample(samples, 16_000, 16_000)).toEqual(samples);
  });
});
