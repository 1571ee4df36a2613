// Selection in the workspace: the current criterion, the moment meant by "here", and pinned moments.
import { type Accessor, createSignal } from 'solid-js';
import type { Evidence } from '../../scorecards/scorecard/answers.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { turnAt, turnStep } from '../audio/follow.ts';
import { player } from '../audio/player.ts';
import { evidenceAt, type Numbered } from '../transcripts/view.ts';
import { duration, hourMinute } from '../ui/format.ts';
import type { Draft } from './draft.ts';

export function createPointing(parts: {
  draft: Draft;
  turns: Accessor<readonly Turn[]>;
  /** Of the transcript shown. */
  revision: Accessor<number>;
  evidence: Accessor<readonly Numbered[]>;
  /** Start of a conversation in writing; null for sound. */
  startedAt: string | null;
  first: string | null;
}) {
  const { draft, turns, startedAt } = parts;
  const [current, setCurrent] = createSignal<string | null>(parts.first);
  /** The message in hand, in writing. */
  const [chosen, setChosen] = createSignal<number | null>(null);
  /** The words selected just now. */
  const [marked, setMarked] = createSignal<Evidence | null>(null);

  /** What a person who says "here" means: the message chosen, or the words around the sound's place. */
  const here = (): Evidence | null => {
    if (startedAt !== null) {
      const index = chosen();
      return index === null ? null : evidenceAt(turns(), index, turns()[index]?.start_ms ?? 0, parts.revision());
    }
    if (player.time() === 0) return null;
    return evidenceAt(turns(), turnAt(turns(), player.time()), player.time(), parts.revision());
  };
  const pin = (moment: Evidence | null, criterion = current()): void => {
    if (!moment || !criterion) return;
    const own = draft.answer(criterion).evidence;
    const twice = own.some(
      (one) => one.start_ms === moment.start_ms && one.end_ms === moment.end_ms && one.quote === moment.quote,
    );
    if (!twice) draft.change(criterion, { evidence: [...own, moment] });
  };
  const show = (moment: Evidence): void => {
    if (startedAt !== null && moment.turn !== null) setChosen(moment.turn);
  };
  const element = (criterion: string) => document.getElementById(`criterion-${criterion}`);
  return {
    current,
    setCurrent,
    chosen,
    setChosen,
    setMarked,
    here,
    pin,
    /** The selected words, or the moment, under the criterion in hand. */
    pinHere(): void {
      pin(marked() ?? here());
      window.getSelection()?.removeAllRanges();
    },
    /** Shows a moment in the transcript. */
    show,
    timeOf: (moment: Evidence): string =>
      startedAt === null
        ? duration(moment.start_ms)
        : hourMinute(new Date(Date.parse(startedAt) + moment.start_ms).toISOString()),
    goToEvidence(n: number): void {
      const one = parts.evidence()[n - 1];
      if (!one) return;
      if (one.criteria[0]) setCurrent(one.criteria[0]);
      if (startedAt === null) player.seek(one.start_ms);
      else show(one);
    },
    /** The turn before or after: in sound it is heard from there, in writing it is the one in hand. */
    turn(step: 1 | -1): void {
      if (startedAt === null) {
        player.seek(turnStep(turns(), player.time(), step));
        return;
      }
      const at = chosen() ?? (step === 1 ? -1 : turns().length);
      setChosen(Math.min(turns().length - 1, Math.max(0, at + step)));
    },
    /** Takes a criterion in hand: in view, and where the next key goes. */
    goTo(criterion: string | null, comment = false): void {
      if (!criterion) return;
      setCurrent(criterion);
      queueMicrotask(() => {
        const row = element(criterion);
        row?.scrollIntoView({ block: 'nearest' });
        (comment ? row?.querySelector<HTMLElement>('textarea') : row)?.focus({ preventScroll: true });
      });
    },
    comment(): void {
      const id = current();
      if (id) element(id)?.querySelector<HTMLElement>('[data-comment]')?.focus();
    },
    showCurrent(): void {
      element(current() ?? '')?.scrollIntoView({ block: 'center' });
    },
  };
}
