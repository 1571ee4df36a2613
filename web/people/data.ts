import { useMutation, useQueryClient } from '@tanstack/solid-query';
import type { Centre, MemberChange, MemberRow, NewMember, TeamRow } from '../../api/people/contract.ts';
import { call, peopleClient } from '../server/client.ts';
import { useQuery } from '../server/query.ts';
import { named } from '../words/by-name.ts';

export const useMembers = () =>
  useQuery(() => ({
    queryKey: ['people', 'members'],
    queryFn: () => call(peopleClient.members.$get()),
    select: named<MemberRow>(),
  }));

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
