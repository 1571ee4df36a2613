// What was assumed or left out when the recording was read, stated above its transcript.
import { type JSX, Show } from 'solid-js';
import { CODING_NAMES } from '../../transcription/sound/raw.ts';
import type { RecordingNotes as Notes } from '../../transcription/transcript/transcript.ts';
import { fileSize, number } from '../ui/format.ts';
import { language, t } from '../words/words.ts';

export function RecordingNotes(props: { notes: Notes }): JSX.Element {
  return (
    <>
      <Show when={props.notes.assumed}>
        {(assumed) => (
          <RecordingNote
            text={t('transcript.assumed', {
              coding: CODING_NAMES[assumed().coding],
              rate: number(assumed().rate),
              channels: t('transcript.channels', assumed().channels),
            })}
          />
        )}
      </Show>
      <Show when={props.notes.tracks}>
        {(tracks) => {
          const heard = () => new Intl.ListFormat(language()).format(tracks().heard.map(String));
          return (
            <>
              <Show when={tracks().heard.length > 1}>
                <RecordingNote text={t('transcript.tracksAsSides', { heard: heard(), of: tracks().of })} />
              </Show>
              <Show when={tracks().heard.length < tracks().of}>
                <RecordingNote text={t('transcript.tracksLeftOut', heard(), tracks().of)} />
              </Show>
            </>
          );
        }}
      </Show>
      <Show when={props.notes.unread_bytes > 0}>
        <RecordingNote text={t('transcript.unread', { size: fileSize(props.notes.unread_bytes) })} />
      </Show>
    </>
  );
}

function RecordingNote(props: { text: string }): JSX.Element {
  return (
    <p class="mx-2.5 mb-2 rounded-control bg-warn-wash px-2.5 py-1.5 text-warn">
      <span aria-hidden="true">▲ </span>
      {props.text}
    </p>
  );
}
