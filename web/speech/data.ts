// Speech settings and comparisons from the server.
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import type { RecorderSide } from '../../transcription/speakers/recorders.ts';
import { call, interactionsClient, speechClient } from '../server/client.ts';
import { useQuery } from '../server/query.ts';

const SPEECH = ['speech', 'settings'];
const TRIAL = ['speech', 'trial'];
/** While a download or a comparison goes on. */
const BUSY_MS = 1500;
/** Machines come and go. */
const IDLE_MS = 10_000;

export const useSpeech = () =>
  useQuery(() => ({
    queryKey: SPEECH,
    queryFn: () => call(speechClient.index.$get()),
    refetchInterval: (query) =>
      query.state.data?.models.some(({ state }) => state === 'downloading' || state === 'wished') ? BUSY_MS : IDLE_MS,
  }));

export const useTrial = () =>
  useQuery(() => ({
    queryKey: TRIAL,
    queryFn: () => call(speechClient.trial.$get()),
    refetchInterval: (query) => (query.state.data?.under_way ? BUSY_MS : false),
  }));

/** The newest calls that have been transcribed, to pick from. */
export const useCalls = () =>
  useQuery(() => ({
    queryKey: ['interactions', 'to-compare'],
    queryFn: () => call(interactionsClient.index.$get({ query: { channel: 'voice', limit: '100' } })),
  }));

export function useSpeechActions() {
  const client = useQueryClient();
  const put = { onSuccess: (view: unknown) => client.setQueryData(SPEECH, view) };
  return {
    use: useMutation(() => ({
      mutationFn: (model: string) => call(speechClient.model.$put({ json: { model } })),
      ...put,
    })),
    fetch: useMutation(() => ({
      mutationFn: (model: string) => call(speechClient.models.$post({ json: { model } })),
      ...put,
    })),
    drop: useMutation(() => ({
      mutationFn: (model: string) => call(speechClient.models.drop.$post({ json: { model } })),
      ...put,
    })),
    words: useMutation(() => ({
      mutationFn: (words: string[]) => call(speechClient.vocabulary.$put({ json: { words } })),
      ...put,
    })),
    languages: useMutation(() => ({
      mutationFn: (languages: string[]) => call(speechClient.languages.$put({ json: { languages } })),
      ...put,
    })),
    recorders: useMutation(() => ({
      mutationFn: (recorders: RecorderSide[]) => call(speechClient.recorders.$put({ json: { recorders } })),
      ...put,
    })),
    compare: useMutation(() => ({
      mutationFn: (json: { interactions: string[]; models: string[] }) => call(speechClient.trials.$post({ json })),
      onSuccess: (trial: unknown) => client.setQueryData(TRIAL, trial),
    })),
    stop: useMutation(() => ({
      mutationFn: (id: string) => call(speechClient.trials[':id'].stop.$post({ param: { id } })),
      onSuccess: () => client.invalidateQueries({ queryKey: TRIAL }),
    })),
  };
}
