// The facts of an interaction, beside its transcript.

import { For, type JSX, Show } from 'solid-js';
import { Chip } from '../ui/chip.tsx';
import { dateTime, languageName } from '../ui/format.ts';
import { listed } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import type { InteractionDetail } from './data.ts';

export function InteractionFacts(props: { interaction: InteractionDetail; children?: JSX.Element }): JSX.Element {
  return (
    <aside
      aria-label={t('interaction.facts')}
      class="min-h-0 overflow-auto border-l border-line bg-sheet px-4.5 py-4 max-lg:border-t max-lg:border-l-0"
    >
      {props.children}
      <h2 class="text-small font-semibold">{t('interaction.facts')}</h2>
      <dl class="mt-2 grid grid-cols-[108px_minmax(0,1fr)] gap-x-3 gap-y-2">
        <For each={factsOf(props.interaction)}>
          {([name, value]) => (
            <>
              <dt class="text-small leading-5 text-ink-3">{name}</dt>
              <dd class="m-0 break-words">{value}</dd>
            </>
          )}
        </For>
      </dl>
      <Show when={props.interaction.reviews > 0}>
        <p class="mt-3 text-ink-3">{t('interaction.reviews', props.interaction.reviews)}</p>
      </Show>
    </aside>
  );
}

/** What is not known is left out. */
function factsOf(one: InteractionDetail): [string, JSX.Element][] {
  const tongue = one.transcript?.language ?? one.language;
  const found: [string, JSX.Element | null][] = [
    [t('interaction.when'), <span class="num">{dateTime(one.started_at)}</span>],
    [t('interaction.agent'), one.agent.name],
    [t('interaction.teams'), listed(one.teams) || null],
    [t('interaction.queue'), one.queue],
    [t('interaction.direction'), one.direction && t(`interaction.${one.direction}`)],
    [t('interaction.language'), tongue === null ? null : languageName(tongue)],
    [t('interaction.customer'), one.customer_ref],
    [t('interaction.csat'), one.csat === null ? null : String(one.csat)],
    [
      t('interaction.resolved'),
      one.resolved === null ? null : one.resolved ? t('interaction.yes') : t('interaction.no'),
    ],
    [
      t('interaction.tags'),
      one.tags.length === 0 ? null : (
        <span class="flex flex-wrap gap-1">
          {one.tags.map((tag) => (
            <Chip>{tag}</Chip>
          ))}
        </span>
      ),
    ],
    [t('interaction.file'), one.file_name],
    ...Object.entries(one.metadata),
    [
      t('interaction.imported'),
      one.imported_by
        ? t('interaction.importedBy', { when: dateTime(one.created_at), who: one.imported_by.name })
        : dateTime(one.created_at),
    ],
  ];
  return found.filter((row): row is [string, JSX.Element] => row[1] !== null && row[1] !== undefined && row[1] !== '');
}
