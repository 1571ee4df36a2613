// The state of an interaction in one line: text, and a progress bar while it is being transcribed.
import { type JSX, Match, Switch } from 'solid-js';
import { percent } from '../ui/format.ts';
import { refusalSentence, t } from '../words/words.ts';
import type { Standing } from './view.ts';

export function StateCell(props: { of: string; standing: Standing }): JSX.Element {
  const only = <K extends Standing['kind']>(kind: K) =>
    props.standing.kind === kind ? (props.standing as Extract<Standing, { kind: K }>) : null;
  return (
    <Switch>
      <Match when={only('ready')}>
        <span class="text-ink-3">{t('interactions.ready')}</span>
      </Match>
      <Match when={only('queued')}>
        <span class="text-ink-2">{t('interactions.queued')}</span>
      </Match>
      <Match when={only('running')}>
        {(running) => (
          <span class="flex items-center gap-2">
            <Bar label={t('interactions.progressOf', { id: props.of })} share_bp={running().share_bp} />
            <span class="num min-w-0 truncate text-ink-2">{stageWords(running())}</span>
          </span>
        )}
      </Match>
      <Match when={only('waiting')}>
        {(waiting) => (
          <span class="flex items-center gap-1.5 text-warn" title={reason(waiting().code)}>
            <span aria-hidden="true" class="text-[0.82em]">
              ▲
            </span>
            <span class="min-w-0 truncate">{t('interactions.waiting')}</span>
          </span>
        )}
      </Match>
      <Match when={only('failed')}>
        {(failed) => (
          <span class="flex min-w-0 items-center gap-1.5 text-bad" title={reason(failed().code)}>
            <span aria-hidden="true" class="text-[0.82em]">
              ●
            </span>
            <span class="min-w-0 truncate">{reason(failed().code)}</span>
          </span>
        )}
      </Match>
    </Switch>
  );
}

/** A thin bar. `share_bp` in parts of ten thousand. */
export function Bar(props: { label: string; share_bp: number; class?: string }): JSX.Element {
  return (
    <span
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(props.share_bp / 100)}
      class={`block h-1.5 w-16 shrink-0 overflow-hidden rounded-full bg-line ${props.class ?? ''}`}
    >
      <span
        class="block h-full rounded-full bg-accent transition-[width] duration-500"
        style={{ width: `${props.share_bp / 100}%` }}
      />
    </span>
  );
}

function stageWords({ stage, share_bp }: Extract<Standing, { kind: 'running' }>): string {
  if (stage === null) return t('interactions.starting');
  return t(`interactions.stage.${stage}`, { share: percent(Math.floor(share_bp / 100) * 100, 0) });
}

const reason = (code: string | null): string => (code && refusalSentence(code)) || t('interactions.failed');
