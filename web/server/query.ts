// Queries of the pages: `data` is undefined until the first answer. The library's own `data` suspends everything around it
// until then, and for a moment also where the answer is known already: the page would be taken out and put back, and its
// focus and the places it was scrolled to would be lost. The store behind it holds the same and suspends nothing.
import { useInfiniteQuery as infiniteQuery, useQuery as query } from '@tanstack/solid-query';

const patient = <T extends { isPending: boolean; data: unknown }>(of: T): T =>
  new Proxy(of, { get: (target, key) => (key === 'data' ? stored(target) : Reflect.get(target, key)) });

/** Read through the store's description of it, which is the way past the library's. */
const stored = (of: { isPending: boolean; data: unknown }): unknown =>
  of.isPending ? undefined : Object.getOwnPropertyDescriptor(of, 'data')?.get?.call(of);

export const useQuery = ((...args: Parameters<typeof query>) => patient(query(...args))) as typeof query;
export const useInfiniteQuery = ((...args: Parameters<typeof infiniteQuery>) =>
  patient(infiniteQuery(...args))) as typeof infiniteQuery;
