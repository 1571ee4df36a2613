// Shown instead of a transcript: progress, or why it failed and what to do.

import { type JSX, Show } from 'solid-js';
import { call, interactionsClient } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { percent } from '../ui/format.ts';
import { ErrorNote, explain, Skeleton } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { refusalSentence, t } from '../words/words.ts';
import type { TranscriptionProgress } from './data.ts';
import type { Listening } from './listening.ts';
/** Unfinished, or on its way here. */
export function TranscriptAwaited(props: {
  interaction: string;
  listening: Listening;
  /** As far as it was when the page was opened. */
  progress: TranscriptionProgress | null;
  /** A scorecard stands beside it. */
  reviewing?: boolean;
}): JSX.Element {
  const listening = () => props.listening;
  return (
    <Show
      when={listening().ready() && !listening().transcript.error}
      fallback={
        <Unfinished
          interaction={props.interaction}
          progress={listening().progress.data?.transcription ?? props.progress}
          error={listening().transcript.error ?? listening().progress.error}
          onRetry={() => void listening().progress.refetch()}
          reviewing={props.reviewing}
        />
      }
    >
      <div class="grid content-start gap-3 p-6">
        <Skeleton class="h-5 w-3/5" />
        <Skeleton class="h-5 w-4/5" />
      </div>
    </Show>
  );
}

type UnfinishedProps = {
  interaction: string;
  progress: TranscriptionProgress | null;
  error: unknown;
  /** Retried: start polling for progress again. */
  onRetry: () => void;
  /** A scorecard stands beside it. */
  reviewing?: boolean;
};

function Unfinished(props: UnfinishedProps): JSX.Element {
  return (
    <div class="grid max-w-150 content-start gap-3 p-6" aria-live="polite">
      <ErrorNote error={props.error} />
      <Show when={props.progress}>
        {(progress) => (
          <Show when={progress().state === 'failed'} fallback={<UnderWay progress={progress()} />}>
            <Failed {...props} progress={progress()} />
          </Show>
        )}
      </Show>
    </div>
  );
}

const reasonOf = ({ code }: TranscriptionProgress): string | null => (code ? refusalSentence(code) : null);

function UnderWay(props: { progress: TranscriptionProgress }): JSX.Element {
  const waiting = () =>
    (props.progress.state === 'waiting' ? reasonOf(props.progress) : null) ?? t('transcript.queued');
  return (
    <>
      <p class="text-read">
        <Show when={props.progress.state === 'running'} fallback={waiting()}>
          {t('transcript.workingNow', { progress: percent(props.progress.progress_bp, 0) })}{' '}
          <Show when={props.progress.stage}>
            {(stage) => <span class="text-ink-3">{t(`transcript.stage.${stage()}`)}</span>}
          </Show>
        </Show>
      </p>
      <Show when={props.progress.state === 'running'}>
        <div
          role="progressbar"
          aria-label={t('transcript.title')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(props.progress.progress_bp / 100)}
          class="h-1.5 overflow-hidden rounded-full bg-well"
        >
          <div
            class="h-full rounded-full bg-accent transition-[width]"
            style={{ width: `${props.progress.progress_bp / 100}%` }}
          />
        </div>
      </Show>
      <p class="text-ink-3">{t('transcript.working')}</p>
    </>
  );
}

function Failed(props: UnfinishedProps & { progress: TranscriptionProgress }): JSX.Element {
  const session = useSession();
  const reason = () => reasonOf(props.progress);
  const retry = async () => {
    try {
      await call(interactionsClient[':id'].retry.$post({ param: { id: props.interaction } }));
      tell(t('transcript.retried'), 'good');
      props.onRetry();
    } catch (refusal) {
      tell(explain(refusal), 'bad');
    }
  };
  return (
    <>
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
    </>
  );
}
