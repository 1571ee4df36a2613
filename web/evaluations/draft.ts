// A review draft in this window: every change is stored immediately, in this browser first and then on the server. One
// save runs at a time and names the revision it is based on; if another window has saved in between, nothing is
// overwritten and the person decides. Offline changes wait here and survive closing the page.
import { createSignal } from 'solid-js';
import { createStore, reconcile, unwrap } from 'solid-js/store';
import { type Answer, type Answers, answerOf, UNANSWERED } from '../../scorecards/scorecard/answers.ts';

/** Changes made in one go are saved together. */
const DEBOUNCE_MS = 300;
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];

export type Version = { answers: Answers; summary: string; revision: number; spent_ms: number; saved_at: string };

/** `waiting`: kept here until there is a connection. `refused`: the server will not have it; `error` says why. */
export type SaveState = 'saved' | 'saving' | 'waiting' | 'conflict' | 'refused';

/** What a save can come to; anything thrown that is not told apart here counts as refused. */
export type Outcome =
  | { kind: 'saved'; revision: number; saved_at: string }
  | { kind: 'stale'; other: Version | null }
  | { kind: 'lost' };

export type DraftParts = {
  review: string;
  start: Version | null;
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
  const key = `attune.draft.${parts.review}`;
  const later =
    parts.later ??
    ((run: () => void, ms: number) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    });
  const [answers, setAnswers] = createStore<Answers>(copy(parts.start?.answers ?? {}));
  const [summary, setSummarySignal] = createSignal(parts.start?.summary ?? '');
  const [state, setState] = createSignal<SaveState>('saved');
  const [savedAt, setSavedAt] = createSignal<string | null>(parts.start?.saved_at ?? null);
  const [conflict, setConflict] = createSignal<Version | null>(null);
  const [error, setError] = createSignal<unknown>(null);
  let revision = parts.start?.revision ?? 0;
  let changed = false;
  let tries = 0;
  let cancel: (() => void) | null = null;
  let sending: Promise<void> | null = null;
  let closed = false;

  const mine = (): Kept => ({
    revision,
    answers: copy(unwrap(answers)),
    summary: summary(),
    spent_ms: parts.spent(),
  });

  function keep(): void {
    try {
      parts.storage?.setItem(key, JSON.stringify(mine()));
    } catch {
      // A full or forbidden storage loses only what a closed window would lose without it.
    }
  }
  const forget = () => {
    try {
      parts.storage?.removeItem(key);
    } catch {
      // as above
    }
  };

  function touch(): void {
    if (closed) return;
    changed = true;
    keep();
    if (state() !== 'waiting' && state() !== 'conflict') setState('saving');
    plan(DEBOUNCE_MS);
  }

  function plan(ms: number): void {
    cancel?.();
    cancel = later(() => void send(), ms);
  }

  function send(): Promise<void> {
    cancel?.();
    cancel = null;
    if (sending) return sending;
    if (!changed || state() === 'conflict' || closed) return Promise.resolve();
    sending = once().finally(() => {
      sending = null;
      if (changed && state() === 'saving') plan(DEBOUNCE_MS);
    });
    return sending;
  }

  async function once(): Promise<void> {
    changed = false;
    if (state() !== 'waiting') setState('saving');
    let outcome: Outcome;
    try {
      outcome = await parts.save(mine());
    } catch (refusal) {
      changed = true;
      setError(refusal);
      setState('refused');
      return;
    }
    if (closed) return;
    switch (outcome.kind) {
      case 'saved':
        revision = outcome.revision;
        tries = 0;
        setError(null);
        setSavedAt(outcome.saved_at);
        if (changed) {
          keep();
          setState('saving');
        } else {
          forget();
          setState('saved');
        }
        return;
      case 'stale':
        changed = true;
        meet(outcome.other);
        return;
      case 'lost': {
        changed = true;
        setState('waiting');
        const ms = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 15_000;
        tries++;
        plan(ms);
      }
    }
  }

  /** Another version is there: the same by content settles itself, a different one is for the person to decide. */
  function meet(other: Version | null): void {
    const version: Version = other ?? { answers: {}, summary: '', revision: 0, spent_ms: 0, saved_at: '' };
    if (same(version.answers, unwrap(answers)) && version.summary === summary()) {
      revision = version.revision;
      changed = false;
      forget();
      setSavedAt(version.saved_at || null);
      setState('saved');
      return;
    }
    setConflict(version);
    setState('conflict');
  }

  // What an earlier window could not save any more.
  const left = readKept(parts.storage, key);
  if (left && !(same(left.answers, parts.start?.answers ?? {}) && left.summary === (parts.start?.summary ?? ''))) {
    setAnswers(reconcile(copy(left.answers)));
    setSummarySignal(left.summary);
    changed = true;
    if (left.revision === revision) {
      setState('saving');
      plan(0);
    } else meet(parts.start);
  } else if (left) forget();

  return {
    answers,
    summary,
    state,
    savedAt,
    /** The other version, while the person has to decide. */
    conflict,
    error,
    get revision() {
      return revision;
    },
    answer: (criterion: string): Answer => answerOf(answers, criterion) ?? UNANSWERED,
    /** Changes one criterion's answer; what is not named stays. */
    change(criterion: string, change: Partial<Answer>): void {
      setAnswers(criterion, { ...(answerOf(unwrap(answers), criterion) ?? UNANSWERED), ...change });
      touch();
    },
    setSummary(words: string): void {
      setSummarySignal(words);
      touch();
    },
    /** Saves what is not saved yet; true when everything is on the server afterwards. */
    async flush(timeToo = false): Promise<boolean> {
      if (timeToo) changed = true;
      for (let i = 0; i < 3 && (changed || sending); i++) await send();
      return state() === 'saved' && !changed;
    },
    /** Tries again now: the connection is back. */
    again(): void {
      tries = 0;
      if (changed && state() !== 'conflict') void send();
    },
    /** Goes on with this window's version, over the other one. */
    keepMine(): void {
      const other = conflict();
      if (!other) return;
      revision = other.revision;
      setConflict(null);
      changed = true;
      setState('saving');
      void send();
    },
    /** Goes on with the other version; this window's is given up. */
    takeTheirs(): void {
      const other = conflict();
      if (!other) return;
      setAnswers(reconcile(copy(other.answers)));
      setSummarySignal(other.summary);
      revision = other.revision;
      changed = false;
      forget();
      setConflict(null);
      setSavedAt(other.saved_at || null);
      setState('saved');
    },
    /** The refused state of a submit that found another version. */
    meet,
    /** Ends: nothing is saved any more. After a submit nothing is kept either. */
    close(submitted: boolean): void {
      cancel?.();
      if (!submitted && changed) void send();
      closed = true;
      if (submitted) forget();
    },
  };
}

function readKept(storage: DraftParts['storage'], key: string): Kept | null {
  try {
    const kept = JSON.parse(storage?.getItem(key) ?? 'null') as Kept | null;
    return kept && typeof kept.answers === 'object' && typeof kept.revision === 'number' ? kept : null;
  } catch {
    return null;
  }
}

/** Equal by content, whatever the order of the keys. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => same(one, b[i]));
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** Ids of the criteria that two versions answer differently. */
export function differences(a: Answers, b: Answers): string[] {
  const ids = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...ids].filter((id) => !same(answerOf(a, id) ?? UNANSWERED, answerOf(b, id) ?? UNANSWERED));
}
