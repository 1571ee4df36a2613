// A card of the board: agent, cause, moments to play, goal and due date. A proposed task is drawn dashed and asks for a
// decision: accept, merge, or dismiss with a reason.
import { A } from '@solidjs/router';
import Ellipsis from 'lucide-solid/icons/ellipsis';
import { For, type JSX, Show } from 'solid-js';
import type { TaskCard } from '../../api/coaching/contract.ts';
import { Masked, spoken } from '../audio/masked.tsx';
import { MomentChip } from '../audio/moment-chip.tsx';
import { Button } from '../ui/button.tsx';
import { Avatar, Chip } from '../ui/chip.tsx';
import { shortDate } from '../ui/format.ts';
import { Menu } from '../ui/popover.tsx';
import { t } from '../words/words.ts';
import { Since } from './since.tsx';
import { goalOf, goalShort, moveName, whyOf } from './task-words.ts';
import { chipsOf, dueIn, type MoveChoice, movesOf } from './view.ts';

export function Card(props: {
  task: TaskCard;
  today: string;
  /** It can be reached by Tab: one card of the board at a time. */
  current: boolean;
  onFocus: () => void;
  open: () => void;
  move: (choice: MoveChoice) => void;
  drag: (dragging: boolean) => void;
}): JSX.Element {
  const proposed = () => props.task.state === 'proposed';
  return (
    <article
      data-card={props.task.id}
      tabindex={props.current ? 0 : -1}
      aria-label={t('coaching.of', { name: props.task.agent.name, what: whyOf(props.task) })}
      draggable="true"
      onFocusIn={() => props.onFocus()}
      onDragStart={(event) => {
        event.dataTransfer?.setData('text/plain', props.task.id);
        props.drag(true);
      }}
      onDragEnd={() => props.drag(false)}
      class={`sheet grid grid-cols-[minmax(0,1fr)] gap-2 px-3.5 py-3 hover:border-line-strong ${proposed() ? '!border-dashed !border-line-strong !bg-paper' : ''}`}
    >
      <CardHead task={props.task} move={props.move} />
      <button
        type="button"
        tabindex="-1"
        class="rounded text-left leading-normal hover:underline hover:decoration-line-strong hover:underline-offset-3"
        onClick={() => props.open()}
      >
        {whyOf(props.task)}
      </button>
      <Show when={proposed()}>
        <p class="text-small text-ink-2">{t('coaching.proposed', props.task.rests_on.reviews)}</p>
      </Show>
      <Heard task={props.task} />
      <Show when={props.task.state === 'checking'}>
        <Since agent={props.task.agent.id} at={props.task.changed_at} />
      </Show>
      <GoalAndDate task={props.task} today={props.today} />
      <Show when={proposed()}>
        <Decision task={props.task} move={props.move} />
      </Show>
    </article>
  );
}

type Moved = { task: TaskCard; move: (choice: MoveChoice) => void };

function CardHead(props: Moved): JSX.Element {
  return (
    <div class="flex items-center gap-2">
      <Avatar name={props.task.agent.name} />
      <A
        href={`/coaching/agents/${props.task.agent.id}`}
        class="min-w-0 truncate font-semibold text-ink no-underline hover:underline"
      >
        {props.task.agent.name}
      </A>
      <span class="flex-1" />
      <Show when={props.task.critical}>
        {(whom) => (
          <Chip tone="bad" title={t(`common.critical.${whom()}`)}>
            {t('coaching.critical')}
          </Chip>
        )}
      </Show>
      <Menu
        label={t('coaching.moves', { name: props.task.agent.name, why: whyOf(props.task) })}
        icon={Ellipsis}
        class="-my-1 -mr-1.5 !min-h-7 !px-1"
        items={movesOf(props.task).map((one) => ({
          name: moveName(one),
          danger: one.state === 'dismissed',
          do: () => props.move(one),
        }))}
      />
    </div>
  );
}

/** The moments it rests on. */
function Heard(props: { task: TaskCard }): JSX.Element {
  const chips = () => chipsOf(props.task.evidence);
  return (
    <>
      <Show when={chips().moments.length > 0}>
        <div class="flex flex-wrap items-center gap-1.5">
          <For each={chips().moments}>
            {(moment) => (
              <MomentChip
                interaction={moment.interaction_id}
                start_ms={moment.start_ms}
                end_ms={moment.end_ms}
                quote={moment.quote || undefined}
              />
            )}
          </For>
          <Show when={chips().more > 0}>
            <span class="text-small text-ink-3">{t('coaching.moreMoments', chips().more)}</span>
          </Show>
        </div>
      </Show>
      {/* In text there is nothing to play: its own words stand there. */}
      <For each={chips().quotes}>
        {(quote) => (
          <p class="truncate border-l-2 border-line-strong pl-2 text-small text-ink-2" title={spoken(quote)}>
            “<Masked text={quote} />”
          </p>
        )}
      </For>
    </>
  );
}

function GoalAndDate(props: { task: TaskCard; today: string }): JSX.Element {
  const due = () => dueIn(props.task.due_on, props.today);
  return (
    <div class="flex flex-wrap items-center gap-1.5">
      <Show when={props.task.goal}>
        {(goal) => (
          <Chip tone="accent" class="max-w-full" title={goalOf(goal())}>
            <span class="-my-0.5 truncate py-0.5">{goalShort(goal())}</span>
          </Chip>
        )}
      </Show>
      <span class={`num ml-auto ${due().overdue ? 'font-medium text-warn' : 'text-ink-3'}`}>
        <Show when={due().overdue} fallback={t('coaching.due', { date: shortDate(props.task.due_on) })}>
          {t('coaching.overdue', { date: shortDate(props.task.due_on) })}
        </Show>
      </span>
    </div>
  );
}

/** What is only proposed is taken, merged or dismissed. */
function Decision(props: Moved): JSX.Element {
  const choice = (state: TaskCard['state']) => movesOf(props.task).find((one) => one.state === state);
  return (
    <div class="flex gap-1.5">
      <For each={['new', 'merged', 'dismissed'] as const}>
        {(state) => (
          <Show when={choice(state)}>
            {(one) => (
              <Button size="sm" tone={state === 'new' ? 'plain' : 'quiet'} onClick={() => props.move(one())}>
                {t(state === 'new' ? 'coaching.take' : state === 'merged' ? 'coaching.merge' : 'coaching.dismiss')}
              </Button>
            )}
          </Show>
        )}
      </For>
    </div>
  );
}
