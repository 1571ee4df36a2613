// tell('Invitation made.')   tell(sentence, 'bad')   tell(sentence, 'good', { name: 'Undo', do: undo })
// Remove a toast whose action is no longer available: const id = tell(…); untell(id)
// The shell renders <Toasts /> once. A toast only confirms; anything that must be read before continuing belongs in the
// page.
import { Toast, toaster } from '@kobalte/core/toast';
import X from 'lucide-solid/icons/x';
import { type JSX, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import { t } from '../words/words.ts';

export function tell(
  sentence: string,
  tone: 'plain' | 'good' | 'bad' = 'plain',
  action?: { name: string; do: () => void },
): number {
  return toaster.show((props) => (
    <Toast
      as="div"
      toastId={props.toastId}
      class="flex w-80 max-w-full items-start max-sm:w-full gap-2 rounded-sheet border border-line bg-sheet py-2.5 pr-2 pl-3.5 shadow-float"
      priority={tone === 'bad' ? 'high' : 'low'}
    >
      <span aria-hidden="true" class={tone === 'good' ? 'text-good' : tone === 'bad' ? 'text-bad' : 'hidden'}>
        {tone === 'good' ? '✓' : '●'}
      </span>
      <Toast.Title class="flex-1 leading-snug">{sentence}</Toast.Title>
      <Show when={action}>
        {(action) => (
          <button
            type="button"
            class="rounded px-1 font-medium text-accent hover:underline"
            onClick={() => {
              action().do();
              toaster.dismiss(props.toastId);
            }}
          >
            {action().name}
          </button>
        )}
      </Show>
      <Toast.CloseButton
        aria-label={t('ui.close')}
        class="grid size-6 shrink-0 place-items-center rounded text-ink-3 hover:bg-well pointer-coarse:-my-1 pointer-coarse:size-8"
      >
        <X class="size-3.5" aria-hidden="true" />
      </Toast.CloseButton>
    </Toast>
  ));
}

export const untell = (id: number): void => {
  toaster.dismiss(id);
};

export function Toasts(): JSX.Element {
  return (
    <Portal>
      <Toast.Region duration={6000} aria-label={t('ui.notices')}>
        <Toast.List
          as="div"
          class="fixed right-4 bottom-4 z-70 flex flex-col gap-2 outline-none max-sm:inset-x-4 max-sm:top-14 max-sm:bottom-auto print:hidden"
        />
      </Toast.Region>
    </Portal>
  );
}
