// Two versions of a scorecard as they are laid side by side: sections in the new order, criteria in theirs, what was taken
// out behind what is there, and with each what changed of it.
import type { Change } from '../../scorecards/scorecard/change.ts';
import { type Criterion, criteriaOf, type Scorecard, type Section } from '../../scorecards/scorecard/definition.ts';

export type State = 'added' | 'removed' | 'moved' | 'changed' | 'same';

export type CriterionBlock = {
  id: string;
  before: Criterion | null;
  after: Criterion | null;
  state: State;
  changes: Change[];
};
export type SectionBlock = {
  id: string;
  before: Section | null;
  after: Section | null;
  state: State;
  /** Of the section itself, but that it was added or removed. */
  changes: Change[];
  criteria: CriterionBlock[];
};
export type Blocks = { scorecard: Change[]; sections: SectionBlock[] };

/** @param changes from `before` to `after` (diff.ts) */
export function blocksOf(before: Scorecard, after: Scorecard, changes: readonly Change[]): Blocks {
  const byPlace = Map.groupBy(changes, ({ section, criterion }) => `${section ?? ''} ${criterion ?? ''}`);
  // Taken once: a draft may have an id twice.
  const take = (section: string, criterion = ''): Change[] => {
    const found = byPlace.get(`${section} ${criterion}`) ?? [];
    byPlace.delete(`${section} ${criterion}`);
    return found;
  };
  const was = new Map(before.sections.map((section: Section) => [section.id, section]));
  const asked = new Map(criteriaOf(before).map((criterion) => [criterion.id, criterion]));
  const present = new Set(criteriaOf(after).map(({ id }) => id));
  const removed = (section: Section | undefined): CriterionBlock[] =>
    (section?.criteria ?? [])
      .filter(({ id }) => !present.has(id))
      .map((criterion) => blockOf(take(section!.id, criterion.id), { before: criterion, after: null }));
  const blocks = (after.sections as Section[]).map((section): SectionBlock => {
    const own = take(section.id);
    const old = was.get(section.id) ?? null;
    was.delete(section.id);
    const kept = section.criteria.map((criterion) =>
      blockOf(take(section.id, criterion.id), { before: asked.get(criterion.id) ?? null, after: criterion }),
    );
    return {
      id: section.id,
      before: old,
      after: section,
      state: stateOf(own),
      changes: own.filter(({ what }) => what !== 'added' && what !== 'removed'),
      criteria: [...kept, ...removed(old ?? undefined)],
    };
  });
  const gone = [...was.values()].map((section): SectionBlock => {
    const own = take(section.id);
    return {
      id: section.id,
      before: section,
      after: null,
      state: stateOf(own),
      changes: own.filter(({ what }) => what !== 'added' && what !== 'removed'),
      criteria: removed(section),
    };
  });
  return { scorecard: take(''), sections: [...blocks, ...gone] };
}

const blockOf = (changes: Change[], { before, after }: Pick<CriterionBlock, 'before' | 'after'>): CriterionBlock => ({
  id: (after ?? before)!.id,
  before,
  after,
  state: stateOf(changes),
  changes,
});

/** The most that happened to the whole; what changed of its parts comes after that. */
function stateOf(changes: readonly Change[]): State {
  const whole = changes.find((one) => one.what !== 'text' && one.what !== 'value' && one.part.length === 0);
  if (whole) return whole.what as 'added' | 'removed' | 'moved';
  return changes.length > 0 ? 'changed' : 'same';
}
