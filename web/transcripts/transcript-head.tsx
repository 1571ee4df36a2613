// Above the transcript: the legend, swapping speakers, revisions and restoring them.
import ArrowLeftRight from 'lucide-solid/icons/arrow-left-right';
import { For, type JSX, Show } from 'solid-js';
import { Button } from '../ui/button.tsx';
import { dateTime, percent } from '../ui/format.ts';
import { Popover } from '../ui/popover.tsx';
import { t } from '../words/words.ts';
import type { Correcting, Revision } from './correcting.ts';
import { countsOf } from './correcting-view.ts';
import type { TranscriptView } from './data.ts';
import { LOW_CONFIDENCE } from './view.ts';

export function TranscriptHead(props: {
  transcript: TranscriptView;
  /** Null: an earlier version is shown. */
  correcting: Correcting | null;
}): JSX.Element {
  const doubtful = () =>
    props.transcript.turns.some((turn) => turn.words.some((word) => word.confidence < LOW_CONFIDENCE));
  const sides = () =>
    props.correcting?.may &&
    props.transcript.turns.some(({ speaker }) => speaker === 'agent' || speaker === 'customer');
  const corrections = () => (props.correcting?.revisions() ?? []).filter(({ origin }) => origin === 'corrected');
  return (
    <Show when={doubtful() || sides() || corrections().length > 0}>
      <div class="mb-1 flex min-h-8 items-start justify-end gap-x-2 pr-1 pl-2.5 text-small text-ink-3 max-sm:flex-wrap print:hidden">
        <Show when={doubtful()}>
          <p class="m-0 min-w-0 flex-1 py-2 leading-tight max-sm:basis-full">
            {t('correcting.legend', { percent: percent(LOW_CONFIDENCE * 10_000) })}
          </p>
        </Show>
        <Show when={corrections().length > 0}>
          <Popover
            label={t('correcting.history', corrections().length)}
            trigger={<span class="text-small whitespace-nowrap">{t('correcting.history', corrections().length)}</span>}
          >
            <History revisions={props.correcting?.revisions() ?? []} correcting={props.correcting} />
          </Popover>
        </Show>
        <Show when={sides()}>
          <Button
            size="sm"
            tone="quiet"
            class="min-h-8"
            icon={ArrowLeftRight}
            busy={props.correcting?.busy() ?? false}
            onClick={() => void props.correcting?.swap()}
          >
            {t('correcting.swap')}
          </Button>
        </Show>
      </div>
    </Show>
  );
}

function History(props: { revisions: readonly Revision[]; correcting: Correcting | null }): JSX.Element {
  const describe = (one: Revision) =>
    countsOf(one.changes)
      .map(([kind, n]) => t(`correcting.change.${kind}`, n))
      .join(' · ') || t(`correcting.origin.${one.origin}`);
  return (
    <div class="grid max-h-[60dvh] w-80 max-w-full gap-2 overflow-auto">
      <h3 class="text-small font-semibold">{t('correcting.historyTitle')}</h3>
      <ol class="m-0 grid list-none gap-2 p-0">
        <For each={props.revisions}>
          {(one) => (
            <li class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
              <span class="num text-ink-3">{t('correcting.version', { n: one.revision })}</span>
              <span>
                {describe(one)}
                <span class="block text-small text-ink-3">
                  {[one.by?.name ?? one.model, dateTime(one.at)].filter(Boolean).join(' · ')}
                </span>
              </span>
            </li>
          )}
        </For>
      </ol>
      <Show when={props.correcting?.may && props.correcting.base()}>
        {(base) => (
          <div>
            <Button size="sm" onClick={() => void props.correcting?.backTo(base())}>
              {t('correcting.backTo', { n: base() })}
            </Button>
          </div>
        )}
      </Show>
    </div>
  );
}
