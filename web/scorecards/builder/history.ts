// What can be undone: the drafts before each step, as they were. A draft shares with the next what did not change, so many
// fit. Typing on in one field is one step.
import { createSignal } from 'solid-js';
import type { Draft } from '../../../scorecards/scorecard/definition.ts';

/** So many steps are kept. */
const STEPS = 200;
/** Changes of one field within this are one step, ms. */
const ONE_GO = 1500;

export function createHistory(now: () => number = Date.now) {
  const [past, setPast] = createSignal<readonly Draft[]>([]);
  const [future, setFuture] = createSignal<readonly Draft[]>([]);
  let last: { field: string; at: number } | null = null;
  return {
    canUndo: () => past().length > 0,
    canRedo: () => future().length > 0,
    /** @param field names what is being written; null: a step of its own */
    record(before: Draft, field: string | null): void {
      const at = now();
      const goesOn = field !== null && last?.field === field && at - last.at < ONE_GO;
      last = field === null ? null : { field, at };
      setFuture([]);
      if (!goesOn) setPast([...past(), before].slice(-STEPS));
    },
    /** The draft before the last step; null where there is none. */
    undo(current: Draft): Draft | null {
      const before = past().at(-1) ?? null;
      if (!before) return null;
      last = null;
      setPast(past().slice(0, -1));
      setFuture([current, ...future()]);
      return before;
    },
    redo(current: Draft): Draft | null {
      const next = future()[0] ?? null;
      if (!next) return null;
      last = null;
      setFuture(future().slice(1));
      setPast([...past(), current]);
      return next;
    },
    /** Somebody else's changes came in: steps before them can no longer be told apart from theirs. */
    forget(): void {
      last = null;
      setPast([]);
      setFuture([]);
    },
  };
}
