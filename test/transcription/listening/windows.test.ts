import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  halveWindow,
  LONGEST_WINDOW,
  packWindows,
  toRecording,
  windowSound,
} from '../../../transcription/listening/windows.ts';
import { FRAME, RATE, type Span, spanLength, uncovered } from '../../../transcription/sound/span.ts';

/** Speech and silence in turns, in seconds. */
function speechOf(lengths: readonly (readonly [number, number])[]): { speech: Span[]; total: number } {
  const speech: Span[] = [];
  let at = 0;
  for (const [silence, voiced] of lengths) {
    const start = at + Math.round(silence * RATE);
    at = start + Math.round(voiced * RATE);
    speech.push({ start, end: at });
  }
  return { speech, total: at + RATE };
}

const lengths = fc.array(
  fc.tuple(fc.double({ min: 0.31, max: 20, noNaN: true }), fc.double({ min: 0.25, max: 70, noNaN: true })),
  { maxLength: 30 },
);

describe('windows', () => {
  it('hold all speech, in order, and never more than the model hears', () => {
    fc.assert(
      fc.property(lengths, (list) => {
        const { speech, total } = speechOf(list);
        const windows = packWindows(speech, total, []);
        const pieces = windows.flatMap((window) => window.pieces);
        expect(uncovered(speech, pieces)).toEqual([]);
        for (const window of windows) expect(window.length).toBeLessThanOrEqual(LONGEST_WINDOW);
        for (const [i, piece] of pieces.entries()) expect(piece.start).toBeGreaterThanOrEqual(pieces[i - 1]?.end ?? 0);
        expect(pieces.every(({ start, end }) => start >= 0 && end <= total)).toBe(true);
      }),
    );
  });

  it('know the speech they contain', () => {
    fc.assert(
      fc.property(lengths, (list) => {
        const { speech, total } = speechOf(list);
        const held = packWindows(speech, total, []).reduce((sum, window) => sum + spanLength(window.speech), 0);
        expect(held).toBe(spanLength(speech));
      }),
    );
  });

  it('map a moment of a piece to its place in the recording, and never go backwards', () => {
    fc.assert(
      fc.property(lengths, fc.double({ min: 0, max: 1, noNaN: true }), (list, part) => {
        const { speech, total } = speechOf(list);
        for (const window of packWindows(speech, total, [])) {
          let last = 0;
          for (const piece of window.pieces) {
            const inside = Math.floor(part * (piece.end - piece.start - 1));
            expect(toRecording(window, piece.at + inside)).toBe(piece.start + inside);
          }
          for (let at = 0; at < window.length; at += 1000) {
            const moment = toRecording(window, at);
            expect(moment).toBeGreaterThanOrEqual(last);
            last = moment;
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('cut endless speech where there is least voice', () => {
    const speech = [{ start: 0, end: 40 * RATE }];
    const voice = new Array((40 * RATE) / FRAME).fill(1);
    const pause = Math.round((20 * RATE) / FRAME);
    for (let i = pause - 3; i <= pause + 3; i++) voice[i] = 0.4;
    const [first, second] = packWindows(speech, 40 * RATE, voice);
    expect(Math.abs((first?.pieces[0]?.end ?? 0) - 20 * RATE)).toBeLessThanOrEqual(FRAME * 2);
    expect(second?.pieces[0]?.start).toBe(first?.pieces[0]?.end);
  });

  it('keep a gap of half a second and shorten longer ones', () => {
    const near = packWindows(
      speechOf([
        [1, 2],
        [0.6, 2],
      ]).speech,
      10 * RATE,
      [],
    );
    expect(near[0]?.pieces).toHaveLength(1);
    const far = packWindows(
      speechOf([
        [1, 2],
        [5, 2],
      ]).speech,
      20 * RATE,
      [],
    );
    expect(far[0]?.pieces).toHaveLength(2);
    expect(far[0]?.length).toBeLessThan(6 * RATE);
  });

  it('split into two halves with the same pieces', () => {
    fc.assert(
      fc.property(lengths, (list) => {
        const { speech, total } = speechOf(list);
        for (const window of packWindows(speech, total, [])) {
          const halves = halveWindow(window);
          if (window.pieces.length < 2) expect(halves).toBeNull();
          else {
            expect(halves?.flatMap(({ pieces }) => pieces.map(({ start }) => start))).toEqual(
              window.pieces.map(({ start }) => start),
            );
            for (const half of halves ?? []) expect(half.pieces[0]?.at).toBe(0);
            expect(halves?.reduce((sum, { speech: own }) => sum + spanLength(own), 0)).toBe(spanLength(window.speech));
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('join the audio of their pieces, with silence in between', async () => {
    const { speech } = speechOf([
      [1, 1],
      [3, 1],
    ]);
    const [window] = packWindows(speech, 10 * RATE, []);
    if (!window) throw new Error('no window');
    const sound = await windowSound(window, async (start, end) => new Float32Array(end - start).fill(1));
    expect(sound).toHaveLength(window.length);
    expect(sound.filter((s) => s === 0)).toHaveLength(0.3 * RATE);
  });
});
