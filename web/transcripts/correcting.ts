// Correcting a transcript on a page: the turn being edited, requests, results and undo. Typed text is never lost: if
// someone else's correction came first, the text stays in its field beside the current version.
import { useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createSignal } from 'solid-js';
import type { Speaker, Turn } from '../../transcription/transcript/transcript.ts';
import { turnAt } from '../audio/follow.ts';
import { player } from '../audio/player.ts';
import { type Answered, call, interactionsClient, Refusal } from '../server/client.ts';
import { everyRow } from '../server/pages.ts';
import { useQuery } from '../server/query.ts';
import { type KeyBinding, modKey } from '../ui/keys.tsx';
import { explain } from '../ui/states.tsx';
import { tell, untell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { keepSame, sameTurn } from './correcting-view.ts';
import { type TranscriptView, transcriptKey, useTranscript } from './data.ts';

/** The keys of a page on which a transcript may be corrected. */
export function correctingKeys(correcting: Correcting | null, turns: () => readonly Turn[]): KeyBinding[] {
  if (!correcting?.may) return [];
  return [
    ...editingKeys(correcting, turns),
    { keys: ['mod+z'], shown: `${modKey()}Z`, says: t('correcting.keyUndo'), do: () => void correcting.undo() },
  ];
}

/** Those of a page that has more to undo than corrections. */
export function editingKeys(correcting: Correcting | null, turns: () => readonly Turn[]): KeyBinding[] {
  if (!correcting?.may) return [];
  const edit = () => {
    // The turn that has the focus, else the one being heard, else the first.
    const focused = document.activeElement?.closest<HTMLElement>('[data-turn]')?.dataset.turn;
    correcting.edit(focused === undefined ? Math.max(0, turnAt(turns(), player.time())) : Number(focused));
  };
  return [{ keys: ['w'], shown: 'W', says: t('correcting.key'), do: edit }];
}

type Post = (typeof interactionsClient)[':id']['corrections']['$post'];
type Change = Parameters<Post>[0]['json']['changes'][number];
export type Revision = Answered<(typeof interactionsClient)[':id']['revisions']['$get']>['rows'][number];

/** Which turn is in its field, and what has gone wrong with it. `now`: what someone else made of it. */
export type Editing = { turn: Turn; index: number; problem: string | null; now: string | null };

export type Correcting = ReturnType<typeof createCorrecting>;

type CorrectingOf = {
  interaction: string;
  transcript: Accessor<TranscriptView | null>;
  /** Whether the person may correct, or only see that it was done. */
  may: boolean;
  /** The originals are shown, without marks. */
  original?: Accessor<boolean>;
};

export function createCorrecting(of: CorrectingOf) {
  const posting = createPosting(of);
  const { busy, undoTo, setUndoTo } = posting;

  async function undo(): Promise<void> {
    const revision = undoTo();
    if (revision === null || busy()) return;
    await make([{ kind: 'as-of', revision }], t('correcting.undone'), false);
  }
  const say = createSaying(() =>
    undoTo() === null ? undefined : { name: t('correcting.undo'), do: () => void undo() },
  );

  /** Makes changes that need no field; says what came of it. */
  async function make(changes: Change[], done = t('correcting.saved'), undoable = true): Promise<void> {
    if (busy()) return;
    const before = of.transcript()?.revision;
    try {
      const next = await posting.send(changes);
      if (!undoable) setUndoTo(null);
      if (next.revision === before) tell(t('correcting.nothing'));
      else say(done);
    } catch (refusal) {
      tell(isStale(refusal) ? t('correcting.meanwhileOther') : explain(refusal), 'bad');
    }
  }

  return {
    may: of.may,
    busy,
    undoable: () => undoTo() !== null,
    undoableSince: posting.undoableSince,
    undo,
    ...createField(of, posting, say),
    ...useRevisions(of),
    speaker: (turn: number, speaker: Speaker) => make([{ kind: 'speaker', turn, speaker }]),
    join: (turn: number) => make([{ kind: 'join', turn }]),
    remove: (turn: number) => make([{ kind: 'remove', turn }]),
    restore: (turn: number) => make([{ kind: 'restore', turn }]),
    swap: () => make([{ kind: 'swap' }]),
    backTo: (revision: number) => make([{ kind: 'as-of', revision }]),
  };
}

const isStale = (refusal: unknown): refusal is Refusal => refusal instanceof Refusal && refusal.code === 'stale';

/** What was said of the last correction, with its way back: gone when there is another. */
function createSaying(wayBack: () => { name: string; do: () => void } | undefined): (sentence: string) => void {
  let toast: number | null = null;
  return (sentence) => {
    if (toast !== null) untell(toast);
    toast = tell(sentence, 'good', wayBack());
  };
}

/** The versions of the transcript, and the words that were heard at first. */
function useRevisions(of: CorrectingOf) {
  const revisions = useQuery(() => ({
    queryKey: ['interactions', of.interaction, 'revisions'],
    queryFn: () =>
      everyRow((query) => call(interactionsClient[':id'].revisions.$get({ param: { id: of.interaction }, query }))),
    enabled: (of.transcript()?.revision ?? 1) > 1,
  }));
  /** The last revision that nobody corrected: what was heard. */
  const base = (): number | null => revisions.data?.find(({ origin }) => origin !== 'corrected')?.revision ?? null;
  const first = useTranscript(
    () => of.interaction,
    () => base() !== null,
    () => of.original?.() ?? false,
    base,
  );
  return {
    revisions: (): Revision[] => revisions.data ?? [],
    base,
    first: (): readonly Turn[] => first.data?.turns ?? [],
  };
}

type Posting = ReturnType<typeof createPosting>;

/** Sends changes and shows the transcript that comes back. */
function createPosting(of: CorrectingOf) {
  const queries = useQueryClient();
  const [busy, setBusy] = createSignal(false);
  /** The revision to go back to, while there is something to undo. */
  const [undoTo, setUndoTo] = createSignal<number | null>(null);
  let since = Number.NEGATIVE_INFINITY;
  const original = () => of.original?.() ?? false;

  function show(next: TranscriptView): void {
    const before = of.transcript();
    const turns = before ? keepSame(before.turns, next.turns) : next.turns;
    queries.setQueryData(transcriptKey(of.interaction, original()), { ...next, turns });
    queries.removeQueries({ queryKey: transcriptKey(of.interaction, !original()) });
    for (const part of ['revisions', 'playback']) {
      void queries.invalidateQueries({ queryKey: ['interactions', of.interaction, part] });
    }
  }

  /** @throws Refusal; one that says `stale` has shown what is there now */
  async function send(changes: Change[]): Promise<TranscriptView> {
    const seen = of.transcript();
    if (!seen) throw new Refusal('not-found');
    setBusy(true);
    try {
      const json = { revision: seen.revision, changes, original: original() };
      const next = await call(interactionsClient[':id'].corrections.$post({ param: { id: of.interaction }, json }));
      if (next.revision !== seen.revision) {
        show(next);
        setUndoTo(seen.revision);
        since = Date.now();
      }
      return next;
    } catch (refusal) {
      if (isStale(refusal)) {
        show(refusal.detail as TranscriptView);
        setUndoTo(null);
      }
      throw refusal;
    } finally {
      setBusy(false);
    }
  }
  /** When the correction that can be undone was made; before every instant where there is none. */
  const undoableSince = () => (undoTo() === null ? Number.NEGATIVE_INFINITY : since);
  return { busy, undoTo, setUndoTo, undoableSince, send };
}

/** The field in which one turn is edited. */
function createField(of: CorrectingOf, { busy, send }: Posting, say: (sentence: string) => void) {
  const [editing, setEditing] = createSignal<Editing | null>(null);
  /** What is in the field: outlives the row it stands in. */
  const [text, setText] = createSignal('');

  /** Sends what is in the field. @returns whether the field may close */
  async function sendOwn(changeOf: (turn: number) => Change): Promise<boolean> {
    const own = editing();
    if (!own || busy()) return false;
    try {
      await send([changeOf(own.index)]);
      setEditing(null);
      say(t('correcting.saved'));
      return true;
    } catch (refusal) {
      if (isStale(refusal)) return goOn(own, (refusal.detail as TranscriptView).turns);
      setEditing({ ...own, problem: explain(refusal), now: null });
      return false;
    }
  }
  /** With the turns that came with the refusal: the page shows them only in a moment. */
  function goOn(own: Editing, turns: TranscriptView['turns']): boolean {
    const index = sameTurn(turns, own.turn);
    const turn = turns[index];
    if (turn) setEditing({ turn, index, problem: null, now: turn.text });
    else {
      setEditing(null);
      tell(t('correcting.meanwhileGone', { text: text() }), 'bad');
    }
    return !turn;
  }

  return {
    editing,
    edit(index: number): void {
      const turn = of.transcript()?.turns[index];
      if (!turn) return;
      setText(turn.text);
      setEditing({ turn, index, problem: null, now: null });
    },
    stop: () => setEditing(null),
    text,
    setText,
    async save(): Promise<boolean> {
      if (text().trim() !== editing()?.turn.text) return sendOwn((turn) => ({ kind: 'words', turn, text: text() }));
      setEditing(null);
      return true;
    },
    cut: (before: string, after: string) => sendOwn((turn) => ({ kind: 'split', turn, texts: [before, after] })),
  };
}
