// Keyboard shortcuts of the workspace and their actions. What they act on is passed in, so the map can be tested
// without a page.
import { type PlayerActions, playerKeys, turnKeys } from '../../transcripts/player-keys.ts';
import { type KeyBinding, modKey } from '../../ui/keys.tsx';
import { t } from '../../words/words.ts';

export type ReviewActions = PlayerActions & {
  /** A recording: without one the keys of the player do nothing. */
  sound: boolean;
  turn: (step: 1 | -1) => void;
  criterion: (step: 1 | -1) => void;
  answer: (digit: number) => void;
  clear: () => void;
  undo: () => void;
  redo: () => void;
  comment: () => void;
  pin: () => void;
  find: () => void;
  evidence: (n: number) => void;
  submit: () => void;
};

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export function reviewKeys(actions: ReviewActions): KeyBinding[] {
  return [
    ...(actions.sound ? playerKeys(actions) : []),
    ...turnKeys(actions.turn),
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
    { keys: ['mod+z'], shown: `${modKey()}Z`, says: t('review.key.undo'), do: () => actions.undo(), repeats: true },
    {
      keys: ['mod+shift+z', 'mod+y'],
      shown: `${modKey()}⇧Z`,
      says: t('review.key.redo'),
      do: () => actions.redo(),
      repeats: true,
    },
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
