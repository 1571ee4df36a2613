// The rules of a scorecard in sentences: what a criterion weighs and asks for, and how the score is made.
import type { Criterion, Scorecard, Section } from '../../scorecards/scorecard/definition.ts';
import { answerText } from '../../scorecards/scorecard/worded.ts';
import { number, percent } from '../ui/format.ts';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';

/** What a criterion weighs, or how it counts. */
export function weightWords({ weight, bonus }: Criterion, section: Section): string {
  if (section.kind !== 'weighted') return '';
  if (weight === 0) return t('scorecards.gate');
  const weighs = t('scorecards.weight', { n: number(weight) });
  return bonus ? `${t('scorecards.bonus')} · ${weighs}` : weighs;
}

/** What a criterion asks for beside the answer, and starts with. */
export function remarksOn(criterion: Criterion): string[] {
  const { comment, evidence, cause, starts_as } = criterion;
  const started = answerText(criterion, starts_as);
  return [
    typeof comment === 'object' ? t('scorecards.comment.some') : t(`scorecards.comment.${comment}`),
    evidence === 'optional' ? '' : t('scorecards.evidenceRequired'),
    cause === 'required' ? t('scorecards.causeRequired') : '',
    started ? t('scorecards.startsAs', { answer: saidMarked(started) }) : '',
  ].filter((remark) => remark !== '');
}

/** How the score is made, sentence by sentence. */
export function policyOf(scorecard: Scorecard): string[] {
  const { value_bp, min_weight } = scorecard.section_threshold;
  const made =
    scorecard.method === 'base'
      ? [
          t('scorecards.policy.base', { base: scorecard.base_points, cap: scorecard.bonus_cap }),
          t('scorecards.policy.veto'),
        ]
      : [t('scorecards.policy.formula'), t(`scorecards.policy.${scorecard.not_applicable}`)];
  return [
    ...made,
    t(`scorecards.policy.${scorecard.critical_policy}`),
    min_weight === 0
      ? t('scorecards.policy.threshold', { percent: percent(value_bp) })
      : t('scorecards.policy.thresholdRated', { percent: percent(value_bp), points: min_weight }),
  ];
}
