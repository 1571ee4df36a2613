import { describe, expect, it } from 'vitest';
import { comparable, sameMeaning } from '../../../scorecards/scorecard/comparable.ts';
import type { Criterion, Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { LIBRARY, LINEAGE } from '../../../scorecards/scorecard/library.ts';
import { LIBRARY_1 } from '../../../scorecards/scorecard/library-1.ts';
import { baseScorecardOf, choice, counted, criterion, deduct, scorecardOf, section, veto } from '../given.ts';

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
