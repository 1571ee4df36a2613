// Evidence as a play button: <MomentChip interaction={id} start_ms={42000} end_ms={45100} /> plays that moment in place
// through the page's one player; a second click stops it. `quote` is read by screen readers and shown in the tooltip.
// `silent` (a chat) plays nothing and opens the message instead (`onPlay`). `large` is the round button of the agent's
// page.
import Pause from 'lucide-solid/icons/pause';
import Play from 'lucide-solid/icons/play';
import { type JSX, Show } from 'solid-js';
import { duration } from '../ui/format.ts';
import { t } from '../words/words.ts';
import type { Source } from './ears.ts';
import { spoken } from './masked.tsx';
import { player } from './player.ts';

type Props = {
  interaction: string;
  start_ms: number;
  end_ms: number;
  quote?: string;
  /** What is known of the recording, for a better sound; not needed. */
  source?: Source;
  silent?: boolean;
  /** Shown instead of the time in the sound. */
  label?: string;
  large?: boolean;
  /** Called beside playing: to show the place in the transcript. */
  onPlay?: () => void;
  class?: string;
};

const CHIP =
  'num inline-flex min-h-5 items-center gap-1 rounded bg-accent-wash px-1.5 py-0.75 text-[11.5px] leading-none font-semibold text-accent hover:bg-[color-mix(in_oklch,var(--accent-wash)_80%,var(--accent))]';

export function MomentChip(props: Props): JSX.Element {
  const current = () => {
    const span = player.span();
    return player.playing() && span?.interaction === props.interaction && span.start_ms === props.start_ms;
  };
  const time = () => props.label ?? duration(props.start_ms);
  const named = () => {
    if (props.silent) return t('audio.showMoment', { time: time() });
    return current() ? t('audio.stopMoment', { time: time() }) : t('audio.playMoment', { time: time() });
  };
  const press = () => {
    if (!props.silent) {
      // Evidence of no length (a moment pinned while listening) is heard for a few seconds.
      const end_ms = Math.max(props.end_ms, props.start_ms + 1500);
      player.playSpan({ interaction: props.interaction, start_ms: props.start_ms, end_ms }, props.source);
    }
    props.onPlay?.();
  };
  const icon = () => (props.large ? 'size-3.5 fill-current' : 'size-2.5 fill-current');
  return (
    <Show
      when={!props.silent || props.onPlay}
      fallback={
        <span
          class={`num rounded bg-well px-1.5 py-0.75 text-small leading-none font-semibold text-ink-2 ${props.class ?? ''}`}
        >
          {time()}
        </span>
      }
    >
      <button
        type="button"
        onClick={press}
        aria-label={props.quote ? `${named()}: ${spoken(props.quote)}` : named()}
        title={props.quote && spoken(props.quote)}
        data-moment={props.start_ms}
        class={
          props.large
            ? `grid size-8.5 shrink-0 place-items-center rounded-full bg-accent text-accent-ink hover:opacity-90 ${props.class ?? ''}`
            : `${CHIP} ${props.class ?? ''}`
        }
      >
        <Show when={!props.silent}>
          <Show when={current()} fallback={<Play class={icon()} aria-hidden="true" />}>
            <Pause class={icon()} aria-hidden="true" />
          </Show>
        </Show>
        <Show when={!props.large}>{time()}</Show>
      </button>
    </Show>
  );
}
