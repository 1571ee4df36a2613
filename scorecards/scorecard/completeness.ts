// What is missing before a review can be submitted, and which answers do not fit the scorecard. Both are lists, because
// the workspace shows them all at once; drafts may be incomplete but never hold an answer the scorecard does not know.
import { type Answer, type Answers, answerOf, type GivenCause, UNANSWERED } from './answers.ts';
import { askedIn, NOWHERE, type Situation } from './conditions.ts';
import { type Criterion, criteriaOf, type Requirement, type Scorecard } from './definition.ts';
import { wantsAnswer } from './standing.ts';
import { type Reading, read } from './worth.ts';

/** `problem` is a code of problem.ts with a sentence of its own. */
export type AnswerProblem = {
  criterion: string;
  problem: 'unknown-criterion' | 'value-not-on-scale' | 'may-not-be-not-applicable' | 'cause-not-offered';
};

/**
 * Answers that do not fit the scorecard, in scorecard order, unknown criteria last. Hidden criteria are looked at too.
 */
export function answerProblems(scorecard: Scorecard, answers: Answers): AnswerProblem[] {
  const criteria = criteriaOf(scorecard);
  const known = new Set(criteria.map(({ id }) => id));
  const misfits = criteria.flatMap((criterion): AnswerProblem[] => {
    const reading = read(criterion, answerOf(answers, criterion.id));
    if (reading.state === 'invalid') return [{ criterion: criterion.id, problem: reading.problem }];
    const cause = answerOf(answers, criterion.id)?.cause;
    return cause && !offers(scorecard, cause) ? [{ criterion: criterion.id, problem: 'cause-not-offered' }] : [];
  });
  const strangers = Object.keys(answers)
    .filter((id) => !known.has(id))
    .sort()
    .map((criterion): AnswerProblem => ({ criterion, problem: 'unknown-criterion' }));
  return [...misfits, ...strangers];
}

/** Whether the scorecard has this root cause. */
const offers = ({ root_causes }: Scorecard, { first, second }: GivenCause): boolean =>
  root_causes.some(({ key, causes }) => key === first && (second === null || causes.some((one) => one.key === second)));

export type Missing = { criterion: string; missing: 'answer' | 'comment' | 'evidence' | 'cause' };

/** What still hinders submitting, in scorecard order; empty when nothing does. */
export function missing(scorecard: Scorecard, answers: Answers, situation: Situation = NOWHERE): Missing[] {
  const asked = askedIn(scorecard, answers, situation);
  return criteriaOf(scorecard).flatMap((criterion): Missing[] => {
    if (!asked.has(criterion.id)) return [];
    const reading = read(criterion, answerOf(answers, criterion.id));
    const open = reading.state === 'unanswered' || reading.state === 'invalid';
    if (open) return wantsAnswer(criterion) ? [{ criterion: criterion.id, missing: 'answer' }] : [];
    return [...lacking(criterion, answerOf(answers, criterion.id) ?? UNANSWERED, reading)].map((missing) => ({
      criterion: criterion.id,
      missing,
    }));
  });
}

function* lacking(criterion: Criterion, answer: Answer, reading: Reading): Generator<Missing['missing']> {
  // A criterion of words is its own comment.
  const ownComment = criterion.scale.type === 'text';
  const reasoned = reading.state === 'not-applicable' && criterion.not_applicable === 'with-reason';
  if (!ownComment && answer.comment.trim() === '' && (reasoned || wants(criterion.comment, answer, reading))) {
    yield 'comment';
  }
  if (answer.evidence.length === 0 && wants(criterion.evidence, answer, reading)) yield 'evidence';
  if (criterion.cause === 'required' && !answer.cause && fallsShort(reading)) yield 'cause';
}

/** Whether a comment or evidence is asked for with this answer. */
function wants(rule: Requirement, answer: Answer, reading: Reading): boolean {
  if (typeof rule === 'object') {
    const given = Array.isArray(answer.value) ? answer.value : [String(answer.value)];
    return given.some((key) => rule.required_with.includes(key));
  }
  switch (rule) {
    case 'optional':
      return false;
    case 'required':
      return true;
    case 'required-below-full':
      return fallsShort(reading);
  }
}

/** Whether the answer is worth less than it could be; a count falls short whenever it is not 0 (CHANGES.md, `comment`). */
export const fallsShort = (reading: Reading): boolean =>
  reading.state === 'answered' && reading.share !== null && reading.share.top < reading.share.over;

/** The answers to what is asked: what remains of a draft when it is submitted. */
export function askedAnswers(scorecard: Scorecard, answers: Answers, situation: Situation = NOWHERE): Answers {
  const asked = askedIn(scorecard, answers, situation);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)));
}

/** What a review starts with: the answers a scorecard gives beforehand. */
export function startingAnswers(scorecard: Scorecard): Answers {
  const given = criteriaOf(scorecard).filter(({ starts_as }) => starts_as !== null);
  return Object.fromEntries(given.map(({ id, starts_as }) => [id, { ...UNANSWERED, value: starts_as }]));
}
