// Submitted evaluations, filtered by the address; figures link here. A row opens the feedback.

import { useSearchParams } from '@solidjs/router';
import ChevronDown from 'lucide-solid/icons/chevron-down';
import { createMemo, type JSX, Show } from 'solid-js';
import type { EvaluationRow } from '../../api/evaluations/contract.ts';
import { CHANNELS, type Channel } from '../../scorecards/scorecard/definition.ts';
import { dayIn, idIn, oneIn, type Said, wordsIn } from '../address/address.ts';
import { useNames, useTeams } from '../session/names.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { DayField } from '../ui/day-field.tsx';
import { date, number, numberOfRows, points, shortDate } from '../ui/format.ts';
import { Popover } from '../ui/popover.tsx';
import { Select } from '../ui/select.tsx';
import { EmptyState, ErrorNote, SkeletonRows } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { type Filter, useCriterionText, useEvaluations } from './feedback-data.ts';

type Search = Partial<Record<keyof Filter, Said>>;
const KINDS = ['random', 'targeted'] as const;
const YES_NO = ['true', 'false'] as const;
/** Longest id of a criterion. */
const MOST_CRITERION = 40;
const idsOf = (rows: readonly { id: string }[] | undefined) => rows?.map(({ id }) => id);

export default function EvaluationsPage(): JSX.Element {
  const filter = useFilter();
  const list = useEvaluations(filter);
  const rows = createMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? []);
  const counted = () => list.data?.pages[0];
  return (
    <Page
      title={t('evaluations.title')}
      fixed
      facts={
        <Show when={counted()}>
          {(some) => (
            <span class="num text-ink-3">
              {some().total_exact
                ? t('evaluations.count', some().total)
                : t('evaluations.countMany', numberOfRows(some()))}
            </span>
          )}
        </Show>
      }
      filters={<Filters filter={filter()} first={rows()[0] ?? null} />}
    >
      <Show when={rows().length > 0} fallback={<NoRows list={list} filter={filter()} />}>
        <Table
          label={t('evaluations.title')}
          rows={rows()}
          key={(row) => row.id}
          columns={COLUMNS}
          open={(row) => `/feedback/${row.id}`}
          end={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
        />
      </Show>
    </Page>
  );
}

const isNarrowed = (filter: Filter): boolean => Object.values(filter).some((value) => value !== null);

function usePeople() {
  const session = useSession();
  const people = () => session.may('people:read');
  return { people, names: useNames(people), teams: useTeams(people) };
}

/** What the address asks for. */
function useFilter(): () => Filter {
  const [search] = useSearchParams<Search>();
  const { names, teams } = usePeople();
  return createMemo(
    (): Filter => ({
      agent: idIn(search.agent, idsOf(names.data)),
      team: idIn(search.team, idsOf(teams.data)),
      kind: oneIn(search.kind, KINDS),
      channel: oneIn<Channel>(search.channel, CHANNELS),
      from: dayIn(search.from),
      to: dayIn(search.to),
      critical: oneIn(search.critical, YES_NO),
      failed: wordsIn(search.failed, MOST_CRITERION),
      scorecard: wordsIn(search.scorecard, MOST_CRITERION),
      acknowledged: oneIn(search.acknowledged, YES_NO),
    }),
  );
}

function useClear(filter: () => Filter): () => void {
  const [, setSearch] = useSearchParams<Search>();
  return () =>
    setSearch(Object.fromEntries(Object.keys(filter()).map((key) => [key, undefined])) as Record<string, undefined>);
}

/** `first`: the first evaluation shown, which knows what the criterion asked for is called. */
function Filters(props: { filter: Filter; first: EvaluationRow | null }): JSX.Element {
  const clear = useClear(() => props.filter);
  return (
    <>
      <WhoFilters filter={props.filter} />
      <WhatFilters filter={props.filter} />
      <Days filter={props.filter} />
      <FailedChip filter={props.filter} first={props.first} />
      <Show when={isNarrowed(props.filter)}>
        <Button tone="quiet" size="sm" onClick={clear}>
          {t('evaluations.clear')}
        </Button>
      </Show>
    </>
  );
}

function WhoFilters(props: { filter: Filter }): JSX.Element {
  const [, setSearch] = useSearchParams<Search>();
  const { people, names, teams } = usePeople();
  const agents = () => (names.data ?? []).filter((person) => person.roles.includes('agent'));
  return (
    <Show when={people()}>
      <Select
        quiet
        label={t('evaluations.team')}
        options={(teams.data ?? []).map((team) => team.id)}
        name={(id) => teams.data?.find((team) => team.id === id)?.name ?? ''}
        empty={t('evaluations.allTeams')}
        value={props.filter.team ?? null}
        onChange={(team) => setSearch({ team: team ?? undefined })}
      />
      <Select
        quiet
        label={t('evaluations.agent')}
        options={agents().map((person) => person.id)}
        name={(id) => agents().find((person) => person.id === id)?.name ?? ''}
        empty={t('evaluations.allAgents')}
        value={props.filter.agent ?? null}
        onChange={(agent) => setSearch({ agent: agent ?? undefined })}
      />
    </Show>
  );
}

function WhatFilters(props: { filter: Filter }): JSX.Element {
  const [, setSearch] = useSearchParams<Search>();
  return (
    <>
      <Select
        quiet
        label={t('evaluations.kind')}
        options={KINDS}
        name={(kind) => t(kind === 'random' ? 'evaluations.randomOnly' : 'evaluations.targetedOnly')}
        empty={t('evaluations.anyKind')}
        value={props.filter.kind ?? null}
        onChange={(kind) => setSearch({ kind: kind ?? undefined })}
      />
      <Select
        quiet
        label={t('evaluations.critical')}
        options={YES_NO}
        name={(yes) => t(yes === 'true' ? 'evaluations.withCritical' : 'evaluations.withoutCritical')}
        empty={t('evaluations.anyCritical')}
        value={props.filter.critical ?? null}
        onChange={(critical) => setSearch({ critical: critical ?? undefined })}
      />
      <Select
        quiet
        label={t('evaluations.channel')}
        options={CHANNELS}
        name={(channel) => t(`common.channel.${channel}`)}
        empty={t('evaluations.allChannels')}
        value={props.filter.channel ?? null}
        onChange={(channel) => setSearch({ channel: channel ?? undefined })}
      />
    </>
  );
}

function Days(props: { filter: Filter }): JSX.Element {
  const [, setSearch] = useSearchParams<Search>();
  const days = () => {
    const { from, to } = props.filter;
    if (from && to) return t('evaluations.between', { from: shortDate(from), to: shortDate(to) });
    if (from) return t('evaluations.since', { from: shortDate(from) });
    return to ? t('evaluations.until', { to: shortDate(to) }) : t('evaluations.anyDay');
  };
  return (
    <Popover
      trigger={
        <>
          {days()}
          <ChevronDown class="size-3.5 text-ink-3" aria-hidden="true" />
        </>
      }
      label={`${t('evaluations.days')}: ${days()}`}
    >
      <div class="flex gap-3 max-sm:grid">
        <DayField
          label={t('evaluations.from')}
          value={props.filter.from ?? null}
          onDay={(from) => setSearch({ from })}
        />
        <DayField label={t('evaluations.to')} value={props.filter.to ?? null} onDay={(to) => setSearch({ to })} />
      </div>
    </Popover>
  );
}

function FailedChip(props: { filter: Filter; first: EvaluationRow | null }): JSX.Element {
  const failed = useCriterionText(() => {
    const row = props.first;
    const criterion = props.filter.failed;
    return row && criterion ? { criterion, key: row.scorecard.key, number: row.scorecard.number } : null;
  });
  return (
    <Show when={props.filter.failed}>
      {(criterion) => (
        <Chip tone="accent" class="max-w-80">
          <span class="truncate">
            {t('evaluations.failed', { criterion: failed.data ? saidMarked(failed.data) : criterion() })}
          </span>
        </Chip>
      )}
    </Show>
  );
}

function NoRows(props: { list: ReturnType<typeof useEvaluations>; filter: Filter }): JSX.Element {
  const clear = useClear(() => props.filter);
  const narrowed = () => isNarrowed(props.filter);
  return (
    <div class="px-4 pt-3">
      <ErrorNote error={props.list.error} again={() => void props.list.refetch()} />
      <Show when={props.list.isPending}>
        <SkeletonRows />
      </Show>
      <Show when={props.list.isSuccess}>
        <EmptyState
          words={t(narrowed() ? 'evaluations.emptyFiltered' : 'evaluations.empty')}
          hint={narrowed() ? undefined : t('evaluations.emptyHint')}
          action={
            <Show when={narrowed()}>
              <Button onClick={clear}>{t('evaluations.clear')}</Button>
            </Show>
          }
        />
      </Show>
    </div>
  );
}

const COLUMNS: Column<EvaluationRow>[] = [
  {
    key: 'interaction',
    head: () => t('evaluations.interaction'),
    width: '20%',
    cell: (row) =>
      t('feedback.interaction', {
        channel: t(`common.channel.${row.interaction.channel}`),
        date: date(row.interaction.started_at),
      }),
  },
  { key: 'agent', head: () => t('evaluations.agent'), cell: (row) => row.agent.name },
  {
    key: 'scorecard',
    head: () => t('evaluations.scorecard'),
    wideOnly: true,
    cell: (row) => `${saidMarked(row.scorecard.name)} · ${row.scorecard.number}`,
  },
  {
    key: 'kind',
    head: () => t('evaluations.kind'),
    width: '130px',
    wideOnly: true,
    cell: (row) => t(`common.kind.${row.kind}`),
  },
  {
    key: 'score',
    head: () => t('evaluations.score'),
    width: '90px',
    align: 'right',
    beside: true,
    cell: (row) =>
      row.final_bp === null ? <span class="text-ink-3">{t('evaluations.noScore')}</span> : points(row.final_bp),
  },
  {
    key: 'critical',
    head: () => t('evaluations.criticals'),
    width: '84px',
    align: 'right',
    cell: (row) =>
      row.critical_count > 0 ? <Chip tone="bad">{number(row.critical_count)}</Chip> : <span class="text-ink-3">0</span>,
  },
  {
    key: 'reviewer',
    head: () => t('evaluations.reviewer'),
    wideOnly: true,
    cell: (row) => row.reviewer.name,
  },
  {
    key: 'acknowledged',
    head: () => t('evaluations.acknowledged'),
    width: '130px',
    wideOnly: true,
    cell: (row) =>
      row.acknowledged_at ? shortDate(row.acknowledged_at) : <span class="text-ink-3">{t('evaluations.notYet')}</span>,
  },
];
