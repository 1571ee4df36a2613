// The id of a section or criterion. It stays over versions while the meaning stays: trends join by it.
import { createEffect, createSignal, type JSX, on } from 'solid-js';
import { Field } from '../../ui/field.tsx';
import { t } from '../../words/words.ts';

export function IdField(props: {
  id: string;
  taken: ReadonlySet<string>;
  fits: (id: string) => boolean;
  onChange: (id: string) => void;
}): JSX.Element {
  const [typed, setTyped] = createSignal(props.id);
  createEffect(on(() => props.id, setTyped, { defer: true }));
  const error = () => {
    if (typed() === props.id) return null;
    if (!props.fits(typed())) return t('builder.idForm');
    return props.taken.has(typed()) ? t('builder.idTaken') : null;
  };
  const leave = (words: string) => {
    if (words === props.id) return;
    if (error() === null) props.onChange(words);
    else setTyped(props.id);
  };
  return (
    <Field
      class="w-36 [&>div]:whitespace-normal"
      label={t('builder.id')}
      value={typed()}
      error={error()}
      onInput={setTyped}
      onChange={leave}
    />
  );
}
