import { useMutation, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import type { ScorecardSettings, SettingHistory } from '../../api/scorecards/settings-contract.ts';
import type { Setting } from '../../scorecards/scorecard/settings.ts';
import { call, interactionsClient, Refusal, scorecardSettingsClient } from '../server/client.ts';
import { everyRow } from '../server/pages.ts';
import { useInfiniteQuery, useQuery } from '../server/query.ts';
import { nameOrder } from '../words/by-name.ts';
import type { SettingPart } from './settings-view.ts';

const SETTINGS = ['scorecard-settings'];
const NOW = [...SETTINGS, 'now'];

export const useSettings = () =>
  useQuery(() => ({
    queryKey: NOW,
    queryFn: () => call(scorecardSettingsClient.index.$get()),
  }));

/** A refusal as stale brings what is saved now. */
export function useChangeSettings() {
  const client = useQueryClient();
  const keep = (settings: ScorecardSettings) => {
    client.setQueryData(NOW, settings);
    return client.invalidateQueries({ queryKey: SETTINGS, predicate: ({ queryKey }) => queryKey[1] !== 'now' });
  };
  return useMutation(() => ({
    mutationFn: (json: { number: number; setting: Setting }) => call(scorecardSettingsClient.index.$put({ json })),
    onSuccess: keep,
    onError: (error: unknown) =>
      error instanceof Refusal && error.code === 'stale' ? keep(error.detail as ScorecardSettings) : undefined,
  }));
}

export const useSettingHistory = (part: Accessor<SettingPart>, wanted: Accessor<boolean>) =>
  useInfiniteQuery(() => ({
    queryKey: [...SETTINGS, 'history', part()],
    queryFn: ({ pageParam }): Promise<SettingHistory> =>
      call(
        scorecardSettingsClient.versions.$get({ query: { part: part(), ...(pageParam ? { cursor: pageParam } : {}) } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: wanted(),
  }));

/** Queues that interactions came through. */
export const useQueues = () =>
  useQuery(() => {
    const order = nameOrder();
    return {
      queryKey: ['interactions', 'queues'],
      queryFn: () =>
        everyRow((query) => call(interactionsClient.choices.$get({ query: { of: 'queues' as const, ...query } }))),
      select: (rows: { id: string }[]) => rows.map(({ id }) => id).toSorted(order),
    };
  });
