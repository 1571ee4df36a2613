// The transcript, following playback: the current word highlighted, a click seeks, evidence marked with its number,
// low-confidence words dotted, and events between turns. All turns are in the page (so that selection and the browser's
// search work); those out of view are neither laid out nor painted, which keeps two-hour calls fast.
import {
  createEffect,
  createMemo,
  createSelector,
  createSignal,
  For,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from 'solid-js';
import type { Evidence } from '../../scorecards/scorecard/answers.ts';
import { turnAt, wordAt } from '../audio/follow.ts';
import { player } from '../audio/player.ts';
import { duration, elapsed, number } from '../ui/format.ts';
import { t } from '../words/words.ts';
import type { Correcting } from './correcting.ts';
import type { TranscriptView } from './data.ts';
import { highlight } from './highlight.ts';
import { RecordingNotes } from './recording-notes.tsx';
import { TranscriptHead } from './transcript-head.tsx';
import { TurnEditor } from './turn-editor.tsx';
import { TurnRow } from './turn-row.tsx';
import { TurnTools } from './turn-tools.tsx';
import {
  evidenceOf,
  type Hit,
  type Note,
  type Numbered,
  namedByFile,
  notesOf,
  sideMissing,
  tellsByVoice,
  turnsPastEnd,
} from './view.ts';

export type Selected = { evidence: Evidence; left: number; top: number };

export function TranscriptPane(props: {
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
  /** Told what is selected, null when nothing is any more. */
  onSelect?: (evidence: Evidence | null) => void;
  /** What hangs beside selected words. */
  selection?: (selected: Selected, done: () => void) => JSX.Element;
  /** For anyone who may correct what was heard. */
  correcting?: Correcting | null;
  /** Something to know about this transcript, above its words. */
  note?: JSX.Element;
  class?: string;
}): JSX.Element {
  let scroller!: HTMLElement;
  const turns = () => props.transcript.turns;
  const written = () => props.startedAt !== null;
  const notes = createMemo(() => {
    const found = new Map<number, Note[]>();
    for (const note of notesOf(turns(), props.transcript.measures))
      found.set(note.before, [...(found.get(note.before) ?? []), note]);
    return found;
  });
  const [following, setFollowing] = createSignal(true);
  const [selected, setSelected] = createSignal<Selected | null>(null);
  createEffect(on(selected, (own) => props.onSelect?.(own?.evidence ?? null), { defer: true }));
  const now = createMemo(() => (written() ? (props.chosen ?? -1) : turnAt(turns(), player.time())));
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
  const editing = () => props.correcting?.editing() ?? null;

  const turnElement = (index: number) => scroller.querySelector<HTMLElement>(`[data-turn="${index}"]`);
  const show = (index: number, behavior: ScrollBehavior = 'smooth') => {
    const element = turnElement(index);
    if (!element) return;
    const box = element.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    if (box.top >= frame.top + 8 && box.bottom <= frame.bottom - 60) return;
    scroller.scrollTo({
      top: scroller.scrollTop + box.top - frame.top - frame.height / 3,
      behavior: calm() ? 'auto' : behavior,
    });
  };

  // The spoken word is lit by hand: one class taken off, one put on, however long the call.
  let lit: Element | null = null;
  createEffect(() => {
    const index = now();
    const turn = turns()[index];
    const word = turn && !written() ? wordAt(turn, player.time()) : -1;
    const next =
      word < 0 || player.time() === 0 ? null : (turnElement(index)?.querySelector(`[data-word="${word}"]`) ?? null);
    if (next === lit) return;
    lit?.classList.remove('word-on');
    next?.classList.add('word-on');
    lit = next;
  });
  createEffect(on(now, (index) => following() && !editing() && index >= 0 && begun() && show(index), { defer: true }));
  createEffect(
    on(
      () => player.span(),
      (span) => span && setFollowing(true),
    ),
  );
  createEffect(() => props.hit && show(props.hit.turn));
  createEffect(() => highlight(scroller, props.hits ?? [], props.hit ?? null));
  onCleanup(() => highlight(null, [], null));

  const letterAt = (node: Node, offset: number): { turn: number; letter: number } | null => {
    const element = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-turn]');
    const text = element?.querySelector('[data-text]');
    if (!element || !text) return null;
    const range = document.createRange();
    range.selectNodeContents(text);
    if (range.comparePoint(node, offset) < 0) return { turn: Number(element.dataset.turn), letter: 0 };
    if (range.comparePoint(node, offset) === 0) range.setEnd(node, offset);
    // The numbers of evidence are in the line but not in the text.
    const notes = [...range.cloneContents().querySelectorAll('sup')].reduce(
      (sum, sup) => sum + (sup.textContent?.length ?? 0),
      0,
    );
    return { turn: Number(element.dataset.turn), letter: range.toString().length - notes };
  };
  const readSelection = () => {
    const selection = window.getSelection();
    if (!props.selection || !selection || selection.isCollapsed || selection.rangeCount === 0) return setSelected(null);
    const range = selection.getRangeAt(0);
    if (!scroller.contains(range.startContainer)) return setSelected(null);
    const from = letterAt(range.startContainer, range.startOffset);
    const to = scroller.contains(range.endContainer) ? letterAt(range.endContainer, range.endOffset) : null;
    const evidence = from && to && evidenceOf(turns(), from, to, props.transcript.revision);
    if (!evidence) return setSelected(null);
    const box = range.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    setSelected({
      evidence,
      left: Math.max(8, Math.min(box.left - frame.left, frame.width - 320)),
      top: box.bottom - frame.top + scroller.scrollTop + 6,
    });
  };
  onMount(() => {
    const settle = () => window.getSelection()?.isCollapsed && setSelected(null);
    document.addEventListener('selectionchange', settle);
    onCleanup(() => document.removeEventListener('selectionchange', settle));
  });

  const click = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || !window.getSelection()?.isCollapsed) return;
    // What is done in a turn is not a click on the turn, which would move the sound.
    if (event.target.closest('[data-tools]')) return;
    const mark = event.target.closest<HTMLElement>('sup[data-n]');
    if (mark) return props.onEvidence?.(Number(mark.dataset.n));
    const element = event.target.closest<HTMLElement>('[data-turn]');
    const turn = turns()[Number(element?.dataset.turn ?? -1)];
    if (!turn) return;
    if (written()) return props.onChoose?.(turns().indexOf(turn));
    const word = event.target.closest<HTMLElement>('[data-word]');
    setFollowing(true);
    player.seek((word && turn.words[Number(word.dataset.word)]?.start_ms) ?? turn.start_ms);
  };

  return (
    <div class={`relative min-h-0 ${props.class ?? ''}`}>
      <section
        ref={scroller}
        aria-label={t('transcript.title')}
        tabindex="0"
        class="relative h-full overflow-auto py-2.5 pr-2 pb-10 pl-4 -outline-offset-2"
        onClick={click}
        onMouseUp={() => setTimeout(readSelection)}
        onKeyUp={(event) => event.shiftKey && readSelection()}
        onPointerOver={reach}
        onFocusIn={reach}
        onPointerLeave={() => setNear(-1)}
        onWheel={() => setFollowing(false)}
        onTouchMove={() => setFollowing(false)}
      >
        <Show when={props.transcript.method === 'single'}>
          <p class="mb-1 px-2.5 py-1 text-small text-ink-3">{t('transcript.oneChannel')}</p>
        </Show>
        <Show when={sideMissing(props.transcript)}>
          {(side) => (
            <p class="mx-2.5 mb-2 rounded-control bg-warn-wash px-2.5 py-1.5 text-warn">
              <span aria-hidden="true">▲ </span>
              {t(`transcript.missing.${side()}`)}
            </p>
          )}
        </Show>
        <Show when={tellsByVoice(props.transcript)}>
          {(how) => (
            <p class={`mb-1 px-2.5 py-1 text-small ${how() === 'unsure' ? 'text-warn' : 'text-ink-3'}`}>
              {t(`transcript.byVoice.${how()}`)}
            </p>
          )}
        </Show>
        <Show when={namedByFile(props.transcript)}>
          {(how) => <p class="mb-1 px-2.5 py-1 text-small text-ink-3">{t(`transcript.byFile.${how()}`)}</p>}
        </Show>
        <Show when={turnsPastEnd(props.transcript)}>
          {(n) => (
            <p class="mx-2.5 mb-2 rounded-control bg-warn-wash px-2.5 py-1.5 text-warn">
              <span aria-hidden="true">▲ </span>
              {t('transcript.pastEnd', n(), duration(props.transcript.duration_ms))}
            </p>
          )}
        </Show>
        <Show when={props.transcript.announced_ms}>
          {(announced) => (
            <p class="mx-2.5 mb-2 rounded-control bg-warn-wash px-2.5 py-1.5 text-warn">
              <span aria-hidden="true">▲ </span>
              {t('transcript.cutShort', {
                there: duration(props.transcript.duration_ms),
                announced: duration(announced()),
              })}
            </p>
          )}
        </Show>
        <Show when={props.transcript.recording_notes}>{(notes) => <RecordingNotes notes={notes()} />}</Show>
        {props.note}
        <Show when={!written()}>
          <TranscriptHead transcript={props.transcript} correcting={props.correcting ?? null} />
        </Show>
        <For each={turns()}>
          {(turn, i) => (
            <>
              <Notes notes={notes().get(i()) ?? []} written={written()} />
              <TurnRow
                turn={turn}
                index={i()}
                now={now() === i() && begun()}
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
                    near={editing()?.index !== i() && (isNear(i()) || (now() === i() && begun()))}
                    onOpen={(open) => setHeld(open ? i() : -1)}
                  />
                }
                editor={
                  <Show when={editing()?.index === i() && editing()}>
                    {(own) => (
                      <TurnEditor
                        editing={own()}
                        correcting={props.correcting!}
                        onClose={() => scroller.focus({ preventScroll: true })}
                      />
                    )}
                  </Show>
                }
                edited={editing()?.index === i()}
              />
            </>
          )}
        </For>
        <Notes notes={notes().get(turns().length) ?? []} written={written()} />
        <Show when={turns().length === 0}>
          <p class="px-2.5 py-6 text-ink-3">{t('transcript.nobodySpeaks')}</p>
        </Show>
        <Show when={selected()}>
          {(own) => (
            <div class="absolute z-20" style={{ left: `${own().left}px`, top: `${own().top}px` }}>
              {props.selection?.(own(), () => {
                window.getSelection()?.removeAllRanges();
                setSelected(null);
              })}
            </div>
          )}
        </Show>
      </section>
      <Show when={!following() && player.playing()}>
        <button
          type="button"
          class="absolute bottom-4 left-1/2 -translate-x-1/2 rounded-full border border-line bg-sheet px-3 py-1.5 text-small font-medium text-accent shadow-float"
          onClick={() => {
            setFollowing(true);
            show(now());
          }}
        >
          {t('transcript.follow')}
        </button>
      </Show>
    </div>
  );
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

function Notes(props: { notes: readonly Note[]; written: boolean }): JSX.Element {
  const words = (note: Note) => {
    switch (note.kind) {
      case 'silence':
        return t(note.hold === null ? 'transcript.silence' : `transcript.hold.${note.hold}`, {
          seconds: number(Math.round(note.ms / 1000)),
        });
      case 'interruption':
        return t(note.by === 'agent' ? 'transcript.interruption' : 'transcript.interruptionByCustomer', {
          seconds: number(note.ms / 1000, 1),
        });
      case 'wait':
        return t('transcript.wait', { time: elapsed(note.ms) });
    }
  };
  const mark = { silence: '⋯', interruption: '⇄', wait: '⋯' } as const;
  return (
    <For each={props.notes}>
      {(note) => (
        <p
          class={`flex items-center gap-2 py-0.5 pr-2.5 pl-18 text-small max-sm:pl-13.5 ${note.kind === 'interruption' ? 'text-warn' : 'text-ink-3'}`}
        >
          <span aria-hidden="true">{mark[note.kind]}</span>
          {words(note)}
        </p>
      )}
    </For>
  );
}
