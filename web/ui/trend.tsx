// <Trend label="Score by week" points={[{ key, label: '12 Oct', value: 7400, low: 6980, high: 7820, note: '…' }]} />
// One line with its band over equal steps. A point without a value leaves a gap instead of a false value; `target` is
// dotted. Where a point is `apart`, the line is cut and an upright one drawn. Numbers in basis points. Show the same numbers as a table too: screen readers get only the label of the
// chart.
import { createMemo, createSignal, createUniqueId, For, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { points as say } from './format.ts';
import { bandPath, linePath, type Plotted, ticksOf } from './plot.ts';

export type TrendPoint = {
  key: string;
  label: string;
  value: number | null;
  low: number | null;
  high: number | null;
  /** In words, shown on hover. */
  note?: string;
  /** Why it does not compare with the points before it: no line joins them. */
  apart?: string | null;
};

const LEFT = 30;
const RIGHT = 12;
const TOP = 8;
const FOOT = 24;

type TrendProps = {
  label: string;
  points: readonly TrendPoint[];
  target?: number | null;
  height?: number;
};

export function Trend(props: TrendProps): JSX.Element {
  const id = createUniqueId();
  const [width, setWidth] = createSignal(360);
  let box!: HTMLDivElement;
  onMount(() => {
    const follow = new ResizeObserver(([entry]) => entry && setWidth(Math.max(200, entry.contentRect.width)));
    follow.observe(box);
    onCleanup(() => follow.disconnect());
  });
  const plot = createPlot(props, width);
  const { plotted, height } = plot;
  return (
    <div ref={box} class="w-full">
      <svg
        width={width()}
        height={height()}
        viewBox={`0 0 ${width()} ${height()}`}
        role="img"
        aria-labelledby={id}
        class="block max-w-full"
      >
        <title id={id}>{props.label}</title>
        <Axis plot={plot} />
        <path d={bandPath(plotted())} fill="var(--accent-wash)" />
        <Target plot={plot} at={props.target ?? null} />
        <Cuts plot={plot} points={props.points} />
        <path d={linePath(plotted())} fill="none" stroke="var(--accent)" stroke-width="2" stroke-linejoin="round" />
        <Points plot={plot} points={props.points} />
      </svg>
    </div>
  );
}

type Plot = ReturnType<typeof createPlot>;

/** Where a point and a value stand in the picture, px. */
function createPlot(props: TrendProps, width: () => number) {
  const height = () => props.height ?? 168;
  const scale = createMemo(() =>
    ticksOf(
      props.points.flatMap(({ value, low, high }) => (value === null ? [] : [value, low ?? value, high ?? value])),
    ),
  );
  const y = (bp: number) => TOP + (height() - TOP - FOOT) * (1 - (bp - scale().from) / (scale().to - scale().from));
  const x = (i: number) => {
    const inner = width() - LEFT - RIGHT;
    return LEFT + (props.points.length < 2 ? inner / 2 : 12 + ((inner - 24) * i) / (props.points.length - 1));
  };
  const plotted = createMemo((): (Plotted | null)[] =>
    props.points.map(({ value, low, high, apart }, i) =>
      value === null
        ? null
        : { x: x(i), y: y(value), low: y(low ?? value), high: y(high ?? value), apart: Boolean(apart) },
    ),
  );
  // As many names under the line as there is room for.
  const each = () => Math.max(1, Math.ceil(props.points.length / Math.max(1, Math.floor((width() - LEFT) / 54))));
  return { width, height, scale, x, y, plotted, each };
}

function Axis(props: { plot: Plot }): JSX.Element {
  const { scale, width, y } = props.plot;
  return (
    <For each={scale().ticks}>
      {(tick) => (
        <>
          <line x1={LEFT} x2={width() - RIGHT} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
          <text x={LEFT - 8} y={y(tick) + 4} text-anchor="end" class="num fill-ink-3 text-micro">
            {say(tick)}
          </text>
        </>
      )}
    </For>
  );
}

function Target(props: { plot: Plot; at: number | null }): JSX.Element {
  const { scale, width, y } = props.plot;
  return (
    <Show when={props.at !== null && props.at >= scale().from && props.at <= scale().to}>
      <line
        x1={LEFT}
        x2={width() - RIGHT}
        y1={y(props.at ?? 0)}
        y2={y(props.at ?? 0)}
        stroke="var(--ink-3)"
        stroke-dasharray="1 3"
      />
    </Show>
  );
}

/** Half-way between what does not compare. */
function Cuts(props: { plot: Plot; points: readonly TrendPoint[] }): JSX.Element {
  const { x, height } = props.plot;
  return (
    <For each={props.points}>
      {(point, i) => (
        <Show when={i() > 0 && point.apart}>
          <line
            x1={(x(i() - 1) + x(i())) / 2}
            x2={(x(i() - 1) + x(i())) / 2}
            y1={TOP}
            y2={height() - FOOT}
            stroke="var(--ink-3)"
            stroke-width="1.25"
            stroke-dasharray="4 3"
          >
            <title>{point.apart}</title>
          </line>
        </Show>
      )}
    </For>
  );
}

function Points(props: { plot: Plot; points: readonly TrendPoint[] }): JSX.Element {
  const { plotted, x, height, each } = props.plot;
  return (
    <For each={props.points}>
      {(point, i) => (
        <>
          <Show when={plotted()[i()]}>
            {(at) => (
              <circle cx={at().x} cy={at().y} r="3" fill="var(--accent)">
                <title>{point.note ?? point.label}</title>
              </circle>
            )}
          </Show>
          <Show when={i() % each() === 0}>
            <text x={x(i())} y={height() - 6} text-anchor="middle" class="num fill-ink-3 text-micro">
              {point.label}
            </text>
          </Show>
        </>
      )}
    </For>
  );
}
