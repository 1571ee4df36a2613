import type { QueryClient } from '@tanstack/solid-query';
import type { Workspace } from '../../../api/samples/contract.ts';
import { type Answered, call, evaluationsClient } from '../../server/client.ts';
import { useInfiniteQuery, useQuery } from '../../server/query.ts';

export type Queue = Answered<typeof evaluationsClient.queue.$get>;
export type QueueRow = Queue['rows'][number];
export type DraftVersion = NonNullable<Workspace['draft']>;
export type Submitted = Answered<(typeof evaluationsClient.reviews)[':id']['submit']['$post']>;

const QUEUE = ['evaluations', 'queue'] as const;

export const useQueue = () =>
  useInfiniteQuery(() => ({
    queryKey: QUEUE,
    queryFn: ({ pageParam }) => call(evaluationsClient.queue.$get({ query: pageParam ? { cursor: pageParam } : {} })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  }));

/** Read once: from then on the page's own draft is the truth, and what others change comes back as a conflict. */
export const useWorkspace = (id: () => string) =>
  useQuery(() => ({
    queryKey: ['evaluations', 'review', id()],
    // A scorecard's conditions nest without end, which the client's types give up on.
    queryFn: async () => (await call(evaluationsClient.reviews[':id'].$get({ param: { id: id() } }))) as Workspace,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  }));

/** How many of my reviews are open now. */
export const openReviews = async (): Promise<number> =>
  (await call(evaluationsClient.queue.$get({ query: { limit: '1' } }))).open;

/** The queue is looked at again after work on it. */
export const forgetQueue = (queries: QueryClient) => queries.invalidateQueries({ queryKey: QUEUE });

export const takeNext = async (): Promise<string | null> =>
  (await call(evaluationsClient.queue.next.$post())).review?.id ?? null;

export const take = (id: string) => call(evaluationsClient.reviews[':id'].take.$post({ param: { id } }));

export const submit = (id: string, revision: number) =>
  call(evaluationsClient.reviews[':id'].submit.$post({ param: { id }, json: { revision } }));

export const save = (
  id: string,
  json: { revision: number; answers: DraftVersion['answers']; summary: string; spent_ms: number },
) => call(evaluationsClient.reviews[':id'].draft.$put({ param: { id }, json }));
