// Status changes that need input: a reason for dismissing or going back, the other task for merging.

import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import type { TaskCard } from '../../api/coaching/contract.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import type { Asked, Moving } from './moving.ts';
import { whyOf } from './task-words.ts';
import type { MoveChoice } from './view.ts';

/** The dialog shown over the page that moves tasks. */
export function MoveQuestion(props: { moving: Moving; tasks: readonly TaskCard[] }): JSX.Element {
  return (
    <MoveDialog
      asked={props.moving.asked()}
      tasks={props.tasks}
      busy={props.moving.busy()}
      error={props.moving.error()}
      onClose={props.moving.close}
      onMove={(note) => props.moving.answer(note)}
      onMerge={(into, note) => props.moving.mergeInto(into, note)}
    />
  );
}

type MoveProps = {
  asked: Asked | null;
  /** Open tasks, among which the one to merge into is chosen. */
  tasks: readonly TaskCard[];
  onClose: () => void;
  onMove: (note: string) => void;
  onMerge: (into: string, note: string) => void;
  busy: boolean;
  error: unknown;
};

function MoveDialog(props: MoveProps): JSX.Element {
  const { note, setNote, into, setInto, merging, others, ready, go } = createAnswer(props);
  const words = () => wordsFor(props.asked?.choice ?? null);
  return (
    <Dialog
      open={props.asked !== null}
      onClose={props.onClose}
      title={words().title}
      description={
        <Show when={props.asked}>
          {(asked) => <>{t('coaching.of', { name: asked().task.agent.name, what: whyOf(asked().task) })}</>}
        </Show>
      }
      foot={
        <>
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Show when={!merging() || others().length > 0}>
            <Button tone="primary" busy={props.busy} disabled={!ready()} onClick={go}>
              {words().button}
            </Button>
          </Show>
        </>
      }
    >
      <div class="grid gap-3">
        <Show when={merging()}>
          <MergeInto name={props.asked?.task.agent.name ?? ''} tasks={others()} into={into()} onChoose={setInto} />
        </Show>
        <Show when={!merging() || others().length > 0}>
          <TextArea
            label={words().label}
            hint={words().hint}
            value={note()}
            onInput={setNote}
            rows={3}
            maxlength={4000}
          />
        </Show>
        <ErrorNote error={props.error} />
      </div>
    </Dialog>
  );
}

/** What the person answers: a note, and the task to merge into. */
function createAnswer(props: MoveProps) {
  const [note, setNote] = createSignal('');
  const [into, setInto] = createSignal<string | null>(null);
  const merging = () => props.asked?.choice.state === 'merged';
  const others = () =>
    props.tasks.filter(
      (task) =>
        task.agent.id === props.asked?.task.agent.id && task.id !== props.asked?.task.id && task.state !== 'proposed',
    );
  createEffect(
    on(
      () => props.asked,
      () => {
        setNote('');
        setInto(others()[0]?.id ?? null);
      },
    ),
  );
  const ready = () => (merging() ? into() !== null : note().trim() !== '');
  const go = () => {
    const target = into();
    if (!ready()) return;
    if (merging() && target) props.onMerge(target, note().trim());
    else props.onMove(note().trim());
  };
  return { note, setNote, into, setInto, merging, others, ready, go };
}

function wordsFor(choice: MoveChoice | null): { title: string; button: string; label: string; hint?: string } {
  if (choice?.state === 'merged') {
    return { title: t('coaching.mergeTitle'), button: t('coaching.merge'), label: t('coaching.note') };
  }
  return choice?.back
    ? {
        title: t('coaching.backTitle'),
        button: t('coaching.move.back'),
        label: t('coaching.reason'),
        hint: t('coaching.backHint'),
      }
    : {
        title: t('coaching.dismissTitle'),
        button: t('coaching.dismiss'),
        label: t('coaching.reason'),
        hint: t('coaching.reasonHint'),
      };
}

function MergeInto(props: {
  /** Of the agent. */
  name: string;
  tasks: readonly TaskCard[];
  into: string | null;
  onChoose: (task: string) => void;
}): JSX.Element {
  return (
    <>
      <p class="text-ink-2">{t('coaching.mergeLead')}</p>
      <Show when={props.tasks.length > 0} fallback={<p>{t('coaching.mergeNone', { name: props.name })}</p>}>
        <fieldset class="m-0 grid gap-1.5 border-0 p-0">
          <legend class="mb-1 text-small font-medium text-ink-2">
            {t('coaching.mergeInto', { name: props.name })}
          </legend>
          <For each={props.tasks}>
            {(task) => (
              <label class="flex items-start gap-2 rounded-control border border-line px-3 py-2 has-[:checked]:border-accent has-[:checked]:bg-accent-wash">
                <input
                  type="radio"
                  name="into"
                  class="mt-1"
                  checked={props.into === task.id}
                  onChange={() => props.onChoose(task.id)}
                />
                <span>
                  {whyOf(task)}
                  <span class="block text-small text-ink-3">
                    {task.state === 'proposed' ? '' : t(`coaching.state.${task.state}`)}
                  </span>
                </span>
              </label>
            )}
          </For>
        </fieldset>
      </Show>
    </>
  );
}
