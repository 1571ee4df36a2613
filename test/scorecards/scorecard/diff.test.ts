import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, summary } from '../../../scorecards/scorecard/change.ts';
import { type Criterion, criteriaOf, type Scale, type Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { diff } from '../../../scorecards/scorecard/diff.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { LIBRARY_1 } from '../../../scorecards/scorecard/library-1.ts';
import {
  baseScorecardOf,
  bonus,
  counted,
  criterion,
  deduct,
  scorecardAndAnswers,
  scorecardOf,
  section,
  veto,
  yesNo,
} from '../given.ts';

const card = (...criteria: Criterion[]) => scorecardOf([section('A', ...criteria)]);
/** What changed, without places and effects. */
const namesOf = (changes: readonly Change[]) =>
  changes.map((one) => {
    const at = [one.section, one.criterion, ...one.part].filter((id) => id !== null).join('/');
    const what = 'field' in one ? one.field : `${one.thing} ${one.what}`;
    return `${at}: ${what}`;
  });

describe('two versions', () => {
  it('that are alike have no difference', () => {
    for (const one of [...LIBRARY, ...LIBRARY_1]) expect(diff(one, structuredClone(one)), one.id).toEqual([]);
    fc.assert(
      fc.property(scorecardAndAnswers, ({ scorecard }) => {
        expect(diff(scorecard, structuredClone(scorecard))).toEqual([]);
      }),
    );
  });

  it('tell every text by language, and empty words are none', () => {
    const before = card(criterion('a', { text: { en: 'Greets', zh: '' } }));
    const after = card(criterion('a', { text: { en: 'Greets', zh: '问候', 'zh-TW': '問候' } }));
    expect(diff(before, after)).toEqual([
      expect.objectContaining({ criterion: 'a', what: 'text', field: 'text', language: 'zh', before: null }),
      expect.objectContaining({ language: 'zh-TW', before: null, after: '問候' }),
    ]);
    expect(
      diff(card(criterion('a', { text: { en: 'x', zh: '' } })), card(criterion('a', { text: { en: 'x' } }))),
    ).toEqual([]);
  });

  it('move as few criteria as explain the new order, and sections with theirs', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => criterion(id));
    const before = scorecardOf([section('A', a!, b!, c!), section('B', d!)]);
    expect(namesOf(diff(before, scorecardOf([section('B', d!), section('A', a!, b!, c!)])))).toEqual([
      'B: section moved',
    ]);
    const changes = diff(before, scorecardOf([section('A', b!, c!), section('B', a!, d!)]));
    expect(changes).toEqual([
      expect.objectContaining({
        criterion: 'a',
        what: 'moved',
        from: { section: 'A', place: 1 },
        to: { section: 'B', place: 1 },
      }),
    ]);
    expect(namesOf(diff(before, scorecardOf([section('A', c!, a!, b!), section('B', d!)])))).toEqual([
      'A/c: criterion moved',
    ]);
  });

  it('name what was added to a section, what was taken out of it, and what went with one', () => {
    const before = scorecardOf([section('A', criterion('a'), criterion('b')), section('B', criterion('c'))]);
    const after = scorecardOf([section('A', criterion('a'), criterion('n')), section('C', criterion('c'))]);
    expect(namesOf(diff(before, after))).toEqual([
      'A/n: criterion added',
      'A/b: criterion removed',
      'C: section added',
      'C/c: criterion moved',
      'B: section removed',
    ]);
  });

  it('compare scales part by part while they are of one kind', () => {
    const scale = (of: Partial<Extract<Scale, { type: 'choice' }>>): Scale => ({ ...yesNo, ...of }) as Scale;
    const [yes, no] = (yesNo as Extract<Scale, { type: 'choice' }>).options;
    const partly = { key: 'partly', label: { en: 'Partly' }, value_bp: 5000, fails: null };
    const changes = diff(
      card(criterion('a', { scale: scale({ options: [yes!, no!] }) })),
      card(criterion('a', { scale: scale({ options: [{ ...no!, fails: 'section' }, yes!, partly] }) })),
    );
    expect(namesOf(changes)).toEqual(['A/a/no: option moved', 'A/a/no: fails', 'A/a/partly: option added']);
    expect(namesOf(diff(card(criterion('a')), card(criterion('a', { scale: { type: 'date' } }))))).toEqual([
      'A/a: scale',
    ]);
  });

  it('pair ranges by order while there are as many, and by their end when there are not', () => {
    const ranges = (...ends: [number, number][]): Criterion =>
      criterion('a', {
        scale: {
          type: 'ranges',
          least: 0,
          ranges: ends.map(([up_to, value_bp]) => ({ up_to, label: null, value_bp })),
        },
      });
    const before = card(ranges([30, 10_000], [99, 0]));
    expect(namesOf(diff(before, card(ranges([45, 10_000], [99, 0]))))).toEqual(['A/a/45: up_to']);
    expect(namesOf(diff(before, card(ranges([30, 10_000], [60, 5000], [99, 0]))))).toEqual(['A/a/60: range added']);
  });

  it('tell of a changed method what each had', () => {
    const before = card(criterion('a'));
    const after = baseScorecardOf([deduct('A', 100, counted('a', 2, 10))]);
    expect(namesOf(diff(before, after))).toEqual([
      ': method',
      ': base_points',
      ': bonus_cap',
      ': not_applicable_policy',
      ': critical_policy',
      'A: kind',
      'A: section_points',
      'A/a: weight',
      'A/a: scale',
      'A/a: starts_as',
    ]);
  });
});

describe('what a change does to a score', () => {
  const two = (weight: number, rest: Partial<Criterion> = {}, policy: 'report' | 'zero' = 'report') =>
    scorecardOf([section('A', criterion('a', { weight, ...rest })), section('B', criterion('b', { weight: 95 }))], {
      critical_policy: policy,
    });
  const effects = (before: Scorecard, after: Scorecard) => diff(before, after).map(({ effect }) => effect);

  it('of a weight, by the answer worth least', () => {
    expect(effects(two(5), two(8))).toEqual([{ of: 'worst', option: 'no', unit: 'score', before: 500, after: 777 }]);
  });

  it('of what is worth nothing either way, is nothing', () => {
    expect(effects(two(0), two(0, { critical: 'business' }))).toEqual([null]);
  });

  it('of a critical class where the policy is zero, is the whole score', () => {
    const [effect] = effects(two(5, {}, 'zero'), two(5, { critical: 'business' }, 'zero'));
    expect(effect).toMatchObject({ of: 'worst', before: 500, after: 10_000 });
  });

  it('of an option, is told of that option; of a section’s weight, of the section', () => {
    const options = (value_bp: number): Scale => ({
      type: 'choice',
      options: [
        ...(yesNo as Extract<Scale, { type: 'choice' }>).options,
        { key: 'partly', label: { en: 'Partly' }, value_bp, fails: null },
      ],
    });
    expect(effects(two(5, { scale: options(5000) }), two(5, { scale: options(8000) }))).toEqual([
      { of: 'part', option: 'partly', unit: 'score', before: 250, after: 100 },
    ]);
    const weighing = (weight: number) => {
      const { sections, ...rest } = two(5);
      return { ...rest, sections: [{ ...sections[0]!, weight }, sections[1]!] };
    };
    expect(effects(weighing(5), weighing(105))).toEqual([
      { of: 'section', option: null, unit: 'score', before: 500, after: 5250 },
    ]);
  });

  it('of a base score, is told in points, the section’s at most', () => {
    const base = (points: number, cap: number, most = 10) =>
      baseScorecardOf([
        deduct('A', most, counted('a', points, cap)),
        veto('V', criterion('v', { critical: 'customer' })),
      ]);
    expect(effects(base(2, 4), base(3, 20))).toEqual([
      { of: 'once', option: null, unit: 'points', before: 2, after: 3 },
      { of: 'worst', option: null, unit: 'points', before: 4, after: 10 },
    ]);
    expect(effects(base(2, 4, 10), base(2, 4, 20))).toEqual([
      { of: 'section', option: null, unit: 'points', before: 10, after: 20 },
    ]);
  });

  it('of what is new or gone, is what it costs alone', () => {
    const added = diff(two(5), scorecardOf([...two(5).sections, section('C', criterion('c', { weight: 25 }))]));
    expect(added.at(-1)).toMatchObject({ criterion: 'c', effect: { of: 'worst', before: null, after: 2000 } });
  });
});

/** Every leaf of a scorecard, by its path. */
function leavesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** The same with one leaf made another. */
function changedAt(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) {
    if (typeof value === 'number') return value + 1;
    if (typeof value === 'boolean') return !value;
    return `${value}x`;
  }
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const inner = (value as Record<string, unknown>)[key];
  // A section's weight is a number or none.
  (copy as Record<string, unknown>)[key] = inner === null && key === 'weight' ? 5 : changedAt(inner, rest);
  return copy;
}

/** A scorecard with every kind of scale, rule and text. */
const everything = (): Scorecard[] => {
  const label = { en: 'Label', zh: '名称' };
  const full = criterion('full', {
    guidance: { decide: label, good: label, poor: label, not_applicable: label, evidence: label },
    scale: { type: 'ranges', least: 0, ranges: [{ up_to: 9, label, value_bp: 5000 }] },
    comment: { required_with: ['no'] },
    evidence: { required_with: ['no'] },
    starts_as: ['x', 'y'],
    shown_when: {
      any: [{ criterion: 'a', is: ['yes'] }, { not: { metadata: 'queue', is: ['vip'] } }, { channel: ['chat'] }],
    },
  });
  const list = criterion('list', { scale: { type: 'checklist', items: [{ key: 'x', label }] }, bonus: true });
  const number = criterion('number', { scale: { type: 'number', worst: 0, best: 9 }, critical: 'business' });
  const root_causes = [{ key: 'process', name: label, causes: [{ key: 'slow', name: label }] }];
  return [
    scorecardOf([{ ...section('A', criterion('a'), full), weight: 4 }, section('B', list, number)], {
      purpose: label,
      rationale: label,
      root_causes,
    }),
    baseScorecardOf([
      deduct('A', 100, counted('a', 1, 9)),
      bonus('B', counted('b', 1, 9)),
      veto('V', criterion('v', { critical: 'customer' })),
    ]),
  ];
};

describe('every leaf that changes', () => {
  // What says of which kind something is changes with what it has.
  const KINDS = ['format', 'type', 'method', 'kind'];
  it.each(everything().map((one) => [one.method, one] as const))('is told (%s)', (_, one) => {
    const silent = leavesOf(one)
      .filter((path) => !KINDS.includes(path.at(-1)!))
      .filter((path) => {
        const other = changedAt(one, path) as Scorecard;
        return diff(one, other).length === 0 || diff(other, one).length === 0;
      });
    expect(silent.map((path) => path.join('.'))).toEqual([]);
    expect(leavesOf(one).length).toBeGreaterThan(90);
  });

  it('is told as often as changes are made, by its place', () => {
    const [one] = everything();
    fc.assert(
      fc.property(
        fc.subarray(
          criteriaOf(one!).map(({ id }) => id),
          { minLength: 1 },
        ),
        (ids) => {
          const other = {
            ...one!,
            sections: one!.sections.map((of) => ({
              ...of,
              criteria: of.criteria.map((c) => (ids.includes(c.id) ? { ...c, weight: c.weight + 1 } : c)),
            })),
          } as Scorecard;
          expect(diff(one!, other).map(({ criterion: id }) => id)).toEqual(ids);
        },
      ),
    );
  });
});

describe('a draft', () => {
  const unfinished = (): Scorecard =>
    scorecardOf([
      section('A', criterion('a', { text: {}, scale: { type: 'choice', options: [] } }), criterion('a', { weight: 3 })),
      { ...section('A'), name: {} },
      section('B', criterion('c', { scale: { type: 'checklist', items: [] } })),
      section('C', criterion('r', { scale: { type: 'ranges', least: 0, ranges: [] }, comment: { required_with: [] } })),
    ]);

  it('is compared though texts and lists are empty and ids are repeated', () => {
    const empty = scorecardOf([], { name: {} });
    const whole = LIBRARY[0]!;
    for (const one of [unfinished(), empty, baseScorecardOf([])]) {
      expect(diff(one, structuredClone(one))).toEqual([]);
      expect(diff(one, whole).length).toBeGreaterThan(0);
      expect(diff(whole, one).length).toBeGreaterThan(0);
    }
    const other = unfinished();
    other.sections[0]!.criteria[1]!.weight = 4;
    expect(namesOf(diff(unfinished(), other))).toEqual(['A/a: weight']);
  });
});

describe('the scorecards Attune comes with', () => {
  it('say of version 2 what became of version 1', () => {
    const [before, after] = [LIBRARY_1, LIBRARY].map((some) => some.find(({ id }) => id === 'VG')!);
    const changes = diff(before!, after!);
    expect(summary(changes)).toEqual({ added: 15, removed: 13, moved: 2, reworded: 6, changed: 6, elsewhere: 15 });
    const weight = changes.find((one) => one.criterion === 'VG12' && 'field' in one && one.field === 'weight');
    expect(weight).toMatchObject({ before: 10, after: 7, effect: { before: 1000, after: 700 } });
  });

  it('of 400 criteria, all changed, are compared in one walk', () => {
    const many = (weight: number) =>
      scorecardOf(
        Array.from({ length: 20 }, (_, s) =>
          section(`s${s}`, ...Array.from({ length: 20 }, (_, c) => criterion(`c${s}-${c}`, { weight: weight + c }))),
        ),
      );
    const [before, after] = [many(1), many(2)];
    const changes = diff(before, { ...after, sections: after.sections.toReversed() });
    expect(changes.filter(({ what }) => what === 'value')).toHaveLength(400);
    expect(changes.filter(({ what }) => what === 'moved')).toHaveLength(19);
  });
});
