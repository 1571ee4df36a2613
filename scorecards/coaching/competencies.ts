// Competencies of agents, with four levels each, described by observable behaviour.
import source from '../library/competencies.json' with { type: 'json' };
import { COMPETENCIES, type Competency, type Text } from '../scorecard/definition.ts';

export const LEVELS = ['junior', 'intermediate', 'senior', 'expert'] as const;
export type Level = (typeof LEVELS)[number];

type Described = { name: Text; levels: Record<Level, Text> };

export const LEVEL_NAMES: Record<Level, Text> = byId(LEVELS, source.levels, ({ en, zh }) => ({ en, zh }));

/** Names of the eight competencies and what is seen at each level. */
export const COMPETENCY_TEXTS: Record<Competency, Described> = byId(
  COMPETENCIES,
  source.competencies,
  ({ en, zh, levels }) => ({ name: { en, zh }, levels }),
);

/** The next level up; expert stays expert. */
export const levelAfter = (level: Level): Level => LEVELS[LEVELS.indexOf(level) + 1] ?? 'expert';

function byId<Id extends string, In extends { id: string }, Out>(
  ids: readonly Id[],
  rows: readonly In[],
  out: (row: In) => Out,
): Record<Id, Out> {
  const found = ids.map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw new Error(`library/competencies.json lacks ${id}`);
    return [id, out(row)] as const;
  });
  return Object.fromEntries(found) as Record<Id, Out>;
}
