// The coaching board: four columns in the order of the work, proposals first. A card moves by its menu, by ⇧→ and ⇧←,
// or by dragging; arrow keys move between cards, Enter opens one beside the board. Filters and the open task are in the
// address.

import { useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, For, type JSX, on, Show } from 'solid-js';
import type { TaskCard } from '../../api/coaching/contract.ts';
import { dateAt } from '../../scorecards/calendar/calendar.ts';
import { idIn, oneIn, type Said, wordsIn } from '../address/address.ts';
import { settled } from '../interactions/data.ts';
import { useNames } from '../session/names.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { zone } from '../ui/format.ts';
import { useKeys } from '../ui/keys.tsx';
import { Select } from '../ui/select.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../ui/states.tsx';
import { byName } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { Card } from './card.tsx';
import { useTasks } from './data.ts';
import { MoveDialog } from './move-dialog.tsx';
import { useMoving } from './moving.ts';
import { TaskSheet } from './task-sheet.tsx';
import { board, type Column, counted, type Due, dropState, movesOf, nextState } from './view.ts';

const DUES = ['week', 'over'] as const;

export default function CoachingPage(): JSX.Element {
  const session = useSession();
  const [search, setSearch] = useSearchParams<{ agent?: Said; due?: Said; task?: Said }>();
  const tasks = useTasks();
  const moving = useMoving();
  const today = () => dateAt(Date.now(), zone());
  const all = () => tasks.data ?? [];
  const due = (): Due => oneIn(search.due, DUES) ?? 'any';
  const names = useNames(() => session.may('people:read'));
  const agent = () =>
    idIn(
      search.agent,
      settled(names)?.map(({ id }) => id),
    );
  const columns = createMemo(() => board(all(), { agent: agent(), due: due() }, today()));
  const shown = () => columns().flatMap((column) => column.tasks);
  /** Those with tasks, and the one the address names, who may have none. */
  const agents = createMemo(() => {
    const named = settled(names)?.filter(({ id }) => id === agent()) ?? [];
    const people = [...all().map((task) => task.agent), ...named];
    return byName([...new Map(people.map(({ id, name }) => [id, name]))], ([, name]) => name);
  });
  const narrowed = () => agent() !== null || due() !== 'any';

  const [current, setCurrent] = createSignal<string | null>(null);
  const [dragged, setDragged] = createSignal<TaskCard | null>(null);
  const here = (): TaskCard | undefined => shown().find((task) => task.id === current()) ?? shown()[0];
  const focus = (id: string | undefined) => {
    if (!id) return;
    setCurrent(id);
    document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus();
  };
  const open = (id: string) => setSearch({ task: id });

  // A card that moved is drawn anew in its column, and anyone who moved it by keyboard goes on with it; one that has
  // left the board hands the focus to the first.
  createEffect(
    on(
      columns,
      () => {
        if (current() === null || (document.activeElement ?? document.body) !== document.body) return;
        queueMicrotask(() => focus(here()?.id));
      },
      { defer: true },
    ),
  );

  /** To the neighbour above or below, or to the same height in the column beside. */
  function step(down: number, right: number): void {
    const at = columns().findIndex((column) => column.tasks.some((task) => task.id === here()?.id));
    const column = columns()[at];
    if (!column) return;
    const row = column.tasks.findIndex((task) => task.id === here()?.id);
    if (current() === null) {
      focus(here()?.id);
      return;
    }
    if (down !== 0) {
      focus(column.tasks[row + down]?.id);
      return;
    }
    for (let i = at + right; i >= 0 && i < columns().length; i += right) {
      const beside = columns()[i]!.tasks;
      if (beside.length === 0) continue;
      focus(beside[Math.min(row, beside.length - 1)]?.id);
      return;
    }
  }

  function shift(by: 1 | -1): void {
    const task = here();
    if (!task || current() === null) return;
    const state = nextState(task, by);
    const choice = movesOf(task).find((one) => one.state === state);
    if (choice) moving.go(task, choice);
  }

  useKeys(() => [
    { keys: ['ArrowDown', 'j'], shown: 'J ↓', says: t('coaching.keysNext'), do: () => step(1, 0), repeats: true },
    { keys: ['ArrowUp', 'k'], shown: 'K ↑', says: t('coaching.keysBefore'), do: () => step(-1, 0), repeats: true },
    { keys: ['ArrowRight'], shown: '→', says: t('coaching.keysRight'), do: () => step(0, 1) },
    { keys: ['ArrowLeft'], shown: '←', says: t('coaching.keysLeft'), do: () => step(0, -1) },
    {
      keys: ['Enter'],
      shown: '↵',
      says: t('coaching.keysOpen'),
      do: () => current() !== null && here() && open(here()!.id),
    },
    { keys: ['shift+ArrowRight'], shown: '⇧→', says: t('coaching.keysMove'), do: () => shift(1) },
    { keys: ['shift+ArrowLeft'], shown: '⇧←', says: t('coaching.move.back'), do: () => shift(-1) },
  ]);

  function drop(column: Column, id: string): void {
    const task = shown().find((one) => one.id === id);
    const state = task && dropState(task, column);
    if (!task || !state) return;
    const choice = movesOf(task).find((one) => one.state === state) ?? { state, back: false, reason: false };
    moving.go(task, choice);
  }

  return (
    <Page
      title={t('coaching.title')}
      filters={
        <>
          <Select
            quiet
            label={t('coaching.agent')}
            options={agents().map(([id]) => id)}
            name={(id) => agents().find(([one]) => one === id)?.[1] ?? ''}
            empty={t('coaching.allAgents')}
            value={agent()}
            onChange={(agent) => setSearch({ agent: agent ?? undefined })}
          />
          <Select
            quiet
            label={t('coaching.dueLabel')}
            options={DUES}
            name={(one) => t(one === 'week' ? 'coaching.dueWeek' : 'coaching.dueOver')}
            empty={t('coaching.dueAny')}
            value={due() === 'any' ? null : (due() as (typeof DUES)[number])}
            onChange={(one) => setSearch({ due: one ?? undefined })}
          />
        </>
      }
    >
      <div class="px-4.5 pt-4 pb-10 max-sm:px-3">
        <ErrorNote error={tasks.error} again={() => void tasks.refetch()} />
        <Show
          when={tasks.data}
          fallback={
            <Show when={tasks.isPending}>
              <Waiting />
            </Show>
          }
        >
          <Show
            when={shown().length > 0}
            fallback={
              <Show
                when={narrowed() && all().length > 0}
                fallback={
                  <EmptyState
                    words={t('coaching.empty')}
                    hint={t('coaching.emptyHint')}
                    action={
                      <Show when={session.may('evaluations:read')}>
                        <LinkButton href="/evaluations">{t('coaching.emptyAction')}</LinkButton>
                      </Show>
                    }
                  />
                }
              >
                <EmptyState
                  words={t('coaching.emptyFiltered')}
                  action={
                    <Button onClick={() => setSearch({ agent: undefined, due: undefined })}>
                      {t('coaching.showAll')}
                    </Button>
                  }
                />
              </Show>
            }
          >
            <div class="grid min-w-240 grid-cols-4 items-stretch gap-3.5 max-sm:min-w-0 max-sm:grid-cols-1">
              <For each={columns()}>
                {(column) => (
                  <Lane
                    column={column.column}
                    tasks={column.tasks}
                    takes={dragged() !== null && dropState(dragged()!, column.column) !== null}
                    onDrop={(id) => drop(column.column, id)}
                  >
                    <For each={column.tasks}>
                      {(task) => (
                        <Card
                          task={task}
                          today={today()}
                          current={here()?.id === task.id}
                          onFocus={() => setCurrent(task.id)}
                          open={() => open(task.id)}
                          move={(choice) => moving.go(task, choice)}
                          drag={(on) => setDragged(on ? task : null)}
                        />
                      )}
                    </For>
                  </Lane>
                )}
              </For>
            </div>
          </Show>
        </Show>
      </div>
      <TaskSheet
        id={moving.asked() ? null : wordsIn(search.task, 100)}
        today={today()}
        moving={moving}
        onClose={() => {
          setSearch({ task: undefined });
          // The sheet was opened from a card, by whatever means: back to it.
          setTimeout(() => current() !== null && focus(here()?.id));
        }}
      />
      <MoveDialog
        asked={moving.asked()}
        tasks={all()}
        busy={moving.busy()}
        error={moving.error()}
        onClose={moving.close}
        onMove={(note) => moving.answer(note)}
        onMerge={(into, note) => moving.mergeInto(into, note)}
      />
    </Page>
  );
}

function Lane(props: {
  column: Column;
  tasks: readonly TaskCard[];
  /** A card is being dragged that may be dropped here. */
  takes: boolean;
  onDrop: (id: string) => void;
  children: JSX.Element;
}): JSX.Element {
  const [over, setOver] = createSignal(false);
  return (
    <section
      aria-labelledby={`column-${props.column}`}
      class={`grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2.5 rounded-sheet ${props.takes ? 'outline-1 outline-offset-4 outline-dashed outline-line-strong' : ''} ${over() && props.takes ? 'bg-accent-wash' : ''}`}
      onDragOver={(event) => {
        if (!props.takes) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        props.onDrop(event.dataTransfer?.getData('text/plain') ?? '');
      }}
    >
      <h2 id={`column-${props.column}`} class="flex gap-1.75 px-1 text-[12.5px] font-semibold text-ink-2">
        {t(`coaching.column.${props.column}`)}
        <span class="num font-normal text-ink-3">
          {props.tasks.length}
          <Show when={counted(props.tasks).proposed > 0}>
            {' '}
            · {t('coaching.proposedCount', counted(props.tasks).proposed)}
          </Show>
        </span>
      </h2>
      <Show when={props.tasks.length === 0}>
        <p class="rounded-sheet border border-dashed border-line px-3.5 py-3 text-ink-3">{t('coaching.columnEmpty')}</p>
      </Show>
      {props.children}
    </section>
  );
}

function Waiting(): JSX.Element {
  return (
    <div class="grid grid-cols-4 gap-3.5 max-sm:grid-cols-1" role="status" aria-label={t('ui.loading')}>
      <For each={[2, 2, 1, 1]}>
        {(cards) => (
          <div class="grid content-start gap-2.5">
            <Skeleton class="mx-1 h-4 w-24" />
            <For each={Array.from({ length: cards })}>{() => <Skeleton class="h-33 w-full rounded-sheet" />}</For>
          </div>
        )}
      </For>
    </div>
  );
}
