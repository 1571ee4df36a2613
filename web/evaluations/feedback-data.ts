// Submitted evaluations from the server: the list, one as feedback, and acknowledging it.
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import type { EvaluationList, EvaluationPage } from '../../api/evaluations/contract.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import { call, evaluationsClient, scorecardsClient } from '../server/client.ts';
import { useInfiniteQuery, useQuery } from '../server/query.ts';

/** As it stands in the address; '' and null are left out. */
export type Filter = {
  agent?: string | null;
  team?: string | null;
  kind?: 'random' | 'targeted' | null;
  channel?: 'voice' | 'chat' | 'email' | 'social' | null;
  from?: string | null;
  to?: string | null;
  critical?: 'true' | 'false' | null;
  failed?: string | null;
  scorecard?: string | null;
  acknowledged?: 'true' | 'false' | null;
};

type Query = { [K in keyof Filter]?: NonNullable<Filter[K]> };
const queryOf = (filter: Filter): Query =>
  Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  ) as Query;

export function useEvaluations(filter: Accessor<Filter>, limit = 50) {
  return useInfiniteQuery(() => ({
    queryKey: ['evaluations', 'list', queryOf(filter()), limit],
    queryFn: ({ pageParam }: { pageParam: string | null }): Promise<EvaluationList> =>
      call(
        evaluationsClient.index.$get({
          query: { ...queryOf(filter()), limit: String(limit), ...(pageParam === null ? {} : { cursor: pageParam }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: EvaluationList) => last.next,
  }));
}

export const useEvaluation = (id: Accessor<string>) =>
  useQuery(() => ({
    queryKey: ['evaluations', 'one', id()],
    // A condition may hold conditions: the client's type of what becomes JSON stops counting there, though nothing
    // changes.
    queryFn: () => call(evaluationsClient[':id'].$get({ param: { id: id() } })) as unknown as Promise<EvaluationPage>,
  }));

export function useAcknowledge(id: Accessor<string>) {
  const queries = useQueryClient();
  return useMutation(() => ({
    mutationFn: (comment: string) =>
      call(evaluationsClient[':id'].acknowledge.$post({ param: { id: id() }, json: { comment } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['evaluations'] }),
  }));
}

/** A criterion in words, from a scorecard that has it; null until it is known. */
export const useCriterionText = (wanted: Accessor<{ criterion: string; key: string; number: number } | null>) =>
  useQuery(() => ({
    queryKey: ['scorecards', 'criterion', wanted()],
    queryFn: async (): Promise<Text | null> => {
      const { criterion, key, number } = wanted()!;
      const param = { key, number: String(number) };
      const version = await call(scorecardsClient[':key'].versions[':number'].$get({ param }));
      const criteria = version.definition.sections.flatMap((section) => section.criteria);
      return criteria.find(({ id }) => id === criterion)?.text ?? null;
    },
    enabled: wanted() !== null,
    staleTime: Number.POSITIVE_INFINITY,
  }));
