// Notes above a transcript: how its speakers were told apart, and what is missing.
import { type JSX, Show } from 'solid-js';
import { duration } from '../ui/format.ts';
import { t } from '../words/words.ts';
import type { TranscriptView } from './data.ts';
import { RecordingNotes } from './recording-notes.tsx';
import { namedByFile, sideMissing, tellsByVoice, turnsPastEnd } from './view.ts';

export function TranscriptRemarks(props: { transcript: TranscriptView }): JSX.Element {
  return (
    <>
      <Show when={props.transcript.method === 'single'}>
        <p class="mb-1 px-2.5 py-1 text-small text-ink-3">{t('transcript.unseparated')}</p>
      </Show>
      <Show when={sideMissing(props.transcript)}>
        {(side) => <Warning>{t(`transcript.missing.${side()}`)}</Warning>}
      </Show>
      <Show when={tellsByVoice(props.transcript)}>
        {(how) => (
          <p class={`mb-1 px-2.5 py-1 text-small ${how() === 'unsure' ? 'text-warn' : 'text-ink-3'}`}>
            {t(`transcript.byVoice.${how()}`)}
          </p>
        )}
      </Show>
      <Show when={namedByFile(props.transcript)}>
        {(how) => <p class="mb-1 px-2.5 py-1 text-small text-ink-3">{t(`transcript.byFile.${how()}`)}</p>}
      </Show>
      <Show when={turnsPastEnd(props.transcript)}>
        {(n) => <Warning>{t('transcript.pastEnd', n(), duration(props.transcript.duration_ms))}</Warning>}
      </Show>
      <Show when={props.transcript.announced_ms}>
        {(announced) => (
          <Warning>
            {t('transcript.cutShort', {
              there: duration(props.transcript.duration_ms),
              announced: duration(announced()),
            })}
          </Warning>
        )}
      </Show>
      <Show when={props.transcript.recording_notes}>{(notes) => <RecordingNotes notes={notes()} />}</Show>
    </>
  );
}

function Warning(props: { children: JSX.Element }): JSX.Element {
  return (
    <p class="mx-2.5 mb-2 rounded-control bg-warn-wash px-2.5 py-1.5 text-warn">
      <span aria-hidden="true">▲ </span>
      {props.children}
    </p>
  );
}
