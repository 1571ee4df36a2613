// The other files of an import: metadata, chats, and skipped files.
import X from 'lucide-solid/icons/x';
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import type { ChatImport, RowIssue } from '../../api/interactions/imports-contract.ts';
import { download } from '../files/download.ts';
import { IconButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { refusalSentence, t } from '../words/words.ts';
import { mendingChats, mendingName, mendingSheet } from './import-view.ts';
import { check, detailsOf, removeChats, removeCsv, removeIgnored } from './intake.ts';
import { type Chats, type Csv, type Ignored, intake, isOpen } from './intake-store.ts';
import { RefusedRows } from './refused-rows.tsx';
import { UnderstoodPanel } from './understood-panel.tsx';

export function CsvPanel(props: { csv: Csv }): JSX.Element {
  const csv = () => props.csv;
  const mine = () => intake.recordings.filter(({ row }) => row?.csv === csv().name);
  const toFix = () => [
    ...mine()
      .filter(({ state }) => state === 'mend')
      .map((one) => ({ metadata: { file: one.file.name, ...detailsOf(one) }, issues: one.issues })),
    ...csv().strays,
  ];
  const withoutRow = () => intake.recordings.filter(({ row }) => row === null).length;
  const save = () => download(mendingName(csv().name, 'csv'), mendingSheet(toFix()), 'text/csv');
  return (
    <FileSheet
      name={csv().name}
      kind={t('imports.csv')}
      facts={
        <Show when={!csv().problem}>
          <span class="text-ink-2">{t('imports.csvRows', { rows: csv().rows, here: mine().length })}</span>
          <Show when={csv().strays.length > 0}>
            <Chip tone="warn">{t('imports.csvStrays', csv().strays.length)}</Chip>
          </Show>
          <Show when={withoutRow() > 0}>
            <span class="text-ink-3">{t('imports.withoutRow', withoutRow())}</span>
          </Show>
        </Show>
      }
      remove={() => removeCsv(csv().key)}
    >
      <ErrorNote error={csv().problem} class="mx-4.5 mb-3.5" />
      <UnderstoodPanel
        holds="csvs"
        file={csv()}
        unusual={unusualOf([...csv().strays, ...mine()])}
        over={mine().length > 0 && mine().every((one) => !isOpen(one))}
      />
      <Show when={csv().strays.length > 0}>
        <div class="px-4.5 pb-4">
          <RefusedRows
            label={t('imports.csvStrays', csv().strays.length)}
            unit="line"
            rows={csv().strays}
            save={save}
          />
        </div>
      </Show>
    </FileSheet>
  );
}

export function ChatsPanel(props: { chats: Chats }): JSX.Element {
  const one = () => props.chats;
  const save = () => {
    const { name, source, report } = one();
    const { format } = source;
    const refused = report?.refused ?? [];
    download(
      mendingName(name, format),
      mendingChats(refused, format),
      format === 'csv' ? 'text/csv' : 'application/json',
    );
  };
  return (
    <FileSheet
      name={one().name}
      kind={t('imports.chats')}
      facts={<ChatFacts chats={one()} />}
      remove={() => removeChats(one().key)}
    >
      <ErrorNote error={one().problem} again={() => void check()} class="mx-4.5 mb-3.5" />
      <UnderstoodPanel
        holds="chats"
        file={one()}
        unusual={unusualOf(one().report?.refused ?? [])}
        over={one().state === 'importing' || one().state === 'imported'}
      />
      <Show when={one().report}>
        {(report) => (
          <>
            <ChatsReport report={report()} />
            <Reordered chats={report().reordered} />
            <Show when={report().refused.length > 0}>
              <div class="px-4.5 pb-4">
                <RefusedRows
                  label={t('imports.chatsRefused', report().refused.length)}
                  unit={report().unit}
                  rows={report().refused}
                  save={save}
                />
              </div>
            </Show>
          </>
        )}
      </Show>
    </FileSheet>
  );
}

function ChatFacts(props: { chats: Chats }): JSX.Element {
  const one = () => props.chats;
  return (
    <Switch>
      <Match when={one().state === 'checking'}>
        <span class="text-ink-3">{t('imports.reading')}</span>
      </Match>
      <Match when={one().state === 'importing'}>
        <span class="text-ink-2">{t('imports.importing')}</span>
      </Match>
      <Match when={one().report}>
        {(report) => (
          <>
            <Show
              when={one().state === 'imported'}
              fallback={
                <span class="text-ink-2">
                  {t('imports.chatsOf', { chats: report().chats, good: report().created })}
                </span>
              }
            >
              <Chip tone="good">{t('imports.chatsDone', { created: report().created })}</Chip>
            </Show>
            <Show when={report().already_there > 0}>
              <span class="text-ink-3">{t('imports.chatsThere', report().already_there)}</span>
            </Show>
            <Show when={report().refused.length > 0}>
              <Chip tone="bad">{t('imports.chatsRefused', report().refused.length)}</Chip>
            </Show>
          </>
        )}
      </Match>
    </Switch>
  );
}

/** Chats whose turns were put in the order of their times. */
function Reordered(props: { chats: ChatImport['reordered'] }): JSX.Element {
  return (
    <Show when={props.chats.length > 0}>
      <p
        class="px-4.5 pb-3 text-ink-2"
        title={props.chats
          .slice(0, 20)
          .map(({ external_id }) => external_id)
          .join(', ')}
      >
        {t('imports.chatsReordered', props.chats.length)}:{' '}
        {props.chats
          .slice(0, 5)
          .map((chat) => `${chat.external_id} (${t('imports.reorderedTurns', chat.turns)})`)
          .join(', ')}
        <Show when={props.chats.length > 5}> …</Show>
      </p>
    </Show>
  );
}

/** Rows that nothing but the times' being unusual stands in the way of. */
const unusualOf = (rows: readonly { issues: readonly RowIssue[] }[]): number =>
  rows.filter(({ issues }) => issues.some(({ code }) => code === 'future-date' || code === 'old-date')).length;

/** What was done to chats, and what of them is not kept. */
function ChatsReport(props: { report: ChatImport }): JSX.Element {
  const lines = () =>
    [
      props.report.newest_first.length > 0 ? t('understood.newestFirst', props.report.newest_first.length) : '',
      props.report.handed_over.length > 0 ? t('understood.handedOver', props.report.handed_over.length) : '',
      props.report.not_kept.length > 0 ? t('understood.notKept', { names: props.report.not_kept.join(', ') }) : '',
    ].filter(Boolean);
  return <For each={lines()}>{(line) => <p class="px-4.5 pb-2 text-ink-2">{line}</p>}</For>;
}

export function IgnoredFiles(props: { files: readonly Ignored[] }): JSX.Element {
  const why = ({ code, params }: Ignored): string => {
    if (code === 'same-name') return t('imports.sameName');
    if (code === 'unknown-text') return t('imports.unknownText');
    return refusalSentence(code, params) ?? '';
  };
  return (
    <section class="sheet" aria-label={t('imports.ignored')}>
      <h2 class="px-4.5 pt-3.5 pb-1.5 font-semibold">{t('imports.ignored')}</h2>
      <ul class="m-0 list-none p-0 pb-2">
        <For each={props.files}>
          {(file) => (
            <li class="grid min-h-9.5 grid-cols-[minmax(0,15rem)_minmax(0,1fr)_auto] items-center gap-x-3 px-4.5 max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:py-1">
              <span class="truncate font-medium" title={file.name}>
                {file.name}
              </span>
              <span class="text-bad max-sm:col-span-2 max-sm:row-start-2">
                <span aria-hidden="true" class="text-[0.82em]">
                  ●{' '}
                </span>
                {why(file)}
              </span>
              <IconButton
                size="sm"
                icon={X}
                label={t('imports.removeOf', { name: file.name })}
                onClick={() => removeIgnored(file.key)}
              />
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

function FileSheet(props: {
  name: string;
  kind: string;
  facts: JSX.Element;
  remove: () => void;
  children: JSX.Element;
}): JSX.Element {
  return (
    <section class="sheet" aria-label={`${props.kind}: ${props.name}`}>
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1 px-4.5 py-2.5">
        <h2 class="font-semibold">
          {props.kind} <span class="font-normal text-ink-2">{props.name}</span>
        </h2>
        {props.facts}
        <span class="flex-1" />
        <IconButton
          size="sm"
          icon={X}
          label={t('imports.removeOf', { name: props.name })}
          onClick={() => props.remove()}
        />
      </div>
      {props.children}
    </section>
  );
}
