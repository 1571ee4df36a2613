// The error measure for speakers, checked against cases calculated by hand.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SpeakerSpan, speakerError } from '../../support/speaker-error.ts';

const span = (speaker: string, start_ms: number, end_ms: number): SpeakerSpan => ({ speaker, start_ms, end_ms });
const truth = [span('a', 0, 10_000), span('b', 10_000, 20_000)];

describe('the speaker error', () => {
  it('is 0 if everything agrees except the names', () => {
    expect(speakerError(truth, [span('x', 0, 10_000), span('y', 10_000, 20_000)], 0)).toMatchObject({
      error: 0,
      total_ms: 20_000,
    });
  });

  it('counts missed speech, false speech and confused speakers', () => {
    const heard = [span('x', 1000, 12_000), span('y', 12_000, 21_000)];
    expect(speakerError(truth, heard, 0)).toMatchObject({
      missed_ms: 1000,
      false_alarm_ms: 1000,
      confusion_ms: 2000,
      error: 0.2,
      confusion: 0.1,
    });
  });

  it('leaves the collar out on either side of every border of the truth', () => {
    const heard = [span('x', 0, 10_200), span('y', 10_200, 20_000)];
    expect(speakerError(truth, heard, 0).confusion_ms).toBe(200);
    expect(speakerError(truth, heard, 250)).toMatchObject({ error: 0, total_ms: 20_000 - 4 * 250 });
  });

  it('counts overlap for each speaker: finding one of two misses the other', () => {
    const both = [span('a', 0, 10_000), span('b', 5000, 10_000)];
    expect(speakerError(both, [span('x', 0, 10_000)], 0)).toMatchObject({ total_ms: 15_000, missed_ms: 5000 });
  });

  it('of one voice for two speakers is what the other said', () => {
    expect(speakerError(truth, [span('x', 0, 20_000)], 0).error).toBe(0.5);
  });

  it('maps each speaker to one: a voice cut in two is confused in the smaller part', () => {
    const heard = [span('x', 0, 7000), span('z', 7000, 10_000), span('y', 10_000, 20_000)];
    expect(speakerError(truth, heard, 0).confusion_ms).toBe(3000);
  });

  it('does not depend on names or order', () => {
    const spans = fc.array(
      fc.record({
        speaker: fc.constantFrom('a', 'b', 'c'),
        start_ms: fc.nat(50),
        length: fc.integer({ min: 1, max: 20 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    const made = (list: { speaker: string; start_ms: number; length: number }[]) =>
      list.map(({ speaker, start_ms, length }) => span(speaker, start_ms * 100, (start_ms + length) * 100));
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const [reference, heard] = [made(a), made(b)];
        const renamed = heard
          .map((one) => ({ ...one, speaker: { a: 'q', b: 'r', c: 's' }[one.speaker] ?? '' }))
          .reverse();
        expect(speakerError(reference, renamed, 100)).toEqual(speakerError(reference, heard, 100));
        expect(speakerError(reference, reference, 0).error).toBe(0);
      }),
    );
  });
});
