// A comparison row by row: each reviewer's answer in words, and whether they differ.
import type { Comparison, GivenAnswer } from '../../api/calibration/contract.ts';
import { type Criterion, NOT_APPLICABLE, type Scorecard } from '../../scorecards/scorecard/definition.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import { answerText } from '../../scorecards/scorecard/worded.ts';

export type AnswerWords =
  | { kind: 'text'; text: Text }
  | { kind: 'plain'; words: string }
  | { kind: 'na' }
  | { kind: 'none'; state: 'hidden' | 'unanswered' };

/** What was answered, as the scorecard words it. */
export function answerWords(criterion: Criterion, given: GivenAnswer): AnswerWords {
  if (given.state === 'hidden' || given.state === 'unanswered') return { kind: 'none', state: given.state };
  if (given.value === NOT_APPLICABLE) return { kind: 'na' };
  const text = answerText(criterion, given.value);
  return text ? { kind: 'text', text } : { kind: 'plain', words: String(given.value ?? '') };
}

/** Reviewers gave unlike answers; not applicable against a value counts, no answer at all does not. */
export function differ(answers: readonly GivenAnswer[]): boolean {
  const given = answers.filter((one) => one.state === 'answered' || one.state === 'not-applicable');
  return new Set(given.map((one) => JSON.stringify(one.value))).size > 1;
}

export type SectionRows = {
  section: Scorecard['sections'][number];
  rows: { criterion: Criterion; compared: Comparison['criteria'][number]; differs: boolean }[];
};

/** In scorecard order; with `differing` only rows where they differ, and no empty sections. */
export function rowsOf(scorecard: Scorecard, comparison: Comparison, differing: boolean): SectionRows[] {
  const compared = new Map(comparison.criteria.map((one) => [one.criterion, one]));
  return scorecard.sections
    .map((section) => ({
      section,
      rows: section.criteria.flatMap((criterion) => {
        const found = compared.get(criterion.id);
        if (!found) return [];
        const differs = differ(found.answers);
        return differing && !differs ? [] : [{ criterion, compared: found, differs }];
      }),
    }))
    .filter(({ rows }) => rows.length > 0);
}
