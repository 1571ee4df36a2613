// Waveform and controls across the page. The page provides the recording, its markers, and extra controls at the right
// end of the line.
import Headphones from 'lucide-solid/icons/headphones';
import Pause from 'lucide-solid/icons/pause';
import Play from 'lucide-solid/icons/play';
import RotateCcw from 'lucide-solid/icons/rotate-ccw';
import RotateCw from 'lucide-solid/icons/rotate-cw';
import { createEffect, createMemo, createSignal, type JSX, on, onCleanup, Show, untrack } from 'solid-js';
import type { AgentChannel, Peaks } from '../../transcription/transcript/transcript.ts';
import { skipFrom } from '../audio/follow.ts';
import { spoken } from '../audio/masked.tsx';
import { EARS, player, RATES, type Source } from '../audio/player.ts';
import { Waveform } from '../audio/waveform.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { duration, number, percent } from '../ui/format.ts';
import { Menu } from '../ui/popover.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { t } from '../words/words.ts';
import type { Measures, Playback, TranscriptView } from './data.ts';
import { NotYet } from './not-yet.tsx';
import { type Numbered, overlapsOf } from './view.ts';

/** Speech skipped over less than this is not worth the jump. */
const rateName = (rate: number) => `${rate}×`;

export function setRateBy(step: 1 | -1): void {
  const at = RATES.findIndex((rate) => rate >= player.rate());
  const next = RATES[Math.min(RATES.length - 1, Math.max(0, (at === -1 ? RATES.length - 1 : at) + step))];
  if (next) player.setRate(next);
}

/** Channel that holds the agent; null when the sides are not told apart. */
export const agentIndex = (
  channel: AgentChannel | null,
  transcript: Pick<TranscriptView, 'turns' | 'method'> | null,
): number | null => {
  // What the transcript says comes first: someone may have swapped the sides since the import.
  if (transcript?.method === 'channels') {
    const turns = [0, 0];
    for (const turn of transcript.turns) {
      if (turn.speaker === 'agent') turns[turn.channel] = (turns[turn.channel] ?? 0) + 1;
      if (turn.speaker === 'customer') turns[turn.channel] = (turns[turn.channel] ?? 0) - 1;
    }
    const [left = 0, right = 0] = turns;
    if (left !== right) return left > right ? 0 : 1;
  }
  if (channel === 'left') return 0;
  if (channel === 'right') return 1;
  return null;
};

type Props = {
  interaction: string;
  agentChannel: AgentChannel | null;
  transcript: TranscriptView | null;
  peaks: Peaks | null;
  /** What can be heard; null while that is being asked. */
  playback: Playback | null;
  /** As recorded, for anyone who has opened it. */
  original?: boolean;
  duration_ms: number | null;
  evidence: readonly Numbered[];
  onFlag: (n: number) => void;
  children?: JSX.Element;
};

/** The player, as soon as there is something that may be heard. */
export function PlayerPane(props: Props): JSX.Element {
  return (
    <Show
      when={props.original || props.playback?.state === 'ready'}
      fallback={
        <section aria-label={t('player.title')} class="shrink-0 border-b border-line bg-sheet px-4 pt-2.5 pb-2">
          <NotYet interaction={props.interaction} playback={props.playback} />
          <div class="mt-2 flex min-h-8 flex-wrap items-center gap-1">
            <span class="flex-1" />
            <Facts measures={props.transcript?.measures ?? null} />
            {props.children}
          </div>
        </section>
      }
    >
      <Heard {...props} />
    </Show>
  );
}

function Heard(props: Props): JSX.Element {
  const [skip, setSkip] = createSignal(false);
  const agent = createMemo(() => agentIndex(props.agentChannel, props.transcript));
  const source = createMemo(
    (): Source => ({
      interaction: props.interaction,
      ...(props.original ? { url: `/api/interactions/${props.interaction}/recording?original=1` } : {}),
      channels: props.peaks?.channels.length ?? null,
      agent: agent() === null ? 'mono' : agent() === 0 ? 'left' : 'right',
    }),
  );
  // Before the waveform is made: it takes the address from the element, and would clear one that came after it.
  player.load(untrack(source));
  createEffect(on(source, (next) => player.load(next), { defer: true }));
  onCleanup(() => player.leave());
  const silences = () => {
    const own = props.transcript?.measures;
    return own?.kind === 'call' ? own.silences : [];
  };
  createEffect(() => player.skipWith(skip() ? (ms) => skipFrom(silences(), ms) : null));
  const muted = () => (props.original ? [] : (props.playback?.muted ?? []));
  const whole = () => props.duration_ms ?? player.length() ?? 0;
  const bands = createMemo(() => [
    ...silences().map((one) => ({
      ...one,
      kind: 'silence' as const,
      title: t('transcript.silence', { seconds: number((one.end_ms - one.start_ms) / 1000) }),
    })),
    ...overlapsOf(props.transcript?.turns ?? []).map((one) => ({
      ...one,
      kind: 'overlap' as const,
      title: t('player.overlapHere'),
    })),
    ...muted().map((one) => ({ ...one, kind: 'muted' as const, title: t('masking.silentHere') })),
  ]);
  const flags = createMemo(() =>
    props.evidence.map((one) => ({ n: one.n, start_ms: one.start_ms, end_ms: one.end_ms, title: spoken(one.quote) })),
  );
  const twoSides = () => props.peaks?.channels.length === 2 && agent() !== null;

  return (
    <section aria-label={t('player.title')} class="shrink-0 border-b border-line bg-sheet px-4 pt-2.5 pb-2">
      <Show when={props.peaks} fallback={<Seek whole={whole()} />}>
        {(peaks) => (
          <Waveform
            player={player}
            peaks={peaks()}
            duration_ms={whole()}
            agent={agent()}
            upper={twoSides() ? t('common.speaker.agent') : t('player.oneChannel')}
            lower={twoSides() ? t('common.speaker.customer') : null}
            bands={bands()}
            flags={flags()}
            onFlag={props.onFlag}
          />
        )}
      </Show>
      <div class="mt-2 flex flex-wrap items-center gap-1">
        <Tooltip words={player.playing() ? t('player.pause') : t('player.play')} keys={t('player.space')}>
          <button
            type="button"
            class="grid h-8 w-10 place-items-center rounded-control bg-accent text-accent-ink hover:opacity-92"
            aria-label={player.playing() ? t('player.pause') : t('player.play')}
            onClick={() => player.toggle()}
          >
            <Show when={player.playing()} fallback={<Play class="size-4 fill-current" aria-hidden="true" />}>
              <Pause class="size-4 fill-current" aria-hidden="true" />
            </Show>
          </button>
        </Tooltip>
        <IconButton label={t('player.back')} keys="←" icon={RotateCcw} onClick={() => player.by(-5000)} />
        <IconButton label={t('player.forward')} keys="→" icon={RotateCw} onClick={() => player.by(5000)} />
        <Menu
          label={t('player.speed')}
          trigger={<span class="num">{rateName(player.rate())}</span>}
          items={RATES.map((rate) => ({
            name: rateName(rate),
            do: () => player.setRate(rate),
            checked: rate === player.rate(),
          }))}
        />
        <Show when={silences().length > 0}>
          <Button
            tone="quiet"
            aria-pressed={skip()}
            class="aria-pressed:bg-accent-wash aria-pressed:text-accent"
            onClick={() => setSkip(!skip())}
          >
            {t('player.skipSilence')}
          </Button>
        </Show>
        <Show when={twoSides()}>
          <Menu
            label={t('player.ears')}
            icon={Headphones}
            trigger={<span>{t(`player.ear.${player.ear()}`)}</span>}
            items={EARS.map((ear) => ({
              name: t(`player.ear.${ear}`),
              do: () => player.setEar(ear),
              checked: ear === player.ear(),
            }))}
          />
        </Show>
        <span class="num ml-1.5 font-semibold">
          {duration(player.time())} <span class="font-normal text-ink-3">/ {duration(whole())}</span>
        </span>
        <Show when={player.failed()}>
          <span role="alert" class="text-bad">
            ● {t('player.failed')}
          </span>
        </Show>
        <span class="flex-1" />
        <Show when={muted().length > 0}>
          <Tooltip words={t('masking.mutedWhy')}>
            <span class="inline-flex items-center gap-1.5 rounded bg-well px-1.75 py-1 text-small leading-none text-ink-2">
              <span class="silenced inline-block h-3 w-4 rounded-[2px]" aria-hidden="true" />
              {t('masking.muted', muted().length)}
            </span>
          </Tooltip>
        </Show>
        <Facts measures={props.transcript?.measures ?? null} />
        {props.children}
      </div>
    </section>
  );
}

/** While there is no picture of the sound (yet): a plain line of the same height to seek on. */
function Seek(props: { whole: number }): JSX.Element {
  return (
    <div class="flex h-[114px] items-center">
      <Show when={props.whole > 0}>
        <input
          type="range"
          class="w-full"
          min="0"
          max={Math.round(props.whole / 1000)}
          step="1"
          aria-label={t('player.position')}
          aria-valuetext={t('player.positionOf', { time: duration(player.time()), whole: duration(props.whole) })}
          value={Math.round(player.time() / 1000)}
          onInput={(event) => player.seek(event.currentTarget.valueAsNumber * 1000)}
        />
      </Show>
    </div>
  );
}

/** What was measured, in a few words. */
function Facts(props: { measures: Measures | null }): JSX.Element {
  const call = () => (props.measures?.kind === 'call' ? props.measures : null);
  const share = () => {
    const own = call();
    if (!own || own.agent_talk_ms === null || own.customer_talk_ms === null) return null;
    const all = own.agent_talk_ms + own.customer_talk_ms;
    return all === 0 ? null : Math.round((own.agent_talk_ms / all) * 100) * 100;
  };
  const overlap = () => Math.round((call()?.overlap_ms ?? 0) / 100) / 10;
  const interruptions = () => call()?.interruptions?.filter(({ by }) => by === 'agent').length ?? 0;
  return (
    <span class="flex flex-wrap gap-1.5 max-lg:hidden">
      <Show when={share() !== null}>
        <Chip>{t('player.agentTalks', { share: percent(share() ?? 0) })}</Chip>
      </Show>
      <Show when={overlap() > 0}>
        <Chip>{t('player.overlap', { seconds: number(overlap(), 1) })}</Chip>
      </Show>
      <Show when={interruptions() > 0}>
        <Chip tone="warn">{t('player.interruptions', interruptions())}</Chip>
      </Show>
    </span>
  );
}
