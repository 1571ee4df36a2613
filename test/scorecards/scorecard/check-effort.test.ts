// What check.ts takes grows with the scorecard and no faster, whatever someone writes into it.
import { expect, it } from 'vitest';
import { check } from '../../../scorecards/scorecard/check.ts';
import type { Condition, Criterion, Scale, Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { countSteps } from '../../support/steps.ts';
import { choice, criterion, scorecardOf, section } from '../given.ts';

const TEXT: Scale = { type: 'text' };
const ITEMS = Array.from({ length: 20 }, (_, i) => `i${i}`);
const CHECKLIST: Scale = { type: 'checklist', items: ITEMS.map((key) => ({ key, label: { en: key } })) };

const made = (count: number, one: (i: number) => Criterion): Scorecard =>
  scorecardOf([section('A', ...Array.from({ length: count }, (_, i) => one(i)))]);
const asked = (i: number, shown_when: Condition | null, scale: Scale = TEXT): Criterion =>
  criterion(`c${i}`, { shown_when, scale, weight: 0 });

it.each<[string, (count: number) => Scorecard]>([
  [
    'each criterion depends on the one before',
    (count) => made(count, (i) => asked(i, i === 0 ? null : { not: { criterion: `c${i - 1}`, is: ['yes'] } })),
  ],
  [
    'each depends on twelve with two answers, and on those before',
    (count) =>
      made(count, (i) => {
        if (i < 12) return asked(i, null, choice(10_000, 0));
        const among = i < 24 ? i - 12 : i - 1;
        const deep: Condition = { not: { criterion: `c${among}`, is: ['o0'] } };
        return asked(i, { not: deep });
      }),
  ],
  [
    'each depends on every item of a long checklist',
    (count) =>
      made(count, (i) =>
        i === 0 ? asked(0, null, CHECKLIST) : asked(i, { criterion: 'c0', is: [...ITEMS].reverse() }, TEXT),
      ),
  ],
  [
    'one condition asks for another answer of one criterion again and again',
    (count) =>
      made(2, (i) =>
        i === 0
          ? asked(0, null, { type: 'number', worst: 0, best: 1_000_000 })
          : asked(1, { any: Array.from({ length: count }, (_, n) => ({ criterion: 'c0', is: [String(n)] })) }),
      ),
  ],
  ['all have the same id', (count) => made(count, () => asked(0, null))],
  [
    'each has a language of its own',
    (count) =>
      made(count, (i) => criterion(`c${i}`, { text: { [`aa-${String(i).padStart(5, '0')}`]: 'words', en: 'words' } })),
  ],
])('when %s', (_, of) => {
  const steps = countSteps(
    [500, 1000, 2000].map((count) => of(count)).map((scorecard) => () => check(scorecard)),
    '/scorecards/',
  );
  const [, twice = 0, four = 0] = steps;
  expect(four / twice, `${steps}`).toBeLessThan(3);
  expect(four, `${steps}`).toBeLessThan(20_000_000);
});
