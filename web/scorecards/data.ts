import type { Accessor } from 'solid-js';
import type { PublishedRow, ScorecardVersion } from '../../api/scorecards/contract.ts';
import { worded } from '../../scorecards/scorecard/worded.ts';
import { call, scorecardsClient } from '../server/client.ts';
import { everyRow } from '../server/pages.ts';
import { useQuery } from '../server/query.ts';
import { nameOrder } from '../words/by-name.ts';
import { language } from '../words/words.ts';

export const useScorecards = () =>
  useQuery(() => {
    const [order, shown] = [nameOrder(), language()];
    return {
      queryKey: ['scorecards'],
      queryFn: () => everyRow((query) => call(scorecardsClient.index.$get({ query }))),
      select: (cards) => cards.toSorted((a, b) => order(worded(a.name, shown).words, worded(b.name, shown).words)),
    };
  });

/** Those that new work can begin on. */
export function usePublished() {
  const scorecards = useScorecards();
  return {
    get data(): PublishedRow[] | undefined {
      return scorecards.data?.flatMap((card) => (card.state === 'published' ? [card] : []));
    },
  };
}

/** One version in full. */
export const versionOf = async (param: { key: string; number: string }): Promise<ScorecardVersion> =>
  // A scorecard's conditions nest without end, which the client's types give up on.
  (await call(scorecardsClient[':key'].versions[':number'].$get({ param }))) as ScorecardVersion;

/** `number` null: not known yet. */
export const useVersion = (of: Accessor<{ key: string; number: string | null }>) =>
  useQuery(() => {
    const { key, number } = of();
    return {
      queryKey: ['scorecards', { key, number }],
      queryFn: () => versionOf({ key, number: number ?? '' }),
      enabled: number !== null,
      staleTime: Number.POSITIVE_INFINITY,
    };
  });
