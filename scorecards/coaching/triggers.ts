// Coaching causes of an evaluation. A critical error is a fact and creates a task; a section below the scorecard's
// threshold is a hint from one interaction and only proposes one. Each cause has its evidence and a key: the same cause
// of the same agent extends an open task.
import { type Answers, answerOf, UNANSWERED } from '../scorecard/answers.ts';
import { type Competency, type CriticalClass, criteriaOf, type Scorecard } from '../scorecard/definition.ts';
import type { CriterionScore, Score } from '../scorecard/score.ts';

/** A moment a cause rests on; without times where the reviewer pinned none. Times in ms from the start. */
export type Moment = {
  criterion: string;
  turn: number | null;
  start_ms: number | null;
  end_ms: number | null;
  quote: string;
  comment: string;
};

export type Cause = {
  /** `critical:VG4`, `section:VG-C`. */
  key: string;
  competency: Competency;
  /** The criterion it is about: the critical one, or the weakest of the section. */
  criterion: string;
  moments: Moment[];
} & (
  | { kind: 'critical'; certainty: 'stated'; class: CriticalClass }
  | { kind: 'section'; certainty: 'proposed'; section: string; score_bp: number; threshold_bp: number }
);

/** Critical errors first, then sections, each in scorecard order. */
export function causesOf(scorecard: Scorecard, answers: Answers, score: Score): Cause[] {
  const criteria = new Map(criteriaOf(scorecard).map((criterion) => [criterion.id, criterion]));
  const scores = new Map(score.criteria.map((criterion) => [criterion.id, criterion]));

  const critical = score.critical_errors.map(
    (error): Cause => ({
      key: `critical:${error.criterion}`,
      kind: 'critical',
      certainty: 'stated',
      class: error.class,
      criterion: error.criterion,
      competency: criteria.get(error.criterion)!.competency,
      moments: momentsOf(error.criterion, answers),
    }),
  );
  const sections = scorecard.sections.flatMap((section, i): Cause[] => {
    const { below_threshold, score_bp } = score.sections[i]!;
    if (!below_threshold || score_bp === null) return [];
    const short = section.criteria
      .map(({ id }) => scores.get(id)!)
      .filter(({ value_bp, weight }) => value_bp !== null && value_bp < 10_000 && weight > 0);
    const weakest = weakestOf(short);
    if (!weakest) return [];
    return [
      {
        key: `section:${section.id}`,
        kind: 'section',
        certainty: 'proposed',
        section: section.id,
        score_bp,
        threshold_bp: scorecard.section_threshold_bp,
        criterion: weakest.id,
        competency: criteria.get(weakest.id)!.competency,
        moments: short.flatMap(({ id }) => momentsOf(id, answers)),
      },
    ];
  });
  return [...critical, ...sections];
}

/** Worth least; of those the one that weighs most; of those the first in the scorecard. */
function weakestOf(scores: CriterionScore[]): CriterionScore | null {
  return scores.reduce<CriterionScore | null>((weakest, one) => {
    if (weakest === null) return one;
    const difference = one.value_bp! - weakest.value_bp! || weakest.weight - one.weight;
    return difference < 0 ? one : weakest;
  }, null);
}

function momentsOf(criterion: string, answers: Answers): Moment[] {
  const { evidence, comment } = answerOf(answers, criterion) ?? UNANSWERED;
  if (evidence.length === 0) return [{ criterion, turn: null, start_ms: null, end_ms: null, quote: '', comment }];
  return evidence.map((moment) => ({ criterion, ...moment, comment }));
}
