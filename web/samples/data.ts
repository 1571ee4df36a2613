import { useMutation, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import type { PlanRow } from '../../api/samples/contract.ts';
import type { SamplingPlan } from '../../scorecards/samples/plan.ts';
import { useChoices as useInteractionChoices } from '../interactions/data.ts';
import { usePublished } from '../scorecards/data.ts';
import { call, samplesClient } from '../server/client.ts';
import { useInfiniteQuery, useQuery } from '../server/query.ts';
import { useNames, useTeams } from '../session/names.ts';
import { named } from '../words/by-name.ts';
import { activeFirst } from './view.ts';

export const usePlans = () =>
  useInfiniteQuery(() => {
    const byNames = named<PlanRow>();
    return {
      queryKey: ['samples', 'plans'],
      queryFn: ({ pageParam }) => call(samplesClient.plans.$get({ query: pageParam ? { cursor: pageParam } : {} })),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.next,
      select: ({ pages }) => activeFirst(byNames(pages.flatMap(({ rows }) => rows))),
    };
  });

export const usePlan = (id: Accessor<string>) =>
  useQuery(() => ({
    queryKey: ['samples', 'plans', id()],
    queryFn: () => call(samplesClient.plans[':id'].$get({ param: { id: id() } })),
  }));

export const useDraws = (id: Accessor<string>) =>
  useInfiniteQuery(() => ({
    queryKey: ['samples', 'plans', id(), 'draws'],
    queryFn: ({ pageParam }) =>
      call(
        samplesClient.plans[':id'].draws.$get({ param: { id: id() }, query: pageParam ? { cursor: pageParam } : {} }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  }));

/** What a plan can be made of: teams, people, queues, scorecards. */
export const useChoices = () => ({
  names: useNames(),
  teams: useTeams(),
  scorecards: usePublished(),
  interactions: useInteractionChoices(),
});

export function usePlanActions() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['samples'] });
  return {
    create: useMutation(() => ({
      mutationFn: (json: SamplingPlan) => call(samplesClient.plans.$post({ json })),
      onSuccess: refresh,
    })),
    setActive: useMutation(() => ({
      mutationFn: ({ id, active }: { id: string; active: boolean }) =>
        call(samplesClient.plans[':id'].$patch({ param: { id }, json: { active } })),
      onSuccess: refresh,
    })),
    draw: useMutation(() => ({
      mutationFn: ({ id, week }: { id: string; week: string }) =>
        call(samplesClient.plans[':id'].draw.$post({ param: { id }, json: { week } })),
      onSuccess: refresh,
    })),
  };
}
