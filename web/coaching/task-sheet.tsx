// A task in full beside the board: cause, moments, goal, history, and its possible status changes with a note.
import { A } from '@solidjs/router';
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import type { TaskPage } from '../../api/coaching/contract.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { shortDate, shortDateTime } from '../ui/format.ts';
import { ErrorNote, Skeleton } from '../ui/states.tsx';
import { Wording } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { useTask } from './data.ts';
import type { Moving } from './moving.ts';
import { ReviewEvidence } from './review-evidence.tsx';
import { Since } from './since.tsx';
import { goalOf, moveName, whyOf } from './task-words.ts';
import { byReview, dueIn, historyOf, movesOf } from './view.ts';

export function TaskSheet(props: {
  id: string | null;
  today: string;
  /** The reader may move it. */
  moving: Moving | null;
  onClose: () => void;
}): JSX.Element {
  const task = useTask(() => props.id);
  return (
    <Sheet open={props.id !== null} onClose={props.onClose} title={t('coaching.task')}>
      <ErrorNote error={task.error} />
      <Show
        when={task.data}
        fallback={
          <Show when={task.isPending}>
            <Waiting />
          </Show>
        }
      >
        {(found) => <Task task={found()} today={props.today} moving={props.moving} />}
      </Show>
    </Sheet>
  );
}

function Waiting(): JSX.Element {
  return (
    <div class="grid gap-3" role="status" aria-label={t('ui.loading')}>
      <Skeleton class="h-5 w-40" />
      <Skeleton class="h-12 w-full" />
      <Skeleton class="h-40 w-full" />
    </div>
  );
}

function Task(props: { task: TaskPage; today: string; moving: Moving | null }): JSX.Element {
  return (
    <div class="grid gap-5">
      <About task={props.task} today={props.today} pressing={props.moving !== null} />
      <Part title={t('coaching.evidence')}>
        <For each={byReview(props.task.evidence)}>{(review) => <ReviewEvidence review={review} />}</For>
      </Part>

      <Part title={t('coaching.goal')}>
        <Show when={props.task.goal} fallback={<p class="text-ink-2">{t('coaching.noGoal')}</p>}>
          {(goal) => (
            <A href={`/coaching/agents/${props.task.agent.id}`} class="no-underline hover:underline">
              <Chip tone="accent">{goalOf(goal())}</Chip>
            </A>
          )}
        </Show>
      </Part>

      <Show when={props.moving}>
        {(moving) => (
          <Show when={props.task.moves.length > 0}>
            <Moves task={props.task} moving={moving()} />
          </Show>
        )}
      </Show>

      <Part title={t('coaching.history')}>
        <Story task={props.task} />
      </Part>
    </div>
  );
}

/** Who, why, until when and where it stands. `pressing`: the reader answers for the date. */
function About(props: { task: TaskPage; today: string; pressing: boolean }): JSX.Element {
  const due = () => dueIn(props.task.due_on, props.today);
  return (
    // Read first, then written: the sheet opens at its beginning.
    <div class="grid gap-2 outline-none" tabindex="-1" data-autofocus>
      <div class="flex flex-wrap items-center gap-2">
        <A href={`/coaching/agents/${props.task.agent.id}`} class="font-semibold text-ink">
          {props.task.agent.name}
        </A>
        <Chip tone={props.task.state === 'done' ? 'good' : 'plain'}>{t(`coaching.state.${props.task.state}`)}</Chip>
        <Show when={props.task.critical}>{(whom) => <Chip tone="bad">{t(`common.critical.${whom()}`)}</Chip>}</Show>
      </div>
      <p class="text-read">{whyOf(props.task)}</p>
      <p class="text-ink-3">
        <span class={due().overdue && props.pressing ? 'font-medium text-warn' : ''}>
          <Show when={due().overdue} fallback={t('coaching.due', { date: shortDate(props.task.due_on) })}>
            {t('coaching.overdue', { date: shortDate(props.task.due_on) })}
          </Show>
        </span>
        <Show when={props.task.coach}>{(coach) => <> · {t('coaching.coach', { name: coach().name })}</>}</Show>
        {' · '}
        <Wording text={props.task.scorecard.name} /> {props.task.scorecard.number}
      </p>
      <Show when={props.task.state === 'proposed'}>
        <p>
          <Chip tone="warn">{t('coaching.proposed', props.task.rests_on.reviews)}</Chip>
        </p>
      </Show>
      <Show when={props.task.state === 'dismissed' && props.task.reason}>
        {(reason) => <p>{t('coaching.dismissedFor', { reason: reason() })}</p>}
      </Show>
      <Show when={props.task.state === 'merged'}>
        <p>{t('coaching.mergedInto')}</p>
      </Show>
      <Show when={props.task.state === 'checking'}>
        <Since agent={props.task.agent.id} at={props.task.changed_at} />
      </Show>
    </div>
  );
}

function Moves(props: { task: TaskPage; moving: Moving }): JSX.Element {
  const [note, setNote] = createSignal('');
  createEffect(
    on(
      () => props.task.state,
      () => setNote(''),
      { defer: true },
    ),
  );
  const onward = () => movesOf(props.task).filter(({ state }) => state !== 'merged' && state !== 'dismissed');
  const away = () => movesOf(props.task).filter(({ state }) => state === 'merged' || state === 'dismissed');
  return (
    <div class="grid gap-3 rounded-sheet bg-well p-3.5">
      <Show when={onward().length > 0}>
        <TextArea
          label={t('coaching.note')}
          hint={t('coaching.noteHint')}
          value={note()}
          onInput={setNote}
          rows={2}
          maxlength={4000}
        />
      </Show>
      <div class="flex flex-wrap gap-2">
        <For each={onward()}>
          {(choice, i) => (
            <Button
              tone={i() === 0 ? 'primary' : 'plain'}
              busy={props.moving.busy()}
              class="!whitespace-normal"
              onClick={() => props.moving.go(props.task, choice, note())}
            >
              {moveName(choice)}
            </Button>
          )}
        </For>
        <For each={away()}>
          {(choice) => (
            <Button tone="quiet" onClick={() => props.moving.go(props.task, choice)}>
              {moveName(choice)}
            </Button>
          )}
        </For>
      </div>
    </div>
  );
}

function Story(props: { task: TaskPage }): JSX.Element {
  return (
    <ol class="m-0 grid list-none gap-2 p-0">
      <For each={historyOf(props.task.events)}>
        {(event) => (
          <li class="grid grid-cols-[104px_minmax(0,1fr)] gap-3">
            <span class="num text-ink-3">{shortDateTime(event.at)}</span>
            <span>
              {t('coaching.of', {
                name: event.by?.name ?? t('coaching.product'),
                what: event.what === 'added' ? t('coaching.evidenceAdded') : t(`coaching.state.${event.state}`),
              })}
              <Show when={event.note}>
                <span class="block whitespace-pre-line text-ink-2">{event.note}</span>
              </Show>
            </span>
          </li>
        )}
      </For>
    </ol>
  );
}

function Part(props: { title: string; children: JSX.Element }): JSX.Element {
  return (
    <section>
      <h3 class="mb-1.5 font-semibold">{props.title}</h3>
      {props.children}
    </section>
  );
}
