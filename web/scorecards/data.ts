import { useQuery } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import type { ScorecardVersion } from '../../api/scorecards/contract.ts';
import { call, scorecardsClient } from '../server/client.ts';

export const useScorecards = () =>
  useQuery(() => ({ queryKey: ['scorecards'], queryFn: () => call(scorecardsClient.index.$get()) }));

export const useVersion = (of: Accessor<{ key: string; number: string }>) =>
  useQuery(() => ({
    queryKey: ['scorecards', of()],
    // A form's conditions nest without end, which the client's types give up on.
    queryFn: async () =>
      (await call(scorecardsClient[':key'].versions[':number'].$get({ param: of() }))) as ScorecardVersion,
    staleTime: Number.POSITIVE_INFINITY,
  }));
