import { type JSX, Show } from 'solid-js';
import { Menu } from '../../ui/popover.tsx';
import { t } from '../../words/words.ts';

/** Beside selected words: which criterion they are evidence for; the current one first. */
export function EvidenceFor(props: {
  criteria: { id: string; name: string }[];
  current: string | null;
  onChoose: (criterion: string) => void;
}): JSX.Element {
  const own = () => props.criteria.find((one) => one.id === props.current);
  return (
    // The selection must outlive the press.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the selection
    <div
      class="flex max-w-80 items-center rounded-sheet border border-line bg-sheet p-1 shadow-float"
      onMouseDown={(event) => event.preventDefault()}
    >
      <Show when={own()}>
        {(criterion) => (
          <button
            type="button"
            class="flex min-w-0 items-center gap-1.5 rounded-control px-2 py-1.5 text-left font-medium text-accent hover:bg-accent-wash"
            onClick={() => props.onChoose(criterion().id)}
          >
            <span class="truncate">{t('review.evidenceForThis', { criterion: criterion().name })}</span>
            <span aria-hidden="true">
              <kbd>E</kbd>
            </span>
          </button>
        )}
      </Show>
      <Menu
        label={t('review.otherCriterion')}
        trigger={<span>…</span>}
        head={<span class="text-small text-ink-3">{t('review.evidenceFor')}</span>}
        items={props.criteria.map((one) => ({
          name: one.name,
          do: () => props.onChoose(one.id),
          checked: one.id === props.current,
        }))}
      />
    </div>
  );
}
