import { type JSX, Show } from 'solid-js';
import { clock } from '../../ui/format.ts';
import { explain } from '../../ui/states.tsx';
import { t } from '../../words/words.ts';
import type { Draft } from './draft.ts';

/** Saving is said, not shown turning. */
export function SavedNote(props: { draft: Draft }): JSX.Element {
  const words = () => {
    switch (props.draft.state()) {
      case 'waiting':
        return t('review.unsaved');
      case 'refused':
        return t('review.notSaved', { reason: explain(props.draft.error()) });
      case 'conflict':
        return t('review.conflictTitle');
      default: {
        const at = props.draft.savedAt();
        return at === null
          ? props.draft.state() === 'saving'
            ? t('review.saving')
            : t('review.notBegun')
          : t('review.saved', { time: clock(at) });
      }
    }
  };
  const tone = () => {
    if (props.draft.state() === 'refused') return 'text-bad';
    return props.draft.state() === 'waiting' || props.draft.state() === 'conflict' ? 'text-warn' : 'text-ink-3';
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
