// Scores by interaction date. Random reviews are filled circles, targeted ones hollow squares, so that shape and not
// colour distinguishes them; critical errors are ringed. The mean of random reviews is a band from its lower to its
// upper bound.
import { createMemo, createSignal, For, type JSX, onCleanup, onMount, Show } from 'solid-js';
import type { AgentPage } from '../../api/coaching/contract.ts';
import type { EvaluationRow } from '../../api/evaluations/contract.ts';
import { breakWords } from '../scorecards/breaks.tsx';
import { dayAndMonth, points, shortDate } from '../ui/format.ts';
import { ticksOf } from '../ui/plot.ts';
import { t } from '../words/words.ts';
import { cutsOf, dotsOf } from './view.ts';

const HEIGHT = 190;
const LEFT = 30;
const RIGHT = 14;
const TOP = 8;
const FOOT = 22;

export function HistoryChart(props: Pick<AgentPage, 'history' | 'estimate' | 'breaks'>): JSX.Element {
  const [width, setWidth] = createSignal(600);
  let box!: HTMLDivElement;
  onMount(() => {
    const follow = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, entry.contentRect.width)));
    follow.observe(box);
    onCleanup(() => follow.disconnect());
  });
  const dots = createMemo(() => dotsOf(props.history));
  const mean = () => (props.estimate.notEnough ? null : props.estimate);
  const plot = createPlot(width, dots, mean);
  return (
    <div ref={box} class="w-full">
      <svg
        width={width()}
        height={HEIGHT}
        viewBox={`0 0 ${width()} ${HEIGHT}`}
        aria-label={t('coaching.chart')}
        class="block max-w-full"
      >
        <Show when={mean()}>{(band) => <MeanBand plot={plot} mean={band()} />}</Show>
        <Axes plot={plot} />
        <For each={cutsOf(props.history, props.breaks)}>{(cut) => <Cut plot={plot} cut={cut} />}</For>
        <For each={dots()}>{(dot) => <Evaluation plot={plot} dot={dot} />}</For>
      </svg>
      <Legend
        critical={dots().some((dot) => dot.row.critical_count > 0)}
        targeted={dots().some((dot) => dot.row.kind === 'targeted')}
      />
    </div>
  );
}

type Dot = ReturnType<typeof dotsOf>[number];
type Mean = Extract<AgentPage['estimate'], { notEnough: false }>;
type Plot = ReturnType<typeof createPlot>;

/** Where a date and a score stand in the picture, px. */
function createPlot(width: () => number, dots: () => Dot[], mean: () => Mean | null) {
  const scale = createMemo(() => {
    const band = mean();
    return ticksOf([...dots().map((dot) => dot.score_bp), ...(band ? [band.low_bp, band.high_bp] : [])]);
  });
  const x = (at: number) => LEFT + 10 + (width() - LEFT - RIGHT - 20) * at;
  const y = (bp: number) => TOP + (HEIGHT - TOP - FOOT) * (1 - (bp - scale().from) / (scale().to - scale().from));
  // The first, the last, and as many between as fit without touching.
  const dates = createMemo(() => {
    let last = Number.NEGATIVE_INFINITY;
    return dots().filter((dot) => {
      if (x(dot.x) - last < 62) return false;
      last = x(dot.x);
      return true;
    });
  });
  return { x, y, width, dates, ticks: () => scale().ticks };
}

function MeanBand(props: { plot: Plot; mean: Mean }): JSX.Element {
  const { y, width } = props.plot;
  return (
    <>
      <rect
        x={LEFT}
        width={width() - LEFT - RIGHT}
        y={y(props.mean.high_bp)}
        height={Math.max(1, y(props.mean.low_bp) - y(props.mean.high_bp))}
        fill="var(--accent-wash)"
      />
      <line
        x1={LEFT}
        x2={width() - RIGHT}
        y1={y(props.mean.mean_bp)}
        y2={y(props.mean.mean_bp)}
        stroke="var(--accent)"
        stroke-width="1.5"
      />
    </>
  );
}

/** Scores on both sides of it do not compare. */
function Cut(props: { plot: Plot; cut: ReturnType<typeof cutsOf>[number] }): JSX.Element {
  const { x } = props.plot;
  return (
    <line
      x1={x(props.cut.x)}
      x2={x(props.cut.x)}
      y1={TOP}
      y2={HEIGHT - FOOT}
      stroke="var(--ink-3)"
      stroke-width="1.25"
      stroke-dasharray="4 3"
    >
      <title>{breakWords(props.cut.break)}</title>
    </line>
  );
}

function Axes(props: { plot: Plot }): JSX.Element {
  const { x, y, width, ticks, dates } = props.plot;
  return (
    <>
      <For each={ticks()}>
        {(tick) => (
          <>
            <line x1={LEFT} x2={width() - RIGHT} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
            <text x={LEFT - 8} y={y(tick) + 4} text-anchor="end" class="num fill-ink-3 text-micro">
              {points(tick)}
            </text>
          </>
        )}
      </For>
      <For each={dates()}>
        {(dot) => (
          <text x={x(dot.x)} y={HEIGHT - 5} text-anchor="middle" class="num fill-ink-3 text-micro">
            {dayAndMonth(dot.row.interaction.started_at)}
          </text>
        )}
      </For>
    </>
  );
}

function Evaluation(props: { plot: Plot; dot: Dot }): JSX.Element {
  const { x, y } = props.plot;
  const note = () =>
    t('coaching.point', {
      date: shortDate(props.dot.row.interaction.started_at),
      score: points(props.dot.score_bp),
      kind: t(`common.kind.${props.dot.row.kind}`),
    });
  return (
    // The link is one of the drawing's own: a link of the page would not be drawn in it.
    <g>
      <a href={`/feedback/${props.dot.row.id}`} aria-label={note()}>
        <title>{note()}</title>
        <Show when={props.dot.row.critical_count > 0}>
          <circle
            cx={x(props.dot.x)}
            cy={y(props.dot.score_bp)}
            r="8"
            fill="none"
            stroke="var(--bad)"
            stroke-width="1.5"
          />
        </Show>
        <Mark x={x(props.dot.x)} y={y(props.dot.score_bp)} kind={props.dot.row.kind} />
      </a>
    </g>
  );
}

function Mark(props: { x: number; y: number; kind: EvaluationRow['kind'] }): JSX.Element {
  return (
    <Show
      when={props.kind === 'random'}
      fallback={
        <rect
          x={props.x - 4}
          y={props.y - 4}
          width="8"
          height="8"
          fill="var(--sheet)"
          stroke="var(--ink-3)"
          stroke-width="1.75"
        />
      }
    >
      <circle cx={props.x} cy={props.y} r="4.5" fill="var(--accent)" />
    </Show>
  );
}

function Legend(props: { critical: boolean; targeted: boolean }): JSX.Element {
  const sign = (children: JSX.Element) => (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      {children}
    </svg>
  );
  return (
    <p class="flex flex-wrap gap-x-4 gap-y-1 pt-1 pl-7.5 text-small text-ink-3">
      <span class="inline-flex items-center gap-1">
        {sign(<circle cx="9" cy="9" r="4.5" fill="var(--accent)" />)}
        {t('coaching.kindRandom')}
      </span>
      <Show when={props.targeted}>
        <span class="inline-flex items-center gap-1">
          {sign(
            <rect x="5" y="5" width="8" height="8" fill="var(--sheet)" stroke="var(--ink-3)" stroke-width="1.75" />,
          )}
          {t('coaching.kindTargeted')}
        </span>
      </Show>
      <Show when={props.critical}>
        <span class="inline-flex items-center gap-1">
          {sign(<circle cx="9" cy="9" r="7" fill="none" stroke="var(--bad)" stroke-width="1.5" />)}
          {t('coaching.withCritical')}
        </span>
      </Show>
    </p>
  );
}
