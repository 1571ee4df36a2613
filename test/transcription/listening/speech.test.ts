import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutEchoes } from '../../../transcription/listening/crosstalk.ts';
import { findSpeech, withoutStrays } from '../../../transcription/listening/speech.ts';
import { FRAME, RATE, spanLength, uncovered } from '../../../transcription/sound/span.ts';

const frames = (...runs: [probability: number, count: number][]): number[] =>
  runs.flatMap(([p, n]) => new Array(n).fill(p));

describe('speech from probabilities', () => {
  it('begins when the detector is certain and continues through doubt', () => {
    expect(findSpeech(frames([0, 10], [0.6, 1], [0.4, 20], [0, 20]))).toEqual([{ start: 10 * FRAME, end: 31 * FRAME }]);
  });

  it('does not begin in doubt', () => {
    expect(findSpeech(frames([0.4, 100]))).toEqual([]);
  });

  it('bridges a gap inside a phrase and ends at a longer one', () => {
    expect(findSpeech(frames([0.9, 20], [0, 8], [0.9, 20]))).toHaveLength(1);
    expect(findSpeech(frames([0.9, 20], [0, 11], [0.9, 20]))).toHaveLength(2);
  });

  it('does not come from a click', () => {
    expect(findSpeech(frames([0, 10], [0.9, 4], [0, 20]))).toEqual([]);
  });

  it('is sorted, separate and within the audio, whatever the probabilities', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 400 }), (voice) => {
        let last = 0;
        for (const { start, end } of findSpeech(voice)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end - start).toBeGreaterThanOrEqual(0.2 * RATE);
          expect(end).toBeLessThanOrEqual(voice.length * FRAME);
          last = end;
        }
      }),
    );
  });

  it('is covered or uncovered, and nothing is both', () => {
    const spans = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 50 })), { maxLength: 8 }).map((list) => {
      let at = 0;
      return list.map(([gap, length]) => {
        const start = at + gap;
        at = start + length;
        return { start, end: at };
      });
    });
    fc.assert(
      fc.property(spans, spans, (speech, cover) => {
        const rest = uncovered(speech, cover);
        expect(spanLength(rest) + spanLength(uncovered(speech, rest))).toBe(spanLength(speech));
        expect(uncovered(rest, cover)).toEqual(rest);
      }),
    );
  });
});

describe('cross-talk', () => {
  const lane = (...runs: [voice: number, level: number, count: number][]) => ({
    voice: Float32Array.from(runs.flatMap(([voice, , n]) => new Array(n).fill(voice))),
    level: Float32Array.from(runs.flatMap(([, level, n]) => new Array(n).fill(level))),
  });

  it('is not taken for speech', () => {
    const agent = lane([0.9, -20, 50], [0.8, -55, 50]);
    const customer = lane([0, -70, 50], [0.9, -20, 50]);
    const [own] = withoutEchoes([agent, customer]);
    expect(own?.voice.subarray(0, 50).every((p) => p > 0.5)).toBe(true);
    expect(own?.voice.subarray(50).every((p) => p === 0)).toBe(true);
    expect(own?.level.subarray(50).some(Number.isFinite)).toBe(false);
  });

  it('is detected even if its channel never speaks itself', () => {
    const [own] = withoutEchoes([lane([0.8, -55, 50]), lane([0.9, -20, 50])]);
    expect(own?.voice.every((p) => p === 0)).toBe(true);
  });

  it('does not swallow a quiet speaker whom a loud one interrupts', () => {
    const quiet = lane([0.9, -45, 50], [0.9, -45, 50]);
    const loud = lane([0, -70, 50], [0.9, -15, 50]);
    expect(withoutEchoes([quiet, loud])[0]).toEqual(quiet);
  });

  it('is a matter of two channels only', () => {
    const only = lane([0.9, -20, 10]);
    expect(withoutEchoes([only])).toEqual([only]);
  });
});

describe('a short span of which the detector was never certain', () => {
  const voice = (...spans: [number, number, number][]): Float32Array => {
    const out = new Float32Array(400);
    for (const [from, to, p] of spans) out.fill(p, from, to);
    return out;
  };
  const heard = (...lanes: Float32Array[]): number[] =>
    withoutStrays(
      lanes.map((lane) => findSpeech(lane)),
      lanes,
    ).map((spans) => spans.length);

  it('is not speech by itself, even beside a similar one on the other channel', () => {
    expect(heard(voice([200, 212, 0.8]))).toEqual([0]);
    expect(heard(voice([200, 212, 0.8]), voice([205, 217, 0.9]))).toEqual([0, 0]);
  });

  it('is speech after the other side has spoken, when it was sure for a moment, and when it lasts', () => {
    expect(heard(voice([200, 212, 0.8]), voice([100, 180, 0.9]))).toEqual([1, 1]);
    expect(heard(voice([200, 212, 0.8], [205, 206, 0.97]))).toEqual([1]);
    expect(heard(voice([200, 220, 0.8]))).toEqual([1]);
  });
});
