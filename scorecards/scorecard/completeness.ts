// What is missing before a review can be submitted, and which answers do not fit the scorecard. Both are lists, because
// the workspace shows them all at once; drafts may be incomplete but never hold an answer the scorecard does not know.
import { type Answers, answerOf, UNANSWERED } from './answers.ts';
import { askedIn } from './conditions.ts';
import { type Criterion, criteriaOf, type Scorecard } from './definition.ts';
import { wantsAnswer } from './score.ts';
import { type Reading, read } from './worth.ts';

/** `problem` is a code of problem.ts with a sentence of its own. */
export type AnswerProblem = {
  criterion: string;
  problem: 'unknown-criterion' | 'value-not-on-scale' | 'may-not-be-not-applicable';
};

/**
 * Answers that do not fit the scorecard, in scorecard order, unknown criteria last. Hidden criteria are looked at too.
 */
export function answerProblems(scorecard: Scorecard, answers: Answers): AnswerProblem[] {
  const criteria = criteriaOf(scorecard);
  const known = new Set(criteria.map(({ id }) => id));
  const misfits = criteria.flatMap((criterion): AnswerProblem[] => {
    const reading = read(criterion, answerOf(answers, criterion.id));
    return reading.state === 'invalid' ? [{ criterion: criterion.id, problem: reading.problem }] : [];
  });
  const strangers = Object.keys(answers)
    .filter((id) => !known.has(id))
    .sort()
    .map((criterion): AnswerProblem => ({ criterion, problem: 'unknown-criterion' }));
  return [...misfits, ...strangers];
}

export type Missing = { criterion: string; missing: 'answer' | 'comment' };

/** What still hinders submitting, in scorecard order; empty when nothing does. */
export function missing(scorecard: Scorecard, answers: Answers): Missing[] {
  const asked = askedIn(scorecard, answers);
  return criteriaOf(scorecard).flatMap((criterion): Missing[] => {
    if (!asked.has(criterion.id)) return [];
    const reading = read(criterion, answerOf(answers, criterion.id));
    const open = reading.state === 'unanswered' || reading.state === 'invalid';
    if (open) return wantsAnswer(criterion) ? [{ criterion: criterion.id, missing: 'answer' }] : [];
    const { comment } = answerOf(answers, criterion.id) ?? UNANSWERED;
    return wantsComment(criterion, reading) && comment.trim() === ''
      ? [{ criterion: criterion.id, missing: 'comment' }]
      : [];
  });
}

/** A criterion of words is its own comment. */
function wantsComment(criterion: Criterion, reading: Reading): boolean {
  if (criterion.scale.type === 'text') return false;
  switch (criterion.comment) {
    case 'optional':
      return false;
    case 'required':
      return true;
    case 'required-below-full':
      return reading.state === 'answered' && reading.share !== null && reading.share.top < reading.share.over;
  }
}

/** The answers to what is asked: what remains of a draft when it is submitted. */
export function askedAnswers(scorecard: Scorecard, answers: Answers): Answers {
  const asked = askedIn(scorecard, answers);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)));
}
