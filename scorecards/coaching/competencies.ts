// Competencies of agents, with four levels each, described by observable behaviour.
import source from '../library/competencies.json' with { type: 'json' };
import { COMPETENCIES, type Competency } from '../scorecard/competency.ts';
import type { Text } from '../scorecard/text.ts';

export const LEVELS = ['junior', 'intermediate', 'senior', 'expert'] as const;
export type Level = (typeof LEVELS)[number];

/** A text that comes with the product has both languages. */
export type Bilingual = Text & { en: string; zh: string };

type Described = { name: Bilingual; levels: Record<Level, Bilingual> };

export const LEVEL_NAMES: Record<Level, Bilingual> = byId(LEVELS, source.levels, ({ en, zh }) => ({ en, zh }));

/** Names of the competencies and what is seen at each level. */
export const COMPETENCY_TEXTS: Record<Competency, Described> = byId(
  COMPETENCIES,
  source.competencies,
  ({ en, zh, levels }) => ({
    name: { en, zh },
    levels: Object.fromEntries(
      LEVELS.map((level) => [level, { en: levels[level].en, zh: levels[level].zh }]),
    ) as Record<Level, Bilingual>,
  }),
);

/** The next level up; expert stays expert. */
export const levelAfter = (level: Level): Level => LEVELS[LEVELS.indexOf(level) + 1] ?? 'expert';

function byId<Id extends string, In extends { id: string }, Out>(
  ids: readonly Id[],
  rows: readonly In[],
  out: (row: In) => Out,
): Record<Id, Out> {
  const found = ids.map((id) => {
    const row = rows.find((one) => one.id === id)!;
    return [id, out(row)] as const;
  });
  return Object.fromEntries(found) as Record<Id, Out>;
}
