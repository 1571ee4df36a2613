import { useMutation, useQuery, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import type { SamplingPlan } from '../../scorecards/samples/plan.ts';
import { call, interactionsClient, peopleClient, samplesClient, scorecardsClient } from '../server/client.ts';

export const usePlans = () =>
  useQuery(() => ({ queryKey: ['samples', 'plans'], queryFn: () => call(samplesClient.plans.$get()) }));

export const usePlan = (id: Accessor<string>) =>
  useQuery(() => ({
    queryKey: ['samples', 'plans', id()],
    queryFn: () => call(samplesClient.plans[':id'].$get({ param: { id: id() } })),
  }));

/** What a plan can be made of: teams, people, queues, scorecards. */
export const useChoices = () => ({
  names: useQuery(() => ({ queryKey: ['people', 'names'], queryFn: () => call(peopleClient.names.$get()) })),
  teams: useQuery(() => ({ queryKey: ['people', 'teams'], queryFn: () => call(peopleClient.teams.$get()) })),
  scorecards: useQuery(() => ({ queryKey: ['scorecards'], queryFn: () => call(scorecardsClient.index.$get()) })),
  contacts: useQuery(() => ({
    queryKey: ['interactions', 'choices'],
    queryFn: () => call(interactionsClient.choices.$get()),
  })),
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
