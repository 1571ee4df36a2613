// Before and after submitting: confirming or completing, and the result.
import { For, type JSX, Show } from 'solid-js';
import type { Missing } from '../../../scorecards/scorecard/completeness.ts';
import { criteriaOf, type Scorecard } from '../../../scorecards/scorecard/definition.ts';
import type { Score } from '../../../scorecards/scorecard/score.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { points } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/states.tsx';
import { saidMarked, Wording } from '../../ui/wording.tsx';
import { t } from '../../words/words.ts';
import type { Submitted } from './review-data.ts';

const nameOf = (scorecard: Scorecard, id: string): string => {
  const criterion = criteriaOf(scorecard).find((one) => one.id === id);
  return criterion ? saidMarked(criterion.text) : id;
};

export function SubmitDialog(props: {
  open: boolean;
  scorecard: Scorecard;
  score: Score;
  missing: readonly Missing[];
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onGo: (missing: Missing) => void;
  onSubmit: () => void;
}): JSX.Element {
  const complete = () => props.missing.length === 0;
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={complete() ? t('review.submitTitle') : t('review.missingTitle', props.missing.length)}
      description={complete() ? t('review.submitLead') : undefined}
      foot={
        <>
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Show when={complete()}>
            <Button tone="primary" busy={props.busy} data-autofocus onClick={() => props.onSubmit()}>
              {t('review.submit')}
            </Button>
          </Show>
        </>
      }
    >
      <ErrorNote error={props.error} class="mb-3" />
      <Show
        when={complete()}
        fallback={
          <ul class="m-0 grid list-none grid-cols-[minmax(0,1fr)] gap-0.5 p-0">
            <For each={props.missing}>
              {(one, i) => (
                <li>
                  <button
                    type="button"
                    data-autofocus={i() === 0 ? '' : undefined}
                    class="flex w-full items-center gap-3 rounded-control px-2 py-1.5 text-left hover:bg-well"
                    onClick={() => props.onGo(one)}
                  >
                    <span class="min-w-0 flex-1">{nameOf(props.scorecard, one.criterion)}</span>
                    <Chip>{one.missing === 'answer' ? t('review.missingAnswer') : t('review.missingComment')}</Chip>
                    <span class="text-small font-medium text-accent max-sm:hidden">{t('review.goThere')}</span>
                  </button>
                </li>
              )}
            </For>
          </ul>
        }
      >
        <ScoreLine score={props.score} scorecard={props.scorecard} />
      </Show>
    </Dialog>
  );
}

function ScoreLine(props: { score: Score; scorecard: Scorecard }): JSX.Element {
  const shown = () => props.score.final_bp ?? props.score.score_bp;
  return (
    <div class="grid gap-2">
      <p class="num text-figure font-semibold tracking-tight">
        <Show
          when={shown() !== null}
          fallback={<span class="text-read font-normal text-ink-2">{t('review.submittedNoScore')}</span>}
        >
          {t('review.submittedScore', { score: points(shown() ?? 0) })}
        </Show>
      </p>
      <For each={props.score.critical_errors}>
        {(error) => (
          <p class="flex items-baseline gap-2">
            <Chip tone="bad">{t(`common.critical.${error.class}`)}</Chip>
            <span>{nameOf(props.scorecard, error.criterion)}</span>
          </p>
        )}
      </For>
    </div>
  );
}

export function SubmittedDialog(props: {
  result: Submitted | null;
  scorecard: Scorecard;
  /** Whether another one waits; null while that is not known. */
  next: boolean | null;
  onNext: () => void;
  onClose: () => void;
}): JSX.Element {
  return (
    <Dialog
      open={props.result !== null}
      onClose={() => props.onClose()}
      title={t('review.submitted')}
      foot={
        <>
          <LinkButton href="/reviews">{t('review.toQueue')}</LinkButton>
          <Show when={props.next}>
            <Button tone="primary" data-autofocus onClick={() => props.onNext()}>
              {t('review.next')}
            </Button>
          </Show>
        </>
      }
    >
      <Show when={props.result}>
        {(result) => (
          <div class="grid gap-3">
            <ScoreLine score={result().score} scorecard={props.scorecard} />
            <Show when={result().tasks.length > 0} fallback={<p class="text-ink-3">{t('review.noTasks')}</p>}>
              <div>
                <p class="text-ink-2">{t('review.tasks', result().tasks.length)}</p>
                <ul class="m-0 mt-1 grid list-none gap-1 p-0">
                  <For each={result().tasks}>
                    {(task) => (
                      <li class="flex items-baseline gap-2">
                        <Chip tone="accent">
                          {task.outcome === 'opened' ? t('review.taskNew') : t('review.taskAdded')}
                        </Chip>
                        <span>
                          <Wording text={task.about.text} />
                        </span>
                      </li>
                    )}
                  </For>
                </ul>
              </div>
            </Show>
            <Show when={props.next === false}>
              <p class="text-ink-3">{t('review.allDone')}</p>
            </Show>
          </div>
        )}
      </Show>
    </Dialog>
  );
}
