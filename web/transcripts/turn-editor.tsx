// Editing the text of a turn in place. Playback continues meanwhile.
import Play from 'lucide-solid/icons/play';
import Scissors from 'lucide-solid/icons/scissors';
import { createUniqueId, type JSX, onMount, Show } from 'solid-js';
import { player } from '../audio/player.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../words/words.ts';
import type { Correcting, Editing } from './correcting.ts';
import { cutAt } from './correcting-view.ts';

type EditorProps = {
  editing: Editing;
  correcting: Correcting;
  /** The field has closed: where the focus goes back to. */
  onClose: () => void;
};

export function TurnEditor(props: EditorProps): JSX.Element {
  let field!: HTMLTextAreaElement;
  const help = createUniqueId();
  const text = () => props.correcting.text();
  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 2}px`;
  };
  onMount(() => {
    grow();
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    field.closest('[data-turn]')?.scrollIntoView({ block: 'nearest' });
  });
  const actions = createActions(props, () => field);
  return (
    <fieldset
      data-tools
      aria-label={t('correcting.edit')}
      class="m-0 grid min-w-0 gap-1.5 border-0 p-0 max-sm:col-start-2"
    >
      <textarea
        ref={field}
        rows={1}
        class="control w-full resize-none text-turn"
        aria-label={t('correcting.text')}
        aria-describedby={help}
        aria-invalid={props.editing.problem !== null || undefined}
        maxlength={10_000}
        spellcheck={true}
        value={text()}
        onKeyDown={(event) => press(event, actions)}
        onInput={(event) => {
          props.correcting.setText(event.currentTarget.value);
          grow();
        }}
      />
      <Alerts editing={props.editing} />
      <Buttons actions={actions} busy={props.correcting.busy()} />
      <p id={help} class="m-0 text-small text-ink-3">
        {t('correcting.help')} <Show when={text().includes('[[')}>{t('correcting.marks')}</Show>
      </p>
    </fieldset>
  );
}

type Actions = ReturnType<typeof createActions>;

function createActions(props: EditorProps, field: () => HTMLTextAreaElement) {
  const closeWhen = (done: boolean) => {
    if (done) props.onClose();
    else field()?.focus();
  };
  return {
    close(): void {
      props.correcting.stop();
      props.onClose();
    },
    save: async () => closeWhen(await props.correcting.save()),
    async cut(): Promise<void> {
      const text = props.correcting.text();
      const at = cutAt(text, field().selectionStart);
      closeWhen(await props.correcting.cut(text.slice(0, at), text.slice(at)));
    },
    replay(): void {
      const { start_ms, end_ms } = props.editing.turn;
      const source = player.source();
      if (source) player.playSpan({ interaction: source.interaction, start_ms, end_ms }, source);
    },
  };
}

function press(event: KeyboardEvent, actions: Actions): void {
  if (event.isComposing) return;
  const playing = (event.altKey && event.code === 'KeyP') || (event.ctrlKey && event.code === 'Space');
  if (playing) player.toggle();
  else if (event.key === 'Enter' && event.shiftKey) void actions.cut();
  else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) void actions.save();
  else if (event.key === 'Escape') actions.close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function Alerts(props: { editing: Editing }): JSX.Element {
  return (
    <>
      <Show when={props.editing.problem}>
        {(problem) => (
          <p role="alert" class="m-0 text-small text-bad">
            {problem()}
          </p>
        )}
      </Show>
      <Show when={props.editing.now}>
        {(now) => (
          <p role="alert" class="m-0 rounded-control bg-warn-wash px-2.5 py-1.5 text-small text-warn">
            <span aria-hidden="true">▲ </span>
            {t('correcting.meanwhile', { text: now() })}
          </p>
        )}
      </Show>
    </>
  );
}

function Buttons(props: { actions: Actions; busy: boolean }): JSX.Element {
  return (
    <div class="flex flex-wrap items-center gap-1.5">
      <Button size="sm" tone="primary" keys="↵" busy={props.busy} onClick={() => void props.actions.save()}>
        {t('correcting.save')}
      </Button>
      <Button size="sm" keys="Esc" onClick={props.actions.close}>
        {t('correcting.cancel')}
      </Button>
      <span class="flex-1" />
      <Button size="sm" tone="quiet" icon={Scissors} keys="⇧↵" onClick={() => void props.actions.cut()}>
        {t('correcting.cut')}
      </Button>
      <Button size="sm" tone="quiet" icon={Play} onClick={props.actions.replay}>
        {t('correcting.replay')}
      </Button>
    </div>
  );
}
