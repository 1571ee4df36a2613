// Shown above a written interaction in place of the waveform.
import { type JSX, Show } from 'solid-js';
import { Chip } from '../ui/chip.tsx';
import { dateTime, elapsed } from '../ui/format.ts';
import { t } from '../words/words.ts';
import type { TranscriptView } from './data.ts';

/** At the right end of the line stand the controls of the page. */
export function WrittenHead(props: {
  startedAt: string;
  transcript: TranscriptView | null;
  children: JSX.Element;
}): JSX.Element {
  return (
    <div class="flex flex-wrap items-center gap-1.5 border-b border-line bg-sheet px-4 py-1.5">
      <WrittenFacts startedAt={props.startedAt} transcript={props.transcript} />
      <span class="flex-1" />
      {props.children}
    </div>
  );
}

function WrittenFacts(props: { startedAt: string; transcript: TranscriptView | null }): JSX.Element {
  const measures = () => {
    const own = props.transcript?.measures;
    return own?.kind === 'text' ? own : null;
  };
  return (
    <>
      <span class="num mr-1 text-ink-2">{dateTime(props.startedAt)}</span>
      <Show when={props.transcript}>
        {(own) => (
          <Chip>{t('transcript.messages', own().turns.filter((turn) => turn.speaker !== 'system').length)}</Chip>
        )}
      </Show>
      <Show when={measures()?.first_response_ms !== null && measures()?.first_response_ms}>
        {(ms) => <Chip>{t('transcript.firstAnswer', { time: elapsed(ms()) })}</Chip>}
      </Show>
    </>
  );
}
