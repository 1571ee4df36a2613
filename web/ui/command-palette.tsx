// <CommandPalette title hint items={found()} words={words()} onWords={setWords} onClose={…} />
// One field, a list below it: ↑ ↓ move, Enter goes. What is found is the caller's business; a page adds what it holds
// itself with useCommands(() => [{ id, name, kind, do }, …]).
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

export function CommandPalette(props: {
  title: string;
  hint: string;
  words: string;
  onWords: (words: string) => void;
  items: readonly Command[];
  onClose: () => void;
}): JSX.Element {
  const [at, setAt] = createSignal(0);
  const list = createUniqueId();
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
        onKeyDown={press}
      />
      <div id={list} role="listbox" aria-label={props.title} class="max-h-80 overflow-auto">
        <For each={props.items}>
          {(item, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and takes the keys
            <div
              id={`${list}-${i()}`}
              role="option"
              tabIndex={-1}
              aria-selected={i() === at()}
              class="flex cursor-default items-center gap-2 rounded-control px-2 py-1.5 aria-selected:bg-accent-wash"
              onMouseMove={() => setAt(i())}
              onClick={() => go(item)}
            >
              <span class="min-w-0 truncate">{item.name}</span>
              <Show when={item.detail}>
                <span class="min-w-0 truncate text-ink-3">{item.detail}</span>
              </Show>
              <span class="flex-1" />
              <span class="text-small text-ink-3">{item.kind}</span>
            </div>
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
