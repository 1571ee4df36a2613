// The page's only player: everything that plays a recording uses it, so two never play at once. Signals expose its
// state; times are whole milliseconds. Stereo calls are mixed to both ears unless the listener chooses the recorded
// channels or one side, because hours with one voice in one ear are tiring.
import { createRoot, createSignal } from 'solid-js';
import type { AgentChannel } from '../../transcription/transcript/transcript.ts';
import { tell } from '../ui/toast.tsx';
import { refusalSentence } from '../words/words.ts';

export const EARS = ['mixed', 'recorded', 'agent', 'customer'] as const;
/** What reaches the ears of a two-channel recording. */
export type Ear = (typeof EARS)[number];
export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

export type Source = {
  interaction: string;
  /** Of the recording; by default the API's address for the interaction. */
  url?: string;
  /** 2 makes the sides choosable. */
  channels?: number | null;
  agent?: AgentChannel | null;
};
/** A stretch being played on its own, by a moment's chip. */
export type Span = { interaction: string; start_ms: number; end_ms: number };

/** A moment alone is heard a little longer than its words last. */
const AFTER_MS = 250;

/** A recording that is still being prepared, or may not be heard yet, says so; a sound that is damaged says nothing. */
async function whyNot(url: string): Promise<void> {
  const answer = await fetch(url, { headers: { range: 'bytes=0-0' } }).catch(() => null);
  if (!answer || answer.ok) return;
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
  const sentence = code === undefined ? null : refusalSentence(code);
  if (sentence) tell(sentence, 'bad');
}

export type Player = ReturnType<typeof createPlayer>;

export function createPlayer() {
  const [source, setSource] = createSignal<Source | null>(null);
  const [playing, setPlaying] = createSignal(false);
  const [waiting, setWaiting] = createSignal(false);
  const [time, setTime] = createSignal(0);
  const [length, setLength] = createSignal<number | null>(null);
  const [rate, setRateSignal] = createSignal(1);
  const [ear, setEarSignal] = createSignal<Ear>('mixed');
  const [span, setSpan] = createSignal<Span | null>(null);
  const [failed, setFailed] = createSignal(false);
  let audio: HTMLAudioElement | null = null;
  let route: ((ear: Ear, source: Source) => void) | null = null;
  let frame = 0;
  /** Asked of before every frame while playing: where to jump to (skipping silence), or null. */
  let skip: ((ms: number) => number | null) | null = null;

  const follow = () => {
    if (!audio) return;
    const now = Math.round(audio.currentTime * 1000);
    setTime(now);
    const own = span();
    if (own && now >= own.end_ms + AFTER_MS) {
      audio.pause();
      setSpan(null);
      return;
    }
    const to = own ? null : (skip?.(now) ?? null);
    if (to !== null) audio.currentTime = to / 1000;
    if (!audio.paused) frame = requestAnimationFrame(follow);
  };

  /** The audio element; in the page, so that the browser's own controls and tests find it. */
  function element(): HTMLAudioElement {
    if (audio) return audio;
    audio = document.createElement('audio');
    audio.preload = 'metadata';
    audio.dataset.player = '';
    audio.hidden = true;
    document.body.append(audio);
    const own = audio;
    own.addEventListener('play', () => {
      setPlaying(true);
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(follow);
    });
    own.addEventListener('pause', () => {
      setPlaying(false);
      setWaiting(false);
      setTime(Math.round(own.currentTime * 1000));
    });
    own.addEventListener('ended', () => setSpan(null));
    own.addEventListener('waiting', () => setWaiting(true));
    own.addEventListener('playing', () => setWaiting(false));
    own.addEventListener('timeupdate', () => own.paused && setTime(Math.round(own.currentTime * 1000)));
    own.addEventListener('seeking', () => setTime(Math.round(own.currentTime * 1000)));
    own.addEventListener('durationchange', () => {
      if (Number.isFinite(own.duration)) setLength(Math.round(own.duration * 1000));
    });
    own.addEventListener('error', () => {
      setFailed(true);
      setPlaying(false);
      setWaiting(false);
      void whyNot(own.src);
    });
    return own;
  }

  // A context may only start from something the person did, so it is made at the first play.
  function connect(): void {
    if (route || !audio || typeof AudioContext === 'undefined') return;
    const context = new AudioContext();
    const input = context.createMediaElementSource(audio);
    const mono = new GainNode(context, {
      channelCount: 1,
      channelCountMode: 'explicit',
      channelInterpretation: 'speakers',
    });
    const splitter = context.createChannelSplitter(2);
    let ends: AudioNode[] = [];
    route = (mode, of) => {
      input.disconnect();
      for (const node of ends) node.disconnect();
      const side = of.channels === 2 && (of.agent === 'left' || of.agent === 'right');
      if (mode === 'recorded') {
        input.connect(context.destination);
        ends = [];
      } else if (mode === 'mixed' || !side) {
        // Two channels become one at half loudness each; both ears get it.
        mono.gain.value = of.channels === 2 ? 1.4 : 1;
        input.connect(mono).connect(context.destination);
        ends = [mono];
      } else {
        const agentIndex = of.agent === 'left' ? 0 : 1;
        const both = new GainNode(context, { channelCount: 1, channelCountMode: 'explicit' });
        input.connect(splitter);
        splitter.connect(both, mode === 'agent' ? agentIndex : 1 - agentIndex);
        both.connect(context.destination);
        ends = [splitter, both];
      }
      if (context.state === 'suspended') void context.resume();
    };
    const own = source();
    if (own) route(ear(), own);
    audio.addEventListener('play', () => context.state === 'suspended' && void context.resume());
  }

  const urlOf = (of: Source) => of.url ?? `/api/interactions/${of.interaction}/recording`;

  /** Makes a recording the one at hand; keeps the place when it is already. */
  function load(next: Source): void {
    const own = element();
    const before = source();
    const same = before?.interaction === next.interaction && urlOf(before) === urlOf(next);
    // The original instead of the masked copy: another file, the same moment.
    const at = before?.interaction === next.interaction ? own.currentTime : 0;
    setSource(next);
    if (!same) {
      own.pause();
      setSpan(null);
      setFailed(false);
      setLength(null);
      setTime(Math.round(at * 1000));
      own.src = urlOf(next);
      if (at > 0) own.currentTime = at;
      own.playbackRate = rate();
    }
    route?.(ear(), next);
  }

  /** @param from where to begin; without it, where it stands */
  async function play(from?: number): Promise<void> {
    const own = element();
    if (!source()) return;
    if (failed()) {
      setFailed(false);
      own.load();
    }
    connect();
    if (from !== undefined) own.currentTime = from / 1000;
    own.playbackRate = rate();
    own.preservesPitch = true;
    try {
      await own.play();
    } catch (error) {
      // A pause or another recording came in between; whatever else fails arrives as an `error` event.
      if (!(error instanceof DOMException && error.name === 'AbortError')) setPlaying(false);
    }
  }

  return {
    source,
    playing,
    waiting,
    time,
    /** Length as the browser knows it; null before its first bytes came. */
    length,
    rate,
    ear,
    span,
    failed,
    element,
    load,
    play,
    pause: () => audio?.pause(),
    toggle(): void {
      setSpan(null);
      if (playing()) audio?.pause();
      else void play();
    },
    seek(ms: number): void {
      setSpan(null);
      const own = element();
      own.currentTime = Math.max(0, ms) / 1000;
      setTime(Math.max(0, Math.round(ms)));
    },
    by(ms: number): void {
      this.seek(Math.min((length() ?? Number.MAX_SAFE_INTEGER) - 10, time() + ms));
    },
    setRate(next: number): void {
      setRateSignal(next);
      if (audio) audio.playbackRate = next;
    },
    setEar(next: Ear): void {
      setEarSignal(next);
      const own = source();
      if (own) route?.(next, own);
    },
    /** Plays a stretch of a recording alone, here and now; again on the same stretch stops it. */
    playSpan(next: Span, of: Source = { interaction: next.interaction }): void {
      const current = span();
      if (current && playing() && current.interaction === next.interaction && current.start_ms === next.start_ms) {
        audio?.pause();
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
      audio?.pause();
      setSpan(null);
      skip = null;
    },
  };
}

export const player: Player = createRoot(createPlayer);
