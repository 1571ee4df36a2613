// Keyboard shortcuts and palette commands of the workspace.

import { criteriaOf } from '../../../scorecards/scorecard/definition.ts';
import { editingKeys } from '../../transcripts/correcting.ts';
import { playerActions } from '../../transcripts/player-keys.ts';
import { useCommands } from '../../ui/command-palette.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { said, t } from '../../words/words.ts';
import { reviewKeys } from './review-keys.ts';
import type { Reviewing } from './reviewing.ts';
import { answerForKey, criteriaShown, neighbour } from './scorecard-view.ts';

export function useDeskKeys(desk: Reviewing): void {
  const { draft, pointing, correcting, listening, submitting, sections } = desk;
  const inHand = () => criteriaOf(desk.definition).find((one) => one.id === pointing.current());
  useKeys(() => editingKeys(correcting, listening.turns));
  useKeys(() =>
    reviewKeys({
      ...playerActions,
      sound: !desk.written,
      turn: pointing.turn,
      criterion: (step) => pointing.goTo(neighbour(sections(), pointing.current(), step)),
      answer: (digit) => {
        const criterion = inHand();
        const value = criterion ? answerForKey(criterion, digit, draft.answer(criterion.id).value) : null;
        if (criterion && value !== null) draft.change(criterion.id, { value });
      },
      clear: () => {
        const id = pointing.current();
        if (id && draft.answer(id).value !== null) draft.change(id, { value: null });
      },
      // What was done last: an answer, or a correction of the transcript.
      undo: () => {
        if (correcting && correcting.undoableSince() > draft.madeAt()) void correcting.undo();
        else pointing.goTo(draft.undo());
      },
      redo: () => pointing.goTo(draft.redo()),
      comment: pointing.comment,
      pin: pointing.pinHere,
      find: () => desk.finder.setOpen(true),
      evidence: pointing.goToEvidence,
      submit: submitting.ask,
    }),
  );
  useCommands(() =>
    criteriaShown(sections()).map((criterion) => ({
      id: criterion.id,
      name: said(criterion.text),
      kind: t('review.criterion'),
      do: () => pointing.goTo(criterion.id),
    })),
  );
}
