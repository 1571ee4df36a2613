// Keyboard shortcuts of a page: useKeys(() => [{ keys: ['j', 'ArrowDown'], shown: 'J ↓', says: t('…'), do: next }, …]).
// They do not apply in text fields, open dialogs and menus, or together with Ctrl, Alt and ⌘ (unless written as
// 'mod+enter': ⌘ on a Mac, Ctrl elsewhere). The shell shows all of them on `?`.
import { createSignal, For, type JSX, onCleanup, onMount } from 'solid-js';
import { t } from '../words/words.ts';
import { Dialog } from './dialog.tsx';

export type KeyBinding = {
  /** Values of KeyboardEvent.key; one letter in lower case; `shift+…` and `mod+…` before. Two in a row: 'g 1'. */
  keys: string[];
  /** What the map shows: "J ↓". */
  shown: string;
  says: string;
  do: (event: KeyboardEvent) => void;
  /** Works in text fields too (only sensible with mod). */
  everywhere?: boolean;
  /** May repeat while held down. */
  repeats?: boolean;
};

export const isMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
/** ⌘ on a Mac, Ctrl elsewhere. */
export const modKey = (): string => (isMac() ? '⌘' : 'Ctrl ');

const [mapOpen, setMapOpen] = createSignal(false);
/** Opens the map of keys, as `?` does. */
export const showKeyMap = (): void => {
  setMapOpen(true);
};

const [bindings, setBindings] = createSignal<(() => KeyBinding[])[]>([]);

/** The name of a pressed key as bindings write it. */
export function nameOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): string | null {
  if (event.altKey) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  if ((event.ctrlKey || event.metaKey) && !mod) return null;
  // Of a printed character the shift is part already: '?' needs none written.
  const shift = event.shiftKey && (event.key.length > 1 || /^[a-z]$/.test(key));
  return `${mod ? 'mod+' : ''}${shift ? 'shift+' : ''}${key}`;
}

/** Whether the key belongs to what has the focus: writing, choosing in a list, a dialog. */
export function isTaken(target: EventTarget | null, name: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target.closest(
      'textarea, select, [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="combobox"]',
    )
  )
    return true;
  const input = target.closest('input');
  if (input && !['checkbox', 'radio', 'button', 'range', 'submit'].includes(input.type)) return true;
  // Space and Enter are a button's or link's own; arrows a radio group's, slider's or tab's.
  if ((name === ' ' || name === 'Enter') && target.closest('button, a, summary, input, [role="slider"], [role="tab"]'))
    return true;
  return (
    name.includes('Arrow') &&
    target.closest('[role="radiogroup"], [role="slider"], [role="tablist"], input[type="range"]') !== null
  );
}

const CHORD_MS = 1500;
let first: { name: string; at: number } | null = null;

/** Finds the binding a key press means; exported for its test. */
export function find(list: readonly KeyBinding[], name: string, now: number): KeyBinding | null {
  const chord = first && now - first.at < CHORD_MS ? `${first.name} ${name}` : null;
  first = null;
  const match =
    list.find((binding) => binding.keys.some((key) => key === chord)) ??
    list.find((binding) => binding.keys.includes(name));
  if (match) return match;
  if (list.some((binding) => binding.keys.some((key) => key.startsWith(`${name} `)))) first = { name, at: now };
  return null;
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = nameOf(event);
  if (name === null || name === 'Shift') return;
  // What was bound last (the page, over the shell) wins.
  const list = bindings()
    .toReversed()
    .flatMap((own) => own());
  const taken = isTaken(event.target, name);
  const binding = find(taken ? list.filter((one) => one.everywhere) : list, name, event.timeStamp);
  if (!binding || (event.repeat && !binding.repeats)) return;
  event.preventDefault();
  binding.do(event);
}

export function useKeys(own: () => KeyBinding[]): void {
  onMount(() => {
    if (bindings().length === 0) document.addEventListener('keydown', press);
    setBindings((all) => [...all, own]);
  });
  onCleanup(() => {
    setBindings((all) => all.filter((one) => one !== own));
    if (bindings().length === 0) document.removeEventListener('keydown', press);
  });
}

/** The map of all keys that hold here. */
export function KeyMap(): JSX.Element {
  const list = () =>
    bindings()
      .flatMap((own) => own())
      .filter((binding, i, all) => binding.says && all.findIndex((other) => other.says === binding.says) === i);
  return (
    <Dialog open={mapOpen()} onClose={() => setMapOpen(false)} title={t('ui.keys')} wide>
      <dl class="gap-x-8 sm:columns-2">
        <For each={list()}>
          {(binding) => (
            <div class="flex break-inside-avoid items-center justify-between gap-4 border-b border-line py-1.5">
              <dt class="text-ink-2">{binding.says}</dt>
              <dd class="flex shrink-0 gap-1">
                <For each={binding.shown.split(' ').filter(Boolean)}>{(key) => <kbd>{key}</kbd>}</For>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </Dialog>
  );
}
