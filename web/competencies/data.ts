// What the organisation calls its competencies and levels, from its framework.
import { type Accessor, createMemo } from 'solid-js';
import type { Level } from '../../scorecards/competencies/level.ts';
import type { Competency } from '../../scorecards/scorecard/definition.ts';
import { call, competenciesClient } from '../server/client.ts';
import { useQuery } from '../server/query.ts';
import { said } from '../words/words.ts';

export const useFramework = () =>
  useQuery(() => ({
    queryKey: ['competencies'],
    queryFn: () => call(competenciesClient.index.$get({ query: {} })),
  }));

/** Keys that criteria may name; null: not here yet. */
export function useKnownCompetencies(): Accessor<ReadonlySet<Competency> | null> {
  const framework = useFramework();
  return createMemo(() =>
    framework.data ? new Set(framework.data.framework.competencies.map(({ key }) => key)) : null,
  );
}

export type CompetencyNames = { competency: (key: Competency) => string; level: (level: Level) => string };

/** Of what the organisation has and what it had; a key stands for itself until they are here. */
export function useCompetencyNames(): CompetencyNames {
  const framework = useFramework();
  return {
    competency(key) {
      const all = [...(framework.data?.framework.competencies ?? []), ...(framework.data?.removed ?? [])];
      const found = all.find((one) => one.key === key);
      return found ? said(found.name) : key;
    },
    level(level) {
      const words = framework.data?.framework.levels[level];
      return words ? said(words.name) : level;
    },
  };
}
