import { describe, expect, it } from 'vitest';
import { check } from '../../../scorecards/scorecard/check.ts';
import { type Condition, type Criterion, isRated, type Scale } from '../../../scorecards/scorecard/definition.ts';
import { criterion, scorecardOf, section } from '../given.ts';

const ranges = (...ends: number[]): Scale => ({
  type: 'ranges',
  least: 0,
  ranges: ends.map((up_to, i) => ({ up_to, label: null, value_bp: i === 0 ? 10_000 : 0 })),
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

describe('whether a criterion can ever be asked', () => {
  const asked = (
    shown_when: Condition,
    rest: Partial<Parameters<typeof scorecardOf>[1]> = {},
    ...before: Criterion[]
  ) =>
    !check(
      scorecardOf(
        [section('A', criterion('a', { not_applicable: 'allowed' }), ...before, criterion('x', { shown_when }))],
        rest,
      ),
    )
      .map(({ code }) => code)
      .includes('scorecard-unreachable');
  const is = (id: string, ...keys: string[]): Condition => ({ criterion: id, is: keys });

  it.each<[string, boolean, Condition]>([
    ['with N/A when neither of two', true, { not: is('a', 'yes', 'no') }],
    ['when none of three', false, { not: is('a', 'yes', 'no', 'na') }],
    ['in a language that is also its region', true, { all: [{ language: ['zh'] }, { language: ['zh-TW'] }] }],
    ['in two languages at once', false, { all: [{ language: ['zh'] }, { language: ['en'] }] }],
    ['in a language that is not known', true, { not: { language: ['zh', 'en'] } }],
    ['with a column and not that value', true, { not: { metadata: 'P', is: ['a'] } }],
    [
      'with two columns',
      true,
      {
        all: [
          { metadata: 'P', is: ['a'] },
          { metadata: 'Q', is: ['a'] },
        ],
      },
    ],
    ['on a channel that is none', false, { not: { channel: ['voice', 'chat', 'email', 'social'] } }],
    ['on a channel and its contrary', false, { all: [{ channel: ['voice'] }, { not: { channel: ['voice'] } }] }],
    ['on either of two', true, { any: [{ all: [is('a', 'yes'), is('a', 'no')] }, is('a', 'na')] }],
  ])('%s: %s', (_, can, condition) => {
    expect(asked(condition)).toBe(can);
  });

  it('on the channel of its scorecard', () => {
    const voice = { channel: 'voice' as const };
    expect(asked({ channel: ['voice', 'chat'] }, voice)).toBe(true);
    expect(asked({ not: { channel: ['voice'] } }, voice)).toBe(false);
    expect(asked({ not: { channel: ['chat'] } }, voice)).toBe(true);
  });

  it('through one that depends on another, and not through one that excludes it', () => {
    const b = criterion('b', { shown_when: is('a', 'yes') });
    const c = criterion('c', { shown_when: is('b', 'yes') });
    expect(asked(is('c', 'yes'), {}, b, c)).toBe(true);
    expect(asked({ all: [is('c', 'yes'), is('a', 'no')] }, {}, b, c)).toBe(false);
    expect(asked({ all: [is('c', 'no'), is('a', 'yes')] }, {}, b, c)).toBe(true);
    const onVoice = criterion('v', { shown_when: { channel: ['voice'] } });
    expect(asked({ all: [is('v', 'yes'), { channel: ['chat'] }] }, {}, onVoice)).toBe(false);
    expect(asked({ all: [is('v', 'yes'), { language: ['zh'] }] }, {}, onVoice)).toBe(true);
  });

  it('through what depends on something unknown, or on itself, only where there is another way', () => {
    const found = (...criteria: Criterion[]) =>
      check(scorecardOf([section('A', criterion('base'), ...criteria)])).map(({ code, params }) => [
        code,
        params.criterion,
      ]);
    const unknown = criterion('a', { shown_when: is('z', 'yes') });
    const either = criterion('a', { shown_when: { any: [is('z', 'yes'), is('base', 'yes')] } });
    const b = criterion('b', { shown_when: is('a', 'yes') });
    expect(found(unknown, b)).toEqual([
      ['scorecard-condition-unknown', 'a'],
      ['scorecard-unreachable', 'b'],
    ]);
    expect(found(either, b)).toEqual([['scorecard-condition-unknown', 'a']]);
    expect(found(criterion('a', { shown_when: is('b', 'yes') }), b)).toEqual([
      ['scorecard-condition-later', 'a'],
      ['scorecard-unreachable', 'b'],
    ]);
  });

  it('by an answer none of the conditions names, and N/A is one', () => {
    const of = (scale: Scale, condition: Condition, not_applicable: Criterion['not_applicable'] = 'never') => {
      const weight = isRated(scale) ? 10 : 0;
      return asked(condition, {}, criterion('n', { scale, not_applicable, weight }));
    };
    const number: Scale = { type: 'number', worst: 0, best: 2 };
    expect(of(number, { not: is('n', '0', '1') })).toBe(true);
    expect(of(number, { not: is('n', '0', '1', '2') }, 'allowed')).toBe(true);
    expect(of(number, { not: is('n', '0', '1', '2', 'na') }, 'allowed')).toBe(false);
    expect(of(ranges(0, 1, 5), { not: is('n', '0', '1', '2') })).toBe(true);
    const items = [{ key: 'x', label: { en: 'X', zh: 'X' } }];
    expect(of({ type: 'checklist', items }, is('n', 'x'))).toBe(true);
    expect(of({ type: 'checklist', items }, { all: [is('n', 'x'), is('n', 'na')] }, 'allowed')).toBe(false);
    expect(of({ type: 'checklist', items }, is('n', 'na'), 'allowed')).toBe(true);
    for (const scale of [{ type: 'date' }, { type: 'text' }] as const) {
      expect(of(scale, is('n', 'na'), 'allowed')).toBe(true);
      expect(of(scale, { not: is('n', 'na') }, 'allowed')).toBe(true);
    }
  });

  it('is not tried where there are too many ways', () => {
    const many = Array.from({ length: 13 }, (_, i) => criterion(`m${i}`));
    const never: Condition = {
      all: [is('m0', 'yes'), is('m0', 'no'), ...many.slice(1).map(({ id }) => is(id, 'yes'))],
    };
    expect(asked(never, {}, ...many)).toBe(true);
    const fewer: Condition = {
      all: [is('m0', 'yes'), is('m0', 'no'), ...many.slice(1, 12).map(({ id }) => is(id, 'yes'))],
    };
    expect(asked(fewer, {}, ...many)).toBe(false);
  });
});
