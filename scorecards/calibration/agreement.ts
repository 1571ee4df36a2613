// Agreement between reviewers, criterion by criterion, over interactions several of them scored. Percent agreement is
// simple but flatters criteria almost everyone passes; Krippendorff's α corrects for chance. With too few interactions
// neither is reported.
import { type Answers, answerOf } from '../scorecard/answers.ts';
import { askedIn, type Situation } from '../scorecard/conditions.ts';
import { type Criterion, criteriaOf, type Scale, type Scorecard } from '../scorecard/definition.ts';
import { read } from '../scorecard/worth.ts';
import { krippendorffAlpha, type Level, pairable, percentAgreement, type Ratings } from '../statistics/agreement.ts';

/** One reviewer's answers to one interaction. */
export type Rated = { interaction: string; reviewer: string; answers: Answers; situation?: Situation };

export type Alpha =
  | { kind: 'alpha'; alpha: number }
  | { kind: 'too-few'; needed: number }
  /** Everyone always said the same thing: there is nothing to tell agreement from habit by. */
  | { kind: 'no-variation' };

export type CriterionAgreement = {
  criterion: string;
  level: Level;
  /** Interactions with at least two values. */
  units: number;
  /** Mean share of pairs of reviewers who agree; null without such an interaction. */
  percent_bp: number | null;
  alpha: Alpha;
};

/** With fewer common interactions α is hardly more than noise (formats.md's rule). */
export const MINIMUM_UNITS = 10;

/**
 * Agreement per criterion, in scorecard order; criteria of words are left out. Not applicable and hidden count as
 * missing.
 */
export function agreement(
  scorecard: Scorecard,
  rated: readonly Rated[],
  minimum: number = MINIMUM_UNITS,
): CriterionAgreement[] {
  const interactions = [...new Set(rated.map(({ interaction }) => interaction))];
  const reviewers = [...new Set(rated.map(({ reviewer }) => reviewer))];
  const sheets = new Map(
    rated.map((one) => [
      JSON.stringify([one.interaction, one.reviewer]),
      { ...one, asked: askedIn(scorecard, one.answers, one.situation) },
    ]),
  );
  return criteriaOf(scorecard).flatMap((criterion) => {
    const level = levelOf(criterion.scale);
    if (level === null) return [];
    const codes = new Map<string, number>();
    const ratings: Ratings = interactions.map((interaction) =>
      reviewers.map((reviewer) => {
        const sheet = sheets.get(JSON.stringify([interaction, reviewer]));
        return sheet?.asked.has(criterion.id) ? ratingOf(criterion, sheet.answers, level, codes) : null;
      }),
    );
    return [{ criterion: criterion.id, ...agreementOn(ratings, level, minimum) }];
  });
}

/** Agreement on one thing rated over and over: one row an interaction, one column a reviewer. */
export function agreementOn(ratings: Ratings, level: Level, minimum: number): Omit<CriterionAgreement, 'criterion'> {
  const units = pairable(ratings).length;
  const share = percentAgreement(ratings);
  const percent_bp = share === null ? null : Math.round(share * 10_000);
  if (units < minimum) return { level, units, percent_bp, alpha: { kind: 'too-few', needed: minimum } };
  const alpha = krippendorffAlpha(ratings, level);
  return { level, units, percent_bp, alpha: alpha === null ? { kind: 'no-variation' } : { kind: 'alpha', alpha } };
}

/**
 * Yes/no and mere choices are nominal; a choice of three or more whose options rise or fall in worth from first to last
 * is a scale, ordinal; numbers and counts are interval. Checklists agree when the same items are ticked. null for days and words.
 */
export function levelOf(scale: Scale): Level | null {
  switch (scale.type) {
    case 'choice': {
      const worths = scale.options.map((option) => option.value_bp);
      const rises = worths.every((worth, i) => i === 0 || worth > worths[i - 1]!);
      const falls = worths.every((worth, i) => i === 0 || worth < worths[i - 1]!);
      return worths.length >= 3 && (rises || falls) ? 'ordinal' : 'nominal';
    }
    case 'checklist':
      return 'nominal';
    case 'number':
    case 'ranges':
    case 'count':
      return 'interval';
    case 'date':
    case 'text':
      return null;
  }
}

function ratingOf(criterion: Criterion, answers: Answers, level: Level, codes: Map<string, number>): number | null {
  const answer = answerOf(answers, criterion.id);
  if (!answer || read(criterion, answer).state !== 'answered') return null;
  const { value } = answer;
  if (typeof value === 'number') return value;
  const { scale } = criterion;
  if (level === 'ordinal' && scale.type === 'choice') return scale.options.find(({ key }) => key === value)!.value_bp;
  const name = Array.isArray(value) ? JSON.stringify([...new Set(value)].sort()) : String(value);
  const code = codes.get(name) ?? codes.size;
  codes.set(name, code);
  return code;
}
