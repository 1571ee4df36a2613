// A moment of evidence: play button, time, quote and comment. Written interactions show the quote without playback.
import { type JSX, Show } from 'solid-js';
import type { Channel } from '../../scorecards/scorecard/definition.ts';
import { Masked } from '../audio/masked.tsx';
import { MomentChip } from '../audio/moment-chip.tsx';
import { Chip } from '../ui/chip.tsx';
import { duration } from '../ui/format.ts';
import { t } from '../words/words.ts';

export type Moment = { start_ms: number; end_ms: number; quote: string };

export function MomentRow(props: {
  interaction: { id: string; channel: Channel };
  moment: Moment;
  /** What it shows, under the words. */
  about?: JSX.Element;
  critical?: boolean;
}): JSX.Element {
  const sounds = () => props.interaction.channel === 'voice';
  return (
    <div class="mt-2.5 flex items-center gap-3 rounded-sheet border border-line px-3 py-2.5 break-inside-avoid">
      <Show when={sounds()}>
        <MomentChip
          large
          interaction={props.interaction.id}
          start_ms={props.moment.start_ms}
          end_ms={props.moment.end_ms}
          quote={props.moment.quote || undefined}
        />
      </Show>
      <div class="min-w-0 flex-1">
        <Show when={sounds()}>
          <span class="num font-semibold">{duration(props.moment.start_ms)} </span>
        </Show>
        <Show when={props.moment.quote}>
          “<Masked text={props.moment.quote} />”
        </Show>
        <Show when={props.about}>
          <div class="text-ink-3">{props.about}</div>
        </Show>
      </div>
      <Show when={props.critical}>
        <Chip tone="bad">{t('feedback.critical')}</Chip>
      </Show>
    </div>
  );
}
