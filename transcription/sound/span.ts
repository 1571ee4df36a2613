// A span is a range of samples at 16 kHz, the only rate after decoding. A frame is the unit of voice detection.

/** Samples a second of all sound behind the decoder. */
export const RATE = 16_000;
/** Samples of one frame of the voice detector: 32 ms. */
export const FRAME = 512;

/** From `start` to before `end`, in samples at {@link RATE}. */
export type Span = { start: number; end: number };

/** What was measured of one channel, one value for every frame of the voice detector. */
export type LaneFrames = {
  /** Probability of speech. */
  voice: Float32Array;
  /** Level in dB relative to full scale. */
  level: Float32Array;
};

/** @returns the samples of all spans together */
export function spanLength(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.end - span.start, 0);
}

/** What of `spans` is not covered by `cover`, in order. @param cover in order; may overlap */
export function uncovered(spans: readonly Span[], cover: readonly Span[]): Span[] {
  const rest: Span[] = [];
  for (const span of spans) {
    let from = span.start;
    for (const piece of cover) {
      if (piece.end <= from || piece.start >= span.end) continue;
      if (piece.start > from) rest.push({ start: from, end: piece.start });
      from = Math.max(from, piece.end);
    }
    if (from < span.end) rest.push({ start: from, end: span.end });
  }
  return rest;
}

/** Samples to whole milliseconds. */
export function toMs(samples: number): number {
  return Math.round((samples * 1000) / RATE);
}
