// Keyboard shortcuts of the player, the same on every page.

import type { Turn } from '../../transcription/transcript/transcript.ts';
import { player, RATES } from '../audio/player.ts';
import type { KeyBinding } from '../ui/keys.tsx';
import { t } from '../words/words.ts';
import { type Hit, momentOf } from './view.ts';

export const STEP_MS = 5000;

/** Puts the sound where what was found is said. */
export function seekTo(turns: readonly Turn[], hit: Hit): void {
  const at = momentOf(turns, hit);
  if (at !== null) player.seek(at);
}

export type PlayerActions = { toggle: () => void; by: (ms: number) => void; speed: (step: 1 | -1) => void };

export const playerActions: PlayerActions = {
  toggle: () => player.toggle(),
  by: (ms) => player.by(ms),
  speed: setRateBy,
};

function setRateBy(step: 1 | -1): void {
  const at = RATES.findIndex((rate) => rate >= player.rate());
  const next = RATES[Math.min(RATES.length - 1, Math.max(0, (at === -1 ? RATES.length - 1 : at) + step))];
  if (next) player.setRate(next);
}

export function playerKeys(actions: PlayerActions): KeyBinding[] {
  return [
    { keys: [' '], shown: t('player.space'), says: t('review.key.play'), do: () => actions.toggle() },
    { keys: ['ArrowLeft'], shown: '←', says: t('review.key.back'), do: () => actions.by(-STEP_MS), repeats: true },
    { keys: ['ArrowRight'], shown: '→', says: t('review.key.forward'), do: () => actions.by(STEP_MS), repeats: true },
    { keys: ['['], shown: '[', says: t('review.key.slower'), do: () => actions.speed(-1) },
    { keys: [']'], shown: ']', says: t('review.key.faster'), do: () => actions.speed(1) },
  ];
}

/** From one turn to the next and back. */
export function turnKeys(turn: (step: 1 | -1) => void): KeyBinding[] {
  return [
    { keys: ['shift+ArrowLeft'], shown: '⇧←', says: t('review.key.turnBack'), do: () => turn(-1), repeats: true },
    { keys: ['shift+ArrowRight'], shown: '⇧→', says: t('review.key.turnOn'), do: () => turn(1), repeats: true },
  ];
}
