// The agent's channel, per recorder.

import X from 'lucide-solid/icons/x';
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import type { SpeechView } from '../../api/transcripts/speech-contract.ts';
import type { RecorderSide } from '../../transcription/speakers/recorders.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { byName } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { useSpeechActions } from './data.ts';

const SIDES = ['left', 'right', 'mono'] as const;
type Side = RecorderSide['agent'];

export function RecordersSection(props: { speech: SpeechView; may: boolean }): JSX.Element {
  const sides = createSides(() => props.speech.recorders);
  const { rows, set } = sides;
  const named = () =>
    byName(
      rows().filter((row) => row.recorder !== null),
      (row) => row.recorder ?? '',
    );
  return (
    <Section id="recorders" title={t('speech.recorders')} lead={t('speech.recordersLead')}>
      <ul class="m-0 grid max-w-160 list-none gap-2 p-0" aria-label={t('speech.recorders')}>
        <For each={named()}>{(row) => <RecorderLine row={row} may={props.may} set={set} />}</For>
        <li class="flex flex-wrap items-center gap-3">
          <span class="min-w-0 flex-1 text-ink-2">{t('speech.everyOther')}</span>
          <SideSelect
            label={t('speech.sideOf', { recorder: t('speech.everyOther') })}
            value={rows().find((row) => row.recorder === null)?.agent ?? null}
            empty={t('speech.sides.auto')}
            disabled={!props.may}
            onChange={(side) => set(null, side)}
          />
          <Show when={props.may && named().length > 0}>
            <span class="w-8" />
          </Show>
        </li>
      </ul>
      <Show when={props.may}>
        <AddRecorder seen={props.speech.recorders_seen} sides={sides} />
      </Show>
    </Section>
  );
}

type Sides = ReturnType<typeof createSides>;

/** The side of each recorder, as last chosen; a choice that is refused is taken back. */
function createSides(stored: () => RecorderSide[]) {
  const actions = useSpeechActions();
  const [rows, setRows] = createSignal<RecorderSide[]>([]);
  createEffect(
    on(
      () => JSON.stringify(stored()),
      () => setRows(stored()),
    ),
  );
  const save = (next: RecorderSide[]) => {
    const before = rows();
    setRows(next);
    actions.recorders.mutateAsync(next).then(
      () => tell(t('speech.saved'), 'good'),
      (refusal: unknown) => {
        setRows(before);
        tell(explain(refusal), 'bad');
      },
    );
  };
  const set = (recorder: string | null, agent: Side | null) => {
    const others = rows().filter((row) => row.recorder !== recorder);
    save(agent === null ? others : [...others, { recorder, agent }]);
  };
  return { rows, set };
}

function RecorderLine(props: { row: RecorderSide; may: boolean; set: Sides['set'] }): JSX.Element {
  return (
    <li class="flex flex-wrap items-center gap-3">
      <span class="min-w-0 flex-1 truncate font-medium">{props.row.recorder}</span>
      <SideSelect
        label={t('speech.sideOf', { recorder: props.row.recorder ?? '' })}
        value={props.row.agent}
        disabled={!props.may}
        onChange={(side) => side && props.set(props.row.recorder, side)}
      />
      <Show when={props.may}>
        <IconButton
          label={t('ui.remove', { name: props.row.recorder ?? '' })}
          icon={X}
          onClick={() => props.set(props.row.recorder, null)}
        />
      </Show>
    </li>
  );
}

function AddRecorder(props: { seen: readonly string[]; sides: Sides }): JSX.Element {
  const [name, setName] = createSignal('');
  const unnamed = () =>
    byName(
      props.seen.filter(
        (seen) => !props.sides.rows().some((row) => row.recorder?.toLowerCase() === seen.toLowerCase()),
      ),
      (seen) => seen,
    );
  const add = (recorder: string) => {
    if (recorder.trim() === '') return;
    props.sides.set(recorder.trim(), 'left');
    setName('');
  };
  return (
    <form
      class="flex flex-wrap items-end gap-2 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        add(name());
      }}
    >
      <Field class="w-64" label={t('speech.recorderName')} value={name()} onInput={setName} />
      <Button type="submit" disabled={name().trim() === ''}>
        {t('speech.addRecorder')}
      </Button>
      <For each={unnamed()}>
        {(seen) => (
          <Button tone="quiet" onClick={() => add(seen)}>
            + {seen}
          </Button>
        )}
      </For>
    </form>
  );
}

function SideSelect(props: {
  label: string;
  value: Side | null;
  empty?: string;
  disabled: boolean;
  onChange: (side: Side | null) => void;
}): JSX.Element {
  return (
    <Select
      class="w-60"
      bare
      label={props.label}
      options={SIDES}
      empty={props.empty}
      value={props.value}
      disabled={props.disabled}
      onChange={props.onChange}
      name={(side) => t(`speech.sides.${side}`)}
    />
  );
}
