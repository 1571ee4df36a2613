// <Popover trigger="Filters" tone="quiet">…anything…</Popover>
// <Menu label="More" icon={Ellipsis} items={[{ name: 'Rename', do: rename }, { name: 'Remove', do: remove, danger: true }]} />
import { DropdownMenu } from '@kobalte/core/dropdown-menu';
import { Popover as Kobalte } from '@kobalte/core/popover';
import { type Component, For, type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';

const FLOAT = 'z-60 rounded-sheet border border-line bg-sheet shadow-float outline-none';
const TRIGGER =
  'inline-flex min-h-8 items-center justify-center gap-1.5 rounded-control px-2 font-medium pointer-coarse:min-h-10 pointer-coarse:min-w-10 text-ink-2 hover:bg-well hover:text-ink data-[expanded]:bg-well';

export function Popover(props: {
  trigger: JSX.Element;
  label?: string;
  children: JSX.Element;
  class?: string;
}): JSX.Element {
  return (
    <Kobalte gutter={6}>
      <Kobalte.Trigger aria-label={props.label} class={`${TRIGGER} ${props.class ?? ''}`}>
        {props.trigger}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content aria-label={props.label} class={`${FLOAT} max-w-[90vw] p-4`}>
          {props.children}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}

export type MenuItem = {
  name: string;
  do: () => void;
  icon?: Component<{ class?: string; 'aria-hidden'?: 'true' }>;
  danger?: boolean;
  disabled?: boolean;
  /** For one choice among others: shown with a tick, announced to screen readers. */
  checked?: boolean;
};

export function Menu(props: {
  label: string;
  trigger?: JSX.Element;
  icon?: Component<{ class?: string; 'aria-hidden'?: 'true' }>;
  items: MenuItem[];
  /** A few words above the items. */
  head?: JSX.Element;
  class?: string;
  onOpen?: (open: boolean) => void;
  side?: 'bottom-start' | 'bottom-end' | 'right-end';
}): JSX.Element {
  return (
    // Not modal: screen readers can still reach the page, and a menu closes when focus moves elsewhere.
    <DropdownMenu
      modal={false}
      gutter={6}
      placement={props.side ?? 'bottom-end'}
      onOpenChange={(open) => props.onOpen?.(open)}
    >
      <DropdownMenu.Trigger class={`${TRIGGER} ${props.class ?? ''}`}>
        <Show when={props.icon}>{(icon) => <Dynamic component={icon()} class="size-4" aria-hidden="true" />}</Show>
        <span class="sr-only">{props.label}</span>
        {props.trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class={`${FLOAT} min-w-44 p-1`}>
          <Show when={props.head}>
            <div class="border-b border-line px-2.5 pt-1.5 pb-2">{props.head}</div>
          </Show>
          <For each={props.items}>
            {(item) => (
              <DropdownMenu.Item
                onSelect={() => item.do()}
                disabled={item.disabled}
                class={`flex cursor-default items-center gap-2.5 rounded-control px-2.5 py-1.5 outline-none pointer-coarse:py-2.5 data-[disabled]:text-ink-3 data-[highlighted]:bg-accent-wash ${item.danger ? 'text-bad' : ''}`}
              >
                <Show when={item.icon}>
                  {(icon) => <Dynamic component={icon()} class="size-4 shrink-0 text-ink-3" aria-hidden="true" />}
                </Show>
                <span class="flex-1">{item.name}</span>
                <Show when={item.checked}>
                  <span aria-hidden="true" class="text-accent">
                    ✓
                  </span>
                </Show>
              </DropdownMenu.Item>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}
