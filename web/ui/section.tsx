// <Section id="words" title={t('…')} lead={t('…')}> … </Section>: one setting with an introduction.
import type { JSX } from 'solid-js';

export function Section(props: { id: string; title: string; lead: string; children: JSX.Element }): JSX.Element {
  return (
    <section aria-labelledby={`${props.id}-title`} class="sheet grid gap-4 p-5">
      <header class="grid gap-1">
        <h2 id={`${props.id}-title`} class="text-read font-semibold">
          {props.title}
        </h2>
        <p class="m-0 max-w-160 text-ink-2">{props.lead}</p>
      </header>
      {props.children}
    </section>
  );
}
