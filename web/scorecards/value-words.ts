// The settings of a scorecard in words, each as it is in one version.
import type { ValueChange, Values } from '../../scorecards/scorecard/change.ts';
import type { Criterion, Requirement, Scorecard, Section } from '../../scorecards/scorecard/definition.ts';
import { answerText } from '../../scorecards/scorecard/worded.ts';
import type { CompetencyNames } from '../competencies/data.ts';
import { languageName, number, percent } from '../ui/format.ts';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { answerName, conditionWords } from './condition-words.ts';
import { listed, scaleWords } from './scale-words.ts';
import { channelName } from './view.ts';

/** A version, with its criteria and sections at hand. */
export type Version = {
  card: Scorecard;
  criterion: (id: string) => Criterion | undefined;
  section: (id: string) => Section | undefined;
  competency: CompetencyNames['competency'];
};

/** `of`: the criterion whose setting it is. */
type Say<T> = (value: T, version: Version, of: Criterion | undefined) => string;

const requirement: Say<Requirement> = (rule, _, of) =>
  typeof rule === 'object'
    ? t('comparison.rule.with', { answers: listed(rule.required_with.map((key) => answerName(of, key))) })
    : t(`comparison.rule.${rule}`);

const SAY: { [F in keyof Values]: Say<Values[F]> } = {
  id: (id) => id,
  leading: languageName,
  channel: channelName,
  method: (method) => t(`comparison.method.${method}`),
  critical_policy: (policy) => t(`scorecards.policy.${policy}`),
  not_applicable_policy: (policy) => t(`scorecards.policy.${policy}`),
  base_points: (points) => number(points),
  bonus_cap: (points) => number(points),
  threshold_bp: (bp) => percent(bp),
  threshold_weight: (points) =>
    points === 0 ? t('comparison.noMinimum') : t('comparison.ratedPoints', { points: number(points) }),
  kind: (kind) => t(`comparison.kind.${kind}`),
  section_weight: (weight) => number(weight),
  section_points: (points) => number(points),
  weight: (weight) => number(weight),
  bonus: (bonus) => t(bonus ? 'comparison.yes' : 'comparison.no'),
  scale: scaleWords,
  worst: (value) => number(value),
  best: (value) => number(value),
  least: (value) => number(value),
  points: (points) => number(points),
  cap: (points) => number(points),
  worth_bp: (bp) => percent(bp),
  fails: (what) => t(`comparison.fails.${what}`),
  up_to: (value) => number(value),
  not_applicable: (rule) => t(`comparison.applies.${rule}`),
  critical: (whom) => t(`common.critical.${whom}`),
  competency: (key, version) => version.competency(key),
  comment: requirement,
  evidence_rule: requirement,
  cause: (rule) => t(`comparison.cause.${rule}`),
  starts_as: (value, _, of) => {
    const text = of && answerText(of, value);
    return text ? saidMarked(text) : String(value);
  },
  shown_when: (condition, { criterion }) => conditionWords(condition, criterion),
};

/** What it means that there is none, where there is more to say than that. */
const NONE: Partial<Record<keyof Values, () => string>> = {
  section_weight: () => t('comparison.weightAsCriteria'),
  fails: () => t('comparison.failsNothing'),
  critical: () => t('comparison.notCritical'),
  shown_when: () => t('comparison.condition.always'),
};

/** The value before or after a change; null where there is none and that says all. */
export function valueWords(
  change: ValueChange & { criterion: string | null },
  which: 'before' | 'after',
  version: Version,
): string | null {
  const value = change[which];
  if (value === null) return NONE[change.field]?.() ?? null;
  const of = change.criterion === null ? undefined : version.criterion(change.criterion);
  return (SAY[change.field] as Say<typeof value>)(value, version, of);
}

/** A setting in words. @param criterion the id of the one whose setting it is */
export function sayValue(field: keyof Values, value: unknown, version: Version, criterion: string | null): string {
  if (value === null) return NONE[field]?.() ?? '–';
  return (SAY[field] as Say<unknown>)(value, version, criterion === null ? undefined : version.criterion(criterion));
}
