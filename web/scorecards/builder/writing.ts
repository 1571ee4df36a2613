// A scorecard draft in this window. Every change gives a new draft that shares with the one before what stayed the same; it
// is saved as it is made, and united with what somebody else wrote meanwhile.
import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { ScorecardDraft } from '../../../api/scorecards/contract.ts';
import { unknownCompetencies } from '../../../scorecards/competencies/framework.ts';
import { check } from '../../../scorecards/scorecard/check.ts';
import { type Criterion, criteriaOf, type Draft, type Section } from '../../../scorecards/scorecard/definition.ts';
import { changed, newCriterion, newSection, sectionsOf } from '../../../scorecards/scorecard/edit.ts';
import { type Clash, merge, same, withAt } from '../../../scorecards/scorecard/merge.ts';
import { createHistory } from '../../server/history.ts';
import { createSaving, type SavingParts, type Stored } from '../../server/saving.ts';
import type { Content } from '../drafts-data.ts';

export type Theirs = Stored<Content> & { changed_by?: { id: string; name: string } };

/** What is being edited: the scorecard itself, a section or a criterion. */
export type Place = { of: 'card' } | { of: 'section' | 'criterion'; id: string };

/** Somebody else changed the same things: what stands until a person has chosen. */
export type Decision = { clashes: Clash[]; merged: Draft; theirs: Theirs };

export type WritingParts = {
  start: ScorecardDraft;
  save: SavingParts<Content>['save'];
  storage: SavingParts<Content>['storage'];
  /** Says that somebody else's changes came in. */
  united: (theirs: Theirs) => void;
  later?: SavingParts<Content>['later'];
};

export type Writing = ReturnType<typeof createWriting>;

export function createWriting(parts: WritingParts) {
  const [draft, setDraft] = createSignal<Draft>(parts.start.definition);
  const [place, setPlace] = createSignal<Place>({ of: 'card' });
  const [decision, setDecision] = createSignal<Decision | null>(null);
  const history = createHistory<Draft>();
  const united = createUnion({ draft, setDraft, setDecision, history, notify: parts.united }, parts.start.definition);
  const saving = createSaving<Content>({
    key: `attune.scorecard.${parts.start.scorecard_id}`,
    storage: parts.storage,
    start: { revision: parts.start.revision, saved_at: parts.start.changed_at },
    nothing: { definition: parts.start.definition },
    content: {
      copy: () => ({ definition: draft() }),
      is: (other) => same(other.definition, draft()),
      replace: (by) => setDraft(by.definition),
      knows: (kept) => typeof kept.definition === 'object',
    },
    save: async (json) => {
      const outcome = await parts.save(json);
      if (outcome.kind === 'saved') united.began(json.definition);
      return outcome;
    },
    unite: united.take,
    later: parts.later,
  });
  saving.bringBack({ ...parts.start, saved_at: parts.start.changed_at });
  const change = (next: Draft, field: string | null = null): void => {
    if (next === draft()) return;
    history.record(draft(), field);
    setDraft(next);
    saving.touch();
  };
  const restore = (found: Draft | null): void => {
    if (!found) return;
    setDraft(found);
    saving.touch();
  };
  return {
    ...{ draft, place, setPlace, decision, saving, change },
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    undo: () => restore(history.undo(draft())),
    redo: () => restore(history.redo(draft())),
    ...createParts(draft, change),
    /** What a person chose of each clash, in their order. */
    decide(choices: readonly ('mine' | 'theirs')[]): void {
      const asked = decision();
      if (!asked) return;
      const chosen = asked.clashes.reduce(
        (now, { path, theirs }, i) => (choices[i] === 'theirs' ? withAt(now, path, theirs) : now),
        asked.merged,
      );
      united.began(asked.theirs.definition);
      setDecision(null);
      setDraft(chosen);
      saving.keepMine();
    },
  };
}

/** Fields of the scorecard, a section or a criterion, changed one at a time. */
function createParts(draft: Accessor<Draft>, change: (next: Draft, field: string | null) => void) {
  const criteria = createMemo(() => new Map(criteriaOf(draft()).map((one) => [one.id, one])));
  const sections = createMemo(() => new Map(sectionsOf(draft()).map((one) => [one.id, one])));
  const sectionOf = createMemo(
    () => new Map(sectionsOf(draft()).flatMap((section) => section.criteria.map((one) => [one.id, section] as const))),
  );
  return {
    criterion: (id: string): Criterion | undefined => criteria().get(id),
    section: (id: string): Section | undefined => sections().get(id),
    sectionOf: (criterion: string): Section | undefined => sectionOf().get(criterion),
    /** @param field what is being typed in, so that it is undone in one go; null for a choice */
    changeCard: (fields: Partial<Draft>, field: string | null = null): void =>
      change({ ...draft(), ...fields } as Draft, field),
    changeSection: (id: string, fields: Partial<Section>, field: string | null = null): void => {
      const next = sectionsOf(draft()).map((one) => (one.id === id ? ({ ...one, ...fields } as Section) : one));
      change({ ...draft(), sections: next } as Draft, field && `${id} ${field}`);
    },
    changeCriterion: (id: string, fields: Partial<Criterion>, field: string | null = null): void =>
      change(
        changed(draft(), (one) => (one.id === id ? { ...one, ...fields } : one)),
        field && `${id} ${field}`,
      ),
  };
}

type Union = {
  draft: Accessor<Draft>;
  setDraft: (draft: Draft) => void;
  setDecision: (decision: Decision | null) => void;
  history: ReturnType<typeof createHistory<Draft>>;
  notify: (theirs: Theirs) => void;
};

/** Two people on one draft: what both began with, and what becomes of the other's version. */
function createUnion({ draft, setDraft, setDecision, history, notify }: Union, start: Draft) {
  let base = start;
  return {
    /** What the server and this window now have in common. */
    began(common: Draft): void {
      base = common;
    },
    take(theirs: Theirs): boolean {
      const { draft: merged, clashes } = merge(base, draft(), theirs.definition);
      history.forget();
      if (clashes.length > 0) {
        setDecision({ clashes, merged, theirs });
        return false;
      }
      base = theirs.definition;
      setDraft(merged);
      notify(theirs);
      return true;
    },
  };
}

/** Findings and their place. @param known competencies of the organisation; null: not here yet */
export const findingsOf = (draft: Draft, known: ReadonlySet<string> | null) =>
  [...check(draft), ...(known ? unknownCompetencies(draft, known) : [])].map((finding) => ({
    finding,
    place: placeOf(draft, finding.params),
  }));
export type Found = ReturnType<typeof findingsOf>[number];

function placeOf(draft: Draft, { section, criterion }: Record<string, string | number>): Place {
  if (criterion !== undefined) return { of: 'criterion', id: String(criterion) };
  if (section !== undefined && sectionsOf(draft).some(({ id }) => id === section)) {
    return { of: 'section', id: String(section) };
  }
  return { of: 'card' };
}

/** A new criterion at the end of a section, and on to writing it. */
export function addCriterion(writing: Writing, section: string): void {
  const draft = writing.draft();
  const to = writing.section(section);
  if (!to) return;
  const made = newCriterion(draft, to.kind);
  writing.changeSection(section, { criteria: [...to.criteria, made] } as Partial<Section>);
  writing.setPlace({ of: 'criterion', id: made.id });
}

/** A new section at the end, and on to writing it. */
export function addSection(writing: Writing): void {
  const draft = writing.draft();
  const made = newSection(draft);
  writing.change({ ...draft, sections: [...sectionsOf(draft), made] } as Draft);
  writing.setPlace({ of: 'section', id: made.id });
}

/** Takes a criterion out; the one before it is in hand then, else its section. */
export function removeCriterion(writing: Writing, id: string): void {
  const section = writing.sectionOf(id);
  if (!section) return;
  const at = section.criteria.findIndex((one) => one.id === id);
  const next = section.criteria[at + 1] ?? section.criteria[at - 1];
  writing.changeSection(section.id, { criteria: section.criteria.filter((one) => one.id !== id) } as Partial<Section>);
  writing.setPlace(next ? { of: 'criterion', id: next.id } : { of: 'section', id: section.id });
}

export function removeSection(writing: Writing, id: string): void {
  const draft = writing.draft();
  writing.change({ ...draft, sections: sectionsOf(draft).filter((one) => one.id !== id) } as Draft);
  writing.setPlace({ of: 'card' });
}

/** The section something new goes into: the one being edited, else the last. */
export function sectionInHand(writing: Writing): string | null {
  const place = writing.place();
  if (place.of === 'section') return place.id;
  if (place.of === 'criterion') return writing.sectionOf(place.id)?.id ?? null;
  return sectionsOf(writing.draft()).at(-1)?.id ?? null;
}
