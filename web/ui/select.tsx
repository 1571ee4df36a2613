// <Select label="Channel" options={CHANNELS} value={channel()} onChange={setChannel} name={(c) => t(`common.channel.${c}`)} />
//   one of a few; `empty` adds a first choice for null ("All channels"); `quiet` is the look for filters in the bar.
// <Combobox …same…/>        one of many, typed to find
// <MultiSelect … value={ids()} onChange={setIds} />   several of many, shown as chips
// Options are plain values (string ids); `name` says them.
import { Combobox as KobalteCombobox } from '@kobalte/core/combobox';
import { Select as KobalteSelect } from '@kobalte/core/select';
import Check from 'lucide-solid/icons/check';
import ChevronDown from 'lucide-solid/icons/chevron-down';
import X from 'lucide-solid/icons/x';
import { For, type JSX, Show } from 'solid-js';
import { t } from '../words/words.ts';

type Common<T extends string> = {
  label: string;
  options: readonly T[];
  name: (option: T) => string;
  bare?: boolean;
  hint?: JSX.Element;
  error?: string | null;
  placeholder?: string;
  disabled?: boolean;
  class?: string;
};

/** A dialog hides everything that opens outside it from screen readers; its own lists must stay reachable. */
const TOP = { 'data-kb-top-layer': '' };
const LIST =
  'z-60 max-h-80 min-w-40 overflow-auto rounded-sheet border border-line bg-sheet p-1 shadow-float outline-none';
const ITEM =
  'flex cursor-default items-center gap-2 rounded-control px-2 py-1.5 outline-none pointer-coarse:py-2.5 data-[highlighted]:bg-accent-wash data-[disabled]:text-ink-3';
const label = (bare?: boolean) => (bare ? 'sr-only' : 'text-small font-medium text-ink-2');

/** '' stands for "none of them" inside, because a select's value is a string. */
const NONE = '';

export function Select<T extends string>(
  props: Common<T> & { value: T | null; onChange: (value: T | null) => void; empty?: string; quiet?: boolean },
): JSX.Element {
  const options = (): string[] => (props.empty === undefined ? [...props.options] : [NONE, ...props.options]);
  // A value just removed from the options is requested once more before the next one arrives.
  const name = (option: string | undefined) =>
    option === undefined ? '' : option === NONE ? (props.empty ?? '') : props.name(option as T);
  // When its words change, the select reports its value again although nobody has chosen it.
  const choose = (value: T | null) => value !== props.value && props.onChange(value);
  return (
    <KobalteSelect<string>
      class={`grid gap-1 ${props.class ?? ''}`}
      options={options()}
      value={props.value ?? (props.empty === undefined ? undefined : NONE)}
      onChange={(value) => choose(value === null || value === NONE ? null : (value as T))}
      optionTextValue={name}
      disallowEmptySelection
      placeholder={props.placeholder ?? props.empty ?? (props.quiet ? props.label : t('ui.choose'))}
      disabled={props.disabled}
      validationState={props.error ? 'invalid' : 'valid'}
      gutter={4}
      itemComponent={(item) => (
        <KobalteSelect.Item item={item.item} class={ITEM}>
          <KobalteSelect.ItemLabel class="flex-1">{name(item.item.rawValue)}</KobalteSelect.ItemLabel>
          <KobalteSelect.ItemIndicator>
            <Check class="size-3.5 text-accent" aria-hidden="true" />
          </KobalteSelect.ItemIndicator>
        </KobalteSelect.Item>
      )}
    >
      <KobalteSelect.Label class={label(props.bare ?? props.quiet)}>{props.label}</KobalteSelect.Label>
      <KobalteSelect.Trigger
        class={
          props.quiet
            ? 'inline-flex min-h-8 items-center gap-1 rounded-control px-2 font-medium text-ink-2 pointer-coarse:min-h-10 hover:bg-well hover:text-ink'
            : 'control flex w-full items-center justify-between gap-2 text-left'
        }
      >
        <KobalteSelect.Value<string> class="truncate data-[placeholder-shown]:text-ink-3">
          {(state) => name(state.selectedOption())}
        </KobalteSelect.Value>
        <KobalteSelect.Icon class="shrink-0 text-ink-3">
          <ChevronDown class="size-3.5" aria-hidden="true" />
        </KobalteSelect.Icon>
      </KobalteSelect.Trigger>
      <Show when={props.hint}>
        <KobalteSelect.Description class="text-small text-ink-3">{props.hint}</KobalteSelect.Description>
      </Show>
      <KobalteSelect.ErrorMessage class="text-small text-bad">{props.error}</KobalteSelect.ErrorMessage>
      <KobalteSelect.Portal>
        <KobalteSelect.Content class={LIST} {...TOP}>
          <KobalteSelect.Listbox class="outline-none" />
        </KobalteSelect.Content>
      </KobalteSelect.Portal>
    </KobalteSelect>
  );
}

export function Combobox<T extends string>(
  props: Common<T> & { value: T | null; onChange: (value: T | null) => void; onSearch?: (words: string) => void },
): JSX.Element {
  return (
    <KobalteCombobox<T>
      class={`grid gap-1 ${props.class ?? ''}`}
      options={[...props.options]}
      value={props.value ?? undefined}
      onChange={(value) => props.onChange(value ?? null)}
      onInputChange={(words) => props.onSearch?.(words)}
      optionTextValue={props.name}
      optionLabel={props.name}
      optionValue={(option) => option}
      placeholder={props.placeholder ?? t('ui.typeToFind')}
      disabled={props.disabled}
      validationState={props.error ? 'invalid' : 'valid'}
      triggerMode="focus"
      // Options that are looked up come after the words were typed: the list is open by then.
      allowsEmptyCollection={props.onSearch !== undefined}
      gutter={4}
      itemComponent={(item) => (
        <KobalteCombobox.Item item={item.item} class={ITEM}>
          <KobalteCombobox.ItemLabel class="flex-1">{props.name(item.item.rawValue)}</KobalteCombobox.ItemLabel>
          <KobalteCombobox.ItemIndicator>
            <Check class="size-3.5 text-accent" aria-hidden="true" />
          </KobalteCombobox.ItemIndicator>
        </KobalteCombobox.Item>
      )}
    >
      <KobalteCombobox.Label class={label(props.bare)}>{props.label}</KobalteCombobox.Label>
      <KobalteCombobox.Control class="control flex items-center gap-1 py-0! pr-1!">
        <KobalteCombobox.Input class="min-h-7.5 w-full min-w-0 bg-transparent outline-none" />
        <KobalteCombobox.Trigger
          class="grid size-6 shrink-0 place-items-center rounded text-ink-3"
          aria-label={t('ui.open')}
        >
          <ChevronDown class="size-3.5" aria-hidden="true" />
        </KobalteCombobox.Trigger>
      </KobalteCombobox.Control>
      <Show when={props.hint}>
        <KobalteCombobox.Description class="text-small text-ink-3">{props.hint}</KobalteCombobox.Description>
      </Show>
      <KobalteCombobox.ErrorMessage class="text-small text-bad">{props.error}</KobalteCombobox.ErrorMessage>
      <KobalteCombobox.Portal>
        <KobalteCombobox.Content class={LIST} {...TOP}>
          <Show when={props.options.length === 0}>
            <p class="px-2 py-1.5 text-ink-3">{t('shell.nothingFound')}</p>
          </Show>
          <KobalteCombobox.Listbox class="outline-none" />
        </KobalteCombobox.Content>
      </KobalteCombobox.Portal>
    </KobalteCombobox>
  );
}

export function MultiSelect<T extends string>(
  props: Common<T> & { value: readonly T[]; onChange: (value: T[]) => void },
): JSX.Element {
  return (
    <KobalteCombobox<T>
      multiple
      class={`grid gap-1 ${props.class ?? ''}`}
      options={[...props.options]}
      value={[...props.value]}
      onChange={(value) => props.onChange(value)}
      optionTextValue={props.name}
      optionLabel={props.name}
      optionValue={(option) => option}
      placeholder={props.value.length === 0 ? (props.placeholder ?? t('ui.typeToFind')) : undefined}
      disabled={props.disabled}
      validationState={props.error ? 'invalid' : 'valid'}
      gutter={4}
      itemComponent={(item) => (
        <KobalteCombobox.Item item={item.item} class={ITEM}>
          <KobalteCombobox.ItemLabel class="flex-1">{props.name(item.item.rawValue)}</KobalteCombobox.ItemLabel>
          <KobalteCombobox.ItemIndicator>
            <Check class="size-3.5 text-accent" aria-hidden="true" />
          </KobalteCombobox.ItemIndicator>
        </KobalteCombobox.Item>
      )}
    >
      <KobalteCombobox.Label class={label(props.bare)}>{props.label}</KobalteCombobox.Label>
      <KobalteCombobox.Control<T> class="control flex flex-wrap items-center gap-1 py-1! pr-1! pl-1.5!">
        {(state) => (
          <>
            <For each={state.selectedOptions()}>
              {(option) => <Chosen name={props.name(option)} onRemove={() => state.remove(option)} />}
            </For>
            <KobalteCombobox.Input class="min-h-5.5 min-w-16 flex-1 bg-transparent px-1 outline-none" />
            <KobalteCombobox.Trigger
              class="grid size-6 shrink-0 place-items-center rounded text-ink-3"
              aria-label={t('ui.open')}
            >
              <ChevronDown class="size-3.5" aria-hidden="true" />
            </KobalteCombobox.Trigger>
          </>
        )}
      </KobalteCombobox.Control>
      <Show when={props.hint}>
        <KobalteCombobox.Description class="text-small text-ink-3">{props.hint}</KobalteCombobox.Description>
      </Show>
      <KobalteCombobox.ErrorMessage class="text-small text-bad">{props.error}</KobalteCombobox.ErrorMessage>
      <KobalteCombobox.Portal>
        <KobalteCombobox.Content class={LIST} {...TOP}>
          <KobalteCombobox.Listbox class="outline-none" />
        </KobalteCombobox.Content>
      </KobalteCombobox.Portal>
    </KobalteCombobox>
  );
}

function Chosen(props: { name: string; onRemove: () => void }): JSX.Element {
  return (
    <span class="inline-flex items-center gap-1 rounded-full bg-well py-0.5 pr-0.5 pl-2 text-small font-medium text-ink-2">
      {props.name}
      <button
        type="button"
        class="grid size-5 place-items-center rounded-full hover:bg-line pointer-coarse:size-8"
        aria-label={t('ui.remove', { name: props.name })}
        onClick={() => props.onRemove()}
      >
        <X class="size-3" aria-hidden="true" />
      </button>
    </span>
  );
}
