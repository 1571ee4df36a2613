// <Tabs label="View" value={tab()} onChange={setTab} tabs={[{ key: 'plan', name: t('…'), content: () => <Plan /> }]} />
import { Tabs as Kobalte } from '@kobalte/core/tabs';
import { For, type JSX } from 'solid-js';

export function Tabs<T extends string>(props: {
  label: string;
  value: T;
  onChange: (value: T) => void;
  tabs: { key: T; name: JSX.Element; content: () => JSX.Element }[];
  class?: string;
}): JSX.Element {
  return (
    <Kobalte value={props.value} onChange={(value) => props.onChange(value as T)} class={props.class}>
      <Kobalte.List aria-label={props.label} class="relative flex gap-1 border-b border-line">
        <For each={props.tabs}>
          {(tab) => (
            <Kobalte.Trigger
              value={tab.key}
              class="-mb-px border-b-2 border-transparent px-3 py-2 font-medium text-ink-2 hover:text-ink data-[selected]:border-accent data-[selected]:text-accent"
            >
              {tab.name}
            </Kobalte.Trigger>
          )}
        </For>
      </Kobalte.List>
      <For each={props.tabs}>
        {(tab) => (
          <Kobalte.Content value={tab.key} class="pt-4">
            {tab.content()}
          </Kobalte.Content>
        )}
      </For>
    </Kobalte>
  );
}
