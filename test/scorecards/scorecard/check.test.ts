import { describe, expect, it } from 'vitest';
import { check } from '../../../scorecards/scorecard/check.ts';
import type { Condition, Criterion, Scale } from '../../../scorecards/scorecard/definition.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { LIBRARY_1 } from '../../../scorecards/scorecard/library-1.ts';
import {
  baseScorecardOf,
  bonus,
  choice,
  counted,
  criterion,
  deduct,
  scorecardOf,
  section,
  veto,
  yesNo,
} from '../given.ts';

const codes = (...criteria: Criterion[]) =>
  check(scorecardOf([section('A', criterion('base'), ...criteria)])).map(({ code }) => code);
const text: Scale = { type: 'text' };
const ranges = (...ends: number[]): Scale => ({
  type: 'ranges',
  least: 0,
  ranges: ends.map((up_to, i) => ({ up_to, label: null, value_bp: i === 0 ? 10_000 : 0 })),
});
const yesAndNo = yesNo.type === 'choice' ? yesNo.options : [];

describe('the scorecard’s linter', () => {
  it.each([...LIBRARY, ...LIBRARY_1].map((card) => [card.id, card] as const))(
    'finds nothing in the shipped scorecard %s',
    (_, card) => {
      expect(check(card)).toEqual([]);
    },
  );

  it('ids are unique', () => {
    expect(check(scorecardOf([section('A', criterion('a'), criterion('a')), section('A', criterion('b'))]))).toEqual([
      { severity: 'error', code: 'scorecard-duplicate-section', params: { section: 'A' } },
      { severity: 'error', code: 'scorecard-duplicate-criterion', params: { criterion: 'a' } },
    ]);
  });

  it.each<[string, Scale, Partial<Criterion>, string[]]>([
    [
      'an option named twice',
      {
        type: 'choice',
        options: [...yesAndNo, { key: 'no', label: { en: 'No', zh: '否' }, value_bp: 0, fails: null }],
      },
      {},
      ['scorecard-duplicate-option'],
    ],
    [
      'an option named na',
      {
        type: 'choice',
        options: [...yesAndNo, { key: 'na', label: { en: 'N/A', zh: '不适用' }, value_bp: 0, fails: null }],
      },
      {},
      ['scorecard-reserved-option'],
    ],
    ['no full option', choice(9000, 0), {}, ['scorecard-no-full']],
    ['no zero option', choice(10_000, 5000), {}, ['scorecard-no-zero']],
    [
      'a critical criterion no answer can fail',
      choice(10_000, 5000),
      { critical: 'customer' },
      ['scorecard-never-critical'],
    ],
    ['a critical criterion every answer fails', choice(0, 0), { critical: 'customer' }, ['scorecard-always-critical']],
    ['a number without length', { type: 'number', worst: 3, best: 3 }, {}, ['scorecard-number-flat']],
    ['words that weigh', text, {}, ['scorecard-words-weight']],
    ['critical words', text, { weight: 0, critical: 'business' }, ['scorecard-never-critical']],
  ])('%s', (_, scale, rest, wanted) => {
    expect(codes(criterion('x', { scale, ...rest }))).toEqual(wanted);
  });

  it('something has to weigh', () => {
    expect(
      check(scorecardOf([section('A', criterion('a', { weight: 0, critical: 'customer' }))])).map(({ code }) => code),
    ).toEqual(['scorecard-without-weight']);
  });

  it('a section that weighs nothing and has no gate is doubtful, no more', () => {
    const findings = check(scorecardOf([section('A', criterion('a')), section('B', criterion('b', { weight: 0 }))]));
    expect(findings).toEqual([
      { severity: 'warning', code: 'scorecard-section-without-weight', params: { section: 'B' } },
    ]);
  });
});

describe('a base score', () => {
  const codesOf = (...given: Parameters<typeof baseScorecardOf>) =>
    check(baseScorecardOf(...given)).map(({ code }) => code);
  const whole = deduct('D', 100, counted('a', 5, 100));
  const gate = criterion('v', { weight: 0, critical: 'customer' });

  it('is fine where its sections can lose what it begins with', () => {
    expect(codesOf([whole, bonus('B', counted('b', 1, 5)), veto('V', gate)])).toEqual([]);
  });

  it.each<[string, Parameters<typeof baseScorecardOf>, string[]]>([
    ['more to lose than there is', [[whole, deduct('E', 10, counted('e', 5, 10))]], ['scorecard-base-points']],
    [
      'items that do not reach their section',
      [[deduct('D', 100, counted('a', 5, 20))]],
      ['scorecard-deduct-out-of-reach'],
    ],
    [
      'once is more than the cap',
      [[deduct('D', 100, counted('a', 50, 20))]],
      ['scorecard-deduct-out-of-reach', 'scorecard-count-cap'],
    ],
    ['a veto that hurts nobody', [[whole, veto('V', criterion('v', { weight: 0 }))]], ['scorecard-veto-without-class']],
    [
      'a count as a veto',
      [[whole, veto('V', counted('v', 1, 1, { critical: 'customer' }))]],
      ['scorecard-scale-misplaced'],
    ],
    ['a weight', [[deduct('D', 100, counted('a', 5, 100, { weight: 3 }))]], ['scorecard-weight-in-base']],
    [
      'a bonus section of words',
      [[whole, bonus('B', criterion('b', { weight: 0, scale: text }))]],
      ['scorecard-section-without-weight'],
    ],
    ['vetoes under “report”', [[whole, veto('V', gate)], { critical_policy: 'report' }], ['scorecard-veto-policy']],
  ])('%s', (_, given, wanted) => {
    expect(codesOf(...given)).toEqual(wanted);
  });

  it('is the only one that counts', () => {
    expect(codes(counted('x', 1, 3))).toEqual(['scorecard-scale-misplaced']);
  });
});

describe('what a criterion asks for and starts with', () => {
  it.each<[string, Partial<Criterion>, string[]]>([
    ['a comment with an answer it has', { comment: { required_with: ['no'] } }, []],
    ['a comment with an answer it has not', { comment: { required_with: ['perhaps'] } }, ['scorecard-rule-option']],
    ['evidence with an answer it has not', { evidence: { required_with: ['na'] } }, ['scorecard-rule-option']],
    ['a start on its scale', { starts_as: 'yes' }, []],
    ['a start that is not on its scale', { starts_as: 3 }, ['scorecard-start-not-on-scale']],
    ['a cause where there is none', { cause: 'optional' }, ['scorecard-no-causes']],
    ['ranges that overlap', { scale: ranges(10, 10) }, ['scorecard-ranges-order']],
    ['ranges that begin after their end', { scale: ranges(-1, 10) }, ['scorecard-ranges-order']],
    ['ranges that rise', { scale: ranges(0, 10) }, []],
  ])('%s', (_, rest, wanted) => {
    expect(codes(criterion('x', rest))).toEqual(wanted);
  });
});

describe('conditions on the interaction', () => {
  const voice = { channel: 'voice' as const };
  const found = (shown_when: Condition, of: object = {}) =>
    check(scorecardOf([section('A', criterion('base'), criterion('x', { shown_when }))], of)).map(({ code }) => code);

  it('are tried as answers are', () => {
    expect(found({ channel: ['chat'] })).toEqual([]);
    expect(found({ channel: ['chat'] }, voice)).toEqual(['scorecard-unreachable']);
    expect(found({ all: [{ channel: ['chat'] }, { channel: ['email'] }] })).toEqual(['scorecard-unreachable']);
    expect(found({ all: [{ language: ['zh'] }, { metadata: 'Product', is: ['Lamp'] }] }, voice)).toEqual([]);
    expect(
      found({
        all: [
          { metadata: 'P', is: ['a'] },
          { metadata: 'P', is: ['b'] },
        ],
      }),
    ).toEqual(['scorecard-unreachable']);
  });
});

describe('conditions', () => {
  const conditional = (shown_when: Condition) => codes(criterion('x', { shown_when }), criterion('after'));

  it.each<[string, Condition, string[]]>([
    ['fine', { criterion: 'base', is: ['yes'] }, []],
    ['an unknown criterion', { criterion: 'nobody', is: ['yes'] }, ['scorecard-condition-unknown']],
    ['a later criterion', { criterion: 'after', is: ['yes'] }, ['scorecard-condition-later']],
    ['itself', { criterion: 'x', is: ['yes'] }, ['scorecard-condition-later']],
    ['an unknown option', { not: { criterion: 'base', is: ['maybe'] } }, ['scorecard-condition-option']],
    ['not applicable where it always applies', { criterion: 'base', is: ['na'] }, ['scorecard-condition-option']],
    [
      'two answers at once',
      {
        all: [
          { criterion: 'base', is: ['yes'] },
          { criterion: 'base', is: ['no'] },
        ],
      },
      ['scorecard-unreachable'],
    ],
    ['no answer left', { not: { criterion: 'base', is: ['yes', 'no'] } }, ['scorecard-unreachable']],
  ])('%s', (_, condition, wanted) => {
    expect(conditional(condition)).toEqual(wanted);
  });

  it('a criterion is unreachable through the conditions of what it depends on', () => {
    expect(
      codes(
        criterion('b', { shown_when: { criterion: 'base', is: ['yes'] } }),
        criterion('c', {
          shown_when: {
            all: [
              { criterion: 'b', is: ['yes'] },
              { criterion: 'base', is: ['no'] },
            ],
          },
        }),
      ),
    ).toEqual(['scorecard-unreachable']);
  });

  it('several ticked items at once can be asked for', () => {
    const items = ['x', 'y'].map((key) => ({ key, label: { en: key, zh: key } }));
    expect(
      codes(
        criterion('list', { scale: { type: 'checklist', items } }),
        criterion('both', {
          shown_when: {
            all: [
              { criterion: 'list', is: ['x'] },
              { criterion: 'list', is: ['y'] },
            ],
          },
        }),
      ),
    ).toEqual([]);
  });

  it.each<[string, Scale, string[], string[]]>([
    ['a number, one between the ends', { type: 'number', worst: 2, best: 0 }, ['0', '2'], []],
    ['a number, none left', { type: 'number', worst: 2, best: 0 }, ['0', '1', '2'], ['scorecard-unreachable']],
    [
      'a number that rises, none left',
      { type: 'number', worst: -1, best: 1 },
      ['0', '1', '-1'],
      ['scorecard-unreachable'],
    ],
    ['ranges, one within', ranges(1, 3), ['0', '1', '3'], []],
    ['ranges, none left', ranges(0, 1), ['0', '1'], ['scorecard-unreachable']],
    ['a count, twice', { type: 'count', points: 1, cap: 1 }, ['0', '1'], ['scorecard-scale-misplaced']],
  ])('every answer but the named ones: %s', (_, scale, is, wanted) => {
    const asked = criterion('n', { scale });
    expect(codes(asked, criterion('x', { shown_when: { not: { criterion: 'n', is } } }))).toEqual(wanted);
    // The named ones can be given.
    for (const key of is) {
      const unreachable = codes(asked, criterion('x', { shown_when: { criterion: 'n', is: [key] } }));
      expect(unreachable).not.toContain('scorecard-unreachable');
    }
  });
});
