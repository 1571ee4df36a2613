// People: members with their roles, invitations, and teams.
import Ellipsis from 'lucide-solid/icons/ellipsis';
import { createSignal, type JSX, Show } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import type { MemberRow, NewMember } from '../../api/people/contract.ts';
import { ROLES, type Role } from '../../scorecards/people/access.ts';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Dialog, Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { date } from '../ui/format.ts';
import { Menu, type MenuItem } from '../ui/popover.tsx';
import { RefusedFields } from '../ui/refused-fields.tsx';
import { Select } from '../ui/select.tsx';
import { EmptyState, ErrorNote, explain, SkeletonRows } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { tell } from '../ui/toast.tsx';
import { listed } from '../words/by-name.ts';
import { language, t } from '../words/words.ts';
import { CentreSection } from './centre-section.tsx';
import { useMembers, usePeopleActions } from './data.ts';
import { FactorResetDialog } from './factor-reset-dialog.tsx';
import { LinkDialog, type MadeLink } from './link-dialog.tsx';
import { MemberForm } from './member-form.tsx';
import { RulesSection } from './rules-section.tsx';
import { TeamsSection } from './teams-section.tsx';
import { foundMembers, looksAfterTeams, memberOf, stateOf } from './view.ts';

const blank = (): NewMember => ({
  name: '',
  email: '',
  employee_number: null,
  roles: ['agent'],
  teams: [],
  scope: null,
  language: language(),
});

export default function PeoplePage(): JSX.Element {
  const members = useMembers();
  const { invite, change, passwordLink, signOut } = usePeopleActions();
  const [words, setWords] = createSignal('');
  const [role, setRole] = createSignal<Role | null>(null);
  /** Id of the member being changed, 'new' for an invitation. */
  const [editing, setEditing] = createSignal<string | null>(null);
  const [leaving, setLeaving] = createSignal<MemberRow | null>(null);
  const [losing, setLosing] = createSignal<MemberRow | null>(null);
  const [made, setMade] = createSignal<MadeLink | null>(null);
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
    setEditing(row?.id ?? 'new');
  }

  async function save(): Promise<void> {
    setAsked(true);
    const id = editing();
    const member = memberOf(draft);
    if (!member || id === null) return;
    try {
      if (id === 'new') setMade({ ...(await invite.mutateAsync(member)), for: 'invitation' });
      else await correct(id, member);
      setEditing(null);
    } catch {
      // The form shows why.
    }
  }

  /** Someone who has not joined yet gets a new link where the old one went to a wrong address. */
  async function correct(id: string, member: NewMember): Promise<void> {
    const before = members.data?.find((one) => one.id === id);
    const { email, language: speaks, ...fixed } = member;
    await change.mutateAsync({ id, ...(before?.joined ? fixed : member) });
    const moved = before?.joined === false && before.invited_until !== null && before.email !== email.toLowerCase();
    if (moved) setMade({ ...(await invite.mutateAsync({ member_id: id })), for: 'invitation' });
    tell(moved ? t('members.sentAgain') : t('members.saved'), 'good');
  }

  const refused = (error: unknown) => tell(explain(error), 'bad');
  const link = (row: MemberRow) =>
    invite.mutateAsync({ member_id: row.id }).then((link) => setMade({ ...link, for: 'invitation' }), refused);
  const newPassword = (row: MemberRow) =>
    passwordLink.mutateAsync(row.id).then((link) => setMade({ ...link, for: 'password' }), refused);
  const leaveAll = (row: MemberRow) =>
    signOut.mutateAsync(row.id).then(() => tell(t('members.signedOut', { name: row.name }), 'good'), refused);
  const setActive = (row: MemberRow, active: boolean) =>
    change.mutateAsync({ id: row.id, active }).then(() => setLeaving(null), refused);

  const actions = (row: MemberRow): MenuItem[] => [
    { name: t('members.edit'), do: () => open(row) },
    ...(row.active && !row.joined ? [{ name: t('members.newLink'), do: () => void link(row) }] : []),
    ...(row.active && row.joined ? [{ name: t('members.passwordLink'), do: () => void newPassword(row) }] : []),
    ...(row.joined ? [{ name: t('members.signOut'), do: () => void leaveAll(row) }] : []),
    ...(row.second_factor ? [{ name: t('members.resetFactor'), do: () => setLosing(row) }] : []),
    row.active
      ? { name: t('members.deactivate'), do: () => setLeaving(row), danger: true }
      : { name: t('members.activate'), do: () => void setActive(row, true) },
  ];
  const columns: Column<MemberRow>[] = [
    { key: 'name', head: () => t('members.name'), cell: (row) => <span class="font-medium">{row.name}</span> },
    { key: 'email', head: () => t('members.email'), cell: (row) => row.email, wideOnly: true },
    {
      key: 'roles',
      head: () => t('members.roles'),
      cell: (row) => row.roles.map((one) => t(`common.role.${one}`)).join(', '),
    },
    { key: 'teams', head: () => t('members.teams'), cell: teamsOf, wideOnly: true },
    { key: 'state', head: () => t('members.state'), cell: (row) => <StateChip row={row} />, width: '220px' },
    {
      key: 'more',
      head: () => t('ui.actions'),
      bareHead: true,
      width: '64px',
      align: 'right',
      cell: (row) => <Menu label={`${t('members.edit')}: ${row.name}`} icon={Ellipsis} items={actions(row)} />,
    },
  ];
  return (
    <Page
      title={t('members.title')}
      fixed
      filters={
        <Select
          quiet
          label={t('members.roles')}
          options={ROLES}
          name={(one) => t(`common.role.${one}`)}
          empty={t('members.allRoles')}
          value={role()}
          onChange={setRole}
        />
      }
      actions={
        <Button tone="primary" onClick={() => open(null)}>
          {t('members.invite')}
        </Button>
      }
    >
      <div class="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_300px] max-lg:grid-cols-1">
        <div class="flex min-h-0 flex-col border-r border-line">
          <div class="border-b border-line px-4.5 py-2">
            <Field
              bare
              label={t('members.find')}
              placeholder={t('members.find')}
              type="search"
              value={words()}
              onInput={setWords}
              class="max-w-80"
            />
          </div>
          <ErrorNote error={members.error} again={() => void members.refetch()} class="m-4" />
          <Show
            when={members.data}
            fallback={
              <Show when={members.isPending}>
                <SkeletonRows />
              </Show>
            }
          >
            {(rows) => (
              <Show
                when={foundMembers(rows(), words(), role()).length > 0}
                fallback={<EmptyState words={t('members.nobodyFound')} />}
              >
                <Table
                  label={t('members.title')}
                  rows={foundMembers(rows(), words(), role())}
                  key={(row) => row.id}
                  columns={columns}
                />
              </Show>
            )}
          </Show>
        </div>
        <div class="min-h-0 overflow-auto">
          <CentreSection />
          <TeamsSection members={members.data ?? []} />
          <RulesSection />
        </div>
      </div>
      <Sheet
        open={editing() !== null}
        onClose={() => setEditing(null)}
        title={editing() === 'new' ? t('members.inviteTitle') : draft.name}
        description={editing() === 'new' ? t('members.inviteHint') : undefined}
        foot={
          <>
            <Button onClick={() => setEditing(null)}>{t('ui.cancel')}</Button>
            <Button tone="primary" busy={invite.isPending || change.isPending} onClick={() => void save()}>
              {editing() === 'new' ? t('members.makeLink') : t('members.save')}
            </Button>
          </>
        }
      >
        <Show when={asked() && !memberOf(draft)}>
          <p role="alert" class="rounded-control bg-bad-wash px-3 py-2 text-bad">
            ● {t('members.fix')}
          </p>
        </Show>
        <ErrorNote error={invite.error ?? change.error} />
        <RefusedFields error={invite.error ?? change.error}>
          <MemberForm
            draft={draft}
            setDraft={setDraft}
            known={members.data?.find((one) => one.id === editing())?.joined ?? false}
          />
        </RefusedFields>
      </Sheet>
      <LinkDialog made={made()} onClose={() => setMade(null)} />
      <FactorResetDialog member={losing()} onClose={() => setLosing(null)} />
      <Dialog
        open={leaving() !== null}
        onClose={() => setLeaving(null)}
        title={t('members.deactivateTitle', { name: leaving()?.name ?? '' })}
        description={t('members.deactivateWords')}
        foot={
          <>
            <Button onClick={() => setLeaving(null)}>{t('ui.cancel')}</Button>
            <Button tone="danger" busy={change.isPending} onClick={() => void setActive(leaving()!, false)}>
              {t('members.deactivate')}
            </Button>
          </>
        }
      />
    </Page>
  );
}

function teamsOf(row: MemberRow): string {
  const own = listed(row.teams);
  if (!looksAfterTeams(row.roles)) return own || '–';
  const after = row.scope === null ? t('members.everyTeam') : listed(row.scope);
  return [own, t('members.looksAfter', { teams: after || '–' })].filter(Boolean).join(' · ');
}

function StateChip(props: { row: MemberRow }): JSX.Element {
  const state = () => stateOf(props.row);
  return (
    <Show
      when={state() === 'invited'}
      fallback={
        <Chip tone={state() === 'joined' ? 'good' : 'plain'}>
          {state() === 'joined'
            ? t('members.joined')
            : state() === 'inactive'
              ? t('members.inactive')
              : t('members.notInvited')}
        </Chip>
      }
    >
      <Chip tone="accent">{t('members.invited', { date: date(props.row.invited_until ?? '') })}</Chip>
    </Show>
  );
}
