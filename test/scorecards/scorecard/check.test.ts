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

describe('the linter, where it is easily wrong', () => {
  const ofBase = (...given: Parameters<typeof baseScorecardOf>) =>
    check(baseScorecardOf(...given)).map(({ code }) => code);
  const whole = deduct('D', 100, counted('a', 5, 100));
  const items = ['x', 'y'].map((key) => ({ key, label: { en: key, zh: key } }));
  const listed: Scale = { type: 'checklist', items };
  const causes = ['a', 'b'].map((key) => ({ key, name: { en: key, zh: key }, causes: [] }));

  it.each<[string, Scale, Partial<Criterion>, string[]]>([
    ['an item named twice', { type: 'checklist', items: [...items, items[0]!] }, {}, ['scorecard-duplicate-option']],
    [
      'an item three times is named once',
      { type: 'checklist', items: [items[0]!, items[0]!, items[0]!] },
      {},
      ['scorecard-duplicate-option'],
    ],
    ['a critical criterion that can fail and be met', choice(10_000, 0), { critical: 'customer' }, []],
    ['a critical criterion without a full answer', choice(5000, 0), { critical: 'customer' }, ['scorecard-no-full']],
    ['a criterion every answer to which is nothing', choice(0, 0), {}, ['scorecard-no-full']],
    [
      'a criterion every answer to which is something',
      choice(9000, 5000),
      {},
      ['scorecard-no-full', 'scorecard-no-zero'],
    ],
    [
      'ranges without a full one',
      { type: 'ranges', least: 0, ranges: [{ up_to: 9, label: null, value_bp: 0 }] },
      {},
      ['scorecard-no-full'],
    ],
    [
      'critical ranges none of which is worth nothing',
      { type: 'ranges', least: 0, ranges: [{ up_to: 9, label: null, value_bp: 10_000 }] },
      { critical: 'customer' },
      ['scorecard-never-critical'],
    ],
    ['words of weight 0', text, { weight: 0 }, []],
    ['a day that weighs', { type: 'date' }, {}, ['scorecard-words-weight']],
    ['a critical day', { type: 'date' }, { weight: 0, critical: 'business' }, ['scorecard-never-critical']],
    ['a number of one step', { type: 'number', worst: 3, best: 4 }, {}, []],
  ])('%s', (_, scale, rest, wanted) => {
    expect(codes(criterion('x', { scale, ...rest }))).toEqual(wanted);
  });

  it('a full answer that fails is doubtful, another is not', () => {
    const failing = (value_bp: number): Scale => ({
      type: 'choice',
      options: [
        { key: 'yes', label: { en: 'Yes', zh: 'Yes' }, value_bp: 10_000, fails: null },
        { key: 'but', label: { en: 'But', zh: 'But' }, value_bp, fails: 'section' },
        { key: 'no', label: { en: 'No', zh: 'No' }, value_bp: 0, fails: null },
      ],
    });
    const found = (value_bp: number) =>
      check(scorecardOf([section('A', criterion('a', { scale: failing(value_bp) }))]));
    expect(found(10_000)).toEqual([
      { severity: 'warning', code: 'scorecard-full-fails', params: { criterion: 'a', option: 'but' } },
    ]);
    expect(found(9999)).toEqual([]);
  });

  it('weight: bonus alone is not enough, and words do not weigh', () => {
    const found = (...criteria: Criterion[]) => check(scorecardOf([section('A', ...criteria)])).map(({ code }) => code);
    expect(found(criterion('a', { bonus: true }))).toEqual(['scorecard-without-weight']);
    expect(found(criterion('a', { bonus: true }), criterion('b', { weight: 1 }))).toEqual([]);
    expect(found(criterion('a', { scale: text, weight: 9 }))).toEqual([
      'scorecard-section-without-weight',
      'scorecard-words-weight',
      'scorecard-without-weight',
    ]);
  });

  it('one gate is enough for a section that weighs nothing', () => {
    const gate = criterion('g', { weight: 0, critical: 'customer' });
    expect(
      check(scorecardOf([section('A', criterion('a')), section('B', criterion('b', { weight: 0 }), gate)])),
    ).toEqual([]);
  });

  it('root causes are there once, and where they are asked for', () => {
    const found = (root_causes: typeof causes, cause: Criterion['cause']) =>
      check(scorecardOf([section('A', criterion('a', { cause }))], { root_causes }));
    expect(found(causes, 'required')).toEqual([]);
    expect(found([], 'none')).toEqual([]);
    expect(found([], 'required')).toEqual([
      { severity: 'error', code: 'scorecard-no-causes', params: { criterion: 'a' } },
    ]);
    expect(found([...causes, causes[1]!], 'none')).toEqual([
      { severity: 'error', code: 'scorecard-duplicate-cause', params: { cause: 'b' } },
    ]);
  });

  it.each<[string, Parameters<typeof baseScorecardOf>, string[]]>([
    ['less to lose than there is', [[deduct('D', 90, counted('a', 5, 100))]], ['scorecard-base-points']],
    [
      'two sections that make the whole',
      [[deduct('D', 60, counted('a', 5, 60)), deduct('E', 40, counted('b', 5, 40))]],
      [],
    ],
    ['items that together reach their section', [[deduct('D', 100, counted('a', 5, 60), counted('b', 5, 40))]], []],
    ['once is all of the cap', [[deduct('D', 100, counted('a', 100, 100))]], []],
    ['a choice in a deduct section', [[deduct('D', 100, counted('a', 5, 100), criterion('b', { weight: 0 }))]], []],
    [
      'a checklist as a veto',
      [[whole, veto('V', criterion('v', { weight: 0, scale: listed, critical: 'customer' }))]],
      ['scorecard-scale-misplaced'],
    ],
    [
      'words beside a veto',
      [
        [
          whole,
          veto(
            'V',
            criterion('v', { weight: 0, critical: 'customer' }),
            criterion('w', { weight: 0, scale: text, critical: null }),
          ),
        ],
      ],
      ['scorecard-veto-without-class'],
    ],
    [
      'a bonus section that counts',
      [[whole, bonus('B', counted('b', 1, 5), criterion('w', { weight: 0, scale: text }))]],
      [],
    ],
    ['a bonus that weighs', [[whole, bonus('B', counted('b', 1, 5, { weight: 1 }))]], ['scorecard-weight-in-base']],
    ['“report” without vetoes', [[whole], { critical_policy: 'report' }], []],
    ['no deduct section', [[bonus('B', counted('b', 1, 5))]], ['scorecard-base-points']],
  ])('a base score: %s', (_, given, wanted) => {
    expect(ofBase(...given)).toEqual(wanted);
  });

  it('says how much is missing', () => {
    expect(check(baseScorecardOf([deduct('D', 90, counted('a', 5, 80))]))).toEqual([
      { severity: 'warning', code: 'scorecard-deduct-out-of-reach', params: { section: 'D', most: 80, points: 90 } },
      { severity: 'error', code: 'scorecard-base-points', params: { points: 90, base: 100 } },
    ]);
  });

  it('names the option and the criterion a rule or a condition is wrong about', () => {
    const found = check(
      scorecardOf([
        section(
          'A',
          criterion('a'),
          criterion('b', {
            comment: { required_with: ['no', 'maybe'] },
            evidence: { required_with: ['na'] },
            shown_when: { criterion: 'a', is: ['yes', 'perhaps'] },
          }),
          criterion('c', {
            shown_when: {
              any: [
                { criterion: 'z', is: ['yes'] },
                { criterion: 'd', is: ['yes'] },
              ],
            },
          }),
          criterion('d'),
        ),
      ]),
    );
    expect(found.map(({ code, params }) => [code, params])).toEqual([
      ['scorecard-rule-option', { criterion: 'b', option: 'maybe' }],
      ['scorecard-rule-option', { criterion: 'b', option: 'na' }],
      ['scorecard-condition-option', { criterion: 'b', other: 'a', option: 'perhaps' }],
      ['scorecard-condition-unknown', { criterion: 'c', other: 'z' }],
      ['scorecard-condition-later', { criterion: 'c', other: 'd' }],
    ]);
    expect(found.every(({ severity }) => severity === 'error')).toBe(true);
  });

  it.each<[string, Scale, string, boolean]>([
    ['an item', listed, 'x', true],
    ['an item that is not there', listed, 'z', false],
    ['a number', { type: 'number', worst: 0, best: 9 }, '7', true],
    ['a number off the scale', { type: 'number', worst: 0, best: 9 }, '10', false],
    ['a number written otherwise', { type: 'number', worst: 0, best: 9 }, '07', false],
    ['a half', { type: 'number', worst: 0, best: 9 }, '0.5', false],
    ['a number in a range', ranges(10, 20), '15', true],
    ['a number in none', ranges(10, 20), '21', false],
    ['words', text, 'Well', false],
    ['a day', { type: 'date' }, '2026-03-02', false],
  ])('what a condition may name: %s', (_, scale, key, can) => {
    const weight = scale.type === 'text' || scale.type === 'date' ? 0 : 10;
    const found = codes(
      criterion('a', { scale, weight }),
      criterion('b', { shown_when: { criterion: 'a', is: [key] } }),
    );
    expect(found).toEqual(can ? [] : ['scorecard-condition-option']);
  });

  it('not applicable can be named where it may be', () => {
    for (const not_applicable of ['never', 'allowed', 'with-reason'] as const) {
      const found = codes(
        criterion('a', { not_applicable, scale: text, weight: 0 }),
        criterion('b', { shown_when: { criterion: 'a', is: ['na'] } }),
      );
      expect(found).toEqual(not_applicable === 'never' ? ['scorecard-condition-option'] : []);
    }
  });

  it('a start may be left out, ticked or counted, and has to fit', () => {
    const start = (rest: Partial<Criterion>) => codes(criterion('x', rest));
    expect(start({ starts_as: 'na' })).toEqual(['scorecard-start-not-on-scale']);
    expect(start({ starts_as: 'na', not_applicable: 'allowed' })).toEqual([]);
    expect(start({ starts_as: ['x'], scale: listed })).toEqual([]);
    expect(start({ starts_as: ['q'], scale: listed })).toEqual(['scorecard-start-not-on-scale']);
    expect(start({ starts_as: 0, scale: { type: 'number', worst: 0, best: 5 } })).toEqual([]);
  });
});
