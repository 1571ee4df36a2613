import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion, Draft } from '../../../scorecards/scorecard/definition.ts';
import { changed, moveCriterion, moveSection } from '../../../scorecards/scorecard/edit.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { merge, same, withAt } from '../../../scorecards/scorecard/merge.ts';
import { choice, criterion, scorecardOf, section } from '../given.ts';

const base = scorecardOf([
  section('A', criterion('a'), criterion('b'), criterion('c')),
  section('B', criterion('d')),
  section('C', criterion('e')),
]);
const having = (id: string, change: Partial<Criterion>) => (draft: Draft) =>
  changed(draft, (one) => (one.id === id ? { ...one, ...change } : one));
const ids = (draft: Draft) => draft.sections.map((one) => `${one.id}:${one.criteria.map(({ id }) => id).join('')}`);

describe('two people change one draft', () => {
  it('what only one of them changed is taken over, from both', () => {
    const mine = having('a', { weight: 3 })(base);
    const theirs = { ...having('b', { text: { en: 'New', zh: '新' } })(base), name: { en: 'Theirs', zh: '他' } };
    const { draft, clashes } = merge(base, mine, theirs);
    expect(clashes).toEqual([]);
    expect(draft).toEqual({ ...having('a', { weight: 3 })(theirs) });
  });

  it('two languages of one text, two fields of one criterion and two options of one scale are apart', () => {
    const four = having('a', { scale: choice(10_000, 5000, 0) })(base);
    const worth = (at: number, value_bp: number) => (draft: Draft) =>
      changed(draft, (one) =>
        one.id === 'a' && one.scale.type === 'choice'
          ? {
              ...one,
              scale: { ...one.scale, options: one.scale.options.map((o, i) => (i === at ? { ...o, value_bp } : o)) },
            }
          : one,
      );
    const mine = worth(1, 6000)(having('b', { text: { en: 'Mine', zh: 'b' } })(four));
    const theirs = worth(2, 1000)(having('b', { text: { en: 'b', zh: '他' }, weight: 1 })(four));
    const { draft, clashes } = merge(four, mine, theirs);
    expect(clashes).toEqual([]);
    expect(draft).toEqual(
      worth(1, 6000)(worth(2, 1000)(having('b', { text: { en: 'Mine', zh: '他' }, weight: 1 })(four))),
    );
  });

  it('one thing changed in two ways is for a person to decide; mine stands until then', () => {
    const mine = having('a', { weight: 3 })(base);
    const theirs = having('a', { weight: 4 })(base);
    const { draft, clashes } = merge(base, mine, theirs);
    expect(draft).toEqual(mine);
    expect(clashes).toEqual([
      { path: ['sections', { id: 'A' }, 'criteria', { id: 'a' }, 'weight'], base: 10, mine: 3, theirs: 4 },
    ]);
    expect(withAt(draft, clashes[0]!.path, clashes[0]!.theirs)).toEqual(theirs);
  });

  it('both did the same: nothing to decide', () => {
    const mine = having('a', { weight: 3 })(base);
    expect(merge(base, mine, structuredClone(mine))).toEqual({ draft: mine, clashes: [] });
  });

  it('a condition, a rule and a scale of another kind are changed as a whole', () => {
    const was = having('b', { shown_when: { criterion: 'a', is: ['yes'] }, scale: choice(10_000, 0) })(base);
    const mine = having('b', { shown_when: { criterion: 'a', is: ['no'] }, scale: { type: 'text' } })(was);
    const theirs = having('b', { shown_when: { criterion: 'c', is: ['yes'] }, scale: choice(10_000, 5000) })(was);
    expect(merge(was, mine, theirs).clashes.map(({ path }) => path.at(-1))).toEqual(['scale', 'shown_when']);
  });

  it('what one adds and the other moves is both; what one takes out stays out', () => {
    const mine = moveSection(base, 'C', 'A');
    const added = scorecardOf([
      section('A', criterion('a'), criterion('n'), criterion('b'), criterion('c')),
      section('N', criterion('m')),
      section('C', criterion('e')),
    ]);
    const { draft, clashes } = merge(base, mine, added);
    expect(clashes).toEqual([]);
    expect(ids(draft)).toEqual(['C:e', 'A:anbc', 'N:m']);
  });

  it('a criterion one takes out and the other rewords is for a person to decide, and is kept until then', () => {
    const mine = scorecardOf([
      section('A', criterion('a'), criterion('c')),
      section('B', criterion('d')),
      section('C', criterion('e')),
    ]);
    const theirs = having('b', { weight: 1 })(base);
    const { draft, clashes } = merge(base, mine, theirs);
    expect(ids(draft)).toEqual(['A:abc', 'B:d', 'C:e']);
    expect(clashes).toMatchObject([{ path: ['sections', { id: 'A' }, 'criteria', { id: 'b' }], mine: undefined }]);
    expect(ids(withAt(draft, clashes[0]!.path, undefined))).toEqual(['A:ac', 'B:d', 'C:e']);
  });

  it('a criterion put back that one side took out', () => {
    const mine = having('b', { weight: 1 })(base);
    const theirs = scorecardOf([
      section('A', criterion('a'), criterion('c')),
      section('B', criterion('d')),
      section('C', criterion('e')),
    ]);
    const path = ['sections', { id: 'A' }, 'criteria', { id: 'b' }];
    expect(ids(withAt(theirs, path, mine.sections[0]!.criteria[1]))).toEqual(['A:acb', 'B:d', 'C:e']);
  });

  it('laws: nothing changed changes nothing, and the two sides may be swapped where nothing clashes', () => {
    const edits = fc.array(
      fc.oneof(
        fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), weight: fc.integer({ min: 0, max: 3 }) }),
        fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), before: fc.constantFrom('a', 'd', null) }),
      ),
      { maxLength: 4 },
    );
    const put = (draft: Draft, some: { id: string; weight?: number; before?: string | null }[]) =>
      some.reduce(
        (now, { id, weight, before }) =>
          weight === undefined
            ? moveCriterion(now, id, { section: before === 'd' ? 'B' : 'A', before: before ?? null })
            : having(id, { weight })(now),
        draft,
      );
    fc.assert(
      fc.property(edits, edits, (m, t) => {
        const [mine, theirs] = [put(base, m), put(base, t)];
        expect(merge(base, mine, base)).toEqual({ draft: mine, clashes: [] });
        expect(merge(base, base, theirs)).toEqual({ draft: theirs, clashes: [] });
        const [one, other] = [merge(base, mine, theirs), merge(base, theirs, mine)];
        expect(one.clashes.length).toBe(other.clashes.length);
        const weights = (draft: Draft) =>
          Object.fromEntries(
            draft.sections.flatMap(({ criteria }) => (criteria as Criterion[]).map(({ id, weight }) => [id, weight])),
          );
        if (one.clashes.length === 0) expect(weights(one.draft)).toEqual(weights(other.draft));
      }),
    );
  });

  it('a large scorecard is merged as what it is', () => {
    for (const card of LIBRARY) {
      const copy = structuredClone(card);
      const { draft, clashes } = merge(card, { ...copy, name: { en: 'x' } }, copy);
      expect(clashes).toEqual([]);
      expect(same(draft, { ...card, name: { en: 'x' } })).toBe(true);
    }
  });
});
