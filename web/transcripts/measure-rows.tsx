// Parts of the measures panel: a line with its explanation, and the moments behind a number.

import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js';
import type { Mood, MoodTurn } from '../../transcription/text/measures/schema.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { MomentChip } from '../audio/moment-chip.tsx';
import { duration, number } from '../ui/format.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { t } from '../words/words.ts';
import type { Measures } from './data.ts';

/** What every part of the panel is handed. */
export type PanelProps = {
  interaction: string;
  /** null until they are taken, after an upgrade. */
  measures: Measures | null;
  turns: readonly Turn[];
  duration_ms: number;
  /** Start of a conversation in writing; null for sound. */
  startedAt: string | null;
  /** In writing: shows the message. */
  onMessage: (turn: number) => void;
};

/** A name whose explanation shows on hover and focus, and is read out with it. */
export function Explained(props: { name: string; help: string }): JSX.Element {
  const id = createUniqueId();
  return (
    <>
      <Tooltip words={props.help} side="left">
        <button
          type="button"
          aria-describedby={id}
          class="cursor-help rounded text-left text-small text-ink-3 underline decoration-line-strong decoration-dotted underline-offset-3 hover:text-ink"
        >
          {props.name}
        </button>
      </Tooltip>
      <span id={id} hidden>
        {props.help}
      </span>
    </>
  );
}

/** One measure of the whole conversation: name, value, and below them its parts. */
export function Line(props: { name: string; help: string; value: JSX.Element; children?: JSX.Element }): JSX.Element {
  return (
    <div class="grid grid-cols-[112px_minmax(0,1fr)] items-baseline gap-x-2 border-t border-line py-1.75">
      <dt>
        <Explained name={props.name} help={props.help} />
      </dt>
      <dd class="num m-0">{props.value}</dd>
      <dd class="col-span-2 m-0 empty:hidden">{props.children}</dd>
    </div>
  );
}

export type Moment = {
  /** When it is; it is heard from a little before. */
  at_ms: number;
  /** Until when it is heard. */
  to_ms: number;
  /** What it is, beside its chip. */
  note: string;
  /** In writing: the message. */
  turn?: number;
  tone?: 'agent' | 'customer';
};

/** A listener needs to hear what was going on before it. */
const LEAD_MS = 1500;
const FIRST = 4;

/** Moments to be heard, in writing to be shown; many are folded. */
export function Moments(props: {
  interaction: string;
  moments: readonly Moment[];
  /** In writing: the label of a moment, and showing it. */
  written?: { label: (moment: Moment) => string; show: (moment: Moment) => void };
}): JSX.Element {
  const [all, setAll] = createSignal(false);
  const shown = () => (all() ? props.moments : props.moments.slice(0, FIRST));
  const rest = () => props.moments.length - shown().length;
  return (
    <Show when={props.moments.length > 0}>
      <ul class="m-0 mt-1 grid list-none gap-1 p-0">
        <For each={shown()}>
          {(moment) => (
            <li class="flex items-baseline gap-2">
              <MomentChip
                class="shrink-0"
                interaction={props.interaction}
                start_ms={Math.max(0, moment.at_ms - LEAD_MS)}
                end_ms={moment.to_ms}
                quote={moment.note}
                label={props.written ? props.written.label(moment) : duration(moment.at_ms)}
                silent={props.written !== undefined}
                onPlay={() => props.written?.show(moment)}
              />
              <span
                class={`min-w-0 text-small ${moment.tone === 'agent' ? 'text-agent' : moment.tone === 'customer' ? 'text-customer' : 'text-ink-2'}`}
              >
                {moment.note}
              </span>
            </li>
          )}
        </For>
        <Show when={rest() > 0}>
          <li>
            <button
              type="button"
              class="rounded text-small font-medium text-accent hover:underline"
              onClick={() => setAll(true)}
            >
              {t('measures.more', rest())}
            </button>
          </li>
        </Show>
      </ul>
    </Show>
  );
}

/** How the customer's words sound: in words, with what made it. */
export function MoodLine(props: {
  mood: Mood | null;
  moments: (turn: MoodTurn) => Omit<Moment, 'note'>;
  list: (moments: Moment[]) => JSX.Element;
}): JSX.Element {
  const words = (turn: MoodTurn) =>
    turn.signs
      .map((sign) => (sign.text === 'ABC' ? t('measures.capitals') : t('measures.quoted', { words: sign.text })))
      .join(t('measures.between'));
  const moments = (mood: Mood): Moment[] =>
    mood.turns
      .filter((turn) => turn.score !== 0)
      .map((turn) => ({
        ...props.moments(turn),
        note: t(turn.score < 0 ? 'measures.moodDown' : 'measures.moodUp', { words: words(turn) }),
      }));
  return (
    <Line
      name={t('measures.mood')}
      help={t('measures.moodHelp')}
      value={
        <span class={props.mood ? '' : 'text-ink-3'}>
          {props.mood ? t(`measures.moodTrend.${props.mood.trend}`) : t('measures.moodNone')}
        </span>
      }
    >
      <Show when={props.mood}>{(mood) => <>{props.list(moments(mood()))}</>}</Show>
    </Line>
  );
}

export const inSeconds = (ms: number) => t('measures.seconds', { n: number(ms / 1000, 1) });

/** A moment is heard to its end, and a little of what follows. */
export const AFTER_MS = 2500;
