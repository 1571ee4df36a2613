import { useNavigate } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { duration, elapsed, hourMinute, shortDate, shortDateTime } from '../ui/format.ts';
import { EmptyState, ErrorNote, explain, SkeletonRows } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { tell } from '../ui/toast.tsx';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { forgetQueue, type QueueRow, takeNext, useQueue } from './desk/review-data.ts';

export default function QueuePage(): JSX.Element {
  const queue = useQueue();
  // The newest page counts last.
  const counts = () => queue.data?.pages.at(-1);
  const rows = createMemo(() => queue.data?.pages.flatMap((page) => page.rows) ?? []);
  return (
    <Page
      title={t('queue.title')}
      facts={
        <Show when={counts()}>
          {(now) => (
            <>
              <Chip>{t('queue.left', now().open)}</Chip>
              <Show when={now().submitted_today > 0}>
                <Chip>{t('queue.done', now().submitted_today)}</Chip>
              </Show>
            </>
          )}
        </Show>
      }
      actions={
        <Show when={(counts()?.waiting ?? 0) > 0}>
          <TakeNext />
        </Show>
      }
      fixed
    >
      <Show when={queue.error}>
        <div class="p-4">
          <ErrorNote error={queue.error} again={() => void queue.refetch()} />
        </div>
      </Show>
      <Show when={queue.data} fallback={<Show when={!queue.error}>{<SkeletonRows />}</Show>}>
        <Show when={rows().length > 0} fallback={<NothingWaits />}>
          <Table
            label={t('queue.title')}
            rows={rows()}
            key={(row) => row.id}
            open={(row) => `/reviews/${row.id}`}
            least={760}
            columns={COLUMNS}
            end={() => queue.hasNextPage && !queue.isFetchingNextPage && void queue.fetchNextPage()}
          />
        </Show>
      </Show>
    </Page>
  );
}

function TakeNext(): JSX.Element {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [busy, setBusy] = createSignal(false);
  async function next(): Promise<void> {
    setBusy(true);
    try {
      const id = await takeNext();
      if (id) navigate(`/reviews/${id}`);
      else await forgetQueue(queries);
    } catch (refusal) {
      tell(explain(refusal), 'bad');
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button tone="primary" busy={busy()} onClick={() => void next()}>
      {t('queue.next')}
    </Button>
  );
}

function NothingWaits(): JSX.Element {
  const session = useSession();
  return (
    <EmptyState
      words={t('queue.empty')}
      hint={t('queue.emptyHint')}
      action={
        <Show when={session.may('interactions:read')}>
          <LinkButton href="/interactions">{t('queue.browse')}</LinkButton>
        </Show>
      }
    />
  );
}

const COLUMNS: Column<QueueRow>[] = [
  { key: 'agent', head: () => t('queue.agent'), cell: (row) => row.agent.name },
  {
    key: 'channel',
    head: () => t('queue.channel'),
    width: '100px',
    cell: (row) => t(`common.channel.${row.interaction.channel}`),
  },
  {
    key: 'queue',
    head: () => t('queue.queue'),
    width: '14%',
    wideOnly: true,
    cell: (row) => row.interaction.queue ?? '–',
  },
  {
    key: 'when',
    head: () => t('queue.when'),
    width: '150px',
    cell: (row) => <span class="num">{shortDateTime(row.interaction.started_at)}</span>,
  },
  {
    key: 'length',
    head: () => t('queue.length'),
    align: 'right',
    width: '80px',
    wideOnly: true,
    cell: (row) => lengthOf(row),
  },
  {
    key: 'scorecard',
    head: () => t('queue.scorecard'),
    cell: (row) => t('review.version', { name: saidMarked(row.scorecard.name), number: row.scorecard.number }),
    wideOnly: true,
  },
  {
    key: 'since',
    head: () => t('queue.since'),
    width: '120px',
    cell: (row) => <span class="num">{shortDate(row.created_at)}</span>,
    wideOnly: true,
  },
  { key: 'state', head: () => t('queue.state'), width: '180px', beside: true, cell: (row) => <State row={row} /> },
];

function State(props: { row: QueueRow }): JSX.Element {
  const words = () => {
    const { row } = props;
    if (row.saved_at) return t('review.saved', { time: shortDateTime(row.saved_at) });
    return row.state === 'taken' && row.lease_until ? t('queue.taken', { time: hourMinute(row.lease_until) }) : null;
  };
  return (
    <Show when={words()} fallback={<span class="text-ink-3">{t('queue.waiting')}</span>}>
      {(own) => <Chip tone="accent">{own()}</Chip>}
    </Show>
  );
}

function lengthOf({ interaction }: QueueRow): string {
  if (interaction.duration_ms === null) return '–';
  return interaction.channel === 'voice' ? duration(interaction.duration_ms) : elapsed(interaction.duration_ms);
}
