// Packs speech into windows. The model processes thirty seconds at a time, and works best on full windows cut at
// silence. Speech is packed into windows of up to 28 s, with a little of the real audio around each stretch and a short
// silence between them; a window remembers where each piece came from, so that word times map back to the recording.

import { FRAME, RATE, type Span, spanLength } from '../sound/span.ts';

/** A stretch of the recording, and where it lies in the window (samples). */
type Piece = Span & { at: number };

/** What is handed to the model at once. `speech` is what the detector found, in samples of the recording. */
export type Window = { pieces: Piece[]; speech: Span[]; length: number };

/** Thirty seconds less a margin for the end of the last word. */
export const LONGEST_WINDOW = 28 * RATE;
/** How densely speech is packed, in samples. */
type Layout = {
  /** Sound kept before and after speech: the detector is late on soft consonants. */
  pad: number;
  /** Gaps between padded speech shorter than this are kept unchanged. */
  kept: number;
  /** Silence put between pieces, beside their padding: a breath. */
  breath: number;
};

const ROOMY: Layout = { pad: 0.2 * RATE, kept: 0.5 * RATE, breath: 0.3 * RATE };
/** From roomy to tight: a tighter one is used where it saves a window. */
const LAYOUTS: readonly Layout[] = [
  ROOMY,
  { pad: 0.15 * RATE, kept: 0.3 * RATE, breath: 0.2 * RATE },
  { pad: 0.12 * RATE, kept: 0.15 * RATE, breath: 0.1 * RATE },
];
/** What a cut where nobody pauses costs beside windows of unequal length. */
const HASTY_CUT = 1;
/** A pause after which a cut costs nothing. */
const PAUSE = 0.9 * RATE;

/**
 * Packs speech into as few windows as possible, cut at the longest pauses available.
 * @param speech spans in order
 * @param total samples of the recording
 * @param voice the detector's probabilities, to find the best place where someone speaks on and on
 */
export function packWindows(
  speech: readonly Span[],
  total: number,
  voice: ArrayLike<number>,
  longest = LONGEST_WINDOW,
): Window[] {
  const fewest = Math.ceil(spanLength(speech) / longest);
  let best = fillUp(speech, total, voice, longest);
  if (best.length <= fewest) return best;
  const spans = speech.flatMap((span) => splitLong(span, voice, longest - 0.4 * RATE));
  for (const layout of LAYOUTS) {
    const windows = cutBest(spans, total, longest, layout);
    if (windows.length < best.length) best = windows;
    if (best.length <= fewest) break;
  }
  return best;
}

/**
 * Fills one window after the other, cut at long pauses alone: read best, where it takes no window more than need be.
 */
function fillUp(speech: readonly Span[], total: number, voice: ArrayLike<number>, longest: number): Window[] {
  const { breath } = ROOMY;
  const windows: Window[] = [];
  let open: Window | null = null;
  for (const stretch of stretches(speech, total).flatMap((s) => splitLong(s, voice, longest))) {
    const gap: number = open ? open.length + breath : 0;
    if (!open || gap + stretch.end - stretch.start > longest) {
      open = { pieces: [], speech: [], length: 0 };
      windows.push(open);
    }
    const at = open.pieces.length > 0 ? open.length + breath : 0;
    open.pieces.push({ ...stretch, at });
    open.length = at + stretch.end - stretch.start;
  }
  for (const window of windows) window.speech = clip(speech, window.pieces);
  return windows;
}

/** Pads the spans and joins those between which little is missing. */
function stretches(speech: readonly Span[], total: number): Span[] {
  const joined: Span[] = [];
  for (const span of speech) {
    const last = joined.at(-1);
    const start = Math.max(0, span.start - ROOMY.pad);
    const end = Math.min(total, span.end + ROOMY.pad);
    if (last && start - last.end < ROOMY.kept) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** The cheapest way to cut spans into windows, found backwards from the last span. */
function cutBest(spans: readonly Span[], total: number, longest: number, layout: Layout): Window[] {
  // A window more costs more than anything else can.
  const dear = 4 * (spans.length + 1);
  const costs = new Float64Array(spans.length + 1);
  const ends = new Int32Array(spans.length);
  for (let from = spans.length - 1; from >= 0; from--) {
    let least = Number.POSITIVE_INFINITY;
    for (let to = from + 1; to <= spans.length; to++) {
      const { length } = lay(spans, from, to, total, layout);
      if (length > longest && to > from + 1) break;
      const pause = (spans[to]?.start ?? Number.POSITIVE_INFINITY) - (spans[to - 1]?.end ?? 0);
      const hasty = HASTY_CUT * Math.max(0, 1 - pause / PAUSE);
      const cost = dear + hasty + (length / longest) ** 2 + (costs[to] ?? 0);
      if (cost < least) {
        least = cost;
        ends[from] = to;
      }
    }
    costs[from] = least;
  }
  const windows: Window[] = [];
  for (let from = 0; from < spans.length; from = ends[from] ?? spans.length) {
    windows.push(lay(spans, from, ends[from] ?? spans.length, total, layout));
  }
  return windows;
}

/** Spans from one to before another as a window. */
function lay(spans: readonly Span[], from: number, to: number, total: number, layout: Layout): Window {
  const { pad, kept, breath } = layout;
  const pieces: Piece[] = [];
  for (let i = from; i < to; i++) {
    const span = spans[i] as Span;
    const before = i === 0 ? 0 : ((spans[i - 1]?.end ?? 0) + span.start) / 2;
    const after = i === spans.length - 1 ? total : (span.end + (spans[i + 1]?.start ?? total)) / 2;
    const start = Math.max(0, Math.ceil(before), span.start - pad);
    const end = Math.min(total, Math.ceil(after), span.end + pad);
    const last = pieces.at(-1);
    if (last && start - last.end < kept) last.end = end;
    else pieces.push({ start, end, at: last ? last.at + last.end - last.start + breath : 0 });
  }
  const last = pieces.at(-1);
  return { pieces, speech: spans.slice(from, to), length: last ? last.at + last.end - last.start : 0 };
}

/** Cuts a stretch that is longer than a window where the speaker most likely draws breath. */
function splitLong(stretch: Span, voice: ArrayLike<number>, longest: number): Span[] {
  const parts: Span[] = [];
  let { start } = stretch;
  while (stretch.end - start > longest) {
    const cut = quietest(voice, start + longest / 2, start + longest);
    parts.push({ start, end: cut });
    start = cut;
  }
  parts.push({ start, end: stretch.end });
  return parts;
}

/** The frame border with the least voice in the five frames around it; the latest of equals. */
function quietest(voice: ArrayLike<number>, from: number, to: number): number {
  let best = Math.floor(to / FRAME);
  let least = Number.POSITIVE_INFINITY;
  for (let frame = Math.ceil(from / FRAME); frame <= Math.floor(to / FRAME); frame++) {
    let sum = 0;
    for (let i = frame - 2; i <= frame + 2; i++) sum += voice[i] ?? 0;
    if (sum <= least) {
      least = sum;
      best = frame;
    }
  }
  return best * FRAME;
}

function clip(speech: readonly Span[], pieces: readonly Span[]): Span[] {
  return pieces.flatMap((piece) =>
    speech
      .filter((span) => span.start < piece.end && span.end > piece.start)
      .map((span) => ({ start: Math.max(span.start, piece.start), end: Math.min(span.end, piece.end) })),
  );
}

/** The two halves of a window, cut at its widest gap near the middle; null where it is one piece. */
export function halveWindow(window: Window): [Window, Window] | null {
  if (window.pieces.length < 2) return null;
  let cut = 1;
  for (let i = 1; i < window.pieces.length; i++) {
    const distance = Math.abs((window.pieces[i]?.at ?? 0) - window.length / 2);
    if (distance < Math.abs((window.pieces[cut]?.at ?? 0) - window.length / 2)) cut = i;
  }
  return splitWindow(window, cut);
}

/** The pieces before `cut` and the others as windows of their own; null where one would be empty. */
function splitWindow(window: Window, cut: number): [Window, Window] | null {
  if (cut < 1 || cut >= window.pieces.length) return null;
  return [part(window, 0, cut), part(window, cut, window.pieces.length)];
}

function part(window: Window, from: number, to: number): Window {
  const chosen = window.pieces.slice(from, to);
  const origin = chosen[0]?.at ?? 0;
  const pieces = chosen.map((piece) => ({ ...piece, at: piece.at - origin }));
  const last = pieces.at(-1);
  return { pieces, speech: clip(window.speech, pieces), length: last ? last.at + last.end - last.start : 0 };
}

/**
 * Where a moment of the window lies in the recording. A moment in the silence between two pieces is the end of the
 * first or the start of the second, whichever is nearer.
 */
export function toRecording(window: Window, moment: number): number {
  let nearest = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (const piece of window.pieces) {
    const length = piece.end - piece.start;
    const inside = Math.max(0, Math.min(length, moment - piece.at));
    const away = Math.abs(moment - piece.at - inside);
    if (away < distance) {
      distance = away;
      nearest = piece.start + inside;
    }
  }
  return nearest;
}

/** Puts a window's sound together. @param read gives the samples of a stretch of the recording */
export async function windowSound(
  window: Window,
  read: (start: number, end: number) => Promise<Float32Array>,
): Promise<Float32Array> {
  const sound = new Float32Array(window.length);
  for (const piece of window.pieces) sound.set(await read(piece.start, piece.end), piece.at);
  return sound;
}

/** The speech of a window in the window's own samples. */
export function speechInWindow(window: Window): Span[] {
  return window.pieces.flatMap((piece) =>
    window.speech
      .filter((span) => span.start >= piece.start && span.end <= piece.end)
      .map((span) => ({ start: span.start - piece.start + piece.at, end: span.end - piece.start + piece.at })),
  );
}
