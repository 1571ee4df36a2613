// What is made of two people's changes to one thing, in whole.
import { describe, expect, it } from 'vitest';
import type { Criterion, Draft, Scale } from '../../../scorecards/scorecard/definition.ts';
import { merge, same } from '../../../scorecards/scorecard/merge.ts';
import { baseScorecardOf, bonus, criterion, scorecardOf, section, veto } from '../given.ts';

const one = (rest: Partial<Criterion>) => scorecardOf([section('A', criterion('a', rest))]);
const AT = ['sections', { id: 'A' }, 'criteria', { id: 'a' }];
const ranges = (...some: number[]): Scale => ({
  type: 'ranges',
  least: 0,
  ranges: some.map((up_to) => ({ up_to, label: null, value_bp: 0 })),
});
const list = (...keys: string[]) => scorecardOf([section('A', ...keys.map((key) => criterion(key)))]);
const ids = (draft: Draft) => draft.sections.flatMap(({ criteria }) => criteria.map(({ id }) => id)).join('');

describe('two people change one thing', () => {
  it.each<[string, Partial<Criterion>, Partial<Criterion>, Partial<Criterion>, Partial<Criterion>]>([
    [
      'languages of a text: one reworded by each, and one added by each',
      { text: { en: 'a', zh: 'b' } },
      { text: { en: 'mine', zh: 'b', fr: 'mine' } },
      { text: { en: 'a', zh: 'theirs', de: 'theirs' } },
      { text: { en: 'mine', zh: 'theirs', fr: 'mine', de: 'theirs' } },
    ],
    [
      'a language they take out, another reworded by me',
      { text: { en: 'a', zh: 'b' } },
      { text: { en: 'mine', zh: 'b' } },
      { text: { en: 'a' } },
      { text: { en: 'mine' } },
    ],
    [
      'two remarks of the guidance',
      { guidance: { decide: null, good: null, poor: null, not_applicable: null, evidence: null } },
      { guidance: { decide: { en: 'mine' }, good: null, poor: null, not_applicable: null, evidence: null } },
      { guidance: { evidence: { en: 'theirs' }, not_applicable: null, poor: null, good: null, decide: null } },
      {
        guidance: { decide: { en: 'mine' }, good: null, poor: null, not_applicable: null, evidence: { en: 'theirs' } },
      },
    ],
    [
      'points and cap of a count',
      { scale: { type: 'count', points: 1, cap: 5 } },
      { scale: { type: 'count', points: 2, cap: 5 } },
      { scale: { cap: 9, points: 1, type: 'count' } },
      { scale: { type: 'count', points: 2, cap: 9 } },
    ],
  ])('and both changes hold: %s', (_, was, mine, theirs, both) => {
    expect(merge(one(was), one(mine), one(theirs))).toStrictEqual({ draft: one(both), clashes: [] });
  });

  it.each<[string, (string | { id: string })[], Partial<Criterion>, Partial<Criterion>, Partial<Criterion>]>([
    ['a remark both wrote', ['guidance', 'decide'], ...remarks(null, 'mine', 'theirs')],
    ['a remark one took out', ['guidance', 'decide'], ...remarks('was', null, 'theirs')],
    ['a remark the other took out', ['guidance', 'decide'], ...remarks('was', 'mine', null)],
    ['answers it starts with', ['starts_as'], { starts_as: ['i'] }, { starts_as: ['j'] }, { starts_as: ['k'] }],
    ['none it started with', ['starts_as'], { starts_as: [] }, { starts_as: 'mine' }, { starts_as: 3 }],
    ['some it started with', ['starts_as'], { starts_as: ['i'] }, { starts_as: [] }, { starts_as: ['k'] }],
    ['one it started with', ['starts_as'], { starts_as: 'was' }, { starts_as: [] }, { starts_as: ['k'] }],
    [
      'ranges, which have no ids',
      ['scale', 'ranges'],
      { scale: ranges(1) },
      { scale: ranges(2) },
      { scale: ranges(3, 4) },
    ],
    [
      'a rule',
      ['comment'],
      { comment: { required_with: ['a'] } },
      { comment: { required_with: ['b'] } },
      { comment: { required_with: ['c'] } },
    ],
    [
      'what evidence is asked for',
      ['evidence'],
      { evidence: { required_with: ['a'] } },
      { evidence: { required_with: ['b'] } },
      { evidence: { required_with: ['c'] } },
    ],
    [
      'a scale of another kind',
      ['scale'],
      { scale: { type: 'date' } },
      { scale: { type: 'text' } },
      { scale: { type: 'count', points: 1, cap: 2 } },
    ],
  ])('and one of them has to hold: %s', (_, field, was, mine, theirs) => {
    const value = (rest: Partial<Criterion>) =>
      (field as string[]).reduce<unknown>((now, name) => (now as Record<string, unknown>)[name], rest);
    expect(merge(one(was), one(mine), one(theirs))).toStrictEqual({
      draft: one(mine),
      clashes: [{ path: [...AT, ...field], base: value(was), mine: value(mine), theirs: value(theirs) }],
    });
  });

  it('a section that counts in another way is one thing, whatever else of it was changed', () => {
    const was = { ...bonus('S', criterion('a')), name: { en: 'was' } };
    const mine = { ...veto('S', criterion('a')), name: { en: 'was' } };
    const theirs = { ...was, name: { en: 'theirs' } };
    expect(merge(baseScorecardOf([was]), baseScorecardOf([mine]), baseScorecardOf([theirs]))).toStrictEqual({
      draft: baseScorecardOf([mine]),
      clashes: [{ path: ['sections', { id: 'S' }], base: was, mine, theirs }],
    });
  });

  it('what each adds to an empty section is both in it', () => {
    expect(merge(list(), list('m'), list('t'))).toStrictEqual({ draft: list('m', 't'), clashes: [] });
  });

  it.each([
    ['abc', 'nabc', 'cba', 'ncba'],
    ['abc', 'anbc', 'cba', 'cban'],
    ['abc', 'abcn', 'cba', 'cnba'],
    ['abc', 'cba', 'nabc', 'ncba'],
    ['abc', 'cba', 'bac', 'cba'],
    ['abc', 'ac', 'cba', 'ca'],
    ['abcd', 'mabcd', 'abcdt', 'mabcdt'],
    ['abc', 'abmnc', 'cab', 'cabmn'],
  ])('the order %s, changed to %s by me and to %s by them, becomes %s', (was, mine, theirs, wanted) => {
    const [b, m, t] = [was, mine, theirs].map((keys) => list(...keys));
    const { draft, clashes } = merge(b!, m!, t!);
    expect([ids(draft), clashes]).toEqual([wanted, []]);
  });
});

function remarks(...three: (string | null)[]) {
  const [was, mine, theirs] = three.map((words) => ({
    guidance: {
      decide: words === null ? null : { en: words },
      good: null,
      poor: null,
      not_applicable: null,
      evidence: null,
    },
  }));
  return [was!, mine!, theirs!] as const;
}

describe('equal by content', () => {
  it.each<[unknown, unknown, boolean]>([
    [{ a: 1, b: [2, { c: 3 }] }, { b: [2, { c: 3 }], a: 1 }, true],
    [null, null, true],
    [[], [], true],
    [null, {}, false],
    [null, [], false],
    [undefined, null, false],
    ['a', { 0: 'a' }, false],
    [[], {}, false],
    [['a'], { 0: 'a' }, false],
    [['a'], { 0: 'a', length: 1 }, false],
    [[1], [2], false],
    [[1], [1, 2], false],
    [[1, 2], [2, 1], false],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1 }, { a: 2 }, false],
    ['1', 1, false],
  ])('%j and %j: %s', (a, b, wanted) => {
    expect([same(a, b), same(b, a)]).toEqual([wanted, wanted]);
  });
});
