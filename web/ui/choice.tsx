// <Checkbox label="Active" checked={a()} onChange={setA} />   <Switch …same…/> for what takes effect at once
// <SegmentedControl label="Theme" options={['light','dark']} value={…} onChange={…} name={…} />  one of a few, all seen
import { Checkbox as KobalteCheckbox } from '@kobalte/core/checkbox';
import { SegmentedControl as KobalteSegmented } from '@kobalte/core/segmented-control';
import { Switch as KobalteSwitch } from '@kobalte/core/switch';
import Check from 'lucide-solid/icons/check';
import Minus from 'lucide-solid/icons/minus';
import { For, type JSX, Show } from 'solid-js';

type Props = {
  label: JSX.Element;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: JSX.Element;
  disabled?: boolean;
  bare?: boolean;
  class?: string;
};

export function Checkbox(props: Props & { indeterminate?: boolean }): JSX.Element {
  return (
    <KobalteCheckbox
      class={`group relative flex items-start gap-2 ${props.class ?? ''}`}
      checked={props.checked}
      indeterminate={props.indeterminate}
      onChange={props.onChange}
      disabled={props.disabled}
    >
      <KobalteCheckbox.Input class="peer" />
      <KobalteCheckbox.Control class="mt-0.5 grid size-4 shrink-0 place-items-center rounded border border-line-strong bg-sheet text-accent-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-1 peer-focus-visible:outline-focus data-[checked]:border-accent data-[checked]:bg-accent data-[indeterminate]:border-accent data-[indeterminate]:bg-accent data-[disabled]:opacity-55">
        <KobalteCheckbox.Indicator>
          <Show when={props.indeterminate} fallback={<Check class="size-3" stroke-width={3} aria-hidden="true" />}>
            <Minus class="size-3" stroke-width={3} aria-hidden="true" />
          </Show>
        </KobalteCheckbox.Indicator>
      </KobalteCheckbox.Control>
      <span class={props.bare ? 'sr-only' : 'grid'}>
        <KobalteCheckbox.Label>{props.label}</KobalteCheckbox.Label>
        <Show when={props.hint}>
          <KobalteCheckbox.Description class="text-small text-ink-3">{props.hint}</KobalteCheckbox.Description>
        </Show>
      </span>
    </KobalteCheckbox>
  );
}

export function Switch(props: Props): JSX.Element {
  return (
    <KobalteSwitch
      class={`relative flex items-start gap-2 ${props.class ?? ''}`}
      checked={props.checked}
      onChange={props.onChange}
      disabled={props.disabled}
    >
      <KobalteSwitch.Input class="peer" />
      <KobalteSwitch.Control class="mt-px inline-flex h-4.5 w-8 shrink-0 items-center rounded-full border border-line-strong bg-well px-px transition-colors peer-focus-visible:outline-2 peer-focus-visible:outline-offset-1 peer-focus-visible:outline-focus data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:opacity-55">
        <KobalteSwitch.Thumb class="size-3.5 rounded-full bg-ink-3 transition-transform data-[checked]:translate-x-3.5 data-[checked]:bg-accent-ink" />
      </KobalteSwitch.Control>
      <span class={props.bare ? 'sr-only' : 'grid'}>
        <KobalteSwitch.Label>{props.label}</KobalteSwitch.Label>
        <Show when={props.hint}>
          <KobalteSwitch.Description class="text-small text-ink-3">{props.hint}</KobalteSwitch.Description>
        </Show>
      </span>
    </KobalteSwitch>
  );
}

export function SegmentedControl<T extends string>(props: {
  label: string;
  options: readonly T[];
  value: T;
  onChange: (value: T) => void;
  name: (option: T) => string;
  bare?: boolean;
  disabled?: boolean;
  class?: string;
}): JSX.Element {
  return (
    <KobalteSegmented
      class={`grid gap-1 ${props.class ?? ''}`}
      value={props.value}
      onChange={(value) => props.onChange(value as T)}
      disabled={props.disabled}
    >
      <KobalteSegmented.Label class={props.bare ? 'sr-only' : 'text-small font-medium text-ink-2'}>
        {props.label}
      </KobalteSegmented.Label>
      <div class="flex w-fit rounded-control border border-line-strong bg-sheet">
        <For each={props.options}>
          {(option) => (
            <KobalteSegmented.Item value={option} class="relative border-line-strong not-first:border-l">
              <KobalteSegmented.ItemInput class="peer" />
              <KobalteSegmented.ItemLabel class="flex min-h-7.5 cursor-pointer items-center px-3 font-medium text-ink-2 select-none first:rounded-l-control peer-focus-visible:outline-2 peer-focus-visible:outline-offset-1 peer-focus-visible:outline-focus data-[checked]:bg-accent-wash data-[checked]:text-accent">
                {props.name(option)}
              </KobalteSegmented.ItemLabel>
            </KobalteSegmented.Item>
          )}
        </For>
      </div>
    </KobalteSegmented>
  );
}
