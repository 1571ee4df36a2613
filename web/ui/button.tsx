// <Button tone="primary" onClick={…}>Save</Button>   tones: primary (one a page), plain, quiet, danger; size sm | md
// <Button keys="⌘↵">Submit</Button>                  shows the key beside the words
// <IconButton label="Close" icon={X} />              the label is its name and its tooltip
// <LinkButton href="/import">Upload</LinkButton>     looks like a button, is a link
import { A } from '@solidjs/router';
import { type Component, type JSX, Show, splitProps } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { Tooltip } from './tooltip.tsx';

export type Tone = 'primary' | 'plain' | 'quiet' | 'danger';
export type Size = 'sm' | 'md';

const TONES: Record<Tone, string> = {
  primary: 'bg-accent text-accent-ink border-accent hover:bg-[color-mix(in_oklch,var(--accent)_90%,var(--ink))]',
  plain: 'bg-sheet text-ink border-line-strong hover:bg-well',
  quiet: 'bg-transparent text-ink-2 border-transparent hover:bg-well hover:text-ink',
  danger: 'bg-sheet text-bad border-line-strong hover:bg-bad-wash',
};
/** A finger needs more room than a pointer. */
const SIZES: Record<Size, string> = {
  md: 'min-h-8 px-3 py-1.5 pointer-coarse:min-h-10',
  sm: 'min-h-6.5 px-2 py-1 text-small pointer-coarse:min-h-9',
};

const look = (tone: Tone, size: Size) =>
  `inline-flex items-center justify-center gap-2 rounded-control border font-medium leading-none whitespace-nowrap select-none no-underline disabled:opacity-55 aria-disabled:opacity-55 ${TONES[tone]} ${SIZES[size]}`;

type Common = { tone?: Tone; size?: Size; keys?: string; icon?: Component<{ class?: string; 'aria-hidden'?: 'true' }> };

function Inside(props: Common & { children?: JSX.Element }): JSX.Element {
  return (
    <>
      <Show when={props.icon}>
        {(icon) => <Dynamic component={icon()} class="size-4 shrink-0" aria-hidden="true" />}
      </Show>
      {props.children}
      <Show when={props.keys}>
        <span aria-hidden="true">
          <kbd class="border-current! bg-transparent! text-inherit! opacity-80">{props.keys}</kbd>
        </span>
      </Show>
    </>
  );
}

/** `busy` keeps the size, refuses clicks and is announced to screen readers. */
export function Button(props: Common & { busy?: boolean } & JSX.ButtonHTMLAttributes<HTMLButtonElement>): JSX.Element {
  const [own, rest] = splitProps(props, ['tone', 'size', 'keys', 'icon', 'busy', 'class', 'children', 'disabled']);
  return (
    <button
      type="button"
      {...rest}
      disabled={own.disabled || own.busy}
      aria-busy={own.busy || undefined}
      class={`${look(own.tone ?? 'plain', own.size ?? 'md')} ${own.class ?? ''}`}
    >
      <Inside keys={own.keys} icon={own.icon}>
        {own.children}
      </Inside>
    </button>
  );
}

export function LinkButton(props: Common & { href: string; class?: string; children: JSX.Element }): JSX.Element {
  return (
    <A href={props.href} class={`${look(props.tone ?? 'plain', props.size ?? 'md')} ${props.class ?? ''}`}>
      <Inside keys={props.keys} icon={props.icon}>
        {props.children}
      </Inside>
    </A>
  );
}

/** `pressed` makes it a toggle. */
export function IconButton(
  props: {
    label: string;
    icon: Component<{ class?: string; 'aria-hidden'?: 'true' }>;
    tone?: Tone;
    size?: Size;
    pressed?: boolean;
    keys?: string;
  } & Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'>,
): JSX.Element {
  const [own, rest] = splitProps(props, ['label', 'icon', 'tone', 'size', 'pressed', 'keys', 'class']);
  return (
    <Tooltip words={own.label} keys={own.keys}>
      <button
        type="button"
        {...rest}
        aria-label={own.label}
        aria-pressed={own.pressed}
        class={`${look(own.tone ?? 'quiet', 'md')} px-0! ${own.size === 'sm' ? 'size-6.5 min-h-0! pointer-coarse:size-9' : 'size-8 pointer-coarse:size-10'} aria-pressed:bg-accent-wash aria-pressed:text-accent ${own.class ?? ''}`}
      >
        <Dynamic component={own.icon} class="size-4" aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
