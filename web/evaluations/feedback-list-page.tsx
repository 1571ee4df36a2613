// /feedback: an agent's feedback, unread first. Other roles see the list of all evaluations.
import { A, Navigate } from '@solidjs/router';
import { createMemo, For, type JSX, Show } from 'solid-js';
import type { EvaluationRow } from '../../api/evaluations/contract.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { date, points } from '../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../ui/states.tsx';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { useEvaluations } from './feedback-data.ts';

export default function FeedbackListPage(): JSX.Element {
  const session = useSession();
  return (
    <Show when={session.is('agent')} fallback={<Navigate href="/evaluations" />}>
      <Mine id={session.member.id} />
    </Show>
  );
}

function Mine(props: { id: string }): JSX.Element {
  const list = useEvaluations(() => ({ agent: props.id }), 30);
  const rows = createMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? []);
  const fresh = () => rows().filter((row) => row.acknowledged_at === null);
  const earlier = () => rows().filter((row) => row.acknowledged_at !== null);
  return (
    <Page title={t('feedback.mine')}>
      <div class="mx-auto grid max-w-[680px] gap-4 px-5.5 pt-6.5 pb-15 max-sm:px-3.5 max-sm:pt-4">
        <ErrorNote error={list.error} again={() => void list.refetch()} />
        <Show
          when={list.isSuccess}
          fallback={
            <Show when={list.isPending}>
              <Skeleton class="h-8 w-70" />
              <Skeleton class="h-60 w-full rounded-sheet" />
            </Show>
          }
        >
          <Show
            when={rows().length > 0}
            fallback={
              <EmptyState
                words={t('feedback.empty')}
                hint={t('feedback.emptyHint')}
                action={<LinkButton href="/plan">{t('plan.title')}</LinkButton>}
              />
            }
          >
            <h2 class="text-title font-semibold tracking-tight">{t('feedback.fresh', fresh().length)}</h2>
            <Show when={fresh().length > 0}>
              <Rows rows={fresh()} fresh />
            </Show>
            <Show when={earlier().length > 0}>
              <h2 class="mt-2 font-semibold">{t('feedback.earlier')}</h2>
              <Rows rows={earlier()} />
            </Show>
            <Show when={list.hasNextPage}>
              <Button
                class="justify-self-start"
                busy={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {t('feedback.older')}
              </Button>
            </Show>
          </Show>
        </Show>
      </div>
    </Page>
  );
}

function Rows(props: { rows: EvaluationRow[]; fresh?: boolean }): JSX.Element {
  return (
    <ul class="sheet m-0 list-none divide-y divide-line overflow-hidden p-0">
      <For each={props.rows}>
        {(row) => (
          <li>
            <A
              href={`/feedback/${row.id}`}
              class="flex items-center gap-3 px-5 py-3 text-inherit no-underline hover:bg-well"
            >
              <span class="min-w-0 flex-1">
                <span class={`block text-read ${props.fresh ? 'font-semibold' : ''}`}>
                  {t('feedback.interaction', {
                    channel: t(`common.channel.${row.interaction.channel}`),
                    date: date(row.interaction.started_at),
                  })}
                </span>
                <span class="block text-ink-3">
                  {t('feedback.reviewed', {
                    reviewer: row.reviewer.name,
                    scorecard: saidMarked(row.scorecard.name),
                    number: row.scorecard.number,
                  })}
                </span>
              </span>
              <span class="flex items-center gap-3 max-sm:flex-col-reverse max-sm:items-end max-sm:gap-1">
                <Show when={row.critical_count > 0}>
                  <Chip tone="bad">{t('feedback.critical')}</Chip>
                </Show>
                <Show when={props.fresh}>
                  <Chip tone="accent">{t('feedback.isFresh')}</Chip>
                </Show>
                <span class="num w-9 text-right text-ink-2">{row.final_bp === null ? '–' : points(row.final_bp)}</span>
              </span>
            </A>
          </li>
        )}
      </For>
    </ul>
  );
}
