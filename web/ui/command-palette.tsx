// <CommandPalette title hint items={found()} words={words()} onWords={setWords} onClose={…} />
// One field with a list below: ↑ ↓ move, Enter goes. The caller provides the items; a page adds its own commands with
// useCommands(() => [{ id, name, kind, do }, …]).
import { createEffect, createSignal, createUniqueId, For, type JSX, on, onCleanup, onMount, Show } from 'solid-js';
import { t } from '../words/words.ts';
import { Dialog } from './dialog.tsx';

export type Command = { id: string; name: string; kind: string; detail?: string; do: () => void };

const [added, setAdded] = createSignal<(() => Command[])[]>([]);
/** What the pages shown now have added. */
export const pageCommands = (): Command[] => added().flatMap((own) => own());

export function useCommands(own: () => Command[]): void {
  onMount(() => setAdded((all) => [...all, own]));
  onCleanup(() => setAdded((all) => all.filter((one) => one !== own)));
}

type PaletteProps = {
  title: string;
  hint: string;
  words: string;
  onWords: (words: string) => void;
  items: readonly Command[];
  onClose: () => void;
};

export function CommandPalette(props: PaletteProps): JSX.Element {
  const list = createUniqueId();
  const choice = createChoice(props, list);
  const { at, current } = choice;
  return (
    <Dialog open onClose={props.onClose} title={props.title}>
      <input
        type="search"
        role="combobox"
        class="control mb-2 w-full"
        aria-label={props.title}
        placeholder={props.hint}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={current() ? `${list}-${at()}` : undefined}
        aria-autocomplete="list"
        autofocus
        value={props.words}
        onInput={(event) => props.onWords(event.currentTarget.value)}
        onKeyDown={choice.press}
      />
      <div id={list} role="listbox" aria-label={props.title} class="max-h-80 overflow-auto">
        <For each={props.items}>
          {(item, i) => (
            <Option
              id={`${list}-${i()}`}
              item={item}
              chosen={i() === at()}
              onPoint={() => choice.setAt(i())}
              onGo={() => choice.go(item)}
            />
          )}
        </For>
      </div>
      <Show when={props.items.length === 0}>
        <p role="status" class="px-2 py-1.5 text-ink-3">
          {t('shell.nothingFound')}
        </p>
      </Show>
    </Dialog>
  );
}

/** The current command, and the keys that move it. */
function createChoice(props: PaletteProps, list: string) {
  const [at, setAt] = createSignal(0);
  createEffect(
    on(
      () => props.words,
      () => setAt(0),
      { defer: true },
    ),
  );
  const current = () => props.items[Math.min(at(), props.items.length - 1)];
  const go = (item: Command | undefined) => {
    if (!item) return;
    props.onClose();
    // After the focus has gone back to where it came from.
    setTimeout(() => item.do());
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const n = Math.max(1, props.items.length);
      setAt((at() + step + n) % n);
      document.getElementById(`${list}-${at()}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      go(current());
    }
  };
  return { at, setAt, current, go, press };
}

function Option(props: {
  id: string;
  item: Command;
  chosen: boolean;
  onPoint: () => void;
  onGo: () => void;
}): JSX.Element {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and takes the keys
    <div
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.chosen}
      class="flex cursor-default items-center gap-2 rounded-control px-2 py-1.5 aria-selected:bg-accent-wash"
      onMouseMove={() => props.onPoint()}
      onClick={() => props.onGo()}
    >
      <span class="min-w-0 truncate">{props.item.name}</span>
      <Show when={props.item.detail}>
        <span class="min-w-0 truncate text-ink-3">{props.item.detail}</span>
      </Show>
      <span class="flex-1" />
      <span class="text-small text-ink-3">{props.item.kind}</span>
    </div>
  );
}
