// A number never stands alone.
// <Figure value={7940} margin={160} n={312} />            79.4 ± 1.6, n = 312      (basis points in, points out)
// <Figure value={null} n={3} needed={5} />                Not enough data: 3 random reviews, at least 5 needed
// <Figure … size="large" label="Score" note="…" href="/…" />  as on the manager's page; opens what it counts
// <Whisker value low high target scale={[4000, 10000]} />     the interval on one scale, the target dotted
import { A } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { t } from '../words/words.ts';
import { number, points } from './format.ts';

/** Half widths are read as whole points once they are wide, with one digit while they are narrow. */
const width = (bp: number): string => number(bp / 100, bp < 950 && bp % 100 !== 0 ? 1 : 0);

type Props = {
  /** Basis points; null when it cannot be said. */
  value: number | null;
  /** Half width of the interval, basis points. */
  margin?: number | null;
  n?: number | null;
  /** How many reviews it takes before anything is said. */
  needed?: number;
};

/** What a screen reader and a printed page get too: plain words in one line. */
export function Figure(props: Props & { size?: 'inline' | 'large'; showN?: boolean; class?: string }): JSX.Element {
  return (
    <Show
      when={props.value !== null}
      fallback={
        <span class={`text-ink-3 ${props.class ?? ''}`}>
          {t('ui.notEnough', { n: props.n ?? 0, needed: props.needed ?? 5 })}
        </span>
      }
    >
      <span class={`num whitespace-nowrap ${props.class ?? ''}`}>
        <span class={props.size === 'large' ? 'text-figure font-semibold tracking-tight' : 'font-medium'}>
          {points(props.value ?? 0)}
        </span>
        <Show when={props.margin !== null && props.margin !== undefined}>
          <span class={`text-ink-3 ${props.size === 'large' ? 'ml-0.5 text-small font-medium' : ''}`}>
            {' '}
            ± {width(props.margin ?? 0)}
          </span>
        </Show>
        <Show when={props.showN && props.n !== null && props.n !== undefined}>
          <span class="text-ink-3"> · n = {number(props.n ?? 0)}</span>
        </Show>
      </span>
    </Show>
  );
}

/** A figure with its name above and what it rests on below; a link when `href` says where that can be seen. */
export function FigureCard(props: {
  label: string;
  figure: JSX.Element;
  note?: JSX.Element;
  href?: string;
}): JSX.Element {
  const inside = () => (
    <>
      <span class="block text-small font-medium text-ink-2">{props.label}</span>
      <span class="mt-0.5 block text-figure font-semibold tracking-tight">{props.figure}</span>
      <Show when={props.note}>
        <span class="num block text-ink-3">{props.note}</span>
      </Show>
    </>
  );
  return (
    <Show when={props.href} fallback={<div class="px-4.5 py-3.5">{inside()}</div>}>
      {(href) => (
        <A href={href()} class="block px-4.5 py-3.5 text-inherit no-underline hover:bg-well">
          {inside()}
        </A>
      )}
    </Show>
  );
}

/** All in basis points. Beside it stands the figure in words, so it is hidden from screen readers. */
export function Whisker(props: {
  value: number;
  low: number;
  high: number;
  target?: number | null;
  scale?: readonly [number, number];
  class?: string;
}): JSX.Element {
  const at = (bp: number) => {
    const [from, to] = props.scale ?? [0, 10_000];
    return Math.min(100, Math.max(0, ((bp - from) / (to - from)) * 100));
  };
  const below = () => props.target !== null && props.target !== undefined && props.high < props.target;
  return (
    <span aria-hidden="true" class={`relative block h-7.5 w-full min-w-24 ${props.class ?? ''}`}>
      <Show when={props.target !== null && props.target !== undefined}>
        <span
          class="absolute inset-y-0 w-0 border-l border-dotted border-ink-3"
          style={{ left: `${at(props.target ?? 0)}%` }}
        />
      </Show>
      <span
        class="absolute top-1/2 h-[2.5px] -translate-y-1/2 rounded-full bg-ink-3"
        style={{ left: `${at(props.low)}%`, width: `${at(props.high) - at(props.low)}%` }}
      />
      <span
        class={`absolute top-1/2 size-2.25 -translate-x-1/2 -translate-y-1/2 ${below() ? 'rotate-45 bg-bad' : 'rounded-full bg-accent'}`}
        style={{ left: `${at(props.value)}%` }}
      />
    </span>
  );
}
