// What someone who writes a scorecard does to it: new sections and criteria, copies, moves. Each gives a new draft and leaves
// the one it was given as it was.
import { namedIn } from './conditions.ts';
import { type Condition, type Criterion, criteriaOf, type Draft, type Section } from './definition.ts';

/** An id like `wanted` that is not taken: VG3, VG3-2, VG3-3 …; at most 40 characters. */
export function freshKey(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n += 1) {
    const key = `${wanted.slice(0, 36 - String(n).length)}-${n}`;
    if (!taken.has(key)) return key;
  }
}

/** The first letters of a name's words, or of one word its beginning: "Late parcels" → LP; else SC. */
export function keyFor(name: string): string {
  const words = name.match(/[A-Za-z0-9]+/g) ?? [];
  const letters = words.length > 1 ? words.map((word) => word[0]).join('') : (words[0] ?? '').slice(0, 6);
  return letters.toUpperCase().slice(0, 8) || 'SC';
}

/** The next id in a row of a prefix and a number: after VG3 and VG7, VG8. */
export function nextKey(prefix: string, taken: Iterable<string>): string {
  let last = 0;
  for (const key of taken) {
    const number = key.startsWith(prefix) ? key.slice(prefix.length) : '';
    if (/^\d{1,6}$/.test(number)) last = Math.max(last, Number(number));
  }
  return `${prefix}${last + 1}`;
}

/** What the ids of a scorecard's criteria begin with: VG, or C2- where it ends with a digit itself. */
export const prefixOf = ({ id }: Pick<Draft, 'id'>): string =>
  /\d$/.test(id) ? `${id.slice(0, 30)}-` : id.slice(0, 30);

const NO_GUIDANCE = { decide: null, good: null, poor: null, not_applicable: null, evidence: null };

/** A criterion nobody has written yet: yes or no, or in a base score a count. */
export function newCriterion(draft: Draft, kind: Section['kind']): Criterion {
  return {
    id: nextKey(prefixOf(draft), criteriaIds(draft)),
    text: { [draft.leading]: '' },
    guidance: NO_GUIDANCE,
    weight: kind === 'weighted' ? 5 : 0,
    bonus: false,
    scale: kind === 'deduct' || kind === 'bonus' ? { type: 'count', points: 1, cap: 5 } : yesNo(),
    not_applicable: 'never',
    critical: kind === 'veto' ? 'customer' : null,
    competency: 'solving',
    comment: 'optional',
    evidence: 'optional',
    cause: 'none',
    starts_as: null,
    shown_when: null,
  };
}

export const yesNo = (): Criterion['scale'] => ({
  type: 'choice',
  options: [
    { key: 'yes', label: { en: 'Yes', zh: '是' }, value_bp: 10_000, fails: null },
    { key: 'no', label: { en: 'No', zh: '否' }, value_bp: 0, fails: null },
  ],
});

/** A section nobody has written yet; of a base score one that loses points. */
export function newSection(draft: Draft): Section {
  const id = nextKey(`${prefixOf(draft)}S`, sectionIds(draft));
  const section = { id, name: { [draft.leading]: '' }, criteria: [] };
  return draft.method === 'weighted'
    ? { ...section, kind: 'weighted', weight: null }
    : { ...section, kind: 'deduct', points: POINTS };
}

/** The draft with each criterion put through `change`. */
export const changed = (draft: Draft, change: (criterion: Criterion, section: Section) => Criterion): Draft =>
  withSections(
    draft,
    sectionsOf(draft).map((section) =>
      withCriteria(
        section,
        criteriaIn(section).map((one) => change(one, section)),
      ),
    ),
  );

/** A copy of the criterion behind it, under an id of its own. */
export function duplicateCriterion(draft: Draft, id: string): { draft: Draft; id: string } {
  const copy = freshKey(id, criteriaIds(draft));
  const next = sectionsOf(draft).map((section) =>
    withCriteria(
      section,
      criteriaIn(section).flatMap((one) => (one.id === id ? [one, { ...one, id: copy }] : [one])),
    ),
  );
  return { draft: withSections(draft, next), id: copy };
}

/** A copy of the section behind it; conditions between its criteria hold between the copies. */
export function duplicateSection(draft: Draft, id: string): { draft: Draft; id: string } {
  const copy = freshKey(id, sectionIds(draft));
  const next = sectionsOf(draft).flatMap((section) => {
    if (section.id !== id) return [section];
    const taken = criteriaIds(draft);
    const renamed = new Map<string, string>();
    for (const one of criteriaIn(section)) {
      const fresh = freshKey(one.id, taken);
      taken.add(fresh);
      renamed.set(one.id, fresh);
    }
    const copies = criteriaIn(section).map((one) => ({
      ...one,
      id: renamed.get(one.id)!,
      shown_when: one.shown_when && conditionOn(one.shown_when, (named) => renamed.get(named) ?? named),
    }));
    return [section, withCriteria({ ...section, id: copy }, copies)];
  });
  return { draft: withSections(draft, next), id: copy };
}

/**
 * A criterion of any scorecard taken into a section of this one: under a fresh id where its own is taken, without weight
 * where the section counts none, without a condition on criteria that are not here, and without asking for root causes
 * where there are none.
 */
export function takeCriterion(draft: Draft, section: string, criterion: Criterion): { draft: Draft; id: string } {
  const taken = criteriaIds(draft);
  const id = freshKey(criterion.id, taken);
  const next = sectionsOf(draft).map((one) => {
    if (one.id !== section) return one;
    const stranger =
      criterion.shown_when !== null && namedIn(criterion.shown_when).some((at) => !taken.has(at.criterion));
    const adopted: Criterion = {
      ...criterion,
      id,
      weight: one.kind === 'weighted' ? criterion.weight : 0,
      shown_when: stranger ? null : criterion.shown_when,
      cause: draft.root_causes.length === 0 ? 'none' : criterion.cause,
    };
    return withCriteria(one, [...criteriaIn(one), adopted]);
  });
  return { draft: withSections(draft, next), id };
}

/** The criterion put before `before` in a section, or at its end. */
export function moveCriterion(draft: Draft, id: string, to: { section: string; before: string | null }): Draft {
  const moving = criteriaOf(draft).find((one) => one.id === id);
  if (!moving || to.before === id) return draft;
  const next = sectionsOf(draft).map((section) => {
    const rest = criteriaIn(section).filter((one) => one !== moving);
    return section.id === to.section
      ? withCriteria(section, inserted(rest, moving, to.before))
      : withCriteria(section, rest);
  });
  return withSections(draft, next);
}

/** The section put before another, or at the end. */
export function moveSection(draft: Draft, id: string, before: string | null): Draft {
  const moving = sectionsOf(draft).find((one) => one.id === id);
  if (!moving || before === id) return draft;
  return withSections(
    draft,
    inserted(
      sectionsOf(draft).filter((one) => one !== moving),
      moving,
      before,
    ),
  );
}

function inserted<T extends { id: string }>(some: readonly T[], one: T, before: string | null): T[] {
  const at = before === null ? -1 : some.findIndex(({ id }) => id === before);
  return at < 0 ? [...some, one] : some.toSpliced(at, 0, one);
}

/** The condition with the criteria it names put through `rename`. */
export function conditionOn(condition: Condition, rename: (criterion: string) => string): Condition {
  if ('all' in condition) return { all: condition.all.map((one) => conditionOn(one, rename)) };
  if ('any' in condition) return { any: condition.any.map((one) => conditionOn(one, rename)) };
  if ('not' in condition) return { not: conditionOn(condition.not, rename) };
  return 'criterion' in condition ? { ...condition, criterion: rename(condition.criterion) } : condition;
}

/** Points a section can lose that nobody has decided about. */
const POINTS = 10;

/** A section of a base score made to count in another way. */
export function countSection(draft: Draft, id: string, kind: 'deduct' | 'bonus' | 'veto'): Draft {
  const next = sectionsOf(draft).map((section): Section => {
    if (section.id !== id || section.kind === kind) return section;
    const { name, criteria } = section;
    return kind === 'deduct' ? { id, name, criteria, kind, points: POINTS } : { id, name, criteria, kind };
  });
  return withSections(draft, next);
}

/** Another id for a criterion, in every condition that names it too. */
export function renameCriterion(draft: Draft, id: string, to: string): Draft {
  return changed(draft, (one) => ({
    ...one,
    id: one.id === id ? to : one.id,
    shown_when: one.shown_when && conditionOn(one.shown_when, (named) => (named === id ? to : named)),
  }));
}

// A draft's sections are of one kind or the other by its method; these walk both.
export const sectionsOf = (draft: Draft): Section[] => draft.sections;
export const criteriaIn = (section: Section): Criterion[] => section.criteria;
const withSections = (draft: Draft, sections: Section[]): Draft => ({ ...draft, sections }) as Draft;
const withCriteria = (section: Section, criteria: Criterion[]): Section => ({ ...section, criteria });

export const criteriaIds = (draft: Draft): Set<string> => new Set(criteriaOf(draft).map(({ id }) => id));
export const sectionIds = (draft: Draft): Set<string> => new Set(draft.sections.map(({ id }) => id));
