import { describe, expect, it } from 'vitest';
import { comparable, sameMeaning } from '../../../scorecards/scorecard/comparable.ts';
import type { Criterion, Scale, Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { LIBRARY, LINEAGE } from '../../../scorecards/scorecard/library.ts';
import { LIBRARY_1 } from '../../../scorecards/scorecard/library-1.ts';
import { baseScorecardOf, bonus, choice, counted, criterion, deduct, scorecardOf, section, veto } from '../given.ts';

const of = (before: Scorecard, after: Scorecard) => {
  const { criteria, sections, total } = comparable(before, after);
  return { criteria: [...criteria].sort(), sections: [...sections].sort(), total };
};
const card = (...criteria: Criterion[]) => scorecardOf([section('A', ...criteria), section('B', criterion('z'))]);
const a = criterion('a');

describe('the scorecards Attune comes with', () => {
  it.each(['VG', 'CL', 'CH'])('join %s over its versions where their lineage says so, and nowhere else', (key) => {
    const [before, after] = [LIBRARY_1, LIBRARY].map((some) => some.find(({ id }) => id === key)!) as [
      Scorecard,
      Scorecard,
    ];
    const { criteria, total, sections } = comparable(before, after, LINEAGE);
    const kept = LINEAGE.filter((one) => one.comparable && one.to[0]!.startsWith(key)).flatMap(({ to }) => to);
    expect([...criteria].sort()).toEqual(kept.toSorted());
    // The pages, which do not load the lineage, come to the same by the ids.
    expect(comparable(before, after).criteria).toEqual(criteria);
    expect(total).toBe(false);
    // Of sections with a score, every one shows a break (CHANGES.md).
    const scored = after.sections.filter((one) => (one.criteria as Criterion[]).some(({ weight }) => weight > 0));
    expect(scored.filter(({ id }) => sections.has(id))).toEqual([]);
  });
});

describe('a criterion compares', () => {
  it('while its id and the kind of its scale stay', () => {
    expect(of(card(a), card({ ...a, weight: 3, scale: choice(10_000, 5000, 0) })).criteria).toEqual(['a', 'z']);
    expect(of(card(a), card({ ...a, scale: { type: 'number', worst: 0, best: 9 } })).criteria).toEqual(['z']);
    expect(of(card(a), card(criterion('b'))).criteria).toEqual(['z']);
  });

  it('unless the lineage says that it means something else', () => {
    const apart = [{ from: ['a'], to: ['a'], comparable: false }];
    expect([sameMeaning(a, a), sameMeaning(a, a, apart)]).toEqual([true, false]);
    expect(sameMeaning(a, criterion('b'))).toBe(false);
    expect(comparable(card(a), card(a), apart)).toMatchObject({ total: false });
  });
});

describe('sections and the total compare', () => {
  it.each<[string, Scorecard, Scorecard, { sections: string[]; total: boolean }]>([
    [
      'with other words, guidance and conditions',
      card(a),
      card({ ...a, text: { en: 'x' }, not_applicable: 'allowed', shown_when: { channel: ['chat'] } }),
      { sections: ['A', 'B'], total: true },
    ],
    ['not with other weights', card(a), card({ ...a, weight: 2 }), { sections: ['B'], total: false }],
    [
      'not with answers worth something else',
      card({ ...a, scale: choice(10_000, 5000, 0) }),
      card({ ...a, scale: choice(10_000, 8000, 0) }),
      { sections: ['B'], total: false },
    ],
    ['not with a criterion more', card(a), card(a, criterion('n')), { sections: ['B'], total: false }],
    ['not with one less', card(a, criterion('n')), card(a), { sections: ['B'], total: false }],
    [
      'with a remark or a gate more that is only reported',
      card(a),
      card(a, criterion('n', { weight: 0, critical: 'business' }), criterion('t', { scale: { type: 'text' } })),
      { sections: ['A', 'B'], total: true },
    ],
    [
      'in the total only, where a criterion moved to another section',
      scorecardOf([section('A', a, criterion('m')), section('B', criterion('z'))]),
      scorecardOf([section('A', a), section('B', criterion('m'), criterion('z'))]),
      { sections: [], total: true },
    ],
    [
      'in sections only, under another policy',
      card(a),
      { ...card(a), critical_policy: 'zero' } as Scorecard,
      { sections: ['A', 'B'], total: false },
    ],
    [
      'not by another method',
      scorecardOf([section('A', a)]),
      baseScorecardOf([deduct('A', 100, counted('a', 1, 9))]),
      { sections: [], total: false },
    ],
    [
      'of a base score, not with a veto more',
      baseScorecardOf([deduct('A', 100, counted('a', 1, 9))]),
      baseScorecardOf([deduct('A', 100, counted('a', 1, 9)), veto('V', criterion('v', { critical: 'customer' }))]),
      { sections: ['A'], total: false },
    ],
  ])('%s', (_, before, after, wanted) => {
    expect(of(before, after)).toMatchObject(wanted);
  });

  it('with themselves', () => {
    for (const one of LIBRARY) expect(comparable(one, one).total, one.id).toBe(true);
  });
});

describe('whatever changes what an answer counts for ends the comparison of its section', () => {
  const weighing = (weight: number | null, ...criteria: Criterion[]) =>
    scorecardOf([{ ...section('A', ...criteria), weight }, section('B', criterion('z'))]);
  const scaled = (scale: Scale, rest: Partial<Criterion> = {}) => criterion('a', { scale, ...rest });
  const label = { en: 'Label' };
  const items = (...keys: string[]): Scale => ({ type: 'checklist', items: keys.map((key) => ({ key, label })) });
  const ranges = (least: number, ...ends: [number, number][]): Scale => ({
    type: 'ranges',
    least,
    ranges: ends.map(([up_to, value_bp]) => ({ up_to, label, value_bp })),
  });
  const options = (...some: [string, number, 'section' | 'scorecard' | null][]): Scale => ({
    type: 'choice',
    options: some.map(([key, value_bp, fails]) => ({ key, label, value_bp, fails })),
  });
  const zero = (...criteria: Criterion[]) => scorecardOf(card(...criteria).sections, { critical_policy: 'zero' });
  const base = (points: number, kind = bonus, ...more: Criterion[]) =>
    baseScorecardOf([deduct('A', points, counted('a', 1, 9), ...more), kind('B', counted('z', 1, 9))]);
  const gate = criterion('g', { weight: 0, critical: 'business' });
  const failing = (fails: 'section' | null) =>
    criterion('g', { weight: 0, scale: options(['yes', 10_000, null], ['no', 0, fails]) });

  it.each<[string, Scorecard, Scorecard]>([
    ['a gate that makes the score 0', zero(a), zero(a, gate)],
    ['what was a gate', zero({ ...a, critical: 'customer' }), zero(a)],
    ['an answer that makes its section fail', card(a, failing(null)), card(a, failing('section'))],
    ['one that did', card(a, failing('section')), card(a, failing(null))],
    ['bonus', card(a), card({ ...a, bonus: true })],
    ['a weight of its section', weighing(null, a), weighing(5, a)],
    ['another weight of its section', weighing(6, a), weighing(5, a)],
    ['fewer points of its section', base(100), base(90)],
    ['an item more', base(100), base(100, bonus, counted('n', 1, 2))],
    [
      'other points each time',
      base(100),
      baseScorecardOf([deduct('A', 100, counted('a', 2, 9)), bonus('B', counted('z', 1, 9))]),
    ],
    [
      'another option',
      card(scaled(options(['x', 1, null], ['y', 2, null]))),
      card(scaled(options(['x', 1, null], ['z', 2, null]))),
    ],
    ['another item', card(scaled(items('x', 'y'))), card(scaled(items('x', 'z')))],
    ['an item more to tick', card(scaled(items('x', 'y'))), card(scaled(items('x', 'y', 'z')))],
    [
      'another end of a range',
      card(scaled(ranges(0, [5, 10_000], [9, 0]))),
      card(scaled(ranges(0, [6, 10_000], [9, 0]))),
    ],
    [
      'another worth of a range',
      card(scaled(ranges(0, [5, 10_000], [9, 0]))),
      card(scaled(ranges(0, [5, 9000], [9, 0]))),
    ],
    [
      'another start of ranges',
      card(scaled(ranges(0, [5, 10_000], [9, 0]))),
      card(scaled(ranges(1, [5, 10_000], [9, 0]))),
    ],
    [
      'another best number',
      card(scaled({ type: 'number', worst: 0, best: 9 })),
      card(scaled({ type: 'number', worst: 0, best: 8 })),
    ],
  ])('%s', (_, before, after) => {
    expect(of(before, after)).toEqual({
      criteria: expect.arrayContaining(['a', 'z']),
      sections: ['B'],
      total: false,
    });
  });

  it.each<[string, Scorecard, Scorecard]>([
    [
      'other words of answers',
      card(scaled(items('x', 'y'))),
      card(scaled(JSON.parse(JSON.stringify(items('x', 'y')).replaceAll('Label', 'Other')))),
    ],
    [
      'options in another order',
      card(scaled(options(['x', 0, null], ['y', 2, null]))),
      card(scaled(options(['y', 2, null], ['x', 0, null]))),
    ],
    [
      'other words of a range',
      card(scaled({ type: 'ranges', least: 0, ranges: [{ up_to: 9, label: null, value_bp: 1 }] })),
      card(scaled(ranges(0, [9, 1]))),
    ],
    ['items in another order', card(scaled(items('x', 'y'))), card(scaled(items('y', 'x')))],
    ['criteria in another order', card(a, criterion('b')), card(criterion('b'), a)],
    ['a remark more in a section with a weight', weighing(5, a), weighing(5, a, failing(null))],
    ['a class of gates', zero({ ...a, critical: 'customer' }), zero({ ...a, critical: 'business' })],
    ['a gate that is only reported', card(a), card({ ...a, critical: 'business' })],
  ])('but not %s', (_, before, after) => {
    expect(of(before, after)).toMatchObject({ sections: ['A', 'B'], total: true });
  });

  it.each<[string, Scorecard, Scorecard, string[]]>([
    ['a criterion moved between sections with weights', ...moved(4), []],
    ['bonus that became a veto', base(100), base(100, veto), ['A']],
    ['other base points', base(100), { ...base(100), base_points: 90 } as Scorecard, ['A', 'B']],
    [
      'other base points and another cap',
      { ...base(100), base_points: 11, bonus_cap: 5 } as Scorecard,
      { ...base(100), base_points: 1, bonus_cap: 15 } as Scorecard,
      ['A', 'B'],
    ],
    ['another cap of bonus', base(100), { ...base(100), bonus_cap: 9 } as Scorecard, ['A', 'B']],
    [
      'another policy for critical errors',
      base(100),
      { ...base(100), critical_policy: 'report' } as Scorecard,
      ['A', 'B'],
    ],
    [
      'another treatment of what does not apply',
      card(a),
      { ...card(a), not_applicable: 'stays-in-section' } as Scorecard,
      ['A', 'B'],
    ],
  ])('and that of the total: %s', (_, before, after, sections) => {
    expect(of(before, after)).toMatchObject({ sections, total: false });
  });

  /** `m` in one of two sections that weigh as much, and in the other. */
  function moved(weight: number): [Scorecard, Scorecard] {
    const [m, z] = [criterion('m'), criterion('z')];
    const two = (some: Criterion[], others: Criterion[]) =>
      scorecardOf([
        { ...section('A', ...some), weight },
        { ...section('B', ...others), weight },
      ]);
    return [two([a, m], [z]), two([a], [m, z])];
  }
});
