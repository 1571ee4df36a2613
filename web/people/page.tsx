// People: members with their roles, invitations, and teams.

import Ellipsis from 'lucide-solid/icons/ellipsis';
import { createSignal, type JSX, Show } from 'solid-js';
import type { MemberRow } from '../../api/people/contract.ts';
import { ROLES, type Role } from '../../scorecards/people/access.ts';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { date } from '../ui/format.ts';
import { Menu, type MenuItem } from '../ui/popover.tsx';
import { Select } from '../ui/select.tsx';
import { EmptyState, ErrorNote, SkeletonRows } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { listed } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { CentreSection } from './centre-section.tsx';
import { useMembers } from './data.ts';
import { FactorResetDialog } from './factor-reset-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { createMemberDraft, MemberSheet } from './member-sheet.tsx';
import { actionsFor, type Membership, useMembership } from './membership.ts';
import { RulesSection } from './rules-section.tsx';
import { TeamsSection } from './teams-section.tsx';
import { looksAfterTeams, membersSought, stateOf } from './view.ts';

export default function PeoplePage(): JSX.Element {
  const [role, setRole] = createSignal<Role | null>(null);
  const membership = useMembership();
  const draft = createMemberDraft(membership);
  const { made, setMade, losing, setLosing } = membership;
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
        <Button tone="primary" onClick={() => draft.open(null)}>
          {t('members.invite')}
        </Button>
      }
    >
      <div class="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_300px] max-lg:block max-lg:overflow-auto">
        <div class="flex min-h-0 flex-col border-line max-lg:h-[75%] max-lg:border-b lg:border-r">
          <MemberList role={role()} actions={(row) => actionsFor(row, draft.open, membership)} />
        </div>
        <div class="min-h-0 lg:overflow-auto">
          <CentreSection />
          <TeamsSection />
          <RulesSection />
        </div>
      </div>
      <MemberSheet of={draft} />
      <LinkDialog made={made()} onClose={() => setMade(null)} />
      <FactorResetDialog member={losing()} onClose={() => setLosing(null)} />
      <LeavingDialog membership={membership} />
    </Page>
  );
}

function MemberList(props: { role: Role | null; actions: (row: MemberRow) => MenuItem[] }): JSX.Element {
  const [words, setWords] = createSignal('');
  const members = useMembers(() => membersSought(words(), props.role));
  const columns = columnsWith((row) => props.actions(row));
  return (
    <>
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
          <Show when={rows().length > 0} fallback={<EmptyState words={t('members.nobodyFound')} />}>
            <Table
              label={t('members.title')}
              rows={rows()}
              key={(row) => row.id}
              columns={columns}
              end={() => members.hasNextPage && !members.isFetchingNextPage && void members.fetchNextPage()}
            />
          </Show>
        )}
      </Show>
    </>
  );
}

/** @param actions of a member, in the menu at the end of the line */
function columnsWith(actions: (row: MemberRow) => MenuItem[]): Column<MemberRow>[] {
  return [
    {
      key: 'name',
      head: () => t('members.name'),
      width: '17%',
      cell: (row) => <span class="font-medium">{row.name}</span>,
    },
    { key: 'email', head: () => t('members.email'), width: '22%', cell: (row) => row.email, wideOnly: true },
    {
      key: 'roles',
      head: () => t('members.roles'),
      width: '14%',
      cell: (row) => row.roles.map((one) => t(`common.role.${one}`)).join(', '),
    },
    {
      key: 'teams',
      head: () => t('members.teams'),
      cell: (row) => <span title={teamsOf(row)}>{teamsOf(row)}</span>,
      wideOnly: true,
    },
    { key: 'state', head: () => t('members.state'), cell: (row) => <StateChip row={row} />, width: '220px' },
    {
      key: 'more',
      head: () => t('ui.actions'),
      bareHead: true,
      width: '64px',
      align: 'right',
      beside: true,
      cell: (row) => <Menu label={`${t('members.edit')}: ${row.name}`} icon={Ellipsis} items={actions(row)} />,
    },
  ];
}

function LeavingDialog(props: { membership: Membership }): JSX.Element {
  const { leaving, setLeaving, change, setActive } = props.membership;
  return (
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
