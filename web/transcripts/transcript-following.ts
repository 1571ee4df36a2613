// The transcript follows playback: the current turn stays in view, until someone scrolls away.

import { createEffect, createSignal, on } from 'solid-js';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { wordAt } from '../audio/follow.ts';
import { player } from '../audio/player.ts';
import type { Hit } from './view.ts';

/** @param of.now index of the current turn, -1 if there is none; `still`: nothing moves while a turn is being edited */
export function createFollowing(of: {
  scroller: () => HTMLElement;
  turns: () => readonly Turn[];
  now: () => number;
  begun: () => boolean;
  written: () => boolean;
  still: () => boolean;
  hit: () => Hit | null;
}) {
  const [following, setFollowing] = createSignal(true);
  const element = (index: number) => of.scroller().querySelector<HTMLElement>(`[data-turn="${index}"]`);
  const show = (index: number) => {
    const turn = element(index);
    if (turn) bringIntoView(of.scroller(), turn);
  };
  const spokenWord = (): Element | null => {
    const turn = of.turns()[of.now()];
    const word = turn && !of.written() ? wordAt(turn, player.time()) : -1;
    if (word < 0 || player.time() === 0) return null;
    return element(of.now())?.querySelector(`[data-word="${word}"]`) ?? null;
  };
  // The spoken word is lit by hand: one class taken off, one put on, however long the call.
  let lit: Element | null = null;
  createEffect(() => {
    const next = spokenWord();
    if (next === lit) return;
    lit?.classList.remove('word-on');
    next?.classList.add('word-on');
    lit = next;
  });
  createEffect(
    on(of.now, (index) => following() && !of.still() && index >= 0 && of.begun() && show(index), { defer: true }),
  );
  createEffect(
    on(
      () => player.span(),
      (span) => span && setFollowing(true),
    ),
  );
  createEffect(() => {
    const hit = of.hit();
    if (hit) show(hit.turn);
  });
  return {
    following,
    setFollowing,
    /** Back to what is spoken. */
    again(): void {
      setFollowing(true);
      show(of.now());
    },
  };
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

function bringIntoView(scroller: HTMLElement, element: HTMLElement): void {
  const box = element.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  if (box.top >= frame.top + 8 && box.bottom <= frame.bottom - 60) return;
  scroller.scrollTo({
    top: scroller.scrollTop + box.top - frame.top - frame.height / 3,
    behavior: calm() ? 'auto' : 'smooth',
  });
}
