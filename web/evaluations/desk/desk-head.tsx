// The head of the workspace: interaction, scorecard, and whether the draft is saved.

import { type JSX, Show } from 'solid-js';
import { SavedNote } from '../../scorecards/saved-note.tsx';
import { Chip } from '../../ui/chip.tsx';
import { duration } from '../../ui/format.ts';
import { showKeyMap } from '../../ui/keys.tsx';
import { saidMarked } from '../../ui/wording.tsx';
import { t } from '../../words/words.ts';
import type { Draft } from './draft.ts';
import type { Reviewing } from './reviewing.ts';

export function DeskFacts(props: { desk: Reviewing }): JSX.Element {
  const { interaction, scorecard, agent, written, definition, length } = props.desk;
  return (
    <>
      <Chip>{t('review.version', { name: saidMarked(definition.name), number: scorecard.number })}</Chip>
      <Show when={interaction.queue}>{(queue) => <Chip>{queue()}</Chip>}</Show>
      <Show when={!written && length() !== null}>
        <Chip>{duration(length() ?? 0)}</Chip>
      </Show>
      <Show when={written}>
        <Chip>{t(`common.channel.${interaction.channel}`)}</Chip>
      </Show>
      <Chip>{agent.name}</Chip>
    </>
  );
}

export function DeskActions(props: { draft: Draft }): JSX.Element {
  return (
    <>
      <SavedNote state={props.draft.state()} savedAt={props.draft.savedAt()} error={props.draft.error()} />
      <button
        type="button"
        class="inline-flex min-h-8 items-center gap-2 rounded-control px-2.5 font-medium text-ink-2 hover:bg-well hover:text-ink max-sm:hidden"
        onClick={showKeyMap}
      >
        <span aria-hidden="true">
          <kbd>?</kbd>
        </span>
        {t('review.keys')}
      </button>
    </>
  );
}
