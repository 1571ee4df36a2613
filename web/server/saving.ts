// Saving what a person writes while they write it: every change is stored immediately, in this browser first and then on the
// server. One save runs at a time and names the revision it is based on; if another window has saved in between, nothing is
// overwritten. Offline changes wait here and survive closing the page.
import { createSignal } from 'solid-js';
import { Refusal } from './client.ts';

/** Changes made in one go are saved together. */
const DEBOUNCE_MS = 300;
/** What is typed on is kept in the browser no more often: a long text takes a while to write. */
const KEPT_MS = 250;
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];

/** `waiting`: kept here until there is a connection. `refused`: the server will not have it; `error` says why. */
export type SaveState = 'saved' | 'saving' | 'waiting' | 'conflict' | 'refused';

/** What the server has, under which revision; 0 where it has nothing yet. */
export type Stored<T> = T & { revision: number; saved_at: string };

/** The possible results of a save; any other error counts as refused. */
export type Outcome<T> =
  | { kind: 'saved'; revision: number; saved_at: string }
  | { kind: 'stale'; other: Stored<T> | null }
  | { kind: 'lost' };

export type SavingParts<T extends object> = {
  /** Under which this browser keeps what is not saved yet. */
  key: string;
  /** null where the browser forbids it. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  start: Pick<Stored<T>, 'revision' | 'saved_at'> | null;
  /** The version that stands for nothing stored. */
  nothing: T;
  content: {
    copy: () => T;
    is: (other: T) => boolean;
    replace: (by: T) => void;
    /** Whether what was kept is such a content. */
    knows: (kept: Partial<T>) => boolean;
  };
  save: (json: T & { revision: number }) => Promise<Outcome<T>>;
  /**
   * Takes another version into the content where that needs no person: true when it did, and the content is saved on top of
   * it. Without it a person decides.
   */
  unite?: (other: Stored<T>) => boolean;
  later?: (run: () => void, ms: number) => () => void;
};

/** Throws what neither another window nor the connection is to blame for. */
export async function outcomeOf<T>(save: Promise<{ revision: number; saved_at: string }>): Promise<Outcome<T>> {
  try {
    const { revision, saved_at } = await save;
    return { kind: 'saved', revision, saved_at };
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === 'stale')
      return { kind: 'stale', other: refusal.detail as Stored<T> | null };
    if (refusal instanceof Refusal && refusal.passing) return { kind: 'lost' };
    throw refusal;
  }
}

/** null where the browser forbids keeping anything. */
export function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** How a content gets to the server: when, on what revision, and what happens when another window was there first. */
export function createSaving<T extends object>(parts: SavingParts<T>) {
  const shown = createShown<T>(parts.start);
  const { state, savedAt, conflict, error } = shown;
  const kept = createKept(parts);
  const at = { revision: parts.start?.revision ?? 0, changed: false, tries: 0, closed: false };
  const mine = () => ({ ...parts.content.copy(), revision: at.revision });
  const sending = createSending(parts.later ?? laterByTimer, {
    wanted: () => at.changed && shown.state() !== 'conflict' && !at.closed,
    send: () => send(standing),
    done: () => at.changed && shown.state() === 'saving' && sending.plan(DEBOUNCE_MS),
  });
  const standing: Standing<T> = { parts, shown, kept, at, mine, sending };

  return {
    ...{ state, savedAt, conflict, error },
    revision: () => at.revision,
    touch(): void {
      if (at.closed) return;
      at.changed = true;
      kept.keep(mine);
      if (shown.state() !== 'waiting' && shown.state() !== 'conflict') shown.setState('saving');
      sending.plan(DEBOUNCE_MS);
    },
    /** Saves what is not saved yet; true when everything is on the server afterwards. */
    async flush(force = false): Promise<boolean> {
      if (force) at.changed = true;
      kept.now();
      for (let i = 0; i < 3 && (at.changed || sending.underWay()); i++) await sending.now();
      return shown.state() === 'saved' && !at.changed;
    },
    /** Tries again now: the connection is back. */
    again(): void {
      at.tries = 0;
      if (at.changed && shown.state() !== 'conflict') void sending.now();
    },
    /** Takes up what an earlier window could not save any more. @param start what the server has */
    bringBack: (start: Stored<T> | null): void => bringBack(standing, start),
    ...choicesOf(standing),
    /** Ends: nothing is saved any more. When it is done with, nothing is kept either. */
    close(done: boolean): void {
      sending.stop();
      kept.now();
      if (!done && at.changed) void sending.now();
      at.closed = true;
      if (done) kept.forget();
    },
  };
}

async function send<T extends object>(standing: Standing<T>): Promise<void> {
  const { parts, shown, at, mine } = standing;
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

type Standing<T extends object> = {
  parts: SavingParts<T>;
  shown: ReturnType<typeof createShown<T>>;
  kept: ReturnType<typeof createKept<T>>;
  at: { revision: number; changed: boolean; tries: number; closed: boolean };
  mine: () => T & { revision: number };
  sending: ReturnType<typeof createSending>;
};

/** What the page shows of the saving. */
function createShown<T>(start: { saved_at: string } | null) {
  const [state, setState] = createSignal<SaveState>('saved');
  const [savedAt, setSavedAt] = createSignal<string | null>(start?.saved_at ?? null);
  const [conflict, setConflict] = createSignal<Stored<T> | null>(null);
  const [error, setError] = createSignal<unknown>(null);
  return { state, setState, savedAt, setSavedAt, conflict, setConflict, error, setError };
}

/** What becomes of a save. */
function settle<T extends object>(standing: Standing<T>, outcome: Outcome<T>): void {
  const { shown, kept, at, mine, sending } = standing;
  switch (outcome.kind) {
    case 'saved':
      at.revision = outcome.revision;
      at.tries = 0;
      shown.setError(null);
      shown.setSavedAt(outcome.saved_at);
      if (at.changed) kept.keep(mine);
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

/** Another version is there: the same by content settles itself, one that can be united too; else the person decides. */
function meet<T extends object>(standing: Standing<T>, other: Stored<T> | null): void {
  const { parts, at, shown, kept, mine, sending } = standing;
  const version: Stored<T> = other ?? { ...parts.nothing, revision: 0, saved_at: '' };
  const united = !parts.content.is(version) && parts.unite?.(version) === true;
  if (parts.content.is(version)) {
    goOnWith(standing, version);
    return;
  }
  if (united) {
    at.revision = version.revision;
    at.changed = true;
    kept.keep(mine);
    shown.setState('saving');
    sending.plan(0);
    return;
  }
  shown.setConflict(() => version);
  shown.setState('conflict');
}

/** That version is on the server, and here. */
function goOnWith<T extends object>({ at, kept, shown }: Standing<T>, version: Stored<T>): void {
  at.revision = version.revision;
  at.changed = false;
  kept.forget();
  shown.setConflict(null);
  shown.setSavedAt(version.saved_at || null);
  shown.setState('saved');
}

/** What the person can decide over another version. */
function choicesOf<T extends object>(standing: Standing<T>) {
  const { parts, shown, at, sending } = standing;
  return {
    /** The refused state of a submit that found another version. */
    meet: (other: Stored<T> | null): void => meet(standing, other),
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
      parts.content.replace(other);
      goOnWith(standing, other);
    },
  };
}

function bringBack<T extends object>(standing: Standing<T>, start: Stored<T> | null): void {
  const { parts, shown, kept, at, sending } = standing;
  const left = kept.read();
  if (!left) return;
  if (parts.content.is(left)) {
    kept.forget();
    return;
  }
  parts.content.replace(left);
  at.changed = true;
  if (left.revision !== at.revision) meet(standing, start);
  else {
    shown.setState('saving');
    sending.plan(0);
  }
}

/** One at a time; what is asked for while one is on its way waits for it. */
function createSending(
  later: NonNullable<SavingParts<object>['later']>,
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

/** A long content takes longer to write than a keystroke may take to show. Where a browser cannot tell, at once. */
function whenShown(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: KEPT_MS });
  else run();
}

/** The content as this browser keeps it until it is saved. */
function createKept<T extends object>({ storage, key, content, later = laterByTimer }: SavingParts<T>) {
  let waiting: (() => void) | null = null;
  let wanted: (() => T & { revision: number }) | null = null;
  const write = (): void => {
    const what = wanted;
    wanted = null;
    if (!what) return;
    try {
      storage?.setItem(key, JSON.stringify(what()));
    } catch {
      // A full or forbidden storage loses only what a closed window would lose without it.
    }
  };
  return {
    /** As soon as the browser has shown it, and what comes soon after together. */
    keep(what: () => T & { revision: number }): void {
      wanted = what;
      if (waiting) return;
      whenShown(write);
      waiting = later(() => {
        waiting = null;
        whenShown(write);
      }, KEPT_MS);
    },
    /** What waits is kept now: the page may be about to go. */
    now: write,
    forget(): void {
      wanted = null;
      try {
        storage?.removeItem(key);
      } catch {
        // as above
      }
    },
    read(): (T & { revision: number }) | null {
      try {
        const kept = JSON.parse(storage?.getItem(key) ?? 'null') as (T & { revision: number }) | null;
        return kept && typeof kept.revision === 'number' && content.knows(kept) ? kept : null;
      } catch {
        return null;
      }
    },
  };
}
