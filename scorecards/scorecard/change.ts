// A change from one version of a scorecard to another: where, what it was and what it is now, and what it does to a score.
import type { Costs } from './cost.ts';
import type { Criterion, Scale, Scorecard, Section } from './definition.ts';
import type { LanguageTag, Text } from './text.ts';

/** null, null: the scorecard itself. `part`: an option, item or range of the criterion, or a root cause and what is in it. */
export type Where = { section: string | null; criterion: string | null; part: readonly string[] };

export type Thing = 'section' | 'criterion' | 'option' | 'item' | 'range' | 'cause';
/** Counted from 1; `section` is that of a criterion. */
export type Position = { section: string | null; place: number };

export type TextField =
  | 'name'
  | 'purpose'
  | 'rationale'
  | 'text'
  | 'label'
  | 'decide'
  | 'good'
  | 'poor'
  | 'not_applicable'
  | 'evidence';

/** What else may change, and what each is. */
export type Values = {
  id: string;
  leading: LanguageTag;
  channel: Scorecard['channel'];
  method: Scorecard['method'];
  critical_policy: Scorecard['critical_policy'];
  not_applicable_policy: 'leaves-total' | 'stays-in-section';
  base_points: number;
  bonus_cap: number;
  threshold_bp: number;
  threshold_weight: number;
  kind: Section['kind'];
  section_weight: number;
  section_points: number;
  weight: number;
  bonus: boolean;
  scale: Scale;
  worst: number;
  best: number;
  least: number;
  points: number;
  cap: number;
  worth_bp: number;
  fails: 'section' | 'scorecard';
  up_to: number;
  not_applicable: Criterion['not_applicable'];
  critical: NonNullable<Criterion['critical']>;
  competency: Criterion['competency'];
  comment: Criterion['comment'];
  evidence_rule: Criterion['evidence'];
  cause: Criterion['cause'];
  starts_as: NonNullable<Criterion['starts_as']>;
  shown_when: NonNullable<Criterion['shown_when']>;
};

/**
 * What something costs before and after, in the cost's unit ({@link Costs}); null where there is none.
 * `worst`: the answer worth least, by its key where that is the same option; `part`: the answer that changed; `item`: one
 * item left unticked; `once`: what happened one time; `section`: nothing met in the section.
 */
export type Effect = {
  of: 'worst' | 'part' | 'item' | 'once' | 'section';
  option: string | null;
  unit: Costs['unit'];
  before: number | null;
  after: number | null;
};

/** null: there is none, as where nothing is critical or a condition was taken away. */
export type ValueChange = {
  [F in keyof Values]: { what: 'value'; field: F; before: Values[F] | null; after: Values[F] | null };
}[keyof Values];

export type Change = Where & { effect: Effect | null } & (
    | { what: 'added' | 'removed'; thing: Thing }
    | { what: 'moved'; thing: Thing; from: Position; to: Position }
    | { what: 'text'; field: TextField; language: LanguageTag; before: string | null; after: string | null }
    | ValueChange
  );

/** The change of a value, if it is one. */
export function value<F extends keyof Values>(
  at: Where,
  field: F,
  before: Values[F] | null,
  after: Values[F] | null,
  effect: Effect | null = null,
): Change[] {
  return same(before, after) ? [] : [{ ...at, what: 'value', field, before, after, effect } as Change];
}

/** The changes of a text, by language. Empty words, as a draft may have, are none. */
export function texts(at: Where, field: TextField, before: Text | null, after: Text | null): Change[] {
  const tags = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  return tags.flatMap((language): Change[] => {
    const [was, is] = [before?.[language] || null, after?.[language] || null];
    return was === is ? [] : [{ ...at, what: 'text', field, language, before: was, after: is, effect: null }];
  });
}

/** Whether two values are made of the same. */
function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [mine, others] = [Object.entries(one), new Map(Object.entries(other))];
  return mine.length === others.size && mine.every(([key, value]) => others.has(key) && same(value, others.get(key)));
}

/** How many criteria were added, removed, moved, reworded or otherwise changed, and changes of anything else. */
export type Summary = {
  added: number;
  removed: number;
  moved: number;
  reworded: number;
  changed: number;
  elsewhere: number;
};

/** A criterion that was moved, reworded and changed counts in each. */
export function summary(changes: readonly Change[]): Summary {
  const ids = (wanted: (change: Change) => boolean): number =>
    new Set(changes.filter((one) => one.criterion !== null && wanted(one)).map(({ criterion }) => criterion)).size;
  const whole = (change: Change): boolean =>
    change.what !== 'text' && change.what !== 'value' && change.thing === 'criterion';
  return {
    added: ids((one) => whole(one) && one.what === 'added'),
    removed: ids((one) => whole(one) && one.what === 'removed'),
    moved: ids((one) => whole(one) && one.what === 'moved'),
    reworded: ids(({ what }) => what === 'text'),
    changed: ids((one) => one.what !== 'text' && !whole(one)),
    elsewhere: changes.filter(({ criterion }) => criterion === null).length,
  };
}
