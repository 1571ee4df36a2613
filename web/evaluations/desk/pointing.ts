// Selection in the workspace: the current criterion, the moment meant by "here", and pinned moments.
import { type Accessor, createSignal } from 'solid-js';
import type { Evidence } from '../../../scorecards/scorecard/answers.ts';
import type { Turn } from '../../../transcription/transcript/transcript.ts';
import { turnAt, turnStep } from '../../audio/follow.ts';
import { player } from '../../audio/player.ts';
import { evidenceAt, type Numbered } from '../../transcripts/view.ts';
import { duration, hourMinute } from '../../ui/format.ts';
import type { Draft } from './draft.ts';

type PointingParts = {
  draft: Draft;
  turns: Accessor<readonly Turn[]>;
  /** Of the transcript shown. */
  revision: Accessor<number>;
  evidence: Accessor<readonly Numbered[]>;
  /** Start of a conversation in writing; null for sound. */
  startedAt: string | null;
  first: string | null;
};

export function createPointing(parts: PointingParts) {
  const { draft } = parts;
  const [current, setCurrent] = createSignal<string | null>(parts.first);
  /** The words selected just now. */
  const [marked, setMarked] = createSignal<Evidence | null>(null);
  const place = createPlace(parts);

  const pin = (moment: Evidence | null, criterion = current()): void => {
    if (!moment || !criterion) return;
    const own = draft.answer(criterion).evidence;
    const twice = own.some(
      (one) => one.start_ms === moment.start_ms && one.end_ms === moment.end_ms && one.quote === moment.quote,
    );
    if (!twice) draft.change(criterion, { evidence: [...own, moment] });
  };
  /** Makes a criterion current: in view, and where the next key goes. */
  const goTo = (criterion: string | null, comment = false): void => {
    if (!criterion) return;
    setCurrent(criterion);
    queueMicrotask(() => {
      const row = rowOf(criterion);
      row?.scrollIntoView({ block: 'nearest' });
      (comment ? row?.querySelector<HTMLElement>('textarea') : row)?.focus({ preventScroll: true });
    });
  };
  return {
    ...place,
    current,
    setCurrent,
    setMarked,
    pin,
    /** The selected words, or the moment, under the current criterion. */
    pinHere(): void {
      pin(marked() ?? place.here());
      window.getSelection()?.removeAllRanges();
    },
    goToEvidence(n: number): void {
      const one = parts.evidence()[n - 1];
      if (!one) return;
      // In view: the next key answers it.
      goTo(one.criteria[0] ?? null);
      if (parts.startedAt === null) player.seek(one.start_ms);
      else place.show(one);
    },
    goTo,
    comment(): void {
      rowOf(current())?.querySelector<HTMLElement>('[data-comment]')?.focus();
    },
    showCurrent(): void {
      rowOf(current())?.scrollIntoView({ block: 'center' });
    },
  };
}

/** So long after the sound stopped a comment is about what was heard last. */
const JUST_NOW_MS = 5000;

/** The criterion's row in the scorecard. */
const rowOf = (criterion: string | null) => document.getElementById(`criterion-${criterion}`);

/** The place in the conversation: in sound where it plays, in writing the current message. */
function createPlace({ turns, revision, startedAt }: PointingParts) {
  const [chosen, setChosen] = createSignal<number | null>(null);
  /** What a person who says "here" means: the message chosen, or the words around the sound's place. */
  const here = (): Evidence | null => {
    if (startedAt !== null) {
      const index = chosen();
      return index === null ? null : evidenceAt(turns(), index, turns()[index]?.start_ms ?? 0, revision());
    }
    if (player.time() === 0) return null;
    return evidenceAt(turns(), turnAt(turns(), player.time()), player.time(), revision());
  };
  return {
    /** The current message, in writing. */
    chosen,
    setChosen,
    here,
    /** What is being heard, or was just now: a comment begun then is about it. Nothing in writing. */
    heard: (): Evidence | null =>
      startedAt === null && (player.playing() || Date.now() - player.stoppedAt() <= JUST_NOW_MS) ? here() : null,
    /** Shows a moment in the transcript. */
    show(moment: Evidence): void {
      if (startedAt !== null && moment.turn !== null) setChosen(moment.turn);
    },
    timeOf: (moment: Evidence): string =>
      startedAt === null
        ? duration(moment.start_ms)
        : hourMinute(new Date(Date.parse(startedAt) + moment.start_ms).toISOString()),
    /** The turn before or after: in sound it is heard from there, in writing it is the current one. */
    turn(step: 1 | -1): void {
      if (startedAt === null) {
        player.seek(turnStep(turns(), player.time(), step));
        return;
      }
      const at = chosen() ?? (step === 1 ? -1 : turns().length);
      setChosen(Math.min(turns().length - 1, Math.max(0, at + step)));
    },
  };
}
