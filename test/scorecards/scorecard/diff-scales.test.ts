import { describe, expect, it } from 'vitest';
import type { Scale, Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { diff } from '../../../scorecards/scorecard/diff.ts';
import { baseScorecardOf, choice, counted, criterion, deduct, scorecardOf, section, yesNo } from '../given.ts';
import { added, at, costs, is, label, moved, type Reported, removed, says } from './reported.ts';

/** What is told of the scale of `a`, which weighs 10 of 100. */
function ofScales(before: Scale, after: Scale) {
  const card = (scale: Scale): Scorecard =>
    scorecardOf([section('A', criterion('a', { scale })), section('B', criterion('b', { weight: 90 }))]);
  return diff(card(before), card(after));
}

describe('everything that changed of a scale', () => {
  const part = (key: string, reported: Reported) => ({ ...at('A', 'a', key), ...reported });

  it('of options', () => {
    const option = (key: string, en: string, value_bp: number, fails: 'section' | null = null) => ({
      key,
      label: label(en),
      value_bp,
      fails,
    });
    const options = (...some: ReturnType<typeof option>[]): Scale => ({ type: 'choice', options: some });
    expect(
      ofScales(
        options(
          option('met', 'Met', 10_000),
          option('part', 'Part', 5000),
          option('not', 'Not', 0),
          option('old', 'Old', 1),
        ),
        options(
          option('not', 'Not at all', 0),
          option('met', 'Met', 10_000),
          option('part', 'Part', 8000, 'section'),
          option('new', 'New', 1),
        ),
      ),
    ).toEqual([
      part('not', moved('option', 3, 1)),
      part('not', says('label', 'Not', 'Not at all')),
      part('part', is('worth_bp', 5000, 8000, costs('part', 'part', 500, 1000))),
      part('part', is('fails', null, 'section', costs('part', 'part', 500, 1000))),
      part('new', added('option')),
      part('old', removed('option')),
    ]);
  });

  it('of items, whose number says what one of them costs', () => {
    const items = (...some: [string, string][]): Scale => ({
      type: 'checklist',
      items: some.map(([key, en]) => ({ key, label: label(en) })),
    });
    const effect = costs('item', null, 250, 200);
    expect(
      ofScales(
        items(['x', 'X'], ['y', 'Y'], ['z', 'Z'], ['w', 'W']),
        items(['n', 'N'], ['y', 'Why'], ['z', 'Z'], ['x', 'X'], ['m', 'M']),
      ),
    ).toEqual([
      part('y', says('label', 'Y', 'Why')),
      part('x', moved('item', 1, 4)),
      part('n', added('item', effect)),
      part('m', added('item', effect)),
      part('w', removed('item', effect)),
    ]);
    expect(ofScales(items(['x', 'X'], ['y', 'Y']), items(['x', 'X']))).toEqual([
      part('y', removed('item', costs('item', null, 500, 1000))),
    ]);
  });

  it('of ranges', () => {
    const ranges = (least: number, ...some: [number, string, number][]): Scale => ({
      type: 'ranges',
      least,
      ranges: some.map(([up_to, en, value_bp]) => ({ up_to, label: label(en), value_bp })),
    });
    expect(
      ofScales(ranges(0, [5, 'Fast', 10_000], [9, 'Slow', 0]), ranges(1, [6, 'Quick', 10_000], [9, 'Slow', 4000])),
    ).toEqual([
      { ...at('A', 'a'), ...is('least', 0, 1) },
      part('6', is('up_to', 5, 6)),
      part('6', says('label', 'Fast', 'Quick')),
      part('9', is('worth_bp', 0, 4000, costs('part', '9', 1000, 600))),
    ]);
    expect(
      ofScales(
        ranges(0, [5, 'Fast', 10_000], [7, 'Fair', 2000], [9, 'Slow', 0]),
        ranges(0, [5, 'Fast', 10_000], [9, 'Slow', 3000]),
      ),
    ).toEqual([part('9', is('worth_bp', 0, 3000, costs('part', '9', 1000, 700))), part('7', removed('range'))]);
  });

  it('of numbers and counts', () => {
    expect(ofScales({ type: 'number', worst: 0, best: 9 }, { type: 'number', worst: 1, best: 10 })).toEqual([
      { ...at('A', 'a'), ...is('worst', 0, 1) },
      { ...at('A', 'a'), ...is('best', 9, 10) },
    ]);
    const base = (...of: [number, number]) => baseScorecardOf([deduct('A', 100, counted('a', ...of))]);
    expect(diff(base(1, 8), base(3, 9))).toEqual([
      { ...at('A', 'a'), ...is('points', 1, 3, costs('once', null, 1, 3, 'points')) },
      { ...at('A', 'a'), ...is('cap', 8, 9, costs('worst', null, 8, 9, 'points')) },
    ]);
  });

  const kinds: Scale[] = [
    yesNo,
    { type: 'checklist', items: [{ key: 'x', label: label('X') }] },
    { type: 'number', worst: 0, best: 9 },
    {
      type: 'ranges',
      least: 0,
      ranges: [
        { up_to: 5, label: null, value_bp: 10_000 },
        { up_to: 9, label: null, value_bp: 0 },
      ],
    },
    { type: 'count', points: 1, cap: 3 },
    { type: 'date' },
    { type: 'text' },
  ];
  const pairs = kinds.flatMap((one) => kinds.filter((other) => other !== one).map((other) => [one, other] as const));

  it.each(pairs.map(([one, other]) => [one.type, other.type, one, other] as const))(
    'from %s to %s as a whole, and what costs as much or nothing has no effect',
    (_, __, one, other) => {
      expect(ofScales(one, other)).toEqual([{ ...at('A', 'a'), ...is('scale', one, other) }]);
    },
  );

  it('tells of the answer worth least by its name only while it is the same option', () => {
    const [half, number] = [choice(10_000, 5000), { type: 'number', worst: 0, best: 9 }] as [Scale, Scale];
    expect(ofScales(half, number)).toEqual([
      { ...at('A', 'a'), ...is('scale', half, number, costs('worst', null, 500, 1000)) },
    ]);
    expect(ofScales(number, half)).toEqual([
      { ...at('A', 'a'), ...is('scale', number, half, costs('worst', null, 1000, 500)) },
    ]);
    const weighing = (weight: number, scale: Scale) =>
      scorecardOf([section('A', criterion('a', { weight, scale }), criterion('b', { weight: 90 }))]);
    expect(diff(weighing(10, number), weighing(30, number))).toEqual([
      { ...at('A', 'a'), ...is('weight', 10, 30, costs('worst', null, 1000, 2500)) },
    ]);
    expect(diff(weighing(10, choice(10_000, 0)), weighing(30, choice(10_000, 5000, 0)))[0]).toEqual({
      ...at('A', 'a'),
      ...is('weight', 10, 30, costs('worst', null, 1000, 2500)),
    });
  });
});
