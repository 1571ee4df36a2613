// The keys of the workspace, each beside what it does. What they act on is handed in, so that the map can be tested
// without a page.
import { type KeyBinding, modKey } from '../ui/keys.tsx';
import { t } from '../words/words.ts';

export type ReviewActs = {
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

export function reviewKeys(acts: ReviewActs): KeyBinding[] {
  const player: KeyBinding[] = acts.sound
    ? [
        { keys: [' '], shown: t('player.space'), says: t('review.key.play'), do: () => acts.toggle() },
        { keys: ['ArrowLeft'], shown: '←', says: t('review.key.back'), do: () => acts.by(-STEP_MS), repeats: true },
        { keys: ['ArrowRight'], shown: '→', says: t('review.key.forward'), do: () => acts.by(STEP_MS), repeats: true },
        { keys: ['['], shown: '[', says: t('review.key.slower'), do: () => acts.speed(-1) },
        { keys: [']'], shown: ']', says: t('review.key.faster'), do: () => acts.speed(1) },
      ]
    : [];
  return [
    ...player,
    { keys: ['shift+ArrowLeft'], shown: '⇧←', says: t('review.key.turnBack'), do: () => acts.turn(-1), repeats: true },
    { keys: ['shift+ArrowRight'], shown: '⇧→', says: t('review.key.turnOn'), do: () => acts.turn(1), repeats: true },
    {
      keys: ['ArrowDown', 'j'],
      shown: '↓ J',
      says: t('review.key.criterionOn'),
      do: () => acts.criterion(1),
      repeats: true,
    },
    {
      keys: ['ArrowUp', 'k'],
      shown: '↑ K',
      says: t('review.key.criterionBack'),
      do: () => acts.criterion(-1),
      repeats: true,
    },
    { keys: [...DIGITS], shown: '1 … 9', says: t('review.key.answer'), do: (event) => acts.answer(Number(event.key)) },
    { keys: ['0'], shown: '0', says: t('review.key.notApplicable'), do: () => acts.answer(0) },
    { keys: ['Backspace'], shown: '⌫', says: t('review.key.clear'), do: () => acts.clear() },
    { keys: ['c'], shown: 'C', says: t('review.key.comment'), do: () => acts.comment() },
    { keys: ['e'], shown: 'E', says: t('review.key.pin'), do: () => acts.pin() },
    { keys: ['/'], shown: '/', says: t('review.key.find'), do: () => acts.find() },
    {
      keys: DIGITS.map((digit) => `g ${digit}`),
      shown: 'G 1 … 9',
      says: t('review.key.evidence'),
      do: (event) => acts.evidence(Number(event.key)),
    },
    {
      keys: ['mod+Enter'],
      shown: `${modKey()}↵`,
      says: t('review.key.submit'),
      do: () => acts.submit(),
      everywhere: true,
    },
  ];
}
