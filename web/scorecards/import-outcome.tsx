// What an import file holds, or where it is wrong.
import { For, type JSX, Show } from 'solid-js';
import type { ScorecardRead } from '../../api/scorecards/files-contract.ts';
import { criteriaOf, type Section } from '../../scorecards/scorecard/definition.ts';
import type { FileFault } from '../../scorecards/scorecard/file.ts';
import { COLUMNS } from '../../scorecards/scorecard/questionnaire-columns.ts';
import { Chip } from '../ui/chip.tsx';
import { Select } from '../ui/select.tsx';
import { explain } from '../ui/states.tsx';
import { refusalSentence, said, t } from '../words/words.ts';
import type { Header } from './import-file.ts';

export function Refused(props: { error: unknown; problems: readonly FileFault[] }): JSX.Element {
  return (
    <div role="alert" class="grid gap-2">
      <p class="text-bad">
        <span aria-hidden="true">● </span>
        {explain(props.error)}
      </p>
      <Show when={props.problems.length > 0}>
        <ul class="m-0 max-h-80 list-none overflow-auto rounded-control border border-line p-0">
          <For each={props.problems}>
            {(problem) => (
              <li class="grid gap-0.5 border-t border-line px-3 py-2 first:border-0">
                <Show when={placeOf(problem)}>{(place) => <code class="text-small text-ink-3">{place()}</code>}</Show>
                <span>{refusalSentence(problem.code, problem.params)}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}

const placeOf = ({ path, line }: FileFault): string =>
  path || (line === null ? '' : t('scorecardFiles.line', { line }));

export function WhatWasRead(props: { read: ScorecardRead }): JSX.Element {
  const draft = () => props.read.draft;
  const size = () => ({ sections: draft().sections.length, criteria: criteriaOf(draft()).length });
  const findings = (severity: 'error' | 'warning') => props.read.findings.filter((one) => one.severity === severity);
  return (
    <div class="grid gap-3" role="status">
      <div>
        <h3 class="flex flex-wrap items-center gap-2 font-semibold">
          {said(draft().name) || t('scorecardFiles.unnamed')} <Chip>{draft().id}</Chip>
        </h3>
        <p class="text-ink-2">{t('scorecards.sections', size())}</p>
      </div>
      <ul class="m-0 max-h-40 list-none overflow-auto rounded-control border border-line p-0">
        <For each={draft().sections as Section[]}>
          {(section) => (
            <li class="flex items-baseline justify-between gap-3 border-t border-line px-3 py-1.5 first:border-0">
              <span>{said(section.name) || section.id}</span>
              <span class="num text-small text-ink-3">{t('scorecardFiles.criteria', section.criteria.length)}</span>
            </li>
          )}
        </For>
      </ul>
      <Sentences title={t('scorecardFiles.notes')} of={props.read.notes} />
      <Sentences title={t('scorecardFiles.toFix')} of={findings('error')} />
      <Sentences title={t('scorecardFiles.toCheck')} of={findings('warning')} />
    </div>
  );
}

/** So many sentences are shown; the builder has them all. */
const SHOWN = 8;

function Sentences(props: {
  title: string;
  of: readonly { code: string; params: Record<string, string | number> }[];
}): JSX.Element {
  return (
    <Show when={props.of.length > 0}>
      <section>
        <h4 class="text-small font-semibold text-ink-2">{props.title}</h4>
        <ul class="list-disc pl-5">
          <For each={props.of.slice(0, SHOWN)}>{(one) => <li>{refusalSentence(one.code, one.params)}</li>}</For>
        </ul>
        <Show when={props.of.length > SHOWN}>
          <p class="pl-5 text-ink-3">{t('scorecardFiles.more', props.of.length - SHOWN)}</p>
        </Show>
      </section>
    </Show>
  );
}

/** What each column of a questionnaire is taken to be. */
export function Columns(props: {
  headers: readonly Header[];
  onChange: (header: string, column: string) => void;
}): JSX.Element {
  return (
    <details open={!props.headers.some(({ column }) => column === 'criterion')}>
      <summary class="w-fit cursor-pointer rounded text-accent">{t('scorecardFiles.columns')}</summary>
      <ul class="m-0 mt-1.5 grid list-none grid-cols-2 gap-x-4 gap-y-2 p-0 max-sm:grid-cols-1">
        <For each={props.headers.filter(({ header }) => header !== '')}>
          {({ header, column }) => (
            <li>
              <Select
                label={header}
                options={COLUMNS}
                name={(one) => t(`scorecardFiles.column.${one}`)}
                value={COLUMNS.find((one) => one === column) ?? null}
                empty={t('scorecardFiles.notRead')}
                onChange={(chosen) => props.onChange(header, chosen ?? '')}
              />
            </li>
          )}
        </For>
      </ul>
    </details>
  );
}
