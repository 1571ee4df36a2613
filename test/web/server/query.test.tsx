import { cleanup, render, screen } from '@solidjs/testing-library';
import { QueryClient, QueryClientProvider } from '@tanstack/solid-query';
import { type JSX, Show, Suspense } from 'solid-js';
import { afterEach, expect, it } from 'vitest';
import { useInfiniteQuery, useQuery } from '../../../web/server/query.ts';

afterEach(cleanup);

const page = (Body: () => JSX.Element) =>
  render(() => (
    <QueryClientProvider client={new QueryClient()}>
      <Suspense fallback="blank">
        <h1>Sampling</h1>
        <Body />
      </Suspense>
    </QueryClientProvider>
  ));

it.each([
  ['a query', (queryFn: () => Promise<string>) => useQuery(() => ({ queryKey: ['one'], queryFn }))],
  [
    'a paged query',
    (queryFn: () => Promise<string>) => {
      const list = useInfiniteQuery(() => ({
        queryKey: ['list'],
        queryFn,
        initialPageParam: null,
        getNextPageParam: () => null,
      }));
      return {
        get data() {
          return list.data?.pages[0];
        },
      };
    },
  ],
])('%s leaves its page standing while it waits for the first answer', async (_, ask) => {
  let answer = (_: string): void => undefined;
  const asked = new Promise<string>((resolve) => {
    answer = resolve;
  });
  page(() => {
    const of = ask(() => asked);
    return (
      <Show when={of.data} fallback="waiting">
        {(data) => <p>{data()}</p>}
      </Show>
    );
  });
  expect(screen.getByRole('heading', { name: 'Sampling' }).isConnected).toBe(true);
  expect(document.body.textContent).toContain('waiting');
  answer('Billing calls');
  expect(await screen.findByText('Billing calls')).toBeTruthy();
});
