// Shown when another window has saved the same draft: both versions side by side, to choose from.

import { For, type JSX, Show } from 'solid-js';
import { type Answers, answerOf } from '../../../scorecards/scorecard/answers.ts';
import {
  type Criterion,
  criteriaOf,
  NOT_APPLICABLE,
  type Scorecard,
} from '../../../scorecards/scorecard/definition.ts';
import { answerText } from '../../../scorecards/scorecard/worded.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { clock } from '../../ui/format.ts';
import { Wording } from '../../ui/wording.tsx';
import { said, t } from '../../words/words.ts';
import { differences, type Version } from './draft.ts';

export function ConflictDialog(props: {
  other: Version | null;
  scorecard: Scorecard;
  mine: { answers: Answers; summary: string };
  onKeep: () => void;
  onTake: () => void;
}): JSX.Element {
  return (
    <Dialog
      open={props.other !== null}
      onClose={() => undefined}
      title={t('review.conflictTitle')}
      description={
        props.other?.saved_at
          ? t('review.conflictLead', { time: clock(props.other.saved_at) })
          : t('review.conflictLeadUnknown')
      }
      wide
      unclosable
      foot={
        <>
          <Button onClick={() => props.onTake()}>{t('review.conflictTake')}</Button>
          <Button tone="primary" data-autofocus onClick={() => props.onKeep()}>
            {t('review.conflictKeep')}
          </Button>
        </>
      }
    >
      <Show when={props.other}>
        {(other) => <Differences scorecard={props.scorecard} mine={props.mine} other={other()} />}
      </Show>
    </Dialog>
  );
}

function Differences(props: {
  scorecard: Scorecard;
  mine: { answers: Answers; summary: string };
  other: Version;
}): JSX.Element {
  const rows = () => {
    const ids = new Set(differences(props.mine.answers, props.other.answers));
    return criteriaOf(props.scorecard).filter((criterion) => ids.has(criterion.id));
  };
  return (
    <table class="w-full border-collapse">
      <thead>
        <tr class="border-b border-line text-left text-small text-ink-3">
          <th scope="col" class="w-1/3 px-2 py-1.5 font-medium">
            {t('review.form')}
          </th>
          <th scope="col" class="px-2 py-1.5 font-medium">
            {t('review.conflictMine')}
          </th>
          <th scope="col" class="px-2 py-1.5 font-medium">
            {t('review.conflictTheirs')}
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={rows()}>
          {(criterion) => (
            <tr class="border-b border-line">
              <th scope="row" class="px-2 py-1.5 text-left align-top font-normal text-ink-2">
                <Wording text={criterion.text} />
              </th>
              <AnswerCell criterion={criterion} answers={props.mine.answers} />
              <AnswerCell criterion={criterion} answers={props.other.answers} />
            </tr>
          )}
        </For>
        <Show when={props.mine.summary !== props.other.summary}>
          <tr>
            <th scope="row" class="px-2 py-1.5 text-left align-top font-normal text-ink-2">
              {t('review.conflictSummary')}
            </th>
            <td class="px-2 py-1.5 align-top whitespace-pre-line">{props.mine.summary || '–'}</td>
            <td class="px-2 py-1.5 align-top whitespace-pre-line">{props.other.summary || '–'}</td>
          </tr>
        </Show>
      </tbody>
    </table>
  );
}

function AnswerCell(props: { criterion: Criterion; answers: Answers }): JSX.Element {
  return (
    <td class="px-2 py-1.5 align-top">
      <span class="font-medium">{answerName(props.criterion, props.answers)}</span>
      <span class="block text-small text-ink-3">{beside(props.answers, props.criterion.id)}</span>
    </td>
  );
}

function answerName(criterion: Criterion, answers: Answers): string {
  const value = answerOf(answers, criterion.id)?.value ?? null;
  if (value === null) return t('review.unanswered');
  if (value === NOT_APPLICABLE) return t('review.notApplicable');
  const text = answerText(criterion, value);
  return text ? said(text) : String(value);
}

/** What stands beside the answer itself. */
function beside(answers: Answers, id: string): string {
  const answer = answerOf(answers, id);
  const parts = [
    answer?.comment ? `“${answer.comment}”` : '',
    answer?.evidence.length ? t('review.conflictEvidence', answer.evidence.length) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}
