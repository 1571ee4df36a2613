// One-click answers to what check.ts finds: each gives a draft in which the finding is gone, and says by its name what was
// done. Where only a person can know what was meant, there is none.

import { ROOT_CAUSES } from './causes.ts';
import { namedIn } from './conditions.ts';
import {
  type Condition,
  type Criterion,
  criteriaOf,
  type Draft,
  isRated,
  type Requirement,
  type Scale,
  type Section,
} from './definition.ts';
import { weightTotal } from './doubtful.ts';
import { changed, freshKey, yesNo } from './edit.ts';
import type { Finding, FindingCode } from './finding.ts';

/** What a fix does, in words of its own. */
export const FIXES = [
  'rename',
  'remove',
  'remove-section',
  'remove-option',
  'allow-not-applicable',
  'best-full',
  'worst-none',
  'no-weight',
  'weights-to-100',
  'remove-condition',
  'move-behind',
  'make-optional',
  'no-start',
  'add-causes',
  'raise-cap',
  'sort-ranges',
  'base-from-sections',
  'class-customer',
  'never-fails',
  'yes-no',
] as const;
export type Fix = (typeof FIXES)[number];

type Step = { fix: Fix; apply: (draft: Draft, finding: Finding) => Draft };

/** What can be done about a finding, and the draft it gives; null when that is for a person to know. */
export function fixFor(draft: Draft, finding: Finding): { fix: Fix; draft: Draft } | null {
  const step = STEPS[finding.code];
  return step ? { fix: step.fix, draft: step.apply(draft, finding) } : null;
}

const criterionStep = (
  fix: Fix,
  change: (criterion: Criterion, params: Finding['params'], draft: Draft) => Partial<Criterion>,
): Step => ({
  fix,
  apply: (draft, { params }) =>
    changed(draft, (one) => (one.id === params.criterion ? { ...one, ...change(one, params, draft) } : one)),
});

const withoutOption = criterionStep('allow-not-applicable', ({ scale, not_applicable }, { option }) => ({
  scale: scale.type === 'choice' ? { ...scale, options: scale.options.filter(({ key }) => key !== option) } : scale,
  not_applicable: not_applicable === 'never' ? 'allowed' : not_applicable,
}));
const bestFull = criterionStep('best-full', ({ scale }) => ({ scale: withWorth(scale, Math.max, 10_000) }));
const worstNone = criterionStep('worst-none', ({ scale }) => ({ scale: withWorth(scale, Math.min, 0) }));
const noWeight = criterionStep('no-weight', () => ({ weight: 0 }));
const noCondition = criterionStep('remove-condition', () => ({ shown_when: null }));

const STEPS: Partial<Record<FindingCode, Step>> = {
  'scorecard-duplicate-section': { fix: 'rename', apply: renamedSections },
  'scorecard-duplicate-criterion': { fix: 'rename', apply: renamedCriteria },
  'scorecard-duplicate-cause': {
    fix: 'remove',
    apply: (draft) => ({ ...draft, root_causes: firstOfEach(draft.root_causes) }),
  },
  'scorecard-section-empty': {
    fix: 'remove-section',
    apply: (draft, { params }) =>
      ({ ...draft, sections: (draft.sections as Section[]).filter(({ id }) => id !== params.section) }) as Draft,
  },
  'scorecard-few-options': criterionStep('yes-no', () => ({ scale: yesNo() })),
  'scorecard-duplicate-option': criterionStep('remove-option', ({ scale }) => ({
    scale:
      scale.type === 'choice'
        ? { ...scale, options: firstOfEach(scale.options) }
        : scale.type === 'checklist'
          ? { ...scale, items: firstOfEach(scale.items) }
          : scale,
  })),
  'scorecard-reserved-option': withoutOption,
  'scorecard-na-option': withoutOption,
  'scorecard-na-fails': withoutOption,
  'scorecard-no-full': bestFull,
  'scorecard-always-critical': bestFull,
  'scorecard-no-zero': worstNone,
  'scorecard-full-fails': criterionStep('never-fails', ({ scale }, { option }) => ({
    scale:
      scale.type === 'choice'
        ? { ...scale, options: scale.options.map((one) => (one.key === option ? { ...one, fails: null } : one)) }
        : scale,
  })),
  'scorecard-words-weight': noWeight,
  'scorecard-weight-in-base': noWeight,
  'scorecard-condition-unknown': noCondition,
  'scorecard-condition-option': noCondition,
  'scorecard-condition-empty': noCondition,
  'scorecard-unreachable': noCondition,
  'scorecard-condition-later': { fix: 'move-behind', apply: movedBehind },
  'scorecard-rule-option': criterionStep('make-optional', ({ comment, evidence }, { option }) => ({
    comment: withoutAnswer(comment, String(option)),
    evidence: withoutAnswer(evidence, String(option)),
  })),
  'scorecard-rule-empty': criterionStep('make-optional', ({ comment, evidence }) => ({
    comment: withoutAnswer(comment, null),
    evidence: withoutAnswer(evidence, null),
  })),
  'scorecard-start-not-on-scale': criterionStep('no-start', () => ({ starts_as: null })),
  'scorecard-no-causes': { fix: 'add-causes', apply: (draft) => ({ ...draft, root_causes: [...ROOT_CAUSES] }) },
  'scorecard-count-cap': criterionStep('raise-cap', ({ scale }) => ({
    scale: scale.type === 'count' ? { ...scale, cap: scale.points } : scale,
  })),
  'scorecard-ranges-order': criterionStep('sort-ranges', ({ scale }) => ({ scale: sorted(scale) })),
  'scorecard-base-points': { fix: 'base-from-sections', apply: withBase },
  'scorecard-veto-without-class': criterionStep('class-customer', () => ({ critical: 'customer' })),
  'scorecard-weights-nearly': { fix: 'weights-to-100', apply: (draft) => weighing100(draft) },
};

const firstOfEach = <T extends { key: string }>(some: readonly T[]): T[] =>
  some.filter(({ key }, i) => some.findIndex((one) => one.key === key) === i);

/** The best or the worst of its answers made worth this much. */
function withWorth(scale: Scale, pick: typeof Math.max, value_bp: number): Scale {
  const set = <T extends { value_bp: number }>(some: readonly T[]): T[] => {
    const end = pick(...some.map((one) => one.value_bp));
    const first = some.findIndex((one) => one.value_bp === end);
    return some.map((one, i) => (i === first ? { ...one, value_bp } : one));
  };
  if (scale.type === 'choice') return { ...scale, options: set(scale.options) };
  return scale.type === 'ranges' ? { ...scale, ranges: set(scale.ranges) } : scale;
}

/** A rule that no longer names the answer; one that names none asks for nothing. */
function withoutAnswer(rule: Requirement, answer: string | null): Requirement {
  if (typeof rule !== 'object') return rule;
  const required_with = rule.required_with.filter((key) => key !== answer);
  return required_with.length === 0 ? 'optional' : { required_with };
}

/** In order, each upper end once, none below the least. */
function sorted(scale: Scale): Scale {
  if (scale.type !== 'ranges') return scale;
  const rising = scale.ranges.toSorted((a, b) => a.up_to - b.up_to).filter(({ up_to }) => up_to >= scale.least);
  const ranges = rising.filter(({ up_to }, i) => i === 0 || up_to !== rising[i - 1]!.up_to);
  return ranges.length === 0
    ? { ...scale, least: Math.min(...scale.ranges.map(({ up_to }) => up_to)) }
    : { ...scale, ranges };
}

function renamedSections(draft: Draft): Draft {
  const all = new Set((draft.sections as Section[]).map(({ id }) => id));
  const seen = new Set<string>();
  const sections = (draft.sections as Section[]).map((section) => {
    const id = seen.has(section.id) ? freshKey(section.id, all) : section.id;
    seen.add(id);
    all.add(id);
    return { ...section, id };
  });
  return { ...draft, sections } as Draft;
}

/** Of two criteria with one id, the later gets another; conditions go on naming the first. */
function renamedCriteria(draft: Draft): Draft {
  const all = new Set(criteriaOf(draft).map(({ id }) => id));
  const seen = new Set<string>();
  return changed(draft, (one) => {
    const id = seen.has(one.id) ? freshKey(one.id, all) : one.id;
    seen.add(id);
    all.add(id);
    return { ...one, id };
  });
}

/** Behind the last criterion its condition names, in that one's section. */
function movedBehind(draft: Draft, { params }: Finding): Draft {
  const sections = draft.sections as Section[];
  const found = criteriaOf(draft).find(({ id }) => id === params.criterion);
  if (!found?.shown_when) return draft;
  const moving = { ...found, shown_when: withoutItself(found.shown_when, found.id) };
  const named = new Set(moving.shown_when === null ? [] : namedIn(moving.shown_when).map((one) => one.criterion));
  const last = criteriaOf(draft).findLast(({ id }) => named.has(id));
  if (!last) return changed(draft, (one) => (one.id === moving.id ? moving : one));
  return {
    ...draft,
    sections: sections.map((section) => ({
      ...section,
      criteria: (section.criteria as Criterion[])
        .filter(({ id }) => id !== moving.id)
        .flatMap((one) => (one.id === last.id ? [one, moving] : [one])),
    })),
  } as Draft;
}

/** A criterion cannot depend on its own answer, wherever it stands. */
function withoutItself(condition: Condition, id: string): Condition | null {
  const some = (parts: Condition[]) => parts.flatMap((part) => withoutItself(part, id) ?? []);
  if ('criterion' in condition) return condition.criterion === id ? null : condition;
  if ('not' in condition) {
    const inner = withoutItself(condition.not, id);
    return inner && { not: inner };
  }
  if ('all' in condition) {
    const all = some(condition.all);
    return all.length > 0 ? { all } : null;
  }
  if ('any' in condition) {
    const any = some(condition.any);
    return any.length > 0 ? { any } : null;
  }
  return condition;
}

function withBase(draft: Draft): Draft {
  if (draft.method !== 'base') return draft;
  const points = draft.sections.reduce((sum, one) => sum + (one.kind === 'deduct' ? one.points : 0), 0);
  return { ...draft, base_points: Math.min(1000, Math.max(1, points)) };
}

/**
 * Weights in proportion that add up to 100: each rounded down, what is left given to those that lost most by it (largest
 * remainders), of equal ones to the first.
 */
export function weighing100(draft: Draft): Draft {
  const total = weightTotal(draft);
  if (total === 0) return draft;
  const weighing = criteriaOf(draft).filter(({ scale, bonus }) => isRated(scale) && !bonus);
  const parts = weighing.map(({ id, weight }, at) => ({
    id,
    at,
    whole: Math.floor((weight * 100) / total),
    rest: (weight * 100) % total,
  }));
  const left = 100 - parts.reduce((sum, { whole }) => sum + whole, 0);
  const raised = new Set(
    parts
      .toSorted((a, b) => b.rest - a.rest || a.at - b.at)
      .slice(0, left)
      .map(({ id }) => id),
  );
  const weights = new Map(parts.map(({ id, whole }) => [id, whole + (raised.has(id) ? 1 : 0)]));
  return changed(draft, (one) => ({ ...one, weight: weights.get(one.id) ?? one.weight }));
}
