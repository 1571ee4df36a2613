// The waveform: agent above the line, customer below, the played part in full colour, silences and overlaps as bands,
// evidence as numbered flags. Long calls have an overview above a window that follows playback. The only file that
// imports wavesurfer, which draws and seeks on the page's one audio element; it receives peaks and never loads the
// file.
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from 'solid-js';
import WaveSurfer from 'wavesurfer.js';
import type { Peaks } from '../../transcription/transcript/transcript.ts';
import { duration } from '../ui/format.ts';
import { dark } from '../ui/theme.ts';
import { t } from '../words/words.ts';
import { condense, sidesOf } from './loudness.ts';
import type { Player } from './player.ts';

export type Band = { start_ms: number; end_ms: number; kind: 'silence' | 'overlap' | 'muted'; title: string };
export type Flag = { n: number; start_ms: number; end_ms: number; title: string };

const LOOK = { silence: 'bg-well', overlap: 'border-x border-warn bg-warn-wash', muted: 'silenced' } as const;

const UPPER = 52;
const LOWER = 48;
const TOP = 14;
const BAR = 3;
/** Of a long call so much of a second is at least seen, px. */
const LEAST_PX_PER_SECOND = 6;
const OVERVIEW = 26;

/** A colour as the canvas takes it: what the tokens say, worked out by the browser for the theme shown. */
function colour(name: string, within: HTMLElement): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  within.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
/** Not see-through: wavesurfer paints the played part over these very pixels. */
const faded = (of: string, on: string) => `color-mix(in oklab, ${of} 42%, ${on})`;

type WaveformProps = {
  player: Player;
  peaks: Peaks;
  duration_ms: number;
  /** Channel of the agent; null if the sides are not separated. */
  agent: number | null;
  upper: string;
  lower: string | null;
  bands: readonly Band[];
  flags: readonly Flag[];
  onFlag: (n: number) => void;
};

export function Waveform(props: WaveformProps): JSX.Element {
  let holder!: HTMLDivElement;
  const picture = createPicture(props, () => holder);
  const { long, whole, width, scroll } = picture;
  return (
    <div class="grid grid-cols-[68px_minmax(0,1fr)] max-sm:grid-cols-[64px_minmax(0,1fr)]">
      <SideNames upper={props.upper} lower={props.lower} long={long()} />
      <div class="min-w-0">
        <Show when={long()}>
          <Overview
            player={props.player}
            sides={picture.sides()}
            duration_ms={props.duration_ms}
            left={scroll() / whole()}
            share={width() / whole()}
            onSeek={picture.goTo}
            flags={props.flags}
          />
        </Show>
        <div class="relative isolate" style={{ height: `${TOP + UPPER + LOWER}px` }}>
          <div class="pointer-events-none absolute inset-0 overflow-hidden">
            <Scrolled picture={picture} class="inset-y-0 left-0">
              <Bands {...props} />
            </Scrolled>
          </div>
          <Position
            ref={(element) => {
              holder = element;
            }}
            player={props.player}
            duration_ms={props.duration_ms}
          />
          <div class="pointer-events-none absolute inset-x-0 top-0 h-0 overflow-x-clip overflow-y-visible">
            <Scrolled picture={picture} class="top-0 left-0">
              <Flags {...props} />
            </Scrolled>
          </div>
        </div>
      </div>
    </div>
  );
}

type Picture = ReturnType<typeof createPicture>;

/** The drawing, and how much of it is in view. */
function createPicture(props: WaveformProps, holder: () => HTMLElement) {
  const [width, setWidth] = createSignal(0);
  const [scroll, setScroll] = createSignal(0);
  const [surfer, setSurfer] = createSignal<WaveSurfer | null>(null);
  const sides = createMemo(() => sidesOf(props.peaks, props.agent));
  const seconds = () => props.duration_ms / 1000;
  const density = () => Math.min(LEAST_PX_PER_SECOND, (BAR * 1000) / props.peaks.bucket_ms);
  const long = () => width() > 0 && seconds() * density() > width() * 1.4;
  const look = () => ({
    splitChannels: channels(sides().length === 1, holder()),
    cursorColor: colour('--ink', holder()),
    minPxPerSec: long() ? density() : 0,
  });

  // Where nothing can be drawn (no canvas) the controls below still work.
  onMount(() => {
    setWidth(holder().clientWidth);
    const watch = new ResizeObserver(() => setWidth(holder().clientWidth));
    watch.observe(holder());
    const made = WaveSurfer.create({
      ...{ container: holder(), media: props.player.element(), url: props.player.element().src },
      ...{ peaks: sides(), duration: seconds() },
      ...BARS,
      ...look(),
    });
    made.on('interaction', (second) => props.player.seek(second * 1000));
    made.on('scroll', (_from, _to, left) => setScroll(left));
    setSurfer(made);
    onCleanup(() => {
      watch.disconnect();
      made.destroy();
    });
  });
  createEffect(on([dark, long], () => surfer()?.setOptions(look()), { defer: true }));

  return {
    width,
    scroll,
    sides,
    long,
    /** Width of the whole picture, px. */
    whole: () => (long() ? seconds() * density() : width()),
    goTo(ms: number): void {
      props.player.seek(ms);
      surfer()?.setScrollTime(Math.max(0, ms / 1000 - width() / density() / 2));
    },
  };
}

const BARS = {
  barWidth: 2,
  barGap: 1,
  barMinHeight: 1,
  cursorWidth: 1.5,
  dragToSeek: true,
  hideScrollbar: true,
  autoScroll: true,
  autoCenter: false,
} as const;

function channels(
  single: boolean,
  holder: HTMLElement,
): NonNullable<ConstructorParameters<typeof WaveSurfer>[0]['splitChannels']> {
  const side = (name: string, height: number, barAlign?: 'top' | 'bottom') => {
    const full = colour(name, holder);
    return { waveColor: faded(full, colour('--sheet', holder)), progressColor: full, height, barAlign };
  };
  return single
    ? [side('--ink-2', UPPER + LOWER)]
    : [side('--agent', UPPER, 'bottom'), side('--customer', LOWER, 'top')];
}

function SideNames(props: { upper: string; lower: string | null; long: boolean }): JSX.Element {
  return (
    <div
      class="grid text-small font-semibold"
      style={{
        'padding-top': `${TOP + (props.long ? OVERVIEW + 8 : 0)}px`,
        'grid-template-rows': `${UPPER}px ${LOWER}px`,
      }}
    >
      <span class={`self-center ${props.lower === null ? 'row-span-2 text-ink-3' : 'text-agent'}`}>{props.upper}</span>
      <Show when={props.lower}>
        <span class="self-center text-customer">{props.lower}</span>
      </Show>
    </div>
  );
}

/** Moves with the picture. */
function Scrolled(props: { picture: Picture; class: string; children: JSX.Element }): JSX.Element {
  return (
    <div
      class={`absolute ${props.class}`}
      style={{ width: `${props.picture.whole()}px`, transform: `translateX(${-props.picture.scroll()}px)` }}
    >
      {props.children}
    </div>
  );
}

type Marked = Pick<WaveformProps, 'bands' | 'flags' | 'duration_ms' | 'onFlag'>;

const share = (ms: number, of: Marked) => (ms / of.duration_ms) * 100;

function Bands(props: Marked): JSX.Element {
  return (
    <>
      <For each={props.bands}>
        {(band) => (
          <span
            title={band.title}
            class={`absolute bottom-0 ${LOOK[band.kind]}`}
            style={{
              top: `${TOP}px`,
              left: `${share(band.start_ms, props)}%`,
              width: `max(2px, ${share(band.end_ms - band.start_ms, props)}%)`,
            }}
          />
        )}
      </For>
      <For each={props.flags}>
        {(flag) => (
          <span
            class="absolute bottom-0 bg-mark"
            style={{
              top: `${TOP}px`,
              left: `${share(flag.start_ms, props)}%`,
              width: `max(10px, ${share(flag.end_ms - flag.start_ms, props)}%)`,
            }}
          />
        )}
      </For>
    </>
  );
}

function Flags(props: Marked): JSX.Element {
  return (
    <For each={props.flags}>
      {(flag) => (
        <button
          type="button"
          class="num pointer-events-auto absolute top-0 grid h-4 min-w-4 -translate-x-0.5 place-items-center rounded bg-accent-wash px-1 text-micro leading-none font-semibold text-accent"
          style={{ left: `${share(flag.start_ms, props)}%` }}
          aria-label={t('player.toEvidence', { n: flag.n, time: duration(flag.start_ms) })}
          title={flag.title}
          onClick={() => props.onFlag(flag.n)}
        >
          {flag.n}
        </button>
      )}
    </For>
  );
}

/** The slider that the picture is drawn in. */
function Position(props: { ref: (element: HTMLDivElement) => void; player: Player; duration_ms: number }): JSX.Element {
  return (
    <div
      ref={props.ref}
      class="waveform absolute inset-x-0 bottom-0"
      role="slider"
      tabIndex={0}
      aria-label={t('player.position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(props.duration_ms / 1000)}
      aria-valuenow={Math.round(props.player.time() / 1000)}
      aria-valuetext={t('player.positionOf', {
        time: duration(props.player.time()),
        whole: duration(props.duration_ms),
      })}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 5000 : event.key === 'ArrowLeft' ? -5000 : 0;
        if (step === 0 || event.shiftKey) return;
        event.preventDefault();
        props.player.by(step);
      }}
    />
  );
}

/** The whole of a long call in one line, with the window below marked in it. */
function Overview(props: {
  player: Player;
  sides: number[][];
  duration_ms: number;
  left: number;
  share: number;
  flags: readonly Flag[];
  onSeek: (ms: number) => void;
}): JSX.Element {
  const bars = createMemo(() => props.sides.map((side) => condense(side, 420)));
  const path = (side: number[], up: boolean) =>
    side
      .map(
        (h, i) => `M${i + 0.5} ${OVERVIEW / 2}v${((up ? -1 : 1) * Math.max(0.5, h * (OVERVIEW / 2 - 1))).toFixed(1)}`,
      )
      .join('');
  const seek = (event: PointerEvent & { currentTarget: Element }) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    props.onSeek(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * props.duration_ms);
  };
  return (
    <div
      class="relative mb-2 cursor-pointer overflow-hidden rounded bg-well"
      style={{ height: `${OVERVIEW}px` }}
      aria-hidden="true"
      onPointerDown={seek}
      onPointerMove={seek}
    >
      <svg viewBox={`0 0 420 ${OVERVIEW}`} preserveAspectRatio="none" class="size-full opacity-70" aria-hidden="true">
        <For each={bars()}>
          {(side, i) => (
            <path
              d={path(side, i() === 0)}
              stroke={bars().length === 1 ? 'var(--ink-3)' : i() === 0 ? 'var(--agent)' : 'var(--customer)'}
              stroke-width="0.7"
            />
          )}
        </For>
      </svg>
      <span
        class="absolute inset-y-0 rounded border border-accent bg-[color-mix(in_oklch,var(--accent)_10%,transparent)]"
        style={{ left: `${props.left * 100}%`, width: `${props.share * 100}%` }}
      />
      <For each={props.flags}>
        {(flag) => (
          <span
            class="absolute top-0 h-1.5 w-0.75 bg-accent"
            style={{ left: `${(flag.start_ms / props.duration_ms) * 100}%` }}
          />
        )}
      </For>
      <span
        class="absolute inset-y-0 w-px bg-ink"
        style={{ left: `${(props.player.time() / props.duration_ms) * 100}%` }}
      />
    </div>
  );
}
