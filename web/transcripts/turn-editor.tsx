// Editing the text of a turn in place. Playback continues meanwhile.
import Play from 'lucide-solid/icons/play';
import Scissors from 'lucide-solid/icons/scissors';
import { createUniqueId, type JSX, onMount, Show } from 'solid-js';
import { player } from '../audio/player.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../words/words.ts';
import type { Correcting, Editing } from './correcting.ts';
import { cutAt } from './correcting-view.ts';

export function TurnEditor(props: {
  editing: Editing;
  correcting: Correcting;
  /** The field has closed: where the focus goes back to. */
  onClose: () => void;
}): JSX.Element {
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
  const close = () => {
    props.correcting.stop();
    props.onClose();
  };
  const save = async () => {
    if (await props.correcting.save()) props.onClose();
    else field?.focus();
  };
  const cut = async () => {
    const at = cutAt(text(), field.selectionStart);
    if (await props.correcting.cut(text().slice(0, at), text().slice(at))) props.onClose();
    else field?.focus();
  };
  const replay = () => {
    const { start_ms, end_ms } = props.editing.turn;
    const source = player.source();
    if (source) player.playSpan({ interaction: source.interaction, start_ms, end_ms }, source);
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const playing = (event.altKey && event.code === 'KeyP') || (event.ctrlKey && event.code === 'Space');
    if (playing) player.toggle();
    else if (event.key === 'Enter' && event.shiftKey) void cut();
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) void save();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
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
        onKeyDown={press}
        onInput={(event) => {
          props.correcting.setText(event.currentTarget.value);
          grow();
        }}
      />
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
      <div class="flex flex-wrap items-center gap-1.5">
        <Button size="sm" tone="primary" keys="↵" busy={props.correcting.busy()} onClick={() => void save()}>
          {t('correcting.save')}
        </Button>
        <Button size="sm" keys="Esc" onClick={close}>
          {t('correcting.cancel')}
        </Button>
        <span class="flex-1" />
        <Button size="sm" tone="quiet" icon={Scissors} keys="⇧↵" onClick={() => void cut()}>
          {t('correcting.cut')}
        </Button>
        <Button size="sm" tone="quiet" icon={Play} onClick={replay}>
          {t('correcting.replay')}
        </Button>
      </div>
      <p id={help} class="m-0 text-small text-ink-3">
        {t('correcting.help')} <Show when={text().includes('[[')}>{t('correcting.marks')}</Show>
      </p>
    </fieldset>
  );
}
