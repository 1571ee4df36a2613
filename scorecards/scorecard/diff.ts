// What changed from one version of a scorecard to another: every difference with its place, what it was and what it is now,
// and where it can be worked out, what it does to a score (cost.ts). Sections and criteria are the same when their ids are;
// texts are compared language by language. A draft may be compared too: nothing here needs a text or a list to be full.
import type { Answer } from './answers.ts';
import { type Change, type Effect, type Position, type Thing, texts, value, type Where } from './change.ts';
import { type Costs, costsOf } from './cost.ts';
import type { Criterion, RootCause, Scale, Scorecard, Section } from './definition.ts';
import { type Matched, matched } from './matching.ts';
import { worstAnswer } from './worth.ts';

type Value = NonNullable<Answer['value']>;

/** A criterion where it stands; `place` from 1. */
type Placed = { section: Section; criterion: Criterion; place: number };
type Both = { before: Costs; after: Costs };

const SCORECARD: Where = { section: null, criterion: null, part: [] };

/** Every change: of the scorecard, its root causes, then section by section in the new order, removed ones last. */
export function diff(before: Scorecard, after: Scorecard): Change[] {
  const costs = { before: costsOf(before), after: costsOf(after) };
  const sections = matched<Section>(before.sections, after.sections, ({ id }) => id);
  const criteria = criteriaIn(after.sections, sections);
  const now = new Map(sections.kept.map((pair) => [pair.before, pair.after]));
  const bySection = Map.groupBy(
    [
      ...criteria.kept.map((one) => ({ within: one.after.section, changes: criterionChanges(one, costs) })),
      ...criteria.added.map(({ one }) => ({ within: one.section, changes: [presence('added', one, costs)] })),
      ...criteria.removed.map(({ one }) => ({
        within: now.get(one.section) ?? one.section,
        changes: [presence('removed', one, costs)],
      })),
    ],
    ({ within }) => within,
  );
  const of = (section: Section): Change[] => (bySection.get(section) ?? []).flatMap(({ changes }) => changes);
  const added = new Set(sections.added.map(({ one }) => one));
  const kept = new Map(sections.kept.map((pair) => [pair.after, pair]));
  return [
    ...scorecardChanges(before, after),
    ...causeChanges(before.root_causes, after.root_causes),
    ...(after.sections as Section[]).flatMap((section) => {
      const at = { ...SCORECARD, section: section.id };
      const own: Change[] = added.has(section)
        ? [{ ...at, what: 'added', thing: 'section', effect: null }]
        : sectionChanges(kept.get(section)!, costs);
      return [...own, ...of(section)];
    }),
    ...sections.removed.flatMap(({ one }): Change[] => [
      { ...SCORECARD, section: one.id, what: 'removed', thing: 'section', effect: null },
      ...of(one),
    ]),
  ];
}

/** Criteria of all sections; in the old list sections stand in their new order, so that only criteria count as moved. */
function criteriaIn(after: readonly Section[], sections: Matched<Section>): Matched<Placed> {
  const placed = (section: Section): Placed[] =>
    section.criteria.map((criterion, index) => ({ section, criterion, place: index + 1 }));
  const was = new Map(sections.kept.map(({ before, after }) => [after, before]));
  const before = [...sections.kept.map((pair) => pair.before), ...sections.removed.map(({ one }) => one)];
  return matched(
    before.flatMap(placed),
    after.flatMap(placed),
    ({ criterion }) => criterion.id,
    (one, other) => was.get(other.section) === one.section,
  );
}

function scorecardChanges(before: Scorecard, after: Scorecard): Change[] {
  const policy = (of: Scorecard) => (of.method === 'weighted' ? of.not_applicable : null);
  const base = (of: Scorecard) => (of.method === 'base' ? of : null);
  return [
    ...value(SCORECARD, 'id', before.id, after.id),
    ...texts(SCORECARD, 'name', before.name, after.name),
    ...texts(SCORECARD, 'purpose', before.purpose, after.purpose),
    ...texts(SCORECARD, 'rationale', before.rationale, after.rationale),
    ...value(SCORECARD, 'leading', before.leading, after.leading),
    ...value(SCORECARD, 'channel', before.channel, after.channel),
    ...value(SCORECARD, 'method', before.method, after.method),
    ...value(SCORECARD, 'base_points', base(before)?.base_points ?? null, base(after)?.base_points ?? null),
    ...value(SCORECARD, 'bonus_cap', base(before)?.bonus_cap ?? null, base(after)?.bonus_cap ?? null),
    ...value(SCORECARD, 'not_applicable_policy', policy(before), policy(after)),
    ...value(SCORECARD, 'critical_policy', before.critical_policy, after.critical_policy),
    ...value(SCORECARD, 'threshold_bp', before.section_threshold.value_bp, after.section_threshold.value_bp),
    ...value(SCORECARD, 'threshold_weight', before.section_threshold.min_weight, after.section_threshold.min_weight),
  ];
}

type Cause = Pick<RootCause, 'key' | 'name'> & Partial<RootCause>;

function causeChanges(before: readonly Cause[], after: readonly Cause[], within: readonly string[] = []): Change[] {
  const at = ({ key }: Cause): Where => ({ ...SCORECARD, part: [...within, key] });
  return partChanges(
    matched(before, after, ({ key }) => key),
    'cause',
    at,
    (one, other) => [
      ...texts(at(other), 'name', one.name, other.name),
      ...causeChanges(one.causes ?? [], other.causes ?? [], [...within, other.key]),
    ],
  );
}

function sectionChanges({ before, after, from, to, moved }: Matched<Section>['kept'][number], costs: Both): Change[] {
  const at = { ...SCORECARD, section: after.id };
  const weight = (of: Section) => (of.kind === 'weighted' ? of.weight : null);
  const points = (of: Section) => (of.kind === 'deduct' ? of.points : null);
  const effect = effectOf(costs, 'section', null, [costs.before.section(before), costs.after.section(after)]);
  const spot = (index: number): Position => ({ section: null, place: index + 1 });
  return [
    ...(moved
      ? [{ ...at, what: 'moved' as const, thing: 'section' as const, from: spot(from), to: spot(to), effect: null }]
      : []),
    ...texts(at, 'name', before.name, after.name),
    ...value(at, 'kind', before.kind, after.kind, effect),
    ...value(at, 'section_weight', weight(before), weight(after), effect),
    ...value(at, 'section_points', points(before), points(after), effect),
  ];
}

function presence(what: 'added' | 'removed', { section, criterion }: Placed, costs: Both): Change {
  const which = what === 'added' ? 'after' : 'before';
  const worst = worstAnswer(criterion.scale);
  const cost = costs[which].answer(section, criterion, worst);
  const effect =
    cost === null || cost === 0
      ? null
      : {
          of: 'worst' as const,
          option: optionKey(criterion, worst),
          unit: costs[which].unit,
          before: null,
          after: null,
          [which]: cost,
        };
  return { section: section.id, criterion: criterion.id, part: [], what, thing: 'criterion', effect };
}

function criterionChanges({ before, after, moved }: Matched<Placed>['kept'][number], costs: Both): Change[] {
  const [one, other] = [before.criterion, after.criterion];
  const at: Where = { section: after.section.id, criterion: other.id, part: [] };
  const worst = worstEffect(before, after, costs);
  const spot = ({ section, place }: Placed): Position => ({ section: section.id, place });
  const guidance = (['decide', 'good', 'poor', 'not_applicable', 'evidence'] as const).flatMap((field) =>
    texts(at, field, one.guidance[field], other.guidance[field]),
  );
  return [
    ...(moved
      ? [
          {
            ...at,
            what: 'moved' as const,
            thing: 'criterion' as const,
            from: spot(before),
            to: spot(after),
            // A changed weight tells of the cost itself.
            effect: before.section.id === after.section.id || one.weight !== other.weight ? null : worst,
          },
        ]
      : []),
    ...texts(at, 'text', one.text, other.text),
    ...value(at, 'weight', one.weight, other.weight, worst),
    ...value(at, 'bonus', one.bonus, other.bonus, worst),
    ...scaleChanges(before, after, costs),
    ...value(at, 'not_applicable', one.not_applicable, other.not_applicable),
    ...value(at, 'critical', one.critical, other.critical, worst),
    ...value(at, 'shown_when', one.shown_when, other.shown_when),
    ...value(at, 'starts_as', one.starts_as, other.starts_as),
    ...value(at, 'comment', one.comment, other.comment),
    ...value(at, 'evidence_rule', one.evidence, other.evidence),
    ...value(at, 'cause', one.cause, other.cause),
    ...value(at, 'competency', one.competency, other.competency),
    ...guidance,
  ];
}

function scaleChanges(before: Placed, after: Placed, costs: Both): Change[] {
  const [one, other] = [before.criterion.scale, after.criterion.scale];
  const at: Where = { section: after.section.id, criterion: after.criterion.id, part: [] };
  const worst = worstEffect(before, after, costs);
  const given = (of: Effect['of'], option: string | null, was: Value | null, is: Value | null): Effect | null =>
    effectOf(costs, of, option, [
      costs.before.answer(before.section, before.criterion, was),
      costs.after.answer(after.section, after.criterion, is),
    ]);
  if (one.type === 'choice' && other.type === 'choice') {
    const part = ({ key }: { key: string }) => ({ ...at, part: [key] });
    return partChanges(matched(one.options, other.options, keyOf), 'option', part, (was, is) => [
      ...texts(part(is), 'label', was.label, is.label),
      ...value(part(is), 'worth_bp', was.value_bp, is.value_bp, given('part', is.key, was.key, is.key)),
      ...value(part(is), 'fails', was.fails, is.fails, given('part', is.key, was.key, is.key)),
    ]);
  }
  if (one.type === 'checklist' && other.type === 'checklist') {
    const part = ({ key }: { key: string }) => ({ ...at, part: [key] });
    const butOne = ({ items }: typeof one) => items.slice(1).map(keyOf);
    const effect = given('item', null, butOne(one), butOne(other));
    return partChanges(
      matched(one.items, other.items, keyOf),
      'item',
      part,
      (was, is) => texts(part(is), 'label', was.label, is.label),
      effect,
    );
  }
  if (one.type === 'ranges' && other.type === 'ranges') {
    return [...value(at, 'least', one.least, other.least), ...rangeChanges(at, one, other, given)];
  }
  if (one.type === 'number' && other.type === 'number') {
    return [...value(at, 'worst', one.worst, other.worst), ...value(at, 'best', one.best, other.best)];
  }
  if (one.type === 'count' && other.type === 'count') {
    return [
      ...value(at, 'points', one.points, other.points, given('once', null, 1, 1)),
      ...value(at, 'cap', one.cap, other.cap, worst),
    ];
  }
  return one.type === other.type ? [] : value(at, 'scale', one, other, worst);
}

type Ranges = Extract<Scale, { type: 'ranges' }>;

/** As many ranges as before are the same ones, in order; otherwise those with the same end are. */
function rangeChanges(
  at: Where,
  one: Ranges,
  other: Ranges,
  given: (of: 'part', option: string, was: number, is: number) => Effect | null,
): Change[] {
  const alike = one.ranges.length === other.ranges.length;
  const part = ({ up_to }: { up_to: number }) => ({ ...at, part: [String(up_to)] });
  const pairs = matched(one.ranges, other.ranges, ({ up_to }, index) => String(alike ? index : up_to));
  return partChanges(pairs, 'range', part, (was, is) => [
    ...value(part(is), 'up_to', was.up_to, is.up_to),
    ...texts(part(is), 'label', was.label, is.label),
    ...value(part(is), 'worth_bp', was.value_bp, is.value_bp, given('part', String(is.up_to), was.up_to, is.up_to)),
  ]);
}

const keyOf = ({ key }: { key: string }): string => key;

/** Parts added, removed and moved, and what changed in those that stayed. */
function partChanges<T>(
  { kept, added, removed }: Matched<T>,
  thing: Thing,
  at: (one: T) => Where,
  inside: (before: T, after: T) => Change[],
  effect: Effect | null = null,
): Change[] {
  const spot = (index: number): Position => ({ section: null, place: index + 1 });
  return [
    ...kept.flatMap(({ before, after, from, to, moved }): Change[] => [
      ...(moved ? [{ ...at(after), what: 'moved' as const, thing, from: spot(from), to: spot(to), effect: null }] : []),
      ...inside(before, after),
    ]),
    ...added.map(({ one }): Change => ({ ...at(one), what: 'added', thing, effect })),
    ...removed.map(({ one }): Change => ({ ...at(one), what: 'removed', thing, effect })),
  ];
}

function worstEffect(before: Placed, after: Placed, costs: Both): Effect | null {
  const [was, is] = [worstAnswer(before.criterion.scale), worstAnswer(after.criterion.scale)];
  const option = optionKey(before.criterion, was);
  return effectOf(costs, 'worst', option === optionKey(after.criterion, is) ? option : null, [
    costs.before.answer(before.section, before.criterion, was),
    costs.after.answer(after.section, after.criterion, is),
  ]);
}

/** null where nothing changed, or two methods cannot be set against each other. */
function effectOf(
  costs: Both,
  of: Effect['of'],
  option: string | null,
  [before, after]: readonly [number | null, number | null],
): Effect | null {
  const { unit } = costs.after;
  const apart = costs.before.unit !== unit || before === null || after === null || before === after;
  return apart ? null : { of, option, unit, before, after };
}

const optionKey = ({ scale }: Criterion, value: Value | null): string | null =>
  scale.type === 'choice' && typeof value === 'string' ? value : null;
