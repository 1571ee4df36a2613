import { useMutation, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import type { CalibrationPage } from '../../api/calibration/contract.ts';
import { calibrationClient, call, interactionsClient } from '../server/client.ts';
import { everyRow } from '../server/pages.ts';
import { useQuery } from '../server/query.ts';

type NewCalibration = {
  name: string;
  interaction_id: string;
  scorecard_version_id: string;
  reviewers: string[];
};

export const useCalibrations = () =>
  useQuery(() => ({
    queryKey: ['calibration', 'list'],
    queryFn: () => everyRow((query) => call(calibrationClient.index.$get({ query }))),
  }));

export const useCalibration = (id: Accessor<string>) =>
  useQuery(() => ({
    queryKey: ['calibration', id()],
    // A scorecard's conditions nest without end, which the client's types give up on.
    queryFn: async () => (await call(calibrationClient[':id'].$get({ param: { id: id() } }))) as CalibrationPage,
    // While it is open others are submitting.
    refetchInterval: (query) => (query.state.data?.closed_at === null ? 5000 : false),
  }));

/** Interactions that can be read, found by a few letters. */
export const useReadable = (words: Accessor<string>) =>
  useQuery(() => ({
    queryKey: ['interactions', 'readable', words()],
    queryFn: () =>
      call(interactionsClient.index.$get({ query: { q: words() || undefined, state: 'ready', limit: '30' } })),
    placeholderData: (before) => before,
  }));

export function useCalibrationActions() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['calibration'] });
  return {
    open: useMutation(() => ({
      mutationFn: (json: NewCalibration) => call(calibrationClient.index.$post({ json })),
      onSuccess: refresh,
    })),
    close: useMutation(() => ({
      mutationFn: (id: string) => call(calibrationClient[':id'].close.$post({ param: { id } })),
      onSuccess: refresh,
    })),
  };
}
