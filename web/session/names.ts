// Names for pickers, filters and lists: people and teams, fetched once and shared by all pages, in the reader's
// collation order.
import type { Accessor } from 'solid-js';
import type { NameRow, TeamRow } from '../../api/people/contract.ts';
import { call, peopleClient } from '../server/client.ts';
import { useQuery } from '../server/query.ts';
import { named } from '../words/by-name.ts';

/** @param wanted whether the reader may know them at all (people:read) */
export const useNames = (wanted: Accessor<boolean> = () => true) =>
  useQuery(() => ({
    queryKey: ['people', 'names'],
    queryFn: () => call(peopleClient.names.$get()),
    select: named<NameRow>(),
    enabled: wanted(),
  }));

export const useTeams = (wanted: Accessor<boolean> = () => true) =>
  useQuery(() => ({
    queryKey: ['people', 'teams'],
    queryFn: () => call(peopleClient.teams.$get()),
    select: named<TeamRow>(),
    enabled: wanted(),
  }));
