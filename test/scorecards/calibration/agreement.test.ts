import { describe, expect, it } from 'vitest';
import { agreement, agreementOn, levelOf, type Rated } from '../../../scorecards/calibration/agreement.ts';
import type { Answer } from '../../../scorecards/scorecard/answers.ts';
import type { Scale } from '../../../scorecards/scorecard/definition.ts';
import { krippendorffAlpha } from '../../../scorecards/statistics/agreement.ts';
import { answersOf, choice, criterion, scorecardOf, section, yesNo } from '../given.ts';

describe('level of measurement', () => {
  it('yes/no and mere choices are nominal, scales ordinal, numbers interval, words none', () => {
    expect(levelOf(yesNo)).toBe('nominal');
    expect(levelOf(choice(10_000, 5000, 0))).toBe('ordinal');
    expect(levelOf(choice(0, 5000, 10_000))).toBe('ordinal');
    expect(levelOf(choice(10_000, 0, 0))).toBe('nominal');
    expect(levelOf(choice(0, 0, 10_000))).toBe('nominal');
    expect(levelOf(choice(10_000, 0, 5000))).toBe('nominal');
    expect(levelOf({ type: 'count', points: 1, cap: 5 })).toBe('interval');
    expect(levelOf({ type: 'ranges', least: 0, ranges: [{ up_to: 9, label: null, value_bp: 0 }] })).toBe('interval');
    expect(levelOf({ type: 'date' })).toBeNull();
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

  it('checklists with other items ticked differ; an item ticked twice is ticked once', () => {
    const items = ['x', 'y'].map((key) => ({ key, label: { en: key } }));
    const list = scorecardOf([section('A', criterion('list', { scale: { type: 'checklist', items } }))]);
    const both = (a: string[], b: string[]) =>
      agreement(list, [rated(0, 'r1', { list: a }), rated(0, 'r2', { list: b })])[0]!.percent_bp;
    expect([both(['x'], ['y']), both(['x'], ['x', 'y']), both([], ['x'])]).toEqual([0, 0, 0]);
    expect([both(['x', 'x'], ['x']), both([], [])]).toEqual([10_000, 10_000]);
  });

  it('a reviewer who did not score an interaction has no value there', () => {
    const sheets = [rated(0, 'r1', { yes: 'yes' }), rated(1, 'r2', { yes: 'no' }), rated(1, 'r1', { yes: 'no' })];
    expect(agreement(scorecard, sheets)[0]).toMatchObject({ units: 1, percent_bp: 10_000 });
  });

  it('an answer that does not fit is none', () => {
    const sheets = [rated(0, 'r1', { yes: 'perhaps' }), rated(0, 'r2', { yes: 'yes' })];
    expect(agreement(scorecard, sheets)[0]).toMatchObject({ units: 0 });
  });

  it('numbers are as far apart as they differ, options of a scale as their order has them', () => {
    const of = (scale: Scale, values: [Answer['value'], Answer['value']][]) => {
      const card = scorecardOf([section('A', criterion('one', { scale }))]);
      const sheets = values.flatMap(([a, b], i) => [rated(i, 'r1', { one: a }), rated(i, 'r2', { one: b })]);
      const { alpha } = agreement(card, sheets, 1)[0]!;
      return alpha.kind === 'alpha' ? alpha.alpha : alpha.kind;
    };
    const figures: [number, number][] = [
      [9, 8],
      [1, 1],
      [0, 9],
    ];
    const wanted = krippendorffAlpha(figures, 'interval');
    expect(of({ type: 'number', worst: 0, best: 9 }, figures)).toBe(wanted);
    expect(of({ type: 'count', points: 1, cap: 5 }, figures)).toBe(wanted);
    // Met before that, the middle option still lies between the others.
    const scale = choice(10_000, 5000, 0);
    const keys: [string, string][] = [
      ['o1', 'o1'],
      ['o2', 'o2'],
      ['o0', 'o1'],
      ['o0', 'o1'],
    ];
    const worths = keys.map((pair) => pair.map((key) => [10_000, 5000, 0][Number(key[1])]!));
    expect(of(scale, keys)).toBeCloseTo(krippendorffAlpha(worths, 'ordinal')!, 12);
    expect(of(scale, keys)).not.toBeCloseTo(krippendorffAlpha(worths, 'nominal')!, 3);
  });

  it('the minimum is of interactions with at least two values', () => {
    const ratings = [...Array.from({ length: 9 }, (_, i) => [i % 2, i % 2]), [1, null], [null, 0]];
    expect(agreementOn(ratings, 'nominal', 10)).toMatchObject({ units: 9, alpha: { kind: 'too-few' } });
  });
});
