// The measures of a conversation: numbers with an explanation of what they count (on hover and focus), each with the
// moments it was counted from, to play or show.
// <MeasuresPanel measures={…} turns={…} interaction={id} duration_ms startedAt={null} onMessage={choose} />
import { type JSX, Show } from 'solid-js';
import { Popover } from '../ui/popover.tsx';
import { t } from '../words/words.ts';
import { CallMeasures } from './call-measures.tsx';
import type { PanelProps } from './measure-rows.tsx';
import { TextMeasures } from './text-measures.tsx';

export function MeasuresPanel(props: PanelProps & { bare?: boolean }): JSX.Element {
  const call = () => (props.measures?.kind === 'call' ? props.measures : null);
  const text = () => (props.measures?.kind === 'text' ? props.measures : null);
  return (
    <section aria-label={t('measures.title')}>
      <Show when={!props.bare}>
        <h2 class="text-small font-semibold">{t('measures.title')}</h2>
      </Show>
      <Show when={props.measures === null}>
        <p class="mt-2 text-small text-ink-3">{t('measures.pending')}</p>
      </Show>
      <Show when={call()}>{(own) => <CallMeasures {...props} measures={own()} />}</Show>
      <Show when={text()}>{(own) => <TextMeasures {...props} measures={own()} />}</Show>
    </section>
  );
}

/** The same behind a button, where the page has no room for it. */
export function MeasuresButton(props: PanelProps): JSX.Element {
  return (
    <Popover trigger={t('measures.title')}>
      <div class="max-h-[70dvh] w-80 max-w-full overflow-auto">
        <MeasuresPanel {...props} />
      </div>
    </Popover>
  );
}
