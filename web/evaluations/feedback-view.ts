// What feedback says first: what went well, one thing to change, and how the score is made up. One message at a time,
// strengths first. A critical error is always the message; otherwise the criterion that would have raised the score
// most.
import { type Answer, type Answers, answerOf, type Evidence, UNANSWERED } from '../../scorecards/scorecard/answers.ts';
import {
  type Criterion,
  type CriticalClass,
  NOT_APPLICABLE,
  type Scorecard,
  type Section,
} from '../../scorecards/scorecard/definition.ts';
import { explain } from '../../scorecards/scorecard/explain.ts';
import { type CriticalError, type Score, situationOf } from '../../scorecards/scorecard/score.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import { answerText as answerTextOf } from '../../scorecards/scorecard/worded.ts';

/** A criterion as it was answered. Worth and shares in basis points. */
export type Item = {
  criterion: Criterion;
  section: Section;
  answer: Answer;
  state: Score['criteria'][number]['state'];
  value_bp: number | null;
  critical: CriticalClass | null;
  /** Its part of the total's weight; null when it does not count. */
  share_bp: number | null;
  /** The score, before any critical policy, if it were fully met; null when that would change nothing. */
  if_full_bp: number | null;
  /** The same after policy. */
  if_full_final_bp: number | null;
};

export type Message = {
  /** At most two; those the reviewer said something about come first. */
  strengths: Item[];
  change: Item | null;
  /** Further critical errors: never left for the folded scorecard. */
  critical: Item[];
  /** How many other criteria were not fully met. */
  others: number;
};

const STRENGTHS = 2;

/** Every criterion of the scorecard in its order, with what was answered and what it is worth. */
export function itemsOf(scorecard: Scorecard, answers: Answers, score: Score): Item[] {
  const explained = new Map(explain(scorecard, answers, situationOf(score)).map((one) => [one.criterion, one]));
  const scored = new Map(score.criteria.map((one) => [one.id, one]));
  const errors = new Map(score.critical_errors.map((error: CriticalError) => [error.criterion, error.class]));
  return scorecard.sections.flatMap((section) =>
    (section.criteria as Criterion[]).map((criterion): Item => {
      const { weight_share_bp = null, if_full_bp = null, if_full_final_bp = null } = explained.get(criterion.id) ?? {};
      const { state = 'unanswered', value_bp = null } = scored.get(criterion.id) ?? {};
      const short = state === 'answered' && value_bp !== null && value_bp < 10_000;
      const differs = short && if_full_bp !== score.score_bp;
      return {
        criterion,
        section,
        answer: answerOf(answers, criterion.id) ?? UNANSWERED,
        state,
        value_bp,
        critical: errors.get(criterion.id) ?? null,
        share_bp: weight_share_bp,
        if_full_bp: differs ? if_full_bp : null,
        if_full_final_bp: differs ? if_full_final_bp : null,
      };
    }),
  );
}

/** What to say, and in which order. */
export function messageOf(items: readonly Item[], score: Pick<Score, 'score_bp'>): Message {
  const met = items.filter((item) => item.state === 'answered' && item.value_bp === 10_000);
  const short = items.filter((item) => item.value_bp !== null && item.value_bp < 10_000);
  const errors = short.filter((item) => item.critical !== null);
  const gain = (item: Item) => (item.if_full_bp ?? score.score_bp ?? 0) - (score.score_bp ?? 0);
  const change = errors[0] ?? best(short, (item) => gain(item) * 10 + (hasWords(item) ? 1 : 0));
  const critical = errors.filter((item) => item !== change);
  const said = met.filter(hasWords);
  // A gate that was passed is no strength of its own; it is one where the reviewer took the trouble to say so.
  const silent = met.filter((item) => !hasWords(item) && item.criterion.weight > 0);
  const strengths = [...byWeight(said), ...byWeight(silent)].slice(0, STRENGTHS);
  return { strengths, change, critical, others: short.length - critical.length - (change ? 1 : 0) };
}

/** What was answered, in words of the scorecard; null where it has none. */
export const answerText = ({ criterion, answer }: Pick<Item, 'criterion' | 'answer'>): Text | null =>
  answer.value === NOT_APPLICABLE ? null : answerTextOf(criterion, answer.value);

/** The moments of a criterion, in the order of the call. */
export const momentsOf = (item: Item): Evidence[] => item.answer.evidence.toSorted((a, b) => a.start_ms - b.start_ms);

const hasWords = (item: Item): boolean => item.answer.comment.trim() !== '' || item.answer.evidence.length > 0;

const byWeight = (items: readonly Item[]): Item[] => items.toSorted((a, b) => b.criterion.weight - a.criterion.weight);

function best<T>(items: readonly T[], of: (item: T) => number): T | null {
  let found: T | null = null;
  for (const item of items) if (found === null || of(item) > of(found)) found = item;
  return found;
}
