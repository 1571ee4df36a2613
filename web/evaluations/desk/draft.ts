// A review draft in this window: answers and summary, saved while they are given (server/saving.ts).
import { createSignal } from 'solid-js';
import { createStore, reconcile, unwrap } from 'solid-js/store';
import { type Answer, type Answers, answerOf, UNANSWERED } from '../../../scorecards/scorecard/answers.ts';
import { same } from '../../../scorecards/scorecard/merge.ts';
import { createHistory } from '../../server/history.ts';
import { createSaving, type Outcome, type SavingParts, type Stored } from '../../server/saving.ts';

/** What is saved; the time says how long the workspace was in use. */
export type Content = { answers: Answers; summary: string; spent_ms: number };
export type Version = Stored<Content>;

export type DraftParts = {
  review: string;
  start: Version | null;
  /** What there is before anything was answered. */
  starting?: Answers;
  save: (json: Content & { revision: number }) => Promise<Outcome<Content>>;
  storage: SavingParts<Content>['storage'];
  spent: () => number;
  later?: SavingParts<Content>['later'];
};

/** Answers are JSON; what holds them may be a store. */
export const copy = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T;

export type Draft = ReturnType<typeof createDraft>;

export function createDraft(parts: DraftParts) {
  const content = createContent(parts.start ?? { answers: parts.starting ?? {}, summary: '' });
  const saving = createSaving<Content>({
    key: `attune.draft.${parts.review}`,
    storage: parts.storage,
    start: parts.start,
    nothing: { answers: {}, summary: '', spent_ms: 0 },
    content: { ...content, copy: () => ({ ...content.copy(), spent_ms: parts.spent() }) },
    save: parts.save,
    later: parts.later,
  });
  saving.bringBack(parts.start);
  const { flush, again, meet, keepMine, takeTheirs, close } = saving;
  const history = createHistory<Written>();
  /** Puts back what was written; the first criterion that is answered otherwise then, null where nothing was. */
  const restore = (to: Written | null): string | null => {
    if (!to) return null;
    const [changed = null] = differences(to.answers, unwrap(content.answers));
    content.replace(to);
    saving.touch();
    return changed;
  };
  return {
    answers: content.answers,
    summary: content.summary,
    state: saving.state,
    savedAt: saving.savedAt,
    /** The other version, while the person has to decide. */
    conflict: saving.conflict,
    error: saving.error,
    get revision() {
      return saving.revision();
    },
    answer: content.answer,
    /** Changes one criterion's answer; what is not named stays. */
    change(criterion: string, change: Partial<Answer>): void {
      history.record(content.copy(), 'comment' in change ? criterion : null);
      content.change(criterion, change);
      saving.touch();
    },
    /** When the last step that can be undone was made. */
    madeAt: history.madeAt,
    undo: () => restore(history.undo(content.copy())),
    redo: () => restore(history.redo(content.copy())),
    setSummary(words: string): void {
      history.record(content.copy(), 'summary');
      content.setSummary(words);
      saving.touch();
    },
    ...{ flush, again, meet, keepMine, close },
    takeTheirs(): void {
      // Steps made before are of another version.
      history.forget();
      takeTheirs();
    },
  };
}

type Written = Pick<Version, 'answers' | 'summary'>;

/** What the reviewer has answered and written. */
function createContent(start: Pick<Version, 'answers' | 'summary'>) {
  const [answers, setAnswers] = createStore<Answers>(copy(start.answers));
  const [summary, setSummary] = createSignal(start.summary);
  return {
    answers,
    summary,
    setSummary,
    answer(criterion: string): Answer {
      // Read by its key, so that the reader is notified of the first answer: a store does not report mere look-ups.
      const own = answers[criterion];
      return Object.hasOwn(unwrap(answers), criterion) ? (own ?? UNANSWERED) : UNANSWERED;
    },
    change(criterion: string, change: Partial<Answer>): void {
      setAnswers(criterion, { ...(answerOf(unwrap(answers), criterion) ?? UNANSWERED), ...change });
    },
    replace(by: Pick<Version, 'answers' | 'summary'>): void {
      setAnswers(reconcile(copy(by.answers)));
      setSummary(by.summary);
    },
    is: (other: Pick<Version, 'answers' | 'summary'>): boolean =>
      same(other.answers, unwrap(answers)) && other.summary === summary(),
    knows: (kept: Partial<Content>): boolean => typeof kept.answers === 'object',
    copy: () => ({ answers: copy(unwrap(answers)), summary: summary() }),
  };
}

/** Ids of the criteria that two versions answer differently. */
export function differences(a: Answers, b: Answers): string[] {
  const ids = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...ids].filter((id) => !same(answerOf(a, id) ?? UNANSWERED, answerOf(b, id) ?? UNANSWERED));
}
