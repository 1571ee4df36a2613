import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharpen } from '../../../transcription/listening/edges.ts';
import { findSpeech } from '../../../transcription/listening/speech.ts';
import { FRAME } from '../../../transcription/sound/span.ts';

/** Runs of frames: how sure the detector is, how loud they are (dB), how many. */
const lane = (...runs: [voice: number, level: number, count: number][]) => ({
  voice: Float32Array.from(runs.flatMap(([voice, , count]) => new Array(count).fill(voice))),
  level: Float32Array.from(runs.flatMap(([, level, count]) => new Array(count).fill(level))),
});
/** The edges of the only span, in frames. */
function edges(frames: ReturnType<typeof lane>): number[] {
  const spans = sharpen(findSpeech(frames.voice), frames);
  expect(spans).toHaveLength(1);
  return spans.flatMap(({ start, end }) => [start / FRAME, end / FRAME]);
}
const QUIET: [number, number, number] = [0, -60, 100];

describe('the edges of speech', () => {
  it('are where the sound begins and fades, not where the detector notices', () => {
    // It begins two frames late and goes on for three.
    expect(edges(lane(QUIET, [0.3, -25, 2], [0.9, -20, 50], [0.9, -60, 3], QUIET))).toEqual([100, 151.5]);
    // It lets go before the last sound has faded.
    expect(edges(lane(QUIET, [0.9, -20, 50], [0.2, -50, 4], QUIET))).toEqual([100, 153.5]);
  });

  it('include a short word the detector half noticed, but no click and nothing far away', () => {
    const after: [number, number, number][] = [[0.9, -20, 50], QUIET];
    expect(edges(lane(QUIET, [0.3, -20, 8], [0, -60, 4], ...after))[0]).toBe(100);
    expect(edges(lane(QUIET, [0, -20, 2], [0, -60, 4], ...after))[0]).toBe(106);
    expect(edges(lane(QUIET, [0.3, -20, 8], [0, -60, 20], ...after))[0]).toBe(128);
  });

  it('stay where they are in music that never gets quiet', () => {
    const [start = 0, end = 0] = edges(lane(QUIET, [0.2, -30, 60], [0.9, -20, 50], [0.2, -30, 60], QUIET));
    expect(start).toBe(160);
    expect(end).toBeGreaterThan(206);
    expect(end).toBeLessThan(210);
  });

  it('keep the spans sorted and separate, whatever was measured', () => {
    const frame = fc.record({
      voice: fc.double({ min: 0, max: 1, noNaN: true }),
      level: fc.integer({ min: -90, max: 0 }),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 300 }), (frames) => {
        const heard = {
          voice: Float32Array.from(frames, ({ voice }) => voice),
          level: Float32Array.from(frames, ({ level }) => level),
        };
        const found = findSpeech(heard.voice);
        const spans = sharpen(found, heard);
        expect(spans).toHaveLength(found.length);
        let last = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
      }),
    );
  });
});
