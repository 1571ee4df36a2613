import { describe, expect, it } from 'vitest';
import { agreement, agreementOn, levelOf, type Rated } from '../../../scorecards/calibration/agreement.ts';
import type { Answer } from '../../../scorecards/scorecard/answers.ts';
import { answersOf, choice, criterion, scorecardOf, section, yesNo } from '../given.ts';

describe('level of measurement', () => {
  it('yes/no and mere choices are nominal, scales ordinal, numbers interval, words none', () => {
    expect(levelOf(yesNo)).toBe('nominal');
    expect(levelOf(choice(10_000, 5000, 0))).toBe('ordinal');
    expect(levelOf(choice(0, 5000, 10_000))).toBe('ordinal');
    expect(levelOf(choice(10_000, 0, 0))).toBe('nominal');
    expect(levelOf(choice(10_000, 0, 5000))).toBe('nominal');
    expect(levelOf({ type: 'number', worst: 0, best: 9 })).toBe('interval');
    expect(levelOf({ type: 'checklist', items: [{ key: 'x', label: { en: 'X', zh: 'X' } }] })).toBe('nominal');
    expect(levelOf({ type: 'text' })).toBeNull();
  });
});

const scorecard = scorecardOf([
  section(
    'A',
    criterion('yes', { not_applicable: 'allowed' }),
    criterion('scale', { scale: choice(10_000, 5000, 0) }),
    criterion('words', { scale: { type: 'text' }, weight: 0 }),
    criterion('next', { shown_when: { criterion: 'yes', is: ['yes'] } }),
  ),
]);
const rated = (i: number, reviewer: string, values: Record<string, Answer['value']>): Rated => ({
  interaction: `i${i}`,
  reviewer,
  answers: answersOf(values),
});

describe('agreement per criterion', () => {
  it('too few common interactions are reported, with the plain share', () => {
    const sheets = [0, 1].flatMap((i) => [
      rated(i, 'r1', { yes: 'yes' }),
      rated(i, 'r2', { yes: i === 0 ? 'yes' : 'no' }),
    ]);
    expect(agreement(scorecard, sheets)[0]).toEqual({
      criterion: 'yes',
      level: 'nominal',
      units: 2,
      percent_bp: 5000,
      alpha: { kind: 'too-few', needed: 10 },
    });
  });

  it('no variation is a separate result', () => {
    const sheets = Array.from({ length: 10 }, (_, i) => [
      rated(i, 'r1', { scale: 'o0' }),
      rated(i, 'r2', { scale: 'o0' }),
    ]).flat();
    expect(agreement(scorecard, sheets)[1]).toMatchObject({ percent_bp: 10_000, alpha: { kind: 'no-variation' } });
  });

  it('α from ten interactions on: perfect agreement with variation is 1', () => {
    const sheets = Array.from({ length: 10 }, (_, i) =>
      ['r1', 'r2', 'r3'].map((r) => rated(i, r, { scale: `o${i % 3}` })),
    ).flat();
    expect(agreement(scorecard, sheets)[1]).toMatchObject({
      level: 'ordinal',
      units: 10,
      alpha: { kind: 'alpha', alpha: 1 },
    });
  });

  it('not applicable, hidden and unanswered count as missing; words are left out', () => {
    const sheets = [
      rated(0, 'r1', { yes: 'na', next: 'yes' }),
      rated(0, 'r2', { yes: 'yes', next: 'yes' }),
      rated(1, 'r1', { yes: 'no', next: 'yes' }),
      rated(1, 'r2', { yes: 'no', next: 'no' }),
    ];
    const result = agreement(scorecard, sheets);
    expect(result.map((one) => [one.criterion, one.units, one.percent_bp])).toEqual([
      ['yes', 1, 10_000],
      ['scale', 0, null],
      ['next', 0, null],
    ]);
  });

  it('a checklist agrees if the same items are ticked, in any order', () => {
    const items = ['x', 'y'].map((key) => ({ key, label: { en: key, zh: key } }));
    const list = scorecardOf([section('A', criterion('list', { scale: { type: 'checklist', items } }))]);
    const sheets = [rated(0, 'r1', { list: ['x', 'y'] }), rated(0, 'r2', { list: ['y', 'x'] })];
    expect(agreement(list, sheets)[0]).toMatchObject({ percent_bp: 10_000 });
  });

  it('the minimum is of interactions with at least two values', () => {
    const ratings = [...Array.from({ length: 9 }, (_, i) => [i % 2, i % 2]), [1, null], [null, 0]];
    expect(agreementOn(ratings, 'nominal', 10)).toMatchObject({ units: 9, alpha: { kind: 'too-few' } });
  });
});
