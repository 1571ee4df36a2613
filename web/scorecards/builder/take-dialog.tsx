// Criteria of the included and of the centre's own scorecards, to take into a section.
import { createMemo, createResource, createSignal, For, type JSX, Show } from 'solid-js';
import { type Criterion, criteriaOf, type Draft } from '../../../scorecards/scorecard/definition.ts';
import { takeCriterion } from '../../../scorecards/scorecard/edit.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { said, t } from '../../words/words.ts';
import { usePublished, versionOf } from '../data.ts';
import type { Writing } from './writing.ts';

type Offered = { card: Draft; criterion: Criterion };

/** More than these nobody reads through: words narrow them. */
const SHOWN = 100;

export function TakeDialog(props: { writing: Writing; section: string; onClose: () => void }): JSX.Element {
  const [words, setWords] = createSignal('');
  const [taken, setTaken] = createSignal<string[]>([]);
  const offered = useOffered();
  const found = createMemo(() => {
    const wanted = words().trim().toLowerCase();
    return (offered() ?? []).filter(
      ({ criterion }) =>
        wanted === '' ||
        criterion.id.toLowerCase().includes(wanted) ||
        Object.values(criterion.text).some((text) => text.toLowerCase().includes(wanted)),
    );
  });
  const take = (criterion: Criterion) => {
    const { draft, id } = takeCriterion(props.writing.draft(), props.section, criterion);
    props.writing.change(draft);
    setTaken([...taken(), id]);
  };
  return (
    <Dialog
      open
      wide
      onClose={() => props.onClose()}
      title={t('builder.takeTitle')}
      description={t('builder.takeLead')}
      foot={
        <>
          <span role="status" class="mr-auto self-center text-ink-2">
            <Show when={taken().length > 0}>{t('builder.taken', { ids: taken().join(', ') })}</Show>
          </span>
          <Button tone="primary" onClick={() => props.onClose()}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      <Field label={t('builder.search')} type="search" value={words()} onInput={setWords} />
      <ul class="m-0 mt-2 h-96 list-none overflow-auto p-0">
        <For each={found().slice(0, SHOWN)}>
          {(one) => (
            <li class="flex items-start gap-3 border-t border-line py-2">
              <span class="min-w-0 flex-1">
                <span class="mr-2 text-small text-ink-3">{one.criterion.id}</span>
                {said(one.criterion.text)}
                <span class="block text-small text-ink-3">{said(one.card.name)}</span>
              </span>
              <Button size="sm" onClick={() => take(one.criterion)}>
                {t('builder.add')}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Show when={found().length > SHOWN}>
        <p class="pt-2 text-small text-ink-3">{t('builder.more', { n: found().length - SHOWN })}</p>
      </Show>
    </Dialog>
  );
}

/** The centre's own scorecards first, then what is included and not in use. */
function useOffered() {
  const published = usePublished();
  const [cards] = createResource(
    () => published.data,
    async (rows): Promise<Draft[]> => {
      const own = await Promise.all(rows.map(({ key, latest }) => versionOf({ key, number: String(latest.number) })));
      const { LIBRARY } = await import('../../../scorecards/scorecard/library.ts');
      const keys = new Set(rows.map(({ key }) => key));
      return [...own.map(({ definition }) => definition), ...LIBRARY.filter(({ id }) => !keys.has(id))];
    },
  );
  return (): Offered[] | undefined =>
    cards()?.flatMap((card) => criteriaOf(card).map((criterion) => ({ card, criterion })));
}
