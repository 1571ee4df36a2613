// The board: four columns in the order of the work, and their cards.

import { createSignal, For, type JSX, Show } from 'solid-js';
import type { TaskCard } from '../../api/coaching/contract.ts';
import { t } from '../words/words.ts';
import type { Walk } from './board-walk.ts';
import { Card } from './card.tsx';
import type { Moving } from './moving.ts';
import { type BoardColumn, type Column, counted, dropState, movesOf } from './view.ts';

export function Board(props: {
  columns: readonly BoardColumn[];
  walk: Walk;
  moving: Moving;
  today: string;
  open: (task: string) => void;
}): JSX.Element {
  const [dragged, setDragged] = createSignal<TaskCard | null>(null);
  function drop(column: Column, id: string): void {
    const task = props.columns.flatMap(({ tasks }) => tasks).find((one) => one.id === id);
    const state = task && dropState(task, column);
    if (!task || !state) return;
    const choice = movesOf(task).find((one) => one.state === state) ?? { state, back: false, reason: false };
    props.moving.go(task, choice);
  }
  return (
    <div class="grid min-w-240 grid-cols-4 items-stretch gap-3.5 max-sm:min-w-0 max-sm:grid-cols-1">
      <For each={props.columns}>
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
                  today={props.today}
                  current={props.walk.here()?.id === task.id}
                  onFocus={() => props.walk.setCurrent(task.id)}
                  open={() => props.open(task.id)}
                  move={(choice) => props.moving.go(task, choice)}
                  drag={(on) => setDragged(on ? task : null)}
                />
              )}
            </For>
          </Lane>
        )}
      </For>
    </div>
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
