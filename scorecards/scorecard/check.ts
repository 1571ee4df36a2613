// Validates a scorecard. An error would leave reviewers stuck or a score without meaning, and prevents publishing; a
// warning may be intended. Every finding names its place by ids and has its sentence in problem.ts. A draft is looked at
// the same way.

import { UNANSWERED } from './answers.ts';
import { namedIn } from './conditions.ts';
import {
  type BaseScorecard,
  type Criterion,
  criteriaOf,
  type Draft,
  isRated,
  NOT_APPLICABLE,
  type Requirement,
  type Scale,
  type Scorecard,
  type Section,
  type WeightedScorecard,
} from './definition.ts';
import { doubtful } from './doubtful.ts';
import { incomplete } from './draft.ts';
import { error, type Finding, warning } from './finding.ts';
import { type Effort, isReachable, wholeEffort } from './reachable.ts';
import { read } from './worth.ts';

/** Everything that is wrong or doubtful with a scorecard; errors and warnings mixed. */
export function check(scorecard: Draft): Finding[] {
  const criteria = criteriaOf(scorecard);
  const known = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  const before = new Set<string>();
  const effort = wholeEffort();
  const findings: Finding[] = [
    ...incomplete(scorecard),
    ...repeated(scorecard.sections.map(({ id }) => id)).map((section) =>
      error('scorecard-duplicate-section', { section }),
    ),
    ...repeated(criteria.map(({ id }) => id)).map((criterion) => error('scorecard-duplicate-criterion', { criterion })),
    ...repeated(scorecard.root_causes.map(({ key }) => key)).map((cause) =>
      error('scorecard-duplicate-cause', { cause }),
    ),
  ];
  for (const section of scorecard.sections) {
    findings.push(...sectionFindings(section));
    for (const criterion of section.criteria as Criterion[]) {
      findings.push(
        ...scaleFindings(section, criterion),
        ...ruleFindings(scorecard, criterion),
        ...conditionFindings(scorecard, criterion, known, before, effort),
      );
      before.add(criterion.id);
    }
  }
  return [
    ...findings,
    ...(scorecard.method === 'base' ? baseFindings(scorecard) : weightFindings(scorecard)),
    ...doubtful(scorecard),
  ];
}

function weightFindings(scorecard: WeightedScorecard): Finding[] {
  if (criteriaOf(scorecard).length === 0) return [];
  const weighs = criteriaOf(scorecard).some((one) => weightOf(one) > 0 && !one.bonus);
  return weighs ? [] : [error('scorecard-without-weight', {})];
}

/** What deduct sections can lose is all there is, no more and no less: otherwise points are out of reach, or lost twice. */
function baseFindings({ base_points, sections, critical_policy }: BaseScorecard): Finding[] {
  if (sections.length === 0) return [];
  const points = sections.reduce((sum, one) => sum + (one.kind === 'deduct' ? one.points : 0), 0);
  const vetoes = sections.some(({ kind }) => kind === 'veto');
  return [
    ...(points === base_points ? [] : [error('scorecard-base-points', { points, base: base_points })]),
    ...(vetoes && critical_policy === 'report' ? [warning('scorecard-veto-policy', {})] : []),
  ];
}

function sectionFindings(section: Section): Finding[] {
  const at = { section: section.id };
  const criteria: Criterion[] = section.criteria;
  if (criteria.length === 0) return [];
  switch (section.kind) {
    case 'weighted': {
      const weighs = criteria.some((one) => weightOf(one) > 0);
      const gates = criteria.some(({ critical }) => critical !== null);
      return weighs || gates ? [] : [warning('scorecard-section-without-weight', at)];
    }
    case 'deduct': {
      const most = criteria.reduce((sum, { scale }) => sum + (scale.type === 'count' ? scale.cap : 0), 0);
      // What its items can cost together does not reach what it can lose.
      return most >= section.points
        ? []
        : [warning('scorecard-deduct-out-of-reach', { ...at, most, points: section.points })];
    }
    case 'bonus':
      return criteria.some(({ scale }) => scale.type === 'count')
        ? []
        : [warning('scorecard-section-without-weight', at)];
    case 'veto':
      return criteria.flatMap(({ id, critical }) =>
        critical ? [] : [error('scorecard-veto-without-class', { criterion: id })],
      );
  }
}

/** Which scales a section of each kind can count. */
function scaleFindings({ kind }: Section, criterion: Criterion): Finding[] {
  const at = { criterion: criterion.id };
  const { scale, weight } = criterion;
  const counts = scale.type === 'count';
  const misplaced = (counts && kind === 'weighted') || (kind === 'veto' && isRated(scale) && scale.type !== 'choice');
  const weighing = kind !== 'weighted' && weight > 0;
  return [
    ...(misplaced ? [error('scorecard-scale-misplaced', at)] : []),
    ...(weighing ? [error('scorecard-weight-in-base', at)] : []),
    ...optionFindings(criterion, scale),
  ];
}

function optionFindings({ id, critical, weight }: Criterion, scale: Scale): Finding[] {
  const at = { criterion: id };
  switch (scale.type) {
    case 'choice': {
      const keys = scale.options.map((option) => option.key);
      return [
        ...repeated(keys).map((option) => error('scorecard-duplicate-option', { ...at, option })),
        ...(keys.includes(NOT_APPLICABLE)
          ? [error('scorecard-reserved-option', { ...at, option: NOT_APPLICABLE })]
          : []),
        ...worthFindings(
          at,
          critical !== null,
          scale.options.map((option) => option.value_bp),
        ),
        ...scale.options
          .filter(({ fails, value_bp }) => fails !== null && value_bp === 10_000)
          .map(({ key }) => warning('scorecard-full-fails', { ...at, option: key })),
      ];
    }
    case 'checklist':
      return repeated(scale.items.map((item) => item.key)).map((option) =>
        error('scorecard-duplicate-option', { ...at, option }),
      );
    case 'number':
      return scale.worst === scale.best ? [error('scorecard-number-flat', at)] : [];
    case 'ranges': {
      const ends = scale.ranges.map(({ up_to }) => up_to);
      const rises = ends.every((end, i) => end >= (i === 0 ? scale.least : ends[i - 1]! + 1));
      return [
        ...(rises ? [] : [error('scorecard-ranges-order', at)]),
        ...worthFindings(
          at,
          critical !== null,
          scale.ranges.map(({ value_bp }) => value_bp),
        ),
      ];
    }
    case 'count':
      return scale.cap < scale.points ? [error('scorecard-count-cap', at)] : [];
    case 'date':
    case 'text':
      return [
        ...(weight > 0 ? [warning('scorecard-words-weight', at)] : []),
        ...(critical ? [error('scorecard-never-critical', at)] : []),
      ];
  }
}

function worthFindings(at: { criterion: string }, critical: boolean, worths: readonly number[]): Finding[] {
  if (worths.length === 0) return [];
  const zero = worths.includes(0);
  const hopeless = worths.every((worth) => worth === 0);
  if (critical && hopeless) return [error('scorecard-always-critical', at)];
  return [
    ...(worths.includes(10_000) ? [] : [error('scorecard-no-full', at)]),
    ...(!zero && critical ? [error('scorecard-never-critical', at)] : []),
    ...(!zero && !critical ? [warning('scorecard-no-zero', at)] : []),
  ];
}

/** What a criterion asks for or starts with, and cannot have. */
function ruleFindings({ root_causes }: Scorecard, criterion: Criterion): Finding[] {
  const at = { criterion: criterion.id };
  const named = (rule: Requirement): string[] => (typeof rule === 'object' ? rule.required_with : []);
  const { starts_as, cause } = criterion;
  const started = read(criterion, { ...UNANSWERED, value: starts_as }).state;
  return [
    ...[...named(criterion.comment), ...named(criterion.evidence)]
      .filter((option) => !canBeAnswered(criterion, option))
      .map((option) => error('scorecard-rule-option', { ...at, option })),
    ...(started === 'invalid' ? [error('scorecard-start-not-on-scale', at)] : []),
    ...(cause !== 'none' && root_causes.length === 0 ? [error('scorecard-no-causes', at)] : []),
  ];
}

function conditionFindings(
  scorecard: Scorecard,
  criterion: Criterion,
  known: ReadonlyMap<string, Criterion>,
  before: ReadonlySet<string>,
  effort: Effort,
): Finding[] {
  if (criterion.shown_when === null) return [];
  const findings = namedIn(criterion.shown_when).flatMap(({ criterion: other, is }): Finding[] => {
    const target = known.get(other);
    if (!target) return [error('scorecard-condition-unknown', { criterion: criterion.id, other })];
    if (!before.has(other)) return [error('scorecard-condition-later', { criterion: criterion.id, other })];
    return is
      .filter((key) => !canBeAnswered(target, key))
      .map((option) => error('scorecard-condition-option', { criterion: criterion.id, other, option }));
  });
  if (findings.length > 0) return findings;
  return isReachable(scorecard, criterion, known, effort)
    ? []
    : [error('scorecard-unreachable', { criterion: criterion.id })];
}

/** Whether `key` can be what a condition or a rule names of an answer: an option, a ticked item, or a number as text. */
function canBeAnswered(criterion: Criterion, key: string): boolean {
  const { scale } = criterion;
  if (key === NOT_APPLICABLE) return criterion.not_applicable !== 'never';
  switch (scale.type) {
    case 'choice':
      return scale.options.some((option) => option.key === key);
    case 'checklist':
      return scale.items.some((item) => item.key === key);
    case 'number':
    case 'ranges':
    case 'count': {
      const value = Number(key);
      return String(value) === key && read(criterion, { ...UNANSWERED, value }).state === 'answered';
    }
    case 'date':
    case 'text':
      return false;
  }
}

const weightOf = ({ scale, weight }: Criterion): number => (isRated(scale) ? weight : 0);

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(ids.filter((id) => seen.has(id) || !seen.add(id)))];
}
