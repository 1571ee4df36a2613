// Validates a scorecard. An error would leave reviewers stuck and prevents publishing; a warning may be intended. Every
// finding names its place by ids and has its sentence in problem.ts.

import type { Params, ProblemCode } from '../problems/problem.ts';
import { namedIn } from './conditions.ts';
import { type Criterion, criteriaOf, NOT_APPLICABLE, type Scorecard } from './definition.ts';
import { isReachable } from './reachable.ts';

export type FindingCode = Extract<ProblemCode, `scorecard-${string}`>;

/** `params` fill the sentence; `section` or `criterion` in them says where. */
export type Finding = { severity: 'error' | 'warning'; code: FindingCode; params: Params };

/** Everything that is wrong or doubtful with a scorecard, in scorecard order; errors and warnings mixed. */
export function check(scorecard: Scorecard): Finding[] {
  const findings: Finding[] = [];
  const criteria = criteriaOf(scorecard);
  const known = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  const before = new Set<string>();

  for (const id of repeated(scorecard.sections.map((section) => section.id))) {
    findings.push(error('scorecard-duplicate-section', { section: id }));
  }
  for (const id of repeated(criteria.map((criterion) => criterion.id))) {
    findings.push(error('scorecard-duplicate-criterion', { criterion: id }));
  }
  for (const section of scorecard.sections) {
    const weighs = section.criteria.some((one) => weightOf(one) > 0);
    const gates = section.criteria.some((one) => one.critical !== null);
    if (!weighs && !gates) findings.push(warning('scorecard-section-without-weight', { section: section.id }));
    for (const criterion of section.criteria) {
      findings.push(...scaleFindings(criterion), ...conditionFindings(scorecard, criterion, known, before));
      before.add(criterion.id);
    }
  }
  if (criteria.every((criterion) => weightOf(criterion) === 0)) findings.push(error('scorecard-without-weight', {}));
  return findings;
}

function scaleFindings({ id, scale, critical, weight }: Criterion): Finding[] {
  const at = { criterion: id };
  switch (scale.type) {
    case 'choice': {
      const keys = scale.options.map((option) => option.key);
      const worths = scale.options.map((option) => option.value_bp);
      const zero = worths.includes(0);
      return [
        ...repeated(keys).map((option) => error('scorecard-duplicate-option', { ...at, option })),
        ...(keys.includes(NOT_APPLICABLE)
          ? [error('scorecard-reserved-option', { ...at, option: NOT_APPLICABLE })]
          : []),
        ...(critical && worths.every((worth) => worth === 0) ? [error('scorecard-always-critical', at)] : []),
        ...(!worths.includes(10_000) && !(critical && worths.every((worth) => worth === 0))
          ? [error('scorecard-no-full', at)]
          : []),
        ...(!zero && critical ? [error('scorecard-never-critical', at)] : []),
        ...(!zero && !critical ? [warning('scorecard-no-zero', at)] : []),
      ];
    }
    case 'checklist':
      return repeated(scale.items.map((item) => item.key)).map((option) =>
        error('scorecard-duplicate-option', { ...at, option }),
      );
    case 'number':
      return scale.worst === scale.best ? [error('scorecard-number-flat', at)] : [];
    case 'text':
      return [
        ...(weight > 0 ? [warning('scorecard-words-weight', at)] : []),
        ...(critical ? [error('scorecard-never-critical', at)] : []),
      ];
  }
}

function conditionFindings(
  scorecard: Scorecard,
  criterion: Criterion,
  known: ReadonlyMap<string, Criterion>,
  before: ReadonlySet<string>,
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
  return isReachable(scorecard, criterion, known) ? [] : [error('scorecard-unreachable', { criterion: criterion.id })];
}

function canBeAnswered({ scale, may_not_apply }: Criterion, key: string): boolean {
  if (key === NOT_APPLICABLE) return may_not_apply;
  switch (scale.type) {
    case 'choice':
      return scale.options.some((option) => option.key === key);
    case 'checklist':
      return scale.items.some((item) => item.key === key);
    case 'number': {
      const number = Number(key);
      return (
        String(number) === key &&
        number >= Math.min(scale.worst, scale.best) &&
        number <= Math.max(scale.worst, scale.best)
      );
    }
    case 'text':
      return false;
  }
}

const weightOf = ({ scale, weight }: Criterion): number => (scale.type === 'text' ? 0 : weight);

const repeated = (ids: string[]): string[] => [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))];

const error = (code: FindingCode, params: Params): Finding => ({ severity: 'error', code, params });
const warning = (code: FindingCode, params: Params): Finding => ({ severity: 'warning', code, params });
