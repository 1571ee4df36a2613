// The page's audio element, and signals that expose its state.
import { createSignal } from 'solid-js';
import { tell } from '../ui/toast.tsx';
import { refusalSentence } from '../words/words.ts';

/** A stretch being played on its own, by a moment's chip. */
export type Span = { interaction: string; start_ms: number; end_ms: number };

/** A moment alone is heard a little longer than its words last. */
const AFTER_MS = 250;

export type Played = ReturnType<typeof createPlayed>;

/** What is known of the sound; times are whole milliseconds. */
export function createPlayed() {
  const [playing, setPlaying] = createSignal(false);
  const [waiting, setWaiting] = createSignal(false);
  const [time, setTime] = createSignal(0);
  const [length, setLength] = createSignal<number | null>(null);
  const [span, setSpan] = createSignal<Span | null>(null);
  const [failed, setFailed] = createSignal(false);
  /** By the clock, ms since 1970; never: before every instant. */
  const [stoppedAt, setStoppedAt] = createSignal(Number.NEGATIVE_INFINITY);
  return {
    shown: { playing, waiting, time, length, span, failed, stoppedAt },
    set: { setPlaying, setWaiting, setTime, setLength, setSpan, setFailed, setStoppedAt },
  };
}

/**
 * In the page, so that the browser's own controls and tests find it.
 * @param skip asked before every frame while playing: where to jump to (skipping silence), or null
 */
export function makeAudio({ shown, set }: Played, skip: (ms: number) => number | null): HTMLAudioElement {
  const audio = document.createElement('audio');
  audio.preload = 'metadata';
  audio.dataset.player = '';
  audio.hidden = true;
  document.body.append(audio);
  const now = () => Math.round(audio.currentTime * 1000);
  let frame = 0;
  const follow = () => {
    set.setTime(now());
    const own = shown.span();
    if (own && now() >= own.end_ms + AFTER_MS) {
      audio.pause();
      set.setSpan(null);
      return;
    }
    const to = own ? null : skip(now());
    if (to !== null) audio.currentTime = to / 1000;
    if (!audio.paused) frame = requestAnimationFrame(follow);
  };
  audio.addEventListener('play', () => {
    set.setPlaying(true);
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(follow);
  });
  audio.addEventListener('pause', () => {
    set.setPlaying(false);
    set.setStoppedAt(Date.now());
    set.setWaiting(false);
    set.setTime(now());
  });
  audio.addEventListener('ended', () => set.setSpan(null));
  audio.addEventListener('waiting', () => set.setWaiting(true));
  audio.addEventListener('playing', () => set.setWaiting(false));
  audio.addEventListener('timeupdate', () => audio.paused && set.setTime(now()));
  audio.addEventListener('seeking', () => set.setTime(now()));
  audio.addEventListener('durationchange', () => {
    if (Number.isFinite(audio.duration)) set.setLength(Math.round(audio.duration * 1000));
  });
  audio.addEventListener('error', () => {
    set.setFailed(true);
    set.setPlaying(false);
    set.setWaiting(false);
    void whyNot(audio.src);
  });
  return audio;
}

/** A recording that is still being prepared, or may not be heard yet, says so; a sound that is damaged says nothing. */
async function whyNot(url: string): Promise<void> {
  const answer = await fetch(url, { headers: { range: 'bytes=0-0' } }).catch(() => null);
  if (!answer || answer.ok) return;
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
  const sentence = code === undefined ? null : refusalSentence(code);
  if (sentence) tell(sentence, 'bad');
}
