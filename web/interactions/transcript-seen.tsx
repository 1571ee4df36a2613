// How an imported transcript was understood before it is sent: its maker, extent, speakers and non-speech, or why it
// cannot be read.
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import { ENCODINGS, type Encoding } from '../../scorecards/files/encoding.ts';
import type { TranscriptPreview } from '../../transcription/import/preview.ts';
import type { TranscriptFormat } from '../../transcription/import/said.ts';
import { Refusal } from '../server/client.ts';
import { speakerName } from '../transcripts/turn-tools.tsx';
import { duration } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { explain } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import type { Seen } from './beside.ts';

/** Names, the same in every language. */
const MAKERS: Record<TranscriptFormat, string> = {
  vtt: 'WebVTT',
  srt: 'SubRip',
  whisper: 'Whisper',
  'whisper.cpp': 'whisper.cpp',
  aws: 'Amazon Transcribe',
  'aws-analytics': 'Amazon Contact Lens / Call Analytics',
  deepgram: 'Deepgram',
  chunks: 'transformers.js',
  azure: 'Azure Speech',
  assemblyai: 'AssemblyAI',
  google: 'Google Speech-to-Text',
  rev: 'Rev',
  speechmatics: 'Speechmatics',
  aliyun: 'Aliyun',
  tencent: 'Tencent ASR',
  iflytek: 'iFlytek',
  baidu: 'Baidu',
  volcengine: 'Volcengine',
  huawei: 'Huawei SIS',
  genesys: 'Genesys Cloud',
  elevenlabs: 'ElevenLabs',
  watson: 'IBM Watson',
  vosk: 'Vosk',
  twilio: 'Twilio',
  gladia: 'Gladia',
};

/** A meeting has more names than a line. */
const SPEAKERS_SHOWN = 6;

export function TranscriptSeen(props: { seen: Seen | null; readIn: (encoding: Encoding) => void }): JSX.Element {
  return (
    <>
      <Understood seen={props.seen} />
      <Show when={props.seen?.certainty !== 'certain' ? props.seen : null}>
        {(seen) => <Guessed seen={seen()} readIn={props.readIn} />}
      </Show>
    </>
  );
}

/** So much is shown of a text whose encoding is a guess: enough to see whether it reads well. */
const SHOWN = 80;

/** A guessed encoding can be corrected; the first words show whether that is necessary. */
function Guessed(props: { seen: Seen; readIn: (encoding: Encoding) => void }): JSX.Element {
  const words = () =>
    props.seen.text
      ?.split(/\r\n|\n|\r/)
      .find((line) => /[^\p{ASCII}]/u.test(line))
      ?.trim()
      .slice(0, SHOWN);
  return (
    <div class="flex flex-wrap items-end gap-3 px-4.5 pb-2">
      <Select<Encoding>
        class="w-52 max-sm:w-full"
        label={t('understood.encoding')}
        options={ENCODINGS}
        name={(encoding) => t(`understood.encodingName.${encoding}`)}
        value={props.seen.encoding}
        onChange={(encoding) => encoding && props.readIn(encoding)}
        hint={props.seen.certainty === 'guessed' ? t('understood.encodingGuessed') : undefined}
      />
      <Show when={words()}>{(words) => <q class="min-w-0 text-ink-2">{words()}</q>}</Show>
    </div>
  );
}

function Understood(props: { seen: Seen | null }): JSX.Element {
  return (
    <Switch>
      <Match when={props.seen?.problem}>
        {(problem) => (
          <p class="px-4.5 pb-1.5 text-bad text-small">{explain(new Refusal(problem().code, problem().params))}</p>
        )}
      </Match>
      <Match when={props.seen?.preview}>
        {(preview) => (
          <p class="px-4.5 pb-1.5 text-ink-3 text-small">
            {[MAKERS[preview().format], props.seen?.encoding?.toUpperCase(), cues(preview())].join(' · ')}
            <For
              each={preview()
                .speakers.filter(({ name }) => name !== null)
                .slice(0, SPEAKERS_SHOWN)}
            >
              {({ name, speaker }) => (
                <>
                  {' · '}
                  <span class="text-ink-2">
                    {t('imports.transcriptSpeaker', { name: name ?? '', who: speakerName(speaker) })}
                  </span>
                </>
              )}
            </For>
            <Show when={preview().marks.length > 0}> · {t('imports.transcriptMarks', preview().marks.length)}</Show>
            <Show when={preview().repeated > 0}> · {t('imports.transcriptRepeated', preview().repeated)}</Show>
          </p>
        )}
      </Match>
    </Switch>
  );
}

const cues = ({ cues, first_ms, last_ms }: TranscriptPreview): string =>
  t('imports.transcriptCues', cues, duration(first_ms ?? 0), duration(last_ms ?? 0));
