// What the workspace shows of a scorecard and its answers. Pure; every number comes from score().
import type { Answers } from '../../../scorecards/scorecard/answers.ts';
import {
  type Criterion,
  NOT_APPLICABLE,
  type Scorecard,
  type Section,
} from '../../../scorecards/scorecard/definition.ts';
import type { CriterionScore, Score, SectionScore } from '../../../scorecards/scorecard/score.ts';

export type CriterionView = { criterion: Criterion; score: CriterionScore };

export type SectionView = {
  section: Section;
  /** Only criteria that are asked. */
  criteria: CriterionView[];
  score_bp: number | null;
  below: boolean;
  /** Points so far and points there are, of the criteria that apply; null where the section weighs nothing. */
  points: { earned: number; of: number } | null;
  /** All that is asked has an answer. */
  complete: boolean;
  critical: number;
};

export function sectionsOf(scorecard: Scorecard, score: Score): SectionView[] {
  const criteria = new Map(score.criteria.map((one) => [one.id, one]));
  const sections = new Map<string, SectionScore>(score.sections.map((one) => [one.id, one]));
  const critical = new Set(score.critical_errors.map((one) => one.criterion));
  return scorecard.sections.flatMap((section) => {
    const views = section.criteria.flatMap((criterion): CriterionView[] => {
      const own = criteria.get(criterion.id);
      return own && own.state !== 'hidden' ? [{ criterion, score: own }] : [];
    });
    if (views.length === 0) return [];
    const applicable = views.filter((view) => view.score.state !== 'not-applicable');
    const own = sections.get(section.id);
    return [
      {
        section,
        criteria: views,
        score_bp: own?.score_bp ?? null,
        below: own?.below_threshold ?? false,
        points: pointsOf(section, applicable, own),
        complete: views.every((view) => view.score.state !== 'unanswered'),
        critical: views.filter((view) => critical.has(view.criterion.id)).length,
      },
    ];
  });
}

function pointsOf(section: Section, applicable: CriterionView[], own: SectionScore | undefined): SectionView['points'] {
  if (section.kind === 'deduct') {
    const lost = own && 'lost' in own ? own.lost : 0;
    return { earned: section.points - lost, of: section.points };
  }
  const of = applicable.reduce((sum, view) => sum + view.score.weight, 0);
  const earned = applicable.reduce((sum, view) => sum + (view.score.weight * (view.score.value_bp ?? 0)) / 10_000, 0);
  return of === 0 ? null : { earned, of };
}

/** In the order of the scorecard. */
export const criteriaShown = (sections: readonly SectionView[]): Criterion[] =>
  sections.flatMap((view) => view.criteria.map((one) => one.criterion));

/** The answer that a number key gives in a criterion; null where that key gives none. */
export function answerForKey(
  criterion: Criterion,
  digit: number,
  current: Answers[string]['value'],
): string | string[] | number | null {
  const { scale } = criterion;
  // How often something happened, as it is said.
  if (scale.type === 'count') return digit;
  if (digit === 0) return criterion.not_applicable === 'never' ? null : NOT_APPLICABLE;
  if (scale.type === 'choice') return scale.options[digit - 1]?.key ?? null;
  if (scale.type === 'checklist') {
    const item = scale.items[digit - 1]?.key;
    if (item === undefined) return null;
    const ticked = Array.isArray(current) ? current : [];
    const next = new Set(ticked);
    if (!next.delete(item)) next.add(item);
    // In the order of the scorecard, so that the same ticks are the same answer.
    return scale.items.map((one) => one.key).filter((key) => next.has(key));
  }
  return null;
}

/** The criterion before or after one, by what is asked; the ends stay where they are. */
export function neighbour(sections: readonly SectionView[], id: string | null, step: 1 | -1): string | null {
  const ids = criteriaShown(sections).map((criterion) => criterion.id);
  const at = id === null ? -1 : ids.indexOf(id);
  if (at === -1) return (step === 1 ? ids[0] : ids.at(-1)) ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null;
}
