import { describe, expect, it } from 'vitest';
import { check } from '../../../scorecards/scorecard/check.ts';
import { type Criterion, criteriaOf, Draft, type Scale } from '../../../scorecards/scorecard/definition.ts';
import { emptyDraft } from '../../../scorecards/scorecard/draft.ts';
import type { FindingCode } from '../../../scorecards/scorecard/finding.ts';
import { fixFor, weighing100 } from '../../../scorecards/scorecard/fix.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { baseScorecardOf, choice, counted, criterion, deduct, scorecardOf, section, veto, yesNo } from '../given.ts';

const card = (...criteria: Criterion[]): Draft => scorecardOf([section('A', criterion('first'), ...criteria)]);
const options = (...extra: { key: string; label?: string; fails?: 'section'; value_bp?: number }[]): Scale => ({
  type: 'choice',
  options: [
    ...(yesNo.type === 'choice' ? yesNo.options : []),
    ...extra.map(({ key, label = key, fails = null, value_bp = 0 }) => ({
      key,
      label: { en: label, zh: label },
      fails,
      value_bp,
    })),
  ],
});
const range = (up_to: number, value_bp: number) => ({ up_to, label: null, value_bp });

const CASES: [FindingCode, Draft][] = [
  [
    'scorecard-duplicate-section',
    scorecardOf([section('A', criterion('a')), section('A', criterion('b')), section('A-2', criterion('c'))]),
  ],
  ['scorecard-duplicate-criterion', card(criterion('x'), criterion('x'), criterion('x'), criterion('x-2'))],
  [
    'scorecard-duplicate-cause',
    { ...card(), root_causes: ['p', 'p'].map((key) => ({ key, name: { en: 'P', zh: 'P' }, causes: [] })) },
  ],
  ['scorecard-section-empty', scorecardOf([section('A', criterion('a')), section('B')])],
  ['scorecard-few-options', card(criterion('x', { scale: choice(10_000) }))],
  ['scorecard-duplicate-option', card(criterion('x', { scale: options({ key: 'no' }) }))],
  [
    'scorecard-duplicate-option',
    card(
      criterion('x', {
        scale: { type: 'checklist', items: ['i', 'i'].map((key) => ({ key, label: { en: key, zh: key } })) },
      }),
    ),
  ],
  ['scorecard-reserved-option', card(criterion('x', { scale: options({ key: 'na' }) }))],
  ['scorecard-na-option', card(criterion('x', { scale: options({ key: 'none', label: 'N/A' }) }))],
  [
    'scorecard-na-fails',
    card(
      criterion('x', {
        scale: options({ key: 'none', label: '不适用', fails: 'section' }),
        not_applicable: 'with-reason',
      }),
    ),
  ],
  ['scorecard-no-full', card(criterion('x', { scale: choice(9000, 9000, 0) }))],
  [
    'scorecard-no-full',
    card(criterion('x', { scale: { type: 'ranges', least: 0, ranges: [range(1, 8000), range(2, 0)] } })),
  ],
  ['scorecard-no-zero', card(criterion('x', { scale: choice(10_000, 500) }))],
  ['scorecard-always-critical', card(criterion('x', { scale: choice(0, 0), critical: 'business' }))],
  [
    'scorecard-full-fails',
    card(criterion('x', { scale: options({ key: 'good', fails: 'section', value_bp: 10_000 }) })),
  ],
  ['scorecard-words-weight', card(criterion('x', { scale: { type: 'text' } }))],
  [
    'scorecard-weight-in-base',
    baseScorecardOf([deduct('D', 100, counted('a', 5, 100), criterion('x', { weight: 2 }))]),
  ],
  ['scorecard-condition-unknown', card(criterion('x', { shown_when: { criterion: 'gone', is: ['yes'] } }))],
  ['scorecard-condition-option', card(criterion('x', { shown_when: { criterion: 'first', is: ['gone'] } }))],
  ['scorecard-condition-empty', card(criterion('x', { shown_when: { all: [] } }))],
  [
    'scorecard-unreachable',
    card(
      criterion('x', {
        shown_when: {
          all: [
            { criterion: 'first', is: ['yes'] },
            { criterion: 'first', is: ['no'] },
          ],
        },
      }),
    ),
  ],
  ['scorecard-condition-later', card(criterion('x', { shown_when: { criterion: 'y', is: ['yes'] } }), criterion('y'))],
  [
    'scorecard-rule-option',
    card(criterion('x', { comment: { required_with: ['no', 'gone'] }, evidence: { required_with: ['gone'] } })),
  ],
  ['scorecard-rule-empty', card(criterion('x', { evidence: { required_with: [] } }))],
  ['scorecard-start-not-on-scale', card(criterion('x', { starts_as: 'gone' }))],
  ['scorecard-no-causes', card(criterion('x', { cause: 'required' }))],
  ['scorecard-count-cap', baseScorecardOf([deduct('D', 100, counted('a', 5, 100), counted('x', 9, 3))])],
  [
    'scorecard-ranges-order',
    card(
      criterion('x', {
        scale: { type: 'ranges', least: 0, ranges: [range(9, 0), range(3, 10_000), range(3, 0), range(-1, 0)] },
      }),
    ),
  ],
  [
    'scorecard-ranges-order',
    card(criterion('x', { scale: { type: 'ranges', least: 50, ranges: [range(3, 10_000), range(9, 0)] } })),
  ],
  [
    'scorecard-base-points',
    baseScorecardOf([deduct('D', 40, counted('a', 5, 40)), deduct('E', 30, counted('b', 5, 40))]),
  ],
  [
    'scorecard-veto-without-class',
    baseScorecardOf([deduct('D', 100, counted('a', 5, 100)), veto('V', criterion('v', { weight: 0 }))]),
  ],
  [
    'scorecard-weights-nearly',
    scorecardOf([section('A', ...[33, 33, 33].map((weight, i) => criterion(`c${i}`, { weight })))]),
  ],
];

describe('a fix', () => {
  it.each(CASES)('of %s leaves nothing of it, and brings no other error', (code, draft) => {
    const finding = check(draft).find((one) => one.code === code)!;
    expect(finding).toBeDefined();
    let fixed = draft;
    // Some findings come once for each of what they name.
    for (const one of check(draft).filter((found) => found.code === code)) fixed = fixFor(fixed, one)!.draft;
    const before = new Set(check(draft).map((one) => one.code));
    const after = check(fixed);
    expect(after.filter((one) => one.code === code)).toEqual([]);
    expect(after.filter((one) => one.severity === 'error' && !before.has(one.code))).toEqual([]);
    expect(Draft.safeParse(fixed).success).toBe(true);
  });

  it('there is none where only a person knows what was meant', () => {
    const draft = emptyDraft({
      id: 'N',
      leading: 'en',
      name: {},
      channel: 'any',
      method: 'weighted',
      critical_policy: 'zero',
      section_threshold: { value_bp: 1, min_weight: 0 },
    });
    expect(check(draft).map((finding) => fixFor(draft, finding))).toEqual([null, null]);
  });

  it('a criterion renamed because of its id leaves the first one’s conditions alone', () => {
    const draft = card(criterion('x'), criterion('x'), criterion('y', { shown_when: { criterion: 'x', is: ['yes'] } }));
    const fixed = fixFor(draft, {
      severity: 'error',
      code: 'scorecard-duplicate-criterion',
      params: { criterion: 'x' },
    })!;
    expect(criteriaOf(fixed.draft).map(({ id }) => id)).toEqual(['first', 'x', 'x-2', 'y']);
    expect(check(fixed.draft)).toEqual([]);
  });

  it.each([
    [
      [1, 1, 1],
      [34, 33, 33],
    ],
    [
      [60, 50],
      [55, 45],
    ],
    [[7], [100]],
    [
      [0, 10],
      [0, 100],
    ],
    [[0], [0]],
    [
      [40, 60],
      [40, 60],
    ],
  ])('weights %j become %j: in proportion, by largest remainders', (weights, wanted) => {
    const draft = scorecardOf([
      section(
        'A',
        ...weights.map((weight, i) => criterion(`c${i}`, { weight })),
        criterion('b', { bonus: true, weight: 4 }),
      ),
    ]);
    expect(criteriaOf(weighing100(draft)).map(({ weight }) => weight)).toEqual([...wanted, 4]);
  });

  it('shipped scorecards weigh 100 as they are', () => {
    for (const one of LIBRARY.filter(({ method }) => method === 'weighted')) expect(weighing100(one)).toEqual(one);
  });
});
