// One turn: time, speaker, and text with its markers. Its tools and editor are passed in.
import { createMemo, For, type JSX, Show } from 'solid-js';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { Masked } from '../audio/masked.tsx';
import { player } from '../audio/player.ts';
import { dateTime, duration, hourMinute, percent, shortDateTime } from '../ui/format.ts';
import { t } from '../words/words.ts';
import { speakerName } from './turn-tools.tsx';
import { type Numbered, runsOf, touches } from './view.ts';

type RowProps = {
  turn: Turn;
  index: number;
  now: boolean;
  startedAt: string | null;
  previous: Turn | null;
  evidence: readonly Numbered[];
  /** Of the transcript. */
  revision: number;
  tools: JSX.Element;
  /** Stands in place of the words while `edited`. */
  editor: JSX.Element;
  edited: boolean;
};

export function TurnRow(props: RowProps): JSX.Element {
  const who = () => speakerName(props.turn.speaker);
  const colour = () =>
    props.turn.speaker === 'agent' ? 'text-agent' : props.turn.speaker === 'customer' ? 'text-customer' : 'text-ink-3';
  return (
    <div
      data-turn={props.index}
      aria-current={props.now ? 'true' : undefined}
      class={`grid gap-x-2.5 rounded-control px-2.5 py-1.5 [contain-intrinsic-size:auto_34px] [content-visibility:auto] aria-[current]:bg-well max-sm:grid-cols-[44px_minmax(0,1fr)] ${props.startedAt === null ? 'cursor-pointer grid-cols-[52px_76px_minmax(0,1fr)_112px]' : 'grid-cols-[52px_76px_minmax(0,1fr)]'}`}
    >
      <When {...props} />
      <span class={`pt-0.75 text-small font-semibold ${colour()} max-sm:col-start-2`}>{who()}</span>
      <Show when={!props.edited} fallback={props.editor}>
        <p
          data-text
          class={`m-0 text-turn max-sm:col-start-2 ${props.startedAt === null ? '' : 'whitespace-pre-line'}`}
        >
          <Runs {...props} />
        </p>
      </Show>
      <Show when={props.startedAt === null}>{props.tools}</Show>
    </div>
  );
}

/** The place of a turn: in sound where it begins, in writing the time of day, with the date where that is another. */
function When(props: RowProps): JSX.Element {
  const sentAt = () => new Date(Date.parse(props.startedAt ?? '') + props.turn.start_ms).toISOString();
  const time = () => {
    if (props.startedAt === null) return duration(props.turn.start_ms);
    const previous = props.previous && new Date(Date.parse(props.startedAt) + props.previous.start_ms).toISOString();
    const sameDay = previous !== null && dateTime(previous).slice(0, 11) === dateTime(sentAt()).slice(0, 11);
    return previous === null || sameDay ? hourMinute(sentAt()) : shortDateTime(sentAt());
  };
  return (
    <Show
      when={props.startedAt === null}
      fallback={
        <time class="num pt-0.75 text-small text-ink-3" dateTime={sentAt()}>
          {time()}
        </time>
      }
    >
      <button
        type="button"
        class="num self-start rounded pt-0.75 text-left text-small text-ink-3 hover:text-accent"
        aria-label={t('transcript.playFrom', { time: time(), who: speakerName(props.turn.speaker) })}
        onClick={(event) => {
          event.stopPropagation();
          player.seek(props.turn.start_ms);
        }}
      >
        {time()}
      </button>
    </Show>
  );
}

/** The words, with the marks of evidence around them. */
function Runs(props: RowProps): JSX.Element {
  // Only the evidence that touches this turn matters to it; the same list again changes nothing.
  const own = createMemo(
    () => props.evidence.filter((one) => touches(one, props.turn, props.index, props.revision)),
    [],
    {
      equals: (a, b) =>
        a.length === b.length &&
        a.every((one, i) => one.n === b[i]?.n && one.quote === b[i]?.quote && one.start_ms === b[i]?.start_ms),
    },
  );
  const runs = createMemo(() => runsOf(props.turn, props.index, own(), props.revision));
  return (
    <For each={runs()}>
      {(run, i) => (
        <Show when={run.n !== null} fallback={<Pieces pieces={run.pieces} words={props.turn.words} />}>
          <mark class="rounded-[3px] bg-mark px-0.5 py-px text-inherit">
            <Pieces pieces={run.pieces} words={props.turn.words} />
            <Show when={runs()[i() + 1]?.n !== run.n}>
              <sup
                data-n={run.n}
                class="ml-0.5 cursor-pointer text-[10px] leading-none font-bold text-accent select-none"
              >
                {run.n}
              </sup>
            </Show>
          </mark>
        </Show>
      )}
    </For>
  );
}

function Pieces(props: {
  pieces: readonly { text: string; word: number | null; low: boolean }[];
  words: Turn['words'];
}): JSX.Element {
  const sure = (word: number) =>
    t('correcting.sure', { percent: percent(Math.round((props.words[word]?.confidence ?? 0) * 100) * 100) });
  return (
    <For each={props.pieces}>
      {(piece) =>
        piece.word === null ? (
          <Masked text={piece.text} />
        ) : (
          <span
            data-word={piece.word}
            class={piece.low ? 'word-low' : undefined}
            title={piece.low ? sure(piece.word) : undefined}
          >
            <Masked text={piece.text} />
          </span>
        )
      }
    </For>
  );
}
