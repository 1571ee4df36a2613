// <Chip>Billing</Chip>   <Chip tone="accent">Listening</Chip>
// <Chip tone="bad" mark>critical</Chip>: a verdict's colour never stands alone, so good, warn and bad bring their mark
// (✓ ▲ ●) unless `mark={false}` because the words already begin with one.
// <Avatar name="Joe Alvarez" />
import { type JSX, Show } from 'solid-js';
import { initials } from './format.ts';

export type ChipTone = 'plain' | 'accent' | 'good' | 'warn' | 'bad' | 'agent' | 'customer';
const TONES: Record<ChipTone, string> = {
  plain: 'bg-well text-ink-2',
  accent: 'bg-accent-wash text-accent',
  good: 'bg-good-wash text-good',
  warn: 'bg-warn-wash text-warn',
  bad: 'bg-bad-wash text-bad',
  agent: 'bg-agent-wash text-agent',
  customer: 'bg-customer-wash text-customer',
};
const MARKS: Partial<Record<ChipTone, string>> = { good: '✓', warn: '▲', bad: '●' };

export function Chip(props: {
  tone?: ChipTone;
  mark?: boolean;
  class?: string;
  title?: string;
  children: JSX.Element;
}): JSX.Element {
  const mark = () => (props.mark === false ? undefined : MARKS[props.tone ?? 'plain']);
  return (
    <span
      title={props.title}
      class={`num inline-flex items-center gap-1.25 rounded-full px-1.75 py-1 text-small leading-none font-medium whitespace-nowrap ${TONES[props.tone ?? 'plain']} ${props.class ?? ''}`}
    >
      <Show when={mark()}>
        <span aria-hidden="true" class="text-[0.82em]">
          {mark()}
        </span>
      </Show>
      {props.children}
    </span>
  );
}

export function Avatar(props: { name: string; class?: string }): JSX.Element {
  return (
    <span
      aria-hidden="true"
      class={`grid size-6 shrink-0 place-items-center rounded-full bg-well text-micro font-semibold text-ink-2 ${props.class ?? ''}`}
    >
      {initials(props.name)}
    </span>
  );
}
