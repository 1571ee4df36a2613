// <Dialog open={open()} onClose={() => setOpen(false)} title="Invite someone" foot={<Button tone="primary">…</Button>}>…</Dialog>
// <Sheet …same…/> slides in from the side, for a long look beside the page. Focus is kept inside, Escape closes,
// and the element that opened it has the focus again. First comes `data-autofocus`, else the first field, else the whole.
import { Dialog as Kobalte } from '@kobalte/core/dialog';
import X from 'lucide-solid/icons/x';
import { type JSX, Show } from 'solid-js';
import { t } from '../words/words.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: JSX.Element;
  foot?: JSX.Element;
  wide?: boolean;
  /** Has to be decided: neither Escape nor a click beside it closes. */
  unclosable?: boolean;
  children?: JSX.Element;
};

/** Where the focus goes when it opens, and goes back to when it closes: Kobalte returns it to a trigger of its own alone. */
function createFocus() {
  let opener: Element | null = null;
  return {
    onOpenAutoFocus(event: Event): void {
      opener = document.activeElement;
      focusFirst(event);
    },
    onCloseAutoFocus(event: Event): void {
      event.preventDefault();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    },
  };
}

/** The first thing a person does in a dialog is not closing it. */
function focusFirst(event: Event): void {
  const content = event.currentTarget;
  if (!(content instanceof HTMLElement)) return;
  event.preventDefault();
  const field =
    content.querySelector<HTMLElement>('[data-autofocus]') ??
    content.querySelector<HTMLElement>('input, textarea, button[aria-haspopup="listbox"]');
  (field ?? content).focus();
}

function Inside(props: Props): JSX.Element {
  return (
    <>
      <div class="flex items-start gap-3 px-5 pt-4 pb-2">
        <div class="min-w-0 flex-1">
          <Kobalte.Title class="text-read font-semibold">{props.title}</Kobalte.Title>
          <Show when={props.description}>
            <Kobalte.Description class="mt-0.5 text-ink-2">{props.description}</Kobalte.Description>
          </Show>
        </div>
        <Show when={!props.unclosable}>
          <Kobalte.CloseButton
            aria-label={t('ui.close')}
            class="-mt-1 -mr-1.5 grid size-8 shrink-0 pointer-coarse:-mt-2 pointer-coarse:size-10 place-items-center rounded-control text-ink-2 hover:bg-well"
          >
            <X class="size-4" aria-hidden="true" />
          </Kobalte.CloseButton>
        </Show>
      </div>
      <div class="min-h-0 flex-1 overflow-auto px-5 pt-1 pb-4 empty:pt-0 empty:pb-2">{props.children}</div>
      <Show when={props.foot}>
        <div class="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{props.foot}</div>
      </Show>
    </>
  );
}

export function Dialog(props: Props): JSX.Element {
  const focus = createFocus();
  return (
    <Kobalte open={props.open} onOpenChange={(open) => !open && !props.unclosable && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="fixed inset-0 z-50 bg-scrim" />
        <div class="fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] place-items-center p-4">
          <Kobalte.Content
            {...focus}
            class={`flex max-h-[85dvh] w-full flex-col rounded-sheet border border-line bg-sheet shadow-float outline-none ${props.wide ? 'max-w-3xl' : 'max-w-lg'}`}
          >
            <Inside {...props} />
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  );
}

export function Sheet(props: Props): JSX.Element {
  const focus = createFocus();
  return (
    <Kobalte open={props.open} onOpenChange={(open) => !open && !props.unclosable && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="fixed inset-0 z-50 bg-scrim" />
        <div class="fixed inset-y-0 right-0 z-50 flex max-w-full">
          <Kobalte.Content
            {...focus}
            class="flex h-full w-120 max-w-full flex-col border-l border-line bg-sheet shadow-float outline-none"
          >
            <Inside {...props} />
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  );
}
