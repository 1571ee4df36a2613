// The page's only player: everything that plays a recording uses it, so two never play at once. Signals expose its
// state; times are whole milliseconds.

import { createRoot, createSignal } from 'solid-js';
import { createPlayed, makeAudio, type Played, type Span } from './audio-element.ts';
import { connectEars, type Ear, type Ears, type Source } from './ears.ts';
import { createHabits } from './habits.ts';

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

export type Player = ReturnType<typeof createPlayer>;

export function createPlayer() {
  const played = createPlayed();
  const { time, length, playing, span } = played.shown;
  const { setSpan, setTime } = played.set;
  /** Asked before every frame while playing: where to jump to (skipping silence), or null. */
  let skip: ((ms: number) => number | null) | null = null;
  const recording = createRecording(played, (ms) => skip?.(ms) ?? null);
  const { element, source, load, play, pause } = recording;

  function seek(ms: number): void {
    setSpan(null);
    element().currentTime = Math.max(0, ms) / 1000;
    setTime(Math.max(0, Math.round(ms)));
  }
  return {
    ...played.shown,
    ...recording,
    toggle(): void {
      setSpan(null);
      if (playing()) pause();
      else void play();
    },
    seek,
    by: (ms: number): void => seek(Math.min((length() ?? Number.MAX_SAFE_INTEGER) - 10, time() + ms)),
    /** Plays a stretch of a recording alone, here and now; again on the same stretch stops it. */
    playSpan(next: Span, of: Source = { interaction: next.interaction }): void {
      const current = span();
      if (current && playing() && current.interaction === next.interaction && current.start_ms === next.start_ms) {
        pause();
        setSpan(null);
        return;
      }
      if (source()?.interaction !== next.interaction) load(of);
      setSpan(next);
      void play(next.start_ms);
    },
    /** Where to jump while playing; null switches it off. */
    skipWith(next: ((ms: number) => number | null) | null): void {
      skip = next;
    },
    /** Stops and forgets the recording: the page that held it has gone. */
    leave(): void {
      pause();
      setSpan(null);
      skip = null;
    },
  };
}

const urlOf = (of: Source) => of.url ?? `/api/interactions/${of.interaction}/recording`;

/** The recording at hand, how fast it plays and into which ears. */
function createRecording({ shown, set }: Played, skip: (ms: number) => number | null) {
  const [source, setSource] = createSignal<Source | null>(null);
  const { rate, setRate, ear, setEar } = createHabits(RATES);
  let audio: HTMLAudioElement | null = null;
  let ears: Ears | null = null;
  const element = (): HTMLAudioElement => {
    audio ??= makeAudio({ shown, set }, skip);
    return audio;
  };
  const listen = () => {
    const own = source();
    if (own) ears?.(ear(), own);
  };

  /** Makes a recording the one at hand; keeps the place when it is already. */
  function load(next: Source): void {
    const before = source();
    setSource(next);
    if (before?.interaction !== next.interaction || urlOf(before) !== urlOf(next)) {
      // The original instead of the masked copy: another file, the same moment.
      begin(element(), set, urlOf(next), before?.interaction === next.interaction ? element().currentTime : 0);
      element().playbackRate = rate();
    }
    listen();
  }

  /** @param from where to begin; without it, where it stands */
  async function play(from?: number): Promise<void> {
    const own = element();
    if (!source()) return;
    if (shown.failed()) {
      set.setFailed(false);
      own.load();
    }
    if (!ears) {
      ears = connectEars(own);
      listen();
    }
    if (from !== undefined) own.currentTime = from / 1000;
    own.playbackRate = rate();
    own.preservesPitch = true;
    // Interrupted by a pause or another recording; other failures arrive as an `error` event.
    await own.play().catch((error) => isAbort(error) || set.setPlaying(false));
  }

  return {
    ...{ source, rate, ear, element, load, play },
    pause: () => audio?.pause(),
    setRate(next: number): void {
      setRate(next);
      if (audio) audio.playbackRate = next;
    },
    setEar(next: Ear): void {
      setEar(next);
      listen();
    },
  };
}

function begin(audio: HTMLAudioElement, set: Played['set'], url: string, at: number): void {
  audio.pause();
  set.setSpan(null);
  set.setFailed(false);
  set.setLength(null);
  set.setTime(Math.round(at * 1000));
  audio.src = url;
  if (at > 0) audio.currentTime = at;
}

const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

export const player: Player = createRoot(createPlayer);
