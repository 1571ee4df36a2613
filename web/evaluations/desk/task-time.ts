// Time on task: how long the workspace was open and in use. Hidden windows, and windows idle for a minute while nothing
// plays, do not count.
import { onCleanup, onMount } from 'solid-js';

const IDLE_MS = 60_000;
const TICK_MS = 1000;

/** Adds up the time between two looks; a machine that slept in between adds no more than a moment. */
export function addTime(spent: number, last: number, now: number, inUse: boolean): number {
  return inUse ? spent + Math.max(0, Math.min(now - last, 2 * TICK_MS)) : spent;
}

export function useTaskTime(start: () => number, busy: () => boolean): () => number {
  let spent = 0;
  let last = performance.now();
  let touched = last;
  onMount(() => {
    const touch = () => {
      touched = performance.now();
    };
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const;
    for (const event of events) window.addEventListener(event, touch, { passive: true });
    const timer = setInterval(() => {
      const now = performance.now();
      spent = addTime(spent, last, now, document.visibilityState === 'visible' && (busy() || now - touched < IDLE_MS));
      last = now;
    }, TICK_MS);
    onCleanup(() => {
      clearInterval(timer);
      for (const event of events) window.removeEventListener(event, touch);
    });
  });
  return () => Math.round(start() + spent);
}
