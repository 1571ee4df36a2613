// Imported transcripts on the import page: one line under the recording each belongs to, and a list of those without a
// recording.
import X from 'lucide-solid/icons/x';
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import { Button, IconButton } from '../ui/button.tsx';
import { explain } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import { type Beside, belongsTo, beside, besideOf, lookAgain, removeBeside, sendAlong } from './beside.ts';
import { intake } from './intake-store.ts';
import { TranscriptSeen } from './transcript-seen.tsx';

/** Under a recording's row. */
export function BesideLine(props: { recording: string }): JSX.Element {
  return (
    <Show when={besideOf(props.recording)}>
      {(one) => (
        <>
          <p class="flex min-h-8 items-center gap-3 px-4.5 pb-1.5 text-small">
            <span class="min-w-0 truncate text-ink-2" title={one().file.name}>
              {t('imports.transcript')}: {one().file.name}
            </span>
            <span class="min-w-0 flex-1" role="status">
              <BesideState one={one()} />
            </span>
            <Show when={one().state === 'refused' && one().interaction}>
              {(interaction) => (
                <Button
                  size="sm"
                  aria-label={t('imports.retryOf', { name: one().file.name })}
                  onClick={() => void sendAlong(props.recording, interaction())}
                >
                  {t('ui.again')}
                </Button>
              )}
            </Show>
            <Show when={one().state !== 'going'}>
              <IconButton
                size="sm"
                icon={X}
                label={t('imports.removeOf', { name: one().file.name })}
                onClick={() => removeBeside(one().key)}
              />
            </Show>
          </p>
          <Show when={one().state === 'lying'}>
            <TranscriptSeen seen={one().seen} readIn={(encoding) => void lookAgain(one().key, encoding)} />
          </Show>
        </>
      )}
    </Show>
  );
}

function BesideState(props: { one: Beside }): JSX.Element {
  return (
    <Switch>
      <Match when={props.one.state === 'lying'}>
        <span class="text-ink-3">{t('imports.transcriptFollows')}</span>
      </Match>
      <Match when={props.one.state === 'going'}>
        <span class="text-ink-2">{t('imports.transcriptGoing')}</span>
      </Match>
      <Match when={props.one.state === 'refused'}>
        <span class="text-bad">
          <span aria-hidden="true" class="text-[0.82em]">
            ●{' '}
          </span>
          {explain(props.one.problem)}
        </span>
      </Match>
      <Match when={props.one.report}>
        {(report) => (
          <span class="text-good">
            <span aria-hidden="true">✓ </span>
            {report().outcome === 'already-there'
              ? t('imports.alreadyThere')
              : t('imports.transcriptThere', report().turns)}
            <Show when={report().reordered > 0}>
              <span class="text-ink-2"> · {t('imports.transcriptReordered', report().reordered)}</span>
            </Show>
            <Show when={report().marks > 0}>
              <span class="text-ink-2"> · {t('imports.transcriptMarks', report().marks)}</span>
            </Show>
          </span>
        )}
      </Match>
    </Switch>
  );
}

/** Those without a recording: they wait for one of their name. */
export function StrayTranscripts(): JSX.Element {
  const strays = () =>
    beside.files.filter((one) => !intake.recordings.some(({ file }) => belongsTo(one.file.name, file.name)));
  return (
    <Show when={strays().length > 0}>
      <section class="sheet" aria-label={t('imports.strayTranscripts')}>
        <h2 class="px-4.5 pt-3.5 pb-1.5 font-semibold">{t('imports.strayTranscripts')}</h2>
        <ul class="m-0 list-none p-0 pb-2">
          <For each={strays()}>
            {(one) => (
              <li class="grid min-h-9.5 grid-cols-[minmax(0,15rem)_minmax(0,1fr)_auto] items-center gap-x-3 px-4.5 max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:py-1">
                <span class="truncate font-medium" title={one.file.name}>
                  {one.file.name}
                </span>
                <span class="text-ink-2 max-sm:col-span-2 max-sm:row-start-2">{t('imports.strayTranscript')}</span>
                <IconButton
                  size="sm"
                  icon={X}
                  label={t('imports.removeOf', { name: one.file.name })}
                  onClick={() => removeBeside(one.key)}
                />
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
