// The sheet for inviting or editing a member.

import { createSignal, type JSX, Show } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import type { MemberRow, NewMember } from '../../api/people/contract.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { RefusedFields } from '../ui/refused-fields.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { language, t } from '../words/words.ts';
import { MemberForm } from './member-form.tsx';
import type { Membership } from './membership.ts';
import { memberOf } from './view.ts';

export type MemberDraft = ReturnType<typeof createMemberDraft>;

const blank = (): NewMember => ({
  name: '',
  email: '',
  employee_number: null,
  roles: ['agent'],
  teams: [],
  scope: null,
  language: language(),
});

export function createMemberDraft({ invite, change, setMade }: Membership) {
  /** The member being changed, 'new' for an invitation. */
  const [editing, setEditing] = createSignal<MemberRow | 'new' | null>(null);
  const [draft, setDraft] = createStore<NewMember>(blank());
  const [asked, setAsked] = createSignal(false);

  function open(row: MemberRow | null): void {
    setAsked(false);
    invite.reset();
    change.reset();
    setDraft(
      reconcile(
        row
          ? { ...row, teams: row.teams.map((one) => one.id), scope: row.scope?.map((one) => one.id) ?? null }
          : blank(),
      ),
    );
    setEditing(row ?? 'new');
  }

  async function save(): Promise<void> {
    setAsked(true);
    const one = editing();
    const member = memberOf(draft);
    if (!member || one === null) return;
    try {
      if (one === 'new') setMade({ ...(await invite.mutateAsync(member)), for: 'invitation' });
      else await correct(one, member);
      setEditing(null);
    } catch {
      // The form shows why.
    }
  }

  /** Someone who has not joined yet gets a new link where the old one went to a wrong address. */
  async function correct(old: MemberRow, member: NewMember): Promise<void> {
    const { id } = old;
    const { email, language: speaks, ...fixed } = member;
    await change.mutateAsync({ id, ...(old.joined ? fixed : member) });
    const moved = !old.joined && old.invited_until !== null && old.email !== email.toLowerCase();
    if (moved) setMade({ ...(await invite.mutateAsync({ member_id: id })), for: 'invitation' });
    tell(moved ? t('members.sentAgain') : t('members.saved'), 'good');
  }

  return {
    ...{ editing, draft, setDraft, open, save },
    close: () => setEditing(null),
    wanting: () => asked() && !memberOf(draft),
    known: () => {
      const one = editing();
      return one !== null && one !== 'new' && one.joined;
    },
    busy: () => invite.isPending || change.isPending,
    error: () => invite.error ?? change.error,
  };
}

export function MemberSheet(props: { of: MemberDraft }): JSX.Element {
  const { editing, draft, setDraft, close, save } = props.of;
  return (
    <Sheet
      open={editing() !== null}
      onClose={close}
      title={editing() === 'new' ? t('members.inviteTitle') : draft.name}
      description={editing() === 'new' ? t('members.inviteHint') : undefined}
      foot={
        <>
          <Button onClick={close}>{t('ui.cancel')}</Button>
          <Button tone="primary" busy={props.of.busy()} onClick={() => void save()}>
            {editing() === 'new' ? t('members.makeLink') : t('members.save')}
          </Button>
        </>
      }
    >
      <Show when={props.of.wanting()}>
        <p role="alert" class="rounded-control bg-bad-wash px-3 py-2 text-bad">
          ● {t('members.fix')}
        </p>
      </Show>
      <ErrorNote error={props.of.error()} />
      <RefusedFields error={props.of.error()}>
        <MemberForm draft={draft} setDraft={setDraft} known={props.of.known()} />
      </RefusedFields>
    </Sheet>
  );
}
