import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Stretch, textDifference } from '../../../web/scorecards/text-difference.ts';

/** The text with what changed in brackets. */
const marked = (stretches: readonly Stretch[]): string =>
  stretches.map(({ words, changed }) => (changed ? `[${words}]` : words)).join('');

describe('what changed in a text', () => {
  it.each([
    [
      'words',
      'Greets within 60 s of pick-up',
      'Greets within 30 s of pick-up',
      'Greets within [60] s of pick-up',
      'Greets within [30] s of pick-up',
    ],
    [
      'characters of Chinese',
      '接听后60秒内问候',
      '接听后30秒内问候客户',
      '接听后[60]秒内问候',
      '接听后[30]秒内问候[客户]',
    ],
    ['punctuation', 'Yes, it is', 'Yes; it is', 'Yes[,] it is', 'Yes[;] it is'],
    ['nothing', 'Same', 'Same', 'Same', 'Same'],
  ])('%s', (_, before, after, old, young) => {
    const found = textDifference(before, after);
    expect([marked(found.before), marked(found.after)]).toEqual([old, young]);
  });

  it('is the whole of two texts that have little in common', () => {
    const found = textDifference('Compliance gates', 'Gates (counted apart, not in the score)');
    expect([marked(found.before), marked(found.after)]).toEqual([
      '[Compliance gates]',
      '[Gates (counted apart, not in the score)]',
    ]);
  });

  it('gives up on texts that differ in more than can be shown, and loses nothing of them', () => {
    const long = (of: string) => Array.from({ length: 1300 }, (_, i) => `${of}${i % 7}`).join(' ');
    const found = textDifference(long('a'), long('b'));
    expect(found.before).toEqual([{ words: long('a'), changed: true }]);
  });

  it('is told without losing a letter', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', ',', '好', '的', 'é', '😀') });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const found = textDifference(before, after);
        expect(found.before.map(({ words }) => words).join('')).toBe(before);
        expect(found.after.map(({ words }) => words).join('')).toBe(after);
      }),
    );
  });
});
