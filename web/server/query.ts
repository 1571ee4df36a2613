// Queries of the pages: `data` is undefined until the first answer. The library's own `data` suspends everything around
// it meanwhile, which would blank the page instead of showing its skeleton.
import { useInfiniteQuery as infiniteQuery, useQuery as query } from '@tanstack/solid-query';

const patient = <T extends { isPending: boolean; data: unknown }>(of: T): T =>
  new Proxy(of, { get: (target, key) => (key === 'data' && target.isPending ? undefined : Reflect.get(target, key)) });

export const useQuery = ((...args: Parameters<typeof query>) => patient(query(...args))) as typeof query;
export const useInfiniteQuery = ((...args: Parameters<typeof infiniteQuery>) =>
  patient(infiniteQuery(...args))) as typeof infiniteQuery;
