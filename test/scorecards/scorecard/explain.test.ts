import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../scorecards/scorecard/answers.ts';
import { NOWHERE } from '../../../scorecards/scorecard/conditions.ts';
import type { Criterion, Scale } from '../../../scorecards/scorecard/definition.ts';
import { explain, otherwise } from '../../../scorecards/scorecard/explain.ts';
import { fullAnswer } from '../../../scorecards/scorecard/worth.ts';
import {
  answersOf,
  baseScorecardOf,
  bonus,
  choice,
  counted,
  criterion,
  deduct,
  scorecardOf,
  section,
  veto,
} from '../given.ts';

const items = ['x', 'y', 'z'].map((key) => ({ key, label: { en: key } }));
const list: Scale = { type: 'checklist', items };
const ranges: Scale = {
  type: 'ranges',
  least: 0,
  ranges: [
    { up_to: 30, label: null, value_bp: 5000 },
    { up_to: 60, label: null, value_bp: 10_000 },
    { up_to: 90, label: null, value_bp: 10_000 },
  ],
};

describe('what each answer would give', () => {
  const values = (rest: Partial<Criterion>, given: Answer['value'] = null) =>
    otherwise(scorecardOf([section('A', criterion('a', rest))]), answersOf({ a: given }), 'a').map((one) => [
      one.value,
      one.score_bp,
    ]);
  const na = { not_applicable: 'allowed' as const };

  it.each<[string, Partial<Criterion>, unknown[]]>([
    [
      'an option',
      { scale: choice(10_000, 2500, 0) },
      [
        ['o0', 10_000],
        ['o1', 2500],
        ['o2', 0],
      ],
    ],
    [
      'an option, or N/A',
      { scale: choice(10_000, 0), ...na },
      [
        ['o0', 10_000],
        ['o1', 0],
        ['na', null],
      ],
    ],
    [
      'a number, from worst to best',
      { scale: { type: 'number', worst: 9, best: 3 } },
      [
        [9, 0],
        [3, 10_000],
      ],
    ],
    [
      'a number, or N/A',
      { scale: { type: 'number', worst: 0, best: 3 }, ...na },
      [
        [0, 0],
        [3, 10_000],
        ['na', null],
      ],
    ],
    [
      'a number in ranges, by the end of each',
      { scale: ranges },
      [
        [30, 5000],
        [60, 10_000],
        [90, 10_000],
      ],
    ],
    [
      'a number in ranges, or N/A',
      { scale: ranges, ...na },
      [
        [30, 5000],
        [60, 10_000],
        [90, 10_000],
        ['na', null],
      ],
    ],
    ['a day has none', { scale: { type: 'date' }, weight: 0 }, []],
    ['words have none', { scale: { type: 'text' }, weight: 0, ...na }, []],
  ])('%s', (_, rest, wanted) => {
    expect(values(rest)).toEqual(wanted);
  });

  it('of a checklist is each item turned, one at a time', () => {
    expect(values({ scale: list }, ['y'])).toEqual([
      [['x', 'y'], 6667],
      [[], 0],
      [['y', 'z'], 6667],
    ]);
    expect(values({ scale: list }).map(([value]) => value)).toEqual([['x'], ['y'], ['z']]);
    // What was given and fits nothing is nothing ticked.
    expect(values({ scale: list }, 'x').map(([value]) => value)).toEqual([['x'], ['y'], ['z']]);
  });

  it('of a count goes as far as its cap, and ten times at most', () => {
    const times = (points: number, cap: number, rest: Partial<Criterion> = {}) =>
      otherwise(baseScorecardOf([deduct('D', 100, counted('a', points, cap, rest))]), {}, 'a').map(
        ({ value }) => value,
      );
    expect(times(5, 15)).toEqual([0, 1, 2, 3]);
    expect(times(4, 15)).toEqual([0, 1, 2, 3, 4]);
    expect(times(1, 100)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(times(5, 5, na)).toEqual([0, 1, 'na']);
  });

  it('is of the criterion that is meant', () => {
    const two = scorecardOf([section('A', criterion('a', { scale: list }), criterion('b'))]);
    expect(otherwise(two, {}, 'b').map(({ value }) => value)).toEqual(['yes', 'no']);
  });

  it('asks the interaction too', () => {
    const asked = criterion('a', { shown_when: { channel: ['voice'] } });
    const scorecard = scorecardOf([section('A', asked, criterion('b'))]);
    const voice = { ...NOWHERE, channel: 'voice' as const };
    expect(otherwise(scorecard, answersOf({ b: 'yes' }), 'a')).toEqual([]);
    expect(otherwise(scorecard, answersOf({ b: 'yes' }), 'a', voice).map(({ score_bp }) => score_bp)).toEqual([
      10_000, 5000,
    ]);
    expect(explain(scorecard, answersOf({ b: 'yes' })).map(({ if_full_bp }) => if_full_bp)).toEqual([null, 10_000]);
    expect(explain(scorecard, answersOf({ b: 'yes' }), voice).map(({ if_full_bp }) => if_full_bp)).toEqual([
      10_000, 10_000,
    ]);
  });
});

describe('an explanation of a base score', () => {
  const scorecard = baseScorecardOf(
    [
      deduct('D', 60, counted('cold', 5, 15), counted('late', 10, 90)),
      deduct('E', 40, counted('wrong', 20, 40)),
      bonus('B', counted('kind', 4, 10)),
      veto('V', criterion('leak', { weight: 0, critical: 'compliance' })),
    ],
    { bonus_cap: 20 },
  );
  const said = explain(scorecard, answersOf({ cold: 1, late: 1, wrong: 1, kind: 1, leak: 'no' }));
  const of = (id: string) => said.find(({ criterion: one }) => one === id);

  it('says the part of the base an item can cost, its section’s points at most', () => {
    expect([of('cold'), of('late'), of('wrong')].map((one) => one!.weight_share_bp)).toEqual([1500, 6000, 4000]);
    expect([of('kind'), of('leak')].map((one) => one!.weight_share_bp)).toEqual([0, 0]);
  });

  it('says the score if it had not happened, or bonus as often as it pays', () => {
    // 100 − 5 − 10 − 20 + 4 = 69.
    expect(of('cold')).toMatchObject({ if_full_bp: 7400, if_full_final_bp: 0 });
    expect(of('late')).toMatchObject({ if_full_bp: 7900 });
    expect(of('wrong')).toMatchObject({ if_full_bp: 8900 });
    expect(of('kind')).toMatchObject({ if_full_bp: 7500 });
    expect(of('leak')).toMatchObject({ if_full_bp: 6900, if_full_final_bp: 6900 });
  });
});

describe('the full answer', () => {
  it('is the first of those worth most', () => {
    expect(fullAnswer(choice(5000, 9000, 9000))).toBe('o1');
    expect(fullAnswer(ranges)).toBe(60);
    expect(fullAnswer(list)).toEqual(['x', 'y', 'z']);
    expect(fullAnswer({ type: 'count', points: 2, cap: 6 })).toBe(0);
    expect([fullAnswer({ type: 'date' }), fullAnswer({ type: 'text' })]).toEqual([null, null]);
  });

  it.each<[string, Scale, string[]]>([
    ['is the best option, the first of several', choice(5000, 9000, 9000), ['9000']],
    ['is every item', list, ['10000']],
    ['is the best number', { type: 'number', worst: 5, best: -5 }, ['10000']],
    ['is the best range', ranges, ['10000']],
  ])('%s', (_, scale, [best]) => {
    const [one] = explain(scorecardOf([section('A', criterion('a', { scale }))]), {});
    expect(one).toEqual({
      criterion: 'a',
      weight_share_bp: null,
      if_full_bp: Number(best),
      if_full_final_bp: Number(best),
    });
  });

  it('of words and days is none', () => {
    const scorecard = scorecardOf([
      section(
        'A',
        criterion('d', { scale: { type: 'date' }, weight: 0 }),
        criterion('t', { scale: { type: 'text' }, weight: 0 }),
      ),
    ]);
    for (const one of explain(scorecard, answersOf({ d: '2026-03-02', t: 'Well' }))) {
      expect(one).toMatchObject({ weight_share_bp: null, if_full_bp: null, if_full_final_bp: null });
    }
  });
});
