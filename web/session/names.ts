// Names for pickers, filters and lists: people and teams, fetched once, page by page, and shared by all pages, in the
// reader's collation order.
import type { Accessor } from 'solid-js';
import type { ListedTeam, NameRow } from '../../api/people/contract.ts';
import { call, peopleClient } from '../server/client.ts';
import { everyRow } from '../server/pages.ts';
import { useQuery } from '../server/query.ts';
import { named } from '../words/by-name.ts';

/** @param wanted whether the reader may know them at all (people:read) */
export const useNames = (wanted: Accessor<boolean> = () => true) =>
  useQuery(() => ({
    queryKey: ['people', 'names'],
    queryFn: () => everyRow((query) => call(peopleClient.names.$get({ query }))),
    select: named<NameRow>(),
    enabled: wanted(),
  }));

export const useTeams = (wanted: Accessor<boolean> = () => true) =>
  useQuery(() => ({
    queryKey: ['people', 'teams'],
    queryFn: () => everyRow((query) => call(peopleClient.teams.$get({ query }))),
    select: named<ListedTeam>(),
    enabled: wanted(),
  }));
