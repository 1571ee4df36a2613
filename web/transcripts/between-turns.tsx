// Events between turns: silences, interruptions, waits.

import { For, type JSX } from 'solid-js';
import { elapsed, number } from '../ui/format.ts';
import { t } from '../words/words.ts';
import type { Note } from './view.ts';

export function BetweenTurns(props: { notes: readonly Note[] }): JSX.Element {
  const words = (note: Note) => {
    switch (note.kind) {
      case 'silence':
        return t(note.hold === null ? 'transcript.silence' : `transcript.hold.${note.hold}`, {
          seconds: number(Math.round(note.ms / 1000)),
        });
      case 'interruption':
        return t(note.by === 'agent' ? 'transcript.interruption' : 'transcript.interruptionByCustomer', {
          seconds: number(note.ms / 1000, 1),
        });
      case 'wait':
        return t('transcript.wait', { time: elapsed(note.ms) });
    }
  };
  const mark = { silence: '⋯', interruption: '⇄', wait: '⋯' } as const;
  return (
    <For each={props.notes}>
      {(note) => (
        <p
          class={`flex items-center gap-2 py-0.5 pr-2.5 pl-18 text-small max-sm:pl-13.5 ${note.kind === 'interruption' ? 'text-warn' : 'text-ink-3'}`}
        >
          <span aria-hidden="true">{mark[note.kind]}</span>
          {words(note)}
        </p>
      )}
    </For>
  );
}
