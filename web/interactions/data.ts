// Interactions from the server.

import { useMutation, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import type { Named } from '../../api/http/contract.ts';
import type { InteractionFilter } from '../../api/interactions/contract.ts';
import type { Choice } from '../../scorecards/interactions/choices.ts';
import { call, interactionsClient } from '../server/client.ts';
import { everyRow } from '../server/pages.ts';
import { useInfiniteQuery, useQuery } from '../server/query.ts';
import { languageName } from '../ui/format.ts';
import { named, nameOrder } from '../words/by-name.ts';

const KEY = 'interactions';

export const useInteractions = (filter: Accessor<InteractionFilter>) =>
  useInfiniteQuery(() => ({
    queryKey: [KEY, 'list', filter()],
    queryFn: ({ pageParam }) =>
      call(interactionsClient.index.$get({ query: { ...filter(), ...(pageParam ? { cursor: pageParam } : {}) } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    // The rows of the filter before stay while the next ones come.
    placeholderData: (before) => before,
  }));

/** What the list can be narrowed to. */
export const useChoices = () =>
  useQuery(() => ({
    queryKey: [KEY, 'choices'],
    queryFn: choices,
    staleTime: 60_000,
    select: inOrder(),
  }));

/** What there is to choose from; queues and languages by themselves, languages as primary tags. */
export type Choices = { agents: Named[]; teams: Named[]; queues: string[]; languages: string[] };

async function choices(): Promise<Choices> {
  const all = (of: Choice) => everyRow((query) => call(interactionsClient.choices.$get({ query: { of, ...query } })));
  const [agents, teams, queues, languages] = await Promise.all([
    all('agents'),
    all('teams'),
    all('queues'),
    all('languages'),
  ]);
  return { agents, teams, queues: queues.map(({ id }) => id), languages: languages.map(({ id }) => id) };
}

/** Choices as the reader's language has them. */
function inOrder() {
  const [order, people] = [nameOrder(), named<Named>()];
  return (choices: Choices): Choices => ({
    agents: people(choices.agents),
    teams: people(choices.teams),
    queues: choices.queues.toSorted(order),
    languages: choices.languages.toSorted((a, b) => order(languageName(a), languageName(b))),
  });
}

/** While something moves it is asked after this often, ms. */
const ASK_MS = 1500;
/** More at once than anyone sees. */
const AT_ONCE = 200;

/** How far interactions have come; asked again and again as long as there is one to ask after. */
export const useStates = (ids: Accessor<string[]>) =>
  useQuery(() => ({
    queryKey: [KEY, 'states'],
    queryFn: () => call(interactionsClient.states.$get({ query: { ids: ids().slice(0, AT_ONCE).join(',') } })),
    enabled: ids().length > 0,
    refetchInterval: ASK_MS,
    staleTime: 0,
  }));

export function useRetry() {
  const queries = useQueryClient();
  return useMutation(() => ({
    mutationFn: (id: string) => call(interactionsClient[':id'].retry.$post({ param: { id } })),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  }));
}
