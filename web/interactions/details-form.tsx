// The details of one recording, edited in its row, with each error at its field.
import { createMemo, For, type JSX, Show } from 'solid-js';
import { CHANNELS } from '../../scorecards/scorecard/definition.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Combobox, Select } from '../ui/select.tsx';
import { said, t } from '../words/words.ts';
import { describe, detailsOf, sendAgain } from './intake.ts';
import { intake, type Recording } from './intake-store.ts';

export type Agent = { id: string; name: string };

/** Columns with a field of their own kind; any other one that is wrong gets a plain field. */
const FIELDS = [
  'external_id',
  'agent',
  'channel',
  'started_at',
  'queue',
  'language',
  'agent_channel',
  'customer_ref',
  'tags',
];
const LANGUAGES = ['en', 'zh'] as const;
const SIDES = ['left', 'right', 'mono'] as const;
const WALL_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?)?$/;

export function DetailsForm(props: { recording: Recording; agents: Agent[] }): JSX.Element {
  const one = () => props.recording;
  const whole = () => one().issues.filter(({ column }) => column === '' || column === 'file');
  return (
    <form
      class="grid gap-3 bg-well px-4.5 py-3.5"
      aria-label={t('imports.editOf', { name: one().file.name })}
      onSubmit={(event) => {
        event.preventDefault();
        void sendAgain(one().key);
      }}
    >
      <Show when={whole().length > 0}>
        <ul class="m-0 grid list-none gap-1 p-0 text-bad">
          <For each={whole()}>{(issue) => <li>● {said(issue.reason)}</li>}</For>
        </ul>
      </Show>
      <div class="grid grid-cols-4 items-start gap-3 max-lg:grid-cols-2 max-sm:grid-cols-1">
        <Fields {...props} />
      </div>
      <div class="flex items-center gap-2.5">
        <Button type="submit" tone="primary" size="sm" busy={intake.checking}>
          {one().upload ? t('imports.sendAgain') : t('imports.importOne')}
        </Button>
        <Show when={one().row}>
          {(row) => (
            <span class="text-small text-ink-3">{t('imports.fromCsv', { line: row().line, name: row().csv })}</span>
          )}
        </Show>
      </div>
    </form>
  );
}

function Fields(props: { recording: Recording; agents: Agent[] }): JSX.Element {
  const one = () => props.recording;
  const value = (column: string) => detailsOf(one())[column] ?? '';
  const wrong = (column: string) =>
    one()
      .issues.filter((issue) => issue.column === column)
      .map((issue) => said(issue.reason))
      .join(' ') || null;
  const put = (column: string) => (text: string | null) => describe(one().key, column, text ?? '');
  const elsewhere = createMemo(() =>
    [...new Set(one().issues.map(({ column }) => column))].filter((column) => !FIELDS.includes(column)),
  );
  const text = (column: 'external_id' | 'queue' | 'customer_ref' | 'tags', label: string) => (
    <Field label={label} value={value(column)} onInput={put(column)} error={wrong(column)} />
  );
  return (
    <>
      <AgentField
        label={t('imports.agent')}
        agents={props.agents}
        value={value('agent')}
        onChange={put('agent')}
        error={wrong('agent')}
      />
      {text('external_id', t('imports.externalId'))}
      <Field
        label={t('imports.started')}
        type={WALL_TIME.test(value('started_at')) ? 'datetime-local' : 'text'}
        value={value('started_at')}
        onInput={put('started_at')}
        error={wrong('started_at')}
      />
      <Select
        label={t('imports.channel')}
        options={CHANNELS}
        name={(channel) => t(`common.channel.${channel}`)}
        value={CHANNELS.find((channel) => channel === value('channel').toLowerCase()) ?? null}
        onChange={put('channel')}
        error={wrong('channel')}
      />
      {text('queue', t('imports.queue'))}
      <LanguageField value={value('language')} onChange={put('language')} error={wrong('language')} />
      <SideField value={value('agent_channel')} onChange={put('agent_channel')} error={wrong('agent_channel')} />
      {text('customer_ref', t('imports.customer'))}
      {text('tags', t('imports.tags'))}
      <For each={elsewhere().filter((column) => column !== '' && column !== 'file')}>
        {(column) => <Field label={column} value={value(column)} onInput={put(column)} error={wrong(column)} />}
      </For>
    </>
  );
}

type FieldProps = { value: string; onChange: (value: string | null) => void; error?: string | null };

/** Agents by name; a row may name one by email or number, which stays until another is chosen. */
export function AgentField(props: FieldProps & { label: string; agents: Agent[]; hint?: JSX.Element }): JSX.Element {
  const listed = () => props.agents.some(({ id }) => id === props.value);
  const options = () => [...(props.value === '' || listed() ? [] : [props.value]), ...props.agents.map(({ id }) => id)];
  return (
    <Combobox
      label={props.label}
      options={options()}
      name={(id) => props.agents.find((agent) => agent.id === id)?.name ?? id}
      value={props.value === '' ? null : props.value}
      onChange={props.onChange}
      placeholder={t('imports.chooseAgent')}
      error={props.error}
      hint={props.hint}
    />
  );
}

export function LanguageField(props: FieldProps): JSX.Element {
  const options = () => [...new Set([...LANGUAGES, props.value].filter((tag) => tag !== ''))];
  return (
    <Select
      label={t('imports.language')}
      options={options()}
      name={(tag) => (tag === 'en' ? 'English' : tag === 'zh' ? '中文' : tag)}
      empty={t('imports.byEar')}
      value={props.value || null}
      onChange={props.onChange}
      error={props.error}
    />
  );
}

export function SideField(props: FieldProps): JSX.Element {
  return (
    <Select
      label={t('imports.agentSide')}
      options={SIDES}
      name={(side) => t(`imports.side.${side}`)}
      empty={t('imports.sideByEar')}
      value={SIDES.find((side) => side === props.value.toLowerCase()) ?? null}
      onChange={props.onChange}
      error={props.error}
    />
  );
}
