// An agent's own plan and current tasks, in whole sentences.
import { For, type JSX, Show } from 'solid-js';
import type { TaskCard } from '../../api/coaching/contract.ts';
import { dateAt } from '../../scorecards/calendar/calendar.ts';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { shortDate, zone } from '../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import { useMine } from './data.ts';
import { Goal } from './goal.tsx';
import { ReviewEvidence } from './review-evidence.tsx';
import { whyOf } from './task-words.ts';
import { byReview } from './view.ts';

export default function PlanPage(): JSX.Element {
  const mine = useMine();
  return (
    <Page
      title={t('plan.title')}
      actions={
        <Button tone="quiet" onClick={() => window.print()}>
          {t('feedback.print')}
        </Button>
      }
    >
      <div class="mx-auto grid max-w-[680px] gap-4 px-5.5 pt-6.5 pb-15 max-sm:px-3.5 max-sm:pt-4">
        <p class="hidden text-ink-2 print:block">
          {mine.data?.agent.name} · {t('coaching.plan')}
        </p>
        <ErrorNote error={mine.error} again={() => void mine.refetch()} />
        <Show
          when={mine.data}
          fallback={
            <Show when={mine.isPending}>
              <Skeleton class="h-8 w-70" />
              <Skeleton class="h-60 w-full rounded-sheet" />
            </Show>
          }
        >
          {(own) => <Plan mine={own()} />}
        </Show>
      </div>
    </Page>
  );
}

function Plan(props: { mine: NonNullable<ReturnType<typeof useMine>['data']> }): JSX.Element {
  const today = () => dateAt(Date.now(), zone());
  const goals = () => props.mine.plan?.goals ?? [];
  const open = () => goals().filter(({ state }) => state === 'open');
  const earlier = () => goals().filter(({ state }) => state !== 'open');
  return (
    <Show
      when={goals().length + props.mine.tasks.length > 0}
      fallback={
        <EmptyState
          words={t('plan.empty')}
          hint={t('plan.emptyHint')}
          action={<LinkButton href="/feedback">{t('plan.feedback')}</LinkButton>}
        />
      }
    >
      <h2 class="text-title font-semibold tracking-tight">{t('plan.lead', open().length)}</h2>
      <For each={open()}>
        {(goal) => (
          <div class="sheet px-5 py-4.5 text-read">
            <Goal goal={goal} today={today()} />
          </div>
        )}
      </For>
      <section class="grid gap-3">
        <h2 class="mt-2 font-semibold">{t('plan.tasks')}</h2>
        <For each={props.mine.tasks} fallback={<p class="text-ink-3">{t('plan.tasksNone')}</p>}>
          {(task) => <Task task={task} />}
        </For>
      </section>
      <Show when={earlier().length > 0}>
        <details class="sheet px-5 py-3.5">
          <summary class="cursor-pointer font-semibold">{t('coaching.earlierGoals')}</summary>
          <div class="mt-3 grid gap-5">
            <For each={earlier()}>{(goal) => <Goal goal={goal} today={today()} />}</For>
          </div>
        </details>
      </Show>
    </Show>
  );
}

function Task(props: { task: TaskCard }): JSX.Element {
  const reviews = () => byReview(props.task.evidence);
  return (
    <section class="sheet px-5 py-4.5 break-inside-avoid">
      <p class="text-read">{whyOf(props.task)}</p>
      <p class="mt-1 flex flex-wrap items-center gap-2 text-ink-3">
        <Chip>{t(`coaching.state.${props.task.state}`)}</Chip>
        <span>
          {t('coaching.due', { date: shortDate(props.task.due_on) })}
          <Show when={props.task.coach}>{(coach) => <> · {t('plan.with', { coach: coach().name })}</>}</Show>
        </span>
      </p>
      {/* One message at a time: the newest review speaks, those before it wait. */}
      <Show when={reviews()[0]}>
        {(newest) => (
          <div class="mt-3">
            <ReviewEvidence review={newest()} />
          </div>
        )}
      </Show>
      <Show when={reviews().length > 1}>
        <details class="mt-3">
          <summary class="cursor-pointer text-ink-2">{t('coaching.earlierMoments', reviews().length - 1)}</summary>
          <div class="mt-3">
            <For each={reviews().slice(1)}>{(review) => <ReviewEvidence review={review} />}</For>
          </div>
        </details>
      </Show>
    </section>
  );
}
