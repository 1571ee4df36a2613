// Status changes that need input: a reason for dismissing or going back, the other task for merging.
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import type { TaskCard } from '../../api/coaching/contract.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import { whyOf } from './task-words.ts';
import type { MoveChoice } from './view.ts';

export type Asked = { task: TaskCard; choice: MoveChoice };

export function MoveDialog(props: {
  asked: Asked | null;
  /** Open tasks, among which the one to merge into is chosen. */
  tasks: readonly TaskCard[];
  onClose: () => void;
  onMove: (note: string) => void;
  onMerge: (into: string, note: string) => void;
  busy: boolean;
  error: unknown;
}): JSX.Element {
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
  const title = () => {
    if (merging()) return t('coaching.mergeTitle');
    return props.asked?.choice.back ? t('coaching.backTitle') : t('coaching.dismissTitle');
  };
  const ready = () => (merging() ? into() !== null : note().trim() !== '');
  const go = () => {
    const target = into();
    if (!ready()) return;
    if (merging() && target) props.onMerge(target, note().trim());
    else props.onMove(note().trim());
  };
  return (
    <Dialog
      open={props.asked !== null}
      onClose={props.onClose}
      title={title()}
      description={
        <Show when={props.asked}>
          {(asked) => <>{t('coaching.of', { name: asked().task.agent.name, what: whyOf(asked().task) })}</>}
        </Show>
      }
      foot={
        <>
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button tone="primary" busy={props.busy} disabled={!ready()} onClick={go}>
            {merging()
              ? t('coaching.merge')
              : props.asked?.choice.back
                ? t('coaching.move.back')
                : t('coaching.dismiss')}
          </Button>
        </>
      }
    >
      <div class="grid gap-3">
        <Show when={merging()}>
          <p class="text-ink-2">{t('coaching.mergeLead')}</p>
          <Show
            when={others().length > 0}
            fallback={<p>{t('coaching.mergeNone', { name: props.asked?.task.agent.name ?? '' })}</p>}
          >
            <fieldset class="m-0 grid gap-1.5 border-0 p-0">
              <legend class="mb-1 text-small font-medium text-ink-2">
                {t('coaching.mergeInto', { name: props.asked?.task.agent.name ?? '' })}
              </legend>
              <For each={others()}>
                {(task) => (
                  <label class="flex items-start gap-2 rounded-control border border-line px-3 py-2 has-[:checked]:border-accent has-[:checked]:bg-accent-wash">
                    <input
                      type="radio"
                      name="into"
                      class="mt-1"
                      checked={into() === task.id}
                      onChange={() => setInto(task.id)}
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
        </Show>
        <Show when={!merging() || others().length > 0}>
          <TextArea
            label={merging() ? t('coaching.note') : t('coaching.reason')}
            hint={props.asked?.choice.back ? t('coaching.backHint') : merging() ? undefined : t('coaching.reasonHint')}
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
