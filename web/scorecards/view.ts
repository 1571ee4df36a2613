// Each section's share of the total when every criterion applies.
import { criteriaOf, type Scorecard } from '../../scorecards/scorecard/definition.ts';

/** Basis points of the total by section id; 0 for a section of gates, or a scorecard without weights. */
export function sharesOf(scorecard: Scorecard): { sections: Record<string, number> } {
  const weighed = (criteria: { weight: number; scale: { type: string } }[]) =>
    criteria.reduce((sum, one) => sum + (one.scale.type === 'text' ? 0 : one.weight), 0);
  const total = weighed(criteriaOf(scorecard));
  return {
    sections: Object.fromEntries(
      scorecard.sections.map((section) => [
        section.id,
        total === 0 ? 0 : Math.round((10_000 * weighed(section.criteria)) / total),
      ]),
    ),
  };
}
