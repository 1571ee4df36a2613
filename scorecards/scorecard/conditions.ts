// Conditional criteria, asked only after certain answers ("was the customer transferred?" before "was the transfer
// explained?"). Conditions refer only to earlier criteria, so one pass decides the whole scorecard. An answer left on a
// criterion that has since been hidden counts for nothing, not even for a condition.
import { type Answers, answerOf } from './answers.ts';
import { type Condition, criteriaOf, type Scorecard } from './definition.ts';

/** Ids of the criteria that are asked, given the answers so far. */
export function askedIn(scorecard: Scorecard, answers: Answers): Set<string> {
  const asked = new Set<string>();
  for (const criterion of criteriaOf(scorecard)) {
    if (criterion.shown_when === null || holds(criterion.shown_when, answers, asked)) asked.add(criterion.id);
  }
  return asked;
}

/** Whether the condition holds. A criterion not in `asked` has no answer, so `is` is false about it. */
export function holds(condition: Condition, answers: Answers, asked: ReadonlySet<string>): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, answers, asked));
  if ('any' in condition) return condition.any.some((part) => holds(part, answers, asked));
  if ('not' in condition) return !holds(condition.not, answers, asked);
  if (!asked.has(condition.criterion)) return false;
  const value = answerOf(answers, condition.criterion)?.value ?? null;
  if (value === null) return false;
  const given = Array.isArray(value) ? value : [String(value)];
  return given.some((key) => condition.is.includes(key));
}

/** The criteria a condition depends on, each as often as it is named. */
export function namedIn(condition: Condition): { criterion: string; is: string[] }[] {
  if ('all' in condition) return condition.all.flatMap(namedIn);
  if ('any' in condition) return condition.any.flatMap(namedIn);
  if ('not' in condition) return namedIn(condition.not);
  return [condition];
}
