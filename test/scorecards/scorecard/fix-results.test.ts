// What each fix makes of what it was given, in whole.
import { describe, expect, it } from 'vitest';
import { ROOT_CAUSES } from '../../../scorecards/scorecard/causes.ts';
import { type Criterion, criteriaOf, type Draft, type Scale } from '../../../scorecards/scorecard/definition.ts';
import * as edit from '../../../scorecards/scorecard/edit.ts';
import type { Finding, FindingCode } from '../../../scorecards/scorecard/finding.ts';
import { fixFor, weighing100 } from '../../../scorecards/scorecard/fix.ts';
import { baseScorecardOf, bonus, choice, counted, criterion, deduct, scorecardOf, section, veto } from '../given.ts';

const finding = (code: FindingCode, params: Finding['params'] = { criterion: 'x' }): Finding => ({
  severity: 'error',
  code,
  params,
});
const fixed = (draft: Draft, code: FindingCode, params?: Finding['params']) => fixFor(draft, finding(code, params))!;
const ids = (draft: Draft) => draft.sections.map((one) => `${one.id}:${one.criteria.map(({ id }) => id).join()}`);

type Fails = 'section' | 'scorecard' | null;
const options = (...some: [key: string, value_bp: number, fails: Fails][]): Scale => ({
  type: 'choice',
  options: some.map(([key, value_bp, fails]) => ({ key, label: { en: key }, value_bp, fails })),
});
const items = (...keys: string[]): Scale => ({
  type: 'checklist',
  items: keys.map((key, i) => ({ key, label: { en: `${key} ${i}` } })),
});
const ranges = (least: number, ...some: [up_to: number, value_bp: number][]): Scale => ({
  type: 'ranges',
  least,
  ranges: some.map(([up_to, value_bp]) => ({ up_to, label: null, value_bp })),
});
const item = (key: string, en: string) => ({ key, label: { en } });

describe('what a fix makes of a criterion', () => {
  it.each<[FindingCode, string, Partial<Criterion>, Partial<Criterion>, string?]>([
    [
      'scorecard-reserved-option',
      'allow-not-applicable',
      { scale: options(['yes', 10_000, null], ['na', 0, null], ['no', 0, null]), not_applicable: 'never' },
      { scale: options(['yes', 10_000, null], ['no', 0, null]), not_applicable: 'allowed' },
      'na',
    ],
    [
      'scorecard-na-option',
      'allow-not-applicable',
      { scale: options(['yes', 10_000, null], ['no', 0, null], ['none', 0, null]), not_applicable: 'with-reason' },
      { scale: options(['yes', 10_000, null], ['no', 0, null]), not_applicable: 'with-reason' },
      'none',
    ],
    [
      'scorecard-na-fails',
      'allow-not-applicable',
      { scale: options(['yes', 10_000, null], ['no', 0, null], ['none', 0, 'section']), not_applicable: 'allowed' },
      { scale: options(['yes', 10_000, null], ['no', 0, null]), not_applicable: 'allowed' },
      'none',
    ],
    ['scorecard-no-full', 'best-full', { scale: choice(0, 9000, 9000) }, { scale: choice(0, 10_000, 9000) }],
    [
      'scorecard-no-full',
      'best-full',
      { scale: ranges(0, [1, 0], [2, 50]) },
      { scale: ranges(0, [1, 0], [2, 10_000]) },
    ],
    ['scorecard-always-critical', 'best-full', { scale: choice(0, 0) }, { scale: choice(10_000, 0) }],
    ['scorecard-no-zero', 'worst-none', { scale: choice(10_000, 70, 70) }, { scale: choice(10_000, 0, 70) }],
    [
      'scorecard-no-zero',
      'worst-none',
      { scale: ranges(0, [1, 50], [2, 10_000]) },
      { scale: ranges(0, [1, 0], [2, 10_000]) },
    ],
    [
      'scorecard-full-fails',
      'never-fails',
      { scale: options(['good', 10_000, 'section'], ['best', 10_000, 'scorecard'], ['no', 0, 'scorecard']) },
      { scale: options(['good', 10_000, null], ['best', 10_000, 'scorecard'], ['no', 0, 'scorecard']) },
      'good',
    ],
    ['scorecard-few-options', 'yes-no', { scale: choice(5000) }, { scale: edit.yesNo() }],
    [
      'scorecard-duplicate-option',
      'remove-option',
      { scale: options(['no', 1, null], ['yes', 10_000, null], ['no', 2, 'section']) },
      { scale: options(['no', 1, null], ['yes', 10_000, null]) },
    ],
    [
      'scorecard-duplicate-option',
      'remove-option',
      { scale: items('i', 'i', 'j') },
      { scale: { type: 'checklist', items: [item('i', 'i 0'), item('j', 'j 2')] } },
    ],
    [
      'scorecard-count-cap',
      'raise-cap',
      { scale: { type: 'count', points: 9, cap: 3 } },
      { scale: { type: 'count', points: 9, cap: 9 } },
    ],
    [
      'scorecard-ranges-order',
      'sort-ranges',
      { scale: ranges(2, [9, 100], [3, 500], [3, 600], [2, 10_000], [-1, 0]) },
      { scale: ranges(2, [2, 10_000], [3, 500], [9, 100]) },
    ],
    [
      'scorecard-ranges-order',
      'sort-ranges',
      { scale: ranges(50, [9, 0], [3, 10_000]) },
      { scale: ranges(3, [9, 0], [3, 10_000]) },
    ],
    [
      'scorecard-rule-option',
      'make-optional',
      { comment: { required_with: ['no', 'gone'] }, evidence: { required_with: ['gone'] } },
      { comment: { required_with: ['no'] }, evidence: 'optional' },
      'gone',
    ],
    [
      'scorecard-rule-empty',
      'make-optional',
      { comment: { required_with: ['no', 'yes'] }, evidence: { required_with: [] } },
      { comment: { required_with: ['no', 'yes'] }, evidence: 'optional' },
    ],
    [
      'scorecard-rule-empty',
      'make-optional',
      { comment: { required_with: [] }, evidence: 'required' },
      { comment: 'optional', evidence: 'required' },
    ],
    ['scorecard-start-not-on-scale', 'no-start', { starts_as: 'gone' }, { starts_as: null }],
    ['scorecard-words-weight', 'no-weight', { scale: { type: 'text' } }, { scale: { type: 'text' }, weight: 0 }],
    ['scorecard-condition-empty', 'remove-condition', { shown_when: { all: [] } }, { shown_when: null }],
    ['scorecard-veto-without-class', 'class-customer', { critical: null }, { critical: 'customer' }],
  ])('%s: %s', (code, fix, was, wanted, option) => {
    const draft = (rest: Partial<Criterion>) =>
      scorecardOf([
        section('A', criterion('a', was), criterion('x', { ...was, ...rest })),
        section('B', criterion('b')),
      ]);
    expect(fixed(draft({}), code, { criterion: 'x', ...(option && { option }) })).toEqual({
      fix,
      draft: draft(wanted),
    });
  });

  it.each<[FindingCode, Scale]>([
    ['scorecard-reserved-option', options(['yes', 10_000, null], ['na', 0, null], ['no', 0, null])],
    ['scorecard-duplicate-option', options(['yes', 10_000, null], ['no', 0, null], ['no', 0, null])],
    ['scorecard-duplicate-option', items('i', 'i')],
    ['scorecard-full-fails', options(['yes', 10_000, 'section'], ['no', 0, null])],
    ['scorecard-count-cap', { type: 'count', points: 9, cap: 3 }],
    ['scorecard-no-full', choice(9000, 0)],
    ['scorecard-no-zero', ranges(0, [1, 10_000], [2, 5000])],
    ['scorecard-ranges-order', ranges(0, [2, 10_000], [1, 0])],
  ])('%s: of two criteria with one id, the scale of another kind stays as it is', (code, scale) => {
    const other: Scale = { type: 'number', worst: 0, best: 9 };
    const draft = scorecardOf([section('A', criterion('x', { scale }), criterion('x', { scale: other }))]);
    const scales = criteriaOf(fixed(draft, code, { criterion: 'x', option: 'yes' }).draft).map((one) => one.scale);
    expect(scales).toStrictEqual([expect.not.objectContaining({ type: 'number' }), other]);
  });
});

describe('what a fix makes of a scorecard', () => {
  it('of two criteria with one id the later gets one that none has, further on either', () => {
    const was = criterion('x');
    const card = (...all: string[]) => scorecardOf([section('A', ...all.map((id) => ({ ...was, id })))]);
    expect(fixed(card('x', 'x', 'y', 'x', 'x-2'), 'scorecard-duplicate-criterion')).toEqual({
      fix: 'rename',
      draft: card('x', 'x-3', 'y', 'x-4', 'x-2'),
    });
  });

  it('of two causes with one key the first stays, and a section without criteria goes', () => {
    const cause = (key: string, en: string) => ({ key, name: { en }, causes: [] });
    const draft = scorecardOf([section('A', criterion('a')), section('B'), section('C')], {
      root_causes: [cause('p', 'P'), cause('q', 'Q'), cause('p', 'R')],
    });
    expect(fixed(draft, 'scorecard-duplicate-cause', { cause: 'p' })).toEqual({
      fix: 'remove',
      draft: { ...draft, root_causes: [cause('p', 'P'), cause('q', 'Q')] },
    });
    expect(fixed(draft, 'scorecard-section-empty', { section: 'B' })).toEqual({
      fix: 'remove-section',
      draft: { ...draft, sections: [draft.sections[0], draft.sections[2]] },
    });
    expect(fixed(draft, 'scorecard-no-causes')).toEqual({
      fix: 'add-causes',
      draft: { ...draft, root_causes: [...ROOT_CAUSES] },
    });
  });

  it('a base counts from what its sections can lose, from 1 to 1000', () => {
    const base = (base_points: number, ...points: number[]) =>
      baseScorecardOf(
        [...points.map((some, i) => deduct(`D${i}`, some, counted(`c${i}`, 5, 40))), bonus('P'), veto('V')],
        {
          base_points,
        },
      );
    const wanted = (base_points: number, ...points: number[]) => ({
      fix: 'base-from-sections',
      draft: base(base_points, ...points),
    });
    expect(fixed(base(100, 40, 30), 'scorecard-base-points', {})).toEqual(wanted(70, 40, 30));
    expect(fixed(base(100, 800, 700), 'scorecard-base-points', {})).toEqual(wanted(1000, 800, 700));
    expect(fixed(base(100), 'scorecard-base-points', {})).toEqual(wanted(1));
    const weighted = scorecardOf([section('A', criterion('a'))]);
    expect(fixed(weighted, 'scorecard-base-points', {}).draft).toBe(weighted);
  });

  it.each([
    [
      [1, 2, 4],
      [14, 29, 57],
    ],
    [
      [4, 1, 2],
      [57, 14, 29],
    ],
    [
      [5, 3, 3, 3],
      [36, 22, 21, 21],
    ],
    [
      [1, 1, 1, 1, 1, 1, 1],
      [15, 15, 14, 14, 14, 14, 14],
    ],
    [
      [10, 30, 51],
      [11, 33, 56],
    ],
  ])(
    'weights %j become %j: what is left goes to those that lost most, of equal ones to the first',
    (weights, wanted) => {
      const draft = (some: number[]) =>
        scorecardOf([section('A', ...some.map((weight, i) => criterion(`c${i}`, { weight })))]);
      expect(weighing100(draft(weights))).toEqual(draft(wanted));
      expect(fixed(draft(weights), 'scorecard-weights-nearly', {})).toEqual({
        fix: 'weights-to-100',
        draft: draft(wanted),
      });
    },
  );
});

describe('a criterion before what its condition names', () => {
  const named = (id: string) => ({ criterion: id, is: ['yes'] });
  const draft = (shown_when: Criterion['shown_when']) =>
    scorecardOf([
      section('A', criterion('a'), criterion('x', { shown_when }), criterion('b')),
      section('B', criterion('c'), criterion('d'), criterion('e')),
    ]);

  it.each<[string, Criterion['shown_when'], string[]]>([
    ['one in its section', named('b'), ['A:a,b,x', 'B:c,d,e']],
    ['one in another section', named('d'), ['A:a,b', 'B:c,d,x,e']],
    ['several, and a channel', { any: [named('d'), named('a'), { channel: ['voice'] }] }, ['A:a,b', 'B:c,d,x,e']],
  ])('is put behind the last of them: %s', (_, shown_when, wanted) => {
    const { fix, draft: now } = fixed(draft(shown_when), 'scorecard-condition-later');
    expect([fix, ids(now)]).toEqual(['move-behind', wanted]);
    expect(criteriaOf(now).toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      criteriaOf(draft(shown_when)).toSorted((a, b) => a.id.localeCompare(b.id)),
    );
  });

  it('loses what its condition says of itself', () => {
    const then = (shown_when: Criterion['shown_when']) => {
      const { draft: now } = fixed(draft(shown_when), 'scorecard-condition-later');
      return [ids(now), criteriaOf(now).find(({ id }) => id === 'x')!.shown_when];
    };
    const moved = ['A:a,x,b', 'B:c,d,e'];
    expect(then({ all: [named('a'), named('x')] })).toEqual([moved, { all: [named('a')] }]);
    expect(then({ any: [{ not: named('x') }, { all: [named('x')] }, { not: named('a') }] })).toEqual([
      moved,
      { any: [{ not: named('a') }] },
    ]);
    expect(then({ all: [named('x'), { channel: ['voice'] }] })[1]).toEqual({ all: [{ channel: ['voice'] }] });
  });

  it('loses a condition that names nothing but itself', () => {
    const other = criterion('b', { shown_when: named('a') });
    const card = (shown_when: Criterion['shown_when']) =>
      scorecardOf([section('A', criterion('a'), criterion('x', { shown_when }), other)]);
    expect(fixed(card(named('x')), 'scorecard-condition-later').draft).toEqual(card(null));
  });

  it('stays where it is without a condition, as does a draft without the criterion', () => {
    const card = draft(null);
    expect(fixed(card, 'scorecard-condition-later').draft).toBe(card);
    expect(fixed(card, 'scorecard-condition-later', { criterion: 'gone' }).draft).toBe(card);
  });
});
