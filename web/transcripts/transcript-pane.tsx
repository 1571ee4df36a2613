// The transcript, following playback: the current word highlighted, a click seeks, evidence marked with its number,
// low-confidence words dotted, and events between turns. All turns are in the page (so that selection and the browser's
// search work); those out of view are neither laid out nor painted, which keeps two-hour calls fast.

import { createEffect, createMemo, createSelector, createSignal, For, type JSX, onCleanup, Show } from 'solid-js';
import type { Evidence } from '../../scorecards/scorecard/answers.ts';
import { turnAt } from '../audio/follow.ts';
import { player } from '../audio/player.ts';
import { t } from '../words/words.ts';
import { BetweenTurns } from './between-turns.tsx';
import type { Correcting } from './correcting.ts';
import type { TranscriptView } from './data.ts';
import { highlight } from './highlight.ts';
import { createFollowing } from './transcript-following.ts';
import { TranscriptHead } from './transcript-head.tsx';
import { TranscriptRemarks } from './transcript-remarks.tsx';
import { createSelection, type Selected } from './transcript-selection.ts';
import { TurnEditor } from './turn-editor.tsx';
import { TurnRow } from './turn-row.tsx';
import { TurnTools } from './turn-tools.tsx';
import { type Hit, type Numbered, notesOf } from './view.ts';

type PaneProps = {
  transcript: TranscriptView;
  /** Start of a conversation in writing: its turns show the time of day. null for sound. */
  startedAt: string | null;
  evidence: readonly Numbered[];
  /** In writing: the current message, and choosing one. */
  chosen?: number | null;
  onChoose?: (turn: number) => void;
  hits?: readonly Hit[];
  hit?: Hit | null;
  onEvidence?: (n: number) => void;
  /** Called with the selection, null when there is none any more. */
  onSelect?: (evidence: Evidence | null) => void;
  /** What hangs beside selected words. */
  selection?: (selected: Selected, done: () => void) => JSX.Element;
  /** For anyone who may correct what was heard. */
  correcting?: Correcting | null;
  /** Something to know about this transcript, above its words. */
  note?: JSX.Element;
  class?: string;
};

export function TranscriptPane(props: PaneProps): JSX.Element {
  let scroller!: HTMLElement;
  const written = () => props.startedAt !== null;
  const inHand = createTurnInHand(props);
  const following = createFollowing({
    scroller: () => scroller,
    turns: () => props.transcript.turns,
    now: inHand.now,
    begun: inHand.begun,
    written,
    still: () => (props.correcting?.editing() ?? null) !== null,
    hit: () => props.hit ?? null,
  });
  createEffect(() => highlight(scroller, props.hits ?? [], props.hit ?? null));
  onCleanup(() => highlight(null, [], null));
  const selection = createSelection({
    scroller: () => scroller,
    transcript: () => props.transcript,
    wanted: () => props.selection !== undefined,
    onSelect: (evidence) => props.onSelect?.(evidence),
  });
  return (
    <div class={`relative min-h-0 ${props.class ?? ''}`}>
      <section
        ref={scroller}
        aria-label={t('transcript.title')}
        tabindex="0"
        class="relative h-full overflow-auto py-2.5 pr-2 pb-10 pl-4 -outline-offset-2"
        onClick={(event) => press(event, props, () => following.setFollowing(true))}
        onMouseUp={() => setTimeout(selection.read)}
        onKeyUp={(event) => event.shiftKey && selection.read()}
        onPointerOver={inHand.reach}
        onFocusIn={inHand.reach}
        onPointerLeave={inHand.leave}
        onWheel={() => following.setFollowing(false)}
        onTouchMove={() => following.setFollowing(false)}
      >
        <TranscriptRemarks transcript={props.transcript} />
        {props.note}
        <Show when={!written()}>
          <TranscriptHead transcript={props.transcript} correcting={props.correcting ?? null} />
        </Show>
        <Turns {...props} inHand={inHand} onEdited={() => scroller.focus({ preventScroll: true })} />
        <Show when={selection.selected()}>
          {(own) => (
            <div class="absolute z-20" style={{ left: `${own().left}px`, top: `${own().top}px` }}>
              {props.selection?.(own(), selection.clear)}
            </div>
          )}
        </Show>
      </section>
      <Show when={!following.following() && player.playing()}>
        <FollowAgain onPress={following.again} />
      </Show>
    </div>
  );
}

type TurnInHand = ReturnType<typeof createTurnInHand>;

/** The turn being heard or chosen, and the one whose tools are shown. */
function createTurnInHand(props: PaneProps) {
  const written = () => props.startedAt !== null;
  const now = createMemo(() => (written() ? (props.chosen ?? -1) : turnAt(props.transcript.turns, player.time())));
  /** Before the first sound nobody is speaking. */
  const begun = () => written() || player.time() > 0;
  /** The turn under the pointer or with the focus; one whose menu is open stays it. */
  const [near, setNear] = createSignal(-1);
  const [held, setHeld] = createSignal(-1);
  const isNear = createSelector(() => (held() === -1 ? near() : held()));
  const reach = (event: Event) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-turn]') : null;
    if (element) setNear(Number(element.dataset.turn));
  };
  return {
    now,
    begun,
    is: (index: number) => now() === index && begun(),
    isNear,
    reach,
    leave: () => setNear(-1),
    hold: (index: number, open: boolean) => setHeld(open ? index : -1),
  };
}

/** A press on a turn: on the number of an evidence, on a word, or anywhere else in it. */
function press(event: MouseEvent, props: PaneProps, follow: () => void): void {
  if (!(event.target instanceof Element) || !window.getSelection()?.isCollapsed) return;
  // What is done in a turn is not a click on the turn, which would move the sound.
  if (event.target.closest('[data-tools]')) return;
  const mark = event.target.closest<HTMLElement>('sup[data-n]');
  if (mark) {
    props.onEvidence?.(Number(mark.dataset.n));
    return;
  }
  const index = Number(event.target.closest<HTMLElement>('[data-turn]')?.dataset.turn ?? -1);
  const turn = props.transcript.turns[index];
  if (!turn) return;
  if (props.startedAt !== null) {
    props.onChoose?.(index);
    return;
  }
  const word = event.target.closest<HTMLElement>('[data-word]');
  follow();
  player.seek((word && turn.words[Number(word.dataset.word)]?.start_ms) ?? turn.start_ms);
}

function Turns(props: PaneProps & { inHand: TurnInHand; onEdited: () => void }): JSX.Element {
  const turns = () => props.transcript.turns;
  const notes = createMemo(() => Map.groupBy(notesOf(turns(), props.transcript.measures), (note) => note.before));
  const editing = (index: number) => {
    const own = props.correcting?.editing() ?? null;
    return own?.index === index ? own : null;
  };
  return (
    <>
      <For each={turns()}>
        {(turn, i) => (
          <>
            <BetweenTurns notes={notes().get(i()) ?? []} />
            <TurnRow
              turn={turn}
              index={i()}
              now={props.inHand.is(i())}
              startedAt={props.startedAt}
              previous={turns()[i() - 1] ?? null}
              evidence={props.evidence}
              revision={props.transcript.revision}
              tools={
                <TurnTools
                  turn={turn}
                  index={i()}
                  turns={turns()}
                  correcting={props.correcting ?? null}
                  near={editing(i()) === null && (props.inHand.isNear(i()) || props.inHand.is(i()))}
                  onOpen={(open) => props.inHand.hold(i(), open)}
                />
              }
              editor={
                <Show when={editing(i())}>
                  {(own) => <TurnEditor editing={own()} correcting={props.correcting!} onClose={props.onEdited} />}
                </Show>
              }
              edited={editing(i()) !== null}
            />
          </>
        )}
      </For>
      <BetweenTurns notes={notes().get(turns().length) ?? []} />
      <Show when={turns().length === 0}>
        <p class="px-2.5 py-6 text-ink-3">{t('transcript.nobodySpeaks')}</p>
      </Show>
    </>
  );
}

function FollowAgain(props: { onPress: () => void }): JSX.Element {
  return (
    <button
      type="button"
      class="absolute bottom-4 left-1/2 -translate-x-1/2 rounded-full border border-line bg-sheet px-3 py-1.5 text-small font-medium text-accent shadow-float"
      onClick={() => props.onPress()}
    >
      {t('transcript.follow')}
    </button>
  );
}
