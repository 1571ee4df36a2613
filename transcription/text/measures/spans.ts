// Spans of time and what can be counted from them. All times are whole milliseconds from the start of the recording;
// after merge() a list of spans is sorted and without overlap.

export type Stretch = { start_ms: number; end_ms: number };

/** Joins what overlaps or is no further apart than `gap_ms`. */
export function merge(spans: readonly Stretch[], gap_ms: number): Stretch[] {
  const merged: Stretch[] = [];
  for (const { start_ms, end_ms } of [...spans].sort((a, b) => a.start_ms - b.start_ms)) {
    const last = merged.at(-1);
    if (last && start_ms - last.end_ms <= gap_ms) last.end_ms = Math.max(last.end_ms, end_ms);
    else merged.push({ start_ms, end_ms });
  }
  return merged;
}

/** What lies between merged stretches, from 0 to `duration_ms`. */
export function gapsBetween(spans: readonly Stretch[], duration_ms: number): Stretch[] {
  const gaps: Stretch[] = [];
  let from = 0;
  for (const { start_ms, end_ms } of spans) {
    if (start_ms > from) gaps.push({ start_ms: from, end_ms: start_ms });
    from = Math.max(from, end_ms);
  }
  if (duration_ms > from) gaps.push({ start_ms: from, end_ms: duration_ms });
  return gaps;
}

export const lengthOf = (spans: readonly Stretch[]): number =>
  spans.reduce((sum, span) => sum + span.end_ms - span.start_ms, 0);

/** The middle value, of an even number the mean of both, in whole ms; null of nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const ordered = [...values].sort((a, b) => a - b);
  const half = ordered.length >> 1;
  const upper = ordered[half] as number;
  return ordered.length % 2 === 1 ? upper : Math.round((upper + (ordered[half - 1] as number)) / 2);
}
