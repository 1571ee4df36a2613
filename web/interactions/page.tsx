// The list of interactions. Transcription progress updates automatically; failures state their reason and can be
// retried.

import { useSearchParams } from '@solidjs/router';
import Upload from 'lucide-solid/icons/upload';
import { createEffect, createMemo, type JSX, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import type { InteractionState, ListedInteraction } from '../../api/interactions/contract.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { ChooseScorecard } from '../transcripts/choosing.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { number, numberOfRows } from '../ui/format.ts';
import { EmptyState, ErrorNote, SkeletonRows } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { t } from '../words/words.ts';
import { useChoices, useInteractions, useStates } from './data.ts';
import { Filters } from './filters.tsx';
import { columnsFor, reviewNowColumn, useListActions } from './list-columns.tsx';
import { Places } from './places.tsx';
import { addressOf, filterOf, heightOf, moving, refreshed, type Search } from './view.ts';

export default function InteractionsPage(): JSX.Element {
  const session = useSession();
  const [search, setSearch] = useSearchParams<Search>();
  const choices = useChoices();
  const filter = createMemo(() => filterOf(search, choices.data));
  const filtered = () => Object.keys(filter()).length > 0;
  const list = useInteractions(filter);
  const rows = useFreshRows(list);
  const counted = () => list.data?.pages[0];
  const more = () => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage();
  return (
    <Page
      title={t('interactions.title')}
      fixed
      facts={<Show when={counted()}>{(some) => <span class="num text-ink-3">{numberOfRows(some())}</span>}</Show>}
      filters={<Filters />}
      actions={
        <Show when={session.may('interactions:import')}>
          <LinkButton href="/import" icon={Upload}>
            {t('interactions.import')}
          </LinkButton>
        </Show>
      }
    >
      <Show when={list.data?.pages[0]?.indexing}>
        {(indexing) => (
          <p role="status" class="border-b border-line bg-well px-4 py-2 text-ink-2">
            {t('interactions.indexing', { done: number(indexing().done), total: number(indexing().total) })}
          </p>
        )}
      </Show>
      <Show when={list.isError}>
        <ErrorNote error={list.error} again={() => void list.refetch()} class="m-4" />
      </Show>
      <Show
        when={list.data}
        fallback={
          <Show when={list.isPending}>
            <SkeletonRows rows={14} />
          </Show>
        }
      >
        <Show
          when={rows().length > 0}
          fallback={
            <Nothing
              filtered={filtered()}
              clear={() => setSearch(Object.fromEntries(Object.keys(search).map((key) => [key, undefined])))}
            />
          }
        >
          <List rows={rows()} q={filter().q ?? ''} more={more} />
        </Show>
      </Show>
    </Page>
  );
}

/** What is being transcribed is asked for again and again, until it stands still. */
function useFreshRows(list: ReturnType<typeof useInteractions>): () => ListedInteraction[] {
  const [news, setNews] = createStore<Record<string, InteractionState>>({});
  const rows = createMemo(() =>
    (list.data?.pages ?? []).flatMap((page) => page.rows).map((row) => refreshed(row, news[row.id])),
  );
  const states = useStates(() => rows().flatMap((row) => (moving(row) ? [row.id] : [])));
  createEffect(() => {
    for (const state of states.data ?? []) setNews(state.id, state);
  });
  // A page loaded just now is newer than updates received before it.
  createEffect(
    () =>
      list.dataUpdatedAt > 0 &&
      setNews((before) => Object.fromEntries(Object.keys(before).map((id) => [id, undefined]))),
  );
  return rows;
}

function List(props: { rows: ListedInteraction[]; q: string; more: () => void }): JSX.Element {
  const session = useSession();
  const actions = useListActions();
  const columns = () => [...columnsFor(actions), ...(session.may('reviews:work') ? [reviewNowColumn(actions)] : [])];
  return (
    <>
      <Table
        label={t('interactions.title')}
        rows={props.rows}
        key={(row) => row.id}
        columns={columns()}
        open={(row) => addressOf(row.id, props.q)}
        below={{ height: (row) => heightOf(row), cell: (row) => <Places row={row} q={props.q} /> }}
        end={props.more}
        least={860}
      />
      <ChooseScorecard of={actions.choosing} />
    </>
  );
}

function Nothing(props: { filtered: boolean; clear: () => void }): JSX.Element {
  const session = useSession();
  return (
    <Show
      when={!props.filtered}
      fallback={
        <EmptyState
          words={t('interactions.nothingFound')}
          action={<Button onClick={() => props.clear()}>{t('interactions.clear')}</Button>}
        />
      }
    >
      <Show when={session.may('interactions:import')} fallback={<EmptyState words={t('interactions.emptyElse')} />}>
        <EmptyState
          words={t('interactions.empty')}
          hint={t('interactions.emptyHint')}
          action={
            <LinkButton href="/import" tone="primary" icon={Upload}>
              {t('interactions.emptyAction')}
            </LinkButton>
          }
        />
      </Show>
    </Show>
  );
}
