// What can be undone of something written: what it was before each step. Typing on in one field is one step.
import { createSignal } from 'solid-js';

/** So many steps are kept. */
const STEPS = 200;
/** Changes of one field within this are one step, ms. */
const ONE_GO = 1500;

export function createHistory<T>(now: () => number = Date.now) {
  const [past, setPast] = createSignal<readonly T[]>([]);
  const [future, setFuture] = createSignal<readonly T[]>([]);
  let madeAt = Number.NEGATIVE_INFINITY;
  let last: { field: string; at: number } | null = null;
  return {
    canUndo: () => past().length > 0,
    /** When the last step was made; before every instant where none can be undone. */
    madeAt: () => (past().length > 0 ? madeAt : Number.NEGATIVE_INFINITY),
    canRedo: () => future().length > 0,
    /** @param field names what is being written; null: a step of its own */
    record(before: T, field: string | null): void {
      const at = now();
      madeAt = at;
      const goesOn = field !== null && last?.field === field && at - last.at < ONE_GO;
      last = field === null ? null : { field, at };
      setFuture([]);
      if (!goesOn) setPast([...past(), before].slice(-STEPS));
    },
    /** What it was before the last step; null where there is none. */
    undo(current: T): T | null {
      const before = past().at(-1) ?? null;
      if (!before) return null;
      last = null;
      setPast(past().slice(0, -1));
      setFuture([current, ...future()]);
      return before;
    },
    redo(current: T): T | null {
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
