// The state of an interaction's page: playback, transcript, and what the address asks for: words, a moment, an earlier
// transcript.

import { useSearchParams } from '@solidjs/router';
import { createEffect, createSignal, on } from 'solid-js';
import { type Said, soughtIn, wholeIn } from '../address/address.ts';
import { player } from '../audio/player.ts';
import { useSession } from '../session/session.tsx';
import { createCorrecting } from './correcting.ts';
import { type InteractionDetail, type TranscriptView, useHits } from './data.ts';
import { createFinder, type Finder } from './find.tsx';
import { type Listening, useListening } from './listening.ts';

export type Reading = ReturnType<typeof createReading>;

export function createReading(props: { interaction: InteractionDetail }) {
  const session = useSession();
  const [search] = useSearchParams<{ at?: Said; q?: Said; revision?: Said }>();
  const written = () => props.interaction.channel !== 'voice';
  /** The transcript as it stood when something was said about it. */
  const asOf = (): number | null => {
    const wanted = wholeIn(search.revision) ?? 0;
    const newest = props.interaction.transcript?.revision ?? 0;
    return wanted >= 1 && wanted < newest ? wanted : null;
  };
  const listening = useListening(() => ({
    revision: asOf(),
    id: props.interaction.id,
    readable: props.interaction.transcript !== null,
    written: written(),
    hears: session.may('recordings:hear'),
  }));
  const asked = soughtIn(search.q);
  const correcting = written()
    ? null
    : createCorrecting({
        interaction: props.interaction.id,
        transcript: listening.whole,
        original: listening.original,
        may: session.may('transcripts:correct'),
      });
  const [chosen, setChosen] = createSignal<number | null>(null);
  useMoment(
    () => search.at,
    listening.whole,
    (ms, turns) => {
      if (written()) setChosen(turns.findLastIndex((turn) => turn.start_ms <= ms));
      // What was searched for is understood from what is said before it.
      else player.seek(asked === '' ? ms : Math.max(0, ms - BEFORE_MS));
    },
  );
  return {
    written,
    asOf,
    listening,
    finder: createFinderOf(() => props.interaction.id, asked, wholeIn(search.at), listening),
    /** Null where nothing may be corrected: in writing, and in an earlier transcript. */
    correcting: () => (asOf() === null ? correcting : null),
    chosen,
    setChosen,
    length: () => props.interaction.duration_ms ?? listening.whole()?.duration_ms ?? null,
    hears: () => session.may('recordings:hear') && !written(),
  };
}

/** Heard before the moment someone searched for. */
const BEFORE_MS = 2000;

function createFinderOf(interaction: () => string, asked: string, at_ms: number | null, listening: Listening): Finder {
  const found = useHits(
    interaction,
    () => asked,
    () => listening.whole() !== null,
    listening.original,
  );
  const hits = () => (found.isPending ? [] : (found.data?.hits ?? []));
  return createFinder(listening.turns, asked === '' ? null : { words: asked, hits, at_ms });
}

/** A link may name the moment it is about: /interactions/int_…?at=42000. */
function useMoment(
  at: () => Said,
  whole: () => TranscriptView | null,
  goTo: (ms: number, turns: TranscriptView['turns']) => void,
): void {
  let sought: Said;
  createEffect(
    on([at, whole], ([wanted, transcript]) => {
      const ms = wholeIn(wanted);
      // Once: a correction made meanwhile leaves the sound where it is.
      if (!transcript || ms === null || wanted === sought) return;
      sought = wanted;
      goTo(ms, transcript.turns);
    }),
  );
}
