// Shown instead of a transcript: progress, or why it failed and what to do.
import { type JSX, Show } from 'solid-js';
import { call, interactionsClient } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { percent } from '../ui/format.ts';
import { ErrorNote, explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { refusalSentence, t } from '../words/words.ts';
import type { TranscriptionProgress } from './data.ts';

export function Unfinished(props: {
  interaction: string;
  progress: TranscriptionProgress | null;
  error: unknown;
  /** Asked for again: start looking for progress anew. */
  onRetry: () => void;
  /** A form stands beside it. */
  reviewing?: boolean;
}): JSX.Element {
  const session = useSession();
  const retry = async () => {
    try {
      await call(interactionsClient[':id'].retry.$post({ param: { id: props.interaction } }));
      tell(t('transcript.retried'), 'good');
      props.onRetry();
    } catch (refusal) {
      tell(explain(refusal), 'bad');
    }
  };
  const reason = () => (props.progress?.code ? refusalSentence(props.progress.code) : null);
  return (
    <div class="grid max-w-150 content-start gap-3 p-6" aria-live="polite">
      <ErrorNote error={props.error} />
      <Show when={props.progress}>
        {(progress) => (
          <Show
            when={progress().state === 'failed'}
            fallback={
              <>
                <p class="text-read">
                  <Show
                    when={progress().state === 'running'}
                    fallback={
                      progress().state === 'waiting' ? (reason() ?? t('transcript.queued')) : t('transcript.queued')
                    }
                  >
                    {t('transcript.workingNow', { progress: percent(progress().progress_bp, 0) })}{' '}
                    <Show when={progress().stage}>
                      {(stage) => <span class="text-ink-3">{t(`transcript.stage.${stage()}`)}</span>}
                    </Show>
                  </Show>
                </p>
                <Show when={progress().state === 'running'}>
                  <div
                    role="progressbar"
                    aria-label={t('transcript.title')}
                    aria-valuemin={0}
                    aria-valuemax={100}
                    aria-valuenow={Math.round(progress().progress_bp / 100)}
                    class="h-1.5 overflow-hidden rounded-full bg-well"
                  >
                    <div
                      class="h-full rounded-full bg-accent transition-[width]"
                      style={{ width: `${progress().progress_bp / 100}%` }}
                    />
                  </div>
                </Show>
                <p class="text-ink-3">{t('transcript.working')}</p>
              </>
            }
          >
            <p class="text-read">
              <span aria-hidden="true" class="text-bad">
                ●{' '}
              </span>
              {reason() ? t('transcript.failed', { reason: reason() ?? '' }) : t('transcript.failedUnknown')}
            </p>
            <Show when={props.reviewing}>
              <p class="text-ink-3">{t('transcript.failedReview')}</p>
            </Show>
            <Show when={session.may('interactions:import')}>
              <div>
                <Button onClick={() => void retry()}>{t('transcript.retry')}</Button>
              </div>
            </Show>
          </Show>
        )}
      </Show>
    </div>
  );
}
