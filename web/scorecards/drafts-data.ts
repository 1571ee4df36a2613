// Drafts of scorecards, and what can be done with a scorecard, at the server.
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import type { ScorecardDraft, ScorecardUse } from '../../api/scorecards/contract.ts';
import type { Draft } from '../../scorecards/scorecard/definition.ts';
import { call, scorecardDraftsClient } from '../server/client.ts';
import { useQuery } from '../server/query.ts';
import { type Outcome, outcomeOf } from '../server/saving.ts';

/** What is saved of a draft. */
export type Content = { definition: Draft };

const by = (key: string) => ({ param: { key } });
// A scorecard's conditions nest without end, which the client's types give up on.
const draftOf = (answered: unknown) => answered as ScorecardDraft;

/** Read once: from then on the page's own draft is the truth, and what others change is united with it. */
export const useDraft = (key: Accessor<string>) =>
  useQuery(() => ({
    queryKey: ['scorecard-draft', key()],
    queryFn: async () =>
      draftOf(await call(scorecardDraftsClient[':key'].draft.$post({ ...by(key()), json: { definition: null } }))),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  }));

export const useUse = (key: Accessor<string>) =>
  useQuery(() => ({
    queryKey: ['scorecard-use', key()],
    queryFn: async (): Promise<ScorecardUse> => call(scorecardDraftsClient[':key'].use.$get(by(key()))),
    staleTime: 0,
  }));

export async function saveDraft(key: string, json: Content & { revision: number }): Promise<Outcome<Content>> {
  const outcome = await outcomeOf<Content>(
    call(scorecardDraftsClient[':key'].draft.$put({ ...by(key), json: json as never })),
  );
  if (outcome.kind !== 'stale' || !outcome.other) return outcome;
  const other = draftOf(outcome.other);
  return { kind: 'stale', other: { ...other, saved_at: other.changed_at } };
}

export function useScorecardActions() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['scorecards'] });
  return {
    begin: useMutation(() => ({
      mutationFn: async (json: Draft) =>
        draftOf(await call(scorecardDraftsClient.drafts.$post({ json: json as never }))),
      onSuccess: refresh,
    })),
    beginNext: useMutation(() => ({
      mutationFn: async ({ key, definition }: { key: string; definition: Draft }) =>
        draftOf(
          await call(
            scorecardDraftsClient[':key'].draft.$post({ ...by(key), json: { definition: definition as never } }),
          ),
        ),
      onSuccess: refresh,
    })),
    publish: useMutation(() => ({
      mutationFn: ({ key, revision }: { key: string; revision: number }) =>
        call(scorecardDraftsClient[':key'].draft.publish.$post({ ...by(key), json: { revision } })),
      onSuccess: refresh,
    })),
    discard: useMutation(() => ({
      mutationFn: ({ key, revision }: { key: string; revision: number }) =>
        call(scorecardDraftsClient[':key'].draft.discard.$post({ ...by(key), json: { revision } })),
      onSuccess: refresh,
    })),
    add: useMutation(() => ({
      mutationFn: (key: string) => call(scorecardDraftsClient.library.$post({ json: { key } })),
      onSuccess: refresh,
    })),
    retire: useMutation(() => ({
      mutationFn: (key: string) => call(scorecardDraftsClient[':key'].retire.$post(by(key))),
      onSuccess: refresh,
    })),
    restore: useMutation(() => ({
      mutationFn: (key: string) => call(scorecardDraftsClient[':key'].restore.$post(by(key))),
      onSuccess: refresh,
    })),
  };
}
