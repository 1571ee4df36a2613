// Find in transcript: matches are highlighted, Enter moves to the next.
import ChevronDown from 'lucide-solid/icons/chevron-down';
import ChevronUp from 'lucide-solid/icons/chevron-up';
import Search from 'lucide-solid/icons/search';
import { createEffect, createMemo, createSignal, type JSX, on, Show } from 'solid-js';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { IconButton } from '../ui/button.tsx';
import { t } from '../words/words.ts';
import { findIn, type Hit } from './view.ts';

export type Finder = ReturnType<typeof createFinder>;

/** What someone searched for who came here from the list; `at_ms`: the place they chose. */
export type Asked = { words: string; hits: () => readonly (Hit & { start_ms: number })[]; at_ms: number | null };

export function createFinder(turns: () => readonly Turn[], asked: Asked | null = null) {
  const [words, setWords] = createSignal(asked?.words ?? '');
  const [open, setOpen] = createSignal(asked !== null);
  const [at, setAt] = createSignal(0);
  // The list's search knows more than letters; from the first letter typed here on, letters count.
  const hits = createMemo((): readonly Hit[] => {
    if (!open()) return [];
    return asked && words() === asked.words ? asked.hits() : findIn(turns(), words());
  });
  const chosen = () => {
    if (!asked || asked.at_ms === null || words() !== asked.words) return 0;
    const from = asked.at_ms;
    return Math.max(
      0,
      asked.hits().findIndex((hit) => hit.start_ms >= from),
    );
  };
  createEffect(on(hits, () => setAt(chosen())));
  return {
    words,
    setWords,
    open,
    setOpen,
    /** Anyone who came with a search reads first; anyone who opens the field types first. */
    typing: () => asked === null || words() !== asked.words,
    hits,
    at,
    hit: () => hits()[at()] ?? null,
    step: (by: 1 | -1) => hits().length > 0 && setAt((at() + by + hits().length) % hits().length),
  };
}

export function Find(props: { finder: Finder; onHit: (hit: Hit) => void }): JSX.Element {
  const finder = () => props.finder;
  let field: HTMLInputElement | undefined;
  createEffect(
    on(
      () => finder().open(),
      (open) => open && field?.focus(),
      { defer: true },
    ),
  );
  const step = (by: 1 | -1) => {
    finder().step(by);
    const hit = finder().hit();
    if (hit) props.onHit(hit);
  };
  return (
    <Show when={finder().open()} fallback={<FindButton onPress={() => finder().setOpen(true)} />}>
      <search class="ml-2 flex items-center gap-1">
        <input
          ref={(element) => {
            field = element;
            if (finder().typing()) queueMicrotask(() => element.focus());
          }}
          type="search"
          class="control w-44"
          aria-label={t('player.findLabel')}
          placeholder={t('player.findLabel')}
          value={finder().words()}
          onInput={(event) => finder().setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.isComposing) step(event.shiftKey ? -1 : 1);
            if (event.key !== 'Escape' || event.isComposing) return;
            event.preventDefault();
            finder().setOpen(false);
          }}
        />
        <span role="status" class="num min-w-14 text-small text-ink-3">
          <Show when={finder().words().trim() !== ''}>
            <Show when={finder().hits().length > 0} fallback={t('player.foundNone')}>
              {t('player.found', { n: finder().at() + 1, of: finder().hits().length })}
            </Show>
          </Show>
        </span>
        <IconButton size="sm" label={t('player.findBefore')} icon={ChevronUp} onClick={() => step(-1)} />
        <IconButton size="sm" label={t('player.findNext')} icon={ChevronDown} onClick={() => step(1)} />
      </search>
    </Show>
  );
}

function FindButton(props: { onPress: () => void }): JSX.Element {
  return (
    <button
      type="button"
      class="inline-flex min-h-8 items-center gap-1.5 rounded-control px-2 font-medium text-ink-2 hover:bg-well hover:text-ink"
      onClick={() => props.onPress()}
    >
      <Search class="size-3.5" aria-hidden="true" />
      {t('player.find')}
      <span aria-hidden="true">
        <kbd>/</kbd>
      </span>
    </button>
  );
}
