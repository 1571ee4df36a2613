// The recordings of an import: shared details, and one row each with its progress and actions.
import { A } from '@solidjs/router';
import Pause from 'lucide-solid/icons/pause';
import PencilLine from 'lucide-solid/icons/pencil-line';
import Play from 'lucide-solid/icons/play';
import X from 'lucide-solid/icons/x';
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { InteractionState } from '../../api/interactions/contract.ts';
import { CHANNELS } from '../../scorecards/scorecard/definition.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { fileSize, percent } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { explain } from '../ui/states.tsx';
import { said, t } from '../words/words.ts';
import { BesideLine } from './beside-panel.tsx';
import { useStates } from './data.ts';
import { type Agent, AgentField, DetailsForm, LanguageField, SideField } from './details-form.tsx';
import { detailsOf, pause, remove, retry, setDefault } from './intake.ts';
import { intake, isDone, isOpen, type Recording } from './intake-store.ts';
import { FileGone } from './sending.ts';
import { Bar, StateCell } from './state-cell.tsx';
import { moving, standingOf } from './view.ts';

/** So many rows are drawn at first: more on demand. */
const SHOWN = 200;
/** Rows to fix are opened automatically while there are few. */
const OPENED = 3;

export function RecordingsPanel(props: { agents: Agent[] }): JSX.Element {
  const [shown, setShown] = createSignal(SHOWN);
  const [opened, setOpened] = createSignal<ReadonlyMap<number, boolean>>(new Map());
  const few = () => intake.recordings.filter(({ state }) => state === 'mend').length <= OPENED;
  const isOpened = (one: Recording) => isOpen(one) && (opened().get(one.key) ?? (one.state === 'mend' && few()));
  const toggle = (one: Recording) => setOpened((before) => new Map(before).set(one.key, !isOpened(one)));

  const standing = useStandings();
  const someWithoutRow = () => intake.recordings.some((one) => one.row === null && isOpen(one));
  return (
    <section class="sheet overflow-hidden" aria-label={t('imports.recordings')}>
      <h2 class="px-4.5 pt-3.5 pb-2.5 font-semibold">
        {t('imports.recordings')} <span class="num font-normal text-ink-3">{intake.recordings.length}</span>
      </h2>
      <Show when={someWithoutRow()}>
        <DefaultsForm agents={props.agents} />
      </Show>
      <ul class="m-0 list-none border-t border-line p-0">
        <For each={intake.recordings.slice(0, shown())}>
          {(one) => (
            <li class="border-b border-line last:border-b-0">
              <RecordingRow
                recording={one}
                agents={props.agents}
                opened={isOpened(one)}
                toggle={() => toggle(one)}
                standing={standing(one)}
              />
              <BesideLine recording={one.file.name} />
              <Show when={isOpened(one)}>
                <DetailsForm recording={one} agents={props.agents} />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={intake.recordings.length > shown()}>
        <div class="px-4.5 py-2.5">
          <Button size="sm" onClick={() => setShown(shown() + SHOWN)}>
            {t('imports.showMore', Math.min(SHOWN, intake.recordings.length - shown()))}
          </Button>
        </div>
      </Show>
    </section>
  );
}

function DefaultsForm(props: { agents: Agent[] }): JSX.Element {
  return (
    <fieldset class="m-0 grid gap-2 border-0 px-4.5 pt-0 pb-4">
      <legend class="mb-2 p-0 text-ink-2">{t('imports.defaults')}</legend>
      <div class="grid grid-cols-5 items-start gap-3 max-lg:grid-cols-3 max-sm:grid-cols-1">
        <AgentField
          label={t('imports.agent')}
          agents={props.agents}
          value={intake.defaults.agent}
          onChange={(agent) => setDefault('agent', agent ?? '')}
        />
        <Select
          label={t('imports.channel')}
          options={CHANNELS}
          name={(channel) => t(`common.channel.${channel}`)}
          value={CHANNELS.find((channel) => channel === intake.defaults.channel) ?? null}
          onChange={(channel) => setDefault('channel', channel ?? '')}
        />
        <Field
          label={t('imports.queue')}
          value={intake.defaults.queue}
          onInput={(queue) => setDefault('queue', queue)}
        />
        <LanguageField
          value={intake.defaults.language}
          onChange={(language) => setDefault('language', language ?? '')}
        />
        <SideField value={intake.defaults.agent_channel} onChange={(side) => setDefault('agent_channel', side ?? '')} />
      </div>
    </fieldset>
  );
}

type RowProps = {
  recording: Recording;
  agents: Agent[];
  opened: boolean;
  toggle: () => void;
  standing: ReturnType<typeof standingOf> | null;
};

function RecordingRow(props: RowProps): JSX.Element {
  const one = () => props.recording;
  const name = () => one().file.name;
  const agent = () => {
    const value = detailsOf(one()).agent ?? '';
    return props.agents.find(({ id }) => id === value)?.name ?? value;
  };
  return (
    <div class="grid min-h-9.5 grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.6fr)_104px] items-center gap-3 px-4.5 py-1 max-sm:grid-cols-[minmax(0,1fr)_auto]">
      <span class="flex min-w-0 items-baseline gap-2">
        <span class="truncate font-medium" title={name()}>
          {name()}
        </span>
        <span class="num shrink-0 text-small text-ink-3">{fileSize(one().file.size)}</span>
      </span>
      <span class="truncate text-ink-2 max-sm:hidden">
        <Show when={agent()} fallback={<span class="text-ink-3">{t('imports.noAgent')}</span>}>
          {agent()}
        </Show>
        <Show when={one().row}>
          {(row) => <span class="text-ink-3"> · {t('imports.fromRow', { line: row().line })}</span>}
        </Show>
      </span>
      <span class="min-w-0 max-sm:row-start-2">
        <RowState recording={one()} standing={props.standing} />
      </span>
      <span class="flex items-center justify-end gap-0.5 max-sm:row-span-2">
        <NextAction {...props} />
        <Show when={!isDone(one())}>
          <IconButton
            size="sm"
            icon={X}
            label={t('imports.removeOf', { name: name() })}
            onClick={() => remove(one().key)}
          />
        </Show>
      </span>
    </div>
  );
}

/** What to do with a recording next, by how it stands. */
function NextAction(props: RowProps): JSX.Element {
  const one = () => props.recording;
  const name = () => one().file.name;
  return (
    <Switch>
      <Match when={['queued', 'sending', 'lost'].includes(one().state)}>
        <IconButton
          size="sm"
          icon={Pause}
          label={t('imports.pauseOf', { name: name() })}
          onClick={() => pause(one().key)}
        />
      </Match>
      <Match when={one().state === 'paused'}>
        <IconButton
          size="sm"
          icon={Play}
          label={t('imports.resumeOf', { name: name() })}
          onClick={() => retry(one().key)}
        />
      </Match>
      <Match when={one().state === 'stopped' && !(one().problem instanceof FileGone)}>
        <Button size="sm" aria-label={t('imports.retryOf', { name: name() })} onClick={() => retry(one().key)}>
          {t('ui.again')}
        </Button>
      </Match>
      <Match when={one().state === 'mend' || one().state === 'new'}>
        <ToggleDetails {...props} />
      </Match>
      <Match when={one().interaction}>
        {(interaction) => (
          <A
            href={`/interactions/${interaction()}`}
            class="rounded px-1.5 font-medium text-accent no-underline hover:underline"
            aria-label={t('imports.openOf', { name: name() })}
          >
            {t('imports.open')}
          </A>
        )}
      </Match>
    </Switch>
  );
}

function ToggleDetails(props: RowProps): JSX.Element {
  const name = () => props.recording.file.name;
  return (
    <Show
      when={props.recording.state === 'mend'}
      fallback={
        <IconButton
          size="sm"
          icon={PencilLine}
          label={t('imports.editOf', { name: name() })}
          aria-expanded={props.opened}
          onClick={() => props.toggle()}
        />
      }
    >
      <Button
        size="sm"
        aria-expanded={props.opened}
        aria-label={t('imports.fixOf', { name: name() })}
        onClick={() => props.toggle()}
      >
        {t('imports.fix')}
      </Button>
    </Show>
  );
}

function RowState(props: { recording: Recording; standing: ReturnType<typeof standingOf> | null }): JSX.Element {
  const one = () => props.recording;
  const wrong = () => {
    const [first, ...others] = one().issues;
    return first && others.length === 0 ? said(first.reason) : t('imports.toFix', one().issues.length);
  };
  const problem = () => (one().problem instanceof FileGone ? t('imports.changedOnDisk') : explain(one().problem));
  return (
    <Switch>
      <Match when={one().state === 'new'}>
        <span class="text-ink-3">{t('imports.waitingToSend')}</span>
      </Match>
      <Match when={one().state === 'queued'}>
        <span class="text-ink-3">{t('imports.queuedToSend')}</span>
      </Match>
      <Match when={one().state === 'mend'}>
        <Wrong>{wrong()}</Wrong>
      </Match>
      <Match when={one().state === 'stopped'}>
        <Wrong>{problem()}</Wrong>
      </Match>
      <Match when={one().state === 'created'}>
        <Created of={one().file.name} standing={props.standing} />
      </Match>
      <Match when={one().state === 'already-there'}>
        <span class="text-ink-2">
          <span aria-hidden="true">✓ </span>
          {t('imports.alreadyThere')}
        </span>
      </Match>
      <Match when={['sending', 'lost', 'paused', 'finishing'].includes(one().state)}>
        <OnTheWay recording={one()} />
      </Match>
    </Switch>
  );
}

function Created(props: { of: string; standing: RowProps['standing'] }): JSX.Element {
  return (
    <span class="flex min-w-0 items-center gap-2">
      <span class="shrink-0 text-good">
        <span aria-hidden="true">✓ </span>
        {t('imports.created')}
      </span>
      <Show when={props.standing}>
        {(standing) => (
          <span class="min-w-0 text-small">
            <StateCell of={props.of} standing={standing()} />
          </span>
        )}
      </Show>
    </span>
  );
}

function OnTheWay(props: { recording: Recording }): JSX.Element {
  const one = () => props.recording;
  const share_bp = () => (one().file.size === 0 ? 0 : Math.floor((one().sent / one().file.size) * 10_000));
  return (
    <span class="flex items-center gap-2">
      <Bar label={t('imports.sendingOf', { name: one().file.name })} share_bp={share_bp()} class="w-24!" />
      <span class={`num truncate ${one().state === 'lost' ? 'text-warn' : 'text-ink-2'}`}>
        <Switch>
          <Match when={one().state === 'lost'}>▲ {t('imports.lost')}</Match>
          <Match when={one().state === 'paused'}>{t('imports.paused', { share: percent(share_bp(), 0) })}</Match>
          <Match when={one().state === 'finishing'}>{t('imports.finishing')}</Match>
          <Match when={true}>
            {t('imports.sending', { sent: fileSize(one().sent), size: fileSize(one().file.size) })}
          </Match>
        </Switch>
      </span>
    </span>
  );
}

function Wrong(props: { children: string }): JSX.Element {
  return (
    <span class="flex min-w-0 items-center gap-1.5 text-bad" title={props.children}>
      <span aria-hidden="true" class="text-[0.82em]">
        ●
      </span>
      <span class="min-w-0 truncate">{props.children}</span>
    </span>
  );
}

/** What came in is followed on: a recording is of use when it has its transcript. */
function useStandings(): (one: Recording) => ReturnType<typeof standingOf> | null {
  const [known, setKnown] = createSignal<ReadonlyMap<string, InteractionState>>(new Map());
  const followed = createMemo(() =>
    intake.recordings.flatMap(({ interaction }) => {
      const state = interaction === null ? undefined : known().get(interaction);
      return interaction === null || (state && !moving(state)) ? [] : [interaction];
    }),
  );
  const states = useStates(followed);
  return (one) => {
    const fresh = states.data?.find(({ id }) => id === one.interaction);
    if (fresh && !moving(fresh) && !known().has(fresh.id))
      queueMicrotask(() => setKnown((before) => new Map(before).set(fresh.id, fresh)));
    const state = fresh ?? (one.interaction === null ? undefined : known().get(one.interaction));
    return state ? standingOf(state) : null;
  };
}
