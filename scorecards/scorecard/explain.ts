// Why a score is what it is: how much each criterion weighs as things stand, and what each other answer would have given,
// before and after policy. An answer that hides or opens other criteria is told with them: what it hides counts no longer,
// and what it opens has no answer yet.
import { dividedBy, fraction, ZERO } from '../statistics/fraction.ts';
import { type Answer, type Answers, answerOf, UNANSWERED } from './answers.ts';
import { NOWHERE, type Situation } from './conditions.ts';
import { type Criterion, criteriaOf, NOT_APPLICABLE, type Scorecard, type Section } from './definition.ts';
import { score } from './score.ts';
import { basisPoints, standingsIn } from './standing.ts';
import { weightShares } from './weighted.ts';
import { fullAnswer } from './worth.ts';

type Value = NonNullable<Answer['value']>;

/** What a criterion's explanation says. Shares and scores in basis points. */
export type Explanation = {
  criterion: string;
  /** Its part of the total's weight as things stand; null when it does not count (not answered, not asked, words). */
  weight_share_bp: number | null;
  /** The score, before any policy, if this criterion were fully met; null when it is not asked or is worth nothing. */
  if_full_bp: number | null;
  /** The same after policy. */
  if_full_final_bp: number | null;
};

/** What another answer to one criterion would have given. */
export type Otherwise = {
  value: Value;
  score_bp: number | null;
  final_bp: number | null;
  /** Criteria that would no longer be asked, and those that would be and have no answer. */
  hides: string[];
  opens: string[];
};

/** For each criterion, in scorecard order: how much it weighs in the total, and the score if it were fully met. */
export function explain(scorecard: Scorecard, answers: Answers, situation: Situation = NOWHERE): Explanation[] {
  const shares = scorecard.method === 'weighted' ? weightShares(scorecard, answers, situation) : null;
  return standingsIn(scorecard, answers, situation).flatMap(({ section, standings }) =>
    standings.map(({ criterion, state, share }) => {
      const best = state === 'hidden' ? null : bestAnswer(section, criterion);
      const better = best === null ? null : score(scorecard, withAnswer(answers, criterion.id, best), situation);
      const ofBase = scorecard.method === 'base' ? costShare(scorecard.base_points, section, criterion) : ZERO;
      return {
        criterion: criterion.id,
        weight_share_bp: share && basisPoints(shares?.get(criterion.id) ?? ofBase),
        if_full_bp: better?.score_bp ?? null,
        if_full_final_bp: better?.final_bp ?? null,
      };
    }),
  );
}

/** What each answer to a criterion would give, in the scale's order, the one given among them; empty when it is not asked. */
export function otherwise(
  scorecard: Scorecard,
  answers: Answers,
  id: string,
  situation: Situation = NOWHERE,
): Otherwise[] {
  const asked = (given: Answers): Set<string> =>
    new Set(
      standingsIn(scorecard, given, situation)
        .flatMap(({ standings }) => standings)
        .flatMap(({ criterion, state }) => (state === 'hidden' ? [] : [criterion.id])),
    );
  const now = asked(answers);
  const criterion = criteriaOf(scorecard).find((one) => one.id === id);
  if (!criterion || !now.has(id)) return [];
  const given = answerOf(answers, id)?.value ?? null;
  return valuesOf(criterion, given).map((value) => {
    const then = withAnswer(answers, id, value);
    const after = asked(then);
    const { score_bp, final_bp } = score(scorecard, then, situation);
    return { value, score_bp, final_bp, hides: without(now, after), opens: without(after, now) };
  });
}

const without = (some: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...some].filter((id) => !others.has(id));

const withAnswer = (answers: Answers, id: string, value: Value): Answers => ({
  ...answers,
  [id]: { ...UNANSWERED, value },
});

/** The answer that serves the score best: of bonus, as often as it pays. */
function bestAnswer(section: Section, { scale }: Criterion): Value | null {
  if (section.kind === 'bonus' && scale.type === 'count') return Math.ceil(scale.cap / scale.points);
  return fullAnswer(scale);
}

const costShare = (base: number, section: Section, { scale }: Criterion) =>
  section.kind === 'deduct' && scale.type === 'count'
    ? dividedBy(fraction(Math.min(scale.cap, section.points), 1), fraction(base, 1))
    : ZERO;

/** A count has no end; of its answers so many are listed. */
const LISTED_TIMES = 10;

function valuesOf({ scale, not_applicable }: Criterion, given: Answer['value']): Value[] {
  const apart = not_applicable === 'never' ? [] : [NOT_APPLICABLE];
  switch (scale.type) {
    case 'choice':
      return [...scale.options.map(({ key }) => key), ...apart];
    case 'checklist': {
      const ticked = new Set(Array.isArray(given) ? given : []);
      const turned = scale.items.map((turn) =>
        scale.items.map(({ key }) => key).filter((key) => (key === turn.key) !== ticked.has(key)),
      );
      return [...turned, ...apart];
    }
    case 'number':
      return [scale.worst, scale.best, ...apart];
    case 'ranges':
      return [...scale.ranges.map(({ up_to }) => up_to), ...apart];
    case 'count': {
      const most = Math.min(LISTED_TIMES, Math.ceil(scale.cap / scale.points));
      return [...Array.from({ length: most + 1 }, (_, times) => times), ...apart];
    }
    case 'date':
    case 'text':
      return [];
  }
}
