// What of two versions of a scorecard may stand in one trend. A criterion compares while its id and the kind of its scale
// stay, and nobody says otherwise (lineage). Sections and the total are made of what their criteria count for: they compare
// while the same criteria count for the same, by the same method and policies. docs/scoring.md states it for readers.
import { type Criterion, criteriaOf, isRated, type Scale, type Scorecard, type Section } from './definition.ts';

/** What became of criteria from one version to the next, and whether ratings under both ids may stand in one trend. */
export type Lineage = { from: readonly string[]; to: readonly string[]; comparable: boolean };

/** Ids of what compares. */
export type Comparable = { criteria: ReadonlySet<string>; sections: ReadonlySet<string>; total: boolean };

export function comparable(before: Scorecard, after: Scorecard, lineage: readonly Lineage[] = []): Comparable {
  const old = new Map(criteriaOf(before).map((criterion) => [criterion.id, criterion]));
  const same = criteriaOf(after).filter((criterion) => {
    const was = old.get(criterion.id);
    return was !== undefined && sameMeaning(was, criterion, lineage);
  });
  const criteria = new Set(same.map(({ id }) => id));
  const [was, is] = [countedIn(before), countedIn(after)];
  const alike = (some: Counted[], others: Counted[]): boolean =>
    others.every(({ id }) => criteria.has(id)) && listed(some) === listed(others);
  const of = (counted: Counted[], id: string): Counted[] => counted.filter(({ section }) => section === id);
  const kept = new Set(before.sections.map(({ id }) => id));
  return {
    criteria,
    sections: new Set(after.sections.flatMap(({ id }) => (kept.has(id) && alike(of(was, id), of(is, id)) ? [id] : []))),
    total: policyOf(before) === policyOf(after) && alike(was, is),
  };
}

/** Whether answers to a criterion of one version and of another may be counted together. */
export const sameMeaning = (before: Criterion, after: Criterion, lineage: readonly Lineage[] = []): boolean =>
  before.id === after.id &&
  before.scale.type === after.scale.type &&
  !lineage.some((one) => !one.comparable && one.from.includes(before.id) && one.to.includes(after.id));

/** `what`: all that it counts for. */
type Counted = { id: string; section: string; what: string };

const listed = (counted: readonly Counted[]): string =>
  counted
    .map(({ what }) => what)
    .sort()
    .join();

/** The criteria that can change a score: no remarks, and no gates that are only reported. */
function countedIn(scorecard: Scorecard): Counted[] {
  const zero = scorecard.critical_policy === 'zero';
  return (scorecard.sections as Section[]).flatMap((section) =>
    (section.criteria as Criterion[]).flatMap(({ id, weight, bonus, critical, scale }) => {
      const worths = worthsOf(scale);
      const gate = zero && critical !== null;
      const fails = scale.type === 'choice' && scale.options.some((option) => option.fails !== null);
      const counts = isRated(scale) && (section.kind !== 'weighted' || weight > 0 || gate || fails);
      if (!counts) return [];
      return [{ id, section: section.id, what: JSON.stringify([id, weight, bonus, gate, worths, placeOf(section)]) }];
    }),
  );
}

/** In which section a criterion stands changes nothing, unless the section counts in a way of its own. */
function placeOf(section: Section): unknown {
  switch (section.kind) {
    case 'weighted':
      return section.weight === null ? null : [section.id, section.weight];
    case 'deduct':
      return [section.id, section.points];
    case 'bonus':
    case 'veto':
      return section.kind;
  }
}

/** A scale without its words. */
function worthsOf(scale: Scale): unknown {
  switch (scale.type) {
    case 'choice':
      return scale.options.map(({ key, value_bp, fails }) => [key, value_bp, fails]).sort();
    case 'checklist':
      return scale.items.map(({ key }) => key).sort();
    case 'ranges':
      return [scale.least, ...scale.ranges.map(({ up_to, value_bp }) => [up_to, value_bp])];
    default:
      return scale;
  }
}

const policyOf = (scorecard: Scorecard): string => {
  const { method, critical_policy } = scorecard;
  const rules = method === 'base' ? [scorecard.base_points, scorecard.bonus_cap] : [scorecard.not_applicable];
  return [method, critical_policy, ...rules].join(' ');
};
