import type { JSX } from 'solid-js';

export function Logo(props: { class?: string }): JSX.Element {
  return (
    <svg viewBox="0 0 28 28" class={props.class ?? 'size-7'} role="img" aria-label="Attune">
      <rect width="28" height="28" rx="7" fill="var(--accent)" />
      <path
        d="M6 15v-2M10 18v-8M14 21V7M18 17v-6M22 15v-2"
        stroke="var(--accent-ink)"
        stroke-width="2.2"
        stroke-linecap="round"
      />
    </svg>
  );
}
