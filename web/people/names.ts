// Names for pickers and filters: people and teams, asked for once and shared by every page.
import { useQuery } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import { call, peopleClient } from '../server/client.ts';

/** @param wanted whether the reader may know them at all (people:read) */
export const useNames = (wanted: Accessor<boolean>) =>
  useQuery(() => ({
    queryKey: ['people', 'names'],
    queryFn: () => call(peopleClient.names.$get()),
    enabled: wanted(),
  }));

export const useTeams = (wanted: Accessor<boolean>) =>
  useQuery(() => ({
    queryKey: ['people', 'teams'],
    queryFn: () => call(peopleClient.teams.$get()),
    enabled: wanted(),
  }));
