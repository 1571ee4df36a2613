// The dialogs of the workspace.

import type { JSX } from 'solid-js';
import type { Missing } from '../../../scorecards/scorecard/completeness.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { SubmitDialog, SubmittedDialog } from './review-dialogs.tsx';
import type { Reviewing } from './reviewing.ts';

export function Questions(props: { desk: Reviewing }): JSX.Element {
  const { definition, draft, answers, score, missing, pointing, submitting } = props.desk;
  const goTo = (one: Missing) => {
    submitting.cancel();
    // After the dialog has given the focus back.
    setTimeout(() => pointing.goTo(one.criterion, one.missing === 'comment'));
  };
  return (
    <>
      <SubmitDialog
        open={submitting.asking()}
        scorecard={definition}
        score={score()}
        missing={missing()}
        busy={submitting.busy()}
        error={submitting.refusal()}
        onClose={submitting.cancel}
        onGo={goTo}
        onSubmit={() => void submitting.confirm()}
      />
      <SubmittedDialog
        result={submitting.result()}
        scorecard={definition}
        next={submitting.next()}
        onNext={() => void submitting.goNext()}
        onClose={submitting.goToQueue}
      />
      <ConflictDialog
        other={draft.conflict()}
        scorecard={definition}
        mine={{ answers: answers(), summary: draft.summary() }}
        onKeep={() => draft.keepMine()}
        onTake={() => draft.takeTheirs()}
      />
    </>
  );
}
