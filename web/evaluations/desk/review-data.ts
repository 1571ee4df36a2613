import type { QueryClient } from '@tanstack/solid-query';
import type { Workspace } from '../../../api/samples/contract.ts';
import { type Answered, call, evaluationsClient } from '../../server/client.ts';
import { useQuery } from '../../server/query.ts';

export type Queue = Answered<typeof evaluationsClient.queue.$get>;
export type QueueRow = Queue['reviews'][number];
export type DraftVersion = NonNullable<Workspace['draft']>;
export type Submitted = Answered<(typeof evaluationsClient.reviews)[':id']['submit']['$post']>;

const QUEUE = ['evaluations', 'queue'] as const;

export const useQueue = () =>
  useQuery(() => ({ queryKey: QUEUE, queryFn: () => call(evaluationsClient.queue.$get()) }));

/** Read once: from then on the page's own draft is the truth, and what others change comes back as a conflict. */
export const useWorkspace = (id: () => string) =>
  useQuery(() => ({
    queryKey: ['evaluations', 'review', id()],
    // A scorecard's conditions nest without end, which the client's types give up on.
    queryFn: async () => (await call(evaluationsClient.reviews[':id'].$get({ param: { id: id() } }))) as Workspace,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  }));

/** My open reviews, always refetched. */
export const openReviews = (queries: QueryClient): Promise<Queue> =>
  queries.fetchQuery({ queryKey: QUEUE, queryFn: () => call(evaluationsClient.queue.$get()), staleTime: 0 });

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
