// The coaching an evaluation leads to. A critical error is a fact and creates a task; a section below the scorecard's
// threshold, of which enough was rated, is a hint from one interaction and only proposes one, which a coach accepts or dismisses. Each cause brings
// its moments; while a task is open, the same cause for the same agent on the same scorecard adds to that task.
import { type Answers, answerOf, UNANSWERED } from '../scorecard/answers.ts';
import { type Competency, type CriticalClass, criteriaOf, type Scorecard } from '../scorecard/definition.ts';
import { type CriterionScore, proposes, type Score } from '../scorecard/score.ts';

export const CAUSE_KINDS = ['critical', 'section'] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

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
  competency: Competency;
  /** The criterion it is about: the critical one, or the weakest of the section. */
  criterion: string;
  moments: Moment[];
} & (
  | { kind: 'critical'; certainty: 'stated'; class: CriticalClass }
  | { kind: 'section'; certainty: 'proposed'; section: string; score_bp: number; threshold_bp: number }
);

/** What a cause is known by on its scorecard: one of the two is named, by the kind. */
export type CauseSubject = { kind: CauseKind; criterion: string | null; section: string | null };

export const subjectOfCause = (cause: Cause): CauseSubject =>
  cause.kind === 'critical'
    ? { kind: cause.kind, criterion: cause.criterion, section: null }
    : { kind: cause.kind, criterion: null, section: cause.section };

/** Critical errors first, then sections, each in scorecard order. */
export function causesOf(scorecard: Scorecard, answers: Answers, score: Score): Cause[] {
  const criteria = new Map(criteriaOf(scorecard).map((criterion) => [criterion.id, criterion]));
  const scores = new Map(score.criteria.map((criterion) => [criterion.id, criterion]));

  const critical = score.critical_errors.map(
    (error): Cause => ({
      kind: 'critical',
      certainty: 'stated',
      class: error.class,
      criterion: error.criterion,
      competency: criteria.get(error.criterion)!.competency,
      moments: momentsOf(error.criterion, answers),
    }),
  );
  const sections = scorecard.sections.flatMap((section, i): Cause[] => {
    const part = score.sections[i]!;
    const score_bp = 'final_bp' in part ? part.final_bp : part.score_bp;
    if (!proposes(part)) return [];
    const short = section.criteria
      .map(({ id }) => scores.get(id)!)
      .filter(({ value_bp, weight }) => value_bp !== null && value_bp < 10_000 && weight > 0);
    const weakest = weakestOf(short);
    if (!weakest) return [];
    return [
      {
        kind: 'section',
        certainty: 'proposed',
        section: section.id,
        score_bp: score_bp!,
        threshold_bp: scorecard.section_threshold.value_bp,
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
  // A stretch that was given backwards is the same stretch.
  return evidence.map(({ start_ms, end_ms, ...moment }) => ({
    criterion,
    ...moment,
    start_ms: Math.min(start_ms, end_ms),
    end_ms: Math.max(start_ms, end_ms),
    comment,
  }));
}
