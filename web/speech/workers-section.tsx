// Transcription machines and their recordings in progress.
import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import type { SpeechView } from '../../api/transcripts/speech-contract.ts';
import { number, shortDateTime } from '../ui/format.ts';
import { Section } from '../ui/section.tsx';
import { t } from '../words/words.ts';

export function WorkersSection(props: { speech: SpeechView }): JSX.Element {
  return (
    <Section id="workers" title={t('speech.workers')} lead={t('speech.workersLead')}>
      <Show
        when={props.speech.workers.length > 0}
        fallback={
          <p role="status" class="m-0 rounded-control bg-warn-wash px-3 py-2 text-warn">
            <span aria-hidden="true">▲ </span>
            {t('speech.noWorkers')}
          </p>
        }
      >
        <section class="overflow-x-auto" tabindex="0" aria-label={t('speech.host')}>
          <table class="w-full min-w-140 border-collapse text-left">
            <thead class="text-small text-ink-2">
              <tr>
                <th class="py-1.5 pr-4 font-medium">{t('speech.host')}</th>
                <th class="py-1.5 pr-4 font-medium">{t('speech.atOnce')}</th>
                <th class="py-1.5 pr-4 font-medium">{t('speech.since')}</th>
                <th class="py-1.5 pr-4 font-medium">{t('speech.version')}</th>
                <th class="py-1.5 font-medium">{t('speech.inHand')}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.speech.workers}>{(worker) => <WorkerRow worker={worker} />}</For>
            </tbody>
          </table>
        </section>
      </Show>
      <p class="m-0 text-ink-2">{t('speech.queued', props.speech.queued)}</p>
      <Show when={props.speech.measuring}>
        {(own) => (
          <p role="status" class="m-0 text-ink-2">
            {t('speech.measuring', { done: number(own().done), total: number(own().total) })}
          </p>
        )}
      </Show>
    </Section>
  );
}

function WorkerRow(props: { worker: SpeechView['workers'][number] }): JSX.Element {
  return (
    <tr class="border-t border-line align-top">
      <td class="py-2 pr-4 font-medium">{props.worker.host}</td>
      <td class="num py-2 pr-4">{t('speech.atOnceOf', props.worker)}</td>
      <td class="num py-2 pr-4">{shortDateTime(props.worker.started_at)}</td>
      <td class="num py-2 pr-4">{props.worker.version}</td>
      <td class="py-2">
        <For each={props.worker.in_hand} fallback={<span class="text-ink-3">{t('speech.nothingInHand')}</span>}>
          {(one) => (
            <p class="m-0">
              <A class="text-accent" href={`/interactions/${one.interaction_id}`}>
                {one.external_id}
              </A>{' '}
              <span class="num text-ink-2">{number(Math.floor(one.progress_bp / 100))} %</span>
            </p>
          )}
        </For>
      </td>
    </tr>
  );
}
