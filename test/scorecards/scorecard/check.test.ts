import { describe, expect, it } from 'vitest';
import { check } from '../../../scorecards/scorecard/check.ts';
import type { Condition, Criterion, Scale } from '../../../scorecards/scorecard/definition.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { choice, criterion, scorecardOf, section, yesNo } from '../given.ts';

const codes = (...criteria: Criterion[]) =>
  check(scorecardOf([section('A', criterion('base'), ...criteria)])).map(({ code }) => code);
const text: Scale = { type: 'text' };
const yesAndNo = yesNo.type === 'choice' ? yesNo.options : [];

describe('the scorecard’s linter', () => {
  it.each(LIBRARY.map((card) => [card.id, card] as const))('finds nothing in the shipped scorecard %s', (_, card) => {
    expect(check(card)).toEqual([]);
  });

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
        options: [...yesAndNo, { key: 'no', label: { en: 'No', zh: '否' }, value_bp: 0 }],
      },
      {},
      ['scorecard-duplicate-option'],
    ],
    [
      'an option named na',
      {
        type: 'choice',
        options: [...yesAndNo, { key: 'na', label: { en: 'N/A', zh: '不适用' }, value_bp: 0 }],
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
});
