// What a scorecard says of its sections: each one's share of the total when every criterion applies, and how it counts.
import { type Criterion, isRated, type Scorecard, type Section } from '../../scorecards/scorecard/definition.ts';
import { t } from '../words/words.ts';

export const channelName = (channel: Scorecard['channel']): string =>
  channel === 'any' ? t('scorecards.anyChannel') : t(`common.channel.${channel}`);

/** How a section of a base score counts; empty for a weighted one. */
export const kindWords = (section: Section, bonus_cap: number): string => {
  switch (section.kind) {
    case 'weighted':
      return t('scorecards.kind.weighted');
    case 'deduct':
      return t('scorecards.kind.deduct', { points: section.points });
    case 'bonus':
      return t('scorecards.kind.bonus', { points: bonus_cap });
    case 'veto':
      return t('scorecards.kind.veto');
  }
};

/** What a critical error in this section does to the score; empty where it holds none, or says so itself as a veto. */
export const policyWords = ({ kind, criteria }: Section, policy: Scorecard['critical_policy']): string =>
  kind !== 'veto' && (criteria as Criterion[]).some(({ critical }) => critical !== null)
    ? t(`scorecards.policy.${policy}`)
    : '';

export const bonusCapOf = (scorecard: Scorecard): number => (scorecard.method === 'base' ? scorecard.bonus_cap : 0);

/** Basis points of the total by section id; 0 for a section of gates, or a scorecard without weights. */
export function sharesOf(scorecard: Scorecard): { sections: Record<string, number> } {
  const weighed = (section: Section): number => {
    if (section.kind === 'deduct') return section.points;
    const own = (section.criteria as Criterion[]).reduce(
      (sum, one) => sum + (isRated(one.scale) && !one.bonus ? one.weight : 0),
      0,
    );
    return section.kind === 'weighted' && own > 0 ? (section.weight ?? own) : own;
  };
  const total = (scorecard.sections as Section[]).reduce((sum, section) => sum + weighed(section), 0);
  return {
    sections: Object.fromEntries(
      scorecard.sections.map((section) => [
        section.id,
        total === 0 ? 0 : Math.round((10_000 * weighed(section)) / total),
      ]),
    ),
  };
}

/** How an answer stands: decides its colour and mark. */
export type Verdict = 'good' | 'warn' | 'bad' | 'plain';

export function verdictOf(value_bp: number | null): Verdict {
  if (value_bp === null) return 'plain';
  if (value_bp >= 10_000) return 'good';
  return value_bp <= 0 ? 'bad' : 'warn';
}
