// <Tooltip words="Play" keys="Space"><button …/></Tooltip>: a name on hover and focus, for controls that show only an
// icon.
import { Tooltip as Kobalte } from '@kobalte/core/tooltip';
import { createSignal, type JSX, Show } from 'solid-js';

export function Tooltip(props: {
  words: string;
  keys?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: JSX.Element;
}): JSX.Element {
  const [open, setOpen] = createSignal(false);
  return (
    <Kobalte
      open={open()}
      onOpenChange={setOpen}
      openDelay={500}
      closeDelay={0}
      placement={props.side ?? 'bottom'}
      gutter={6}
    >
      <Kobalte.Trigger
        as="span"
        class="inline-flex"
        tabIndex={-1}
        onFocusIn={(event: FocusEvent) =>
          event.target instanceof Element && event.target.matches(':focus-visible') && setOpen(true)
        }
        onFocusOut={() => setOpen(false)}
      >
        {props.children}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content class="z-60 flex max-w-72 items-center gap-2 rounded-control bg-ink px-2 py-1 text-small text-paper">
          {props.words}
          <Show when={props.keys}>
            <kbd class="border-current! bg-transparent! text-inherit! opacity-80">{props.keys}</kbd>
          </Show>
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}
