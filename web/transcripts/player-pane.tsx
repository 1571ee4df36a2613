// Waveform and controls across the page. The page provides the recording, its markers, and extra controls at the right
// end of the line.

import { createEffect, createMemo, type JSX, on, onCleanup, Show, untrack } from 'solid-js';
import type { AgentChannel, Peaks } from '../../transcription/transcript/transcript.ts';
import type { Source } from '../audio/ears.ts';
import { spoken } from '../audio/masked.tsx';
import { player } from '../audio/player.ts';
import { type Band, Waveform } from '../audio/waveform.tsx';
import { Chip } from '../ui/chip.tsx';
import { duration, number, percent } from '../ui/format.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { t } from '../words/words.ts';
import type { Measures, Playback, TranscriptView } from './data.ts';
import { NotYet } from './not-yet.tsx';
import { PlayerControls } from './player-controls.tsx';
import { type Numbered, overlapsOf } from './view.ts';

/** Channel of the agent; null if the sides are not separated. */
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

/** A recording of two channels is not mono because nobody says who is on which. */
export function laneNames({ channels }: Peaks, agent: number | null): { upper: string; lower: string | null } {
  if (channels.length !== 2) return { upper: t('player.oneChannel'), lower: null };
  if (agent === null) return { upper: t('player.twoChannels'), lower: null };
  return { upper: t('common.speaker.agent'), lower: t('common.speaker.customer') };
}

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
  const agent = createMemo(() => agentIndex(props.agentChannel, props.transcript));
  useSource(props, agent);
  const silences = () => {
    const own = props.transcript?.measures;
    return own?.kind === 'call' ? own.silences : [];
  };
  const muted = () => (props.original ? [] : (props.playback?.muted ?? []));
  const whole = () => props.duration_ms ?? player.length() ?? 0;
  const bands = createMemo(() => bandsOf(silences(), props.transcript?.turns ?? [], muted()));
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
            {...laneNames(peaks(), agent())}
            bands={bands()}
            flags={flags()}
            onFlag={props.onFlag}
          />
        )}
      </Show>
      <div class="mt-2 flex flex-wrap items-center gap-1">
        <PlayerControls silences={silences()} twoSides={twoSides()} whole={whole()} />
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

/** The player plays this recording while the pane is there. */
function useSource(props: Props, agent: () => number | null): void {
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
}

/** What is marked along the waveform. */
function bandsOf(silences: readonly Span[], turns: TranscriptView['turns'], muted: readonly Span[]): Band[] {
  return [
    ...silences.map((one) => ({
      ...one,
      kind: 'silence' as const,
      title: t('transcript.silence', { seconds: number((one.end_ms - one.start_ms) / 1000) }),
    })),
    ...overlapsOf(turns).map((one) => ({ ...one, kind: 'overlap' as const, title: t('player.overlapHere') })),
    ...muted.map((one) => ({ ...one, kind: 'muted' as const, title: t('masking.silentHere') })),
  ];
}

type Span = { start_ms: number; end_ms: number };

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
