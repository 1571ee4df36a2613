// The columns of the list of interactions, with the actions of a row.

import Mail from 'lucide-solid/icons/mail';
import MessageSquare from 'lucide-solid/icons/message-square';
import MessagesSquare from 'lucide-solid/icons/messages-square';
import Phone from 'lucide-solid/icons/phone';
import { type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import type { InteractionRow, ListedInteraction } from '../../api/interactions/contract.ts';
import { useSession } from '../session/session.tsx';
import { createChoosing } from '../transcripts/choosing.tsx';
import { Button } from '../ui/button.tsx';
import { duration, number, shortDateTime } from '../ui/format.ts';
import { explain } from '../ui/states.tsx';
import type { Column } from '../ui/table.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { useRetry } from './data.ts';
import { StateCell } from './state-cell.tsx';
import { standingOf } from './view.ts';

const CHANNEL_ICONS = { voice: Phone, chat: MessageSquare, email: Mail, social: MessagesSquare };

export function columnsFor(actions: ListActions): Column<ListedInteraction>[] {
  return [
    {
      key: 'interaction',
      head: () => t('interactions.interaction'),
      width: '19%',
      cell: (row) => <Named row={row} />,
    },
    ...MIDDLE,
    {
      key: 'state',
      head: () => t('interactions.state'),
      width: '30%',
      cell: (row) => <State row={row} actions={actions} />,
    },
    {
      key: 'reviews',
      head: () => t('interactions.reviews'),
      width: '76px',
      align: 'right',
      wideOnly: true,
      cell: (row) => (row.reviews === 0 ? <span class="text-ink-3">–</span> : number(row.reviews)),
    },
  ];
}

const MIDDLE: Column<ListedInteraction>[] = [
  { key: 'agent', head: () => t('interactions.agent'), cell: (row) => row.agent.name },
  {
    key: 'started',
    head: () => t('interactions.started'),
    width: '150px',
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
];

/** For reviewers. */
export function reviewNowColumn(actions: ListActions): Column<ListedInteraction> {
  return {
    key: 'review',
    head: () => t('ui.actions'),
    bareHead: true,
    width: '100px',
    align: 'right',
    beside: true,
    cell: (row) => <ReviewNow row={row} actions={actions} />,
  };
}

export type ListActions = ReturnType<typeof useListActions>;

/** Held by the list, because a row may be redrawn while its request is still running. */
export function useListActions() {
  const retry = useRetry();
  const choosing = createChoosing();
  return {
    tryAgain: (row: ListedInteraction) =>
      retry.mutate(row.id, {
        onSuccess: () => tell(t('interactions.retried')),
        onError: (error) => tell(explain(error), 'bad'),
      }),
    choosing,
  };
}

type Row = { row: ListedInteraction };
type WithActions = Row & { actions: ListActions };

function Named(props: Row): JSX.Element {
  return (
    <span class="inline-flex max-w-full items-center gap-2 align-middle">
      <Dynamic component={CHANNEL_ICONS[props.row.channel]} class="size-4 shrink-0 text-ink-3" aria-hidden="true" />
      <span class="sr-only">{t(`common.channel.${props.row.channel}`)} </span>
      <span class="min-w-0 truncate" title={props.row.external_id}>
        {props.row.external_id}
      </span>
    </span>
  );
}

function State(props: WithActions): JSX.Element {
  return (
    <span class="flex items-center gap-2">
      <span class="min-w-0 flex-1">
        <StateCell of={props.row.external_id} standing={standingOf(props.row)} />
      </span>
      <Show when={standingOf(props.row).kind === 'failed'}>
        <TryAgain {...props} />
      </Show>
    </span>
  );
}

function TryAgain(props: WithActions): JSX.Element {
  const session = useSession();
  return (
    <Show when={session.may('interactions:import')}>
      <Button
        size="sm"
        class="relative z-1"
        aria-label={t('interactions.retryOf', { id: props.row.external_id })}
        onClick={() => props.actions.tryAgain(props.row)}
      >
        {t('interactions.retry')}
      </Button>
    </Show>
  );
}

function ReviewNow(props: WithActions): JSX.Element {
  const session = useSession();
  return (
    <Show when={standingOf(props.row).kind === 'ready' && props.row.agent.id !== session.member.id}>
      <Button
        size="sm"
        class="relative z-1"
        aria-disabled={props.actions.choosing.asking(props.row.id)}
        aria-label={t('interactions.reviewNowOf', { id: props.row.external_id })}
        onClick={() => void props.actions.choosing.ask({ id: props.row.id, recorded: props.row.file_name !== null })}
      >
        {t('interactions.reviewNow')}
      </Button>
    </Show>
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
