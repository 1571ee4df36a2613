// Where files are dropped, or chosen by keyboard. The whole page accepts a drop; this shows it.
import FileUp from 'lucide-solid/icons/file-up';
import { type JSX, Show } from 'solid-js';
import { LIMITS } from '../../scorecards/interactions/limits.ts';
import { useDrops } from '../files/drops.ts';
import { Button } from '../ui/button.tsx';
import { number } from '../ui/format.ts';
import { t } from '../words/words.ts';

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
