// The score of a base-score scorecard (扣分制): counting begins at the base points. A deduct section loses
// min(its points, Σ over its items of min(cap, points × times)); bonus adds min(bonus cap, Σ over the bonus items of
// min(cap, points × times)), and never lifts the whole above the base. One failed veto (一票否决) makes the final score 0; the
// score before it stays beside it. Source: domain/CHANGES.md 4 and scoring_rules_in_full of domain/scorecards.json.
import { z } from 'zod';
import { fraction } from '../statistics/fraction.ts';
import { type Answers, answerOf } from './answers.ts';
import { Situation } from './conditions.ts';
import type { BaseScorecard } from './definition.ts';
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
import { pointsOf } from './worth.ts';

/** What formula base-1 tells. Points are whole; scores in basis points of the base. */
export const ScoreBase1 = z
  .object({
    formula: z.literal('base-1').describe('The published formula'),
    situation: Situation.describe('What conditions knew about the interaction'),
    score_bp: Bp.describe('Before any veto'),
    final_bp: Bp.describe('0 with a failed veto, or with a critical error where the policy is zero'),
    base_points: Count,
    lost: Count,
    bonus: Count.describe('No more than the bonus cap'),
    points: Count.describe('The base less what was lost and with the bonus, the base at most'),
    sections: z.array(
      z.object({
        id: z.string(),
        score_bp: Bp.nullable().describe('What a deduct section has left of its points; null for bonus and vetoes'),
        final_bp: Bp.nullable().describe('The same: sections are not vetoed'),
        lost: Count,
        gained: Count,
        below_threshold: z.boolean(),
        proposes: z.boolean().describe('Below the threshold, and enough of it was rated'),
      }),
    ),
    criteria: z.array(
      z.object({
        id: z.string(),
        state: CriterionState,
        value_bp: Bp.nullable().describe('What a deduction left of its cap, whether a veto was met; null for bonus'),
        weight: Count.describe('The most a deduction can cost; 0 for anything else'),
        lost: Count,
        gained: Count,
      }),
    ),
    vetoes: z.array(z.string()).describe('Criteria of veto sections that failed'),
    ...reported,
  })
  .meta({ id: 'ScoreBase1' });
export type ScoreBase1 = z.infer<typeof ScoreBase1>;

type CriterionPart = ScoreBase1['criteria'][number];

export function baseScore(scorecard: BaseScorecard, answers: Answers, situation: Situation): ScoreBase1 {
  const { base_points, bonus_cap } = scorecard;
  const sections = standingsIn(scorecard, answers, situation);
  const parts = sections.map(({ section, standings }) => standings.map((one) => partOf(section.kind, one, answers)));
  const summed = sections.map((one, i) => sectionOf(one, parts[i]!, scorecard));
  const lost = sumOf(summed, 'lost');
  const bonus = Math.min(bonus_cap, sumOf(summed, 'gained'));
  const points = Math.max(0, Math.min(base_points, base_points - lost + bonus));
  const score_bp = basisPoints(fraction(points, base_points));
  const vetoes = sections
    .filter(({ section }) => section.kind === 'veto')
    .flatMap(({ standings }) => standings.filter(({ share }) => share?.top === 0n))
    .map(({ criterion }) => criterion.id);
  const tell = tellOf(sections.flatMap(({ standings }) => standings));
  const zeroed = vetoes.length > 0 || (tell.defective && scorecard.critical_policy === 'zero');
  return {
    formula: 'base-1',
    situation,
    score_bp,
    final_bp: zeroed ? 0 : score_bp,
    base_points,
    lost,
    bonus,
    points,
    sections: summed,
    criteria: parts.flat(),
    vetoes,
    ...tell,
  };
}

function partOf(
  kind: BaseScorecard['sections'][number]['kind'] | 'weighted',
  { criterion, state, share }: Standing,
  answers: Answers,
): CriterionPart {
  const { id, scale } = criterion;
  const counts = scale.type === 'count';
  const times = counts && state === 'answered' ? Number(answerOf(answers, id)!.value) : 0;
  const points = counts ? pointsOf(scale, times) : 0;
  return {
    id,
    state,
    value_bp: share === null || kind === 'bonus' ? null : basisPoints(share),
    weight: counts && kind === 'deduct' ? scale.cap : 0,
    lost: kind === 'deduct' ? points : 0,
    gained: kind === 'bonus' ? points : 0,
  };
}

function sectionOf(
  { section }: SectionStanding,
  parts: readonly CriterionPart[],
  { section_threshold: threshold, bonus_cap }: BaseScorecard,
): ScoreBase1['sections'][number] {
  const gained = Math.min(bonus_cap, sumOf(parts, 'gained'));
  const none = {
    id: section.id,
    score_bp: null,
    final_bp: null,
    lost: 0,
    gained,
    below_threshold: false,
    proposes: false,
  };
  if (section.kind !== 'deduct') return none;
  const lost = Math.min(section.points, sumOf(parts, 'lost'));
  const score_bp = basisPoints(fraction(section.points - lost, section.points));
  const rated = parts.reduce((sum, { state, weight }) => sum + (state === 'answered' ? weight : 0), 0);
  const below_threshold = score_bp < threshold.value_bp;
  return {
    ...none,
    score_bp,
    final_bp: score_bp,
    lost,
    below_threshold,
    proposes: below_threshold && Math.min(rated, section.points) >= threshold.min_weight,
  };
}

const sumOf = <What extends string>(parts: readonly Record<What, number>[], what: What): number =>
  parts.reduce((sum, part) => sum + part[what], 0);
