// The score of a weighted questionnaire: 100 × Σ weight·value ÷ Σ weight over the criteria that are asked and apply, never
// an average of section averages. Criteria that do not apply are excluded with their weight or, if the scorecard says so,
// their weight is shared within their section. A section with a weight of its own weighs that much, its criteria in
// proportion. Bonus adds to what was earned, up to 100, and to nothing else. Nothing is rounded on the way.
//
// Beside it stands the final score: a failed section earns nothing, a failed scorecard is 0, and so is one with a critical
// error if the scorecard's policy is zero.
import { z } from 'zod';
import { dividedBy, type Fraction, fraction, plus, times, ZERO } from '../statistics/fraction.ts';
import { type Answers, answerOf } from './answers.ts';
import { Situation } from './conditions.ts';
import { type Criterion, FAILS, isRated, type WeightedScorecard } from './definition.ts';
import {
  Bp,
  basisPoints,
  Count,
  CriterionState,
  reported,
  type SectionStanding,
  type Standing,
  standingsIn,
  tellOf,
} from './standing.ts';

/** What formula weighted-2 tells. Scores in basis points (10 000 = 100 %), rounded once, half away from zero. */
export const ScoreWeighted2 = z
  .object({
    formula: z.literal('weighted-2').describe('The published formula'),
    situation: Situation.describe('What conditions knew about the interaction'),
    score_bp: Bp.nullable().describe('Before any policy; null when nothing applied'),
    final_bp: Bp.nullable().describe('After failed sections, a failed scorecard and the critical policy'),
    applicable_weight_bp: Count.describe('Weight basis points'),
    earned: Count.describe('Sum of weight and worth with bonus, in weight basis points'),
    sections: z.array(
      z.object({
        id: z.string(),
        score_bp: Bp.nullable().describe('null when nothing in it applies or weighs'),
        final_bp: Bp.nullable().describe('0 when it failed'),
        applicable_weight_bp: Count.describe("Under 'stays-in-section' with the weight of what does not apply"),
        below_threshold: z.boolean(),
        proposes: z.boolean().describe('Below the threshold, and enough of it was rated'),
      }),
    ),
    criteria: z.array(
      z.object({
        id: z.string(),
        state: CriterionState,
        value_bp: Bp.nullable().describe('null unless answered on a scale that is worth something'),
        weight: Count.describe("The scorecard's own"),
      }),
    ),
    failed: z
      .array(z.object({ criterion: z.string(), fails: z.enum(FAILS) }))
      .describe('Answers that make their section or the scorecard fail'),
    ...reported,
  })
  .meta({ id: 'ScoreWeighted2' });
export type ScoreWeighted2 = z.infer<typeof ScoreWeighted2>;

/** `earned`: Σ weight × value; `extra`: the same of bonus; `rated`: own weight of what was rated. */
type Weighed = { weight: Fraction; earned: Fraction; extra: Fraction; rated: number };

export function weightedScore(scorecard: WeightedScorecard, answers: Answers, situation: Situation): ScoreWeighted2 {
  const sections = standingsIn(scorecard, answers, situation);
  const all = sections.flatMap(({ standings }) => standings);
  const weighed = sections.map((one) => weigh(one, scorecard.not_applicable));
  const failed = all.flatMap((one) => failOf(one, answers));
  const fails = sections.map(({ standings }) =>
    failed.some(
      ({ criterion, fails }) => fails === 'section' && standings.some((one) => one.criterion.id === criterion),
    ),
  );
  const tell = tellOf(all);
  const score_bp = scoreOf(weighed);
  const left = scoreOf(weighed.map((one, i) => (fails[i] ? { ...one, earned: ZERO, extra: ZERO } : one)));
  const zeroed =
    failed.some((one) => one.fails === 'scorecard') || (tell.defective && scorecard.critical_policy === 'zero');
  const sum = (of: (one: Weighed) => Fraction): Fraction => weighed.reduce((total, one) => plus(total, of(one)), ZERO);

  return {
    formula: 'weighted-2',
    situation,
    score_bp,
    final_bp: score_bp !== null && zeroed ? 0 : left,
    applicable_weight_bp: basisPoints(sum(({ weight }) => weight)),
    earned: basisPoints(sum(({ earned, extra }) => plus(earned, extra))),
    sections: sections.map(({ section }, i) => {
      const one = weighed[i]!;
      const score_bp = scoreOf([one]);
      const final_bp = score_bp !== null && fails[i] ? 0 : score_bp;
      const below_threshold = final_bp !== null && final_bp < scorecard.section_threshold.value_bp;
      return {
        id: section.id,
        score_bp,
        final_bp,
        applicable_weight_bp: basisPoints(one.weight),
        below_threshold,
        proposes: below_threshold && one.rated >= scorecard.section_threshold.min_weight,
      };
    }),
    criteria: all.map(({ criterion, state, share }) => ({
      id: criterion.id,
      state,
      value_bp: share && basisPoints(share),
      weight: criterion.weight,
    })),
    failed,
    ...tell,
  };
}

/** What each criterion is of the total's weight as things stand, by id; bonus is of none. */
export function weightShares(
  scorecard: WeightedScorecard,
  answers: Answers,
  situation: Situation,
): ReadonlyMap<string, Fraction> {
  const sections = standingsIn(scorecard, answers, situation);
  const weighed = sections.map((one) => weigh(one, scorecard.not_applicable));
  const total = weighed.reduce((sum, { weight }) => plus(sum, weight), ZERO);
  return new Map(
    sections.flatMap(({ standings }, i) => {
      const { rated, weight } = weighed[i]!;
      return standings.map(({ criterion, share }): [string, Fraction] => {
        if (share === null || criterion.bonus || rated === 0) return [criterion.id, ZERO];
        return [criterion.id, dividedBy(times(fraction(criterion.weight, rated), weight), total)];
      });
    }),
  );
}

function weigh({ section, standings }: SectionStanding, policy: WeightedScorecard['not_applicable']): Weighed {
  let rated = 0;
  let set_aside = 0;
  let earned = ZERO;
  let extra = ZERO;
  for (const { criterion, state, share } of standings) {
    if (share) {
      const worth = times(fraction(criterion.weight, 1), share);
      if (criterion.bonus) extra = plus(extra, worth);
      else {
        rated += criterion.weight;
        earned = plus(earned, worth);
      }
    } else if (state === 'not-applicable') set_aside += ownWeight(criterion);
  }
  // What a point of its criteria weighs: as much as it says, unless the section has a weight of its own.
  const own = section.criteria.reduce((sum, one) => sum + ownWeight(one), 0);
  const point =
    section.kind === 'weighted' && section.weight !== null && own > 0 ? fraction(section.weight, own) : fraction(1, 1);
  // Nothing rated in the section: there is nobody to take the weight over, and it leaves the total.
  const stays = policy === 'stays-in-section' && rated > 0;
  const grown = stays ? times(point, fraction(rated + set_aside, rated)) : point;
  return {
    weight: times(grown, fraction(rated, 1)),
    earned: times(grown, earned),
    extra: times(point, extra),
    rated,
  };
}

const ownWeight = ({ scale, weight, bonus }: Criterion): number => (isRated(scale) && !bonus ? weight : 0);

function scoreOf(sections: readonly Weighed[]): number | null {
  const weight = sections.reduce((sum, one) => plus(sum, one.weight), ZERO);
  if (weight.top === 0n) return null;
  const earned = sections.reduce((sum, one) => plus(sum, plus(one.earned, one.extra)), ZERO);
  return Math.min(10_000, basisPoints(dividedBy(earned, weight)));
}

function failOf({ criterion, state }: Standing, answers: Answers): ScoreWeighted2['failed'] {
  if (state !== 'answered' || criterion.scale.type !== 'choice') return [];
  const { value } = answerOf(answers, criterion.id)!;
  const { fails } = criterion.scale.options.find(({ key }) => key === value)!;
  return fails ? [{ criterion: criterion.id, fails }] : [];
}
