// Whether what is being written is saved. It is said, not shown turning.
import { type JSX, Show } from 'solid-js';
import type { SaveState } from '../server/saving.ts';
import { clock } from '../ui/format.ts';
import { explain } from '../ui/states.tsx';
import { t } from '../words/words.ts';

export function SavedNote(props: { state: SaveState; savedAt: string | null; error: unknown }): JSX.Element {
  const words = () => {
    switch (props.state) {
      case 'waiting':
        return t('review.unsaved');
      case 'refused':
        return t('review.notSaved', { reason: explain(props.error) });
      case 'conflict':
        return t('review.conflictTitle');
      default: {
        const at = props.savedAt;
        return at === null
          ? props.state === 'saving'
            ? t('review.saving')
            : t('review.notBegun')
          : t('review.saved', { time: clock(at) });
      }
    }
  };
  const tone = () => {
    if (props.state === 'refused') return 'text-bad';
    return props.state === 'waiting' || props.state === 'conflict' ? 'text-warn' : 'text-ink-3';
  };
  return (
    <span role="status" class={`num ${tone()}`}>
      <Show when={tone() !== 'text-ink-3'}>
        <span aria-hidden="true">{tone() === 'text-bad' ? '● ' : '▲ '}</span>
      </Show>
      {words()}
    </span>
  );
}
