import { useMutation, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import type { Centre, MemberChange, MemberRow, NewMember, TeamRow } from '../../api/people/contract.ts';
import { call, peopleClient } from '../server/client.ts';
import { useInfiniteQuery } from '../server/query.ts';
import { named } from '../words/by-name.ts';
import { type MembersSought, workingFirst } from './view.ts';

export const useMembers = (sought: Accessor<MembersSought>) =>
  useInfiniteQuery(() => {
    const byNames = named<MemberRow>();
    return {
      queryKey: ['people', 'members', sought()],
      queryFn: ({ pageParam }) =>
        call(peopleClient.members.$get({ query: { ...sought(), ...(pageParam ? { cursor: pageParam } : {}) } })),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.next,
      // The rows found before stay while the next ones come.
      placeholderData: (before) => before,
      select: ({ pages }) => workingFirst(byNames(pages.flatMap(({ rows }) => rows))),
    };
  });

export function usePeopleActions() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['people'] });
  return {
    invite: useMutation(() => ({
      mutationFn: (json: NewMember | { member_id: string }) => call(peopleClient.invitations.$post({ json })),
      onSuccess: refresh,
    })),
    change: useMutation(() => ({
      mutationFn: ({ id, ...json }: { id: string } & MemberChange) =>
        call(peopleClient.members[':id'].$patch({ param: { id }, json })),
      onSuccess: refresh,
    })),
    signOut: useMutation(() => ({
      mutationFn: (id: string) => call(peopleClient.members[':id']['sign-out'].$post({ param: { id } })),
    })),
    passwordLink: useMutation(() => ({
      mutationFn: (id: string) => call(peopleClient.members[':id']['password-link'].$post({ param: { id } })),
    })),
    resetFactor: useMutation(() => ({
      mutationFn: ({ id, reason }: { id: string; reason: string }) =>
        call(peopleClient.members[':id']['second-factor'].reset.$post({ param: { id }, json: { reason } })),
      onSuccess: refresh,
    })),
    addTeam: useMutation(() => ({
      mutationFn: (name: string) => call(peopleClient.teams.$post({ json: { name } })),
      onSuccess: refresh,
    })),
    // Names of teams stand on many pages, and so do days.
    renameTeam: useMutation(() => ({
      mutationFn: ({ id, name }: TeamRow) => call(peopleClient.teams[':id'].$patch({ param: { id }, json: { name } })),
      onSuccess: () => client.invalidateQueries(),
    })),
    changeCentre: useMutation(() => ({
      mutationFn: (json: Centre) => call(peopleClient.centre.$patch({ json })),
      onSuccess: () => client.invalidateQueries(),
    })),
  };
}
