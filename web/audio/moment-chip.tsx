// Evidence is a play button: <MomentChip interaction={id} start_ms={42000} end_ms={45100} /> plays that moment right
// there through the page's one player, again stops it. `quote` tells screen readers and the tooltip what is said.
// `silent` (a chat) shows the time alone. `large` is the round button of the agent's page.
import Pause from 'lucide-solid/icons/pause';
import Play from 'lucide-solid/icons/play';
import { type JSX, Show } from 'solid-js';
import { duration } from '../ui/format.ts';
import { t } from '../words/words.ts';
import { player, type Source } from './player.ts';

type Props = {
  interaction: string;
  start_ms: number;
  end_ms: number;
  quote?: string;
  /** What is known of the recording, for a better sound; not needed. */
  source?: Source;
  silent?: boolean;
  large?: boolean;
  /** Called beside playing: to move the transcript there. */
  onPlay?: () => void;
  class?: string;
};

export function MomentChip(props: Props): JSX.Element {
  const current = () => {
    const span = player.span();
    return player.playing() && span?.interaction === props.interaction && span.start_ms === props.start_ms;
  };
  const label = () =>
    current()
      ? t('audio.stopMoment', { time: duration(props.start_ms) })
      : t('audio.playMoment', { time: duration(props.start_ms) });
  const press = () => {
    // Evidence of no length (a moment pinned while listening) is heard for a few seconds.
    const end_ms = Math.max(props.end_ms, props.start_ms + 3000);
    player.playSpan({ interaction: props.interaction, start_ms: props.start_ms, end_ms }, props.source);
    props.onPlay?.();
  };
  return (
    <Show
      when={!props.silent}
      fallback={
        <span
          class={`num rounded bg-well px-1.5 py-0.75 text-small leading-none font-semibold text-ink-2 ${props.class ?? ''}`}
        >
          {duration(props.start_ms)}
        </span>
      }
    >
      <button
        type="button"
        onClick={press}
        aria-label={props.quote ? `${label()}: ${props.quote}` : label()}
        title={props.quote}
        data-moment={props.start_ms}
        class={
          props.large
            ? `grid size-8.5 shrink-0 place-items-center rounded-full bg-accent text-accent-ink hover:opacity-90 ${props.class ?? ''}`
            : `num inline-flex min-h-5 items-center gap-1 rounded bg-accent-wash px-1.5 py-0.75 text-[11.5px] leading-none font-semibold text-accent hover:bg-[color-mix(in_oklch,var(--accent-wash)_80%,var(--accent))] ${props.class ?? ''}`
        }
      >
        <Show
          when={current()}
          fallback={<Play class={props.large ? 'size-3.5 fill-current' : 'size-2.5 fill-current'} aria-hidden="true" />}
        >
          <Pause class={props.large ? 'size-3.5 fill-current' : 'size-2.5 fill-current'} aria-hidden="true" />
        </Show>
        <Show when={!props.large}>{duration(props.start_ms)}</Show>
      </button>
    </Show>
  );
}
