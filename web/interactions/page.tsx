// The list of interactions. Transcription progress updates automatically; failures state their reason and can be
// retried.
import { useNavigate, useSearchParams } from '@solidjs/router';
import Mail from 'lucide-solid/icons/mail';
import MessageSquare from 'lucide-solid/icons/message-square';
import MessagesSquare from 'lucide-solid/icons/messages-square';
import Phone from 'lucide-solid/icons/phone';
import Upload from 'lucide-solid/icons/upload';
import { createEffect, createMemo, type JSX, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { Dynamic } from 'solid-js/web';
import type { InteractionRow, InteractionState, ListedInteraction } from '../../api/interactions/contract.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { duration, number, numberOfRows, shortDateTime } from '../ui/format.ts';
import { narrow } from '../ui/narrow.ts';
import { EmptyState, ErrorNote, explain, SkeletonRows } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { settled, useChoices, useInteractions, useRetry, useReviewNow, useStates } from './data.ts';
import { Filters } from './filters.tsx';
import { Places } from './places.tsx';
import { StateCell } from './state-cell.tsx';
import { addressOf, filterOf, heightOf, moving, refreshed, type Search, standingOf } from './view.ts';

const CHANNEL_ICONS = { voice: Phone, chat: MessageSquare, email: Mail, social: MessagesSquare };

export default function InteractionsPage(): JSX.Element {
  const session = useSession();
  const [search, setSearch] = useSearchParams<Search>();
  const choices = useChoices();
  const filter = createMemo(() => filterOf(search, settled(choices)));
  const filtered = () => Object.keys(filter()).length > 0;
  const list = useInteractions(filter);
  const [news, setNews] = createStore<Record<string, InteractionState>>({});
  const rows = createMemo(() =>
    (settled(list)?.pages ?? []).flatMap((page) => page.rows).map((row) => refreshed(row, news[row.id])),
  );
  const states = useStates(() => rows().flatMap((row) => (moving(row) ? [row.id] : [])));
  createEffect(() => {
    for (const state of settled(states) ?? []) setNews(state.id, state);
  });
  // What was asked a page ago is newer than what was told in between.
  createEffect(
    () =>
      list.dataUpdatedAt > 0 &&
      setNews((before) => Object.fromEntries(Object.keys(before).map((id) => [id, undefined]))),
  );
  const counted = () => settled(list)?.pages[0];
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
      <Show when={settled(list)?.pages[0]?.indexing}>
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
        when={settled(list)}
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

function List(props: { rows: ListedInteraction[]; q: string; more: () => void }): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const retry = useRetry();
  const review = useReviewNow();
  const tryAgain = (row: InteractionRow) =>
    retry.mutate(row.id, {
      onSuccess: () => tell(t('interactions.retried')),
      onError: (error) => tell(explain(error), 'bad'),
    });
  const reviewNow = (row: InteractionRow) =>
    review.mutate(row.id, {
      onSuccess: ({ review }) => navigate(`/reviews/${review}`),
      onError: (error) => tell(explain(error), 'bad'),
    });
  const columns = (): Column<ListedInteraction>[] => [
    {
      key: 'interaction',
      head: () => t('interactions.interaction'),
      width: narrow() ? '42%' : '19%',
      cell: (row) => (
        <span class="inline-flex max-w-full items-center gap-2 align-middle">
          <Dynamic component={CHANNEL_ICONS[row.channel]} class="size-4 shrink-0 text-ink-3" aria-hidden="true" />
          <span class="sr-only">{t(`common.channel.${row.channel}`)} </span>
          <span class="min-w-0 truncate" title={row.external_id}>
            {row.external_id}
          </span>
        </span>
      ),
    },
    { key: 'agent', head: () => t('interactions.agent'), cell: (row) => row.agent.name },
    {
      key: 'started',
      head: () => t('interactions.started'),
      width: '130px',
      wideOnly: true,
      cell: (row) => <span class="num">{shortDateTime(row.started_at)}</span>,
    },
    {
      key: 'length',
      head: () => t('interactions.length'),
      width: '80px',
      wideOnly: true,
      align: 'right',
      cell: (row) => <Length row={row} />,
    },
    {
      key: 'queue',
      head: () => t('interactions.queue'),
      wideOnly: true,
      cell: (row) => <span class="text-ink-2">{row.queue}</span>,
    },
    {
      key: 'state',
      head: () => t('interactions.state'),
      width: narrow() ? undefined : '30%',
      cell: (row) => (
        <span class="flex items-center gap-2">
          <span class="min-w-0 flex-1">
            <StateCell of={row.external_id} standing={standingOf(row)} />
          </span>
          <Show when={standingOf(row).kind === 'failed' && session.may('interactions:import')}>
            <Button
              size="sm"
              class="relative z-1"
              aria-label={t('interactions.retryOf', { id: row.external_id })}
              onClick={() => tryAgain(row)}
            >
              {t('interactions.retry')}
            </Button>
          </Show>
        </span>
      ),
    },
    {
      key: 'reviews',
      head: () => t('interactions.reviews'),
      width: '76px',
      align: 'right',
      wideOnly: true,
      cell: (row) => (row.reviews === 0 ? <span class="text-ink-3">–</span> : number(row.reviews)),
    },
    ...(session.may('reviews:work')
      ? [
          {
            key: 'review',
            head: () => t('ui.actions'),
            bareHead: true,
            width: '100px',
            align: 'right' as const,
            cell: (row: InteractionRow) => (
              <Show when={standingOf(row).kind === 'ready' && row.agent.id !== session.member.id}>
                <Button
                  size="sm"
                  class="relative z-1"
                  busy={review.isPending && review.variables === row.id}
                  aria-label={t('interactions.reviewNowOf', { id: row.external_id })}
                  onClick={() => reviewNow(row)}
                >
                  {t('interactions.reviewNow')}
                </Button>
              </Show>
            ),
          },
        ]
      : []),
  ];
  return (
    <Table
      label={t('interactions.title')}
      rows={props.rows}
      key={(row) => row.id}
      columns={columns()}
      open={(row) => addressOf(row.id, props.q)}
      below={{ height: (row) => heightOf(row), cell: (row) => <Places row={row} q={props.q} /> }}
      end={props.more}
      least={narrow() ? 0 : 860}
    />
  );
}

/** How long someone talked or typed. Of a letter the time until its answer says little. */
function Length(props: { row: InteractionRow }): JSX.Element {
  const ms = () => (['voice', 'chat'].includes(props.row.channel) ? props.row.duration_ms : null);
  return (
    <Show when={ms() !== null} fallback={<span class="text-ink-3">–</span>}>
      {duration(ms() ?? 0)}
    </Show>
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
