// The current card of the board, and moving from one to the next.

import { createEffect, createSignal, on } from 'solid-js';
import type { TaskCard } from '../../api/coaching/contract.ts';
import type { BoardColumn } from './view.ts';

export type Walk = ReturnType<typeof createWalk>;

export function createWalk(columns: () => BoardColumn[]) {
  const [current, setCurrent] = createSignal<string | null>(null);
  const shown = () => columns().flatMap((column) => column.tasks);
  const here = (): TaskCard | undefined => shown().find((task) => task.id === current()) ?? shown()[0];
  const focus = (id: string | undefined) => {
    if (!id) return;
    setCurrent(id);
    document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus();
  };
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

  return {
    current,
    setCurrent,
    here,
    /** Back to the current card. */
    again: () => current() !== null && focus(here()?.id),
    step(down: number, right: number): void {
      focus(current() === null ? here()?.id : neighbour(columns(), here()?.id, down, right));
    },
  };
}

/** The card above or below, or at the same height in the column beside. */
function neighbour(
  columns: readonly BoardColumn[],
  of: string | undefined,
  down: number,
  right: number,
): string | undefined {
  const at = columns.findIndex((column) => column.tasks.some((task) => task.id === of));
  const column = columns[at];
  if (!column) return undefined;
  const row = column.tasks.findIndex((task) => task.id === of);
  if (down !== 0) return column.tasks[row + down]?.id;
  for (let i = at + right; i >= 0 && i < columns.length; i += right) {
    const beside = columns[i]!.tasks;
    if (beside.length > 0) return beside[Math.min(row, beside.length - 1)]?.id;
  }
  return undefined;
}
