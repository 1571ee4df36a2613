// Keyboard shortcuts of the workspace and their actions. What they act on is passed in, so the map can be tested
// without a page.
import { type KeyBinding, modKey } from '../ui/keys.tsx';
import { t } from '../words/words.ts';

export type ReviewActions = {
  /** A recording: without one the keys of the player do nothing. */
  sound: boolean;
  toggle: () => void;
  by: (ms: number) => void;
  turn: (step: 1 | -1) => void;
  speed: (step: 1 | -1) => void;
  criterion: (step: 1 | -1) => void;
  answer: (digit: number) => void;
  clear: () => void;
  comment: () => void;
  pin: () => void;
  find: () => void;
  evidence: (n: number) => void;
  submit: () => void;
};

export const STEP_MS = 5000;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export function reviewKeys(actions: ReviewActions): KeyBinding[] {
  const player: KeyBinding[] = actions.sound
    ? [
        { keys: [' '], shown: t('player.space'), says: t('review.key.play'), do: () => actions.toggle() },
        { keys: ['ArrowLeft'], shown: '←', says: t('review.key.back'), do: () => actions.by(-STEP_MS), repeats: true },
        {
          keys: ['ArrowRight'],
          shown: '→',
          says: t('review.key.forward'),
          do: () => actions.by(STEP_MS),
          repeats: true,
        },
        { keys: ['['], shown: '[', says: t('review.key.slower'), do: () => actions.speed(-1) },
        { keys: [']'], shown: ']', says: t('review.key.faster'), do: () => actions.speed(1) },
      ]
    : [];
  return [
    ...player,
    {
      keys: ['shift+ArrowLeft'],
      shown: '⇧←',
      says: t('review.key.turnBack'),
      do: () => actions.turn(-1),
      repeats: true,
    },
    { keys: ['shift+ArrowRight'], shown: '⇧→', says: t('review.key.turnOn'), do: () => actions.turn(1), repeats: true },
    {
      keys: ['ArrowDown', 'j'],
      shown: '↓ J',
      says: t('review.key.criterionOn'),
      do: () => actions.criterion(1),
      repeats: true,
    },
    {
      keys: ['ArrowUp', 'k'],
      shown: '↑ K',
      says: t('review.key.criterionBack'),
      do: () => actions.criterion(-1),
      repeats: true,
    },
    {
      keys: [...DIGITS],
      shown: '1 … 9',
      says: t('review.key.answer'),
      do: (event) => actions.answer(Number(event.key)),
    },
    { keys: ['0'], shown: '0', says: t('review.key.notApplicable'), do: () => actions.answer(0) },
    { keys: ['Backspace'], shown: '⌫', says: t('review.key.clear'), do: () => actions.clear() },
    { keys: ['c'], shown: 'C', says: t('review.key.comment'), do: () => actions.comment() },
    { keys: ['e'], shown: 'E', says: t('review.key.pin'), do: () => actions.pin() },
    { keys: ['/'], shown: '/', says: t('review.key.find'), do: () => actions.find() },
    {
      keys: DIGITS.map((digit) => `g ${digit}`),
      shown: 'G 1 … 9',
      says: t('review.key.evidence'),
      do: (event) => actions.evidence(Number(event.key)),
    },
    {
      keys: ['mod+Enter'],
      shown: `${modKey()}↵`,
      says: t('review.key.submit'),
      do: () => actions.submit(),
      everywhere: true,
    },
  ];
}
