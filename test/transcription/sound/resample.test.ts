import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createResampler } from '../../../transcription/sound/resample.ts';
import { noise, tone } from '../sounds.ts';

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
/** What recorders write. */
const NAMED = [8000, 11_025, 22_050, 44_100, 48_000];
const TO = 16_000;

/** Nyquist's frequency of the slower of the two rates: the band both can hold. */
const band = (from: number): number => Math.min(from, TO) / 2;

/** Frequencies from one to another, both included, none of them a neat part of a rate. */
const sweep = (low: number, high: number, steps = 14): number[] =>
  Array.from({ length: steps }, (_, i) => Math.round(low + ((high - low) * i) / (steps - 1)) + (i % 2));

const through = (hertz: number, from: number): Float32Array => resample(tone(hertz, from, 0.5, 1), from, TO);

describe('resampling to 16 kHz', () => {
  it.each(NAMED)('passes %d Hz with less than 0.1 dB of ripple, up to 85 %% of what both rates hold', (from) => {
    const levels = sweep(60, band(from) * 0.85).map((hertz) => levelAt(through(hertz, from), hertz, TO));
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(0.1);
    expect(Math.max(...levels.map(Math.abs))).toBeLessThan(0.1);
  });

  it.each(NAMED)('is 6 dB down at 95 %% of the band of %d Hz, in the middle of its transition', (from) => {
    const hertz = Math.round(band(from) * 0.95);
    expect(Math.abs(levelAt(through(hertz, from), hertz, TO) + 6)).toBeLessThan(0.3);
  });

  it.each([8000, 11_025])('makes no image of %d Hz above its band', (from) => {
    for (const hertz of sweep(100, from * 0.475)) {
      const mirrored = from - hertz;
      if (mirrored < TO / 2) expect(levelAt(through(hertz, from), mirrored, TO)).toBeLessThan(-75);
    }
  });

  it.each([22_050, 24_000, 44_100, 48_000])('lets nothing of %d Hz fold down from above 8.4 kHz', (from) => {
    for (const hertz of sweep(8420, from / 2 - 100)) {
      const folded = Math.abs(hertz - TO * Math.round(hertz / TO));
      expect(levelAt(through(hertz, from), folded, TO)).toBeLessThan(-75);
      expect(loudness(through(hertz, from))).toBeLessThan(-75);
    }
  });

  it.each(NAMED)('adds nothing to a tone of %d Hz that was not in it', (from) => {
    const sound = tone(1000, from, 1, 1);
    const out = resample(sound, from, TO);
    const exact = tone(1000, TO, 1, 1);
    const error = out.map((s, i) => s - (exact[i] ?? 0));
    expect(loudness(error)).toBeLessThan(-75);
  });

  it.each([44_101, 767_999])('takes %d Hz, a rate that shares nothing with 16 000, as well and as fast', (from) => {
    for (const hertz of [440, 3000]) {
      const out = resample(tone(hertz, from, 0.2, 1), from, TO);
      const exact = tone(hertz, TO, 0.2, 1);
      expect(loudness(out.map((s, i) => s - (exact[i] ?? 0)))).toBeLessThan(-70);
    }
  });

  it('keeps a constant constant, whatever the phase', () => {
    for (const from of RATES) {
      const out = resample(new Float32Array(from).fill(0.5), from, TO);
      for (const value of out.subarray(1000, 15_000)) expect(Math.abs(value - 0.5)).toBeLessThan(1e-4);
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
