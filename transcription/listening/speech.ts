// Speech spans from the voice detector's probability for every 32 ms, with hysteresis: speech starts at high
// probability and continues through doubt; short gaps are included, clicks are not.

import { FRAME, RATE, type Span } from '../sound/span.ts';

/** Thresholds of Silero's own reference: 0.5 to begin, 0.15 less to go on. */
const BEGIN = 0.5;
const GO_ON = 0.35;
/** Shorter than any word that matters ("hm"), longer than a click. */
const LEAST_SPEECH = 0.2 * RATE;
/** A gap inside a phrase. */
const LEAST_SILENCE = 0.3 * RATE;
/**
 * Keys and sung vowels give spans of up to 0.51 s that reach 0.92 at most, while nobody speaks for seconds. An answer as
 * short ("yes") is surer, or has the question right before it. Measured on ten minutes of each and on the shared calls.
 */
const SHORT = 0.55 * RATE;
const SURE = 0.93;
const COMPANY = 2 * RATE;

/**
 * @param probabilities of speech, one for each frame of {@link FRAME} samples
 * @returns spans in order, without overlap, none shorter than 0.2 s
 */
export function findSpeech(probabilities: ArrayLike<number>): Span[] {
  const spans: Span[] = [];
  let start: number | null = null;
  let lastVoiced = 0;
  const close = (): void => {
    if (start !== null && lastVoiced - start >= LEAST_SPEECH) spans.push({ start, end: lastVoiced });
    start = null;
  };
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i] ?? 0;
    if (p >= (start === null ? BEGIN : GO_ON)) {
      start ??= i * FRAME;
      lastVoiced = (i + 1) * FRAME;
    } else if (start !== null && (i + 1) * FRAME - lastVoiced >= LEAST_SILENCE) {
      close();
    }
  }
  close();
  return spans;
}

/**
 * Drops short spans of which the detector was never sure and near which nobody surely speaks, on whichever lane.
 * @param lanes the spans of each lane
 * @param probabilities of speech of each lane
 */
export function withoutStrays(
  lanes: readonly (readonly Span[])[],
  probabilities: readonly ArrayLike<number>[],
): Span[][] {
  const isSure = ({ start, end }: Span, lane: number): boolean => {
    if (end - start >= SHORT) return true;
    for (let frame = start / FRAME; frame < end / FRAME; frame++) {
      if ((probabilities[lane]?.[frame] ?? 0) >= SURE) return true;
    }
    return false;
  };
  const sure = lanes.map((spans, lane) => spans.filter((span) => isSure(span, lane)));
  const company = sure.flat();
  return lanes.map((spans, lane) =>
    spans.filter(
      (span) =>
        sure[lane]?.includes(span) ||
        company.some(({ start, end }) => start - span.end <= COMPANY && span.start - end <= COMPANY),
    ),
  );
}
