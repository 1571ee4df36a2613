// Actions on a member: links, signing out, activating and deactivating, with their confirmations.

import { createSignal } from 'solid-js';
import type { MemberRow } from '../../api/people/contract.ts';
import type { MenuItem } from '../ui/popover.tsx';
import { explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { usePeopleActions } from './data.ts';
import type { MadeLink } from './link-dialog.tsx';

export type Membership = ReturnType<typeof useMembership>;

export function useMembership() {
  const { invite, change, passwordLink, signOut } = usePeopleActions();
  const [leaving, setLeaving] = createSignal<MemberRow | null>(null);
  const [losing, setLosing] = createSignal<MemberRow | null>(null);
  const [made, setMade] = createSignal<MadeLink | null>(null);
  const refused = (error: unknown) => tell(explain(error), 'bad');
  const link = (row: MemberRow) =>
    invite.mutateAsync({ member_id: row.id }).then((link) => setMade({ ...link, for: 'invitation' }), refused);
  const newPassword = (row: MemberRow) =>
    passwordLink.mutateAsync(row.id).then((link) => setMade({ ...link, for: 'password' }), refused);
  const leaveAll = (row: MemberRow) =>
    signOut.mutateAsync(row.id).then(() => tell(t('members.signedOut', { name: row.name }), 'good'), refused);
  const setActive = (row: MemberRow, active: boolean) =>
    change.mutateAsync({ id: row.id, active }).then(() => setLeaving(null), refused);

  return {
    invite,
    change,
    /** The member who is about to be switched off. */
    ...{ leaving, setLeaving },
    /** The member whose second factor is about to be taken away. */
    ...{ losing, setLosing },
    /** A link just made, to be handed on. */
    ...{ made, setMade },
    ...{ link, newPassword, leaveAll, setActive },
  };
}

export function actionsFor(row: MemberRow, edit: (row: MemberRow) => void, membership: Membership): MenuItem[] {
  const { link, newPassword, leaveAll, setActive, setLosing, setLeaving } = membership;
  return [
    { name: t('members.edit'), do: () => edit(row) },
    ...(row.active && !row.joined ? [{ name: t('members.newLink'), do: () => void link(row) }] : []),
    ...(row.active && row.joined ? [{ name: t('members.passwordLink'), do: () => void newPassword(row) }] : []),
    ...(row.joined ? [{ name: t('members.signOut'), do: () => void leaveAll(row) }] : []),
    ...(row.second_factor ? [{ name: t('members.resetFactor'), do: () => setLosing(row) }] : []),
    row.active
      ? { name: t('members.deactivate'), do: () => setLeaving(row), danger: true }
      : { name: t('members.activate'), do: () => void setActive(row, true) },
  ];
}
