// What a page needs to play and read an interaction: its transcript once available, and its progress until then. Shared
// by the workspace and the interaction page.
import { useQueryClient } from '@tanstack/solid-query';
import { createEffect, createMemo, createSignal, on } from 'solid-js';
import { unwrap } from 'solid-js/store';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { type TranscriptView, usePeaks, usePlayback, useProgress, useTranscript } from './data.ts';

export type Listening = ReturnType<typeof useListening>;

/** @param of the interaction; `hears`: the person may hear recordings; `revision` in place of the newest transcript */
export function useListening(
  of: () => { id: string; readable: boolean; written: boolean; hears: boolean; revision?: number | null } | null,
) {
  const [original, setOriginal] = createSignal(false);
  const queries = useQueryClient();
  const id = () => of()?.id ?? null;
  const progress = useProgress(id, () => of() !== null && !of()?.readable && !of()?.written);
  const ready = () => (of()?.readable ?? false) || progress.data?.transcription?.state === 'done';
  const transcript = useTranscript(id, ready, original, () => of()?.revision ?? null);
  const playback = usePlayback(id, () => (of()?.hears ?? false) && !of()?.written);
  const peaks = usePeaks(id, () => ready() && !of()?.written);
  createEffect(
    on(
      () => progress.data?.transcription?.state,
      (state, before) =>
        state === 'done' && before !== undefined && queries.invalidateQueries({ queryKey: ['interactions', id()] }),
      { defer: true },
    ),
  );
  // Tens of thousands of words are read directly, not through a store.
  const whole = createMemo((): TranscriptView | null => (transcript.data ? unwrap(transcript.data) : null));
  const turns = (): readonly Turn[] => whole()?.turns ?? [];
  return { progress, transcript, whole, peaks, ready, turns, playback, original, setOriginal };
}
