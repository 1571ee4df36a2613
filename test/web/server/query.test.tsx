import { cleanup, render, screen } from '@solidjs/testing-library';
import { QueryClient, QueryClientProvider } from '@tanstack/solid-query';
import { createSignal, type JSX, Show, Suspense } from 'solid-js';
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

it.each(['with an answer known before', 'with none'])(
  'a query that joins later, %s, takes nothing out of its page',
  async (known) => {
    const client = new QueryClient();
    const [shown, show] = createSignal(false);
    const [key, ask] = createSignal('first');
    if (known !== 'with none') client.setQueryData(['first'], 'Billing calls');
    const removed: Node[] = [];
    const watch = new MutationObserver((changes) => removed.push(...changes.flatMap((one) => [...one.removedNodes])));
    const Body = () => {
      const of = useQuery(() => ({ queryKey: [key()], queryFn: () => Promise.resolve(`Calls of ${key()}`) }));
      return <p>{of.data ?? 'waiting'}</p>;
    };
    render(() => (
      <QueryClientProvider client={client}>
        <Suspense fallback="blank">
          <button type="button">Sampling</button>
          <Show when={shown()}>
            <Body />
          </Show>
        </Suspense>
      </QueryClientProvider>
    ));
    screen.getByRole('button').focus();
    watch.observe(document.body, { subtree: true, childList: true });
    show(true);
    expect(await screen.findByText('Calls of first')).toBeTruthy();
    ask('second');
    expect(await screen.findByText('Calls of second')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button'));
    expect(removed.filter((node) => node instanceof Element)).toEqual([]);
    watch.disconnect();
  },
);
