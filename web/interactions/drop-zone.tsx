// Where files are dropped, or chosen by keyboard. The whole page accepts a drop; this shows it.
import FileUp from 'lucide-solid/icons/file-up';
import { createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { LIMITS } from '../../scorecards/interactions/limits.ts';
import { Button } from '../ui/button.tsx';
import { number } from '../ui/format.ts';
import { t } from '../words/words.ts';
import { filesOf } from './dropped.ts';

const MIB = 1024 * 1024;

/** `small` once there is something in the list. */
export function DropZone(props: { small: boolean; add: (files: File[]) => void; help: () => void }): JSX.Element {
  const over = useDrops((files) => props.add(files));
  let input!: HTMLInputElement;
  const choose = () => {
    props.add([...(input.files ?? [])]);
    // The same file can be chosen again after it was taken out.
    input.value = '';
  };
  return (
    <section
      aria-label={t('imports.drop')}
      class={`rounded-sheet border border-dashed transition-colors ${over() ? 'border-accent bg-accent-wash' : 'border-line-strong bg-sheet'} ${props.small ? 'flex flex-wrap items-center gap-x-4 gap-y-2 px-4.5 py-3' : 'grid justify-items-center gap-3 px-6 py-14 text-center'}`}
    >
      <Show when={!props.small}>
        <FileUp class="size-7 text-ink-3" stroke-width={1.5} aria-hidden="true" />
      </Show>
      <p class={props.small ? 'flex-1 text-ink-2' : 'text-read font-medium'}>
        {over() ? t('imports.dropNow') : t('imports.drop')}
      </p>
      <div class="flex flex-wrap items-center justify-center gap-2">
        <Button tone={props.small ? 'plain' : 'primary'} onClick={() => input.click()}>
          {props.small ? t('imports.addMore') : t('imports.choose')}
        </Button>
        <Button tone="quiet" onClick={() => props.help()}>
          {t('imports.columns')}
        </Button>
      </div>
      <Show when={!props.small}>
        <p class="max-w-130 text-ink-3">{t('imports.dropHint', { limit: number(LIMITS.recording_bytes / MIB) })}</p>
      </Show>
      <input ref={input} type="file" multiple hidden aria-label={t('imports.choose')} onChange={choose} />
    </section>
  );
}

/** Takes what is dropped anywhere on the page. @returns whether something is being held over it */
function useDrops(add: (files: File[]) => void): () => boolean {
  const [over, setOver] = createSignal(false);
  // Drops beside the zone would make the browser leave the page for the file.
  let depth = 0;
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const enter = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    depth++;
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    depth = Math.max(0, depth - 1);
    setOver(depth > 0);
  };
  const hover = (event: DragEvent) => holdsFiles(event) && event.preventDefault();
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer || !holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    setOver(false);
    void filesOf(event.dataTransfer).then(add);
  };
  onMount(() => {
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', hover);
    addEventListener('drop', drop);
  });
  onCleanup(() => {
    removeEventListener('dragenter', enter);
    removeEventListener('dragleave', leave);
    removeEventListener('dragover', hover);
    removeEventListener('drop', drop);
  });
  return over;
}
