// The event log from the server.
import type { Accessor } from 'solid-js';
import type { EventList } from '../../api/events/contract.ts';
import type { EventKind } from '../../scorecards/events/event.ts';
import { call, eventsClient } from '../server/client.ts';
import { useInfiniteQuery } from '../server/query.ts';

/** As it stands in the address; null is left out. */
export type Filter = {
  kind: EventKind | null;
  actor: string | null;
  subject: string | null;
  from: string | null;
  to: string | null;
};

type Query = { [K in keyof Filter]?: NonNullable<Filter[K]> };
const queryOf = (filter: Filter): Query =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null)) as Query;

export function useEvents(filter: Accessor<Filter>) {
  return useInfiniteQuery(() => ({
    queryKey: ['events', queryOf(filter())],
    queryFn: ({ pageParam }: { pageParam: string | null }): Promise<EventList> =>
      call(
        eventsClient.index.$get({
          query: { ...queryOf(filter()), ...(pageParam === null ? {} : { cursor: pageParam }) },
        }),
      ) as unknown as Promise<EventList>,
    initialPageParam: null as string | null,
    getNextPageParam: (last: EventList) => last.next,
  }));
}

/** What is shown, as a sheet. @throws Refusal for more than goes into one */
export async function sheetOf(filter: Filter): Promise<string> {
  const asked = new URLSearchParams(queryOf(filter) as Record<string, string>);
  const answer = fetch(`/api/events/export?${asked}`).then((response) => ({
    ok: response.ok,
    status: response.status,
    json: (): Promise<string> => (response.ok ? response.text() : response.json()),
  }));
  return call(answer);
}
