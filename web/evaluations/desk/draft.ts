// A review draft in this window: every change is stored immediately, in this browser first and then on the server. One
// save runs at a time and names the revision it is based on; if another window has saved in between, nothing is
// overwritten and the person decides. Offline changes wait here and survive closing the page.
import { createSignal } from 'solid-js';
import { createStore, reconcile, unwrap } from 'solid-js/store';
import { type Answer, type Answers, answerOf, UNANSWERED } from '../../../scorecards/scorecard/answers.ts';
import { same } from '../../../scorecards/scorecard/merge.ts';

/** Changes made in one go are saved together. */
const DEBOUNCE_MS = 300;
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];

export type Version = { answers: Answers; summary: string; revision: number; spent_ms: number; saved_at: string };

/** `waiting`: kept here until there is a connection. `refused`: the server will not have it; `error` says why. */
export type SaveState = 'saved' | 'saving' | 'waiting' | 'conflict' | 'refused';

/** The possible results of a save; any other error counts as refused. */
export type Outcome =
  | { kind: 'saved'; revision: number; saved_at: string }
  | { kind: 'stale'; other: Version | null }
  | { kind: 'lost' };

export type DraftParts = {
  review: string;
  start: Version | null;
  /** What there is before anything was answered. */
  starting?: Answers;
  save: (json: { revision: number; answers: Answers; summary: string; spent_ms: number }) => Promise<Outcome>;
  /** Keeps what is not saved yet; null where the browser forbids it. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  spent: () => number;
  later?: (run: () => void, ms: number) => () => void;
};

/** Answers are JSON; what holds them may be a store. */
export const copy = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T;

type Kept = { revision: number; answers: Answers; summary: string; spent_ms: number };

export type Draft = ReturnType<typeof createDraft>;

export function createDraft(parts: DraftParts) {
  const content = createContent(parts.start ?? { answers: parts.starting ?? {}, summary: '' });
  const saving = createSaving(parts, content);
  const { flush, again, meet, keepMine, takeTheirs, close } = saving;
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
      content.change(criterion, change);
      saving.touch();
    },
    setSummary(words: string): void {
      content.setSummary(words);
      saving.touch();
    },
    ...{ flush, again, meet, keepMine, takeTheirs, close },
  };
}

type Content = ReturnType<typeof createContent>;

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
    copy: () => ({ answers: copy(unwrap(answers)), summary: summary() }),
  };
}

/** How the content gets to the server: when, on what revision, and what happens when another window was there first. */
function createSaving(parts: DraftParts, content: Content) {
  const shown = createShown(parts.start);
  const { state, savedAt, conflict, error } = shown;
  const kept = createKept(parts.storage, `attune.draft.${parts.review}`);
  const at = { revision: parts.start?.revision ?? 0, changed: false, tries: 0, closed: false };
  const mine = (): Kept => ({ revision: at.revision, ...content.copy(), spent_ms: parts.spent() });
  const sending = createSending(parts.later ?? laterByTimer, {
    wanted: () => at.changed && shown.state() !== 'conflict' && !at.closed,
    send: once,
    done: () => at.changed && shown.state() === 'saving' && sending.plan(DEBOUNCE_MS),
  });
  const standing: Standing = { content, shown, kept, at, mine, sending };

  async function once(): Promise<void> {
    at.changed = false;
    if (shown.state() !== 'waiting') shown.setState('saving');
    try {
      const outcome = await parts.save(mine());
      if (!at.closed) settle(standing, outcome);
    } catch (refusal) {
      at.changed = true;
      shown.setError(refusal);
      shown.setState('refused');
    }
  }

  bringBack(standing, parts.start);

  return {
    ...{ state, savedAt, conflict, error },
    revision: () => at.revision,
    touch(): void {
      if (at.closed) return;
      at.changed = true;
      kept.keep(mine());
      if (shown.state() !== 'waiting' && shown.state() !== 'conflict') shown.setState('saving');
      sending.plan(DEBOUNCE_MS);
    },
    /** Saves what is not saved yet; true when everything is on the server afterwards. */
    async flush(timeToo = false): Promise<boolean> {
      if (timeToo) at.changed = true;
      for (let i = 0; i < 3 && (at.changed || sending.underWay()); i++) await sending.now();
      return shown.state() === 'saved' && !at.changed;
    },
    /** Tries again now: the connection is back. */
    again(): void {
      at.tries = 0;
      if (at.changed && shown.state() !== 'conflict') void sending.now();
    },
    ...choicesOf(standing),
    /** Ends: nothing is saved any more. After a submit nothing is kept either. */
    close(submitted: boolean): void {
      sending.stop();
      if (!submitted && at.changed) void sending.now();
      at.closed = true;
      if (submitted) kept.forget();
    },
  };
}

type Standing = {
  content: Content;
  shown: ReturnType<typeof createShown>;
  kept: ReturnType<typeof createKept>;
  at: { revision: number; changed: boolean; tries: number; closed: boolean };
  mine: () => Kept;
  sending: ReturnType<typeof createSending>;
};

/** What the page shows of the saving. */
function createShown(start: Version | null) {
  const [state, setState] = createSignal<SaveState>('saved');
  const [savedAt, setSavedAt] = createSignal<string | null>(start?.saved_at ?? null);
  const [conflict, setConflict] = createSignal<Version | null>(null);
  const [error, setError] = createSignal<unknown>(null);
  return { state, setState, savedAt, setSavedAt, conflict, setConflict, error, setError };
}

/** What becomes of a save. */
function settle(standing: Standing, outcome: Outcome): void {
  const { shown, kept, at, mine, sending } = standing;
  switch (outcome.kind) {
    case 'saved':
      at.revision = outcome.revision;
      at.tries = 0;
      shown.setError(null);
      shown.setSavedAt(outcome.saved_at);
      if (at.changed) kept.keep(mine());
      else kept.forget();
      shown.setState(at.changed ? 'saving' : 'saved');
      return;
    case 'stale':
      at.changed = true;
      meet(standing, outcome.other);
      return;
    case 'lost':
      at.changed = true;
      shown.setState('waiting');
      sending.plan(RETRY_MS[Math.min(at.tries, RETRY_MS.length - 1)] ?? 15_000);
      at.tries++;
  }
}

/** Another version is there: the same by content settles itself, a different one is for the person to decide. */
function meet(standing: Standing, other: Version | null): void {
  const version: Version = other ?? { answers: {}, summary: '', revision: 0, spent_ms: 0, saved_at: '' };
  if (standing.content.is(version)) goOnWith(standing, version);
  else {
    standing.shown.setConflict(version);
    standing.shown.setState('conflict');
  }
}

/** That version is on the server, and here. */
function goOnWith({ at, kept, shown }: Standing, version: Version): void {
  at.revision = version.revision;
  at.changed = false;
  kept.forget();
  shown.setConflict(null);
  shown.setSavedAt(version.saved_at || null);
  shown.setState('saved');
}

/** What the person can decide over another version. */
function choicesOf(standing: Standing) {
  const { content, shown, at, sending } = standing;
  return {
    /** The refused state of a submit that found another version. */
    meet: (other: Version | null): void => meet(standing, other),
    /** Goes on with this window's version, over the other one. */
    keepMine(): void {
      const other = shown.conflict();
      if (!other) return;
      at.revision = other.revision;
      shown.setConflict(null);
      at.changed = true;
      shown.setState('saving');
      void sending.now();
    },
    /** Goes on with the other version; this window's is given up. */
    takeTheirs(): void {
      const other = shown.conflict();
      if (!other) return;
      content.replace(other);
      goOnWith(standing, other);
    },
  };
}

/** What an earlier window could not save any more. */
function bringBack(standing: Standing, start: Version | null): void {
  const { content, shown, kept, at, sending } = standing;
  const left = kept.read();
  if (!left) return;
  if (content.is(left)) {
    kept.forget();
    return;
  }
  content.replace(left);
  at.changed = true;
  if (left.revision !== at.revision) meet(standing, start);
  else {
    shown.setState('saving');
    sending.plan(0);
  }
}

/** One at a time; what is asked for while one is on its way waits for it. */
function createSending(
  later: NonNullable<DraftParts['later']>,
  of: { wanted: () => boolean; send: () => Promise<void>; done: () => unknown },
) {
  let cancel: (() => void) | null = null;
  let underWay: Promise<void> | null = null;
  const stop = () => {
    cancel?.();
    cancel = null;
  };
  function now(): Promise<void> {
    stop();
    if (underWay) return underWay;
    if (!of.wanted()) return Promise.resolve();
    underWay = of.send().finally(() => {
      underWay = null;
      of.done();
    });
    return underWay;
  }
  function plan(ms: number): void {
    stop();
    cancel = later(() => void now(), ms);
  }
  return { now, plan, stop, underWay: () => underWay !== null };
}

function laterByTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** The draft as this browser keeps it until it is saved. */
function createKept(storage: DraftParts['storage'], key: string) {
  return {
    keep(kept: Kept): void {
      try {
        storage?.setItem(key, JSON.stringify(kept));
      } catch {
        // A full or forbidden storage loses only what a closed window would lose without it.
      }
    },
    forget(): void {
      try {
        storage?.removeItem(key);
      } catch {
        // as above
      }
    },
    read(): Kept | null {
      try {
        const kept = JSON.parse(storage?.getItem(key) ?? 'null') as Kept | null;
        return kept && typeof kept.answers === 'object' && typeof kept.revision === 'number' ? kept : null;
      } catch {
        return null;
      }
    },
  };
}

/** Ids of the criteria that two versions answer differently. */
export function differences(a: Answers, b: Answers): string[] {
  const ids = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...ids].filter((id) => !same(answerOf(a, id) ?? UNANSWERED, answerOf(b, id) ?? UNANSWERED));
}
