// Shown instead of the player while a recording cannot be played: why, and what happens next. It has the player's
// height.
import { useQueryClient } from '@tanstack/solid-query';
import EarOff from 'lucide-solid/icons/ear-off';
import { type JSX, Show } from 'solid-js';
import { call, interactionsClient } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { explain, Skeleton } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { refusalSentence, t } from '../words/words.ts';
import type { Playback } from './data.ts';

export function NotYet(props: { interaction: string; playback: Playback | null }): JSX.Element {
  const session = useSession();
  const queries = useQueryClient();
  const retry = async () => {
    try {
      await call(interactionsClient[':id'].copies.retry.$post({ param: { id: props.interaction } }));
      tell(t('masking.retried'), 'good');
      await queries.invalidateQueries({ queryKey: ['interactions', props.interaction, 'playback'] });
    } catch (refusal) {
      tell(explain(refusal), 'bad');
    }
  };
  const why = (playback: Playback): string => {
    switch (playback.state) {
      case 'unchecked':
        return t('masking.uncheckedWhy');
      case 'failed': {
        const reason = playback.code && refusalSentence(playback.code);
        return session.may('interactions:import') ? (reason ?? '') : `${reason ?? ''} ${t('masking.failedAsk')}`;
      }
      default:
        return t('masking.preparingWhy');
    }
  };
  const title = (playback: Playback): string => {
    if (playback.state === 'unchecked') return t('masking.unchecked');
    return playback.state === 'failed' ? t('masking.failed') : t('masking.preparing');
  };
  return (
    <Show when={props.playback} fallback={<Skeleton class="h-[114px]" />}>
      {(playback) => (
        <div role="status" class="flex h-[114px] items-center gap-3 rounded-sheet bg-well px-5">
          <EarOff class="size-5 shrink-0 text-ink-3" aria-hidden="true" />
          <div class="grid max-w-160 gap-0.5">
            <p class="m-0 font-semibold">
              <Show when={playback().state === 'failed'}>
                <span aria-hidden="true" class="text-bad">
                  ●{' '}
                </span>
              </Show>
              {title(playback())}
            </p>
            <p class="m-0 text-ink-2">{why(playback())}</p>
          </div>
          <Show when={playback().state === 'failed' && session.may('interactions:import')}>
            <Button onClick={() => void retry()}>{t('masking.retry')}</Button>
          </Show>
        </div>
      )}
    </Show>
  );
}
