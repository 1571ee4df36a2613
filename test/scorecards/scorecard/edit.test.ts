import { describe, expect, it } from 'vitest';
import { check } from '../../../scorecards/scorecard/check.ts';
import { criteriaOf, Draft } from '../../../scorecards/scorecard/definition.ts';
import {
  countSection,
  duplicateCriterion,
  duplicateSection,
  freshKey,
  moveCriterion,
  moveSection,
  newCriterion,
  newSection,
  nextKey,
  renameCriterion,
  takeCriterion,
} from '../../../scorecards/scorecard/edit.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { baseScorecardOf, bonus, criterion, deduct, scorecardOf, section, veto } from '../given.ts';

const card = scorecardOf([
  section('A', criterion('a'), criterion('b', { shown_when: { any: [{ criterion: 'a', is: ['no'] }] } })),
  section('B', criterion('c', { shown_when: { not: { all: [{ criterion: 'b', is: ['yes'] }] } } })),
]);
const ids = (draft: Draft) => draft.sections.map((one) => `${one.id}:${one.criteria.map(({ id }) => id).join()}`);

describe('ids', () => {
  it('a taken one is numbered, and stays within 40 characters', () => {
    expect(freshKey('a', new Set(['b']))).toBe('a');
    expect(freshKey('a', new Set(['a', 'a-2']))).toBe('a-3');
    const long = 'x'.repeat(40);
    expect(freshKey(long, new Set([long]))).toBe(`${'x'.repeat(35)}-2`);
    expect(freshKey(long, new Set([long])).length).toBeLessThanOrEqual(40);
  });

  it('the next of a row follows the highest number', () => {
    expect(nextKey('VG', ['VG3', 'VG20', 'VGX', 'CL99', 'VG1b'])).toBe('VG21');
    expect(nextKey('VG', [])).toBe('VG1');
  });
});

describe('writing a scorecard', () => {
  it('a new criterion is one its section can count, under the next id', () => {
    expect(newCriterion({ ...card, id: 'VG' }, 'weighted')).toMatchObject({
      id: 'VG1',
      scale: { type: 'choice' },
      weight: 5,
    });
    expect(newCriterion({ ...card, id: 'C2' }, 'weighted').id).toBe('C2-1');
    const base = baseScorecardOf([deduct('D', 100), bonus('P'), veto('V')]);
    expect(newCriterion(base, 'deduct')).toMatchObject({ weight: 0, scale: { type: 'count' }, critical: null });
    expect(newCriterion(base, 'bonus').scale.type).toBe('count');
    expect(newCriterion(base, 'veto')).toMatchObject({ weight: 0, scale: { type: 'choice' }, critical: 'customer' });
  });

  it('a new section is of the scorecard’s kind', () => {
    expect(newSection(card)).toMatchObject({ id: 'FS1', kind: 'weighted', criteria: [] });
    expect(newSection(baseScorecardOf([]))).toMatchObject({ kind: 'deduct', points: 10 });
  });

  it('a copied criterion stands behind it with the same condition', () => {
    const { draft, id } = duplicateCriterion(card, 'b');
    expect(id).toBe('b-2');
    expect(ids(draft)).toEqual(['A:a,b,b-2', 'B:c']);
    expect(criteriaOf(draft)[2]).toEqual({ ...criteriaOf(card)[1], id: 'b-2' });
    expect(check(draft)).toEqual([]);
  });

  it('in a copied section conditions hold between the copies', () => {
    const { draft, id } = duplicateSection(card, 'A');
    expect(id).toBe('A-2');
    expect(ids(draft)).toEqual(['A:a,b', 'A-2:a-2,b-2', 'B:c']);
    expect(criteriaOf(draft)[3]!.shown_when).toEqual({ any: [{ criterion: 'a-2', is: ['no'] }] });
    expect(criteriaOf(duplicateSection(card, 'B').draft)[3]!.shown_when).toEqual(criteriaOf(card)[2]!.shown_when);
  });

  it('a criterion moves within its section, to another, and to the end', () => {
    expect(ids(moveCriterion(card, 'b', { section: 'A', before: 'a' }))).toEqual(['A:b,a', 'B:c']);
    expect(ids(moveCriterion(card, 'a', { section: 'B', before: 'c' }))).toEqual(['A:b', 'B:a,c']);
    expect(ids(moveCriterion(card, 'a', { section: 'B', before: null }))).toEqual(['A:b', 'B:c,a']);
    expect(moveCriterion(card, 'a', { section: 'A', before: 'a' })).toBe(card);
    expect(moveCriterion(card, 'gone', { section: 'A', before: null })).toBe(card);
  });

  it('a section moves', () => {
    expect(ids(moveSection(card, 'B', 'A'))).toEqual(['B:c', 'A:a,b']);
    expect(ids(moveSection(card, 'A', null))).toEqual(['B:c', 'A:a,b']);
    expect(moveSection(card, 'A', 'A')).toBe(card);
    expect(moveSection(card, 'gone', null)).toBe(card);
  });

  it('a section of a base score counts in another way, and keeps nothing of the one before', () => {
    const base = baseScorecardOf([deduct('D', 40, criterion('a')), veto('V')]);
    const { points: _, ...rest } = { points: 0, ...base.sections[0]! };
    expect(countSection(base, 'D', 'veto').sections[0]).toEqual({ ...rest, kind: 'veto' });
    expect(countSection(base, 'V', 'deduct').sections[1]).toMatchObject({ kind: 'deduct', points: 10 });
    expect(countSection(base, 'D', 'deduct')).toEqual(base);
    expect(Draft.safeParse(countSection(base, 'D', 'bonus')).success).toBe(true);
  });

  it('a criterion’s id changes in conditions that name it too', () => {
    const draft = renameCriterion(card, 'b', 'new');
    expect(ids(draft)).toEqual(['A:a,new', 'B:c']);
    expect(criteriaOf(draft)[2]!.shown_when).toEqual({ not: { all: [{ criterion: 'new', is: ['yes'] }] } });
    expect(check(draft)).toEqual([]);
  });

  it('a criterion taken from another scorecard fits in', () => {
    const source = criteriaOf(LIBRARY[0]!).find(({ shown_when }) => shown_when !== null)!;
    const taken = takeCriterion(card, 'B', source);
    expect(criteriaOf(taken.draft).at(-1)).toEqual({ ...source, shown_when: null, cause: 'none' });
    const again = takeCriterion(taken.draft, 'A', source);
    expect(again.id).toBe(`${source.id}-2`);
    expect(check(again.draft)).toEqual([]);
    expect(
      criteriaOf(takeCriterion(card, 'B', { ...criteriaOf(card)[1]!, id: 'n' }).draft).at(-1)!.shown_when,
    ).not.toBeNull();
    const base = baseScorecardOf([deduct('D', 100), veto('V')]);
    expect(criteriaOf(takeCriterion(base, 'V', criterion('w')).draft)[0]!.weight).toBe(0);
  });
});
