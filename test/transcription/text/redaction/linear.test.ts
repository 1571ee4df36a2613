import { describe, expect, it } from 'vitest';
import { personalDataOf } from '../../../../transcription/text/redaction/masking.ts';
import { repeated, SHAPES, turn, UNITS } from '../../../support/repeated-units.ts';
import { countSteps, growthOf } from '../../../support/steps.ts';

/** Letters of the shortest text: every window a rule looks through is shorter. */
const LETTERS = 200;
/** Twice the text costs twice as much; what is walked through again for each of its letters costs four times as much. */
const MOST_GROWTH = 2.4;
/** Steps that one letter may cost in the most laborious text: each turn has some of its own. */
const MOST_STEPS = 1500;

const slowAmong = (units: readonly string[], find: (unit: string, letters: number) => unknown) => {
  const steps = countSteps(units.flatMap((unit) => [1, 2, 4].map((times) => () => find(unit, LETTERS * times))));
  return units.flatMap((unit, i) => {
    const { grows, each } = growthOf(steps.slice(3 * i, 3 * i + 3), LETTERS);
    return grows > MOST_GROWTH || each > MOST_STEPS ? [{ unit, grows, each }] : [];
  });
};

describe('looking for personal data takes steps in proportion to the text', { timeout: 120_000 }, () => {
  it('in one turn, whatever is repeated', () => {
    expect(slowAmong(UNITS, (unit, letters) => personalDataOf(SHAPES['one turn']!(unit, letters)))).toEqual([]);
  });

  for (const [nth, shape] of ['tiny turns', 'an answer', 'question and answer', 'dictated'].entries()) {
    it(`as ${shape}`, () => {
      const some = UNITS.filter((_, i) => i % 4 === nth);
      expect(slowAmong(some, (unit, letters) => personalDataOf(SHAPES[shape]!(unit, letters)))).toEqual([]);
    });
  }

  it('with every unit beside every other', () => {
    const all = UNITS.join('');
    const find = (letters: number) => () => personalDataOf([turn(repeated(all, letters)), turn(all, 'agent')]);
    expect(growthOf(countSteps([all.length, 2 * all.length, 4 * all.length].map(find)), all.length).grows).toBeLessThan(
      MOST_GROWTH,
    );
  });

  it('by a measure that sees when a text is walked through again for each of its letters', () => {
    const search = (letters: number) => () => {
      const text = repeated('1 ', letters);
      for (let at = 0; at < text.length; at++) /\d[^a]*a/.test(text);
    };
    expect(growthOf(countSteps([100, 200, 400].map(search)), 100).grows).toBeGreaterThan(3);
  });
});
