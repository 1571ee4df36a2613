import { useMutation, useQuery, useQueryClient } from '@tanstack/solid-query';
import type { MemberChange, NewMember } from '../../api/people/contract.ts';
import { call, peopleClient } from '../server/client.ts';

export const useMembers = () =>
  useQuery(() => ({ queryKey: ['people', 'members'], queryFn: () => call(peopleClient.members.$get()) }));

export const useTeams = () =>
  useQuery(() => ({ queryKey: ['people', 'teams'], queryFn: () => call(peopleClient.teams.$get()) }));

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
  };
}
