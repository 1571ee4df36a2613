// What is new or taken over when someone writes a scorecard, in whole.
import { describe, expect, it } from 'vitest';
import { ROOT_CAUSES } from '../../../scorecards/scorecard/causes.ts';
import { type Criterion, criteriaOf, type Draft } from '../../../scorecards/scorecard/definition.ts';
import {
  duplicateSection,
  keyFor,
  moveCriterion,
  moveSection,
  newCriterion,
  newSection,
  nextKey,
  prefixOf,
  takeCriterion,
} from '../../../scorecards/scorecard/edit.ts';
import { baseScorecardOf, bonus, criterion, deduct, scorecardOf, section, veto } from '../given.ts';

const ids = (draft: Draft) => draft.sections.map((one) => `${one.id}:${one.criteria.map(({ id }) => id).join()}`);

describe('ids made of what is there', () => {
  it.each([
    ['Late parcels', 'LP'],
    ['quality of 2nd-line calls', 'QO2LC'],
    ['Complaints', 'COMPLA'],
    ['late', 'LATE'],
    ['投诉 Complaints 处理', 'COMPLA'],
    ['a b c d e f g h i j', 'ABCDEFGH'],
    ['投诉', 'SC'],
    ['', 'SC'],
  ])('a scorecard named %j begins its id with %s', (name, wanted) => {
    expect(keyFor(name)).toBe(wanted);
  });

  it.each([
    ['VG', 'VG'],
    ['C2', 'C2-'],
    ['C2X', 'C2X'],
    ['x'.repeat(40), 'x'.repeat(30)],
    [`${'x'.repeat(39)}7`, `${'x'.repeat(30)}-`],
  ])('criteria of %s begin with %s', (id, wanted) => {
    expect(prefixOf({ id })).toBe(wanted);
  });

  it.each([
    [['VG3', 'VG7'], 'VG8'],
    [['VG3', 'VGa7', 'VG-9', 'XVG12', 'VG'], 'VG4'],
    [['VG999999', 'VG1234567'], 'VG1000000'],
    [['VG1234567'], 'VG1'],
    [['vg5', 'V9'], 'VG1'],
  ])('after %j follows %s', (taken, wanted) => {
    expect(nextKey('VG', taken)).toBe(wanted);
  });
});

describe('what nobody has written yet', () => {
  const guidance = { decide: null, good: null, poor: null, not_applicable: null, evidence: null };
  const fresh = (rest: Partial<Criterion>): Criterion => ({
    id: 'F1',
    text: { zh: '' },
    guidance,
    weight: 0,
    bonus: false,
    scale: {
      type: 'choice',
      options: [
        { key: 'yes', label: { en: 'Yes', zh: '是' }, value_bp: 10_000, fails: null },
        { key: 'no', label: { en: 'No', zh: '否' }, value_bp: 0, fails: null },
      ],
    },
    not_applicable: 'never',
    critical: null,
    competency: 'solving',
    comment: 'optional',
    evidence: 'optional',
    cause: 'none',
    starts_as: null,
    shown_when: null,
    ...rest,
  });

  it.each([
    ['weighted', { weight: 5 }],
    ['deduct', { scale: { type: 'count', points: 1, cap: 5 } }],
    ['bonus', { scale: { type: 'count', points: 1, cap: 5 } }],
    ['veto', { critical: 'customer' }],
  ] as const)('a criterion of a section that is %s', (kind, rest) => {
    const draft = kind === 'weighted' ? scorecardOf([]) : baseScorecardOf([]);
    expect(newCriterion({ ...draft, leading: 'zh' }, kind)).toEqual(fresh(rest));
  });

  it('a criterion and a section come after those there are', () => {
    const draft = scorecardOf([section('FS2', criterion('F3')), section('FS1', criterion('F8'))]);
    expect(newCriterion(draft, 'weighted')).toEqual(fresh({ id: 'F9', text: { en: '' }, weight: 5 }));
    expect(newSection(draft)).toEqual({ id: 'FS3', name: { en: '' }, criteria: [], kind: 'weighted', weight: null });
    expect(newSection(baseScorecardOf([], { leading: 'zh', id: 'C2' }))).toEqual({
      id: 'C2-S1',
      name: { zh: '' },
      criteria: [],
      kind: 'deduct',
      points: 10,
    });
  });
});

describe('what is copied, taken or moved', () => {
  it('copies of long ids that begin alike are apart', () => {
    const [one, other] = [`${'x'.repeat(35)}aaaaa`, `${'x'.repeat(35)}bbbbb`];
    const draft = scorecardOf([
      section('A', criterion(one), criterion(other, { shown_when: { criterion: one, is: ['yes'] } })),
      section('B', criterion('b')),
    ]);
    const { draft: copied, id } = duplicateSection(draft, 'A');
    const [first, second] = [`${'x'.repeat(35)}-2`, `${'x'.repeat(35)}-3`];
    expect(id).toBe('A-2');
    expect(copied).toEqual({
      ...draft,
      sections: [
        draft.sections[0],
        {
          ...draft.sections[0],
          id: 'A-2',
          criteria: [
            { ...criteriaOf(draft)[0], id: first },
            { ...criteriaOf(draft)[1], id: second, shown_when: { criterion: first, is: ['yes'] } },
          ],
        },
        draft.sections[1],
      ],
    });
  });

  it.each<[string, Partial<Criterion>, Partial<Criterion>]>([
    ['asking for root causes', { cause: 'required' }, {}],
    ['on a criterion that is here', { shown_when: { criterion: 'a', is: ['yes'] } }, {}],
    ['on a channel', { shown_when: { channel: ['voice'] } }, {}],
    [
      'on one that is here and one that is not',
      {
        shown_when: {
          all: [
            { criterion: 'a', is: ['yes'] },
            { criterion: 'gone', is: ['yes'] },
          ],
        },
      },
      { shown_when: null },
    ],
    ['on one that is not here', { shown_when: { not: { criterion: 'gone', is: ['yes'] } } }, { shown_when: null }],
  ])('a criterion taken where there are root causes: %s', (_, rest, changed) => {
    const draft = (...extra: Criterion[]) =>
      scorecardOf([section('A', criterion('a'), ...extra), section('B', criterion('b'))], {
        root_causes: [...ROOT_CAUSES],
      });
    const taken = criterion('n', { weight: 7, ...rest });
    expect(takeCriterion(draft(), 'A', taken)).toEqual({ draft: draft({ ...taken, ...changed }), id: 'n' });
  });

  it.each<[string, Draft['sections'][number], Partial<Criterion>]>([
    ['deduct', deduct('S', 10), { weight: 0 }],
    ['bonus', bonus('S'), { weight: 0 }],
    ['veto', veto('S'), { weight: 0 }],
    ['weighted', section('S'), { weight: 7 }],
  ])('a criterion taken into a section that is %s, without causes', (_, into, changed) => {
    const draft = { ...scorecardOf([]), sections: [into] } as unknown as Draft;
    const taken = criterion('n', { weight: 7, cause: 'required' });
    expect(criteriaOf(takeCriterion(draft, 'S', taken).draft)).toEqual([{ ...taken, cause: 'none', ...changed }]);
  });

  const draft = scorecardOf([
    section('A', ...['a', 'b', 'c', 'd'].map((id) => criterion(id))),
    section('B', ...['e', 'f', 'g'].map((id) => criterion(id))),
    section('C'),
  ]);

  it.each<[string, string, string | null, string[]]>([
    ['a', 'A', null, ['A:b,c,d,a', 'B:e,f,g', 'C:']],
    ['a', 'A', 'd', ['A:b,c,a,d', 'B:e,f,g', 'C:']],
    ['d', 'A', 'a', ['A:d,a,b,c', 'B:e,f,g', 'C:']],
    ['b', 'B', null, ['A:a,c,d', 'B:e,f,g,b', 'C:']],
    ['b', 'B', 'g', ['A:a,c,d', 'B:e,f,b,g', 'C:']],
    ['b', 'B', 'gone', ['A:a,c,d', 'B:e,f,g,b', 'C:']],
    ['g', 'C', null, ['A:a,b,c,d', 'B:e,f', 'C:g']],
  ])('criterion %s moved to %s before %s', (id, to, before, wanted) => {
    expect(ids(moveCriterion(draft, id, { section: to, before }))).toEqual(wanted);
  });

  it.each<[string, string | null, string[]]>([
    ['A', null, ['B', 'C', 'A']],
    ['A', 'C', ['B', 'A', 'C']],
    ['C', 'A', ['C', 'A', 'B']],
    ['B', 'gone', ['A', 'C', 'B']],
  ])('section %s moved before %s', (id, before, wanted) => {
    expect(moveSection(draft, id, before).sections.map((one) => one.id)).toEqual(wanted);
  });
});
